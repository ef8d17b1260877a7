"""Entities become triples; the only place where an IRI or a literal is made.

What is said of a subject is a pair: the subject's term, and a list of predicates, each with an object
(`Said`), as N-Triples write them. What cannot be said is left out and told in a problem.
"""

from kg.rdf.describe import Description, describe, evaluation_path, field_path
from kg.rdf.entities import entity, field, field_code, profile, source
from kg.rdf.evidence import evidence, identity_evidence, naming_evidence
from kg.rdf.terms import Said, check_base

__all__ = [
    "Description",
    "Said",
    "check_base",
    "describe",
    "entity",
    "evaluation_path",
    "evidence",
    "field",
    "field_code",
    "field_path",
    "identity_evidence",
    "naming_evidence",
    "profile",
    "source",
]
