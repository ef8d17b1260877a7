"""Validation with SHACL at the speed of the stream, with pySHACL's verdicts.

    shapes = load_shapes()                      # the project's own, or some files
    report = validate([Path("graph.nt")], shapes)
    checker = shapes.checker(class_of)          # subject by subject
    results = checker.check(lines)
    gate = shapes.side_by_side(class_of)        # many that the caller made, at a time
    doubted = gate.check(said)

Shapes compile once to plain checks (`kg.shacl.components` is their table). `kg.shacl.evaluate` is
the definition of a verdict; plans and slots only find out sooner that a subject conforms.
"""

from kg.shacl.model import Result
from kg.shacl.report import Report
from kg.shacl.shapes import Shapes, load_shapes
from kg.shacl.validate import beyond_subject, validate, validate_lines

__all__ = ["Report", "Result", "Shapes", "beyond_subject", "load_shapes", "validate", "validate_lines"]
