"""Sample: what is kept of the bytes of a file while it is hashed, so that each file is read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..named import NamedTuple

HEAD = 128 * 1024
"""So many bytes are kept from the start. A file that is not larger is kept completely."""
TAIL = 64 * 1024
"""So many bytes are kept from the end of a larger file."""
_BLOCK = 1 << 20
BLANK = b" \t\r\n\v\f\0"
"""Bytes of a file in which there is nothing."""


class Sample(NamedTuple):
    """The start and the end of a file."""

    size: int
    head: bytes
    tail: bytes
    blank: bool
    """Whether all its bytes are white space or zero; true if there are none."""

    @property
    def whole(self) -> bool:
        """Whether the head is the complete file."""
        return self.size == len(self.head)


class Content(NamedTuple):
    """What the bytes of a file say about it."""

    empty: bool = False
    """Whether there is nothing in it that anybody could read or see."""
    looks: str | None = None
    """The format that the bytes have, if it is not the one of the file's name."""
    words: frozenset[str] | None = None
    """The words of a very short text, in small letters; None if it is longer or not a text."""
    core: str | None = None
    """The SHA-256 of what a reader sees of a small file: its words in order, or all up to the end of a PDF."""
    plain: bool = False
    """Whether it is a small plain text."""
    own: bool = False
    """Whether it is a record of the data under another name."""


Look = Callable[[str, Sample], Content]
"""What the bytes say about a file, by its path."""


def take(pieces: Iterable[bytes]) -> tuple[str, Sample]:
    """The SHA-256 and a sample of a file that is read in pieces."""
    from hashlib import sha256  # slow to load (OpenSSL), and most checks hash no file

    digest, size, head, tail, blank = sha256(), 0, b"", b"", True
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
        blank = blank and not piece.strip(BLANK)
        if len(head) < HEAD:
            head += piece[: HEAD - len(head)]
        tail = piece[-TAIL:] if len(piece) >= TAIL else (tail + piece)[-TAIL:]
    return digest.hexdigest(), Sample(size, head, tail, blank)


def digest(path: str) -> str:
    """The SHA-256 of a file."""
    return take(read_blocks(path))[0]


def read_blocks(path: str) -> Iterator[bytes]:
    """The bytes of a file in blocks."""
    with open(path, "rb", buffering=0) as file:
        while block := file.read(_BLOCK):
            yield block
