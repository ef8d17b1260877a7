"""What is said of one paper, collected: terms that can be made, and problems with those that cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from kg.errors import shown
from kg.model import Naming, Problem, Work
from kg.rdf import terms
from kg.rdf.said import Said, is_a

__all__ = ["Teller"]

_IS_PAPER = is_a("Paper")


class Teller:
    """Collects what is said of one paper: lines, and the key of each (see `kg.rdf.said`)."""

    __slots__ = ("base", "helpers", "keys", "lines", "paper", "problems", "subject", "things", "work")

    def __init__(self, work: Work, base: str) -> None:
        self.base, self.work, self.paper = base, work, work.paper
        self.subject = f"<{base}{work.path}>"
        self.keys, self.lines = [_IS_PAPER], [_IS_PAPER]
        self.helpers: list[Said] = []
        self.things: list[Naming] = []
        self.problems: Sequence[Problem] = ()

    def add(self, key: str, object_: str) -> None:
        """State a property of the paper."""
        self.keys.append(key)
        self.lines.append(f"{key} {object_}")

    def add_all(self, key: str, objects: Iterable[str]) -> None:
        """State a property that may have several values, each once."""
        for object_ in dict.fromkeys(objects):
            self.add(key, object_)

    def say(self, key: str, value: str, make: Callable[[str], str]) -> None:
        """State a property of the paper, or tell why it cannot be stated."""
        object_ = self.literal(key, value, make)
        if object_ is not None:
            self.add(key, object_)

    def literal(self, key: str, value: str, make: Callable[[str], str]) -> str | None:
        """The term, None where it cannot be made; either way a change is told."""
        try:
            return make(value)
        except ValueError as error:
            term = key.rpartition("#")[2].rstrip(">")
            printable = terms.printable(value)
            if printable != value:
                self.problem(f"{term} held control characters, which were left out", "text is printable")
                return self.literal(key, printable, make)
            self.problem(f"{term} {shown(value)} was left out", str(error))
            return None

    def problem(self, what: str, allowed: str) -> None:
        """Tell what cannot be said as it is given."""
        place = self.work.places[0]
        self.problems = (*self.problems, Problem(place.file, place.line, what, allowed))

    def said(self) -> Said:
        """What is said of the paper, in order."""
        self.lines.sort()
        return self.subject, _ordered(tuple(self.keys)), self.lines


@lru_cache(8192)
def _ordered(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Most papers say the same as others do."""
    return tuple(sorted(keys))
