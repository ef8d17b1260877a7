"""sh:minLength, sh:maxLength, sh:pattern, sh:languageIn, sh:uniqueLang (SHACL 4.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, NamedTuple

from kg.errors import UsageError
from kg.shacl.components.values import component
from kg.shacl.evaluate import result
from kg.shacl.model import Component, Constraint, Data, Result, Shape
from kg.shacl.pattern import compile_pattern
from kg.shacl.terms import XSD, is_blank, is_literal, literal, read_literal, short, text

__all__ = ["LANGUAGE_IN", "MAX_LENGTH", "MIN_LENGTH", "PATTERN", "UNIQUE_LANG", "Pattern"]


_TRUE = literal("true", XSD + "boolean")


class Pattern(NamedTuple):
    """A regular expression, and the function that says whether it is found in a text."""

    source: str
    flags: str
    found: Callable[[str], object]


def _compile_length(name: str) -> Callable[[Any, str], Sequence[int]]:
    def compile_(compiler: Any, node: str) -> Sequence[int]:
        length = compiler.count(node, name)
        return [] if length is None else [length]

    return compile_


def _compile_pattern(compiler: Any, node: str) -> Sequence[Pattern]:
    flags = min((text(flag) for flag in compiler.several(node, "flags")), default="")
    patterns = compiler.several(node, "pattern")
    for pattern in patterns:
        if not is_literal(pattern):
            raise UsageError(compiler.name(node), f"sh:pattern {short(pattern)}", "a literal is needed")
    return [_shared(compiler, node, text(one), flags) for one in patterns]


def _shared(compiler: Any, node: str, source: str, flags: str) -> Pattern:
    """The same pattern for the same expression: what has met it once is known wherever it is asked."""
    known = compiler.patterns
    if (source, flags) not in known:
        known[source, flags] = Pattern(source, flags, compile_pattern(source, flags, compiler.name(node)))
    return known[source, flags]  # type: ignore[no-any-return]


def _compile_languages(compiler: Any, node: str) -> Sequence[tuple[str, ...]]:
    head = compiler.one(node, "languageIn")
    if head is None:
        return []
    ranges = compiler.graph.items(head)
    if not all(is_literal(one) for one in ranges):
        raise UsageError(
            compiler.name(node), "sh:languageIn of other than literals", "a list of language tags is needed"
        )
    return [tuple(text(one).lower() for one in ranges)]


def _speaks(ranges: tuple[str, ...], value: str, data: Data) -> bool:
    tag = read_literal(value).language.lower() if is_literal(value) else ""
    return bool(tag) and any(one == "*" or tag == one or tag.startswith(f"{one}-") for one in ranges)


def _compile_unique(compiler: Any, node: str) -> Sequence[bool]:
    if not compiler.flag(node, "uniqueLang") or compiler.one(node, "uniqueLang") != _TRUE:
        return []  # SHACL 4.4.5: "1" is true, too, but it is not sh:uniqueLang true
    compiler.needs_path(node, "uniqueLang")
    return [True]


def _repeated(
    constraint: Constraint, shape: Shape, focus: str, values: Collection[str], data: Data
) -> Iterator[Result]:
    tags = Counter(read_literal(value).language.lower() for value in values if is_literal(value))
    for tag, count in tags.items():
        if tag and count > 1:
            yield result(constraint, shape, focus)


MIN_LENGTH = Component(
    component("MinLength"), _compile_length("minLength"),
    holds=lambda length, value, data: length == 0 or (not is_blank(value) and len(text(value)) >= length),
    message=lambda length: f"must have at least {length} character{'s' * (length != 1)}",
)  # fmt: skip
MAX_LENGTH = Component(
    component("MaxLength"), _compile_length("maxLength"),
    holds=lambda length, value, data: not is_blank(value) and len(text(value)) <= length,
    message=lambda length: f"must have at most {length} character{'s' * (length != 1)}",
)  # fmt: skip
PATTERN = Component(
    component("Pattern"), _compile_pattern,
    holds=lambda pattern, value, data: not is_blank(value) and bool(pattern.found(text(value))),
    message=lambda pattern: f"must match {pattern.source}",
)  # fmt: skip
LANGUAGE_IN = Component(
    component("LanguageIn"), _compile_languages, holds=_speaks,
    message=lambda ranges: f"must be in one of the languages {', '.join(ranges)}",
)  # fmt: skip
UNIQUE_LANG = Component(
    component("UniqueLang"), _compile_unique, results=_repeated,
    message=lambda _: "must have at most one value in a language",
)  # fmt: skip
