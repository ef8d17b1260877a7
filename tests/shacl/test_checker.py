"""The gate: subject by subject, with the caller's knowledge of classes."""

from kg.shacl import beyond_subject, load_shapes, validate_lines
from kg.shacl.graph import Graph
from kg.shacl.shapes import Shapes, compile_shapes
from kg.shacl.terms import SH, iri

EX = "http://example.org/"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
ANA, BOB, PAPER = f"<{EX}ana>", f"<{EX}bob>", f"<{EX}paper>"


def _shapes(**parameters: str) -> Shapes:
    graph = Graph()
    graph.add(iri(EX + "S"), iri(SH + "targetClass"), iri(EX + "Paper"))
    graph.add(iri(EX + "S"), iri(SH + "property"), iri(EX + "P"))
    graph.add(iri(EX + "P"), iri(SH + "path"), iri(EX + "author"))
    for name, value in parameters.items():
        graph.add(iri(EX + "P"), iri(SH + name.rstrip("_")), value)
    return compile_shapes(graph)


def _lines(subject: str, class_: str, *authors: str) -> list[str]:
    lines = [
        f"{subject} {TYPE} <{EX}{class_}> .",
        *(f"{subject} <{EX}author> {author} ." for author in authors),
    ]
    return sorted(lines)


def test_the_caller_says_what_a_value_is() -> None:
    known = {ANA: (iri(EX + "Person"),)}
    checker = _shapes(class_=iri(EX + "Person")).checker(lambda node: known.get(node, ()))
    assert checker.check(_lines(PAPER, "Paper", ANA)) == []
    assert [result.value for result in checker.check(_lines(PAPER, "Paper", ANA, BOB))] == [BOB]
    assert checker.check(_lines(ANA, "Other", BOB)) == []
    assert checker.focus_nodes()[iri(EX + "S")] == 2


def test_a_subject_that_was_seen_is_what_the_caller_says_all_the_same() -> None:
    checker = _shapes(class_=iri(EX + "Person")).checker(lambda node: ())
    assert checker.check(_lines(BOB, "Person")) == []
    assert [result.value for result in checker.check(_lines(PAPER, "Paper", BOB))] == [BOB]


def test_several_subjects_at_once() -> None:
    checker = _shapes(minCount='"1"^^<http://www.w3.org/2001/XMLSchema#integer>').checker(lambda node: ())
    lines = _lines(f"<{EX}a>", "Paper") + _lines(f"<{EX}b>", "Paper", BOB) + _lines(f"<{EX}c>", "Paper")
    assert [result.focus for result in checker.check(lines)] == [f"<{EX}a>", f"<{EX}c>"]


def test_own_shapes_need_no_second_pass() -> None:
    assert beyond_subject(load_shapes()) == ()


def test_lines_in_whatever_order_are_validated() -> None:
    shapes = _shapes(minCount='"1"^^<http://www.w3.org/2001/XMLSchema#integer>')
    lines = _lines(f"<{EX}a>", "Paper", ANA) + _lines(f"<{EX}b>", "Paper")
    for order in (lines, lines[::-1], lines + lines):
        report = validate_lines(order, shapes)
        assert [result.focus for result in report.results] == [f"<{EX}b>"]
        assert report.triples == 3
