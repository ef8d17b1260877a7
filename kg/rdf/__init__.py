"""Entities become triples; the only place where an IRI or a literal is made.

What is said of a subject is its term, predicates in order, and an object for each (`Said`), as N-Triples
write them. What cannot be said is left out and told in a problem.
"""

from kg.rdf.describe import Description, describe, field_path
from kg.rdf.entities import entities, field, field_code, profile, source
from kg.rdf.evaluations import evaluation_paths
from kg.rdf.evidence import evidence, identity_evidence, naming_evidence
from kg.rdf.said import Said
from kg.rdf.terms import check_base

__all__ = [
    "Description",
    "Said",
    "check_base",
    "describe",
    "entities",
    "evaluation_paths",
    "evidence",
    "field",
    "field_code",
    "field_path",
    "identity_evidence",
    "naming_evidence",
    "profile",
    "source",
]
