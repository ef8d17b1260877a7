"""The JSON Schema of a record, from the classes of `kg.model`."""

from __future__ import annotations

from typing import Any

import msgspec

from kg.model import Paper, Profile

__all__ = ["record_schema"]


def record_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) that a line of JSON Lines has to meet, as JSON values.

    Every field that is not required may be null, which is the same as absent.
    """
    alternatives, definitions = msgspec.json.schema_components(
        [Paper, Profile], ref_template="#/$defs/{name}"
    )
    for definition in definitions.values():
        _open(definition)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A record: one line of JSON Lines",
        "anyOf": list(alternatives),
        "$defs": dict(sorted(definitions.items())),
    }


def _open(definition: dict[str, Any]) -> None:
    """Let numbers be numbers (msgspec has decimals as strings), and what is not required be null."""
    required = definition.get("required", ())
    for name, value in definition.get("properties", {}).items():
        options = [_number(option) for option in value.pop("anyOf", [])]
        if not options:
            options = [
                _number({key: value.pop(key) for key in [*value] if key not in ("default", "description")})
            ]
        if name not in required and {"type": "null"} not in options:
            options.append({"type": "null"})
        value.update({"anyOf": options} if len(options) > 1 else options[0])


def _number(option: dict[str, Any]) -> dict[str, Any]:
    return {"type": "number"} if option.get("format") == "decimal" else option
