"""Which records are one paper, which names one person, which names one thing."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import chain, permutations

import pytest
from msgspec.structs import replace

from kg.identity import identify, settle
from kg.model import Author, DatasetLink, MethodLink, Paper, Place, Problem, Profile, Work


def paper(title: str, *authors: str, line: int = 1, **values: object) -> Paper:
    place = Place(file="test.jsonl", sha256=f"{line:064}", format="jsonl", line=line)  # one file a record
    return Paper(title=title, authors=tuple(map(Author, authors)), source=place, **values)  # type: ignore[arg-type]


def works(*records: Paper | Profile) -> list[Work]:
    papers = [record for record in records if isinstance(record, Paper)]
    profiles = [record for record in records if isinstance(record, Profile)]
    identities = identify([papers], profiles, lambda numbers: [papers[n] for n in numbers])
    records = [[papers[n] for n in group] for group in identities.groups]
    return settle(identities, range(len(records)), records)


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


def test_the_basis_of_an_inferred_date_is_what_was_read() -> None:
    leap = paper("On Sheep", "Bo Pen", date="XXXX-02-29", date_text="Feb 29", inferred_date="2024-02-29")
    on_page = replace(leap, source=replace(leap.source, format="page"))  # type: ignore[type-var]
    other = paper("On Sheep", "Bo Pen", date="2021", line=2)
    for records in ((on_page,), (on_page, other), (other, on_page)):
        assert works(*records)[0].inferred == (
            (
                "capture-year",
                '"Feb 29" is printed without a year, as the site does for the year of saving; '
                "2024 is the first year after all those printed on it that has every such day",
            ),
        )
    given = ("given-as-inferred", 'the record says that 2024-02-29 was worked out for "Feb 29"')
    assert works(leap)[0].inferred == (given,)
    assert works(replace(leap, date_text=None))[0].inferred[0][1].endswith(" was worked out")


def test_mixed_letters_win_over_capitals_alone() -> None:
    one = paper("IS THIS LOUD?", "Ana Ruiz", abstract="WE USE IMAGENET.\n")
    other = paper("Is This Loud?", "Ana Ruiz", abstract="We use ImageNet.", line=2)
    lower = paper("is this loud?", "Ana Ruiz", line=3)
    for records in ((one, other, lower), (lower, other, one)):
        (work,) = works(*records)
        assert (work.paper.title, work.paper.abstract) == ("Is This Loud?", "We use ImageNet.")


def test_the_abstract_decides_nothing_of_the_title() -> None:
    found = set()
    for abstracts in (("Short.", "A longer one."), ("A longer one.", "Short.")):
        (work,) = works(
            *(
                paper(title, "Ana Ruiz", doi="10.5555/a", abstract=abstract, line=line)
                for line, (title, abstract) in enumerate(
                    zip(("Nets", "Nets, deep"), abstracts, strict=True), 1
                )
            )
        )
        found.add((work.path.rpartition("-")[0], work.paper.title))
        assert work.paper.abstract == "A longer one."
    assert found == {("paper/nets-deep", "Nets, deep")}


def test_dates_that_contradict_are_told() -> None:
    (work,) = works(
        paper("Deep Nets", "Ana Ruiz", date="2022"), paper("Deep Nets", "Ana Ruiz", date="2023", line=2)
    )
    assert [problem.line for problem in work.problems] == [2]
    assert "2023" in work.problems[0].what


def told(*records: Paper) -> list[str]:
    """What the merged paper tells, whatever the order of its records."""
    (work,), (other,) = works(*records), works(*records[::-1])
    assert repr(work) == repr(other)
    return [problem.what.partition(" of ")[0] for problem in work.problems]


def test_every_value_left_out_is_told() -> None:
    one = paper(
        "Twin",
        "Ana Ruiz",
        "Bo Li",
        arxiv_id="2303.14307",
        doi="10.5555/a",
        score=Decimal(8),
        date="2021",
        abstract="We look at lips.",
        authors_complete=True,
    )
    other = paper(
        "Twins, at last",
        "Ana Ruiz",
        "Cy Wu",
        arxiv_id="2303.14307",
        doi="10.5555/b",
        score=Decimal(9),
        date="2019",
        abstract="Entirely different words about something else.",
        author_count=5,
        line=2,
    )
    assert sorted(what.partition(" ")[0] for what in told(one, other)) == [
        *("abstract", "author_count", "authors", "date", "doi", "score", "title"),
    ]


def test_a_decimal_point_left_out_is_told() -> None:
    one, other = (paper(f"Is {n} Enough", "Ana Ruiz", doi="10.5555/a", line=1) for n in ("5.1", "51"))
    assert told(one, replace(other, source=paper("", line=2).source)) == ["title 'Is 51 Enough'"]


def test_values_that_say_less_are_not_told() -> None:
    one = paper(
        "Deep Nets", "A. Ruiz", abstract="We look at…", date="2023", doi="10.5555/A", arxiv_id="2303.14307v1"
    )
    other = paper(
        "Deep nets!",
        "Ana Ruiz",
        "Bo Li",
        abstract="We look at lips.",
        date="2023-03-25",
        doi="10.5555/a",
        arxiv_id="2303.14307",
        line=2,
    )
    more = replace(one, doi="10.48550/arXiv.2303.14307", date="XXXX-03-25")
    assert told(one, other) == told(more, other) == []


def test_a_count_of_authors_agrees_with_their_list() -> None:
    whole = paper("A", "Ana Ruiz", "Bo Li", authors_complete=True)
    counted = paper("A", "Ana Ruiz", author_count=5, line=2)
    assert works(whole, counted)[0].paper.author_count is None
    assert told(whole, counted) == ["author_count 5"]
    cut = replace(whole, authors_complete=False)
    assert works(cut, counted)[0].paper.author_count == 5


def test_what_else_a_file_holds_decides_nothing() -> None:
    def merged(*digests: str) -> Paper:
        one, other = (
            paper(title, "Ana Ruiz", date=date, score=Decimal(score))
            for title, date, score in (("Deep nets", "2021-01-01", 8), ("Deep Nets", "2022-02-02", 7))
        )
        places = (replace(one.source, sha256=digest * 64) for digest in digests)  # type: ignore[type-var]
        (work,) = works(*(replace(r, source=place) for r, place in zip((one, other), places, strict=True)))
        return replace(work.paper, source=None)

    assert merged("a", "b") == merged("b", "a")


@pytest.mark.parametrize(
    "one, other",
    [
        ("Programming in C", "Programming in C++"),
        ("C# in Use", "C in Use"),
        ("???", "!!!"),
        ("p < 0.05", "p > 0.05"),
        ("P<NP", "P>NP"),
        ("x ≤ y", "x < y"),
        ("Is 5.1 Enough", "Is 51 Enough"),
        ("Is 5.1 Enough", "Is 5 1 Enough"),
        (f"{'A Long Title on ' * 5} 5.1", f"{'A Long Title on ' * 5} 51"),
    ],
)
def test_signs_tell_titles_apart(one: str, other: str) -> None:
    found = works(paper(one, "Ana Ruiz"), paper(other, "Ana Ruiz", line=2))
    assert len({work.path for work in found}) == 2


@pytest.mark.parametrize(
    "one, other",
    [
        ("Deep Nets*", "Deep nets"),
        ("A+B", "A + B"),
        ("Issue #3", "Issue 3"),
        ("C++", "c++"),
        ("p<0.05", "p < 0.05"),
        ("x <= 1", "x ≤ 1"),
        ("From A -> B", "From A → B"),
    ],
)
def test_footnotes_and_spaces_do_not(one: str, other: str) -> None:
    assert len(works(paper(one, "Ana Ruiz"), paper(other, "Ana Ruiz", line=2))) == 1


def test_iris_of_titles_stay() -> None:
    (work,) = works(paper("Deep Nets: a Study", "Ana Ruiz"))
    assert work.path == "paper/deep-nets-a-study-0711e269"
    (work,) = works(paper("Growth of <i>E. coli</i> in <b>10,000</b> Jars -> Data", "Ana Ruiz"))
    assert work.path == "paper/growth-of-i-e-coli-i-in-b-10-000-b-jars-data-65ffbd2a"


def unbelieved(records: Sequence[Paper]) -> Sequence[Problem]:
    return identify([records], [], lambda numbers: [records[n] for n in numbers]).problems


def test_a_doi_of_many_papers_is_told_once() -> None:
    titles = ("Deep Nets", "Shallow Rivers", "Wide Fields")
    papers = [paper(title, title[::-1], doi="10.1234/ab", line=n) for n, title in enumerate(titles, 1)]
    for records in (papers, papers[::-1]):
        (problem,) = unbelieved(records)
        assert "3 papers have the DOI 10.1234/ab, 'Shallow Rivers' among them" in str(problem)
    assert not unbelieved([papers[0], paper("Deep Nets", "Ana Ruiz", doi="10.1234/ab", line=9)])


@pytest.mark.parametrize(
    "titles",
    [
        [f"Proceedings of the Twelfth International Workshop on Sheep in Fog, {n}" for n in ("One", "Two")],
        ["山羊与雾", "绵羊与雨"],
    ],
)
def test_an_identifier_of_several_papers_makes_no_iri(titles: list[str]) -> None:
    for identifier in ({"doi": "10.5555/volume"}, {"arxiv_id": "2303.14307"}):
        one, other = (
            paper(title, name, line=line, **identifier)
            for line, (title, name) in enumerate(zip(titles, ("Ana Ruiz", "Bo Li"), strict=True), 1)
        )
        bare = [replace(record, doi=None, arxiv_id=None) for record in (one, other)]
        found = {work.paper.title: work.path for work in works(one, other)}
        assert len({*found.values()}) == 2
        assert found == {work.paper.title: work.path for work in works(*bare)}
        again = replace(other, source=replace(other.source, line=3))  # type: ignore[type-var]
        assert found == {work.paper.title: work.path for work in works(again, one, other)}


def test_papers_whose_identifiers_are_not_believed_share_no_iri() -> None:
    records = [
        paper("Deep Nets", "Ana Ruiz", doi="10.5555/a", line=1),
        paper("Deep Nets", "Ana Ruiz", doi="10.5555/b", line=2),
        paper("Shallow Rivers", "Bo Li", doi="10.5555/a", line=3),
        paper("Wide Fields", "Cy Wu", doi="10.5555/b", line=4),
    ]
    seen = [
        sorted((work.path, work.paper.doi) for work in works(*order)) for order in (records, records[::-1])
    ]
    assert seen[0] == seen[1]
    assert len({path for path, _ in seen[0]}) == 4
    assert sorted(len(path.rpartition("-")[2]) for path, _ in seen[0]) == [8, 8, 16, 16]


# Titles, and names, of which eight hex digits of the hash are the same.
ALIKE_TITLES, ALIKE_NAMES = ("习方法译", "学网据习"), ("李涛轩杰", "王博静华")


def test_a_hash_that_two_papers_share_is_longer() -> None:
    one, other = (paper(title, "李华", line=line) for line, title in enumerate(ALIKE_TITLES, 1))
    both = {work.paper.title: work.path for work in works(one, other)}
    assert both == {work.paper.title: work.path for work in works(other, one)}
    assert {len(path) for path in both.values()} == {len("paper/") + 16}
    assert len({*both.values()}) == 2
    assert works(one)[0].path == "paper/91ffd1b4"


def test_a_hash_that_two_persons_share_is_longer() -> None:
    one, other = (paper("A", name, line=line) for line, name in enumerate(ALIKE_NAMES, 1))
    for order in ((one, other), (other, one)):
        found = works(*order)
        assert len({path for path in chain(*paths(found)) if len(path) == len("person/") + 16}) == 2
    assert paths(works(one)) == [["person/0e6913a2"]]


def test_an_arxiv_id_of_two_papers_is_told() -> None:
    one = paper("Deep Nets", "Ana Ruiz", arxiv_id="2303.14307")
    other = paper("Shallow Rivers", "Bo Li", arxiv_id="2303.14307", line=2)
    for records in ([one, other], [other, one]):
        (problem,) = unbelieved(records)
        assert "'Shallow Rivers' has the arXiv id 2303.14307 of 'Deep Nets'" in str(problem)


def test_an_orcid_of_two_persons_is_told() -> None:
    def signed(title: str, name: str, orcid: str, line: int) -> Paper:
        return replace(paper(title, line=line), authors=(Author(name, orcid),))

    records = [
        signed("A", "Wei Wang", "0000-0002-1825-0097", 1),
        signed("B", "Wei Wang", "0000-0001-5109-3700", 2),
        signed("C", "W. Wang", "0000-0002-1825-0097", 3),
    ]
    (problem,) = unbelieved(records)
    assert "'W. Wang' and 'Wei Wang' have the ORCID iD 0000-0002-1825-0097" in problem.what


# Persons


def test_names_differ_in_marks_and_case_only() -> None:
    found = works(paper("A", "Michał Nowak"), paper("B", "Michal NOWAK", line=2))
    assert paths(found) == [["person/michal-nowak"], ["person/michal-nowak"]]
    assert found[0].signatures[0].person.name == "Michał Nowak"


def test_vowels_of_other_scripts_tell_persons_and_datasets_apart() -> None:
    found = works(
        paper("A", "राम कुमार", **named("हिन्दी")),
        paper("B", "रमा कुमार", line=2, **named("हनद")),
        paper("C", "たかた", line=3),
        paper("D", "たがだ", line=4),
    )
    assert len({path[0] for path in paths(found)}) == 4
    assert len({naming.thing.path for work in found for _, naming in work.links}) == 2


@pytest.mark.parametrize(
    ("one", "other"), [("王 伟", "王伟"), ("김 철수", "김철수"), ("山田 太郎", "山田太郎")]
)
def test_a_space_in_a_chinese_name_says_nothing(one: str, other: str) -> None:
    found = works(paper("A", one), paper("B", other, line=2), paper("C", one, other, line=3))
    assert paths(found)[0] == paths(found)[1] == paths(found)[2][:1]
    assert paths(found)[2][1] != paths(found)[2][0]


def test_a_family_name_printed_first_is_one_persons() -> None:
    records = [
        paper("A", "Smith, John", "van der Berg, Ana"),
        paper("B", "John Smith", "Ana van der Berg", line=2),
        paper("C", "Smith, J.", "Ana van der Berg", line=3),
    ]
    for order in (records, records[::-1]):
        assert {tuple(path) for path in paths(works(*order))} == {
            ("person/john-smith", "person/ana-van-der-berg")
        }
    (work,) = works(records[0])
    assert [(one.person.name, one.name) for one in work.signatures] == [
        ("John Smith", "Smith, John"),
        ("Ana van der Berg", "van der Berg, Ana"),
    ]


def test_a_title_behind_a_name_is_no_given_name() -> None:
    (found,) = paths(works(paper("A", "John Smith, Jr.", "Bo Pen, 3rd", "Smith, Ph.D.", "Wool, Inc.")))
    assert found == ["person/john-smith-jr", "person/bo-pen-3rd", "person/smith-ph-d", "person/wool-inc"]


def test_a_joiner_in_a_name_is_not_its_name() -> None:
    found = works(paper("A", "B\u200do Pen"), paper("B", "Bo Pen", line=2))
    assert {signature.person.name for work in found for signature in work.signatures} == {"Bo Pen"}
    assert {path[0] for path in paths(found)} == {"person/bo-pen"}


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


ORCID = "0000-0002-1825-0097"


def with_orcid(title: str, *names: str, line: int = 1, others: Sequence[str] = ()) -> Paper:
    authors = (*(Author(name, ORCID) for name in names), *map(Author, others))
    return replace(paper(title, line=line), authors=authors)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Li-Wei Chen", "Liwei Chen", ""),
        ("Wang Wei", "Wei Wang", ""),
        ("Perez, M.", "Maria Perez", ""),
        ("王伟", "Wei Wang", " in different scripts"),
        ("Maria Perez", "Maria Lopez", " and the given name, not the family name"),
    ],
)
def test_an_orcid_unites_names_that_may_be_one_persons(one: str, other: str, reason: str) -> None:
    records = [with_orcid("A", one), with_orcid("B", other, line=2)]
    for order in (records, records[::-1]):
        found = works(*order)
        (person,) = {signature.person for work in found for signature in work.signatures}
        assert (person.orcid, person.merged) == (
            ORCID,
            (("same-orcid", f"the names share the ORCID iD {ORCID}{reason}"),),
        )
        assert not unbelieved(order)


@pytest.mark.parametrize(
    "records",
    [
        [with_orcid("A", "Wei Wang"), with_orcid("B", "José Núñez", line=2)],
        [with_orcid("A", "Wei Wang", "W. Wang")],
        [with_orcid("A", "Maria Perez", others=["Maria Lopez"]), with_orcid("B", "Maria Lopez", line=2)],
        [with_orcid("A", "M. Perez"), with_orcid("B", "Maria Perez", line=2), with_orcid("C", "Mia Perez")],
        [with_orcid(str(n), f"{'abcdefghijklmnopqrstuvwxyz'[n]}x Wang") for n in range(26)],
    ],
)
def test_an_orcid_of_unlike_names_or_of_two_in_one_list_is_not_believed(records: list[Paper]) -> None:
    names = {author.name for record in records for author in record.authors}
    for order in (records, records[::-1]):
        persons = {signature.person for work in works(*order) for signature in work.signatures}
        assert {person.name for person in persons} == names
        assert {person.orcid for person in persons} == {None}
        (problem,) = unbelieved(order)
        assert f"have the ORCID iD {ORCID} and were not united; it is left out" in problem.what


def test_an_orcid_that_is_not_believed_still_tells_namesakes_apart() -> None:
    other = replace(paper("C", line=3), authors=(Author("Wei Wang", "0000-0001-5109-3700"),))
    found = works(with_orcid("A", "Wei Wang"), with_orcid("B", "José Núñez", line=2), other)
    persons = {signature.person for work in found for signature in work.signatures}
    assert sorted((p.name, p.orcid or "") for p in persons) == [
        ("José Núñez", ""),
        ("Wei Wang", ""),
        ("Wei Wang", "0000-0001-5109-3700"),
    ]


def test_the_owner_is_no_further_author_of_a_complete_list() -> None:
    records = [
        paper("A", "M. Perez", "Li Wei", owner="Maria Perez", authors_complete=True),
        paper("B", "Maria Perez", "Li Wei", owner="Maria Perez", authors_complete=True, line=2),
        paper("C", "M. Perez", "Li Wei", owner="Li Wei", authors_complete=True, line=3),
    ]
    for order in (records, records[::-1]):
        assert {path[0] for path in paths(works(*order))} == {"person/maria-perez"}


def test_the_owner_is_an_author_without_a_position() -> None:
    (work,) = works(Profile(name="Ana Ruiz"), paper("A", "Bo Li", owner="Ana Ruiz", authors_complete=False))
    assert ([s.name for s in work.signatures], work.unplaced) == (["Bo Li", "Ana Ruiz"], 1)


def test_an_owner_in_the_list_is_not_repeated() -> None:
    (work,) = works(paper("A", "Bo Li", "Ana Ruiz", owner="Ana Ruiz"))
    assert ([s.name for s in work.signatures], work.unplaced) == (["Bo Li", "Ana Ruiz"], 0)


def owned(*authors: str, owner: str = "Wei Wang", complete: bool = True) -> Work:
    (work,) = works(paper("A", *authors, owner=owner, authors_complete=complete))
    return work


def test_the_owner_is_the_one_in_a_complete_list_who_may_be() -> None:
    for printed in ("W. Wang", "Wang, W.", "Wei Xi Wang"):
        work = owned(printed, "Bo Pen")
        assert paths([work]) == [["person/wei-wang", "person/bo-pen"]]
        assert ([s.name for s in work.signatures], work.unplaced) == ([printed, "Bo Pen"], 0)
        assert [rule for rule, _ in work.inferred] == ["owner-in-list"]
        assert not work.problems


def test_an_owner_is_never_added_to_a_complete_list() -> None:
    for authors in (("Bo Pen", "Cy Wu"), ("W. Wang", "Wei X. Wang")):
        work = owned(*authors)
        assert [s.name for s in work.signatures] == [*authors]
        assert "Wei Wang, the owner of the page, is" in work.problems[0].what
        assert not work.inferred


def test_an_owner_printed_in_a_cut_list_is_no_further_author() -> None:
    for printed in ("W. Wang", "Wang, W.", "Wei Xi Wang"):
        work = owned("Bo Pen", printed, complete=False)
        assert paths([work]) == [["person/bo-pen", "person/wei-wang"]]
        assert ([s.name for s in work.signatures], work.unplaced) == (["Bo Pen", printed], 0)
        assert work.inferred == (
            (
                "owner-in-list",
                f'on the page of Wei Wang, and no other name in its cut list than "{printed}"'
                " may be the same",
            ),
        )
        assert not work.problems


@pytest.mark.parametrize("owner", ["A. Fold", "Fold Ada", "A. B. Fold"])
@pytest.mark.parametrize("complete", [True, False])
def test_an_owner_goes_by_the_name_in_full_that_the_page_prints(owner: str, complete: bool) -> None:
    full = "Ada B. Fold" if "B." in owner else "Ada Fold"
    records = [
        paper("A", full, "Bo Pen", owner=owner, authors_complete=complete),
        paper("B", "Cy Lee", f"Fold, {full[:-5]}", owner=owner, authors_complete=complete, line=2),
        paper("C", "Dee Ewe", owner=owner, authors_complete=False, line=3),
        paper("D", full, line=4),
    ]
    for order in (records, records[::-1]):
        found = works(Profile(name=owner), *order)
        persons = {s.person for work in found for s in work.signatures if "fold" in s.person.path}
        assert [person.name for person in persons] == [full]
        ((rule, why),) = next(iter(persons)).merged
        assert rule == "owner-in-full"
        assert why == f'on the page of {owner} only "{full}" may be the same in full'
        assert not any(work.problems or work.inferred for work in found)


@pytest.mark.parametrize(
    "lists",
    [
        [["Ada Fold"], ["Alan Fold"]],  # either may be the owner
        [["Ada Fold", "Abe Fold"]],
        [["Ada Fold", "A. Fold"]],
    ],
)
def test_an_owner_of_whom_several_are_forms_keeps_the_name(lists: list[list[str]]) -> None:
    records = [
        paper(f"P{line}", *names, owner="A. Fold", authors_complete=False, line=line)
        for line, names in enumerate(lists, 1)
    ]
    persons = {s.person for work in works(Profile(name="A. Fold"), *records) for s in work.signatures}
    assert not any(person.merged for person in persons)


def test_several_forms_of_the_owner_in_a_cut_list_are_told() -> None:
    work = owned("W. Wang", "Wei X. Wang", complete=False)
    assert [s.name for s in work.signatures] == ["W. Wang", "Wei X. Wang"]
    assert "Wei Wang, the owner of the page, is not certainly one of the cut list" in work.problems[0].what
    assert not work.inferred


def test_a_form_that_is_another_persons_is_not_the_owners() -> None:
    found = works(
        paper("A", "J. Li", "Bo Pen", owner="Jie Li", authors_complete=False),
        paper("B", "J. Li", doi="10.5555/a", line=2),
        paper("B", "Jing Li", doi="10.5555/a", line=3),
    )
    assert paths(found)[0] == ["person/jing-li", "person/bo-pen", "person/jie-li"]


def test_owners_in_cut_lists_are_united_by_their_co_authors() -> None:
    records = [
        paper("A", "Antoni Bigata", "Bo Pen", "Cy Ram", owner="Antoni Bigata Casa", authors_complete=False),
        paper(
            "B", "Antoni Bigata Casa", "Bo Pen", owner="Antoni Bigata Casa", authors_complete=False, line=2
        ),
        paper("C", "Dee Ewe", owner="Antoni Bigata Casa", authors_complete=False, line=3),
    ]
    for order in (records, records[::-1]):
        found = works(*order)
        assert {path for path in chain(*paths(found)) if "bigata" in path} == {"person/antoni-bigata-casa"}
        assert [len(list_) for list_ in sorted(paths(found), key=len)] == [2, 2, 3]
        assert not any(rule == "owner-in-list" for work in found for rule, _ in work.inferred)


@pytest.mark.parametrize("complete", [True, False])
def test_two_owners_do_not_share_a_place(complete: bool) -> None:
    for printed, owners in (("W. Wang", ("Wei Wang", "Wen Wang")), ("Wei Wang", ("Wei Wang", "Wei Wang Xu"))):
        one, other = (
            paper("A", printed, "Bo Pen", owner=owner, authors_complete=complete, line=line)
            for line, owner in enumerate(owners, 1)
        )
        (work,) = works(one, other)
        assert paths([work]) == [
            [f"person/{printed.lower().replace('. ', '-').replace(' ', '-')}", "person/bo-pen"]
        ]
        assert len(work.problems) == len([owner for owner in owners if owner != printed])


def test_an_orcid_says_that_somebody_is_not_the_owner() -> None:
    known = replace(paper("B", line=2), authors=(Author("Wei Wang", "0000-0002-1825-0097"),))
    other = replace(
        paper("A", owner="Wei Wang", authors_complete=True),
        authors=(Author("W. Wang", "0000-0001-5109-3700"),),
    )
    work = works(other, known)[0]
    assert paths([work]) == [["person/w-wang"]]
    assert len(work.problems) == 1


@pytest.mark.parametrize("odd", ["Bo Pen et al.,", "Bo Pen and others", "Bo Pen and Cy Lee"])
def test_a_name_that_is_more_than_one_is_no_form_of_a_name(odd: str) -> None:
    found = works(paper("A", "Ada Fold", "Bo Pen"), paper("B", "Ada Fold", odd, line=2))
    assert paths(found)[0] == ["person/ada-fold", "person/bo-pen"]
    names = {signature.person.name for work in found for signature in work.signatures}
    assert names == {"Ada Fold", "Bo Pen", odd}


# Datasets and methods


def named(*names: str, role: str = "used") -> dict[str, object]:
    return {"datasets": (DatasetLink(name=names[0], aliases=names[1:], role=role),), "methods": ()}  # type: ignore[arg-type]


def things(found: Sequence[Work]) -> list[str]:
    return [work.links[0][1].thing.path for work in found]


def test_a_hash_that_two_datasets_share_is_longer() -> None:
    records = [paper(f"A {n}", line=n, **named(name)) for n, name in enumerate(ALIKE_NAMES, 1)]
    for order in (records, records[::-1]):
        assert {len(path) for path in things(works(*order))} == {len("dataset/") + 16}
        assert len({*things(works(*order))}) == 2


@pytest.mark.parametrize(
    ("one", "other"), [("k-means", "k means"), ("SQuAD 1.1", "SQuAD 1-1"), ("C++", "c++")]
)
def test_names_of_the_same_words_are_one_dataset(one: str, other: str) -> None:
    found = works(paper("A", **named(one)), paper("B", line=2, **named(other)))
    (thing,) = {work.links[0][1].thing for work in found}
    assert thing.name == min(one, other)


def test_one_spelling_of_a_long_form_says_its_words() -> None:
    forms = ("Lip-Reading Sentences", "Lipreading Sentences", "Lip Reading Studies")
    records = [paper(f"A {n}", line=n, **named("LRS", form)) for n, form in enumerate(forms, 1)]
    for order in permutations(records):
        assert things(works(*order)) == ["dataset/lrs"] * 3


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
            w.path: (w.paper, w.places, repr(w.signatures), sorted(n.thing.path for _, n in w.links))
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
