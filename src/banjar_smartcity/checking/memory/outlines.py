"""Outlines: those of the last run's files together, since thousands are read at once faster than one by one."""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import Path

from ...model.later import LaterRecord
from ...model.outline import EvidenceOutline, InnovationOutline, Outline
from ...workspace.memory.place import read_sealed, write_sealed
from ..gathering.part import FilePart
from .loading import dump_plain, load_plain
from .state import of_this_tool, tool_digest

MOST_BYTES = 64 << 20
"""The most that the outlines of one workspace may take; those of thirty thousand records take 8 million bytes."""
FEW = 20
"""They are written again if more than one part in so many is not among them, as that takes time."""
_OUTLINES = (InnovationOutline, EvidenceOutline)


class KeptOutlines:
    """The outlines of files of which there is no more to say, by the keys of their parts.

    Nothing is written before `save`. What is not here is in the part itself.
    """

    def __init__(self, place: Path, name: str) -> None:
        self._place, self._name = place, of_this_tool(name)
        self._old = _read(place, self._name)

    def find(self, key: bytes) -> Outline | None:
        """The outline of a file, if it was kept here."""
        return self._old.get(key)

    def save(self, parts: Mapping[bytes, FilePart], kept: Container[bytes]) -> None:
        """Write the outlines of these parts if they are `kept`. If the disk cannot be written to, none are."""
        missing = sum(_outline_of(parts[key]) is not None for key in parts.keys() - self._old.keys())
        if missing * FEW <= len(parts):
            return
        new = {key: found for key, part in parts.items() if (found := _outline_of(part)) is not None and key in kept}
        write_sealed(self._place, self._name, tool_digest(), dump_plain(new), most=MOST_BYTES)


def _outline_of(part: FilePart) -> Outline | None:
    """The outline of a part that is nothing but a record to be built later."""
    record = part.record
    if part.faults or part.secret or part.rest or part.places or not isinstance(record, LaterRecord):
        return None
    return record.outline if record.written else None


def _read(place: Path, name: str) -> Mapping[bytes, Outline]:
    """What was written; nothing if it is of another tool, or not as it was written."""
    content = read_sealed(place, name, MOST_BYTES)
    tool = tool_digest()
    if content is None or content[: len(tool)] != tool:
        return {}
    try:
        found = load_plain(content[len(tool) :])
    except Exception:  # of any sort, as in `load`
        return {}
    if not isinstance(found, dict) or not all(type(outline) in _OUTLINES for outline in found.values()):
        return {}
    return found
