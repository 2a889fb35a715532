"""Box: pieces under keys in sealed files of the memory. It holds for this tool and these libraries only.

What is new is in a second file as long as it is little, since writing all of the first one again takes time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from ...workspace.memory.hashing import blake2b
from ...workspace.memory.held import CAN_HOLD, HeldBytes, HeldStretch
from ...workspace.memory.place import open_sealed, write_sealed_pieces
from .state import of_this_tool, tool_digest

KEY = 16
"""The bytes of a key."""
_LENGTH, _COUNT = 4, 4
"""The bytes of the length of a piece, and of the number of pieces."""
_LIST = 16 << 20
"""The most bytes of the list of pieces."""
LITTLE = 4
"""The second file has at most one byte for so many of the first one."""
SPARE = 1 << 20
"""As many bytes of pieces as were needed last, and these, are kept although nobody needed them."""
IN_MEMORY = 4 << 20
"""The most bytes of new pieces that are in memory; the others wait in a file without a name."""


class Box:
    """Pieces under keys, of at most `most` bytes. Nothing is written before `save`."""

    def __init__(self, place: Path, name: str, most: int) -> None:
        self._place, self._most = place, most
        self._first, self._second = of_this_tool(name), of_this_tool(f"{name}-new")
        self._tool = tool_digest()
        self._old: dict[bytes, HeldStretch] = {}
        self._late: dict[bytes, HeldStretch] = {}
        """Of the old ones those that are in the second file."""
        self._new: dict[bytes, bytes | HeldStretch] = {}
        self._in_memory = 0
        self._waiting: HeldBytes | None = None
        self._needed: dict[bytes, None] = {}
        self._open()

    def find(self, key: bytes) -> bytes | None:
        """The piece under a key; None if there is none, or if the disk has lost it."""
        piece = self.place_of(key)
        try:
            return piece.read() if isinstance(piece, HeldStretch) else piece
        except OSError:
            return None

    def place_of(self, key: bytes) -> bytes | HeldStretch | None:
        """Where the piece under a key is; the piece itself if it is in memory, None if there is none."""
        piece = self._new[key] if key in self._new else self._old.get(key)
        if piece is not None:
            self._needed[key] = None
        return piece

    def __contains__(self, key: object) -> bool:
        return key in self._new or key in self._old

    def __len__(self) -> int:
        return len(self._old.keys() | self._new.keys())

    def put(self, key: bytes, piece: bytes) -> None:
        """Put a piece under a key, in place of what was there."""
        self._new[key] = self._put_away(piece)
        self._needed[key] = None

    def _put_away(self, piece: bytes) -> bytes | HeldStretch:
        """The piece, or where it waits if many are in memory. On a disk that cannot be written to, all are."""
        if not CAN_HOLD or self._in_memory + len(piece) <= IN_MEMORY:
            self._in_memory += len(piece)
            return piece
        try:
            if self._waiting is None:
                from tempfile import TemporaryFile  # slow to load, and only for many pieces

                with TemporaryFile(dir=self._place if self._place.is_dir() else None) as file:
                    self._waiting = HeldBytes(file)
            return self._waiting.append(piece)
        except OSError:
            return piece

    def forget(self) -> None:
        """Forget what was put in, so that memory does not grow without limit. What was saved is found again."""
        self._new.clear()
        self._in_memory, self._waiting = 0, None
        self._open()
        self._needed = {key: None for key in self._needed if key in self._old}

    def save(self) -> None:
        """Write what is new with what was there. If the disk cannot be written to, nothing is kept."""
        if not self._new:
            return
        late = {**self._late, **self._new}
        size = sum(map(_length_of, late.values()))
        before = sum(piece.length for key, piece in self._old.items() if key not in self._late)
        if before and size * LITTLE <= before and size + before <= self._most:
            self._write(self._second, list(late.items()))
        else:
            self._write(self._first, list(self._within_bounds()))
            if self._late:
                self._write(self._second, [])

    def _write(self, name: str, kept: Sequence[tuple[bytes, bytes | HeldStretch]]) -> None:
        head = [len(kept).to_bytes(_COUNT, "big")]
        head += (key + _length_of(piece).to_bytes(_LENGTH, "big") for key, piece in kept)
        pieces = (piece.read() if isinstance(piece, HeldStretch) else piece for _, piece in kept)
        write_sealed_pieces(self._place, name, chain((self._tool,), head, pieces))

    def _within_bounds(self) -> Iterator[tuple[bytes, bytes | HeldStretch]]:
        """Every piece that was needed now; then others, as far as there is room."""
        size = 0
        for key in self._needed:
            piece = self._new[key] if key in self._new else self._old[key]
            size += _length_of(piece)
            if size > self._most:
                return
            yield key, piece
        most = min(self._most, 2 * size + SPARE)
        for key, old in self._old.items():
            if key not in self._needed:
                size += old.length
                if size > most:
                    return
                yield key, old

    def _open(self) -> None:
        """Find out which pieces are there."""
        self._late = self._pieces(self._second)
        self._old = {**self._pieces(self._first), **self._late}

    def _pieces(self, name: str) -> dict[bytes, HeldStretch]:
        """The pieces of a file; none if they are of another tool, or are not as they were written."""
        found = open_sealed(self._place, name, self._most + _LIST)
        if found is None:
            return {}
        held, size = found
        at = len(self._tool)
        if size < at + _COUNT or held.read(0, at) != self._tool:
            return {}
        count = int.from_bytes(held.read(at, _COUNT), "big")
        at += _COUNT
        start = at + count * (KEY + _LENGTH)
        if start > size:
            return {}
        listed = held.read(at, start - at)
        pieces: dict[bytes, HeldStretch] = {}
        for place in range(0, len(listed), KEY + _LENGTH):
            length = int.from_bytes(listed[place + KEY : place + KEY + _LENGTH], "big")
            if start + length > size:
                return pieces
            pieces[listed[place : place + KEY]] = HeldStretch(held, start, length)
            start += length
        return pieces


def _length_of(piece: bytes | HeldStretch) -> int:
    return piece.length if isinstance(piece, HeldStretch) else len(piece)


def digest_of(content: bytes, size: int = KEY) -> bytes:
    """A hash that nobody can make two contents for."""
    return blake2b(content, digest_size=size).digest()
