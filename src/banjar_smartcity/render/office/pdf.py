"""The report's page as a tagged PDF on A4 with an outline, made by WeasyPrint, which is an extra (`[pdf]`)."""

from __future__ import annotations

import re
from collections.abc import Iterable

VARIANT = "pdf/ua-1"
"""PDF/UA: headings, tables, lists and languages are tagged, so that screen readers announce them."""
_SHEET = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_VARIABLE = re.compile(r"(--[\w-]+): ([^;]+);")
_SHAPE = re.compile(r"^[^@{}\n]+\{[^{}]*\b(?:fill|stroke)\b[^{}]*\}", re.MULTILINE)
_DRAWING = re.compile(r"<svg\b[^>]*>")


def render_pdf(page: Iterable[str]) -> bytes:
    """The PDF of an HTML page. Nothing is downloaded; the same page and the same fonts give the same bytes.

    Raise `ImportError` if WeasyPrint is not installed, `OSError` if the libraries that it draws text with are missing.
    """
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    document = HTML(string=_with_shape_colours("".join(page)), url_fetcher=URLFetcher(allowed_protocols=()))
    return bytes(document.write_pdf(pdf_variant=VARIANT))


def _with_shape_colours(page: str) -> str:
    """The page with the colours of shapes in each drawing, as WeasyPrint does not apply the page's style there."""
    sheet = _SHEET.search(page)
    if sheet is None:
        return page
    colours = dict(_VARIABLE.findall(sheet[1]))  # the last value of a variable is that for paper
    # WeasyPrint ignores `paint-order` and would paint the halo of letters over them.
    rules = [re.sub(r"stroke[\w-]*:[^;]*;(?=.*paint-order)", "", rule) for rule in _SHAPE.findall(sheet[1])]
    style = re.sub(r"var\((--[\w-]+)\)", lambda name: colours.get(name[1], "#000"), "".join(rules))
    return _DRAWING.sub(lambda drawing: f"{drawing[0]}<style>{style}</style>", page)
