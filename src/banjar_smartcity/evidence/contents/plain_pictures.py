"""Plain pictures: whether a small picture has one colour, or nearly, so that there is nothing to be seen on it.

Only pictures that are read completely are judged, and none of WebP.
A picture that cannot be read is not called plain: other programs may show it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from zlib import compress, decompressobj
from zlib import error as ZlibError

_CLOSE = 6
"""Steps of 255 that nobody sees as a difference."""
_MOST_PIXELS = 8 << 20
"""Bytes of the pixels of a picture; a larger one is not judged."""
_CHANNELS: Mapping[int, int] = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Values of a pixel of a PNG, by its colour type."""
_PLAIN_SHARE = 0.03
"""A picture of one colour repeats the same few bytes, so that its packed part packs to nearly nothing once more."""
_FEWEST_BYTES = 64


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
    close = 0 if colour == 3 else _CLOSE  # neighbours in a palette may be any two colours
    return len(pixels) == long * height and _is_even(pixels, long, values, close)


def _packed(head: bytes) -> bytes:
    """The pixels of a PNG as they are packed, in one or several pieces."""
    place, pieces = 8, []
    while place + 12 <= len(head):
        size = int.from_bytes(head[place : place + 4], "big")
        if head[place + 4 : place + 8] == b"IDAT":
            pieces.append(head[place + 8 : place + 8 + size])
        place += 12 + size
    return b"".join(pieces)


def _is_even(pixels: bytes, long: int, values: int, close: int) -> bool:
    """Whether no value of a pixel differs by more than `close`. Rows are decoded until one does."""
    above = bytes(long - 1)
    low, high = [255] * values, [0] * values
    for start in range(0, len(pixels), long):
        kind, row = pixels[start], pixels[start + 1 : start + long]
        if start and kind == 2 and not any(row):
            continue  # the same as the row above
        if kind > 4:
            return False
        above = _decode(kind, row, above, values) if kind else row
        for value in range(values):
            part = above[value::values]
            darkest, lightest = min(part), max(part)
            low[value], high[value] = min(low[value], darkest), max(high[value], lightest)
            if high[value] - low[value] > close:
                return False
    return True


def _decode(kind: int, row: bytes, above: bytes, values: int) -> bytes:
    """A row of a PNG, which is stored as the difference from what is left of it and above."""
    made = bytearray(len(row))
    for i, stored in enumerate(row):
        left = made[i - values] if i >= values else 0
        corner = above[i - values] if i >= values else 0
        guess = (0, left, above[i], (left + above[i]) // 2, _nearest(left, above[i], corner))[kind]
        made[i] = stored + guess & 0xFF
    return bytes(made)


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
    rows = [head[i : i + used] for i in range(start, len(head), long)]
    pixels = b"".join(row for row in rows if len(row) == used)
    parts = [pixels[value::values] for value in range(values)]
    return bool(pixels) and all(max(part) - min(part) <= _CLOSE for part in parts)


def _jpeg(head: bytes) -> bool:
    scan = head.find(b"\xff\xda")
    end = head.rfind(b"\xff\xd9")
    packed = head[scan + 2 + int.from_bytes(head[scan + 2 : scan + 4], "big") : end]
    if scan < 0 or end < scan or b"\xff\xc2" in head[:scan]:
        return False  # the scans of a progressive picture are not one after another
    return len(packed) >= _FEWEST_BYTES and len(compress(packed, 9)) <= max(_FEWEST_BYTES, _PLAIN_SHARE * len(packed))


def _gif(head: bytes) -> bool:
    """Whether the first picture of a GIF uses one colour of its palette, and no other picture follows."""
    place = 13 + _palette(head[10])
    while head[place : place + 1] == b"!":  # extensions, of which each is a chain of blocks
        place = _chain(head, place + 2)[1]
    if head[place : place + 1] != b"," or place + 11 > len(head):
        return False
    place += 10 + _palette(head[place + 9])
    packed, end = _chain(head, place + 1)
    return head[end : end + 1] == b";" and _repeats(packed, head[place])


def _palette(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _chain(head: bytes, place: int) -> tuple[bytes, int]:
    """The bytes of a chain of blocks, and the place after it."""
    pieces = []
    while place < len(head) and (size := head[place]):
        pieces.append(head[place + 1 : place + 1 + size])
        place += 1 + size
    return b"".join(pieces), place + 1


def _repeats(packed: bytes, width: int) -> bool:
    """Whether codes of LZW give one colour again and again: each is that colour, or a longer row of it."""
    place, clear = 0, 1 << width
    size, following, colour, fresh = width + 1, clear + 2, None, True
    while place + size <= 8 * len(packed):
        code = int.from_bytes(packed[place >> 3 : (place >> 3) + 3], "little") >> (place & 7) & (1 << size) - 1
        place += size
        if code == clear:
            size, following, fresh = width + 1, clear + 2, True
        elif code == clear + 1:
            return colour is not None
        else:
            colour = code if colour is None else colour
            if code < clear and code != colour:
                return False
            following += not fresh and following < 4096
            fresh = False
            size += following == 1 << size and size < 12
    return False


_JUDGES: Mapping[str, Callable[[bytes], bool]] = {"png": _png, "bmp": _bmp, "jpeg": _jpeg, "gif": _gif}
