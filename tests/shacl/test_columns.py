"""Side by side: subjects have the results that the definition gives, whatever was checked before."""

import itertools
import random
from collections import Counter
from itertools import groupby

import pyoxigraph
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.shacl import load_shapes
from kg.shacl.checker import Checker
from kg.shacl.classes import KnownClasses
from kg.shacl.columns import Said, SideBySide
from kg.shacl.compiler import Compiler
from kg.shacl.graph import Graph
from kg.shacl.model import Result
from kg.shacl.shapes import Shapes, compile_shapes
from kg.shacl.terms import SH, XSD, canonical
from tests.shacl.generator import Generator
from tests.shacl.test_mutations import GRAPH, MUTATIONS, TYPE, Triple


def _triples(turtle: str) -> list[Triple]:
    quads = pyoxigraph.parse(turtle, pyoxigraph.RdfFormat.TURTLE)
    return [(str(one.subject), str(one.predicate), canonical(str(one.object))) for one in quads]


def _subjects(triples: list[Triple]) -> list[tuple[str, list[str]]]:
    groups = groupby(sorted(set(triples)), key=lambda triple: triple[0])
    every = [(subject, [f"{one[1]} {one[2]}" for one in group]) for subject, group in groups]
    return [(subject, said) for subject, said in every if subject[0] == "<"]


def _said(triples: list[Triple]) -> list[Said]:
    return [
        (subject, tuple(one if one.startswith(f"{TYPE} ") else one.split(" ", 1)[0] for one in said), said)
        for subject, said in _subjects(triples)
    ]


def _results(gate: SideBySide, triples: list[Triple]) -> dict[str, Counter[Result]]:
    return {said[0]: Counter(results) for said, results in gate.check(_said(triples))}


def _agree(shapes: Shapes, triples: list[Triple], others: list[list[Triple]]) -> None:
    """Hold a gate to the definition, whatever it has seen before; those together are known to each other."""
    types: dict[str, list[str]] = {}
    for subject, predicate, object_ in triples:
        if predicate == TYPE:
            types.setdefault(subject, []).append(object_)
    expected = {}
    in_turn = Checker(shapes, KnownClasses(lambda node: types.get(node, ())), learns=False)
    for subject, said in _subjects(triples):
        expected[subject] = Counter(in_turn.check_subject(subject, said))
    gate = shapes.side_by_side(lambda node: types.get(node, ()))
    for data in (*others, triples):
        _results(gate, [one for one in data if one[1] != TYPE or one[2] in types.get(one[0], ())])
    before = gate.focus_nodes()
    found = _results(gate, triples)
    assert {subject: results for subject, results in found.items() if results} == {
        subject: results for subject, results in expected.items() if results
    }
    assert Counter(gate.focus_nodes()) - before == in_turn.focus_nodes()


@pytest.mark.parametrize("name", MUTATIONS)
def test_own_shapes(name: str) -> None:
    shapes, whole = load_shapes(), _triples(GRAPH)
    for seed in range(40):
        draw = random.Random(f"{name} {seed}")
        triples = list(whole)
        for _ in range(draw.randint(1, 3)):
            MUTATIONS[name](draw, triples)
        triples = [one for one in triples if not one[0].startswith('"')]
        _agree(shapes, triples, [whole])


# A property against itself; a subject without an IRI; a path that may be empty against its own step.
@example(seed=3519)
@example(seed=500599)
@example(seed=500617)
@settings(max_examples=150, derandomize=True)
@given(seed=st.integers(min_value=0, max_value=10**9))
def test_random_shapes_on_random_data(seed: int) -> None:
    draw, graph = Generator(seed), Graph(_triples(Generator(seed).shapes()))
    try:
        compiler = Compiler(graph)
        shapes = Shapes(tuple(compiler.shape(node, "the shapes graph") for node in compiler.known), graph)
    except UsageError:
        return
    if any(shape.targets.nodes for shape in shapes.all):
        return  # a node that a shape names is checked once
    draw.shapes()
    data = [_triples(draw.data()) for _ in range(3)]
    for triples in data:
        _agree(shapes, triples, data)


EX = "http://example.org/"
ASKED = [
    'sh:pattern "^a"', 'sh:pattern "b$"', 'sh:pattern "[\\\\s]"', "sh:minLength 2", "sh:maxLength 3",
    'sh:minLength 1 ; sh:pattern "\\\\S"', 'sh:not [ sh:pattern "b" ]',
    'sh:not [ sh:pattern "b" ; sh:minLength 3 ]', "sh:nodeKind sh:Literal", "sh:nodeKind sh:IRI",
    'sh:in ( "a" "ab" )',
]  # fmt: skip
VALUES = [
    '""', '"a"', '"ab"', '"a\\"b"', '"\\\\b"', '"\\n"', '"a\\tb"', '"\\r"', '"b,"', '",\\"a"', '"é𝔸"',
    '"abcd"', '"a"@en', f'"1"^^<{XSD}integer>', f"<{EX}a>", '"a\\\\"', '"a\\\\\\"b"',
]  # fmt: skip


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("datatype", ["sh:datatype xsd:string ;", ""])
def test_texts_read_together_are_as_if_read_alone(asked: str, datatype: str) -> None:
    graph = Graph(
        _triples(
            f"@prefix sh: <{SH}> . @prefix xsd: <{XSD}> . @prefix ex: <{EX}> . ex:S a sh:NodeShape ; "
            f"sh:targetClass ex:C ; sh:property ex:P . ex:P sh:path ex:p ; {datatype} {asked} ."
        )
    )
    shapes = compile_shapes(graph)
    for chosen in ([one] for one in VALUES), itertools.combinations(VALUES, 2), [VALUES]:
        for values in chosen:
            triples = [(f"<{EX}{n}>", f"<{EX}p>", canonical(value)) for n, value in enumerate(values)]
            triples += [(subject, TYPE, f"<{EX}C>") for subject, _, _ in triples]
            _agree(shapes, triples, [])
