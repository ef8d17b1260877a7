"""What is said of one paper, collected: terms that can be made, and problems with those that cannot."""

from __future__ import annotations

from collections.abc import Callable

from kg.errors import shown
from kg.model import Person, Problem, Thing, Work
from kg.rdf import terms
from kg.rdf.terms import KG, TYPE, Said

__all__ = ["Teller"]


class Teller:
    """Collects the lines about one paper."""

    def __init__(self, work: Work, base: str) -> None:
        self.base = base
        self.subject = f"<{base}{work.path}>"
        self.own = [f"{TYPE} <{KG}Paper>"]
        self.helpers: list[Said] = []
        self.persons: list[tuple[Person, str]] = []
        self.things: list[tuple[Thing, str]] = []
        self.problems: list[Problem] = []
        self._place = work.places[0]

    def say(self, term: str, value: str, make: Callable[[str], str]) -> None:
        """State a property of the paper, or tell why it cannot be stated."""
        try:
            self.own.append(f"<{KG}{term}> {make(value)}")
        except ValueError:
            literal = self.literal(term, value, make)
            if literal is not None:
                self.own.append(f"<{KG}{term}> {literal}")

    def literal(self, term: str, value: str, make: Callable[[str], str]) -> str | None:
        """The term, None where it cannot be made; either way a change is told."""
        try:
            return make(value)
        except ValueError as error:
            printable = terms.printable(value)
            if printable != value:
                self.problem(f"{term} held control characters, which were left out", "text is printable")
                return self.literal(term, printable, make)
            self.problem(f"{term} {shown(value)} was left out", str(error))
            return None

    def problem(self, what: str, allowed: str) -> None:
        self.problems.append(Problem(self._place.file, self._place.line, what, allowed))
