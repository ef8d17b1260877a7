"""The Digest answers of RFC 7616, section 3.9.1, with its fixed client nonce."""

import pytest

from kg.stores import digest

NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"
CLIENT = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
OPAQUE = "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"
ANSWERS = {
    "MD5": "8ca523f5e9506fed4657c9700eebdbec",
    "SHA-256": "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
}


@pytest.mark.parametrize("algorithm", ANSWERS)
def test_published_answers(algorithm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digest.secrets, "token_hex", lambda size: CLIENT)
    asked = digest.parse(
        f'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={algorithm}, '
        f'nonce="{NONCE}", opaque="{OPAQUE}"'
    )
    assert asked is not None
    header = digest.answer(asked, "Mufasa", "Circle of Life", "GET", "/dir/index.html")
    assert f'response="{ANSWERS[algorithm]}"' in header
    assert "nc=00000001" in header and f'opaque="{OPAQUE}"' in header
    assert "nc=00000002" in digest.answer(asked, "Mufasa", "Circle of Life", "GET", "/")


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Basic realm=x",
        'Digest realm="x"',
        'Digest nonce="n", algorithm=MD5-sess',
        'Digest nonce="n", qop="auth-int"',
    ],
)
def test_what_cannot_be_answered(header: str) -> None:
    assert digest.parse(header) is None


def test_name_with_quotes() -> None:
    assert r'username="a\"b\\c"' in digest.answer(digest.Challenge("r", "n", ""), 'a"b\\c', "p", "GET", "/")
