"""Updates: whether an instrument of a workspace is what is shipped now, and what its region changed itself."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from difflib import unified_diff

from .shipped import Shipped

RECORD = ".smartcity/instruments.json"
"""Where a workspace keeps the hash of each instrument as it was copied, so that later changes are known as its own."""
ABSENT, SAME, NEWER, OWN, BOTH, UNKNOWN = "absent", "same", "newer", "own", "both", "unknown"
"""Not in the workspace; as shipped; shipped in a newer version; changed here; both; different, and nobody knows why."""
OFFERED = (ABSENT, NEWER, BOTH, UNKNOWN)
"""Where the shipped text is offered."""
_SCHEMA = re.compile(r"\A\ufeff?# yaml-language-server:[^\n]*\n")


def state_of(shipped: Shipped, here: str | None, copied: str | None) -> str:
    """How an instrument of a workspace compares with the shipped one. `copied` is its hash as it was copied."""
    if here is None:
        return ABSENT
    mine, theirs = mark(here), mark(shipped.text)
    if mine == theirs:
        return SAME
    if copied is None:
        return UNKNOWN
    return NEWER if mine == copied else OWN if theirs == copied else BOTH


def mark(text: str) -> str:
    """The hash of an instrument's text without its first line, which names the place of the schema."""
    return hashlib.sha256(_body(text).encode()).hexdigest()


def difference(shipped: Shipped, here: str | None) -> Iterator[str]:
    """What taking the shipped text would change, as a unified diff."""
    before, after = (_body(text).splitlines() for text in (here or "", shipped.text))
    return unified_diff(before, after, shipped.path if here is not None else "/dev/null", shipped.path, lineterm="")


def read_marks(content: bytes | None) -> dict[str, str]:
    """The recorded hashes by id; none if the record is missing or not valid."""
    try:
        found = json.loads(content or b"{}")
    except ValueError:
        return {}
    return {name: value for name, value in found.items() if isinstance(value, str)} if isinstance(found, dict) else {}


def marks_text(marks: Mapping[str, str]) -> str:
    """The record of hashes as JSON."""
    return json.dumps(dict(sorted(marks.items())), indent=2) + "\n"


def _body(text: str) -> str:
    return _SCHEMA.sub("", text.replace("\r\n", "\n"))
