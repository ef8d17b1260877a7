"""What each IRI is: a compact index from one pass over sorted N-Triples.

For each class a list of 64-bit hashes of its members, eight bytes each. The hash is Python's own,
keyed anew for every run: that a node which is in no class is taken for one of n members has a chance
of n in 2^64, which is less than that of the memory failing.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Set
from itertools import pairwise
from typing import Protocol

from kg.shacl.graph import SUBCLASS, TYPE, superclasses

__all__ = ["ClassIndex", "Classes", "KnownClasses", "LateClasses"]

Buckets = list["array[int]"]

_BUCKETS = 256
_TYPE_MARK = f" {TYPE} ".encode()
_SUBCLASS_MARK = f" {SUBCLASS} ".encode()


def _buckets() -> Buckets:
    return [array("q") for _ in range(_BUCKETS)]


class Classes(Protocol):
    """What each node is. `note` gives what takes down members, where they are not known beforehand."""

    @property
    def knows_subclasses(self) -> bool: ...
    def is_instance(self, node: str, class_: str, /) -> bool: ...
    def superclasses(self, class_: str, /) -> Set[str]: ...
    def note(self, class_: str, /) -> Callable[[str], None] | None: ...


class KnownClasses:
    """Classes as a caller knows them: `class_of` gives the types of an IRI's token, always the same."""

    knows_subclasses = True

    def __init__(self, class_of: Callable[[str], Collection[str]]) -> None:
        self._class_of = class_of

    def is_instance(self, node: str, class_: str) -> bool:
        """Whether the class is among the node's."""
        return class_ in self._class_of(node)

    def superclasses(self, class_: str) -> Set[str]:
        """The class alone."""
        return {class_}

    def note(self, class_: str) -> None:
        """Nothing: the caller knows the members."""


class LateClasses:
    """Says yes to every question and keeps both questions and answers, to be compared at the end.

    So one pass is enough where the data are right. Good only where a yes can do no more than let a
    value pass, and where the data have no sub-classes.
    """

    knows_subclasses = False

    def __init__(self) -> None:
        self._asked: dict[str, Buckets] = {}
        self.members: dict[str, Buckets] = {}

    def is_instance(self, node: str, class_: str) -> bool:
        """Yes, for the time being."""
        buckets = self._asked.get(class_)
        if buckets is None:
            buckets = self._asked[class_] = _buckets()
        number = hash(node)
        bucket = buckets[number & 255]
        bucket.append(number)
        if not len(bucket) & 4095:
            bucket[:] = array("q", set(bucket))
        return True

    def superclasses(self, class_: str) -> Set[str]:
        """The class alone."""
        return {class_}

    def note(self, class_: str) -> Callable[[str], None]:
        """What takes down the members of a class."""
        buckets = self.members.setdefault(class_, _buckets())

        def note(node: str) -> None:
            number = hash(node)
            buckets[number & 255].append(number)

        return note

    def held(self) -> bool:
        """Whether every yes was right."""
        nobody = _buckets()
        return all(
            set(members).issuperset(asked)
            for class_, buckets in self._asked.items()
            for asked, members in zip(buckets, self.members.get(class_, nobody), strict=True)
        )


class ClassIndex:
    """Which nodes are instances of which class, sub-classes in the data included."""

    knows_subclasses = True

    def __init__(self, members: Mapping[str, Buckets] | None = None) -> None:
        self._members: dict[str, Buckets] = {} if members is None else dict(members)
        self._parents: dict[str, list[str]] = {}
        self._narrower: dict[str, list[Buckets]] = {}

    def read(self, blocks: Iterable[bytes]) -> ClassIndex:
        """Take types and sub-classes from blocks of whole lines in UTF-8; then be ready for questions."""
        for block in blocks:
            for subject, object_ in _pairs(block, _TYPE_MARK):
                self.add(subject, object_)
            if _SUBCLASS_MARK in block:
                for subject, object_ in _pairs(block, _SUBCLASS_MARK):
                    self._parents.setdefault(subject, []).append(object_)
        return self.close()

    def add(self, node: str, class_: str) -> None:
        """Note that a node has a class as its type."""
        buckets = self._members.get(class_)
        if buckets is None:
            buckets = self._members[class_] = _buckets()
        number = hash(node)
        buckets[number & 255].append(number)

    def note(self, class_: str) -> None:
        """Nothing: the members are known."""

    def close(self) -> ClassIndex:
        """Sort what was added."""
        for buckets in self._members.values():
            buckets[:] = [array("q", sorted(bucket)) for bucket in buckets]
        for class_ in self._members:
            for above in self.superclasses(class_):
                self._narrower.setdefault(above, []).append(self._members[class_])
        return self

    def superclasses(self, class_: str) -> Set[str]:
        """A class and everything that it is a sub-class of in the data."""
        return (
            superclasses(lambda child, _: self._parents.get(child, ()), class_) if self._parents else {class_}
        )

    def is_instance(self, node: str, class_: str) -> bool:
        """Whether a node is a SHACL instance of a class."""
        number = hash(node)
        for buckets in self._narrower.get(class_, ()):
            bucket = buckets[number & 255]
            place = bisect_left(bucket, number)
            if place < len(bucket) and bucket[place] == number:
                return True
        return False


def _pairs(block: bytes, mark: bytes) -> Iterable[tuple[str, str]]:
    """Subject and object of the lines whose predicate is in the mark."""
    for before, after in pairwise(block.split(mark)):
        subject = before[before.rfind(b"\n") + 1 :]
        # A literal that quotes such a line has a space or a quotation mark before the mark.
        if b" " not in subject and b'"' not in subject:
            yield subject.decode(errors="replace"), after[: after.find(b" .\n")].decode(errors="replace")
