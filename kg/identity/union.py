"""Disjoint sets as one array of parents, with path halving (Tarjan and van Leeuwen, 1984)."""

from __future__ import annotations

from collections.abc import MutableSequence

__all__ = ["find", "union"]


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
