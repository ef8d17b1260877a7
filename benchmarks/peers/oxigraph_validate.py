"""A graph validated with the shapes written as SPARQL, on Oxigraph: GRAPH.nt SHAPES.ttl.

Each constraint is one query over the whole graph that selects what breaks it. Only the components
that the project's shapes use are translated; anything else stops the script.
"""

import sys
from pathlib import Path

import pyoxigraph

sys.path.insert(0, str(Path(__file__).parents[2]))

from kg.shacl.components import COMPONENTS
from kg.shacl.model import Constraint, Shape
from kg.shacl.shapes import load_shapes
from kg.shacl.terms import SH, literal, short

NAMES = {
    component: short(component.name).removeprefix("sh:").removesuffix("ConstraintComponent")
    for component in COMPONENTS
}
XSD = "http://www.w3.org/2001/XMLSchema#"
CASTS = {"date", "decimal", "integer", "boolean", "double", "float", "dateTime"}


def wrong(constraint: Constraint) -> str:
    """A SPARQL condition that holds of a ?value which breaks a constraint."""
    name, parameter = NAMES[constraint.component], constraint.parameter
    if name == "Class":
        return f"NOT EXISTS {{ ?value a {parameter} }}"
    if name == "Datatype":
        cast = parameter.removeprefix(XSD)
        ill = f" || !BOUND(?cast_{cast})" if cast in CASTS else ""
        return f"(!isLiteral(?value) || DATATYPE(?value) != <{parameter}>{ill})"
    if name == "NodeKind":
        kinds = {"<": "isIRI", "_": "isBlank", '"': "isLiteral"}
        return "!(" + " || ".join(f"{kinds[one]}(?value)" for one in parameter) + ")"
    if name == "Pattern":
        found = f"REGEX(STR(?value), {literal(parameter.source)}, {literal(parameter.flags)})"
        return f"(isBlank(?value) || !{found})"
    if name == "MinLength":
        return f"STRLEN(STR(?value)) < {parameter}"
    if name == "MaxLength":
        return f"STRLEN(STR(?value)) > {parameter}"
    if name == "In":
        return f"?value NOT IN ({', '.join(parameter.order)})"
    if name in ("MinInclusive", "MaxInclusive"):
        return f"!COALESCE(?value {'>=' if name == 'MinInclusive' else '<='} {parameter}, false)"
    if name == "Or":
        return (
            "(" + " && ".join(f"({' || '.join(map(wrong, shape.constraints))})" for shape in parameter) + ")"
        )
    if name == "Not":
        return "!(" + " || ".join(map(wrong, parameter.constraints)) + ")"
    raise NotImplementedError(name)


def query(shape: Shape, constraint: Constraint, target: str) -> str:
    """The query for what breaks a constraint at the members of a class."""
    name, parameter, path = NAMES[constraint.component], constraint.parameter, shape.path
    if name == "MinCount" and parameter == 1:
        return f"SELECT ?this {{ ?this a {target} . FILTER NOT EXISTS {{ ?this {path} ?value }} }}"
    if name in ("MinCount", "MaxCount"):
        sign = ">" if name == "MaxCount" else "<"
        having = f"GROUP BY ?this HAVING (COUNT(?value) {sign} {parameter})"
        return f"SELECT ?this {{ ?this a {target} ; {path} ?value }} {having}"
    if name == "Disjoint":
        return f"SELECT ?this {{ ?this a {target} ; {path} ?value ; {parameter} ?value }}"
    if name in ("LessThanOrEquals", "LessThan"):
        sign = "<=" if name == "LessThanOrEquals" else "<"
        wrong_pair = f"FILTER(!COALESCE(?value {sign} ?other, false))"
        return f"SELECT ?this {{ ?this a {target} ; {path} ?value ; {parameter} ?other {wrong_pair} }}"
    where = f"?this a {target} ; {path} ?value" if path else f"?this a {target} . BIND(?this AS ?value)"
    condition = wrong(constraint)
    binds = " ".join(
        f"BIND(<{XSD}{cast}>(?value) AS ?cast_{cast})"
        for cast in sorted(CASTS)
        if f"?cast_{cast})" in condition
    )
    return f"SELECT ?this {{ {where} . {binds} FILTER({condition}) }}"


def main() -> None:
    store, found = pyoxigraph.Store(), 0
    store.bulk_load(path=sys.argv[1], format=pyoxigraph.RdfFormat.N_TRIPLES)
    for shape in load_shapes([Path(sys.argv[2])]).targeted:
        for target in shape.targets.classes:
            for constraint in shape.constraints:
                inner = constraint.parameter if NAMES[constraint.component] == "Property" else None
                for owner, one in (
                    ((inner, one) for one in inner.constraints) if inner else ((shape, constraint),)
                ):
                    found += sum(1 for _ in store.query(query(owner, one, target)))
    print(found, "results", SH)


if __name__ == "__main__":
    main()
