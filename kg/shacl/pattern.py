"""Regular expressions of shapes, as Python's `re` reads them and so pySHACL does, within bounded time.

Where matching a text on `re` could take long, because repeats are nested or follow one another, the
linear-time engine behind Oxigraph's SPARQL `REGEX` does it. An expression that could explode and
that this engine does not have (look-behind, back-references) is refused when the shapes are loaded.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Sequence
from functools import cache
from re import _constants as opcode  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from sys import maxsize
from typing import Any

from kg.errors import UsageError
from kg.shacl.lookahead import parted

__all__ = ["compile_pattern", "longest", "never_matches", "pieces"]

_STEPS = 10**7  # the most steps that one match on `re` may take; below a second
_SHORT = 16  # characters; on so few even an expression that explodes is quick
_REPEATS = (opcode.MAX_REPEAT, opcode.MIN_REPEAT)
_SIMPLE = frozenset("abcdefghjlmnopqrtuvwxyz")  # without case, i, k and s equal letters beyond ASCII, too
_MANY = 12  # a repeat of more than this counts as unbounded
_FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE}
_BEGINNING = (opcode.AT_BEGINNING, opcode.AT_BEGINNING_STRING)
_END = (opcode.AT_END, opcode.AT_END_STRING)
_ALTERNATIVES: dict[Any, Callable[[Any], Any]] = {
    opcode.SUBPATTERN: lambda argument: argument[-1:],
    opcode.BRANCH: lambda argument: argument[1],
}


def compile_pattern(pattern: str, flags: str, shape: str) -> Callable[[str], object]:
    """A function whose answer is true where the pattern is found anywhere in a text.

    `flags` are `i` and `m`; pySHACL reads no others. Raises UsageError where the pattern is no
    regular expression or may explode.
    """
    number = _number(flags)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            search: Callable[[str], object] = re.compile(pattern, number).search
            tree = parser.parse(pattern, number)
    except (re.error, OverflowError, RecursionError) as error:
        raise UsageError(
            shape, f'sh:pattern "{pattern}": {error}', "a regular expression is needed"
        ) from None
    repeats = _repeats(tree, number)
    found = search if repeats == 0 else _bounded(search, repeats, pattern, flags, shape)
    needed = pieces(pattern, flags) if number & re.IGNORECASE else ()
    return _behind(needed, found) if needed else found


def _number(flags: str) -> int:
    return sum(value for letter, value in _FLAGS.items() if letter in flags.lower())


def longest(pattern: str, flags: str) -> int:
    """The most characters of a text that `re` is asked about."""
    repeats = _repeats(parser.parse(pattern, _number(flags)), _number(flags))
    return maxsize if repeats == 0 else _longest(repeats)


def pieces(pattern: str, flags: str) -> tuple[str, ...]:
    """Rows of letters that stand in every match, in small letters."""
    tree = parser.parse(pattern, _number(flags))
    letters = (chr(argument).lower() if code is opcode.LITERAL else " " for code, argument in tree)
    return tuple("".join(letter if letter in _SIMPLE else " " for letter in letters).split())


def _behind(needed: Sequence[str], found: Callable[[str], object]) -> Callable[[str], object]:
    """A search that is made only where all pieces are in the text: without case it is slow."""

    def found_with(text: str) -> object:
        small = text.lower()
        for piece in needed:
            if piece not in small:
                return None
        return found(text)

    return found_with


def never_matches(pattern: str, flags: str) -> bool:
    """Whether it asks for a character before the beginning of the text or after its end."""
    return "m" not in flags.lower() and _impossible(parser.parse(pattern))


def _impossible(tree: Any, met: bool = False, ended: bool = False) -> bool:
    """Whether no match of a sequence can be, as far as its anchors tell, in groups and branches, too.

    Before it a character has been `met`, or the end of the text.
    """
    for item in tree:
        code, argument = item
        inner = _ALTERNATIVES[code](argument) if code in _ALTERNATIVES else ()
        if inner and all(_impossible(one, met, ended) for one in inner):
            return True
        takes = parser.SubPattern(tree.state, [item]).getwidth()[0] > 0
        at = argument if code is opcode.AT else None
        if (takes and ended) or (met and at in _BEGINNING):
            return True
        met, ended = met or takes, ended or at in _END
    return False


def _longest(repeats: int | None) -> int:
    return _SHORT if repeats is None else round(_STEPS ** (1 / (repeats + 1)))


def _repeats(tree: Any, flags: int) -> int | None:
    """How many unbounded repeats a search may backtrack into; None where they are nested."""
    repeats = _degree(tree)
    if repeats is None or flags & re.MULTILINE or list(tree)[:1] != [(opcode.AT, opcode.AT_BEGINNING)]:
        return repeats
    return max(0, repeats - 1)  # tried from one place only


def _bounded(
    search: Callable[[str], object], repeats: int | None, pattern: str, flags: str, shape: str
) -> Callable[[str], object]:
    linear = _linear(pattern, "".join(letter for letter in flags.lower() if letter in _FLAGS))
    if linear is None:
        parts = () if "m" in flags.lower() else parted(pattern)
        if parts:
            return _together([(compile_pattern(part.pattern, flags, shape), part.found) for part in parts])
        if repeats is None:
            allowed = "nested repeats go without back-references; look-ahead stands at the beginning"
            raise UsageError(shape, f'sh:pattern "{pattern}" may take exponential time', allowed)
        return search
    most = _longest(repeats)

    def found(text: str) -> object:
        return search(text) if len(text) <= most else linear(text)

    return found


def _together(parts: Sequence[tuple[Callable[[str], object], bool]]) -> Callable[[str], object]:
    return lambda text: all(bool(found(text)) is asked for found, asked in parts)


def _degree(tree: Any) -> int | None:
    """How many unbounded repeats a match may backtrack into; None where they are nested."""
    total = 0
    for code, argument in tree:
        inner = [_degree(part) for part in _parts(argument)]
        if None in inner:
            return None
        unbounded = code in _REPEATS and argument[1] > _MANY
        if unbounded and (sum(i or 0 for i in inner) or _branches(argument[2])):
            return None
        total += sum(i or 0 for i in inner) + (1 if unbounded else 0)
    return total


def _parts(argument: Any) -> list[Any]:
    """The expressions inside an operator's argument, at any depth of tuples and lists."""
    if isinstance(argument, parser.SubPattern):
        return [argument]
    if isinstance(argument, (tuple, list)):
        return [part for member in argument for part in _parts(member)]
    return []


def _branches(tree: Any) -> bool:
    return any(
        code in (opcode.BRANCH, opcode.GROUPREF)
        or code in _REPEATS
        or any(_branches(part) for part in _parts(argument))
        for code, argument in tree
    )


@cache
def _linear(pattern: str, flags: str) -> Callable[[str], bool] | None:
    from pyoxigraph import Literal, Store, Variable

    store: Any = Store()
    values = {Variable("pattern"): Literal(pattern), Variable("flags"): Literal(flags)}
    query = "SELECT ?text ?pattern ?flags (REGEX(?text, ?pattern, ?flags) AS ?found) {}"

    def found(text: str) -> bool:
        rows = store.query(query, substitutions=values | {Variable("text"): Literal(text)})
        return bool(next(iter(rows))["found"].value == "true")

    try:
        found("")
    except AttributeError:  # unbound: this engine does not have the pattern's syntax
        return None
    return found
