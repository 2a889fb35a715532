"""The report's page as a tagged PDF on A4 with an outline, made by WeasyPrint, which is an extra (`[pdf]`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from ...resources import MADE_BY
from .drawing import shape_style

VARIANT = "pdf/ua-1"
"""PDF/UA: headings, tables, lists and languages are tagged, so that screen readers announce them."""
SIZES = (9.4, 8.9, 8.4, 7.9, 7.4, 6.9)
"""Sizes of letters on a sheet, in points, the first as in the report."""
_DRAWING = re.compile(r"<svg\b[^>]*>")


def render_pdf(page: Iterable[str]) -> bytes:
    """The PDF of an HTML page. Nothing is downloaded; the same page and the same fonts give the same bytes.

    Raise `ImportError` if WeasyPrint is not installed, `OSError` if the libraries that it draws text with are missing.
    """
    whole = "".join(page)
    return bytes(_document(whole).write_pdf(pdf_variant=VARIANT, pdf_identifier=_identifier(whole)))


def _document(page: str) -> Any:
    """The page for WeasyPrint, which has no types here; it downloads nothing: pictures are in the page itself."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    return HTML(string=_with_shape_colours(page), url_fetcher=URLFetcher(allowed_protocols=("data",)))


def render_sheet(page: Iterable[str]) -> bytes:
    """The PDF of a page that has to fit on one sheet: its letters get smaller until it does, down to the last size.

    Raise as `render_pdf`.
    """
    whole = "".join(page)
    rendered: Any = None
    for size in SIZES:
        document = _document(
            whole.replace("</style>", f"@media print {{ html {{ font-size: {size}pt; }} }}</style>", 1)
        )
        rendered = document.render(pdf_variant=VARIANT)
        if len(rendered.pages) == 1:
            break
    return bytes(rendered.write_pdf(pdf_variant=VARIANT, pdf_identifier=_identifier(whole)))


def _identifier(page: str) -> bytes:
    """The lasting identifier of a PDF. It says who made it, and is kept where others sign it or save it again."""
    return f"{MADE_BY} {sha256(page.encode('utf-8', 'replace')).hexdigest()[:16]}".encode()


def _with_shape_colours(page: str) -> str:
    """The page with the colours of shapes in each drawing, as WeasyPrint does not apply the page's style there."""
    style = shape_style(page)
    if style is None:
        return page
    return _DRAWING.sub(lambda drawing: f"{drawing[0]}<style>{style}</style>", page)
