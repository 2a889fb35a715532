"""Statement: the answers of an agency with their hash and a place to sign, as a page to print.

It names offices only, never persons.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ....exchange.parcel import Parcel, Row
from ....i18n import Language
from ...words.exchange import answer_words, statement_words
from ..environment import FORMATS, environment, generate, style

PAGE = "statement.html.j2"
STYLE = "form/statement.css"
NOTHING = "–"


def render_statement(sent: Parcel, lang: Language, today: date, commit: str | None) -> Iterator[str]:
    """The pieces of the page, one after the other. The same parcel and day give the same bytes."""
    page = environment(FORMATS["html"], {}, lang)
    return generate(page, PAGE, {**_view(sent, lang, today, commit), "style": lambda: style(page, STYLE)})


def _view(sent: Parcel, lang: Language, today: date, commit: str | None) -> dict[str, Any]:
    """The values for the template. Items that nobody has answered or confirmed are only counted."""
    _ = lang.translate
    name = lang.text(sent.name)
    head = _(statement_words.HEAD_OF).format(name=name) if sent.recipient.agency else _(statement_words.HEAD)
    rows = list(filter(_is_stated, sent.rows))
    states = [_(statement_words.STATES).format(n=len(rows), stage=lang.text(sent.stage.name), day=lang.date(today))]
    if len(rows) < len(sent.rows):
        open_items = len(sent.rows) - len(rows)
        states.append(_(statement_words.NOT_ALL).format(n=open_items, all=len(sent.rows)))
    return {
        "lang": lang.code,
        "title": _(statement_words.TITLE),
        "place": _(answer_words.STAGE).format(region=sent.region, stage=lang.text(sent.stage.name)),
        "office": head if sent.recipient.agency else "",
        "blank": "." * 60,
        "head_of": head,
        "states": " ".join(states),
        "caption": _(statement_words.CAPTION).format(name=name or sent.region),
        "heads": [_(title) for title in statement_words.HEADS],
        "rows": [
            {
                "number": row.number,
                "question": answer_words.question_text(row, lang),
                "answer": row.sent["not_applicable"] or row.sent["fact"],
                "figure": _figure(row, lang),
                "level": _decimal(row.sent["level"], lang) or NOTHING,
                "documents": len(row.sent["document"].split("\n")) if row.sent["document"] else 0,
            }
            for row in rows
        ],
        "words": {key: _(msgid) for key, msgid in statement_words.PLACES.items()},
        "base": sent.base,
        "version": _(answer_words.VERSION).format(version=commit) if commit else "",
    }


def _is_stated(row: Row) -> bool:
    """Whether an agency can answer for it: an answer that it gave, or took over and confirmed."""
    cells = ("fact", "not_applicable", "value", "level")
    return not row.carried and any(row.sent[cell] for cell in cells)


def _figure(row: Row, lang: Language) -> str:
    """The figure of an answer with its unit and year."""
    value = _decimal(row.sent["value"], lang)
    year = f"({row.sent['year']})" if row.sent["year"] else ""
    return " ".join(filter(None, (value, row.sent["unit"], year)))


def _decimal(text: str, lang: Language) -> str:
    return text.replace(".", ",") if lang.code == "id" else text
