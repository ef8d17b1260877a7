"""Credentials come from the environment or a file, and stay out of addresses, messages and plain HTTP."""

from base64 import b64encode
from pathlib import Path

import pytest

from kg.errors import KgError, UsageError
from kg.stores.credentials import Credentials, address, find
from kg.stores.session import Session, Times

SECRET = "swordfish-42"


def test_environment() -> None:
    assert find({"KG_STORE_USER": "u", "KG_STORE_PASSWORD": SECRET}, None) == Credentials("u", SECRET)
    assert find({"KG_STORE_TOKEN": SECRET}, None) == Credentials(token=SECRET)
    assert not find({}, None)


def test_file_goes_before_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "store.toml"
    file.write_text(f'user = "u"\npassword = "{SECRET}"\n')
    assert find({"KG_STORE_TOKEN": "other"}, file) == Credentials("u", SECRET)
    assert find({"KG_STORE_CREDENTIALS": str(file)}, None) == Credentials("u", SECRET)


@pytest.mark.parametrize(
    "text",
    [
        f'user = "u"\npass = "{SECRET}"',
        f'password = "{SECRET}"',
        f'user = "u"\npassword = "{SECRET}"\ntoken = "{SECRET}"',
        f"user = u:{SECRET}",
        f'user = "u"\npassword = "{SECRET}\\n"',
    ],
)
def test_bad_file_is_refused_without_quoting_it(text: str, tmp_path: Path) -> None:
    file = tmp_path / "store.toml"
    file.write_text(text)
    with pytest.raises(KgError, match=r"store\.toml") as refusal:
        find({}, file)
    shown = f"{refusal.value}{refusal.value.__cause__}{refusal.value.__suppress_context__}"
    assert "swordfish" not in shown


def test_repr_hides_them() -> None:
    assert "swordfish" not in repr(Credentials("u", SECRET))


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.8.8", "[::1]"])
def test_plain_http_to_the_loopback(host: str) -> None:
    address(f"http://{host}:7878/store", Credentials("u", SECRET))


@pytest.mark.parametrize(
    "host", ["store.example.org", "10.0.0.1", "localhost.example.org", "127.0.0.1.nip.io"]
)
def test_credentials_over_plain_http_are_refused(host: str) -> None:
    address(f"http://{host}/", Credentials())
    address(f"https://{host}/", Credentials("u", SECRET))
    with pytest.raises(UsageError, match="over plain HTTP"):
        address(f"http://{host}/", Credentials("u", SECRET))


@pytest.mark.parametrize("url", [f"https://u:{SECRET}@store.example.org/", f"http://{SECRET}@localhost/"])
def test_credentials_in_the_address_are_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(UsageError, match="credentials in the address") as refusal:
        address(url, Credentials())
    assert "swordfish" not in str(refusal.value)


@pytest.mark.parametrize(
    "url", ["", "store.example.org", "ftp://a/b", "http://", "http://[::1", "http://a:x/"]
)
def test_no_address(url: str) -> None:
    with pytest.raises(UsageError, match="not an address"):
        address(url, Credentials())


def test_what_a_server_repeats_is_hidden() -> None:
    """The secret, and what Basic makes of it, also where only its beginning would be shown."""
    session = Session(Credentials("u", SECRET), Times())
    basic = b64encode(f"u:{SECRET}".encode())
    for said in (b"you said " + SECRET.encode(), b"Basic " + basic, b"x" * 295 + SECRET.encode()):
        shown = session._readable(said)
        assert "sword" not in shown and basic[:8].decode() not in shown
