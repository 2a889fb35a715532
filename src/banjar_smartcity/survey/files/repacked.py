"""Repacked: a workbook with its parts and its texts where calamine looks.

Some programs put the parts at the root or begin their names with a slash, and some write a value after the text of a
cell, for which calamine takes the cell as empty. It reads no UTF-16, which Excel does.
"""

from __future__ import annotations

import codecs
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
_SHEETS, _FIRST = "xl/worksheets/", 1 << 16
"""A program that writes a value after a text does so in the first bytes of a sheet."""
_AFTER_TEXT = re.compile(
    rb"""(<(?:\w+:)?c\b[^<>]*\bt\s*=\s*["']inlineStr["'][^<>]*>\s*<(?:\w+:)?is\b(?:(?!</(?:\w+:)?is>|<(?:\w+:)?c\b).)*</(?:\w+:)?is>)"""
    rb"""(?:\s*<(?:\w+:)?v\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?v>))+""",
    re.DOTALL,
)
"""A cell with a text in it, and a value after that. The text ends where another cell begins, however often one does."""
_TEXTS = ("xl/workbook.xml", "xl/worksheets/", "xl/sharedstrings")
_DECLARED = re.compile(r"<\?xml[^>]*\?>")
_TARGET = re.compile(rb"""(Target\s*=\s*["'])/?(?:xl/)?""")


def is_at_root(parts: Mapping[str, object]) -> bool:
    """Whether the parts of a workbook, by their plain names, are not in its folder."""
    return "xl/workbook.xml" not in parts and all(name in parts for name in _ROOT)


def repacked(archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo]) -> bytes | None:
    """The workbook as calamine reads it; None if it is so. What is declared bounds what is read."""
    at_root = is_at_root(parts)
    doubled = {name for name, part in parts.items() if name.startswith(_SHEETS) and _has_values_after(archive, part)}
    wide = {name for name, part in parts.items() if name.startswith(_TEXTS) and _is_wide(archive, part)}
    if (
        not at_root
        and not doubled | wide
        and not any(part.filename.startswith(("/", "\\", ".")) for part in parts.values())
    ):
        return None
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for name, part in parts.items():
            place = name
            if at_root and name != "_rels/.rels" and not name.startswith(("[", "docprops/", "customxml/")):
                place = f"xl/{name}"
            data = archive.read(part)
            if name in wide:
                data = _DECLARED.sub("", data.decode("utf-16", "replace"), count=1).encode()
            if place == _LINKS:
                data = _TARGET.sub(rb"\1", data)
            elif at_root and place in ("_rels/.rels", "[content_types].xml"):
                data = _BOOK.sub(rb"\1/xl/", data)
            elif name in doubled:
                data = _AFTER_TEXT.sub(rb"\1", data)
            entry = zipfile.ZipInfo(place)  # by itself of 1980; the clock may say something that Zip has no date for
            out.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _is_wide(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part is written in UTF-16."""
    with archive.open(part) as file:
        return file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _has_values_after(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a sheet has values after the texts of its cells, which Excel does not show."""
    with archive.open(part) as file:
        return _AFTER_TEXT.search(file.read(_FIRST)) is not None
