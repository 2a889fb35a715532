"""Stamps: what the files on disk held when they were last read, so that unchanged ones need not be opened."""

from __future__ import annotations

import time
from collections.abc import Container
from functools import cached_property
from pathlib import Path

from ...workspace.disk import Disk
from ...workspace.memory.place import read_sealed, write_sealed
from ...workspace.stamp import BYTES, is_settled, stamp_of
from .box import KEY
from .state import of_this_tool, tool_digest

_PAIR = BYTES + KEY


class FileStamps:
    """The keys of parts by the stamps of their files. Nothing is written before `save`."""

    def __init__(self, place: Path, name: str) -> None:
        self._place, self._name = place, of_this_tool(f"{name}-stamps")
        self._now = time.time_ns()
        self._folders: dict[str, bool] = {}
        self._seen: dict[bytes, bytes] = {}

    @cached_property
    def old(self) -> dict[bytes, bytes]:
        """The keys of earlier runs, which are read when one is asked for."""
        return _read(self._place, self._name)

    def stamp(self, disk: Disk, path: str) -> bytes | None:
        """What a file is known by, to be asked for before the file is read; None if that does not tell its content."""
        found = stamp_of(disk.root, path, self._folders)
        return found.digest if found and is_settled(found.since, self._now) else None

    def find(self, stamp: bytes) -> bytes | None:
        """The key of what a file holds, if that is known."""
        key = self.old.get(stamp)
        if key is not None:
            self._seen[stamp] = key
        return key

    def put(self, stamp: bytes, key: bytes) -> None:
        """Note what was read in a file after its stamp was asked for."""
        self._seen[stamp] = key

    def save(self, kept: Container[bytes]) -> None:
        """Write the stamps of this run whose parts are kept. If the disk cannot be written to, none are."""
        if not self._seen:
            return
        found = {stamp: key for stamp, key in self._seen.items() if key in kept}
        if found != self.old:
            joined = b"".join(part for pair in found.items() for part in pair)
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
