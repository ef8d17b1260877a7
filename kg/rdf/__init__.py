"""Entities become triples; the only place where an IRI or a literal is made.

Triples and quads are statements as N-Triples and N-Quads write them, without the full stop. A
`Description` holds all that
one paper says; what cannot be said is left out and told in its problems.
"""

from kg.rdf.describe import Description, describe, evaluation_path, field_path
from kg.rdf.entities import entity, field, field_code, profile, source
from kg.rdf.evidence import evidence, identity_evidence
from kg.rdf.terms import check_base

__all__ = [
    "Description",
    "check_base",
    "describe",
    "entity",
    "evaluation_path",
    "evidence",
    "field",
    "field_code",
    "field_path",
    "identity_evidence",
    "profile",
    "source",
]
