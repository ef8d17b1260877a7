"""The gate: what does not conform is not published, and nothing published refers to it.

What a paper refers to counts as being of the class that its IRI says, until its own check fails.
Persons, datasets and methods are checked when all papers are described, with all that these say of
them; the run is then made again where one fails, with `refused` known from the start: which entities,
and why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial

from kg import rdf, shacl
from kg.shacl.subject import MalformedError

__all__ = ["Doubts", "Gate", "MalformedError", "in_words"]

# By identity: two papers may have one IRI.
Doubts = Mapping[int, Iterable[shacl.Result]]

_KG = "https://w3id.org/papergraph#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
# What the engine itself mints, by the first segment of its path, or by its fragment.
_CLASSES = {
    **{kind.lower(): (f"<{_KG}{kind}>",) for kind in ("Paper", "Person", "Dataset", "Method", "Source")},
    "field": (f"<{_SKOS}Concept>",),
    "#author": (f"<{_KG}Authorship>",),
    "#evaluation": (f"<{_KG}Evaluation>",),
}


class Gate:
    """Checks subjects against the project's shapes, and counts what it finds."""

    def __init__(self, base: str, shapes: shacl.Shapes, refused: Mapping[str, str] | None = None) -> None:
        self._base = base
        self._names = {shape: name.rpartition(":")[2] for shape, name in shapes.names().items()}
        self._targeted = [shape.node for shape in shapes.targeted]
        self._checker = shapes.side_by_side(self._classes, self._all_are)
        self.refused = refused or {}
        self.violations: dict[str, Counter[str]] = {}

    def _classes(self, token: str) -> Collection[str]:
        if token in self.refused or not token.startswith(f"<{self._base}"):
            return ()
        path, _, fragment = token[len(self._base) + 1 : -1].partition("#")
        key = "#" + fragment.partition("-")[0] if fragment else path.partition("/")[0]
        return _CLASSES.get(key, ())

    def _all_are(self, class_: str) -> Callable[[str, Sequence[str]], bool] | None:
        """The same as `_classes` the other way round, for lines; none where some are refused."""
        key = next((key for key, known in _CLASSES.items() if class_ in known), None)
        if key is None or self.refused:
            return None
        if key[0] == "#":
            return partial(_all_have, f"<{self._base}", f"{key}-")
        return partial(_all_below, f"<{self._base}{key}/")

    def doubts(self, subjects: Iterable[rdf.Said]) -> Doubts:
        """The subjects that may not conform, each with its results, found when they are asked for."""
        return {id(said): results for said, results in self._checker.check(subjects)}

    def check(self, subjects: Sequence[rdf.Said], doubts: Doubts | None = None) -> list[shacl.Result]:
        """What does not conform in the subjects, counted; `doubts` are those of all that were asked about.

        Raises MalformedError where an object is no term of RDF.
        """
        doubts = self.doubts(subjects) if doubts is None else doubts
        asked = (doubts[id(said)] for said in subjects if id(said) in doubts) if doubts else ()
        return [result for results in asked for result in results if self._count(result) == "Violation"]

    def reasons(self, results: Sequence[shacl.Result]) -> list[str]:
        """Results in words, each with what it is about; of an entity that was refused, why it was."""
        said = dict.fromkeys(self._reason(result) for result in results)
        return list(said)

    def _reason(self, result: shacl.Result) -> str:
        refused = self.refused.get(result.value or "")
        return f"it refers to {refused}" if refused else in_words(result)

    def _count(self, result: shacl.Result) -> str:
        """Count a result; returns its severity."""
        severity = result.severity.rpartition("#")[2][:-1]
        self.violations.setdefault(severity, Counter())[self._names[result.shape]] += 1
        return severity

    def focus_nodes(self) -> dict[str, int]:
        """How many nodes each shape was about; 0 says that a shape checked nothing."""
        found = self._checker.focus_nodes()
        return {self._names[shape]: found[shape] for shape in self._targeted}


def _all_below(path: str, begin: str, lines: Sequence[str]) -> bool:
    """Whether all lines begin so and name something below the path that has no fragment."""
    start = begin + path
    if not (min(lines).startswith(start) and max(lines).startswith(start)):
        return False
    return "".join(lines).count("#") == start.count("#") * len(lines)


def _all_have(path: str, fragment: str, begin: str, lines: Sequence[str]) -> bool:
    """Whether all lines begin so and name something below the path with such a fragment."""
    start = begin + path
    if fragment in start or not (min(lines).startswith(start) and max(lines).startswith(start)):
        return False
    with_fragment = sum([fragment in line for line in lines])
    return with_fragment == len(lines) and "".join(lines).count("#") == (start.count("#") + 1) * len(lines)


def in_words(result: shacl.Result) -> str:
    """What a result says, and of which value."""
    message = result.messages[0].rpartition('"')[0][1:] if result.messages else result.component
    return f"{message} ({result.value[:80]})" if result.value else message
