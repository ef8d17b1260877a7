"""JSON made what the record allows: without fields that are null, numbers given as text read as such."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

import msgspec

from kg.inputs.tidy import FIGURE_RULE, Told

__all__ = ["generic", "holds_text", "numbers_read", "without_nulls"]

_DECODER = msgspec.json.Decoder(float_hook=Decimal)
_ENCODER = msgspec.json.Encoder(decimal_format="number")
_NAMES = ("name", "aliases", "fields", "metric", "value")
# The fields that hold a decimal, and what follows one that holds a text.
_DECIMALS = ("score", "novelty", "ai_score")
_TEXT = re.compile(rb'\s*:\s*"')
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"


def generic(raw: bytes) -> object:
    """The JSON as plain values; numbers with a point are decimals."""
    return _DECODER.decode(raw)


def without_nulls(raw: bytes) -> bytes:
    """The same JSON without the fields that are null, at any depth; null elements of lists stay.

    An empty name becomes a blank one: that is taken out by itself, where this would cost the record.
    """
    return _ENCODER.encode(_loosened(generic(raw), ""))


def _loosened(value: object, field: str) -> object:
    if isinstance(value, dict):
        return {key: _loosened(item, key) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_loosened(item, field) for item in value]
    return " " if value == "" and field in _NAMES else value


def holds_text(raw: bytes, field: str) -> bool:
    """Whether a field of this JSON holds a text, asked without decoding it.

    >>> holds_text(b'{"title": "score", "score": "63"}', "score"), holds_text(b'{"score": 63}', "score")
    (True, False)
    """
    return any(map(_TEXT.match, raw.split(f'"{field}"'.encode())[1:]))


def numbers_read(raw: bytes) -> tuple[bytes, Told]:
    """The JSON of a record with the numbers that it gives as text, and what was wrong with each.

    They are read here, since msgspec takes more for a decimal than JSON has (" 63", "6_3").
    """
    fields = [field for field in _DECIMALS if holds_text(raw, field)]
    record = generic(raw) if fields else None
    if not isinstance(record, dict):
        return raw, []
    texts = {field: record[field] for field in fields if isinstance(record.get(field), str)}
    read = {field: Decimal(text) for field, text in texts.items() if re.fullmatch(_NUMBER, text.strip())}
    kept = {field: value for field, value in record.items() if field not in texts} | read
    return _ENCODER.encode(kept), [(_tell(field, text, read), FIGURE_RULE) for field, text in texts.items()]


def _tell(field: str, text: str, read: Mapping[str, Decimal]) -> str:
    return f"`{field}` is the text {text!r}, {'read as a number' if field in read else 'taken out'}"
