"""Photo: what a picture says of the camera, the day and the place, which it shows to anybody who has the file."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping

from ..named import NamedTuple

DEVICE, TAKEN, PLACE = "Device", "Taken", "Place"
RECORDED = "recorded"
"""Stands for the place itself, which may be where a person lives."""
_START = rb"(?:Exif\0\0|eXIf|EXIF[\0-\xff]{4}(?:Exif\0\0)?)(?=II\*\0|MM\0\*)"
"""The data of the camera begin in the same way in JPEG, PNG, WebP and HEIF."""
_MAKE, _MODEL, _CHANGED, _EXIF, _GPS, _ORIGINAL = 0x10F, 0x110, 0x132, 0x8769, 0x8825, 0x9003
_LATITUDE, _LONGITUDE = 2, 4
_TEXT, _SHORT, _MOST_ENTRIES, _LONGEST = 2, 3, 200, 100
_ORIENTATION = 0x112
_TIFF = (b"II*\0", b"MM\0*")
"""A TIFF has the data of the camera without anything before them."""
MARKS_OF_JPEG = (b"Exif\0\0", b"exif:GPSL")
"""Without any of these, a JPEG says nothing of its camera, day and place."""


class _TiffEntry(NamedTuple):
    type: int
    size: int
    value: int
    place: int
    """Where its value is, if the value fits into the entry."""


def photo_facts(content: bytes) -> Mapping[str, str]:
    """The camera, the time and whether the place is recorded, as far as a picture says."""
    found = _start(content)
    facts = _facts(content[found.end() :]) if found else _facts(content) if content[:4] in _TIFF else {}
    if PLACE not in facts and re.search(rb"exif:GPSL(?:atitude|ongitude)\b", content):
        facts[PLACE] = RECORDED
    return facts


def orientation(content: bytes) -> int:
    """The way up that a picture gives, 1 to 8; 1 if it gives none."""
    found = _start(content)
    tiff = content[found.end() :] if found else b""
    order = "<" if tiff[:2] == b"II" else ">"
    entry = dict(_entries(tiff, order, _number(tiff, order, 4))).get(_ORIENTATION)
    turned = struct.unpack_from(f"{order}H", tiff, entry.place)[0] if entry and entry.type == _SHORT else 1
    return turned if 1 <= turned <= 8 else 1


def _start(content: bytes) -> re.Match[bytes] | None:
    """Where the data of the camera begin. Most pictures have none, which a search for plain letters tells sooner."""
    return re.search(_START, content) if any(mark in content for mark in _TIFF) else None


def _facts(tiff: bytes) -> dict[str, str]:
    order = "<" if tiff[:2] == b"II" else ">"
    first = dict(_entries(tiff, order, _number(tiff, order, 4)))
    more = dict(_entries(tiff, order, first[_EXIF].value)) if _EXIF in first else {}
    places = dict(_entries(tiff, order, first[_GPS].value)) if _GPS in first else {}
    make, model = (_text(tiff, first.get(tag)) for tag in (_MAKE, _MODEL))
    taken = _text(tiff, more.get(_ORIGINAL)) or _text(tiff, first.get(_CHANGED))
    device = model if model.casefold().startswith(make.casefold()) else f"{make} {model}".strip()
    facts = {DEVICE: device, TAKEN: taken, PLACE: RECORDED if {_LATITUDE, _LONGITUDE} & places.keys() else ""}
    return {key: value for key, value in facts.items() if value}


def _number(tiff: bytes, order: str, at: int) -> int:
    return int(struct.unpack_from(f"{order}I", tiff, at)[0]) if 0 <= at <= len(tiff) - 4 else len(tiff)


def _entries(tiff: bytes, order: str, at: int) -> Iterator[tuple[int, _TiffEntry]]:
    """The entries of a directory, each with its tag. One that goes beyond the end has none there."""
    if not 0 <= at <= len(tiff) - 2:
        return
    count = struct.unpack_from(f"{order}H", tiff, at)[0]
    for place in range(at + 2, at + 2 + 12 * min(count, _MOST_ENTRIES), 12):
        if place + 12 > len(tiff):
            return
        tag, kind, size, value = struct.unpack_from(f"{order}HHII", tiff, place)
        yield tag, _TiffEntry(kind, size, value, place + 8)


def _text(tiff: bytes, entry: _TiffEntry | None) -> str:
    if entry is None or entry.type != _TEXT:
        return ""
    start = entry.place if entry.size <= 4 else entry.value
    raw = tiff[start : start + min(entry.size, _LONGEST)].split(b"\0")[0]
    return " ".join(raw.decode("utf-8", "replace").split())
