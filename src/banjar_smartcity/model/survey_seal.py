"""Survey seal: a hash of the figures that an import wrote, which shows whether they have been changed since.

It covers values, not their spelling, order, comments or line ends, and not what people may fill in. It is not a
signature: it protects against mistakes, but anyone who has this program can compute a new one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ..spelling.patterns import late

WHOLE, BROKEN, UNSEALED = "whole", "broken", "unsealed"

FILLED_IN = frozenset(("id", "starts_on", "ends_on", "collected", "note"))
"""Keys of a record that people may fill in. The id is the name of the file, which says nothing about the figures."""
FILLED_IN_OF_PROGRAMME = frozenset(("name", "agency", "users", "agency_took_part", "evidence"))
"""Keys of a programme that people may fill in. `imported` has what the tables say about taking part."""
_MARK = late(r"^# .*\((sidik|nilai hash) ([0-9a-f]{12})\)$", re.MULTILINE)
"""The hash of the whole text, in a comment. Before `imported.seal`, it was the seal, and was called `sidik`."""


def state_of(data: Mapping[str, Any], text: str) -> str:
    """Whether the seal of a record is whole or broken, or the record has none. `text` is the text of its file."""
    imported = data.get("imported")
    if not imported:
        return UNSEALED
    if seal := imported.get("seal"):
        return WHOLE if seal == seal_of(data) else BROKEN
    found = _MARK.search(_lines(text))
    if found is None or found[1] != "sidik":
        return UNSEALED
    return WHOLE if is_untouched(text) else BROKEN


def seal_of(data: Mapping[str, Any]) -> str:
    """The seal of a record: the SHA-256 of its figures in canonical form."""
    covered = {key: value for key, value in data.items() if key not in FILLED_IN}
    covered["programmes"] = [
        {key: value for key, value in programme.items() if key not in FILLED_IN_OF_PROGRAMME}
        for programme in data["programmes"]
    ]
    covered["imported"] = {key: value for key, value in data["imported"].items() if key != "seal"}
    return _hash(_text(_canonical(covered)))


def mark_of(text: str) -> str:
    """The hash of the whole text, except the comment that has it. It shows whether anybody has changed the file."""
    return _hash(_MARK.sub("", _lines(text)))[:12]


def is_untouched(text: str) -> bool:
    """Whether an import wrote this text and nobody has changed it since."""
    found = _MARK.search(_lines(text))
    return found is not None and found[2] == mark_of(text)


def _hash(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()


def _lines(text: str) -> str:
    """The text with the line ends that the import wrote; git may have replaced them."""
    return text.replace("\r\n", "\n")


def _canonical(value: Any) -> Any:
    """A value in the form in which equal values are equal.

    What is null or empty is left out, and so are keys that do not exist yet. Records and ids are sorted; the counts of
    a distribution have an order of their own.
    """
    if isinstance(value, dict):
        return {key: _canonical(part) for key, part in value.items() if part not in (None, [])}
    if isinstance(value, list):
        parts = [_canonical(part) for part in value]
        return sorted(parts, key=_text) if all(isinstance(part, dict | str) for part in value) else parts
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(int(value)) if value == int(value) else repr(value)
    return value


def _text(canonical: Any) -> str:
    return json.dumps(canonical, sort_keys=True, separators=(",", ":"))
