"""sh:minExclusive, sh:minInclusive, sh:maxExclusive, sh:maxInclusive (SHACL 4.3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kg.errors import UsageError
from kg.shacl.components.values import component
from kg.shacl.model import Component, Data
from kg.shacl.terms import is_literal, short, text
from kg.shacl.values import compare

__all__ = ["MAX_EXCLUSIVE", "MAX_INCLUSIVE", "MIN_EXCLUSIVE", "MIN_INCLUSIVE"]


def _compile(name: str) -> Callable[[Any, str], Sequence[str]]:
    def compile_(compiler: Any, node: str) -> Sequence[str]:
        limits: Sequence[str] = compiler.several(node, name)
        for limit in limits:
            if not is_literal(limit):
                raise UsageError(compiler.name(node), f"sh:{name} {short(limit)}", "a literal is needed")
        return limits

    return compile_


def _range(name: str, words: str, allowed: tuple[int, ...]) -> Component:
    def holds(limit: str, value: str, data: Data) -> bool:
        return is_literal(value) and compare(value, limit) in allowed

    first, rest = name[0].upper(), name[1:]
    return Component(component(first + rest), _compile(name), holds=holds,
                     message=lambda limit: f"must be {words} {text(limit)}")  # fmt: skip


MIN_EXCLUSIVE = _range("minExclusive", "greater than", (1,))
MIN_INCLUSIVE = _range("minInclusive", "at least", (0, 1))
MAX_EXCLUSIVE = _range("maxExclusive", "less than", (-1,))
MAX_INCLUSIVE = _range("maxInclusive", "at most", (-1, 0))
