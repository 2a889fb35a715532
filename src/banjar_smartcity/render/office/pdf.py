"""PDF: the page of the report on A4, tagged, with an outline; made by WeasyPrint, which is an extra (`[pdf]`)."""

from __future__ import annotations

import re
from collections.abc import Iterable

VARIANT = "pdf/ua-1"
"""PDF for everybody: headings, tables, lists and languages are tagged, so that a screen reader can tell them."""
_SHEET = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_VARIABLE = re.compile(r"(--[\w-]+): ([^;]+);")
_SHAPE = re.compile(r"^[^@{}\n]+\{[^{}]*\b(?:fill|stroke)\b[^{}]*\}", re.MULTILINE)
_DRAWING = re.compile(r"<svg\b[^>]*>")


def render_pdf(page: Iterable[str]) -> bytes:
    """The PDF of an HTML page. Nothing is fetched; the same page and the same fonts give the same bytes.

    ImportError where WeasyPrint is not installed, OSError where the libraries are missing that it draws text with.
    """
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    document = HTML(string=_dressed("".join(page)), url_fetcher=URLFetcher(allowed_protocols=()))
    return bytes(document.write_pdf(pdf_variant=VARIANT))


def _dressed(page: str) -> str:
    """The page with the colours of shapes inside each drawing: there WeasyPrint does not see the page's own style."""
    sheet = _SHEET.search(page)
    if sheet is None:
        return page
    colours = dict(_VARIABLE.findall(sheet[1]))  # the last ones named are those of paper
    # A halo around letters, which is to be painted first, would be painted over them.
    rules = [re.sub(r"stroke[\w-]*:[^;]*;(?=.*paint-order)", "", rule) for rule in _SHAPE.findall(sheet[1])]
    style = re.sub(r"var\((--[\w-]+)\)", lambda name: colours.get(name[1], "#000"), "".join(rules))
    return _DRAWING.sub(lambda drawing: f"{drawing[0]}<style>{style}</style>", page)
