"""What is doubtful about shapes: what they ask of one value together, held against what a value can be."""

from kg.shacl.doubts.ontology import Ontology
from kg.shacl.doubts.rules import doubts

__all__ = ["Ontology", "doubts"]
