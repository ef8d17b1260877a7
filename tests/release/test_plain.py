"""No line that a strict parser refuses is taken for certainly right; each that is taken is one statement."""

from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, RdfFormat, parse

from kg.release.plain import sift

S, P = b"<https://example.org/kg/paper/x#author-1>", b"<https://w3id.org/papergraph#title>"
TERMS = [
    *(
        b"<http://a.b/c>",
        b"<https://a.b/c.d#e.f>",
        b"<https:///>",
        b"<http://#>",
        b"<https://../>",
        b"<ftp://a/b>",
    ),
    *(
        b"<httpx://a>",
        b"<http:/a>",
        b"<a>",
        b"<http://a:b/c>",
        b"<http://a#b#c>",
        b"<http://a/%zz>",
        b"<http://[/>",
    ),
    *(
        b"<http://a/%zz>",
        b"<https://a b>",
        b"<//http://a>",
        b"<h/ttp://a>",
        b"_:b",
        b"<http://a/\xc3\xa4>",
        b"<http://a/\xff>",
    ),
    *(
        b'"x"',
        b'"x"@en',
        b'"x"@',
        b'"x"@en-',
        b'"a \\n b"',
        b'"a \\q"',
        b'"<http://a>"',
        b'"\xff"',
        b'"\xc3\xa4"',
    ),
    *(
        b'"x"^^<http://a.b/c#d>',
        b'"x"^^<c>',
        b'"x"^^',
        b'"x" "y"',
        b'"x',
        b'""',
        b'"\t"',
        b'"\r"',
        b'"<x"',
        b'"> <"',
    ),
]
ENDS = [b" .", b" . ", b".", b"", b" <http://a.b/g> .", b" <g> .", b" _:g .", b" . .", b" .\r"]
term = st.sampled_from(TERMS)
line = st.tuples(st.sampled_from([S, *TERMS]), st.sampled_from([P, *TERMS]), term, st.sampled_from(ENDS)).map(
    lambda parts: b" ".join(parts[:3]) + parts[3] + b"\n"
)


def right(lines: list[bytes]) -> bool:
    try:
        found = list(parse(b"".join(lines), RdfFormat.N_QUADS))
    except (SyntaxError, ValueError):
        return False
    blank = any(isinstance(node, BlankNode) for quad in found for node in (quad.subject, quad.object))
    return len(found) == len(lines) and not blank


def sifted(lines: list[bytes]) -> None:
    whole = b"".join(lines)
    plain, odd = sift(whole)
    if not plain:
        assert b"".join(odd) == whole
        return
    left = list(lines)
    for each in odd:
        left.remove(each)
    assert len(left) == plain and right(left)


@given(st.lists(line, max_size=6))
@example([S + b" " + P + b' "x" .\n', b"<ab://c> " + P + b" <http://a> .\n"])
def test_what_is_plain_is_right(lines: list[bytes]) -> None:
    sifted(lines)


@given(st.lists(st.text(alphabet=st.sampled_from('<>"\\ .:/#@^_htpsaé\x01\t'), max_size=40), max_size=4))
def test_of_any_text(texts: list[str]) -> None:
    sifted([text.encode() + b"\n" for text in texts])


def test_what_a_dump_is_made_of_is_plain() -> None:
    subject = b"<https://example.org/kg/paper/x-1a2b3c4d> "
    objects = (
        b'<https://w3id.org/papergraph#date> "2023-03-25"^^<http://www.w3.org/2001/XMLSchema#date>',
        b'<https://w3id.org/papergraph#title> "Speech: what, (100 %) \xc3\xbc \xf0\x9f\x9c\x9a?"',
        b"<https://w3id.org/papergraph#field> <https://example.org/kg/field/cs.CV>",
        b'<https://w3id.org/papergraph#exact> "LRS3" <https://example.org/kg/evidence>',
    )
    assert sift(b"".join(subject + said + b" .\n" for said in objects)) == (4, [])
    assert sift(b"") == (0, [])
