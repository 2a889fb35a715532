"""What was seen on the pages that are named, in words: "seen on page 14: …61,7 persen…"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction

from ....i18n import N_, Language
from ....model.later import glance_at
from ....model.model import Model
from ....privacy.search import redact
from ....seeing.claimed import SeenUse
from ....seeing.sight import ABSENT, BEHIND, ELSEWHERE, OTHERS, SEEN, UNCHECKABLE, UNCLEAR, UNREADABLE, Sight
from ....seeing.sought import Sought, SoughtName
from ..wording import express
from .claimed import claim_title, claimed_pages

_TEXTS = {
    SEEN.id: N_("seen on page {sheet}: {words}"),
    BEHIND.id: N_("only in the letters behind the scan of page {sheet}; look whether the page shows: {words}"),
    ELSEWHERE.id: N_("not on the pages that are named, but on page {sheet}: {words}"),
    UNCLEAR.id: N_("not certain; page {sheet} has: {words}"),
    ABSENT.id: N_("not found on any page"),
    OTHERS.id: N_("not found here; another document of this answer may show it"),
    UNREADABLE.id: N_("the pages that are named could not be read"),
}
_OTHER_YEAR = N_("not found; page {sheet} gives it for {year}: {words}")
_OTHER_USE = N_("not found; page {sheet} gives it for something else: {words}")
SEEN_NOTE = N_("Words that are seen on a page do not make the answer true, and move no score.")
_WHERE = N_(
    "Where to correct it: `smartcity item ITEM` shows file and line of an answer; innovations are in data/innovations."
)
_COUNTED = (SEEN, BEHIND, ELSEWHERE, UNCLEAR, ABSENT, OTHERS, UNREADABLE, UNCHECKABLE)


def sight_text(sight: Sight, lang: Language) -> str:
    """What was seen, without a capital and a full stop; empty if nothing could be looked for."""
    text = _TEXTS.get(sight.verdict.id or "")
    if text is None:
        return ""
    if sight.verdict == ABSENT and sight.sheet is not None:
        text = _OTHER_YEAR if sight.year is not None else _OTHER_USE
    return lang.translate(text).format(sheet=sight.sheet, words=sight.words, year=sight.year)


def seen_text(entry: SeenUse, model: Model, lang: Language) -> str:
    """What was seen for a claim, with its title and the pages that it names; empty if nothing could be looked for."""
    said = _found(entry, lang)
    return f"{claimed_pages(entry, model, lang)}: {said}" if said else ""


def page_step(entry: SeenUse, model: Model, lang: Language) -> str:
    """What to do about the page of a reference: name the right one, or find the words."""
    sight = entry.sight
    if sight is None or sight.verdict not in (ABSENT, ELSEWHERE):
        return ""
    title, record = claim_title(entry.claim, model, lang), glance_at(model.evidence, entry.use.evidence)
    document = f'"{redact(lang.text(record.title))}" ({redact(record.id)})'
    if sight.verdict == ELSEWHERE:
        text = lang.translate(N_("{claim}: name the right page of {document}: {sheet}"))
        return text.format(claim=title, document=document, sheet=sight.sheet)
    text = lang.translate(N_("{claim}: find the page of {document}, or correct the answer: {found}"))
    return text.format(claim=title, document=document, found=_found(entry, lang))


def _found(entry: SeenUse, lang: Language) -> str:
    """What was seen for a claim, and what was sought if it was not."""
    if entry.sight is None:
        return ""
    said = sight_text(entry.sight, lang)
    if entry.sight.verdict != ABSENT or entry.sought is None:
        return said
    return lang.translate(N_("{found} (sought: {what})")).format(found=said, what=_in_words(entry.sought, lang))


def _in_words(sought: Sought, lang: Language) -> str:
    if isinstance(sought, SoughtName):
        return redact(", ".join(sought.names))
    places = max(0, -int(sought.value.normalize().as_tuple().exponent))
    return lang.translate(N_("{value} for {year}")).format(
        value=lang.number(Fraction(sought.value), places), year=sought.year
    )


def seen_summary(seen: Iterable[SeenUse], lang: Language) -> Iterator[str]:
    """How often each verdict was given, and that seeing words proves nothing."""
    counts = Counter(entry.sight.verdict for entry in seen if entry.sight is not None)
    if counts:
        yield "; ".join(f"{express(verdict, lang)}: {counts[verdict]}" for verdict in _COUNTED if counts[verdict]) + "."
        if counts[ABSENT] or counts[ELSEWHERE]:
            yield lang.translate(_WHERE)
        yield lang.translate(SEEN_NOTE)
