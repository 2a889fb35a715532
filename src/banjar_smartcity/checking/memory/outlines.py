"""Outlines: parts of files that are nothing but an outline. Thousands are read at once faster than one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from ...model.later import LaterRecord
from ...model.outline import EvidenceOutline, InnovationOutline, Outline
from ...workspace.memory.place import read_sealed, write_sealed
from ..gathering.part import FilePart
from .loading import dump_plain, load_plain
from .state import of_this_tool, tool_digest

MOST_BYTES = 64 << 20
"""The most that the outlines of one workspace may take; those of thirty thousand records take 8 million bytes."""
MOST = 150_000
"""The most outlines, so that they take no more than that."""
FEW = 20
"""They are written again if more than one in so many is not among them, as that takes time."""
SPARE = 1000
"""As many as were needed last, and these, are kept although nobody needed them."""
TOGETHER = 2000
"""So many are written as one piece, in which what they share is there once."""
_OUTLINES = (InnovationOutline, EvidenceOutline)


class KeptOutlines:
    """Outlines by the keys of their parts. Nothing is written before `save`."""

    def __init__(self, place: Path, name: str) -> None:
        self._place, self._name = place, of_this_tool(name)
        self._kept = _read(place, self._name)

    def __contains__(self, key: object) -> bool:
        return key in self._kept

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, key: bytes) -> Outline | None:
        """The outline of a file, if it was kept here."""
        return self._kept.get(key)

    def save(self, needed: Mapping[bytes, Outline]) -> Mapping[bytes, Outline]:
        """Keep the outlines that were needed now, unless only a few are new: return these, which are kept nowhere.

        If the disk cannot be written to, none are kept.
        """
        new = {key: outline for key, outline in needed.items() if key not in self._kept}
        if len(new) * FEW <= len(needed):
            return new
        others = ((key, outline) for key, outline in self._kept.items() if key not in needed)
        room = min(MOST, 2 * len(needed) + SPARE) - len(needed)
        self._kept = {**dict(islice(needed.items(), MOST)), **dict(islice(others, max(0, room)))}
        write_sealed(self._place, self._name, tool_digest(), *_pieces(self._kept), most=MOST_BYTES)
        return {}


def outline_alone(part: FilePart) -> Outline | None:
    """The outline of a part that is nothing else: a record that was left behind, with nothing to be said of it."""
    record = part.record
    if part.faults or part.secret or part.rest or part.places or not isinstance(record, LaterRecord):
        return None
    return None if record.written else record.outline


def _pieces(outlines: Mapping[bytes, Outline]) -> Iterator[bytes]:
    """Some after the other: what is noted of all that is written takes as much memory as the outlines themselves."""
    entries = iter(outlines.items())
    while piece := dict(islice(entries, TOGETHER)):
        yield dump_plain(piece)


def _read(place: Path, name: str) -> Mapping[bytes, Outline]:
    """What was written; nothing if it is of another tool, or not as it was written."""
    content = read_sealed(place, name, MOST_BYTES)
    tool = tool_digest()
    if content is None or content[: len(tool)] != tool:
        return {}
    found: dict[bytes, Outline] = {}
    try:
        for piece in load_plain(content[len(tool) :]):
            if not isinstance(piece, dict) or not all(type(outline) in _OUTLINES for outline in piece.values()):
                return {}
            found.update(piece)
    except Exception:  # of any sort, as in `load`
        return {}
    return found
