"""Struck: rows of an .xlsx that somebody struck out, which calamine does not say."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import IO

from .sheet_xml import local, new_parser, run

_LEAST_CELLS = 2
"""The least cells with a value in a row that is struck out; a single one may be corrected."""


def struck_styles(file: IO[bytes]) -> frozenset[str]:
    """The numbers of the formats of cells whose font is struck through, of the part with the styles of a workbook.

    Raises `ValueError` where it is not XML.
    """
    fonts: list[bool] = []
    found: set[str] = set()
    within: list[str] = []
    formats = 0

    def start(name: str, told: dict[str, str]) -> None:
        nonlocal formats
        name = local(name)
        above = within[-1] if within else ""
        within.append(name)
        if name == "font" and above == "fonts":
            fonts.append(False)
        elif name == "strike" and above == "font" and fonts and "fonts" in within:
            fonts[-1] = told.get("val", "1") not in ("0", "false")
        elif name == "xf" and above == "cellXfs":
            font = told.get("fontId", "0")
            if font.isdecimal() and int(font) < len(fonts) and fonts[int(font)]:
                found.add(str(formats))
            formats += 1

    parser = new_parser(start)
    parser.EndElementHandler = lambda _: within.pop()
    run(parser, file)
    return frozenset(found)


def struck_rows(file: IO[bytes], styles: Collection[str]) -> Sequence[int]:
    """The numbers of the rows of a sheet most of whose values are struck through. Raises `ValueError` as above."""
    struck: list[int] = []
    row = filled = crossed = 0
    style = ""

    def end() -> None:
        if filled >= _LEAST_CELLS and crossed * 2 > filled:
            struck.append(row)

    def start(name: str, told: dict[str, str]) -> None:
        nonlocal row, filled, crossed, style
        name = local(name)
        if name == "row":
            end()
            number = told.get("r", "")
            row, filled, crossed = int(number) if number else row + 1, 0, 0
        elif name == "c":
            style = told.get("s", "")
        elif name in ("v", "is"):
            filled += 1
            crossed += style in styles

    run(new_parser(start), file)
    end()
    return tuple(struck)
