"""JSON Lines: the project's own record format, one JSON object a line (docs/reference/record.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import msgspec
from msgspec import DecodeError, ValidationError, inspect

from kg.inputs.dates import is_date
from kg.inputs.source import ENCODING_RULE, UNSAFE, UNSAFE_RULE, Source, decode, name_unsafe
from kg.model import Paper, Problem, Profile

__all__ = ["read", "sniff"]

_PAPER = msgspec.json.Decoder(Paper)
_PROFILE = msgspec.json.Decoder(Profile)
_DATES = ("date", "inferred_date", "captured")
_DATE_RULE = "a date is like 2023, 2023-03, 2023-03-25 or XXXX-03-25"
_ESCAPE = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL)


def sniff(head: bytes) -> bool:
    """Whether the first bytes of a file begin a JSON object."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def read(source: Source) -> Iterator[Paper | Profile | Problem]:
    """The records of the file, each with its place, unless it names the place it came from."""
    for number, line in enumerate(source.stream, 1):
        raw = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
        if not raw:
            continue
        # An ASCII line without an escape cannot carry an unsafe character and decode.
        if b"\\" in raw or b"\x7f" in raw or not raw.isascii():
            mended, problems = _mend(source, number, raw)
            yield from problems
            raw = mended
        try:
            record = _decode(raw)
        except DecodeError as error:
            yield source.problem(number, *_explain(error, raw), record_lost=True)
            continue
        yield from _finish(source, number, record)


def _finish(source: Source, line: int, record: Paper | Profile) -> Iterator[Paper | Profile | Problem]:
    """The record with its place and without dates that are none."""
    changes: dict[str, object] = {}
    for name in _DATES:
        text = getattr(record, name, None)
        if text is not None and not is_date(text):
            yield source.problem(line, f"`{name}` is {text!r}, no date", _DATE_RULE)
            changes[name] = None
    if record.source is None:
        changes["source"] = source.place(line)
    yield msgspec.structs.replace(record, **changes) if changes else record


def _decode(raw: bytes) -> Paper | Profile:
    decoder = _PROFILE if b'"profile"' in raw and _is_profile(raw) else _PAPER
    try:
        return decoder.decode(raw)
    except ValidationError:
        if b"null" not in raw:
            raise
        return decoder.decode(_without_nulls(raw))


def _is_profile(raw: bytes) -> bool:
    try:
        return bool(msgspec.json.decode(raw, type=_Typed).type == "profile")
    except DecodeError:
        return False


class _Typed(msgspec.Struct):
    type: object = None


def _without_nulls(raw: bytes) -> bytes:
    """The same JSON without the fields that are null, at any depth; null elements of lists stay."""
    return _ENCODER.encode(_drop_nulls(_GENERIC.decode(raw)))


_GENERIC = msgspec.json.Decoder(float_hook=Decimal)
_ENCODER = msgspec.json.Encoder(decimal_format="number")


def _drop_nulls(value: object) -> object:
    if isinstance(value, dict):
        return {key: _drop_nulls(item) for key, item in value.items() if item is not None}
    return [_drop_nulls(item) for item in value] if isinstance(value, list) else value


def _mend(source: Source, line: int, raw: bytes) -> tuple[bytes, list[Problem]]:
    """The line as UTF-8 without unsafe characters, written out or escaped, and what was done."""
    problems = []
    text, is_utf8 = decode(raw)
    if not is_utf8:
        problems.append(source.problem(line, "not UTF-8, read as Windows-1252 (Latin-1)", ENCODING_RULE))
    removed: list[str] = []
    safe = UNSAFE.sub("", _ESCAPE.sub(lambda escape: _safe_escape(escape[0], removed), text))
    unsafe = "".join(removed + UNSAFE.findall(text))
    if unsafe:
        problems.append(source.problem(line, f"{name_unsafe(unsafe)} taken out", UNSAFE_RULE))
    return (safe.encode() if problems else raw), problems


def _safe_escape(escape: str, removed: list[str]) -> str:
    """The escape, or nothing where it stands for an unsafe character, which is noted in `removed`."""
    if len(escape) == 6:
        character = chr(int(escape[2:], 16))
    else:
        character = {"\\b": "\b", "\\f": "\f"}.get(escape, "")
    if not UNSAFE.match(character):
        return escape
    removed.append(character)
    return ""


def _explain(error: DecodeError, raw: bytes) -> tuple[str, str]:
    """What is wrong with a line, and what is allowed there, by the path that msgspec names."""
    message, _, path = str(error).partition(" - at ")
    if not isinstance(error, ValidationError):
        return f"not JSON: {message}", "one JSON object a line"
    path = path or "`$`"
    node = _node(Profile if _is_profile(raw) else Paper, path.strip("`"))
    if isinstance(node, inspect.StructType):
        names = ", ".join(f"`{field.encode_name}`" for field in node.fields)
        return f"{message[0].lower()}{message[1:]} at {path}", f"the fields are {names}"
    if isinstance(node, inspect.LiteralType):
        return f"{message[0].lower()}{message[1:]} at {path}", f"one of {', '.join(map(str, node.values))}"
    expected, _, got = message.partition(", got ")
    return (
        f"{got} at {path}" if got else f"value at {path} not allowed"
    ), f"{expected[0].lower()}{expected[1:]}"


def _node(root: type, path: str) -> inspect.Type:
    """The type that the model has at a path like `$.authors[0].name`."""
    node = inspect.type_info(root)
    for step in re.findall(r"\.(\w+)|(\[)", path):
        node = _known(node)
        if isinstance(node, inspect.StructType):
            node = next(field.type for field in node.fields if field.encode_name == step[0])
        elif isinstance(node, inspect.VarTupleType):
            node = node.item_type
    return _known(node)


def _known(node: inspect.Type) -> inspect.Type:
    """The type itself of a type that may also be null."""
    if isinstance(node, inspect.UnionType):
        return next(kind for kind in node.types if not isinstance(kind, inspect.NoneType))
    return node
