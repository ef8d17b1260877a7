"""Plans: what remains to be asked of a subject once its types and predicates are known.

Most subjects of a graph have one of a few sets of types and predicates (a signature). What follows
from the signature alone, such as every cardinality, is settled once for all of them; what is left
are checks of single values, each in the slot of its predicate. A plan only ever accepts: where a
check does not, the subject is evaluated anew by the definition (`kg.shacl.evaluate`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from kg.shacl.components import pairs, shaped
from kg.shacl.components.other import CLOSED, HAS_VALUE
from kg.shacl.components.strings import UNIQUE_LANG
from kg.shacl.components.values import MAX_COUNT, MIN_COUNT
from kg.shacl.graph import TYPE
from kg.shacl.locality import judges_values
from kg.shacl.model import Constraint, Shape
from kg.shacl.nesting import Qualified, nested

__all__ = ["Plan", "Signature", "make_plan"]

Slot = Callable[[str], bool]


class Signature(Struct, frozen=True):
    """How often each predicate occurs (`cap` stands for that and more), and the types."""

    counts: Mapping[str, int]
    types: frozenset[str]


class Plan(Struct, frozen=True):
    """`slots` holds the checks by predicate; `rest` what must be evaluated for each subject.

    `broken` holds what the signature itself breaks, where a result says just that; where something else
    follows from it, such as the failure of a sh:node, the plan `fails`.
    """

    shapes: tuple[Shape, ...]
    slots: Mapping[str, tuple[Constraint, ...]]
    focus: tuple[Constraint, ...]
    rest: tuple[tuple[Shape, Constraint], ...]
    broken: tuple[tuple[Shape, Constraint], ...]
    fails: bool


def make_plan(keys: Sequence[str], shapes: tuple[Shape, ...]) -> Plan:
    """The plan for a signature: predicates in order, a type as `rdf:type` with the class behind it."""
    predicates = [key.split(" ", 1)[0] for key in keys]
    types = frozenset(key.split(" ", 1)[1] for key in keys if key.startswith(f"{TYPE} "))
    signature = Signature(Counter(predicates), types)
    slots: dict[str, list[Constraint]] = {predicate: [] for predicate in predicates}
    rest: list[tuple[Shape, Constraint]] = []
    focus: list[Constraint] = []
    broken: list[tuple[Shape, Constraint]] = []
    fails = False
    for shape in shapes:
        for owner, constraint, plainly in _left(shape, signature):
            if settled(owner, constraint, signature) is False:
                broken.append((owner, constraint))
                fails = fails or not plainly
            elif isinstance(owner.path, str) and by_value(constraint):
                slots[owner.path].append(constraint)
            elif owner.path is None and by_value(constraint):
                focus.append(constraint)
            else:
                rest.append((owner, constraint))
    unique = {predicate: tuple(dict.fromkeys(checks)) for predicate, checks in slots.items()}
    rest = list(dict.fromkeys(rest))
    return Plan(shapes, unique, tuple(dict.fromkeys(focus)), tuple(rest), tuple(broken), fails)


def by_value(constraint: Constraint) -> bool:
    """Whether a constraint judges each value by itself."""
    return constraint.component.holds is not None and all(judges_values(one) for one in nested(constraint))


def _left(
    shape: Shape, signature: Signature, plainly: bool = True
) -> Iterator[tuple[Shape, Constraint, bool]]:
    """The constraints that the signature does not fulfil, those of shapes that must hold besides included.

    With each, whether its results are the shape's own: those of a sh:property are, of a sh:node not.
    """
    if shape.deactivated:
        return
    for constraint in shape.constraints:
        if settled(shape, constraint, signature) is True:
            continue
        inner = constraint.component in (shaped.PROPERTY, shaped.NODE, shaped.AND)
        if inner and shape.path is None:
            for other in nested(constraint):
                yield from _left(other, signature, plainly and constraint.component is shaped.PROPERTY)
        else:
            yield shape, constraint, plainly


def conforming(shape: Shape, signature: Signature) -> bool | None:
    """Whether every subject of a signature conforms to a shape, none does, or it depends."""
    if shape.deactivated:
        return True
    return _all(settled(shape, constraint, signature) for constraint in shape.constraints)


def _all(verdicts: Iterator[bool | None]) -> bool | None:
    answer: bool | None = True
    for verdict in verdicts:
        if verdict is False:
            return False
        if verdict is None:
            answer = None
    return answer


def settled(shape: Shape, constraint: Constraint, signature: Signature) -> bool | None:
    """Whether a signature fulfils a constraint, breaks it, or neither."""
    component, parameter = constraint.component, constraint.parameter
    if shape.path is None:
        return _settled_at_focus(constraint, signature)
    if not isinstance(shape.path, str):
        return None
    count = signature.counts.get(shape.path, 0)
    if component is MIN_COUNT or component is MAX_COUNT:
        return bool(count >= parameter if component is MIN_COUNT else count <= parameter)
    if component is HAS_VALUE:
        return parameter in signature.types if shape.path == TYPE else (None if count else False)
    if component is shaped.QUALIFIED_MIN:
        return False if count < parameter.limit else (True if parameter.limit == 0 else None)
    if component is shaped.QUALIFIED_MAX:
        return True if count <= parameter.limit else None
    if component is pairs.EQUALS:
        return True if count == 0 == signature.counts.get(parameter, 0) else None
    if component in (pairs.DISJOINT, pairs.LESS_THAN, pairs.LESS_THAN_OR_EQUALS):
        return True if count == 0 or not signature.counts.get(parameter) else None
    if component is UNIQUE_LANG:
        return True if count < 2 else None
    return True if count == 0 and component.holds is not None else None


def _settled_at_focus(constraint: Constraint, signature: Signature) -> bool | None:
    component = constraint.component
    if component is CLOSED:
        return True if constraint.parameter.issuperset(signature.counts) else None
    if component is shaped.PROPERTY or component in (shaped.NODE, shaped.AND):
        return _all(conforming(shape, signature) for shape in nested(constraint))
    verdicts = [conforming(shape, signature) for shape in nested(constraint)]
    if component is shaped.NOT:
        return None if verdicts[0] is None else not verdicts[0]
    if component is shaped.OR:
        return True if True in verdicts else (None if None in verdicts else False)
    if component is shaped.XONE:
        return None if None in verdicts else verdicts.count(True) == 1
    return None


def thresholds(shapes: Sequence[Shape]) -> int:
    """From what number of values on a further one makes no difference to any count in the shapes."""
    highest = 1
    waiting, seen = list(shapes), set[Shape]()
    while waiting:
        shape = waiting.pop()
        if shape in seen:
            continue
        seen.add(shape)
        for constraint in shape.constraints:
            parameter = constraint.parameter
            if constraint.component in (MIN_COUNT, MAX_COUNT):
                highest = max(highest, parameter)
            elif isinstance(parameter, Qualified):
                highest = max(highest, parameter.limit)
            waiting.extend(nested(constraint))
    return highest + 1
