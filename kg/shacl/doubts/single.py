"""What is doubtful about one constraint by itself: a table, a row for each component."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kg.shacl.components.other import IN
from kg.shacl.components.pairs import DISJOINT, EQUALS, LESS_THAN
from kg.shacl.components.shaped import QUALIFIED_MIN
from kg.shacl.components.strings import LANGUAGE_IN, MIN_LENGTH, PATTERN
from kg.shacl.components.values import CLASS, DATATYPE, MIN_COUNT
from kg.shacl.doubts.datatypes import UNSPECIFIC, is_datatype, misspelt
from kg.shacl.doubts.together import Asked
from kg.shacl.doubts.wording import ALWAYS, NEVER, in_words
from kg.shacl.model import Component, Shape
from kg.shacl.pattern import never_matches
from kg.shacl.terms import iri, short, text

__all__ = ["doubtful"]

_Doubt = tuple[str, str]  # what is doubtful, what would be right
_LESS = "leave it out, or ask for something"
_ANY_TEXT = ("", "^", "$", ".*", "^.*", ".*$")


def _class(shape: Shape, class_: str) -> Iterator[_Doubt]:
    if is_datatype(text(class_)):
        yield (
            f"sh:class {short(class_)}, a datatype: {NEVER}",
            f"sh:datatype {short(class_)} asks for literals",
        )


def _datatype(shape: Shape, datatype: str) -> Iterator[_Doubt]:
    name = short(iri(datatype))
    right = misspelt(datatype)
    if right:
        yield f"sh:datatype {name} is not a datatype of XML Schema", right
    if datatype in UNSPECIFIC:
        yield (
            f"sh:datatype {name}, which is a class and no literal's datatype",
            "sh:nodeKind sh:Literal is meant",
        )


def _least(shape: Shape, parameter: Any) -> Iterator[_Doubt]:
    number = parameter if isinstance(parameter, int) else parameter.limit
    if number == 0:
        yield ALWAYS, _LESS


def _pattern(shape: Shape, pattern: Any) -> Iterator[_Doubt]:
    if pattern.source in _ANY_TEXT:
        yield ALWAYS, _LESS
    elif never_matches(pattern.source, pattern.flags):
        yield f'sh:pattern "{pattern.source}", which matches no text: {NEVER}', "^ stands first, $ last"


def _empty_list(shape: Shape, listed: Any) -> Iterator[_Doubt]:
    if not getattr(listed, "order", listed):
        yield f"is an empty list: {NEVER}", "the list names what is allowed"


def _itself(said: str) -> Callable[[Shape, str], Iterator[_Doubt]]:
    def doubt(shape: Shape, other: str) -> Iterator[_Doubt]:
        if shape.path == other:
            yield f"of the path itself: {said}", "another property is needed"

    return doubt


DOUBTFUL: dict[Component, Callable[[Shape, Any], Iterator[_Doubt]]] = {
    CLASS: _class, DATATYPE: _datatype,
    MIN_COUNT: _least, MIN_LENGTH: _least, QUALIFIED_MIN: _least,
    PATTERN: _pattern, IN: _empty_list, LANGUAGE_IN: _empty_list,
    EQUALS: _itself("it can never fail"),
    DISJOINT: _itself(NEVER), LESS_THAN: _itself(NEVER),
}  # fmt: skip


def doubtful(shape: Shape) -> Iterator[_Doubt]:
    """What is doubtful about each constraint of a shape, and what would be right."""
    for constraint in shape.constraints:
        one = Asked(shape, constraint)
        for what, allowed in DOUBTFUL.get(constraint.component, _nothing)(shape, constraint.parameter):
            yield (what if what.startswith("sh:") else f"{in_words(one)} {what}"), allowed


def _nothing(shape: Shape, parameter: Any) -> Iterator[_Doubt]:
    yield from ()
