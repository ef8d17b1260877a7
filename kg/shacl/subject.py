"""One subject's triples, as they come from the stream, and what may be wrong with a stream."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from operator import ge, gt

from kg.shacl.classes import Classes
from kg.shacl.syntax import END, is_subject, is_term, problem
from kg.shacl.terms import canonical

__all__ = [
    "Group",
    "MalformedError",
    "NeedsIndexError",
    "Pairs",
    "UnsortedError",
    "bare",
    "distinct",
    "grouped",
]

Pairs = Sequence[tuple[str, str]]


class MalformedError(ValueError):
    """What is no N-Triples; `line` is it, or the part of it that is wrong, `why` what is wrong with it."""

    def __init__(self, line: str, why: str) -> None:
        self.line, self.why = line, why
        super().__init__(why)


class UnsortedError(ValueError):
    """Lines that are not canonical N-Triples in the order of their code points."""


class NeedsIndexError(ValueError):
    """The data has sub-classes, so that classes must be known before anything is checked."""


class Group:
    """One subject's triples with an index of classes: the data that a local shape may ask of."""

    def __init__(self, subject: str, properties: Mapping[str, dict[str, None]], classes: Classes) -> None:
        self.subject, self._properties = subject, properties
        self.classes, self.is_instance = classes, classes.is_instance

    def properties(self, subject: str) -> Mapping[str, Collection[str]]:
        """The values of each property of the subject."""
        return self._properties if subject == self.subject else {}

    def objects(self, subject: str, predicate: str) -> Collection[str]:
        """The values of a property of the subject."""
        return self._properties.get(predicate, ()) if subject == self.subject else ()

    def subjects(self, predicate: str, object_: str) -> Collection[str]:
        """Never asked of a group: shapes with such paths are not local."""
        raise LookupError(f"the subjects of {predicate} are beyond one subject's triples")


def grouped(
    subject: str, keys: Sequence[str], objects: Sequence[str], more: Pairs, classes: Classes
) -> Group:
    """The group of a subject, every term checked; each object stands with its line's end.

    Raises MalformedError where a term is none.
    """
    properties: dict[str, dict[str, None]] = {}
    for predicate, object_ in _pairs(keys, objects, more):
        token = bare(object_)
        if not is_term(token):
            raise MalformedError(f"{subject} {predicate} {token} .", problem(token) or "no term")
        properties.setdefault(predicate, {})[canonical(token)] = None
    if not is_subject(subject):
        raise MalformedError(subject, problem(subject) or "a literal as subject")
    return Group(subject, properties, classes)


def distinct(lines: Sequence[bytes]) -> Sequence[bytes]:
    """Lines in order without those that come twice. Raises UnsortedError where they are not in order."""
    if not any(map(ge, lines, islice(lines, 1, None))):
        return lines
    if any(map(gt, lines, islice(lines, 1, None))):
        raise UnsortedError
    return list(dict.fromkeys(lines))


def bare(object_: str) -> str:
    """An object without its line's end. Raises MalformedError where it has none."""
    if not object_.endswith(END):
        raise MalformedError(object_.rstrip("\n"), "no full stop at the end")
    return object_[: -len(END)]


def _pairs(keys: Sequence[str], objects: Sequence[str], more: Pairs) -> Iterator[tuple[str, str]]:
    """Predicates with their objects: a key is a predicate, or rdf:type with the class behind it."""
    values = iter(objects)
    for key in keys:
        predicate, _, class_ = key.partition(" ")
        yield predicate, class_ or next(values)
    yield from more
