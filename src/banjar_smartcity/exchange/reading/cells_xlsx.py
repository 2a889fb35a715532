"""Cells of an .xlsx: those with a number that is shown as a percentage. Errors are seen when the sheet is examined."""

from __future__ import annotations

from collections.abc import Mapping, Set

from ...survey.files.archive import Archive
from ...survey.files.xml.sheet_parts import sheet_parts
from ...survey.files.xml.sheet_xml import local, new_parser, run
from .cells_seen import MOST_ACROSS, MOST_NOTED, CellsSeen, Place, is_percentage

_STYLES = "xl/styles.xml"
_BUILT_IN = frozenset(("9", "10"))
"""The numbers of the percentages that every program knows."""


def cells_of_xlsx(archive: Archive) -> Mapping[str, CellsSeen]:
    """The percentages of each sheet, by its name. Raise `ValueError` or `KeyError` where a part is not valid."""
    styles = _percent_styles(archive) if _STYLES in archive.parts else frozenset()
    if not styles:
        return {}
    return {name: CellsSeen(_percentages(archive, part, styles)) for name, part in sheet_parts(archive).items()}


def _percent_styles(archive: Archive) -> Set[str]:
    """The styles of cells whose numbers are shown as percentages."""
    formats: set[str] = set(_BUILT_IN)
    styles: list[bool] = []
    inside = ""

    def start(name: str, told: dict[str, str]) -> None:
        nonlocal inside
        name = local(name)
        if name in ("cellXfs", "cellStyleXfs", "dxfs"):
            inside = name
        elif name == "numFmt" and inside != "dxfs" and is_percentage(told.get("formatCode", "")):
            formats.add(told.get("numFmtId", ""))
        elif name == "xf" and inside == "cellXfs":
            styles.append(told.get("numFmtId", "") in formats)

    with archive.open(_STYLES) as file:
        run(new_parser(start), file)
    return frozenset(str(number) for number, shown in enumerate(styles) if shown)


def _percentages(archive: Archive, part: str, styles: Set[str]) -> Set[Place]:
    found: set[Place] = set()
    row, column = 0, -1

    def start(name: str, told: dict[str, str]) -> None:
        nonlocal row, column
        name = local(name)
        if name == "row":
            row, column = int(told.get("r") or row + 1), -1
        elif name == "c":
            column = _column(told["r"]) if "r" in told else column + 1
            if told.get("s") in styles and column < MOST_ACROSS and len(found) < MOST_NOTED:
                found.add((row, column))

    with archive.open(part) as file:
        run(new_parser(start), file)
    return found


def _column(place: str) -> int:
    """The column of a cell by its name, from 0."""
    number = 0
    for letter in place.rstrip("0123456789").upper()[:4]:
        number = number * 26 + ord(letter) - 64
    return number - 1
