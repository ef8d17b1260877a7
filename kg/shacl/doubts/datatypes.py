"""The datatypes of RDF: those of XML Schema (XSD 1.1, part 2; RDF 1.1 Concepts, 5), and which are akin."""

from __future__ import annotations

from kg.shacl.terms import LANG_STRING, RDF, RDFS, XSD

__all__ = ["UNSPECIFIC", "akin", "comparable", "is_datatype", "misspelt"]

# A primitive datatype, and those that are derived from it.
_DERIVED = {
    "string": "normalizedString token language NMTOKEN Name NCName ID IDREF ENTITY",
    "decimal": "integer nonPositiveInteger negativeInteger nonNegativeInteger positiveInteger long int short "
    "byte unsignedLong unsignedInt unsignedShort unsignedByte",
    "dateTime": "dateTimeStamp", "duration": "dayTimeDuration yearMonthDuration",
    "boolean": "", "float": "", "double": "", "time": "", "date": "", "gYearMonth": "", "gYear": "",
    "gMonthDay": "", "gDay": "", "gMonth": "", "hexBinary": "", "base64Binary": "", "anyURI": "", "QName": "",
    "NOTATION": "",
}  # fmt: skip
_FAMILIES = [frozenset(XSD + one for one in (name, *more.split())) for name, more in _DERIVED.items()]
_GENERAL = frozenset(XSD + one for one in ("anyType", "anySimpleType", "anyAtomicType",
                                           "NMTOKENS", "IDREFS", "ENTITIES"))  # fmt: skip
_XSD = _GENERAL.union(*_FAMILIES)

# What is said like a datatype and is the class of all literals, or of all datatypes.
UNSPECIFIC = (RDFS + "Literal", RDFS + "Datatype")


def akin(datatype: str) -> frozenset[str]:
    """The datatypes whose values a datatype's may be among, itself included."""
    return next((family for family in _FAMILIES if datatype in family), frozenset([datatype]))


def _together(*names: str) -> frozenset[str]:
    return frozenset().union(*(akin(XSD + name) for name in names))


# What `<` compares (SPARQL 1.1, 17.3); string, anyURI and text in a language are read alike.
_COMPARED = (_together("decimal", "float", "double"), _together("string", "anyURI") | {LANG_STRING},
             _together("boolean"), _together("date", "dateTime"), _together("time"))  # fmt: skip


def comparable(datatype: str) -> frozenset[str] | None:
    """The datatypes whose literals can be compared with one of this; None where that is not known."""
    return next((family for family in _COMPARED if datatype in family), None)


def is_datatype(name: str) -> bool:
    """Whether an IRI is surely a datatype's, or stands for all of them."""
    return name in _XSD or name in UNSPECIFIC or name in (LANG_STRING, RDF + "HTML", RDF + "XMLLiteral")


def misspelt(name: str) -> str | None:
    """What is wrong with a name in XML Schema's namespace that is none of its datatypes."""
    if not name.startswith(XSD) or name in _XSD:
        return None
    from difflib import get_close_matches

    near = get_close_matches(name.removeprefix(XSD), sorted(one.removeprefix(XSD) for one in _XSD), 1)
    return f"XML Schema has xsd:{near[0]}" if near else "see https://www.w3.org/TR/xmlschema11-2/"
