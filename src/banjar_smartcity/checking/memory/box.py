"""Box: pieces under keys in one sealed file of the memory. It holds for this tool and these libraries only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ...workspace.memory.hashing import blake2b
from ...workspace.memory.place import read_sealed, write_sealed
from .state import of_this_tool, tool_digest

KEY = 16
"""The bytes of a key."""
_LENGTH, _COUNT = 4, 4
"""The bytes of the length of a piece, and of the number of pieces."""
_LIST = 16 << 20
"""The most bytes of the list of pieces."""
SPARE = 1 << 20
"""As many bytes of pieces as were needed last, and these, are kept although nobody needed them."""


class _Piece(NamedTuple):
    """Where a piece is."""

    start: int
    length: int


class Box:
    """Pieces under keys, of at most `most` bytes. Nothing is written before `save`."""

    def __init__(self, place: Path, name: str, most: int) -> None:
        self._place, self._name, self._most = place, of_this_tool(name), most
        self._tool = tool_digest()
        self._content = memoryview(b"")
        self._old: dict[bytes, _Piece] = {}
        self._new: dict[bytes, bytes] = {}
        self._needed: dict[bytes, None] = {}
        self._open()

    def find(self, key: bytes) -> bytes | memoryview | None:
        """The piece under a key; None if there is none."""
        piece = self._old.get(key)
        if key not in self._new and piece is None:
            return None
        self._needed[key] = None
        return self._new[key] if key in self._new else self._content_of(key)

    def __contains__(self, key: object) -> bool:
        return key in self._new or key in self._old

    def put(self, key: bytes, piece: bytes) -> None:
        """Put a piece under a key, in place of what was there."""
        self._new[key] = piece
        self._needed[key] = None

    def forget(self) -> None:
        """Forget what was put in, so that memory does not grow without limit. What was saved is found again."""
        self._new.clear()
        self._old.clear()
        self._open()
        self._needed = {key: None for key in self._needed if key in self._old}

    def save(self) -> None:
        """Write what is new with what was there. If the disk cannot be written to, nothing is kept."""
        if not self._new:
            return
        kept = list(self._within_bounds())
        head = [len(kept).to_bytes(_COUNT, "big")]
        head += (key + len(piece).to_bytes(_LENGTH, "big") for key, piece in kept)
        pieces = (piece for _, piece in kept)
        write_sealed(self._place, self._name, self._tool, *head, *pieces, most=self._most + _LIST)

    def _within_bounds(self) -> Iterator[tuple[bytes, bytes | memoryview]]:
        """Every piece that was needed now; then others, as far as there is room."""
        size = 0
        for key in self._needed:
            piece = self._new[key] if key in self._new else self._content_of(key)
            size += len(piece)
            if size > self._most:
                return
            yield key, piece
        most = min(self._most, 2 * size + SPARE)
        for key, old in self._old.items():
            if key not in self._needed:
                size += old.length
                if size > most:
                    return
                yield key, self._content_of(key)

    def _content_of(self, key: bytes) -> memoryview:
        start, length = self._old[key]
        return self._content[start : start + length]

    def _open(self) -> None:
        """Find out which pieces are there; none if they are of another tool, or are not as they were written."""
        content = read_sealed(self._place, self._name, self._most + _LIST)
        if content is None or content[: len(self._tool)] != self._tool:
            return
        at = len(self._tool)
        count = int.from_bytes(content[at : at + _COUNT], "big")
        at += _COUNT
        start = at + count * (KEY + _LENGTH)
        if start > len(content):
            return
        for _ in range(count):
            length = int.from_bytes(content[at + KEY : at + KEY + _LENGTH], "big")
            self._old[bytes(content[at : at + KEY])] = _Piece(start, length)
            at += KEY + _LENGTH
            start += length
        self._content = content


def digest_of(content: bytes, size: int = KEY) -> bytes:
    """A hash that nobody can make two contents for."""
    return blake2b(content, digest_size=size).digest()
