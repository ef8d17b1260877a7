"""Author lists of very many records, in little memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import accumulate

__all__ = ["AuthorLists"]


class AuthorLists:
    """The author lists of records as printed, one after the other in one array of numbers of names.

    `owners` are those whose page lists a record, by its number, where they are a further author.
    """

    def __init__(self) -> None:
        self._numbers, self._ends = array("I"), array("I", [0])
        self.owners: dict[int, int] = {}

    def add(self, numbers: list[int], sizes: Iterable[int]) -> None:
        """Take up the next lists: their numbers one after the other, and how many each has."""
        self._numbers.fromlist(numbers)
        self._ends.fromlist(list(accumulate(sizes, initial=self._ends.pop())))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, record: int) -> array[int]:
        return self._numbers[self._ends[record] : self._ends[record + 1]]

    def __iter__(self) -> Iterator[array[int]]:
        return map(self.__getitem__, range(len(self)))

    def whole(self, record: int) -> array[int]:
        """The list with the owner of the page, who comes last."""
        owner = self.owners.get(record)
        return self[record] if owner is None else self[record] + array("I", [owner])
