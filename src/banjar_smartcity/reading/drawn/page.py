"""Page: a page of a document as a picture. It is drawn in the worker processes only, which are bound to a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ...named import NamedTuple

Image = Any
"""A picture of Pillow, which is loaded only where pages are drawn."""
PILLOW = {"png": "PNG", "jpeg": "JPEG", "webp": "WEBP", "gif": "GIF", "bmp": "BMP"}
"""The pictures that Pillow opens, and what it calls them."""
DRAWN = frozenset(("pdf", *PILLOW))
"""The formats of which pages can be drawn."""
_MOST_PIXELS = 40_000_000
_POINTS = 72


class Size(NamedTuple):
    """How large a page is drawn: its sharpness, and the most pixels of a side."""

    dpi: int
    widest: int
    highest: int


def draw(path: str, kind: str, sheets: Iterable[int], size: Size) -> Iterator[tuple[int, Image | None]]:
    """Draw these sheets one after another; None for one that does not exist or cannot be drawn."""
    yield from _pdf(path, sheets, size) if kind == "pdf" else _picture(path, kind, sheets, size)


def _pdf(path: str, sheets: Iterable[int], size: Size) -> Iterator[tuple[int, Image | None]]:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    for sheet in sheets:
        if not 1 <= sheet <= len(document):
            yield sheet, None
            continue
        try:
            page = document[sheet - 1]
            width, height = page.get_size()
            scale = min(size.dpi / _POINTS, size.widest / max(width, 1), size.highest / max(height, 1))
            drawn = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
            page.close()
        except (pypdfium2.PdfiumError, ValueError):
            drawn = None
        yield sheet, drawn


def _picture(path: str, kind: str, sheets: Iterable[int], size: Size) -> Iterator[tuple[int, Image | None]]:
    """A picture is its only sheet. What it says of camera and place stays behind."""
    from PIL import Image as pillow
    from PIL import ImageOps

    for sheet in sheets:
        if sheet != 1:
            yield sheet, None
            continue
        with pillow.open(path, formats=(PILLOW[kind],)) as file:
            if file.width * file.height > _MOST_PIXELS:
                yield sheet, None
                continue
            file.draft("RGB", (size.widest, size.highest))
            drawn = ImageOps.exif_transpose(file).convert("RGB")
        drawn.thumbnail((size.widest, size.highest))
        drawn.info = {}
        yield sheet, drawn
