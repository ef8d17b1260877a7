"""Which records are one paper, which names one person, which names one thing."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from kg.identity import identify, settle
from kg.model import Author, DatasetLink, MethodLink, Paper, Place, Profile, Work


def paper(title: str, *authors: str, line: int = 1, **values: object) -> Paper:
    place = Place(file="test.jsonl", sha256="0" * 64, format="jsonl", line=line)
    return Paper(title=title, authors=tuple(map(Author, authors)), source=place, **values)  # type: ignore[arg-type]


def works(*records: Paper | Profile) -> list[Work]:
    papers = [record for record in records if isinstance(record, Paper)]
    identities = identify(records, lambda numbers: [papers[n] for n in numbers])
    return [
        settle(identities, number, [papers[n] for n in group])
        for number, group in enumerate(identities.groups)
    ]


def paths(found: Sequence[Work]) -> list[list[str]]:
    return [[signature.person.path for signature in work.signatures] for work in found]


# Papers


def test_same_title_and_first_author_is_one_paper() -> None:
    one, other = (
        paper("Deep Nets: a Study", "Ana Ruiz"),
        paper("Deep nets – a study", "Ana Ruiz", "Bo Li", line=2),
    )
    (work,) = works(one, other)
    assert [author.name for author in work.paper.authors] == ["Ana Ruiz", "Bo Li"]
    assert [place.line for place in work.places] == [1, 2]


def test_same_title_by_others_is_another_paper() -> None:
    assert len(works(paper("Editorial", "Ana Ruiz"), paper("Editorial", "Bo Li", line=2))) == 2


def test_a_doi_joins_titles_that_differ() -> None:
    one = paper("Deep Nets", "Ana Ruiz", doi="10.5555/AB")
    other = paper("Deep nets revisited", "Ana Ruiz", doi="https://doi.org/10.5555/ab", line=2)
    assert len(works(one, other)) == 1


def test_a_volume_doi_joins_nothing() -> None:
    one = paper("Deep Nets", "Ana Ruiz", doi="10.5555/volume")
    other = paper("Shallow Rivers", "Bo Li", doi="10.5555/volume", line=2)
    assert len(works(one, other)) == 2


def test_different_dois_keep_equal_titles_apart() -> None:
    one, other = (paper("Deep Nets", "Ana Ruiz", doi=f"10.5555/{n}", line=n) for n in (1, 2))
    assert len({work.path for work in works(one, other)}) == 2


def test_arxiv_doi_is_the_arxiv_id() -> None:
    one = paper("Deep Nets", "Ana Ruiz", arxiv_id="2303.14307v2")
    other = paper("Deep Nets!", "Ana Ruiz", doi="10.48550/arXiv.2303.14307", line=2)
    (work,) = works(one, other)
    assert work.path.startswith("paper/deep-nets-")


def test_a_title_in_another_script_has_a_whole_path() -> None:
    (work,) = works(paper("深度学习", "Ana Ruiz"))
    assert work.path.partition("/")[2].isalnum()


def test_the_longer_abstract_and_the_explicit_date_win() -> None:
    one = paper("Deep Nets", "Ana Ruiz", abstract="Cut o", date="2022-09-03", date_text="Sep 3, 2022")
    other = paper(
        "Deep Nets",
        "Ana Ruiz",
        abstract="Cut off no more.",
        date="XXXX-09-03",
        date_text="Sep 3",
        inferred_date="2026-09-03",
        line=2,
    )
    for records in ((one, other), (other, one)):
        (work,) = works(*records)
        assert work.paper.abstract == "Cut off no more."
        assert (work.paper.date, work.paper.inferred_date, work.inferred) == ("2022-09-03", None, ())


def test_dates_that_contradict_are_told() -> None:
    (work,) = works(
        paper("Deep Nets", "Ana Ruiz", date="2022"), paper("Deep Nets", "Ana Ruiz", date="2023", line=2)
    )
    assert [problem.line for problem in work.problems] == [2]
    assert "2023" in work.problems[0].what


# Persons


def test_names_differ_in_marks_and_case_only() -> None:
    found = works(paper("A", "Michał Nowak"), paper("B", "Michal NOWAK", line=2))
    assert paths(found) == [["person/michal-nowak"], ["person/michal-nowak"]]
    assert found[0].signatures[0].person.name == "Michał Nowak"


def test_a_second_family_name_is_one_person_where_a_co_author_says_so() -> None:
    found = works(paper("A", "Ana Ruiz", "Bo Li"), paper("B", "Ana Ruiz Costa", "Bo Li", line=2))
    assert {path[0] for path in paths(found)} == {"person/ana-ruiz-costa"}
    assert found[0].signatures[0].person.merged == (
        ("shared-co-author", '"Ana Ruiz" and "Ana Ruiz Costa" are co-authors of Bo Li'),
    )


def test_without_a_common_co_author_names_stay_apart() -> None:
    found = works(paper("A", "Ana Ruiz", "Bo Li"), paper("B", "Ana Ruiz Costa", "Cy Wu", line=2))
    assert paths(found)[0][0] != paths(found)[1][0]


def test_two_in_one_list_are_two() -> None:
    found = works(paper("A", "Ana Ruiz", "Ana Ruiz Costa", "Bo Li"), paper("B", "Ana Ruiz", "Bo Li", line=2))
    assert paths(found)[0][:2] == ["person/ana-ruiz", "person/ana-ruiz-costa"]


def test_an_initial_that_fits_two_is_neither() -> None:
    found = works(
        paper("A", "John Smith", "Bo Li"),
        paper("B", "Jane Smith", "Bo Li", line=2),
        paper("C", "J. Smith", "Bo Li", line=3),
    )
    assert [path[0] for path in paths(found)] == ["person/john-smith", "person/jane-smith", "person/j-smith"]


def test_a_single_word_is_a_whole_name() -> None:
    found = works(
        paper("A", "Anand", "Bo Li"),
        paper("B", "Anand Rao", "Bo Li", line=2),
        paper("C", "Anima Anand", "Bo Li", line=3),
    )
    assert len({path[0] for path in paths(found)}) == 3


def test_the_same_name_twice_in_a_list_is_two_persons() -> None:
    (found,) = paths(works(paper("A", "Wei Wang", "Wei Wang")))
    assert found[0] == "person/wei-wang"
    assert found[1] != found[0]


def test_orcids_tell_namesakes_apart() -> None:
    one = Paper(title="A", authors=(Author("Wei Wang", "0000-0002-1825-0097"),), source=paper("A").source)
    other = Paper(
        title="B", authors=(Author("Wei Wang", "0000-0001-5109-3700"),), source=paper("B", line=2).source
    )
    bare = paper("C", "Wei Wang", line=3)
    assert len({path[0] for path in paths(works(one, other, bare))}) == 3


def test_one_orcid_is_one_person() -> None:
    one = Paper(title="A", authors=(Author("W. Wang", "0000-0002-1825-0097"),), source=paper("A").source)
    other = Paper(
        title="B", authors=(Author("Wei Wang", "0000-0002-1825-0097"),), source=paper("B", line=2).source
    )
    assert {path[0] for path in paths(works(one, other))} == {"person/wei-wang"}


def test_the_owner_is_an_author_without_a_position() -> None:
    (work,) = works(Profile(name="Ana Ruiz"), paper("A", "Bo Li", owner="Ana Ruiz", authors_complete=False))
    assert [(s.name, s.position) for s in work.signatures] == [("Bo Li", 1), ("Ana Ruiz", None)]


def test_an_owner_in_the_list_is_not_repeated() -> None:
    (work,) = works(paper("A", "Bo Li", "Ana Ruiz", owner="Ana Ruiz"))
    assert [(s.name, s.position) for s in work.signatures] == [("Bo Li", 1), ("Ana Ruiz", 2)]


# Datasets and methods


def named(*names: str, role: str = "used") -> dict[str, object]:
    return {"datasets": (DatasetLink(name=names[0], aliases=names[1:], role=role),), "methods": ()}  # type: ignore[arg-type]


def things(found: Sequence[Work]) -> list[str]:
    return [next(iter(work.things.values())).path for work in found]


def test_an_acronym_and_its_long_form_are_one_dataset() -> None:
    found = works(
        paper("A", "Ana Ruiz", **named("LRS3")),
        paper("B", "Bo Li", line=2, **named("Lip Reading Sentences 3", "LRS3")),
    )
    assert things(found) == ["dataset/lrs3", "dataset/lrs3"]


def test_spelling_variants_are_one() -> None:
    names = ("ResNet-18", "ResNet 18", "resnet18")
    found = works(*(paper(name, "Ana Ruiz", line=n, **named(name)) for n, name in enumerate(names, 1)))
    assert len(set(things(found))) == 1


@pytest.mark.parametrize(
    "one, other", [("DART", "DARTS"), ("C", "C++"), ("A*", "A"), ("SQuAD 1.1", "SQuAD 11")]
)
def test_names_that_look_alike_stay_apart(one: str, other: str) -> None:
    found = works(paper("A", "Ana Ruiz", **named(one)), paper("B", "Ana Ruiz", line=2, **named(other)))
    assert len(set(things(found))) == 2


def test_an_acronym_of_two_long_forms_joins_neither() -> None:
    found = works(
        paper("A", "Ana Ruiz", **named("Contextual Speech Extraction", "CSE")),
        paper("B", "Bo Li", line=2, **named("Common Sense Explanations", "CSE")),
        paper("C", "Cy Wu", line=3, **named("CSE")),
    )
    assert things(found) == [
        "dataset/contextual-speech-extraction",
        "dataset/common-sense-explanations",
        "dataset/cse",
    ]


def test_what_strangers_introduce_under_one_name_is_two_things() -> None:
    def dino(title: str, author: str, role: str, line: int) -> Paper:
        return paper(title, author, line=line, methods=(MethodLink(name="DINO", role=role),))  # type: ignore[arg-type]

    found = works(
        dino("A", "Ana Ruiz", "introduced", 1),
        dino("B", "Bo Li", "introduced", 2),
        dino("C", "Bo Li", "used", 3),
        dino("D", "Cy Wu", "used", 4),
    )
    first, second, near, unknown = things(found)
    assert len({first, second, unknown}) == 3
    assert near == second
    assert unknown == "method/dino"


def test_the_order_of_records_does_not_matter() -> None:
    records = [
        paper("A", "Ana Ruiz", "Bo Li", **named("Lip Reading Sentences 3", "LRS3", role="introduced")),
        paper("B", "Ana Ruiz Costa", "Bo Li", line=2, **named("LRS3")),
        paper("A", "Ana Ruiz", line=3, **named("LRS-3")),
        paper("C", "A. Ruiz", "Bo Li", line=4, **named("lrs3")),
    ]

    def seen(order: Sequence[Paper]) -> dict[str, tuple[object, ...]]:
        return {
            w.path: (w.paper, w.places, w.signatures, sorted(t.path for t in w.things.values()))
            for w in works(*order)
        }

    assert seen(records) == seen(records[::-1]) == seen(records[2:] + records[:2])


def test_one_place_in_the_list_of_one_paper_is_one_person() -> None:
    records = [
        paper("A", "Ana Ruiz"),
        paper("A", "Ana M. Ruiz", line=2),
        paper("A", "Ana Maria Ruiz", line=3),
    ]
    records = [replace(record, doi="10.5555/a") for record in records]
    for order in (records, records[::-1]):
        (work,) = works(*order)
        (signature,) = work.signatures
        assert signature.person.path == "person/ana-maria-ruiz"
        assert len(signature.person.merged) == 3
