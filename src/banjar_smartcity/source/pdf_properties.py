"""PDF: what a file says of itself, its document information and its XMP packet, by a bounded scan of its bytes.

No PDF library: the keys of the information dictionary (ISO 32000-1, 14.3.3) are looked for in the file and in its
compressed object streams, and the packet by its marks. What is encrypted or beyond the bounds is not seen.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress

_KEYS = (b"Title", b"Author", b"Subject", b"Keywords", b"Creator", b"Producer", b"Manager", b"Company")
_VALUE = re.compile(
    rb"/(" + b"|".join(_KEYS) + rb")\s*(?:\(((?:[^\\()]|\\.|\([^()]{0,200}\)){0,2000})|<([0-9A-Fa-f\s]{0,8000})>)",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_CONTROL = {b"n": b"\n", b"r": b"\n", b"t": b"\t", b"b": b"", b"f": b"", b"\n": b"", b"\r": b"", b"\r\n": b""}
_TAGS = re.compile(r"<[^<>]{0,2000}>")
_STREAM = b"/ObjStm"
_MOST_FOUND, _MOST_STREAMS, _MOST_INFLATED, _MOST_XMP = 200, 40, 1 << 18, 1 << 16
MAX_SCANNED = 8 << 20
"""Of a file so many bytes are read from its beginning (bytes)."""


def properties(content: bytes) -> Iterator[str]:
    """The texts that a PDF file says of itself, in the order of the file."""
    yield from _values(content)
    for inflated in _object_streams(content):
        yield from _values(inflated)
    start = content.find(b"<x:xmpmeta")
    for _ in range(8):
        if start < 0:
            return
        end = content.find(b"</x:xmpmeta", start, start + _MOST_XMP)
        packet = content[start : end if end >= 0 else start + _MOST_XMP]
        yield _TAGS.sub("\n", packet.decode("utf-8", "replace"))
        start = content.find(b"<x:xmpmeta", start + 1)


def _values(content: bytes) -> Iterator[str]:
    places = sorted(place for key in _KEYS for place in _find(content, b"/" + key))
    for place in places[:_MOST_FOUND]:
        found = _VALUE.match(content, place)
        if found is not None:
            yield _decoded(_unescaped(found[2]) if found[2] is not None else _from_hex(found[3]))


def _find(content: bytes, key: bytes) -> Iterator[int]:
    place = content.find(key)
    for _ in range(_MOST_FOUND):
        if place < 0:
            return
        yield place
        place = content.find(key, place + 1)


def _object_streams(content: bytes) -> Iterator[bytes]:
    place = content.find(_STREAM)
    for _ in range(_MOST_STREAMS):
        if place < 0:
            return
        start = content.find(b"stream", place, place + 400)
        if start >= 0:
            begin = start + 6 + (2 if content[start + 6 : start + 8] == b"\r\n" else 1)
            with suppress(zlib.error):
                yield zlib.decompressobj().decompress(content[begin : begin + _MOST_INFLATED], _MOST_INFLATED)
        place = content.find(_STREAM, place + 1)


def _unescaped(text: bytes) -> bytes:
    def plain(found: re.Match[bytes]) -> bytes:
        letter = found[1]
        return bytes([int(letter, 8) & 255]) if letter[:1] in b"01234567" else _CONTROL.get(letter, letter)

    return _ESCAPE.sub(plain, text)


def _from_hex(text: bytes) -> bytes:
    digits = b"".join(text.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _decoded(text: bytes) -> str:
    """A text string: UTF-16 or UTF-8 by its mark, else PDFDocEncoding, of which Latin-1 is the part that matters."""
    if text[:2] == b"\xfe\xff":
        return text[2:].decode("utf-16-be", "replace")
    if text[:2] == b"\xff\xfe":
        return text[2:].decode("utf-16-le", "replace")
    return text.removeprefix(b"\xef\xbb\xbf").decode("utf-8" if text[:3] == b"\xef\xbb\xbf" else "latin-1", "replace")
