"""Terms as they stand in a file: whatever goes in, what comes out is read back as the same."""

import json

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib import Graph, Literal

from kg.errors import UsageError
from kg.rdf import terms


def read_back(term: str) -> tuple[str, str]:
    """The value of a term as Oxigraph and as rdflib read it."""
    line = f"<https://example.org/s> <https://example.org/p> {term} .\n"
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
    (found,) = Graph().parse(data=line, format="nt").objects()
    return quad.object.value, str(found)


@given(st.text())
def test_any_printable_text_comes_back(text: str) -> None:
    clean = terms.printable(text)
    assert read_back(terms.string(clean)) == (clean, clean)


@given(st.text(alphabet=st.characters(codec="utf-16", exclude_categories=())))
def test_what_cannot_be_printed_is_refused_or_removed(text: str) -> None:
    clean = terms.printable(text)
    assert len(clean) <= len(text)
    if clean != text:
        with pytest.raises(ValueError, match="control characters"):
            terms.string(text)


_PIECES = (
    "http://",
    "https:",
    "//",
    "a.org",
    ":",
    "80",
    "/",
    "?",
    "#",
    "@",
    "[",
    "]",
    "[::1]",
    "%",
    "%41",
    " ",
)


@given(
    st.one_of(st.text().map("https://example.org/".__add__), st.lists(st.sampled_from(_PIECES)).map("".join))
)
def test_an_address_is_an_iri_or_refused(text: str) -> None:
    try:
        address = terms.address(text)
    except ValueError:
        return
    assert ox.NamedNode(address[1:-1]).value == address[1:-1]
    assert read_back(address) == (address[1:-1], address[1:-1])


@pytest.mark.parametrize(
    "text, address",
    [
        ("https://example.org/a b", "<https://example.org/a%20b>"),
        ("https://example.org/a[1]", "<https://example.org/a%5B1%5D>"),
        ("https://example.org/%ZZ", "<https://example.org/%25ZZ>"),
        ("https://example.org/%41", "<https://example.org/%41>"),
        ("https://example.org/é", "<https://example.org/é>"),
        ("https://example.org/#a#b", "<https://example.org/#a%23b>"),
        ("https://example.org?a[1]#b c", "<https://example.org?a%5B1%5D#b%20c>"),
        ("http://[::1]:80/x", "<http://[::1]:80/x>"),
        ("ftp://me:word@example.org/x", "<ftp://me:word@example.org/x>"),
    ],
)
def test_addresses_are_mended_by_percent_encoding(text: str, address: str) -> None:
    assert terms.address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        *("", "example.org", "javascript:alert(1)", "https://", "https:///path", "mailto:a@b"),
        *("http://example.org:port/x", "http://a:b:c/x", "http://[zz]/", "http://[::1]x/", "http://a b/"),
        *("http://example.org/a\tb", "http://a@b@c/"),
    ],
)
def test_no_address(text: str) -> None:
    with pytest.raises(ValueError, match="an address is like"):
        terms.address(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=6))
def test_a_decimal_keeps_its_value(value: object) -> None:
    literal = Literal(
        read_back(terms.decimal(str(value)))[0], datatype="http://www.w3.org/2001/XMLSchema#decimal"
    )
    assert literal.toPython() == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("−5", "-5"),
        ("1,024", "1024"),
        ("12,345,678.90", "12345678.9"),
        ("5.", "5"),
        (".5", "0.5"),
        ("1E-5", "0.00001"),
    ],
)
def test_a_number_as_people_write_it(text: str, value: str) -> None:
    assert read_back(terms.decimal(text))[0] == value


@pytest.mark.parametrize(
    "text",
    [
        *("", ".", "NaN", "Infinity", "1e99", "1e" + "9" * 30, "ninety", "0x10", "10k", "٣"),
        *("1,2,3", "0,900", "00,900", "1_000", "3,4", "1,0000"),
    ],
)
def test_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="a number is like"):
        terms.decimal(text)


@pytest.mark.parametrize(
    "base",
    [
        *("example", "https://example.org/kg", "https://example.org/a b/", "https://example.org/kg#", ""),
        *("http://example.org:port/", "http://example.org:", "http://", "http://a:b:c/", "http://[x]/"),
        *("http://e.org/../a/", "http://e.org/a/./", "http://e.org/../a:", "http://e.org//", "urn:a/../b/"),
        *("http://e.org/?a/", "http://e.org/a?b:", "HTTP://e.org/", "mailto:/", "urn:a/", "x:"),
    ],
)
def test_no_base(base: str) -> None:
    with pytest.raises(UsageError, match="cannot be a base"):
        terms.check_base(base)


@pytest.mark.parametrize(
    "base",
    [
        *("https://example.org/", "http://[::1]:8080/kg/", "urn:kg:", "http://é.org/kg/"),
        *("http://E.org/..a/.../", "http://me@e.org:80/a:", "tag:e.org,2020:kg:"),
    ],
)
def test_a_base(base: str) -> None:
    assert terms.check_base(base) == base


@given(
    st.lists(st.sampled_from(["/", ".", "..", ":", "?", "@", "%2e", "a", "é"])).map(
        lambda pieces: "http://e.org/" + "".join(pieces) + "/"
    )
)
@example("http://e.org/../a/")
@example("http://e.org/?a/")
@example("http://e.org//")
@example("mailto:/")
def test_every_reader_puts_names_behind_a_base(base: str) -> None:
    """Turtle and JSON-LD are written with names relative to a base that ends with a slash."""
    try:
        terms.check_base(base)
    except UsageError:
        return
    root, name = (base, "paper/x") if base.endswith("/") else ("urn:none", f"{base}paper/x")
    turtle = f"@base <{root}> . <{name}> <urn:p> 1 ."
    jsonld = json.dumps({"@context": {"@base": root}, "@id": name, "urn:p": 1})
    for text, form, syntax in (
        (turtle, ox.RdfFormat.TURTLE, "turtle"),
        (jsonld, ox.RdfFormat.JSON_LD, "json-ld"),
    ):
        (quad,) = ox.parse(text, format=form)
        (subject,) = Graph().parse(data=text, format=syntax).subjects()
        assert quad.subject.value == str(subject) == f"{base}paper/x"
