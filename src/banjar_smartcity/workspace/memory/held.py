"""Held: bytes of an open file, of which any stretch can be read, so that thousands of them take no memory."""

from __future__ import annotations

import errno
import os
from typing import IO

from ...named import NamedTuple

CAN_HOLD = hasattr(os, "pread")
"""Whether bytes can be read at a place of an open file. On Windows a file that is open could not be replaced either."""


class HeldBytes:
    """The bytes of a file from a place on. They stay what they were if another file takes its name."""

    def __init__(self, file: IO[bytes], begin: int = 0) -> None:
        """Hold what is in a file, which may be closed then."""
        self._handle: int | None = None
        self._begin, self._size, self._content = begin, 0, b""
        if CAN_HOLD:
            self._handle = os.dup(file.fileno())
        else:
            file.seek(0)
            self._content = file.read()

    def __del__(self) -> None:
        if self._handle is not None:
            os.close(self._handle)

    def read(self, start: int, length: int) -> bytes:
        """The bytes of a stretch. Raise `OSError` if the disk has lost them, or the file has become shorter."""
        if self._handle is None:
            return self._content[self._begin + start : self._begin + start + length]
        parts = []
        place, left = self._begin + start, length
        while left:
            part = os.pread(self._handle, left, place)
            if not part:
                raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))
            parts.append(part)
            place, left = place + len(part), left - len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def append(self, content: bytes) -> HeldStretch:
        """Write these bytes after those that were written before. Raise `OSError` if the disk is full."""
        start, left = self._size, memoryview(content)
        while left:
            done = os.pwrite(self._handle or 0, left, self._begin + start + len(content) - len(left))
            left = left[done:]
        self._size += len(content)
        return HeldStretch(self, start, len(content))


class HeldStretch(NamedTuple):
    """Where bytes are held."""

    held: HeldBytes
    start: int
    length: int

    def read(self) -> bytes:
        """The bytes. Raise `OSError` as `HeldBytes.read` does."""
        return self.held.read(self.start, self.length)
