"""Plain pictures: whether a small picture has one colour, or nearly, so that there is nothing to be seen on it.

Noise and light that falls off do not count (`smooth.py`); of WebP only pictures of exactly one colour are known.
Only pictures that are read completely are judged. One that cannot be read is not called plain: other programs may show
it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import accumulate
from typing import SupportsIndex
from zlib import compress, decompressobj
from zlib import error as ZlibError

from .jpeg_squares import planes
from .smooth import SQUARE, is_smooth, squares

_FAR = 48
"""Steps of 255 by which the pixels of a row differ at most where there is nothing but noise and light."""
_MOST_PIXELS = 8 << 20
"""Bytes of the pixels of a picture; a larger one is not judged."""
_CHANNELS: Mapping[int, int] = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Values of a pixel of a PNG, by its colour type."""
_PASSES = ((0, 8), (4, 8), (2, 4), (1, 2))
"""The first row and the distance of rows in each pass of a woven GIF."""
_MOST_WORK = 1 << 19
"""Bytes of pixels that are decoded one by one."""
_WEBP_LOSSY, _WEBP_FLAT, _WEBP_PIXELS = 110, 50, 20_000
"""Bytes that a picture of one colour has in the end: one with loss packed once more; one without by its pixels."""


def is_plain(found: str, head: bytes) -> bool:
    """Whether a complete picture of a format shows one colour."""
    judge = _JUDGES.get(found)
    return judge is not None and judge(head)


def _png(head: bytes) -> bool:
    width, height = (int.from_bytes(head[i : i + 4], "big") for i in (16, 20))
    depth, colour, interlaced = head[24], head[25], head[28]
    values = _CHANNELS.get(colour)
    if depth != 8 or interlaced or values is None or (width * values + 1) * height > _MOST_PIXELS:
        return False
    try:
        pixels = decompressobj().decompress(_packed(head), _MOST_PIXELS)
    except ZlibError:
        return False
    long = width * values + 1
    if len(pixels) != long * height:
        return False
    rows = _rows(pixels, long, values)
    if colour == 3:  # neighbours in a palette may be any two colours
        return all(row == rows[0] and len(set(row)) == 1 for row in rows) if rows else False
    return _is_plain(rows, values)


def _packed(head: bytes) -> bytes:
    """The pixels of a PNG as they are packed, in one or several pieces."""
    place, pieces = 8, []
    while place + 12 <= len(head):
        size = int.from_bytes(head[place : place + 4], "big")
        if head[place + 4 : place + 8] == b"IDAT":
            pieces.append(head[place + 8 : place + 8 + size])
        place += 12 + size
    return b"".join(pieces)


def _rows(pixels: bytes, long: int, values: int) -> list[bytes]:
    """The rows of a PNG; none if something is seen in one of them, or if they take too long to decode."""
    above, rows, work = bytes(long - 1), [], 0
    for start in range(0, len(pixels), long):
        kind, row = pixels[start], pixels[start + 1 : start + long]
        if kind > 4:
            return []
        if kind == 2 and not any(row):
            rows.append(above)  # the same as the row above
            continue
        if kind:
            work += long
            if work > _MOST_WORK:
                return []
            row = _decode(kind, row, above, values)
        if any(max(part) - min(part) > _FAR for part in (row[value::values] for value in range(values))):
            return []
        rows.append(row)
        above = row
    return rows


def _is_plain(rows: list[bytes], values: int) -> bool:
    """Whether nothing is seen in rows of pixels. Small pictures are judged by their pixels, not by squares."""
    if not rows:
        return False
    if len(rows) < 2 * SQUARE or len(rows[0]) < 2 * SQUARE * values:
        return all(max(part) - min(part) <= 6 for part in (b"".join(rows)[value::values] for value in range(values)))
    return all(map(is_smooth, squares(rows, values)))


def _decode(kind: int, row: bytes, above: bytes, values: int) -> bytes:
    """A row of a PNG, which is stored as the difference from what is left of it and above."""
    made = bytearray(len(row))
    if kind == 1:
        for value in range(values):
            made[value::values] = bytes(accumulate(row[value::values], _around))
        return bytes(made)
    if kind == 2:
        return bytes(stored + up & 0xFF for stored, up in zip(row, above, strict=True))
    for i, stored in enumerate(row):
        left = made[i - values] if i >= values else 0
        corner = above[i - values] if i >= values else 0
        made[i] = stored + ((left + above[i]) // 2 if kind == 3 else _nearest(left, above[i], corner)) & 0xFF
    return bytes(made)


def _around(left: SupportsIndex, stored: int) -> int:
    return left.__index__() + stored & 0xFF


def _nearest(left: int, up: int, corner: int) -> int:
    """The predictor that is called Paeth's in the standard of PNG."""
    middle = left + up - corner
    return min((abs(middle - left), 0, left), (abs(middle - up), 1, up), (abs(middle - corner), 2, corner))[2]


def _bmp(head: bytes) -> bool:
    start, width = (int.from_bytes(head[i : i + 4], "little", signed=True) for i in (10, 18))
    values = int.from_bytes(head[28:30], "little") // 8
    if values not in (3, 4) or int.from_bytes(head[30:34], "little") not in (0, 3) or start < 54:
        return False
    long, used = (width * values + 3) // 4 * 4, width * values
    rows = [row for i in range(start, len(head), long) if len(row := head[i : i + used]) == used]
    return _is_plain(rows, values)


def _jpeg(head: bytes) -> bool:
    found = planes(head)
    return found is not None and all(is_smooth(plane.rows, plane.step) for plane in found)


def _webp(head: bytes) -> bool:
    """Whether a WebP has one colour: then its codes repeat themselves, and there are few."""
    size = int.from_bytes(head[16:20], "little")
    content = head[20 : 20 + size]
    if head[12:16] == b"VP8L":
        bits = int.from_bytes(content[1:5], "little")
        pixels = ((bits & 0x3FFF) + 1) * ((bits >> 14 & 0x3FFF) + 1)
        return len(head) <= _WEBP_FLAT + pixels // _WEBP_PIXELS and pixels > _WEBP_PIXELS // 2
    packed = len(compress(content[10:], 9))
    return head[12:16] == b"VP8 " and packed <= _WEBP_LOSSY and 2 * packed <= len(content)


def _gif(head: bytes) -> bool:
    """Whether nothing is seen in the first picture of a GIF, and no other picture follows."""
    colours, place = head[13 : 13 + _palette(head[10])], 13 + _palette(head[10])
    while head[place : place + 1] == b"!":  # extensions, of which each is a chain of blocks
        place = _chain(head, place + 2)[1]
    if head[place : place + 1] != b"," or place + 11 > len(head):
        return False
    woven = head[place + 9] & 0x40
    width, height = (int.from_bytes(head[place + i : place + i + 2], "little") for i in (5, 7))
    if size := _palette(head[place + 9]):
        colours = head[place + 10 : place + 10 + size]
    place += 10 + size
    if place >= len(head):
        return False
    packed, end = _chain(head, place + 1)
    pixels = _unpacked(packed, head[place], width * height)
    if head[end : end + 1] != b";" or len(pixels) != width * height or max(pixels, default=255) * 3 >= len(colours):
        return False
    if len(set(pixels)) == 1:
        return True
    rows = [pixels[i : i + width] for i in range(0, len(pixels), width)]
    if woven:
        order = (y for first, step in _PASSES for y in range(first, height, step))
        rows = [row for _, row in sorted(zip(order, rows, strict=True))]
    tables = [colours[value::3].ljust(256, b"\0") for value in range(3)]
    return all(_is_plain([row.translate(table) for row in rows], 1) for table in tables)


def _palette(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _chain(head: bytes, place: int) -> tuple[bytes, int]:
    """The bytes of a chain of blocks, and the place after it."""
    pieces = []
    while place < len(head) and (size := head[place]):
        pieces.append(head[place + 1 : place + 1 + size])
        place += 1 + size
    return b"".join(pieces), place + 1


def _unpacked(packed: bytes, width: int, most: int) -> bytes:
    """The colours that codes of LZW stand for; nothing if they cannot be read or are too many."""
    if not 1 < width < 9 or most > _MOST_PIXELS:
        return b""
    single = [bytes((colour,)) for colour in range(1 << width)] + [b"", b""]
    known, place, clear, size, before = list(single), 0, 1 << width, width + 1, b""
    made = bytearray()
    while place + size <= 8 * len(packed) and len(made) <= most:
        code = int.from_bytes(packed[place >> 3 : (place >> 3) + 3], "little") >> (place & 7) & (1 << size) - 1
        place += size
        if code == clear:
            known, size, before = list(single), width + 1, b""
            continue
        if code == clear + 1:
            return bytes(made)
        if code > len(known) or (code == len(known) and not before):
            return b""
        row = known[code] if code < len(known) else before + before[:1]
        if before and len(known) < 4096:
            known.append(before + row[:1])
            size += len(known) == 1 << size and size < 12
        made += row
        before = row
    return b""


_JUDGES: Mapping[str, Callable[[bytes], bool]] = {"png": _png, "bmp": _bmp, "jpeg": _jpeg, "gif": _gif, "webp": _webp}
