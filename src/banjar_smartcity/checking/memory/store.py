"""PartStore: the parts of files that were examined before, each found again by its path and content.

A part is the same wherever and whenever a file is examined, so that a version of the data shares what it has in common
with the version before. It is kept in the user's own folder, sealed, and holds for this tool and these libraries only.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ...diagnostics import At, Position
from ...source.decode import decode
from ...source.document import Place
from ...workspace.layout import File
from ...workspace.tree import Tree
from ..gathering.part import FilePart
from .loading import dump, load
from .place import find_place, read_sealed, write_sealed
from .state import tool_state

MOST_BYTES = 128 << 20
"""The most that the parts of one workspace may take; thirty thousand records take 90 million bytes."""
MOST_CONTENT = 256 << 10
"""Larger files are examined each time, in bytes: data files are small, and memory must not grow with large ones."""
_KEY, _LENGTH, _COUNT = 16, 4, 4
"""The bytes of a key, of the length of a part, and of the number of parts."""
MOST_FILE = MOST_BYTES + (16 << 20)
"""The same with the list of parts."""
_SPARE = 1 << 20
"""As many bytes of parts as were needed last, and these, are kept for other versions of the files."""


class _Kept(NamedTuple):
    """Where the bytes of a part are."""

    start: int
    length: int


class PartStore:
    """The parts of the files of a workspace. Nothing is written before `save`."""

    def __init__(self, place: Path, name: str) -> None:
        self._place, self._name = place, name
        self._tool = _digest(repr(tool_state()).encode(), 32)
        self._content = memoryview(b"")
        self._old: dict[bytes, _Kept] = {}
        self._new: dict[bytes, bytes] = {}
        self._parts: dict[bytes, FilePart] = {}
        self._open()

    def find(self, key: bytes | None) -> FilePart | None:
        """The part of a file, if it was kept and can be read."""
        if key is None or key in self._parts:
            return self._parts.get(key or b"")
        kept = self._old.get(key)
        part = load(bytes(self._part(kept))) if kept else None
        if part is not None:
            self._parts[key] = part
        return part

    def keep(self, key: bytes, part: FilePart, written: bytes) -> None:
        """Keep a part that was made now, of the content that the key is of, and as it is written."""
        self._parts[key] = part
        self._new[key] = written

    def places(self, keys: Mapping[File, bytes], texts: Mapping[str, str]) -> dict[Place, Position]:
        """The lines and columns that are known of these files, by their texts."""
        return {
            (at, texts[file.path]): position
            for file, key in keys.items()
            for at, position in self._parts[key].places.items()
        }

    def learn(self, tree: Tree, keys: Mapping[File, bytes], places: Mapping[Place, Position]) -> None:
        """Add lines and columns to the parts of their files, unless a file is another one by now."""
        files = {file.path: file for file in keys}
        found: dict[tuple[str, str], dict[At, Position]] = {}
        for (at, text), position in places.items():
            if at.path in files and at not in self._parts[keys[files[at.path]]].places:
                found.setdefault((at.path, text), {})[at] = position
        for (path, text), new in found.items():
            content, _ = tree.read(path)
            key = keys[files[path]]
            if content is not None and key_of(files[path], content) == key and decode(path, content)[0] == text:
                part = self._parts[key]
                part = part._replace(places={**part.places, **new})
                self.keep(key, part, dump(part))

    def save(self) -> None:
        """Write what is new with what was there. If the disk cannot be written to, nothing is kept."""
        if not self._new:
            return
        kept = list(self._within_bounds())
        head = [len(kept).to_bytes(_COUNT, "big")]
        head += (key + len(part).to_bytes(_LENGTH, "big") for key, part in kept)
        write_sealed(self._place, self._name, self._tool, *head, *(part for _, part in kept), most=MOST_FILE)

    def _within_bounds(self) -> Iterator[tuple[bytes, bytes | memoryview]]:
        """Every part that was needed now; then those of other versions, as far as there is room."""
        size = 0
        for key, part in self._needed():
            size += len(part)
            if size > MOST_BYTES:
                return
            yield key, part
        most = min(MOST_BYTES, 2 * size + _SPARE)
        for key, kept in self._old.items():
            if key not in self._parts:
                size += kept.length
                if size > most:
                    return
                yield key, self._part(kept)

    def _needed(self) -> Iterator[tuple[bytes, bytes | memoryview]]:
        for key in self._parts:
            yield key, self._new[key] if key in self._new else self._part(self._old[key])

    def _part(self, kept: _Kept) -> memoryview:
        return self._content[kept.start : kept.start + kept.length]

    def _open(self) -> None:
        """Find out which parts are there; none if they are of another tool, or are not as they were written."""
        content = read_sealed(self._place, self._name, MOST_FILE)
        if content is None or content[: len(self._tool)] != self._tool:
            return
        at = len(self._tool)
        count = int.from_bytes(content[at : at + _COUNT], "big")
        at += _COUNT
        start = at + count * (_KEY + _LENGTH)
        if start > len(content):
            return
        for _ in range(count):
            length = int.from_bytes(content[at + _KEY : at + _KEY + _LENGTH], "big")
            self._old[bytes(content[at : at + _KEY])] = _Kept(start, length)
            at += _KEY + _LENGTH
            start += length
        self._content = memoryview(content)


def key_of(file: File, content: bytes | None) -> bytes | None:
    """Where the part of a file is kept; None if it is not kept, since the file is large or cannot be read."""
    if content is None or len(content) > MOST_CONTENT:
        return None
    return _digest(b"\0".join((file.kind.encode(), os.fsencode(file.path), content)), _KEY)


def open_store(root: Path) -> PartStore | None:
    """The store of a workspace; None if nothing is to be remembered."""
    place = find_place()
    if place is None:
        return None
    real = os.fsencode(os.path.realpath(root))
    return PartStore(place, f"{_digest(real, 16).hex()}-files")


def _digest(content: bytes, size: int) -> bytes:
    from hashlib import blake2b  # slow to load (OpenSSL)

    return blake2b(content, digest_size=size).digest()
