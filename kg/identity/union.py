"""Disjoint sets as one array of parents, with path halving (Tarjan and van Leeuwen, 1984)."""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

__all__ = ["find", "flatten", "shared", "union"]


def find(parent: MutableSequence[int], item: int) -> int:
    """The representative of the set that holds `item`."""
    while parent[item] != item:
        parent[item] = parent[parent[item]]
        item = parent[item]
    return item


def union(parent: MutableSequence[int], one: int, other: int) -> None:
    """Join the two sets; the smaller number represents them."""
    a, b = find(parent, one), find(parent, other)
    if a != b:
        parent[max(a, b)] = min(a, b)


def flatten(parent: MutableSequence[int]) -> dict[int, list[int]]:
    """Make every item's parent the representative of its set; the others of each set, by that."""
    others: dict[int, list[int]] = {}
    for item, above in enumerate(parent):
        if above != item:
            parent[item] = root = parent[above]  # smaller than the item, so it has its representative
            others.setdefault(root, []).append(item)
    return others


def shared(keys: Sequence[int], no_key: int | None = None) -> dict[int, list[int]]:
    """The places of each key that stands more than once, in order; the keys in the order of the second.

    >>> shared([5, 7, 0, 7, 5, 0], no_key=0)
    {7: [1, 3], 5: [0, 4]}
    """
    seen, found = set[int](), dict[int, list[int]]()
    for key in keys:
        if key not in seen:
            seen.add(key)
        elif key not in found:
            found[key] = []
    if no_key is not None:
        found.pop(no_key, None)
    for place, key in [(place, key) for place, key in enumerate(keys) if key in found] if found else ():
        found[key].append(place)
    return found
