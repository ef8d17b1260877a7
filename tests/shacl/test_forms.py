"""Forms: what they match has the results that the definition gives, whatever was learned before."""

import random
import re
from collections import Counter
from itertools import groupby

import pyoxigraph
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.shacl import checker, load_shapes
from kg.shacl.checker import Checker
from kg.shacl.compiler import Compiler
from kg.shacl.graph import Graph
from kg.shacl.inlined import inlined
from kg.shacl.model import Result
from kg.shacl.shapes import Shapes
from kg.shacl.terms import canonical
from tests.shacl.generator import PATTERNS, Generator
from tests.shacl.test_mutations import GRAPH, MUTATIONS, TYPE, Triple

NEVER = 10**9


def _triples(turtle: str) -> list[Triple]:
    quads = pyoxigraph.parse(turtle, pyoxigraph.RdfFormat.TURTLE)
    return [(str(one.subject), str(one.predicate), canonical(str(one.object))) for one in quads]


def _subjects(triples: list[Triple]) -> list[tuple[str, list[str]]]:
    groups = groupby(sorted(set(triples)), key=lambda triple: triple[0])
    return [(subject, [f"{one[1]} {one[2]}" for one in group]) for subject, group in groups]


def _checker(shapes: Shapes, triples: list[Triple]) -> Checker:
    types: dict[str, list[str]] = {}
    for subject, predicate, object_ in triples:
        if predicate == TYPE:
            types.setdefault(subject, []).append(object_)
    return shapes.checker(lambda node: types.get(node, ()))


def _results(gate: Checker, triples: list[Triple]) -> list[Counter[Result]]:
    return [Counter(gate.check_subject(subject, said)) for subject, said in _subjects(triples)]


def _agree(
    shapes: Shapes, triples: list[Triple], learned: list[list[Triple]], patch: pytest.MonkeyPatch
) -> int:
    """Hold a gate that has learned to one that never does; returns how many subjects had a form."""
    patch.setattr(checker, "OFTEN", NEVER)
    slow = _checker(shapes, triples)
    expected = _results(slow, triples)
    patch.setattr(checker, "OFTEN", 1)
    quick = _checker(shapes, triples)
    for others in learned:
        _results(quick, others)
    before = quick.focus_nodes()
    assert _results(quick, triples) == expected
    assert Counter(quick.focus_nodes()) - before == slow.focus_nodes()
    assert quick._forms is not None
    return sum(form.count for forms in quick._forms.by_first.values() for form in forms)


@pytest.mark.parametrize("name", MUTATIONS)
def test_own_shapes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shapes, whole = load_shapes(), _triples(GRAPH)
    for seed in range(40):
        draw = random.Random(f"{name} {seed}")
        triples = list(whole)
        for _ in range(draw.randint(1, 3)):
            MUTATIONS[name](draw, triples)
        triples = [one for one in triples if not one[0].startswith('"')]
        assert _agree(shapes, triples, [whole, triples, whole], monkeypatch)


# A property against itself; a subject without an IRI; a path that may be empty against its own step.
@example(seed=3519)
@example(seed=500599)
@example(seed=500617)
@settings(max_examples=150, deadline=None, derandomize=True)
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
    with pytest.MonkeyPatch.context() as patch:
        for triples in data:
            _agree(shapes, triples, data, patch)


PATTERNS_INLINED = [one.replace("\\\\", "\\") for one in PATTERNS] + [
    r"\S", r"^[^/]+$", r"^\d{2}$", r"(^|,)b", r"[^\sA-Z]+$", r"^(a|ex)\b", r"[!-~]", r"a.?b", r"^$",
    r"(?i)EX", r"\W", r"\D\s",
]  # fmt: skip
TEXTS = [
    "",
    " ",
    "x",
    "é",
    "a b",
    " a",
    "a ",
    "exit",
    "y",
    "EX",
    "12",
    "a1",
    "\t",
    "tidy",
    "x" * 300,
    "ex ample",
    "(",
    "a,b",
]


@pytest.mark.parametrize("pattern", PATTERNS_INLINED)
def test_an_inlined_pattern_finds_what_the_pattern_finds(pattern: str) -> None:
    found = inlined(pattern)
    if found is None:
        assert any(mark in pattern for mark in (r"\b", "(?i)")), "only these are not rewritten"
        return
    begin, end = "" if found.from_begin else r'[^"\\\n]*?', '"' if found.to_end else r'[^"\\\n]*"'
    within = re.compile(f'"{begin}{found.expression}{end}\\Z')
    for text in TEXTS:
        assert bool(within.match(f'"{text}"')) == bool(re.search(pattern, text)), text
