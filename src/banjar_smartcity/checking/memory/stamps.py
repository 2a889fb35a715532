"""Stamps: what the files of a workspace held when they were last read, so that unchanged ones need not be opened."""

from __future__ import annotations

import time
from collections.abc import Container
from pathlib import Path

from ...workspace.memory.place import read_sealed, write_sealed
from ...workspace.stamp import BYTES, FileStamp, is_settled, stamp_of
from .box import KEY
from .state import of_this_tool, tool_digest

_PAIR = BYTES + KEY


class FileStamps:
    """The keys of parts by the stamps of their files. Nothing is written before `save`."""

    def __init__(self, place: Path, name: str) -> None:
        self._place, self._name = place, of_this_tool(name)
        self._now = time.time_ns()
        self._folders: dict[str, bool] = {}
        self._old = _read(place, self._name)
        self._seen: dict[bytes, bytes] = {}

    def stamp(self, root: Path, path: str) -> FileStamp | None:
        """The state of a file, to be asked for before the file is read; None if it does not tell its content."""
        found = stamp_of(root, path, self._folders)
        return found if found and is_settled(found.since, self._now) else None

    def find(self, stamp: FileStamp) -> bytes | None:
        """The key of what a file of this state holds, if that is known."""
        key = self._old.get(stamp.digest)
        if key is not None:
            self._seen[stamp.digest] = key
        return key

    def put(self, stamp: FileStamp, key: bytes) -> None:
        """Note what was read in a file after its state was asked for."""
        self._seen[stamp.digest] = key

    def save(self, kept: Container[bytes]) -> None:
        """Write the stamps of this run's files whose parts are kept. If the disk cannot be written to, none are."""
        pairs = {stamp: key for stamp, key in self._seen.items() if key in kept}
        if pairs != self._old:
            joined = b"".join(part for pair in pairs.items() for part in pair)
            write_sealed(self._place, self._name, tool_digest(), joined)


def _read(place: Path, name: str) -> dict[bytes, bytes]:
    """What was written; nothing if it is of another tool, or not as it was written."""
    content = read_sealed(place, name)
    tool = tool_digest()
    if content is None or content[: len(tool)] != tool or (len(content) - len(tool)) % _PAIR:
        return {}
    pairs = bytes(content[len(tool) :])
    places = range(0, len(pairs), _PAIR)
    return {pairs[at : at + BYTES]: pairs[at + BYTES : at + _PAIR] for at in places}
