"""A constraint for people, as it is written in Turtle."""

from __future__ import annotations

from typing import Any

from kg.shacl.components.other import CLOSED, IN
from kg.shacl.components.strings import LANGUAGE_IN, PATTERN
from kg.shacl.components.values import DATATYPE, NODE_KIND, kind_name
from kg.shacl.doubts.together import Asked
from kg.shacl.terms import iri, is_literal, short

__all__ = ["ALWAYS", "NEVER", "in_words", "term"]

NEVER, ALWAYS = "no value can ever pass", "that can never fail"

_MOST = 60  # characters of a parameter


def _property(one: Asked) -> str:
    """The property that states a constraint: `sh:minCount` for sh:MinCountConstraintComponent."""
    name = short(one.constraint.iri).removesuffix("ConstraintComponent")
    return f"sh:{name[3].lower()}{name[4:]}" if name.startswith("sh:") else name


def in_words(one: Asked) -> str:
    """The property and its value, where that is short."""
    said = _value(one)
    said = said if len(said) <= _MOST else f"{said[: _MOST - 1]}…"
    return f"{_property(one)} {said}".rstrip()


def _value(one: Asked) -> str:
    component, parameter = one.constraint.component, one.constraint.parameter
    if component is DATATYPE:
        return short(iri(parameter))
    if component is NODE_KIND:
        return f"sh:{kind_name(parameter)}"
    if component is PATTERN:
        return f'"{parameter.source}"'
    if component is IN:
        return f"({' '.join(map(term, parameter.order))})"
    if component is LANGUAGE_IN:
        return f"({' '.join(parameter)})"
    return term(parameter) if component is not CLOSED else ""


def term(parameter: Any) -> str:
    """A number or a token for people; '' for what is neither."""
    if isinstance(parameter, int):
        return str(parameter).lower()
    if not isinstance(parameter, str):
        return ""
    if is_literal(parameter) and "^^" in parameter:
        lexical, _, datatype = parameter.rpartition("^^")
        return f"{lexical}^^{short(datatype)}"
    return short(parameter)
