"""Pictures in documents: where they are, and how many of them say more than they show."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import NamedTuple
from zipfile import ZipFile, ZipInfo

from ..photo import PLACE, photo_facts

PHOTOS, PLACES = "Photos", "Places"
ZIPPED = frozenset(("docx", "xlsx", "pptx", "odt", "ods", "odp"))
EMBEDDING = frozenset(("pdf", *ZIPPED))
"""Formats in which there can be pictures."""
_MEDIA = re.compile(r"(?:word|ppt|xl)/media/[^/]+|Pictures/[^/]+")
_JPEG = re.compile(rb"stream\r?\n(?=\xff\xd8\xff)")
_PACKED = re.compile(rb"/FlateDecode\s*/DCTDecode(?:(?!endobj)[\s\S]){0,2000}?stream\r?\n")
"""A picture that is compressed once more, as some programs do."""
_PLACE_OF_ALL = re.compile(rb"exif:GPSL(?:atitude|ongitude)\b")
_MOST_OF_PICTURE, _MOST_OF_FILE, _MOST_TOGETHER, _MOST_PICTURES = 4 << 20, 64 << 20, 256 << 20, 10_000


class PhotoSpan(NamedTuple):
    """Where a picture is in a PDF."""

    start: int
    end: int


def embedded_facts(path: str, kind: str) -> dict[str, str]:
    """How many pictures in a document name their camera or day, and how many the place; nothing if none does."""
    if kind not in EMBEDDING:
        return {}
    try:
        with open(path, "rb") as file:
            return facts_in(file.read(_MOST_OF_FILE), kind)
    except Exception:  # whatever a broken archive raises; its text is read all the same
        return {}


def facts_in(content: bytes, kind: str) -> dict[str, str]:
    """The same of the bytes of a document."""
    found = [facts for picture in _pictures(content, kind) if (facts := photo_facts(picture))]
    places = sum(PLACE in facts for facts in found)
    if not places and kind == "pdf" and _PLACE_OF_ALL.search(content):
        places = 1
    counts = {PHOTOS: len(found), PLACES: places}
    return {key: str(count) for key, count in counts.items() if count}


def _pictures(content: bytes, kind: str) -> Iterator[bytes]:
    if kind in ZIPPED:
        with ZipFile(io.BytesIO(content)) as archive:
            together = 0
            for entry in archive.infolist():
                if is_picture(entry) and not entry.flag_bits & 1 and together < _MOST_TOGETHER:
                    with archive.open(entry) as part:
                        picture = part.read(_MOST_OF_PICTURE)
                    together += len(picture)
                    yield picture
        return
    for span in spans(content):
        yield content[span.start : span.end]
    for found in islice(_PACKED.finditer(content), _MOST_PICTURES):
        with suppress(zlib.error):
            packed = content[found.end() : found.end() + _MOST_OF_PICTURE]
            yield zlib.decompressobj().decompress(packed, _MOST_OF_PICTURE)


def is_picture(entry: ZipInfo) -> bool:
    """Whether a part of an Office file is a picture."""
    return _MEDIA.fullmatch(entry.filename) is not None


def spans(content: bytes) -> Iterator[PhotoSpan]:
    """The photos of a PDF, which are in it as they were made."""
    at = 0
    for _ in range(_MOST_PICTURES):
        found = _JPEG.search(content, at)
        at = content.find(b"endstream", found.end()) if found else -1
        if found is None or at < 0:
            return
        yield PhotoSpan(found.end(), at)  # the next one is looked for behind it, or bytes would be looked at twice
