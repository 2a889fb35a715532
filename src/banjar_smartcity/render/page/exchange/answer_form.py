"""Answer form: what an agency is asked, as one page that is filled in on a phone, without network and account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ....exchange.cells import DOCUMENT, NEW_INNOVATION, Cells
from ....exchange.headings import ANSWERS, COLUMNS, INNOVATIONS, PAPERS, REMARKS
from ....exchange.parcel import Parcel, Row
from ....exchange.remarks import SentMark
from ....exchange.returned import MOST_EMBEDDED, MOST_TOGETHER, blank_return
from ....i18n import N_, Language
from ....model.evidence import EVIDENCE_KINDS
from ...words.exchange import answer_words, form_words
from ...words.exchange.mark_words import mark_text, reply_by
from ..environment import FORMATS, as_data, environment, generate, style
from .policy import allowed

if TYPE_CHECKING:
    from jinja2 import Environment

PAGE = "answer_form.html.j2"
STYLE = "form/form.css"
SCRIPTS = ("form/sha256.js", "form/checks.js", "form/store.js", "form/papers.js", "form/newcomers.js", "form/form.js")
ACCEPTED = "image/*,application/pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.csv,.zip"
_SHOWN_AS_NUMBERS = ("value", "level")


def render_answer_form(sent: Parcel, lang: Language, commit: str | None) -> Iterator[str]:
    """The pieces of the page, one after the other. The same parcel gives the same bytes.

    `commit` is the version of the data that holds what is sent; None if none does.
    """
    page = _page(lang)
    scripts = {"style": lambda: style(page, STYLE), "script": lambda: style(page, *SCRIPTS), "allowed": allowed}
    return generate(page, PAGE, {**_view(sent, lang, commit), **scripts})


@lru_cache(maxsize=2)
def _page(lang: Language) -> Environment:
    """The environment of the page, which loads its template once for the forms of all agencies."""
    return environment(FORMATS["html"], {}, lang)


def _view(sent: Parcel, lang: Language, commit: str | None) -> dict[str, Any]:
    """The values for the template."""
    _ = lang.translate
    titles = {paper.id: lang.text(paper.title) for paper in sent.papers}
    sayings: dict[str, Any] = {name: _(msgid) for name, msgid in form_words.SAYINGS.items()}
    sayings |= {"most": MOST_EMBEDDED, "together": MOST_TOGETHER}
    sayings |= {"faults": {name: _(msgid) for name, msgid in form_words.FAULTS.items()}, "titles": titles}
    version = " · ".join(filter(None, (commit, sent.base[:12])))
    return {
        "lang": lang.code,
        "title": answer_words.title(sent, lang),
        "place": _(answer_words.STAGE).format(region=sent.region, stage=lang.text(sent.stage.name)),
        "due": list(answer_words.due(sent, lang)),
        "steps": [_(step) for step in form_words.STEPS],
        "next": _(answer_words.NEXT),
        "version": _(answer_words.VERSION).format(version=version),
        "words": {name: _(msgid) for name, msgid in form_words.PLACES.items()} | _limits(lang),
        "labels": {
            cell: _(msgid)
            for sheet in (INNOVATIONS, PAPERS, REMARKS, ANSWERS)
            for cell, msgid in COLUMNS[sheet].items()
        },
        "rows": [_row(row, lang) for row in sent.rows],
        "owned": [
            {"key": f"n{n}", "id": one.id, "question": one.name, "sent": one.sent, "shown": one.sent}
            for n, one in enumerate(sent.owned, 1)
        ],
        "remarks": [_remark(one, n, lang) for n, one in enumerate(sent.marks, 1)],
        "papers": [{"id": paper, "title": title} for paper, title in titles.items()],
        "dimensions": [{"id": one.id, "name": lang.text(one.name)} for one in sent.dimensions],
        "paper": {"key": "", "shown": dict.fromkeys((*DOCUMENT, *NEW_INNOVATION), "")},
        "kinds": [_(name) for name in EVIDENCE_KINDS.values()],
        "accept": ACCEPTED,
        "parcel": as_data(blank_return(sent)),
        "sayings": as_data(sayings),
    }


def _limits(lang: Language) -> dict[str, str]:
    """The sentences that say how large a document in the saved file may be."""
    sizes = {"limit": MOST_EMBEDDED // 1_000_000, "together": MOST_TOGETHER // 1_000_000}
    return {name: lang.translate(form_words.PLACES[name]).format(**sizes) for name in ("DOCUMENT_HINT", "PAPERS")}


def _row(row: Row, lang: Language) -> dict[str, Any]:
    _ = lang.translate
    levels = {str(rung.level) for rung in row.rungs}
    notes = [lang.text(row.heading)] if row.heading else []
    if row.due:
        notes.append(_(N_("Due on {day}")).format(day=lang.date(row.due)))
    if row.external:
        notes.append(answer_words.taken_text(row.external, lang))
    if row.carried:
        notes.append(_(N_("Taken over from the earlier stage; nobody has confirmed it yet.")))
    shown = _shown(row.sent, lang)
    return {
        "key": f"b{row.number}",
        "number": row.number,
        "id": row.item,
        "question": answer_words.question_text(row, lang),
        "notes": notes,
        "wanted": [lang.text(text) for text in row.wanted],
        "earlier": answer_words.earlier_text(row.earlier, lang),
        "external": row.external is not None,
        "rungs": [
            {"value": str(rung.level), "name": f"Level {rung.level}", "text": lang.text(rung.text)}
            for rung in row.rungs
        ],
        "fractions": row.fractions,
        "between": "" if row.sent["level"] in levels else shown["level"],
        "sent": row.sent,
        "shown": shown,
    }


def _remark(one: SentMark, number: int, lang: Language) -> dict[str, Any]:
    """What an assessor gave, by when a reply is due, and the reply."""
    waits = one.mark.is_open
    return {
        "key": f"a{number}",
        "id": one.code,
        "question": lang.text(one.item.question),
        "notes": [mark_text(one.mark, lang), *((reply_by(one.deadline, None, lang),) if waits else ())],
        "is_open": waits,
        "sent": one.sent,
        "shown": one.sent,
    }


def _shown(sent: Cells, lang: Language) -> Mapping[str, str]:
    """The cells as people read them: figures with the decimal mark of the language."""
    mark = "," if lang.code == "id" else "."
    return {cell: text.replace(".", mark) if cell in _SHOWN_AS_NUMBERS else text for cell, text in sent.items()}
