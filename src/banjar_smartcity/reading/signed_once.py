"""Signatures that were checked before, kept by the hash of the document next to its texts; it can be deleted."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from ..workspace.memory.place import find_place, read_sealed, write_sealed
from ..workspace.sample import digest
from .remembered import FOLDER, MOST_FILES
from .signed import STATES, UNCHECKED, ElectronicSignature, electronic_signatures

VERSION = 1
"""Goes up whenever signatures are checked in another way."""


def signatures_once(path: Path, sha256: str) -> tuple[ElectronicSignature, ...]:
    """The signatures of a PDF of this hash that has some. What could not be checked is tried again.

    Raise `ImportError` if the library is not installed.
    """
    place, name = find_place(), f"{sha256}-pdf-signed"
    known = _known(place and place / FOLDER, name)
    if known is not None:
        return known
    found = electronic_signatures(path)
    if place is not None and all(one.state != UNCHECKED for one in found) and digest(str(path)) == sha256:
        data = {"read_by": _reader(), "found": [{**one._asdict(), "state": one.state.id} for one in found]}
        write_sealed(place / FOLDER, name, json.dumps(data).encode(), files=MOST_FILES)
    return found


def _known(place: Path | None, name: str) -> tuple[ElectronicSignature, ...] | None:
    content = read_sealed(place, name) if place else None
    if content is None:
        return None
    states = {state.id: state for state in STATES}
    try:
        data = json.loads(bytes(content))
        if data["read_by"] != _reader():
            return None
        return tuple(ElectronicSignature(**{**one, "state": states[one["state"]]}) for one in data["found"])
    except (ValueError, KeyError, TypeError):
        return None


@lru_cache(maxsize=1)
def _reader() -> list[object]:
    """What is different whenever a signature may be judged otherwise. Raise `ImportError` without the library."""
    from importlib.metadata import version

    return [VERSION, version("pyhanko"), version("pyhanko-certvalidator")]
