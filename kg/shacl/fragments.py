r"""Regular expressions of tokens that surely meet constraints, as parts of a form (`kg.shacl.forms`).

The tokens are known to be well formed and canonical. What a fragment does not match is not wrong for
that; it is asked about by other means.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from sys import maxsize

from kg.shacl.components.other import IN
from kg.shacl.components.ranges import MIN_INCLUSIVE
from kg.shacl.components.shaped import OR
from kg.shacl.components.strings import MAX_LENGTH, MIN_LENGTH, PATTERN, Pattern
from kg.shacl.components.values import CLASS, DATATYPE, NODE_KIND
from kg.shacl.inlined import Inlined, inlined
from kg.shacl.model import Constraint, Shape
from kg.shacl.pattern import longest
from kg.shacl.syntax import is_canonical
from kg.shacl.terms import LANG_STRING, STRING, XSD, literal

__all__ = ["Members", "fragment"]

# Gives the expression of the tokens that are in a class, where the tokens themselves tell.
Members = Callable[[str], str | None]

_LAZY = r'[^"\\\n]*?'  # what a pattern may be looked for behind
_NO_ESCAPES = r"(?!.*\\)"
_END = '(?="\\n)'
_REST = '.*+(?<=")'  # of a text without datatype and language
_DAY = (
    r"(?!0000)[0-9]{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    r"|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
)
_LEXICAL = {
    "integer": "-?[0-9]{1,40}",
    "decimal": r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?",
    "boolean": "(?:true|false)",
    "gYear": "(?!0000)[0-9]{4}",
    "gYearMonth": "(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])",
    "date": _DAY,
}
_TYPED = {
    XSD + name: f'"{lexical}"' + re.escape(f"^^<{XSD}{name}>") for name, lexical in _LEXICAL.items()
} | {LANG_STRING: r'".*"@[a-z0-9-]++'}
_OF_KIND = {"": ".*+", "<": "<.*+", '"': '".*+', '_"': '[_"].*+', "_<": "[_<].*+", '<"': '[<"].*+'}
_OF_TEXT = (PATTERN, MIN_LENGTH, MAX_LENGTH)


def fragment(constraints: Sequence[Constraint], members: Members) -> str | None:
    """The expression of tokens that meet all constraints on a value, or None where none will do."""
    kinds = {one.parameter for one in constraints if one.component is NODE_KIND}
    others = [one for one in constraints if one.component is not NODE_KIND]
    if len(kinds) > 1 or not others:
        return _OF_KIND.get("".join(kinds)) if len(kinds) < 2 else None
    if any(("<" if others[0].component is CLASS else '"') not in one for one in kinds):
        return None
    datatypes = {one.parameter for one in others if one.component is DATATYPE}
    if len(others) == 1 and datatypes != {STRING}:
        return None if kinds and others[0].component is IN else _decides(others[0], members)
    rest = [one for one in others if one.component is not DATATYPE]
    if len(datatypes) != 1:
        return None
    return _text(rest) if datatypes == {STRING} else _number(datatypes.pop(), rest)


def _number(datatype: str, constraints: Sequence[Constraint]) -> str | None:
    """A number from 0, or an integer from 1."""
    integer, limits = XSD + "integer", {(one.component, one.parameter) for one in constraints}
    if limits == {(MIN_INCLUSIVE, literal("1", integer))} and datatype == integer:
        return _TYPED[datatype].replace("-?[0-9]{1,40}", "[1-9][0-9]{0,39}")
    if limits == {(MIN_INCLUSIVE, literal("0", integer))} and datatype in (integer, XSD + "decimal"):
        return _TYPED[datatype].replace("-?", "")
    return None


def _decides(constraint: Constraint, members: Members) -> str | None:
    component, parameter = constraint.component, constraint.parameter
    if component is CLASS:
        return members(parameter)
    if component is DATATYPE:
        return _TYPED.get(parameter)
    if component is IN and all(map(is_canonical, parameter.order)):
        return f"(?:{'|'.join(map(re.escape, parameter.order))})"
    if component is OR:
        parts = [_of_shape(shape) for shape in parameter]
        return f"(?:{'|'.join(part for part in parts if part)})" if all(parts) else None
    return None


def _of_shape(shape: Shape) -> str | None:
    """For a shape that asks for a datatype and nothing else."""
    if shape.path or shape.deactivated or [one.component for one in shape.constraints] != [DATATYPE]:
        return None
    datatype = shape.constraints[0].parameter
    return f'"{_REST}' if datatype == STRING else _TYPED.get(datatype)


def _text(constraints: Sequence[Constraint]) -> str | None:
    """A string of some length with at most one pattern in it."""
    patterns: list[Pattern] = [one.parameter for one in constraints if one.component is PATTERN]
    least = max((one.parameter for one in constraints if one.component is MIN_LENGTH), default=0)
    most = min((one.parameter for one in constraints if one.component is MAX_LENGTH), default=maxsize)
    if len(patterns) > 1 or any(one.component not in _OF_TEXT for one in constraints):
        return None
    if not patterns:
        return _guarded(least, most, "")
    found = None if patterns[0].flags else inlined(patterns[0].source)
    most = min(most, longest(patterns[0].source) or maxsize)
    return None if found is None else _guarded(least, most, f"(?>{_within(found)})")


def _within(found: Inlined) -> str:
    """A pattern anywhere in the text, or where it has to be."""
    return f"{'' if found.from_begin else _LAZY}{found.expression}{_END if found.to_end else ''}"


def _guarded(least: int, most: int, expression: str) -> str:
    """A text whose length is looked up beforehand; it has no escapes where these would matter."""
    bounds = f"(?=.{{{least},{'' if most == maxsize else most}}}{_END})" if least or most < maxsize else ""
    escapes = _NO_ESCAPES if bounds or ".*" in expression else ""
    return f'"{escapes}{bounds}{expression}{_REST}'
