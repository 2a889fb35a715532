"""Stripped documents: the same document, whose pictures do not name camera, place and day.

An Office file is packed again with the same parts, only these pictures are others. In a PDF only bytes that say such
things are written over, so that all else stays at its place. A signed or encrypted document is never changed.
"""

from __future__ import annotations

import io
import struct
from zipfile import BadZipFile, ZipFile

from ...workspace.sample import Sample
from ..formats import recognise
from ..stripped import without_metadata
from .pictures import ZIPPED, PhotoSpan, facts_in, is_picture, spans

_MOST_UNPACKED = 512 << 20
_SIGNED = ("_xmlsignatures/", "META-INF/documentsignatures.xml")
_ICC, _ADOBE, _JFIF = (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe"), (0xE0, b"JFIF\0")
"""What is needed to draw a JPEG, by its marker and its first letters."""
_APP, _COMMENT = range(0xE0, 0xF0), 0xFE
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))


def without_photo_data(content: bytes, kind: str) -> bytes | None:
    """A document without data of cameras; the same bytes if it has none. None if that is not possible safely."""
    try:
        if not facts_in(content, kind):
            return content
        stripped = _packed_again(content) if kind in ZIPPED else _written_over(content)
        return None if stripped is None or facts_in(stripped, kind) else stripped
    except (BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError, struct.error):
        return None


def _packed_again(content: bytes) -> bytes | None:
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as archive, ZipFile(out, "w") as new:
        entries = archive.infolist()
        names = {entry.filename for entry in entries}
        signed = any(name.startswith(_SIGNED) for name in names)
        if signed or len(names) < len(entries) or sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
            return None
        new.comment = archive.comment
        for entry in entries:
            part = archive.read(entry)
            if is_picture(entry):
                found = recognise(Sample(len(part), part[: 128 << 10], part[-(64 << 10) :], blank=False))
                stripped = without_metadata(part, found)
                part = part if stripped is None else stripped
            new.writestr(entry, part, entry.compress_type)
    return out.getvalue()


def _written_over(content: bytes) -> bytes | None:
    if b"/Encrypt" in content or b"/ByteRange" in content:
        return None
    new = bytearray(content)
    for span in spans(content):
        _write_over(new, span)
    return bytes(new)


def _write_over(new: bytearray, span: PhotoSpan) -> None:
    """Write zeros over what a JPEG says of itself, up to where its picture begins."""
    at = span.start + 2
    while at + 4 <= span.end and new[at] == 0xFF:
        marker = new[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _ALONE:
            at += 2
            continue
        if marker == 0xDA:
            return
        first, end = at + 4, at + 2 + struct.unpack_from(">H", new, at + 2)[0]
        if end < first or end > span.end:
            return
        draws = any(marker == one and new.startswith(letters, first) for one, letters in (_ICC, _ADOBE, _JFIF))
        if (marker in _APP or marker == _COMMENT) and not draws:
            new[first:end] = bytes(end - first)
        at = end
