"""Pictured words: whether words of a page may be in a picture, where nobody can search them.

A scan has letters that a machine guessed, and draws them invisibly over its picture; a chart may be a picture as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

SCAN = "scan"
_ORNAMENT = 3
_MOST_OBJECTS = 5000
"""Objects of a page that are looked at."""
_LARGE, _WHOLE = 0.2, 0.9
"""The part of a page that a picture covers which may have words, and one which may be the background of a slide."""
_FEW_LETTERS = 200
"""Fewer letters over a picture of the whole page are a stamp or the number of the page."""


def picture_of_words(page: Any, text: str) -> str | None:
    """What may have words on a page of pypdfium2 that are not in its text: `SCAN`, or the box of a large picture."""
    from ctypes import byref, c_float

    import pypdfium2.raw as pdfium

    first, largest, place = None, 0.0, None
    sides = tuple(c_float() for _ in range(4))
    left, bottom, right, top = sides
    to = tuple(map(byref, sides))
    whole = page.get_width() * page.get_height()
    for n in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        thing = pdfium.FPDFPage_GetObject(page, n)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT and first is None:
            first = pdfium.FPDFTextObj_GetTextRenderMode(thing)
            if first == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
                return SCAN
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pdfium.FPDFPageObj_GetBounds(thing, *to)
            area = (right.value - left.value) * (top.value - bottom.value)
            if area > largest:
                largest, place = area, " ".join(f"{side.value:.0f}" for side in sides)
    if largest >= _WHOLE * whole:
        return SCAN if sum(map(str.isalpha, text)) < _FEW_LETTERS else None
    return place if largest >= _LARGE * whole else None


def pictured_pages(pictures: Sequence[str | None]) -> tuple[int, ...]:
    """The pages of a document with words in a picture. One at the same place of several pages is an ornament."""
    often = Counter(pictures)
    return tuple(n for n, found in enumerate(pictures, 1) if found and (found == SCAN or often[found] < _ORNAMENT))
