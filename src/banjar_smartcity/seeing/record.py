"""Record: whether a document is what its record says, by the words on its first and last pages.

Only a document that clearly says something else of itself contradicts its record. Whatever is not certain is "not
found", which accuses nobody: a title is often shortened, and many documents name no number.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher

from ..diagnostics import Phrase
from ..i18n import N_
from ..model.evidence import Evidence
from ..named import NamedTuple
from ..privacy.search import redact
from ..reading.words.legible import is_legible
from .named_number import other_number, same_number
from .sought import words_of
from .stated import SHEETS, OwnWords, Stated, days_in, sheets_shown, stated

AGREES, ANOTHER, NOT_FOUND, NOT_READ = "agrees", "another", "not-found", "unreadable"
"""Verdicts: the document says the same, says another thing, does not say it on its first and last pages, or cannot be
read."""
NUMBER, ISSUED, TITLE, ISSUER, OFFICE, EXPIRES = "number", "issued_on", "title", "issuer", "signed_by", "expires_on"
FIELDS: Mapping[str, Phrase] = {
    NUMBER: Phrase(N_("number")),
    ISSUED: Phrase(N_("date of issue")),
    TITLE: Phrase(N_("title")),
    ISSUER: Phrase(N_("issuer")),
    OFFICE: Phrase(N_("office that signed")),
    EXPIRES: Phrase(N_("last day")),
}
"""The names of what is compared."""
_RULERS = ("presiden", "menteri", "gubernur", "bupati", "walikota")
"""Offices of which each is another body; other offices belong to one of them."""
_ALIKE = 0.75
_STEM = 5
"""Letters by which words are compared, so that "pelaksana" and "pelaksanaan" are one."""


class FieldCheck(NamedTuple):
    """A field of a record next to what its document says. `sheet` and `words` are where and what it says."""

    field: str
    verdict: str
    sheet: int | None = None
    words: str | None = None
    day: date | None = None
    """The day that the document gives, if the field is one."""

    @property
    def key(self) -> str:
        """The key of the record that it is about: the office that signed is that of the issuer."""
        return ISSUER if self.field == OFFICE else self.field


def check_record(record: Evidence, texts: Sequence[str], pictured: Collection[int] = ()) -> tuple[FieldCheck, ...]:
    """The fields of a record that its document can be asked about. Empty if it is of a format without words.

    `pictured`: the sheets that may have more words than their text, so that nobody can say what is not there.
    """
    fields = [field for field, value in _recorded(record) if value]
    if not texts:
        return ()
    full = [text for text in texts if text.strip()]
    if not full or not is_legible(full[0]):
        return tuple(FieldCheck(field, NOT_READ) for field in fields)
    said = stated(texts)
    found = (_checked(field, record, said, texts) for field in fields)
    missing = NOT_READ if any(n in pictured or not is_legible(texts[n - 1]) for n in _ends(texts)) else NOT_FOUND
    return tuple(one._replace(verdict=missing) if one.verdict == NOT_FOUND else one for one in found if one is not None)


def _ends(texts: Sequence[str]) -> Collection[int]:
    """The first and the last sheets, with text or without, on which a document says what it is."""
    sheets = range(1, len(texts) + 1)
    return {*sheets[:SHEETS], *sheets[-SHEETS:]}


def contradicts(found: FieldCheck) -> bool:
    """Whether the document says another thing."""
    return found.verdict == ANOTHER


def _recorded(record: Evidence) -> Iterator[tuple[str, object]]:
    yield NUMBER, record.number
    yield ISSUED, record.issued_on
    yield TITLE, record.title.id
    yield ISSUER, record.issuer
    yield OFFICE, record.issuer
    yield EXPIRES, record.expires_on


def _checked(field: str, record: Evidence, said: Stated, texts: Sequence[str]) -> FieldCheck | None:
    if field == NUMBER:
        return _number(record.number or "", said, texts)
    if field == ISSUED and record.issued_on:
        return _issued(record.issued_on, said, texts)
    if field == EXPIRES and record.expires_on:
        return _expires(record.expires_on, said, texts)
    if field == TITLE:
        return _title(record, said, texts)
    issuer = (record.issuer.id or record.issuer.en or "") if record.issuer is not None else ""
    return _signed(issuer, said, texts) if field == OFFICE else _issuer(issuer, said, texts)


def _number(recorded: str, said: Stated, texts: Sequence[str]) -> FieldCheck:
    for found in said.numbers:
        if same_number(recorded, found.words):
            return _as_said(NUMBER, AGREES, found)
    words = re.findall(r"[^\W_]+", recorded)
    pattern = re.compile(r"(?i)(?<!\w)" + r"[\W_]{1,3}".join(map(re.escape, words)) + r"(?!\w)") if words else None
    for sheet in sheets_shown(texts, (*said.numbers, *said.days)):
        found_here = pattern.search(texts[sheet - 1]) if pattern else None
        if found_here and not said.number:
            return FieldCheck(NUMBER, AGREES, sheet, redact(found_here[0]))
    if said.number is not None and other_number(recorded, said.number.words):
        return _as_said(NUMBER, ANOTHER, said.number)
    return FieldCheck(NUMBER, NOT_FOUND)


def _issued(recorded: date, said: Stated, texts: Sequence[str]) -> FieldCheck:
    for found in said.days:
        if found.day == recorded:
            return _as_said(ISSUED, AGREES, found)
    for sheet in sheets_shown(texts, said.days):
        if recorded in days_in(texts[sheet - 1]):
            return FieldCheck(ISSUED, AGREES, sheet)
    if said.number is not None and said.formal:
        return _as_said(ISSUED, ANOTHER, said.days[0])
    return FieldCheck(ISSUED, NOT_FOUND)


def _expires(recorded: date, said: Stated, texts: Sequence[str]) -> FieldCheck | None:
    for found in said.ends:
        if found.day == recorded:
            return _as_said(EXPIRES, AGREES, found)
    return _as_said(EXPIRES, ANOTHER, said.ends[0]) if said.ends and said.number is not None else None


def _title(record: Evidence, said: Stated, texts: Sequence[str]) -> FieldCheck:
    own = _stems(record.title.id or "")
    if said.title is not None:
        if own and _covers(own, _stems(said.title.words)):
            return _as_said(TITLE, AGREES, said.title)
        heads = _stems(" ".join(texts[n - 1] for n in sheets_shown(texts, ())[:2]))
        alien = own and not (own | _stems(record.title.en or "")) & heads
        return _as_said(TITLE, ANOTHER, said.title) if alien else FieldCheck(TITLE, NOT_FOUND)
    there = (sheet for sheet in sheets_shown(texts, ()) if own and _covers(own, _stems(texts[sheet - 1])))
    sheet = next(there, None)
    return FieldCheck(TITLE, NOT_FOUND if sheet is None else AGREES, sheet)


def _covers(own: frozenset[str], there: frozenset[str]) -> bool:
    """Whether two thirds of the words of a title are there; a title is often shortened."""
    return len(own & there) * 3 >= len(own) * 2


def _issuer(name: str, said: Stated, texts: Sequence[str]) -> FieldCheck:
    for found in said.offices:
        if _same_office(name, found.words):
            return _as_said(ISSUER, AGREES, found)
    first = said.offices[0] if said.offices else None
    if first is not None and said.number is not None and _other_office(name, first.words):
        return _as_said(ISSUER, ANOTHER, first)
    wanted = words_of(name)
    for sheet in sheets_shown(texts, said.offices):
        if wanted and wanted <= words_of(texts[sheet - 1]):
            return FieldCheck(ISSUER, AGREES, sheet)
    return FieldCheck(ISSUER, NOT_FOUND)


def _signed(name: str, said: Stated, texts: Sequence[str]) -> FieldCheck | None:
    """The office under the day; None if there is not any."""
    below = [office for office in said.offices if any(_is_below(office, day) for day in said.days)]
    for found in below:
        if _same_office(name, found.words):
            return _as_said(OFFICE, AGREES, found)
    if below and said.number is not None and _other_office(name, below[0].words):
        return _as_said(OFFICE, ANOTHER, below[0])
    return None


def _is_below(office: OwnWords, day: OwnWords) -> bool:
    return office.sheet == day.sheet and 0 <= office.start - day.end < 200


def _as_said(field: str, verdict: str, found: OwnWords) -> FieldCheck:
    return FieldCheck(field, verdict, found.sheet, redact(found.words), found.day)


def _ruler(words: str) -> tuple[str, frozenset[str]] | None:
    """The head of a government that a text names, and the words of its region; None if it names another office."""
    plain = re.sub(r"wali\s+kota", "walikota", words.casefold())
    found = next((ruler for ruler in _RULERS if re.search(rf"\b{ruler}\b", plain)), None)
    return (
        None if found is None else (found, words_of(plain.partition(found)[2]) - {"republik", "indonesia", "provinsi"})
    )


def _same_office(recorded: str, said: str) -> bool:
    """Whether an office is the one recorded: all words of one are in the other."""
    ours, theirs = words_of(recorded), words_of(said)
    return bool(ours) and (ours <= theirs or (len(theirs) > 1 and theirs <= ours))


def _other_office(recorded: str, said: str) -> bool:
    """Whether an office is clearly another one: the head of another government. Misread letters are not enough."""
    ours, theirs = _ruler(recorded), _ruler(said)
    if ours is None or theirs is None:
        return False
    if ours[0] != theirs[0]:
        return True
    alike = (SequenceMatcher(None, one, other).ratio() >= _ALIKE for one in ours[1] for other in theirs[1])
    return bool(ours[1] and theirs[1]) and not any(alike)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in words_of(text))
