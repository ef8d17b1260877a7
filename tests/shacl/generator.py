# ruff: noqa: E501 - Turtle reads worse when its lines are cut
"""Random shapes and random data over a small vocabulary, in Turtle; a seed gives the same text again."""

from __future__ import annotations

import random

PREFIXES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ex: <http://example.org/> .
"""
PROPERTIES = ["ex:p", "ex:q", "ex:r", "ex:s"]
CLASSES = ["ex:A", "ex:B", "ex:C"]
NODES = ["ex:a", "ex:b", "ex:c", "ex:d", "<https://example.org/e/%C3%A9#x>", "_:g", "_:h"]
LITERALS = [
    '"x"', '"y"@en', '"y"@eN', '"z"@de-AT', '""', '"long text with \\"quotes\\" and \\\\ and é"', '"two\\nlines"',
    "1", "2", "-3", "2.5", "1.0e0", "true", "false", '"1"^^xsd:boolean', '"maybe"^^xsd:boolean',
    '"2023-02-30"^^xsd:date', '"2023-02-20"^^xsd:date', '"2024-01-01"^^xsd:date', '"2023-02"^^xsd:gYearMonth',
    '"2023"^^xsd:gYear', '"2023-02-20T10:00:00"^^xsd:dateTime', '"2023-02-20T10:00:00Z"^^xsd:dateTime',
    '"abc"^^xsd:integer', '"300"^^xsd:byte', '"10:00:00"^^xsd:time', '"P1D"^^xsd:duration', '"v"^^ex:type',
    '"-5"^^xsd:nonNegativeInteger', '"http://a b"^^xsd:anyURI', '"NaN"^^xsd:double', '"INF"^^xsd:float',
]  # fmt: skip
DATATYPES = ["string", "integer", "decimal", "double", "boolean", "date", "dateTime", "gYear", "gYearMonth", "byte",
             "anyURI", "float", "time", "nonNegativeInteger"]  # fmt: skip
KINDS = ["IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral"]
PATTERNS = ["^x", "y$", "[0-9]+", "example", "^(\\\\S.*)?\\\\w(.*\\\\S)?$", "EX"]


class Generator:
    """Draws from one stream of random numbers."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def term(self) -> str:
        return self.random.choice(NODES if self.random.random() < 0.5 else LITERALS)

    def data(self) -> str:
        draw = self.random
        lines = [
            f"{node} a {draw.choice(CLASSES)} ." for node in NODES for _ in range(draw.choice((0, 1, 1, 2)))
        ]
        lines += [
            f"{draw.choice(NODES)} {draw.choice(PROPERTIES)} {self.term()} ."
            for _ in range(draw.randint(4, 40))
        ]
        lines += ["ex:C rdfs:subClassOf ex:B ."] * draw.choice((0, 1))
        return PREFIXES + "\n".join(lines) + "\n"

    def shapes(self) -> str:
        blocks = [
            f"ex:S{number} a sh:NodeShape ; {self.target()} {self.node_body(0)} ." for number in range(2)
        ]
        if self.random.random() < 0.5:
            blocks.append(f"ex:P a sh:PropertyShape ; {self.target()} {self.property_body(0)} .")
        return PREFIXES + "\n".join(blocks) + "\n"

    def target(self) -> str:
        draw = self.random
        return draw.choice([
            f"sh:targetClass {draw.choice(CLASSES)} ;",
            f"sh:targetClass {draw.choice(CLASSES)} ;",
            f"sh:targetSubjectsOf {draw.choice(PROPERTIES)} ;",
            f"sh:targetObjectsOf {draw.choice(PROPERTIES)} ;",
            f"sh:targetNode ex:a, {draw.choice(LITERALS)}, ex:unknown ;",
        ])  # fmt: skip

    def extras(self) -> str:
        return self.random.choice(
            [
                "",
                "",
                "sh:severity sh:Warning ;",
                'sh:message "told"@en, "gesagt"@de ;',
                "sh:severity ex:Odd ;",
            ]
        )

    def node_body(self, depth: int) -> str:
        parts = [self.value_constraint(depth) for _ in range(self.random.randint(0, 2))]
        for _ in range(self.random.randint(0 if parts else 1, 2)):
            parts.append(f"sh:property [ {self.property_body(depth + 1)} ]")
        if self.random.random() < 0.15:
            parts.append("sh:closed true ; sh:ignoredProperties ( rdf:type ex:q )")
        return self.extras() + " ; ".join(dict.fromkeys(parts))

    def property_body(self, depth: int) -> str:
        draw = self.random
        parts = [f"sh:path {self.path()}"]
        pick = {
            "sh:minCount": lambda: str(draw.randint(0, 2)), "sh:maxCount": lambda: str(draw.randint(0, 3)),
            "sh:uniqueLang": lambda: "true", "sh:hasValue": self.term,
            "sh:equals": lambda: draw.choice(PROPERTIES), "sh:disjoint": lambda: draw.choice(PROPERTIES),
        }  # fmt: skip
        parts += [f"{name} {pick[name]()}" for name in draw.sample(sorted(pick), draw.randint(0, 2))]
        parts += [self.value_constraint(depth) for _ in range(draw.randint(0, 2))]
        if depth < 2 and draw.random() < 0.2:
            parts.append(f"sh:property [ {self.property_body(depth + 1)} ]")
        if depth < 2 and draw.random() < 0.2:
            parts.append(self.qualified(depth))
        names = [part.split(" ", 1)[0] for part in parts]
        return self.extras() + " ; ".join(
            part for n, part in enumerate(parts) if names[n] not in names[:n] or "class" in names[n]
        )

    def qualified(self, depth: int) -> str:
        draw = self.random
        limit = draw.choice(
            [f"sh:qualifiedMinCount {draw.randint(0, 2)}", f"sh:qualifiedMaxCount {draw.randint(0, 2)}"]
        )
        return f"sh:qualifiedValueShape [ {self.node_body(depth + 1)} ] ; {limit} ; sh:qualifiedValueShapesDisjoint {draw.choice(['true', 'false'])}"

    def path(self) -> str:
        draw = self.random
        one, other = draw.choice(PROPERTIES), draw.choice(PROPERTIES)
        if draw.random() < 0.6:
            return one
        return draw.choice([
            f"[ sh:inversePath {one} ]", f"( {one} {other} )", f"[ sh:alternativePath ( {one} {other} ) ]",
            f"[ sh:zeroOrMorePath {one} ]", f"[ sh:oneOrMorePath {one} ]", f"[ sh:zeroOrOnePath {one} ]",
            f"( {one} [ sh:inversePath {other} ] )", f"[ sh:zeroOrMorePath [ sh:alternativePath ( {one} {other} ) ] ]",
            f"( [ sh:zeroOrOnePath {one} ] [ sh:oneOrMorePath {other} ] )",
        ])  # fmt: skip

    def value_constraint(self, depth: int) -> str:
        draw = self.random
        simple = [
            f"sh:class {draw.choice(CLASSES)}", f"sh:datatype xsd:{draw.choice(DATATYPES)}", "sh:datatype rdf:langString",
            f"sh:nodeKind sh:{draw.choice(KINDS)}", f"sh:minLength {draw.randint(0, 4)}", f"sh:maxLength {draw.randint(0, 9)}",
            f'sh:pattern "{draw.choice(PATTERNS)}"', 'sh:pattern "EX" ; sh:flags "i"', 'sh:languageIn ( "en" "de" )',
            f"sh:in ( {self.term().replace('_:g', 'ex:a').replace('_:h', 'ex:a')} ex:a ex:b 1 \"x\" )",
            f"sh:{draw.choice(['minInclusive', 'maxInclusive', 'minExclusive', 'maxExclusive'])} {draw.choice(LITERALS)}",
        ]  # fmt: skip
        if depth >= 2 or draw.random() < 0.7:
            return draw.choice(simple)
        inner = [f"[ {self.node_body(depth + 1)} ]" for _ in range(draw.randint(1, 3))]
        name = draw.choice(["sh:not", "sh:node", "sh:or", "sh:and", "sh:xone"])
        return f"{name} {inner[0]}" if name in ("sh:not", "sh:node") else f"{name} ( {' '.join(inner)} )"
