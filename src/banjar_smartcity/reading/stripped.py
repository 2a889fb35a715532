"""Stripped pictures: the same picture without what names the camera, the place, the day or a person.

Nothing is decoded: parts of the file are left out, and all that draws the picture is copied byte for byte. What is kept
is named here, what is not known goes. The way up of a photo is kept, since it is part of how it looks.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator, Mapping
from zlib import crc32

from .heif import BrokenBoxError, overwritten
from .photo import orientation, photo_facts

_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_END, _SCAN, _COMMENT = 0xD9, 0xDA, 0xFE
_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
_APP = range(0xE0, 0xF0)
_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs hIST cICP mDCV cLLI acTL fcTL fdAT".split()
)
_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04
"""Bits of the first byte of VP8X that announce data of the camera and of programs."""


class _UnknownStructureError(Exception):
    """A file that is not built as its format says, so that nothing can be left out safely."""


def without_metadata(content: bytes, kind: str) -> bytes | None:
    """A picture without data about it; the same bytes if it has none. None if that is not possible for this file."""
    strip = _FORMATS.get(kind)
    if strip is None:
        return None if photo_facts(content) else content
    try:
        stripped = strip(content, orientation(content))
    except (_UnknownStructureError, BrokenBoxError, struct.error):
        return None
    return None if photo_facts(stripped) else stripped


def _exif(turned: int) -> bytes:
    """Data of a camera that give nothing but the way up."""
    return b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, 0x112, 3, 1, turned, 0, 0)


def _jpeg(content: bytes, turned: int) -> bytes:
    pieces, at = [content[:2]], 2
    kept_turn = turned == 1
    while at < len(content):
        if content[at] != 0xFF:
            raise _UnknownStructureError
        while content[at + 1 : at + 2] == b"\xff":
            at += 1
        marker, end = _segment(content, at)
        piece = content[at:end]
        if marker == _END:
            return b"".join((*pieces, piece))  # what follows is another picture, or a film
        if marker == _SCAN:
            found = _NEXT_MARKER.search(content, end)
            end = found.start() if found else len(content)
            pieces.append(content[at:end])
        elif marker in _APP and piece[4:10] == b"Exif\0\0" and not kept_turn:
            new = b"Exif\0\0" + _exif(turned)
            pieces.append(b"\xff\xe1" + struct.pack(">H", len(new) + 2) + new)
            kept_turn = True
        elif marker == 0xE0 and piece[4:9] == b"JFIF\0" and len(piece) >= 18:
            pieces.append(b"\xff\xe0\0\x10" + piece[4:16] + b"\0\0")  # without its small picture
        elif (marker not in _APP and marker != _COMMENT) or _draws(marker, piece):
            pieces.append(piece)
        at = end
    return b"".join(pieces)


def _segment(content: bytes, at: int) -> tuple[int, int]:
    """The marker of a part of a JPEG, and where the part ends."""
    if at + 2 > len(content):
        raise _UnknownStructureError
    marker = content[at + 1]
    if marker == _END or marker in _ALONE:
        return marker, at + 2
    end = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
    if end < at + 4 or end > len(content):
        raise _UnknownStructureError
    return marker, int(end)


def _draws(marker: int, piece: bytes) -> bool:
    """Whether an application's part is needed for the colours."""
    return (marker == 0xE2 and piece[4:16] == b"ICC_PROFILE\0") or (marker == 0xEE and piece[4:9] == b"Adobe")


def _png(content: bytes, turned: int) -> bytes:
    pieces = [_PNG_START]
    for name, _, whole in _chunks(content, len(_PNG_START), ">I4s", before=False):
        if name == b"IDAT" and turned != 1:
            pieces.append(_png_chunk(b"eXIf", _exif(turned)))
            turned = 1
        if name in _PNG_KEPT:
            pieces.append(whole)
        if name == b"IEND":
            return b"".join(pieces)
        if name[:1].isupper() and name not in _PNG_KEPT:
            raise _UnknownStructureError  # it is needed to draw the picture
    raise _UnknownStructureError


def _png_chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", crc32(name + data))


def _webp(content: bytes, turned: int) -> bytes:
    pieces: list[bytes] = []
    for name, data, whole in _chunks(content, 12, "<4sI", before=True):
        if name == b"VP8X" and data:
            flags = data[0] & ~(_WEBP_EXIF | _WEBP_XMP) | (_WEBP_EXIF if turned != 1 else 0)
            pieces.append(whole[:8] + bytes([flags]) + whole[9:])
        elif name in _WEBP_KEPT:
            pieces.append(whole)
    if turned != 1:
        pieces.append(b"EXIF" + struct.pack("<I", len(_exif(turned))) + _exif(turned))
    body = b"WEBP" + b"".join(pieces)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _chunks(content: bytes, at: int, head: str, *, before: bool) -> Iterator[tuple[bytes, bytes, bytes]]:
    """The chunks of a PNG, or of a WebP where the name is `before` the length: name, data, and all its bytes."""
    while at + 8 <= len(content):
        first, second = struct.unpack_from(head, content, at)
        name, size = (first, second) if before else (second, first)
        end = at + 8 + size + (size & 1 if before else 4)
        if end > len(content) + (1 if before else 0):
            raise _UnknownStructureError
        yield name, content[at + 8 : at + 8 + size], content[at:end]
        at = end


def _heif(content: bytes, turned: int) -> bytes:
    """Phones give the way up in a box of its own, which stays."""
    del turned
    return overwritten(content)


_FORMATS: Mapping[str, Callable[[bytes, int], bytes]] = {"jpeg": _jpeg, "png": _png, "webp": _webp, "heif": _heif}
