"""Portal page: each item with its level, text and links to copy, and a tick for what has been entered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ....exchange.portal import PortalItem
from ....i18n import N_, Language, Text
from ...words.exchange import answer_words, portal_words
from ..environment import FORMATS, as_data, environment, generate, style
from .policy import allowed

PAGE = "portal.html.j2"
STYLES = ("form/form.css", "form/portal.css")
SCRIPT = "form/portal.js"


def render_portal(
    rows: Sequence[PortalItem], region: str, stage: Text, entered: Mapping[str, Any], lang: Language
) -> Iterator[str]:
    """The pieces of the page, one after the other. `entered` is the office's file of ticks."""
    page = environment(FORMATS["html"], {}, lang)
    _ = lang.translate
    values = {
        "lang": lang.code,
        "title": _(portal_words.TITLE),
        "place": _(answer_words.STAGE).format(region=region, stage=lang.text(stage)),
        "words": {name: _(msgid) for name, msgid in portal_words.PLACES.items()},
        "rows": [_row(row, lang) for row in rows],
        "entries": as_data(
            [{"item": r.item, "level": r.level, "text": r.text, "links": list(r.addresses)} for r in rows]
        ),
        "entered": as_data(entered),
        "sayings": as_data({name: _(msgid) for name, msgid in portal_words.SAYINGS.items()}),
        "style": lambda: style(page, *STYLES),
        "script": lambda: style(page, SCRIPT),
        "allowed": allowed,
    }
    return generate(page, PAGE, values)


def _row(row: PortalItem, lang: Language) -> dict[str, Any]:
    _ = lang.translate
    parts = [("level", _(N_("Level")), row.level)] if row.level else []
    parts += [("text", _(N_("Text")), row.text)] if row.text else []
    titles = {link.address: lang.text(link.title) for link in reversed(row.links)}
    parts += [("link", _(portal_words.LINK).format(title=titles[address]), address) for address in row.addresses]
    return {
        "item": row.item,
        "number": row.number,
        "question": lang.text(row.question),
        "heading": lang.text(row.heading),
        "parts": parts,
        "missing": portal_words.missing(row, lang),
    }
