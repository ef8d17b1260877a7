"""The gate: what does not conform is not published, and nothing published refers to it.

A person, dataset or method is checked when a paper first refers to it, under the name that the paper
prints; the paper is then checked with its helpers, and what failed counts as being of no class. So a
paper that needs what was set aside is set aside too, before anything of it is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg import rdf, shacl
from kg.model import Person, Thing, Work

__all__ = ["Gate"]

_KG = "https://w3id.org/papergraph#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
# What the engine itself mints, by the first segment of its path, or by its fragment.
_CLASSES = {
    **{kind.lower(): f"<{_KG}{kind}>" for kind in ("Paper", "Person", "Dataset", "Method", "Source")},
    "field": f"<{_SKOS}Concept>",
    "#author": f"<{_KG}Authorship>",
    "#evaluation": f"<{_KG}Evaluation>",
}


class Gate:
    """Checks subjects against the project's shapes, and counts what it finds."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._refused: set[str] = set()
        self._passed: set[tuple[str, str]] = set()
        shapes = shacl.load_shapes()
        self._names = {shape: name.rpartition(":")[2] for shape, name in shapes.names().items()}
        self._checker = shapes.checker(self._classes)
        self._entities = shapes.checker(self._classes)
        self._targeted = [shape.node for shape in shapes.targeted]
        self.violations: dict[str, Counter[str]] = {}

    def _classes(self, token: str) -> Iterable[str]:
        if token in self._refused or not token.startswith(f"<{self._base}"):
            return ()
        path, _, fragment = token[len(self._base) + 1 : -1].partition("#")
        key = "#" + fragment.partition("-")[0] if fragment else path.partition("/")[0]
        return (_CLASSES[key],) if key in _CLASSES else ()

    def check_paper(self, work: Work, description: rdf.Description) -> list[str]:
        """Why the paper cannot be published; empty where it can. Its lines are sorted."""
        source = (work.places[0].source,)
        for person, printed in description.persons:
            self._check_entity(person, printed, source)
        for thing, printed in description.things:
            self._check_entity(thing, printed, source)
        return self.check([*description.helpers, *description.own])

    def _check_entity(self, entity: Person | Thing, printed: str, sources: Sequence[str]) -> None:
        if (entity.path, printed) in self._passed:
            return
        lines = rdf.entity(entity, (printed,), sources, self._base)
        if any(result.severity.endswith("#Violation>") for result in self._entities.check(sorted(lines))):
            self._refused.add(f"<{self._base}{entity.path}>")
        else:
            self._passed.add((entity.path, printed))

    def check(self, lines: Sequence[str]) -> list[str]:
        """Why a subject does not conform, counted; `lines` are all its lines, sorted."""
        return self._count(self._checker.check(lines))

    def _count(self, results: Iterable[shacl.Result]) -> list[str]:
        reasons = []
        for result in results:
            severity = result.severity.rpartition("#")[2][:-1]
            self.violations.setdefault(severity, Counter())[self._names[result.shape]] += 1
            if severity == "Violation":
                reasons.append(_in_words(result))
        return reasons

    def focus_nodes(self) -> dict[str, int]:
        """How many nodes each shape was about; 0 says that a shape checked nothing."""
        found = self._checker.focus_nodes()
        return {self._names[shape]: found[shape] for shape in self._targeted}


def _in_words(result: shacl.Result) -> str:
    message = result.messages[0].rpartition('"')[0][1:] if result.messages else result.component
    return f"{message} ({result.value[:80]})" if result.value else message
