"""Forms are learned: a signature that comes often is taken up in the form of its types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kg.shacl.components.other import HAS_VALUE
from kg.shacl.components.shaped import QUALIFIED_MIN
from kg.shacl.components.values import MIN_COUNT
from kg.shacl.forms import Form, Kind, make_form
from kg.shacl.fragments import Members
from kg.shacl.graph import TYPE
from kg.shacl.model import Shape
from kg.shacl.nesting import nested
from kg.shacl.plans import Plan
from kg.shacl.prepared import Plans

__all__ = ["OFTEN", "Forms"]

OFTEN = 32  # subjects of one signature, after which a form is worth its making
_WIDEST = 150  # predicates in a form
_MOST = 8  # forms that begin with the same class
_MARK = f"{TYPE} "


class Forms:
    """The forms of what has been seen often. `by_first` has them by what is said first of a subject, a
    predicate with an object, and `others` those of which anything may be said first.
    """

    def __init__(self, plans: Plans, members: Members) -> None:
        self._plans, self._members = plans, members
        self.by_first: dict[str, list[Form]] = {}
        self.others: list[Form] = []
        self._optional: dict[tuple[tuple[str, ...], frozenset[str]], frozenset[str]] = {}

    def learn(self, signature: Sequence[str], plan: Plan) -> None:
        """Take up a signature with its plan: predicates, and types as `rdf:type` with the class behind it."""
        types = tuple(sorted(key[len(_MARK) :] for key in signature if " " in key))
        present = frozenset(key for key in signature if " " not in key)
        if not types or plan.fails:
            return
        required = present & self._telling(plan.shapes)
        known = self._optional.get((types, required))
        optional = (present - required) | (known or frozenset())
        if optional == known or len(optional) + len(required) > _WIDEST:
            return
        self._optional[types, required] = optional
        kind = Kind(types, required, optional, plan.shapes)
        form = make_form(kind, self._plans, self._members)
        if form is not None:
            self._put(form)

    def _put(self, form: Form) -> None:
        """Keep a form where its subjects are looked for; what is known of the same kind, it replaces."""
        kind = form.kind
        lists = [self.by_first.setdefault(_MARK + kind.types[0], [])]
        if any(predicate < TYPE for predicate in (*kind.required, *kind.optional)):
            lists.append(self.others)
        for forms in lists:
            same = [place for place, one in enumerate(forms) if one.kind[:2] == kind[:2]]
            if same:
                form.count = forms[same[0]].count
                forms[same[0]] = form
            elif len(forms) < _MOST:
                forms.append(form)

    def focus_nodes(self) -> Counter[str]:
        """How many focus nodes each shape has had by way of forms."""
        found: Counter[str] = Counter()
        for form in {id(one): one for many in self.by_first.values() for one in many}.values():
            for shape in form.kind.shapes:
                found[shape.node] += form.count
        return found

    def _telling(self, shapes: Iterable[Shape]) -> frozenset[str]:
        """The predicates whose absence makes a difference: they are required, or have subjects as targets."""
        targets = (one for shape in self._plans.shapes for one in shape.targets.subjects_of)
        return frozenset((*targets, *_required(shapes)))


def _required(shapes: Iterable[Shape]) -> Iterator[str]:
    for shape in shapes:
        for constraint in shape.constraints:
            if isinstance(shape.path, str) and constraint.component in (MIN_COUNT, HAS_VALUE, QUALIFIED_MIN):
                yield shape.path
            yield from _required(nested(constraint))
