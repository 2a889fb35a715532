"""HEIF and AVIF: where a picture of a phone keeps what it says of the camera, to write over it in place.

Every part keeps its size and its place, so that nothing that draws the picture moves.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from ..named import NamedTuple

EXIF, TEXT = b"Exif", b"mime"
"""Items with the data of the camera, and with what programs wrote."""
_MOST = 10_000
_EMPTY = b"\0\0\0\x06Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0"
"""Data of a camera that give nothing."""


class BrokenBoxError(Exception):
    """A file whose boxes do not fit into each other."""


class _Box(NamedTuple):
    kind: bytes
    start: int
    end: int
    """Where its content begins and ends."""


class _Extent(NamedTuple):
    start: int
    length: int
    is_in_file: bool
    """False if it is counted within a box, as for pictures made of tiles; no data of a camera are kept so."""


def overwritten(content: bytes) -> bytes:
    """The file with its data of the camera and of programs written over. Raise `BrokenBoxError`."""
    new = bytearray(content)
    try:
        meta = _one(_boxes(content, 0, len(content)), b"meta")
        inner = tuple(_boxes(content, meta.start + 4, meta.end))
        kinds = dict(_kinds(content, _one(inner, b"iinf")))
        for item, extents in _places(content, _one(inner, b"iloc")):
            for extent in extents if kinds.get(item) in (EXIF, TEXT) else ():
                _fill(new, extent, kinds[item])
    except (struct.error, IndexError) as error:
        raise BrokenBoxError from error
    return bytes(new)


def _fill(new: bytearray, extent: _Extent, kind: bytes) -> None:
    end = extent.start + extent.length
    if not extent.is_in_file or end > len(new):
        raise BrokenBoxError
    filling = _EMPTY if kind == EXIF and extent.length >= len(_EMPTY) else b""
    rest = b"\0" if kind == EXIF else b" "
    new[extent.start : end] = filling + rest * (extent.length - len(filling))


def _boxes(content: bytes, at: int, end: int) -> Iterator[_Box]:
    count = 0
    while at + 8 <= end and count < _MOST:
        size, kind = struct.unpack_from(">I4s", content, at)
        start = at + 8
        if size == 1:
            size = struct.unpack_from(">Q", content, at + 8)[0]
            start = at + 16
        stop = end if size == 0 else at + size
        if stop < start or stop > end:
            raise BrokenBoxError
        yield _Box(kind, start, stop)
        at, count = stop, count + 1


def _one(boxes: Iterator[_Box] | tuple[_Box, ...], kind: bytes) -> _Box:
    for box in boxes:
        if box.kind == kind:
            return box
    raise BrokenBoxError


def _kinds(content: bytes, box: _Box) -> Iterator[tuple[int, bytes]]:
    """The kind of each item."""
    wide = content[box.start] > 0
    for entry in _boxes(content, box.start + (8 if wide else 6), box.end):
        version = content[entry.start]
        if entry.kind != b"infe" or version < 2:
            raise BrokenBoxError  # older entries do not say what an item is
        head = ">HH4s" if version == 2 else ">IH4s"
        item, _, kind = struct.unpack_from(head, content, entry.start + 4)
        yield item, kind


def _places(content: bytes, box: _Box) -> Iterator[tuple[int, tuple[_Extent, ...]]]:
    """Where the content of each item is."""
    version = content[box.start]
    offset_size, length_size = divmod(content[box.start + 4], 16)
    base_size, index_size = divmod(content[box.start + 5], 16)
    at = box.start + 6

    def number(size: int) -> int:
        nonlocal at
        if at + size > box.end:
            raise BrokenBoxError
        at += size
        return int.from_bytes(content[at - size : at], "big")

    for _ in range(min(number(2 if version < 2 else 4), _MOST)):
        item = number(2 if version < 2 else 4)
        method = number(2) & 15 if version else 0
        number(2)
        base = number(base_size)
        extents = []
        for _ in range(min(number(2), _MOST)):
            number(index_size if version else 0)
            start, length = base + number(offset_size), number(length_size)
            extents.append(_Extent(start, length or len(content) - start, not method))
        yield item, tuple(extents)
