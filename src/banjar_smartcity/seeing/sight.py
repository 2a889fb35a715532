"""Sight: what was seen of a claim on the pages that it names. The words are seen; whether they are true is not said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..diagnostics import Phrase
from ..i18n import N_
from ..named import NamedTuple
from ..privacy.search import redact
from ..reading.words.legible import has_lost_words, is_legible
from . import match as matching
from .lines.bare import bare
from .lines.years import names_year
from .match import Match, match
from .named_number import same_number
from .pages import sheets_of
from .sought import Sought, SoughtFigure, SoughtName
from .stated import stated

SEEN = Phrase(N_("seen on the page"), "seen")
BEHIND = Phrase(N_("only in the letters behind a scan, which a machine may have guessed"), "behind-scan")
ELSEWHERE = Phrase(N_("not on the pages that are named, but on another one"), "elsewhere")
UNCLEAR = Phrase(N_("the figure is there, but perhaps for something else"), "unclear")
ABSENT = Phrase(N_("not found"), "not-found")
OTHERS = Phrase(N_("not here; another document of this answer may show it"), "other-document")
UNREADABLE = Phrase(N_("could not be read"), "unreadable")
UNCHECKABLE = Phrase(N_("not checkable"), "not-checkable")
VERDICTS = {one.id or "": one for one in (SEEN, BEHIND, ELSEWHERE, UNCLEAR, ABSENT, OTHERS, UNREADABLE, UNCHECKABLE)}
_AROUND = 60
"""Characters that are shown on each side."""


class Sight(NamedTuple):
    """What was seen on the pages of a reference. `sheet` is the number of the page in the file."""

    verdict: Phrase
    sheet: int | None = None
    words: str | None = None
    """The words around what was seen, without personal data."""
    year: int | None = None
    """The year that is stated instead of the one claimed."""


def look(
    sought: Sought | None,
    reference: str | None,
    texts: Sequence[str],
    *,
    whole: bool = True,
    pictured: Sequence[int] = (),
    hidden: Sequence[int] = (),
) -> Sight:
    """Look for what is sought on the pages of a reference, and then on all others.

    `whole`: all pages were read. `pictured`: the sheets that may have more words than their text. `hidden`: those of
    them whose text nobody sees.
    """
    if sought is None or (isinstance(sought, SoughtFigure) and not sought.checkable):
        return Sight(UNCHECKABLE)
    named = sorted(sheets_of(reference, texts), key=lambda sheet: sheet in hidden)
    dated, pages = False, tuple(texts)
    if isinstance(sought, SoughtFigure):
        pages, own = bare(pages)
        dated = any(names_year(text, sought.year) for text in texts) if own is None else sought.year in own
    here = _best(sought, named, pages, dated=dated)
    if here is not None and here[1].grade == matching.SEEN:
        if isinstance(sought, SoughtName) and sought.number and not _has_number(sought.number, texts):
            return _sight(UNCLEAR, *here)  # perhaps it is in a picture, perhaps it is another one of that day
        return _sight(BEHIND if here[0] in hidden else SEEN, *here)
    if any(not texts[n - 1].strip() or not is_legible(texts[n - 1]) for n in named) or not (named or whole):
        return Sight(UNREADABLE)
    if here is not None and here[1].grade == matching.UNCLEAR:
        return _sight(UNCLEAR, *here)
    rest = [n for n in range(1, len(texts) + 1) if n not in named]
    there = _best(sought, rest, pages, dated=dated)
    if there is not None and there[1].grade == matching.SEEN:
        return _sight(ELSEWHERE, *there)
    if not whole or not set(named).isdisjoint(pictured) or any(has_lost_words(texts[n - 1]) for n in named):
        return Sight(UNREADABLE)
    return _sight(ABSENT, *here) if here is not None else Sight(ABSENT)


def _sight(verdict: Phrase, sheet: int, found: Match) -> Sight:
    return Sight(verdict, sheet, excerpt(found.text, found.start, found.end), found.year)


def _best(sought: Sought, sheets: Iterable[int], texts: Sequence[str], *, dated: bool) -> tuple[int, Match] | None:
    """The sheet with the best match, the first of equals; None if there is not any."""
    best: tuple[int, Match] | None = None
    for sheet in sheets:
        text = texts[sheet - 1]
        found = _name(sought, text) if isinstance(sought, SoughtName) else match(text, sought, dated=dated)
        if found.grade > (best[1].grade if best else matching.NONE):
            best = (sheet, found)
        if found.grade == matching.SEEN:
            break
    return best


def _name(sought: SoughtName, text: str) -> Match:
    """A name with whatever marks are between its words; a line may end within it, and within a word."""
    for name in sought.names:
        words = re.findall(r"\w+", name)
        if not words:
            continue
        found = re.search(r"(?i)(?<!\w)" + r"[\W_]{1,3}".join(map("-?".join, words)) + r"(?!\w)", text)
        if found:
            start = text.rfind("\n", 0, found.start()) + 1
            end = text.find("\n", found.end())
            line = text[start : end if end >= 0 else len(text)]
            return Match(matching.SEEN, line, found.start() - start, found.end() - start)
    return Match(matching.NONE)


def _has_number(number: str, texts: Sequence[str]) -> bool:
    """Whether the number of a document is in its text, whatever marks are between its parts."""
    if any(_name(SoughtName((number,)), text).grade == matching.SEEN for text in texts):
        return True
    return any(same_number(number, found.words) for found in stated(texts).numbers)


def excerpt(text: str, start: int, end: int) -> str:
    """The words around a place of a text, on one line and without personal data."""
    first = text.rfind(" ", 0, max(0, start - _AROUND)) + 1 if start > _AROUND else 0
    last = text.find(" ", end + _AROUND)
    last = len(text) if last < 0 else last
    if redact(text) != text:  # a datum that is cut in two would not be known as one
        hidden = redact(text)
        place = hidden.find(text[start:end])
        if place < 0:
            return "…"
        return excerpt(hidden, place, place + end - start) if redact(hidden) == hidden else "…"
    shown = " ".join(text[first:last].split())
    return ("…" if first else "") + shown + ("…" if last < len(text) else "")
