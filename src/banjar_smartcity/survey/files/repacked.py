"""Repacked: a workbook whose parts are at the root or begin with a slash, with its parts where calamine looks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

_ROOT = ("workbook.xml", "_rels/workbook.xml.rels")
"""The parts of a workbook that has no folder."""
_LINKS = "xl/_rels/workbook.xml.rels"
_BOOK = re.compile(
    rb"""((?:Target|PartName)\s*=\s*["'])/?(?=workbook\.xml|worksheets/|styles|sharedstrings|theme)""", re.I
)
_TARGET = re.compile(rb"""(Target\s*=\s*["'])/?(?:xl/)?""")


def is_at_root(parts: Mapping[str, object]) -> bool:
    """Whether the parts of a workbook, by their plain names, are not in its folder."""
    return "xl/workbook.xml" not in parts and all(name in parts for name in _ROOT)


def repacked(archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo]) -> bytes | None:
    """The workbook with its parts in its folder; None if they are. What is declared bounds what is read."""
    at_root = is_at_root(parts)
    if not at_root and not any(part.filename.startswith(("/", "\\")) for part in parts.values()):
        return None
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for name, part in parts.items():
            place = name
            if at_root and name != "_rels/.rels" and not name.startswith(("[", "docprops/", "customxml/")):
                place = f"xl/{name}"
            data = archive.read(part)
            if place == _LINKS:
                data = _TARGET.sub(rb"\1", data)
            elif at_root and place in ("_rels/.rels", "[content_types].xml"):
                data = _BOOK.sub(rb"\1/xl/", data)
            out.writestr(place, data)
    return made.getvalue()
