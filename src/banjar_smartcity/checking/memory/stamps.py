"""Stamps: what the files of a workspace held when they were last read, so that unchanged ones need not be opened.

A file on disk is known by its state, and one in git by the name of its object.
"""

from __future__ import annotations

import time
from collections.abc import Container, Mapping
from functools import cached_property
from pathlib import Path

from ...workspace.disk import Disk
from ...workspace.memory.place import read_sealed, write_sealed
from ...workspace.stamp import BYTES, is_settled, stamp_of
from ...workspace.tree import Tree
from .box import KEY, digest_of
from .state import of_this_tool, tool_digest

_PAIR = BYTES + KEY


class FileStamps:
    """The keys of parts by the stamps of their files. Nothing is written before `save`."""

    def __init__(self, place: Path, name: str) -> None:
        self._now = time.time_ns()
        self._folders: dict[str, bool] = {}
        self._on_disk = _Pairs(place, f"{name}-stamps")
        self._in_git = _Pairs(place, f"{name}-objects")

    def stamp(self, tree: Tree, path: str) -> bytes | None:
        """What a file is known by, to be asked for before the file is read; None if that does not tell its content."""
        if isinstance(tree, Disk):
            found = stamp_of(tree.root, path, self._folders)
            return found.digest if found and is_settled(found.since, self._now) else None
        name = tree.name_of(path)
        return None if name is None else digest_of(f"{path}\0{name}".encode("utf-8", "surrogateescape"), BYTES)

    def find(self, tree: Tree, stamp: bytes) -> bytes | None:
        """The key of what a file holds, if that is known."""
        return self._pairs(tree).find(stamp)

    def put(self, tree: Tree, stamp: bytes, key: bytes) -> None:
        """Note what was read in a file after its stamp was asked for."""
        self._pairs(tree).put(stamp, key)

    def save(self, kept: Container[bytes]) -> None:
        """Write the stamps of files whose parts are kept. If the disk cannot be written to, none are.

        An object never changes, so all that were ever seen are kept; of the disk, those of this run.
        """
        self._on_disk.save(self._on_disk.seen, kept)
        if self._in_git.is_new:
            self._in_git.save({**self._in_git.old, **self._in_git.seen}, kept)

    def _pairs(self, tree: Tree) -> _Pairs:
        return self._on_disk if isinstance(tree, Disk) else self._in_git


class _Pairs:
    """Keys by stamps: those of earlier runs, read when they are asked for, and those of this one."""

    def __init__(self, place: Path, name: str) -> None:
        self._place, self._name = place, of_this_tool(name)
        self.seen: dict[bytes, bytes] = {}
        self.is_new = False

    @cached_property
    def old(self) -> dict[bytes, bytes]:
        return _read(self._place, self._name)

    def find(self, stamp: bytes) -> bytes | None:
        key = self.old.get(stamp)
        if key is not None:
            self.seen[stamp] = key
        return key

    def put(self, stamp: bytes, key: bytes) -> None:
        self.seen[stamp] = key
        self.is_new = True

    def save(self, pairs: Mapping[bytes, bytes], kept: Container[bytes]) -> None:
        if not self.seen:
            return
        found = {stamp: key for stamp, key in pairs.items() if key in kept}
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
