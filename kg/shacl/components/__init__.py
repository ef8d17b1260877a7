"""The constraint components: one table, one entry a component, named after its IRI.

An entry is a pair (compile, check): `compile` reads the parameters that a shape gives, `check`
judges one value node (`holds`) or a focus node with all its value nodes (`results`). See SHACL 4
to 6. To add a component is to add an entry.
"""

from __future__ import annotations

from kg.shacl.components.other import CLOSED, HAS_VALUE, IN
from kg.shacl.components.pairs import DISJOINT, EQUALS, LESS_THAN, LESS_THAN_OR_EQUALS
from kg.shacl.components.ranges import MAX_EXCLUSIVE, MAX_INCLUSIVE, MIN_EXCLUSIVE, MIN_INCLUSIVE
from kg.shacl.components.shaped import AND, NODE, NOT, OR, PROPERTY, QUALIFIED_MAX, QUALIFIED_MIN, XONE
from kg.shacl.components.sparql import SPARQL, custom
from kg.shacl.components.strings import LANGUAGE_IN, MAX_LENGTH, MIN_LENGTH, PATTERN, UNIQUE_LANG
from kg.shacl.components.values import CLASS, DATATYPE, MAX_COUNT, MIN_COUNT, NODE_KIND
from kg.shacl.terms import SH, iri

__all__ = ["COMPONENTS", "custom"]

COMPONENTS = (
    CLASS, DATATYPE, NODE_KIND, MIN_COUNT, MAX_COUNT,
    MIN_EXCLUSIVE, MIN_INCLUSIVE, MAX_EXCLUSIVE, MAX_INCLUSIVE,
    MIN_LENGTH, MAX_LENGTH, PATTERN, LANGUAGE_IN, UNIQUE_LANG,
    EQUALS, DISJOINT, LESS_THAN, LESS_THAN_OR_EQUALS,
    NOT, AND, OR, XONE, NODE, PROPERTY, QUALIFIED_MIN, QUALIFIED_MAX,
    CLOSED, HAS_VALUE, IN, SPARQL,
)  # fmt: skip

assert all(component.name.startswith(f"<{SH}") for component in COMPONENTS), iri(SH)
