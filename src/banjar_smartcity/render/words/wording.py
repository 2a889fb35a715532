"""Wording: sentences for people, made from kinds and facts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from ...diagnostics import Finding, Kind, Limit, Phrase
from ...i18n import N_, Language
from ...model.moment import Moment
from ...privacy.search import redact

MAX_TEXT = 120
MAX_LISTED = 12

_UNSEEN = (
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Control characters and marks that turn text around or hide it: they could forge lines of a terminal.

And half letters, as which bytes of a file's name stand that are no UTF-8: they cannot be written."""


def visible(text: str) -> str:
    """People's text made safe for a terminal: what cannot be seen is shown as its code point."""
    if text.isprintable():  # as nearly all are: then there is none, and the pattern, slow to compile, is not needed
        return text
    return re.sub(_UNSEEN, lambda found: f"<U+{ord(found[0]):04X}>", text.replace("\t", " "))


def drafts(ids: Iterable[str], lang: Language) -> str | None:
    """Which innovations are drafts; None if none is."""
    listed = ", ".join(ids)
    return lang.translate(N_("Drafts without a name, not counted: {ids}.")).format(ids=listed) if listed else None


def express(fact: object, lang: Language) -> str:
    """A fact in words of the language."""
    if isinstance(fact, Phrase):
        return lang.translate(fact.msgid)
    if isinstance(fact, Limit):
        return lang.translate(fact.msgid).format(limit=express(fact.limit, lang))
    if isinstance(fact, tuple):
        listed = ", ".join(express(part, lang) for part in fact[:MAX_LISTED])
        return listed + (", …" if len(fact) > MAX_LISTED else "") if fact else lang.translate(N_("nothing"))
    if isinstance(fact, date):
        return lang.date(fact)
    if isinstance(fact, float | Fraction):
        return lang.number(fact, 0 if fact == int(fact) else 2)
    text = visible(redact(str(fact)))  # before it is cut: half a number would not be known for what it is
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"


def message(finding: Finding, lang: Language) -> str:
    """What is wrong, in a sentence."""
    return _fill(finding.kind.message, finding, lang)


def hint(finding: Finding, lang: Language) -> str:
    """How to mend it; with the name that was probably meant, where there is one."""
    mend = _fill(finding.kind.hint, finding, lang)
    if finding.suggestion is None:
        return mend
    meant = lang.translate(N_('Did you mean "{suggestion}"?')).format(suggestion=express(finding.suggestion, lang))
    return f"{meant} {mend}"


def _fill(template: str, finding: Finding, lang: Language) -> str:
    return lang.translate(template).format_map({name: express(fact, lang) for name, fact in finding.facts.items()})


def pattern(text: str, lang: Language) -> str:
    """A message with its places left open, for explaining a kind."""
    return re.sub(r"\{(\w+)\}", "…", lang.translate(text))


def moment(value: Moment | None, lang: Language) -> str:
    """A date as precisely as it is known: 2023, Mei 2023 or 30 Mei 2023."""
    if value is None:
        return lang.translate(N_("undated"))
    if value.precision == "day":
        return lang.date(value.first)
    return lang.month(value.first) if value.precision == "month" else str(value.first.year)


def severity(kind: Kind, lang: Language) -> str:
    """Error or warning, as a word."""
    return lang.translate(_SEVERITIES[kind.severity.value])


_SEVERITIES = {"error": N_("error"), "warning": N_("warning")}


def plain(text: str) -> str:
    """People's text on one line, with what cannot be seen made visible."""
    return visible(" ".join(text.split()))
