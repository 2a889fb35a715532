"""Pictures in documents: where they are, and how many of them say more than they show."""

from __future__ import annotations

import io
import os
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice
from mmap import ACCESS_READ, mmap
from typing import IO
from zipfile import ZipFile, ZipInfo

from ...named import NamedTuple
from ..photo import MARKS_OF_JPEG, PLACE, photo_facts

PHOTOS, PLACES, UNSEARCHED = "Photos", "Places", "Unsearched"
"""How many pictures name their camera or day, how many the place, and that not all could be searched."""
ZIPPED = frozenset(("docx", "xlsx", "pptx", "odt", "ods", "odp"))
EMBEDDING = frozenset(("pdf", *ZIPPED))
"""Formats in which there can be pictures."""
_MEDIA = re.compile(r"(?:word|ppt|xl)/media/[^/]+|Pictures/[^/]+")
_JPEG = re.compile(rb"stream\r?\n(?=\xff\xd8\xff)")
_PACKED, _LONGEST_HEAD = re.compile(rb"/FlateDecode\s{0,9}/DCTDecode"), 2000
"""What the head of a picture says that is compressed once more, as some programs do, and how far its data are off."""
_LENGTH, _AT_END = re.compile(rb"/Length\s{1,9}([0-9]{1,9})(?=\s{0,9}(?:/|>>))"), re.compile(rb"\s{0,2}(endstream)")
_DATA = re.compile(rb"stream\r?\n|endobj")
_PLACE_OF_ALL = re.compile(rb"exif:GPSL(?:atitude|ongitude)\b")
_MOST_OF_PICTURE, _MOST_OF_FILE, _MOST_TOGETHER, _MOST_PICTURES = 4 << 20, 256 << 20, 256 << 20, 10_000

Bytes = bytes | mmap


class PhotoSpan(NamedTuple):
    """Where a picture is in a PDF."""

    start: int
    end: int


def embedded_facts(path: str, kind: str) -> dict[str, str]:
    """How many pictures in a document name their camera or day, and how many the place; nothing if none does.

    Where not all can be searched, for example because there are too many, this is said.
    """
    if kind not in EMBEDDING:
        return {}
    try:
        with open(path, "rb") as file:
            if kind in ZIPPED:
                return _facts_of(_zipped(file))
            if os.fstat(file.fileno()).st_size > _MOST_OF_FILE:
                return {UNSEARCHED: "1"}
            with mmap(file.fileno(), 0, access=ACCESS_READ) as content:
                return _facts_of_pdf(content)
    except Exception:  # whatever a broken archive raises; its text is read all the same
        return {UNSEARCHED: "1"}


def facts_in(content: bytes, kind: str) -> dict[str, str]:
    """The same of the bytes of a document. Raise what a broken archive raises, `ValueError` if not all is searched."""
    return _facts_of(_zipped(io.BytesIO(content))) if kind in ZIPPED else _facts_of_pdf(content)


def _facts_of_pdf(content: Bytes) -> dict[str, str]:
    photos = list(spans(content))
    facts = _facts_of(chain(_marked(content, photos), _packed(content, photos)))
    named = PLACES in facts or any(_PLACE_OF_ALL.search(content, *gap) for gap in _between(content, photos))
    return {**facts, PLACES: facts.get(PLACES, "1")} if named else facts


def _between(content: Bytes, photos: Sequence[PhotoSpan]) -> Iterator[tuple[int, int]]:
    """Where there are no photos in a PDF."""
    return zip((0, *(photo.end for photo in photos)), (*(photo.start for photo in photos), len(content)), strict=True)


def _facts_of(pictures: Iterator[bytes]) -> dict[str, str]:
    found = [facts for picture in pictures if (facts := photo_facts(picture))]
    counts = {PHOTOS: len(found), PLACES: sum(PLACE in facts for facts in found)}
    return {key: str(count) for key, count in counts.items() if count}


def _zipped(file: IO[bytes]) -> Iterator[bytes]:
    with ZipFile(file) as archive:
        together = 0
        for entry in archive.infolist():
            if is_picture(entry) and not entry.flag_bits & 1:
                with archive.open(entry) as part:
                    picture = part.read(_MOST_OF_PICTURE)
                together += len(picture)
                if together > _MOST_TOGETHER:
                    raise ValueError("too many pictures")
                yield picture


def _marked(content: Bytes, photos: Sequence[PhotoSpan]) -> Iterator[bytes]:
    """The photos of a PDF that may say something. Each byte is looked at once for each mark, however many there are."""
    following = dict.fromkeys(MARKS_OF_JPEG, -1)
    for photo in photos:
        for mark, at in following.items():
            if at < photo.start:
                found = content.find(mark, photo.start)
                following[mark] = len(content) if found < 0 else found
        if min(following.values()) < photo.end:
            yield content[photo.start : photo.end]


def _packed(content: Bytes, photos: Sequence[PhotoSpan]) -> Iterator[bytes]:
    """The photos that a PDF compresses once more. They are not within others."""
    heads = (head for gap in _between(content, photos) for head in _PACKED.finditer(content, *gap))
    for head in islice(heads, _MOST_PICTURES):
        found = _DATA.search(content, head.end(), head.end() + _LONGEST_HEAD)
        if found is not None and found[0] != b"endobj":
            with suppress(zlib.error):
                packed = content[found.end() : found.end() + _MOST_OF_PICTURE]
                yield zlib.decompressobj().decompress(packed, _MOST_OF_PICTURE)


def is_picture(entry: ZipInfo) -> bool:
    """Whether a part of an Office file is a picture."""
    return _MEDIA.fullmatch(entry.filename) is not None


def spans(content: Bytes) -> Iterator[PhotoSpan]:
    """The photos of a PDF, which are in it as they were made. Raise `ValueError` if there are too many."""
    at = 0
    for _ in range(_MOST_PICTURES):
        found = _JPEG.search(content, at)
        at = _end_of_stream(content, found.end()) if found else -1
        if found is None or at < 0:
            return
        yield PhotoSpan(found.end(), at)  # the next one is looked for behind it, or bytes would be looked at twice
    if _JPEG.search(content, at):
        raise ValueError("too many pictures")


def _end_of_stream(content: Bytes, start: int) -> int:
    """Where the data of a stream end: where its head says, if that is so, else before the next word for it; or -1."""
    head = content.rfind(b" obj", max(0, start - _LONGEST_HEAD), start)
    said = _LENGTH.search(content, head, start) if head >= 0 else None
    end = _AT_END.match(content, start + int(said[1])) if said else None
    return end.start(1) if end else content.find(b"endstream", start)
