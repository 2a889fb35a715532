"""The paper of a pack: a cover sheet before the documents of each item, and the list for the printer."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any
from urllib.parse import quote

from ....diagnostics import At
from ....i18n import Language, Text
from ....named import NamedTuple
from ....publish.pack.contents import PACKED, Pack, PackItem, Placed
from ....seeing.pictured.shown import ShownPage
from ....seeing.sight import BEHIND, ELSEWHERE, SEEN, Sight
from ....spelling.pages import read_pages
from ...words.evidence.seen import SEEN_NOTE, sight_text
from ...words.scale import level
from ..environment import FORMATS, environment, generate, style
from ..page_pictures import picture_view
from .index import filters

COVER = "0-cover.html"
"""Its name puts it before the documents of its folder."""
PRINT_LIST = "print-list.html"
STYLE = "html/cover.css"


_SHOWN = (SEEN, BEHIND, ELSEWHERE)
"""What leads an assessor to the words. What was not found is said to who packs (`unseen`), before it is sent."""


class Printed(NamedTuple):
    """A line of the list for the printer: a document of an item, the pages to print, and how many these are."""

    path: str
    title: Text
    pages: str | None
    sheets: int | None
    """How many pages these are; None if the record does not say how many the file has."""


def render_cover(
    pack: Pack, item: PackItem, seen: Mapping[At, Sight], shown: Mapping[At, ShownPage], lang: Language
) -> bytes:
    """The cover sheet of an item: what is asked, what is claimed, which pages show it, and what was seen there."""
    leaf = item.leaf
    rows = [_exhibit(placed, item.folder, seen, shown, lang) for placed in item.placed]
    ladder = pack.model.instrument.ladder(leaf.item) if pack.model.instrument else None
    claimed = leaf.answer.level if leaf.answer else None
    return _page(
        "pack_cover.html.j2",
        pack,
        lang,
        {
            "item": item,
            "up": "../" * (item.folder.count("/") + 1),
            "meaning": ladder.levels.get(claimed) if ladder and isinstance(claimed, int) else None,
            "claimed": None if claimed is None else level(Fraction(str(claimed)), lang),
            "aspect": next(a.name for a in pack.aspects if item in a.items),
            "rows": rows,
            "has_pictures": any(row["picture"] and row["picture"].image for row in rows),
            "seen_note": lang.translate(SEEN_NOTE),
        },
    )


def render_print_list(pack: Pack, lang: Language) -> bytes:
    """The list for the printer: what to print in which order, with the pages of each document."""
    parts = [
        {"item": item, "cover": f"{item.folder}/{COVER}", "printed": [_printed(p) for p in item.placed if p.path]}
        for item in pack.covered
    ]
    counts = [line.sheets for part in parts for line in _lines(part)]
    known = [count for count in counts if count is not None]
    values = {"parts": parts, "sheets": len(parts) + sum(known), "unknown": len(counts) - len(known)}
    return _page("pack_print.html.j2", pack, lang, values)


def _lines(part: dict[str, Any]) -> list[Printed]:
    lines: list[Printed] = part["printed"]
    return lines


def _exhibit(
    placed: Placed, folder: str, seen: Mapping[At, Sight], pages: Mapping[At, ShownPage], lang: Language
) -> dict[str, Any]:
    """A document on the cover sheet; its address is from the folder of the item."""
    shown = placed._asdict()
    if placed.path and placed.note:
        shown["address"] = "../" * (folder.count("/") + 1) + quote(placed.path)
    elif placed.path:
        shown["address"] = quote(placed.path.rpartition("/")[2])
    ranges = read_pages(placed.pages or "").ranges
    if placed.path and placed.path.lower().endswith(".pdf") and ranges:
        shown["address"] += f"#page={ranges[0][0]}"
    sight = seen.get(placed.at) if placed.path and placed.at else None
    words = sight_text(sight, lang) if sight and sight.verdict in _SHOWN else ""
    page = pages.get(placed.at) if placed.path and placed.at else None
    picture = picture_view(page, placed.evidence.title if placed.evidence else None, words, lang)
    return {**shown, "packed": placed.status == PACKED, "seen": words, "picture": picture}


def _printed(placed: Placed) -> Printed:
    assert placed.path is not None and placed.evidence is not None  # noqa: S101, PT018 - only packed documents
    named = read_pages(placed.pages or "")
    held = placed.evidence.document
    count = len(named.numbers) if named.ranges and not named.parts else held.pages if held else None
    return Printed(placed.path, placed.evidence.title, placed.pages, count)


def _page(template: str, pack: Pack, lang: Language, values: dict[str, Any]) -> bytes:
    page = environment(FORMATS["html"], filters(pack, lang), lang)
    region = pack.model.program.region if pack.model.program else None
    shown = {"pack": pack, "region": region, "lang": lang.code, "style": lambda: style(page, STYLE), **values}
    return "".join(generate(page, template, shown)).encode("utf-8", "backslashreplace")
