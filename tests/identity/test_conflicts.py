"""What is told of values that were left out is true of every record."""

from __future__ import annotations

import pytest

from kg.identity.conflicts import conflicts
from kg.identity.merge import merge
from kg.model import Author, Paper, Place

GOOD, OTHER, ARXIV = "10.1109/5.771073", "10.5555/AB", "10.48550/arXiv.2101.00001"


def place(line: int, file: int) -> Place:
    return Place(file="a.jsonl", sha256=f"{file:064}", format="jsonl", line=line)


def told(*values: dict[str, object], in_one_file: bool = False) -> list[tuple[int, str]]:
    """Line and message of each conflict of records of one paper, by default each of another file."""
    records = [
        Paper(
            title="On Bread",
            source=Place(
                file="a.jsonl", sha256=f"{0 if in_one_file else line:064}", format="jsonl", line=line
            ),
            **{"authors": (Author("Ana Ruiz"),), **value},  # type: ignore[arg-type]
        )
        for line, value in enumerate(values, 1)
    ]
    return [(each.line, f"{each.what}; {each.allowed}") for each in conflicts(records, merge(records).paper)]


def left_out(doi: str) -> str:
    return f"doi {doi!r} of 'On Bread' was left out; a DOI is like 10.1109/5.771073"


def other(doi: str, kept: str) -> str:
    rest = f"differs from {kept!r} in another record; one paper has one; the other was kept"
    return f"doi {doi!r} of 'On Bread' {rest}"


@pytest.mark.parametrize(
    ("dois", "expected"),
    [
        (["10.1/abc", "10.1/ABD"], [(1, left_out("10.1/abc")), (2, left_out("10.1/ABD"))]),
        (["10.1/abc", None], [(1, left_out("10.1/abc"))]),
        (["10.1/abc", ARXIV], [(1, left_out("10.1/abc"))]),
        ([ARXIV, "10.1/abc"], [(2, left_out("10.1/abc"))]),
        (["10.1/abc", GOOD], [(1, other("10.1/abc", GOOD))]),
        ([ARXIV, GOOD], []),
        ([GOOD, f"https://doi.org/{GOOD}"], []),
    ],
)
def test_a_doi_that_is_none(dois: list[str | None], expected: list[tuple[int, str]]) -> None:
    assert told(*({"doi": doi} for doi in dois)) == expected


def test_an_arxiv_id_beside_hides_no_doi() -> None:
    assert told({"doi": "10.1/abc", "arxiv_id": "2101.00001"}, {}) == [(1, left_out("10.1/abc"))]
    assert told({"arxiv_id": "2101.00001"}, {"doi": "10.1/abc"}) == [(2, left_out("10.1/abc"))]


def test_a_count_that_the_list_contradicts() -> None:
    three = tuple(map(Author, ("Ana Ruiz", "Bo Li", "Cy Oh")))
    (message,) = told({"authors": three, "authors_complete": True}, {"author_count": 2})
    assert message == (
        2,
        "author_count 2 of 'On Bread' was left out: another record contradicts it; one paper has one",
    )


ONE, TWO = "0000-0002-1825-0097", "0000-0001-5109-3700"


def signed(*orcids: str | None) -> dict[str, object]:
    return {
        "authors": tuple(
            Author(name, orcid) for name, orcid in zip(("Ana Ruiz", "Bo Li"), orcids, strict=True)
        )
    }


def test_orcids_of_one_author_that_differ_are_told() -> None:
    (message,) = told(signed(ONE, None), signed(TWO, None))
    assert message == (
        1,
        f"orcid {ONE} of Ana Ruiz in 'On Bread' differs from {TWO} in another record; "
        "an author has one; the other was kept",
    )
    bare = {"authors": tuple(map(Author, ("Ruiz, Ana", "Bo Li", "Cy Wu")))}
    assert [what.partition("is not")[2] for _, what in told(signed(ONE, None), signed(TWO, None), bare)] == [
        " the only one; an author has one; none was kept"
    ] * 2


def test_an_orcid_of_another_record_is_kept() -> None:
    assert told(signed(ONE, None), signed(None, TWO)) == []
    records = [
        Paper(
            title="On Bread",
            source=place(line, line),
            **value,
        )  # type: ignore[arg-type]
        for line, value in enumerate((signed(ONE, None), signed(f"https://orcid.org/{ONE}", TWO)), 1)
    ]
    for order in (records, records[::-1]):
        assert [author.orcid and author.orcid[-19:] for author in merge(order).paper.authors] == [ONE, TWO]


def test_a_record_that_comes_again_in_its_file_is_told() -> None:
    again = "'On Bread' is the paper of line 1 again; one record a paper in a file; they become one"
    assert told({}, {}, {}, in_one_file=True) == [(2, again), (3, again)]
    assert told({}, {}) == []


BO = (Author("Ana Ruiz"), Author("Bo Li"))
BOTH = "authors of 'On Bread' are all listed here and cut in another record"


@pytest.mark.parametrize(
    ("records", "expected", "complete"),
    [
        ([{"authors_complete": True}, {"authors_complete": False}], [1], False),
        ([{"authors_complete": True}, {"authors": BO, "authors_complete": False}], [1], False),
        ([{"authors": BO, "authors_complete": True}, {"authors_complete": False}], [], True),
        ([{"authors_complete": True}, {}], [], True),
        ([{"authors_complete": True}, {"authors": (), "authors_complete": False}], [], True),
    ],
)
def test_a_list_that_is_whole_in_one_record_and_cut_in_another(
    records: list[dict[str, object]], expected: list[int], complete: bool
) -> None:
    for given in (records, records[::-1]):
        lines = expected if given is records else [len(records) + 1 - line for line in expected]
        found = told(*given)
        assert found == [(line, f"{BOTH}; a list is whole or cut; taken for cut") for line in lines]
    papers = [
        Paper(
            title="On Bread",
            source=place(line, line),
            **{"authors": (Author("Ana Ruiz"),), **value},  # type: ignore[arg-type]
        )
        for line, value in enumerate(records, 1)
    ]
    assert merge(papers).paper.authors_complete is complete
