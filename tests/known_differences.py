"""Where the two engines are known to find different things. No record of a workspace can cause it.

Each entry: schema, data, the findings of `jsonschema-rs`, those of `jsonschema`, reason. Only foreign schemas
(`validate --schema`) hold such things. Besides: a few patterns are usable in the one engine only and refused by the
other (`test_schema_patterns.py`), and of schemas that multiply without end by referring to themselves, only
`jsonschema` gives up in time.
"""

from __future__ import annotations

from typing import Any

_ENDLESS: dict[str, Any] = {"$ref": "#"}
for _ in range(90):
    _ENDLESS = {"allOf": [_ENDLESS]}
_DEEP: Any = 1
for _ in range(90):
    _DEEP = {"a": _DEEP}

KNOWN_DIFFERENCES: tuple[tuple[Any, Any, list[str], list[str], str], ...] = (
    (
        {"not": {"$ref": "#"}},
        1,
        ["schema-other"],
        [],
        "A schema that excludes itself has no meaning; any verdict is as good as the other.",
    ),
    (
        {"properties": {"a": {"$id": "a", "$schema": "http://json-schema.org/draft-04/schema#", "type": "integer"}}},
        {"a": 1.0},
        ["schema-type"],
        [],
        "Parts in another draft than the whole are read by the draft of the whole in `jsonschema`.",
    ),
    (
        {"oneOf": [{"properties": {"a": {"minimum": 0}}}, {"type": "object"}], "unevaluatedProperties": False},
        {"a": 1, "b": 1},
        ["schema-other", "schema-unknown-key", "schema-unknown-key"],
        ["schema-other", "schema-unknown-key"],
        "Whether a key counts as known to a choice that failed as a whole; the file is refused either way.",
    ),
    (
        {"properties": {"a": _ENDLESS}},
        _DEEP,
        [],
        ["schema-invalid"],
        "Ninety levels of data times ninety of the schema are more than Python's stack bears.",
    ),
)
