"""Pictured words: whether words of a page may be in a picture, where nobody can search them.

A scan has letters that a machine guessed, and draws them invisibly over its picture; a chart may be a picture as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

SCAN, HIDDEN = "scan", "hidden"
"""A picture of words without letters, and one with letters that nobody sees: a machine may have guessed them."""
_ORNAMENT = 3
_MOST_OBJECTS, _DEEPEST = 5000, 4
"""Objects of a page that are looked at, and forms within forms."""
_LARGE, _WHOLE = 0.2, 0.9
"""The part of a page that a picture covers which may have words, and one which may be the background of a slide."""
_FEW_LETTERS = 200
"""Fewer letters over a picture of the whole page are a stamp or the number of the page."""


def picture_of_words(page: Any, text: str) -> str | None:
    """What may have words on a page of pypdfium2 that are not in its text: `SCAN`, `HIDDEN`, or a picture's box."""
    from ctypes import byref, c_float

    import pypdfium2.raw as pdfium

    seen, unseen, largest, place, covered = 0, 0, 0.0, None, False
    sides = tuple(c_float() for _ in range(4))
    left, bottom, right, top = sides
    to = tuple(map(byref, sides))
    whole = page.get_width() * page.get_height()
    for thing, outer in _objects(page, pdfium):
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            invisible = pdfium.FPDFTextObj_GetTextRenderMode(thing) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
            unseen, seen = unseen + invisible, seen + (not invisible)
            covered = covered and invisible
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pdfium.FPDFPageObj_GetBounds(outer, *to)
            area = (right.value - left.value) * (top.value - bottom.value)
            covered = covered or (seen > 0 and area >= _WHOLE * whole)
            if area > largest:
                largest, place = area, " ".join(f"{side.value:.0f}" for side in sides)
    if covered or (unseen and (unseen >= seen or largest >= _WHOLE * whole)):
        return HIDDEN
    if largest >= _WHOLE * whole:
        return SCAN if sum(map(str.isalpha, text)) < _FEW_LETTERS else None
    return place if largest >= _LARGE * whole else None


def _objects(page: Any, pdfium: Any) -> Iterator[tuple[Any, Any]]:
    """The objects of a page in the order in which they are drawn, each with the one of the page that it is within."""
    left = _MOST_OBJECTS

    def within(count: int, get: Callable[[int], Any], outer: Any, depth: int) -> Iterator[tuple[Any, Any]]:
        nonlocal left
        for n in range(count):
            if left == 0:
                return
            left -= 1
            thing = get(n)
            if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_FORM:
                yield thing, outer or thing
            elif depth < _DEEPEST:
                inner = partial(pdfium.FPDFFormObj_GetObject, thing)
                yield from within(pdfium.FPDFFormObj_CountObjects(thing), inner, outer or thing, depth + 1)

    yield from within(pdfium.FPDFPage_CountObjects(page), partial(pdfium.FPDFPage_GetObject, page), None, 0)


def pictured_pages(pictures: Sequence[str | None]) -> tuple[int, ...]:
    """The pages of a document with words in a picture. One at the same place of several pages is an ornament."""
    often = Counter(pictures)
    whole = (SCAN, HIDDEN)
    return tuple(n for n, found in enumerate(pictures, 1) if found and (found in whole or often[found] < _ORNAMENT))


def hidden_pages(pictures: Sequence[str | None]) -> tuple[int, ...]:
    """The pages of a document whose letters nobody sees."""
    return tuple(n for n, found in enumerate(pictures, 1) if found == HIDDEN)
