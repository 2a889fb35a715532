"""Drawing: a chart of a page by itself, with the colours it has on paper, and as a picture.

Pictures are drawn by resvg, which comes with the extra `[docx]`: it reads the SVG alone and fetches nothing. It uses
the fonts of the machine, so that the bytes are the same where these are.
"""

from __future__ import annotations

import io
import re
from base64 import b64decode
from functools import cache
from typing import Any

from ...named import NamedTuple

Svg = Any
"""An `svg` element of the page; lxml has no types."""
WIDE, ROUND = 640, 480
"""How wide a chart is drawn, in pixels: one that stretches with the page, and one that has a shape of its own."""
MARGIN = 12
"""Pixels around a chart, since its marks may lie on its edge."""
SHARPNESS = 2
EMBEDDED = "data:image/webp;base64"
PAGE_HEIGHT = 700
"""How high a picture of a page is at most, in pixels of a page."""
FAMILIES = ("Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "Noto Sans", "DejaVu Sans")
"""Fonts, the first that a machine has is used."""
_SHEET = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_VARIABLE = re.compile(r"(--[\w-]+): ([^;]+);")
_SHAPE = re.compile(r"^[^@{}\n]+\{[^{}]*\b(?:fill|stroke)\b[^{}]*\}", re.MULTILINE)
_CASES = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio"}
"""Names of attributes that a reader of HTML writes small."""


class Picture(NamedTuple):
    """A chart as PNG or a page as JPEG, its size in pixels of a page, and what it shows in words."""

    png: bytes
    width: float
    height: float
    words: str


def shape_style(page: str) -> str | None:
    """The rules for shapes and letters of drawings, with the colours for paper; None if the page has no style."""
    sheet = _SHEET.search(page)
    if sheet is None:
        return None
    values = dict(_VARIABLE.findall(sheet[1]))  # the last value of a variable is that for paper
    # Neither WeasyPrint nor resvg paints the halo of letters below them.
    rules = [re.sub(r"stroke[\w-]*:[^;]*;(?=.*paint-order)", "", rule) for rule in _SHAPE.findall(sheet[1])]
    return re.sub(r"var\((--[\w-]+)\)", lambda name: values.get(name[1], "#000"), "".join(rules))


def embedded(image: Svg) -> Picture | None:
    """A picture that is in a page, as Word opens it; None if it is of another place or cannot be opened.

    Raise `ImportError` if Pillow is not installed.
    """
    from PIL import Image, UnidentifiedImageError

    head, _, encoded = (image.get("src") or "").partition(",")
    if head != EMBEDDED:
        return None
    out = io.BytesIO()
    try:
        with Image.open(io.BytesIO(b64decode(encoded)), formats=("WEBP",)) as opened:
            opened.convert("RGB").save(out, "JPEG", quality=60)
            wide = opened.width * PAGE_HEIGHT / max(opened.height, PAGE_HEIGHT)
            return Picture(out.getvalue(), wide, min(opened.height, PAGE_HEIGHT), image.get("alt") or "")
    except (ValueError, UnidentifiedImageError):
        return None


def picture(svg: Svg, style: str) -> Picture | None:
    """The picture of a drawing; None where its letters cannot be drawn, since the machine has no font.

    Raise `ImportError` if resvg is not installed.
    """
    import resvg_py
    from lxml import etree

    family = _family()
    if family is None:
        return None
    width, height, inner = _sized(svg)
    margin = MARGIN if svg.get("role") == "img" else 1
    whole = etree.Element("svg", xmlns="http://www.w3.org/2000/svg")
    whole.set("class", " ".join(node.get("class") or "" for node in svg.iterancestors()))
    outer = (width + 2 * margin, height + 2 * margin)
    whole.set("width", str(outer[0]))
    whole.set("height", str(outer[1]))
    whole.set("viewBox", f"-{margin} -{margin} {outer[0]} {outer[1]}")
    whole.append(inner)
    drawn = resvg_py.svg_to_bytes(
        svg_string=etree.tostring(whole, encoding="unicode"),
        style_sheet=style,
        zoom=SHARPNESS,
        background="#ffffff",
        font_family=family,
        sans_serif_family=family,
    )
    return Picture(bytes(drawn), *outer, words_of(svg))


def words_of(svg: Svg) -> str:
    """The text alternative of a drawing: its title and description, or what it says describes it."""
    own = [text for part in ("title", "desc") if (text := _text(svg.find(part)))]
    if own or svg.get("role") != "img":
        return " ".join(own)
    page = svg.getroottree()
    named = (svg.get("aria-labelledby") or "").split()
    return " ".join(_text(found) for name in named for found in page.xpath("//*[@id=$name]", name=name))


def _sized(svg: Svg) -> tuple[float, float, Svg]:
    """The width and height of a drawing, and a copy of it that has them."""
    from copy import deepcopy

    copy = deepcopy(svg)
    copy.tail = None
    for node in copy.iter():
        for small, name in _CASES.items():
            if (value := node.attrib.pop(small, None)) is not None:
                node.set(name, value)
    box = (copy.get("viewBox") or "").split()
    width = copy.get("width") or ""
    if len(box) == 4:
        size = (float(ROUND), ROUND * float(box[3]) / float(box[2]))
    else:
        size = (float(WIDE) if width.endswith("%") else float(width or WIDE), float(copy.get("height") or 0))
    copy.set("width", str(size[0]))
    copy.set("height", str(size[1]))
    return (*size, copy)


@cache
def _family() -> str | None:
    """The first font that draws something; None if the machine has none."""
    import resvg_py

    def drawn(text: str, family: str) -> bytes:
        letters = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">{text}</text></svg>'
        return bytes(resvg_py.svg_to_bytes(svg_string=letters, font_family=family, serif_family=family))

    return next((family for family in FAMILIES if drawn("0", family) != drawn("", family)), None)


def _text(node: Svg | None) -> str:
    return "" if node is None else " ".join(node.text_content().split())
