"""Kept OCR: what Tesseract read by the hash of a document, next to the texts of documents; it can be deleted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from ...workspace.memory.place import find_place, read_sealed, write_sealed
from ..remembered import FOLDER, MOST_FILES
from .ocr import MachineRead, Tesseract, read_pictures

VERSION = 1
"""Goes up whenever pages are drawn or read in another way."""


def read_pictures_once(program: Tesseract, path: Path, sha256: str, kind: str, sheets: Sequence[int]) -> MachineRead:
    """What Tesseract reads on these sheets. Those that it read before are not read again, so that others get time."""
    place, name = find_place(), f"{sha256}-{kind}-ocr"
    reader = [VERSION, program.version, program.language, program.turns]
    known = _known(place and place / FOLDER, name, reader)
    found = read_pictures(program, path, kind, [sheet for sheet in sheets if sheet not in known])
    if found.texts and place is not None:
        data = {"read_by": reader, "texts": {**known, **found.texts}}
        content = json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")
        write_sealed(place / FOLDER, name, content, files=MOST_FILES)
    texts = {**known, **found.texts}
    return MachineRead({sheet: texts[sheet] for sheet in sheets if sheet in texts}, found.unread)


def _known(place: Path | None, name: str, reader: Sequence[object]) -> dict[int, str]:
    content = read_sealed(place, name) if place else None
    if content is None:
        return {}
    try:
        data = json.loads(bytes(content))
        return {int(sheet): str(text) for sheet, text in data["texts"].items()} if data["read_by"] == reader else {}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}
