"""Stated: what a document says of itself: its number, its days, its title, its office and its end.

Only what is at its own place counts: a number under the kind of document or after "Nomor :", a day under "Ditetapkan
di". What a text cites of other documents is in its sentences, and is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice, takewhile

from ..named import NamedTuple
from ..spelling.dates import day_of

_KINDS = (
    r"undang-undang|peraturan|keputusan|instruksi|surat\s+edaran|surat\s+perintah|surat\s+tugas|surat\s+keputusan|"
    r"nota\s+kesepahaman|kesepakatan\s+bersama|perjanjian|berita\s+acara|pengumuman|maklumat|sertifikat"
)
_NUMBER_LINE = re.compile(
    r"^[^\w\n]{0,4}(?:nomor|no\.?|number)[ \t]{0,9}[:.]?[ \t]{0,9}(?=[\w.-]{0,20}[0-9])([^\n:;()]{1,80}?)[ \t]{0,9}$",
    re.I | re.M,
)
"""A line that is nothing but a number."""
_KIND = re.compile(rf"(?:^|[^\w])(?:{_KINDS})\b", re.I)
_REGISTER = re.compile(r"\b(?:lembaran|berita)\s+(?:negara|daerah)|tambahan", re.I)
"""The registers in which rules are published; their numbers are not those of the rules."""
_ABOUT = re.compile(r"^[^\w\n]{0,4}t\s?e\s?n\s?t\s?a\s?n\s?g[^\w\n]{0,4}$", re.I | re.M)
_LETTER = re.compile(r"^[^\w\n]{0,4}(?:lampiran|sifat|hal|perihal|tanggal)\s{0,9}:", re.I | re.M)
_TITLE_ENDS = re.compile(
    r"^[^\w\n]{0,4}(?:dengan rahmat|menimbang|mengingat|sehubungan|"
    r"presiden|menteri|gubernur|bupati|wali\s?kota|kepala|sekretaris|direktur)\b",
    re.I | re.M,
)
_ISSUED = re.compile(
    r"^[^\w\n]{0,4}(di\s?tetapkan|di\s?keluarkan|di\s?sahkan|di\s?tandatangani|di\s?undangkan)\b", re.I | re.M
)
_GAP = r"(?:[ \t]{1,3}|[ \t]{0,2}[-/.][ \t]{0,2})"
_YEAR = r"(?:19|20)[0-9]{2}"
_DAY = rf"(?:[0-9]{{1,2}}{_GAP}(?:[A-Za-z]{{3,10}}|[0-9]{{1,2}}){_GAP}{_YEAR}|{_YEAR}-[0-9]{{2}}-[0-9]{{2}})(?![0-9])"
_ON = re.compile(rf"\btanggal[ \t]{{0,9}}[:,]?[ \t]{{0,9}}({_DAY})", re.I)
_ANY_DAY = re.compile(rf"(?<![0-9/.-]){_DAY}")
_PLACE_AND_DAY = re.compile(rf"^[^\w\n]{{0,4}}[A-Z][A-Za-z .]{{2,40}},[ \t]{{0,9}}({_DAY})[ \t.]{{0,4}}$", re.M)
_DATED = re.compile(rf"^[^\w\n]{{0,4}}tanggal[ \t]{{0,9}}[:.][ \t]{{0,9}}({_DAY})[ \t.]{{0,4}}$", re.I | re.M)
_WITHIN = 220
"""Characters after "Ditetapkan" among which the day and the office are."""
_OFFICE = re.compile(
    r"\b(presiden|menteri|gubernur|bupati|wali\s?kota|sekretaris\s+daerah|camat|lurah|kepala\s+desa|"
    r"kepala\s+(?:dinas|badan|bagian|biro|kantor|pusat)|direktur(?:\s+jenderal)?|inspektur|ketua|rektor)\b"
    r"(?:[ \t]+(?!(?:tentang|nomor|tahun|pada|untuk|yang)\b)[^\W\d_]{3,}){0,6}",
    re.I,
)
SHEETS = 3
"""Sheets at each end of a document that are searched for what it says of itself."""
_HEADS = 2
"""Sheets with text on which a document names itself."""
_MOST = 500
"""Places of each sort that are looked at; a document has a few."""
_MOST_OF_HEAD, _MOST_OF_TITLE = 6000, 400
_IN_FORCE = re.compile(r"\bberlaku\b", re.I)
_ITSELF = re.compile(
    r"\b(?:keputusan|perjanjian|kesepakatan|kesepahaman|sertifikat|surat|izin)\b[^.;]{0,60}\bini\b[^.;]{0,80}$", re.I
)
_UNTIL = re.compile(
    rf"[^.;]{{0,120}}?\b(?:sampai dengan|sampai|hingga|s\.?d\.?)\s{{1,4}}(?:tanggal\s{{1,4}})?({_DAY})", re.I
)


class OwnWords(NamedTuple):
    """Words of a document at a place of their own, which is from `start` to `end` in the text of the sheet."""

    words: str
    sheet: int
    start: int
    end: int
    day: date | None = None


class Stated(NamedTuple):
    """What a document says of itself, as far as it can be known."""

    number: OwnWords | None
    """Its number, at the head of its first sheets."""
    numbers: tuple[OwnWords, ...]
    """All numbers that are at a place of their own, also of documents that are bound in."""
    days: tuple[OwnWords, ...]
    """The days on which it, and what is bound in, was issued or published."""
    formal: bool
    """Whether the first of the days is below the number, or under "Ditetapkan" or the like."""
    title: OwnWords | None
    offices: tuple[OwnWords, ...]
    """The offices at its head and under its days."""
    ends: tuple[OwnWords, ...]


def stated(texts: Sequence[str]) -> Stated:
    """What a document says of itself. `texts` are those of its sheets."""
    heads = [n for n, text in enumerate(texts, 1) if text.strip()][:_HEADS]
    numbers = tuple(islice(_numbers(texts), _MOST))
    first = next((n for n in numbers if n.sheet in heads and n.start < _MOST_OF_HEAD and _is_own(texts, n)), None)
    signed = tuple(islice(_signed(texts), _MOST))
    dated = tuple(islice(_of_lines(_DATED, texts), _MOST))
    headed = tuple(day for day in dated if first and day.sheet == first.sheet and 0 < day.start - first.end < 300)
    letters = tuple(islice(_of_lines(_PLACE_AND_DAY, texts), _MOST))
    return Stated(
        number=first,
        numbers=numbers,
        days=(*headed, *(said for said, _ in signed), *letters, *dated),
        formal=bool(signed or headed),
        title=_title(texts, first),
        offices=(*_offices_of_head(texts, first), *(office for _, office in signed if office is not None)),
        ends=tuple(islice(_ends(texts), _MOST)),
    )


def days_in(text: str) -> Iterator[date]:
    """Every day that a text writes out."""
    for found in _ANY_DAY.finditer(text):
        if (day := _date(found[0])) is not None:
            yield day


def _date(words: str) -> date | None:
    named = day_of(" ".join(words.split()))
    return date.fromisoformat(named) if named else None


def _said(text: str, sheet: int, start: int, end: int, day: date | None = None) -> OwnWords:
    return OwnWords(" ".join(text[start:end].split()), sheet, start, end, day)


def _numbers(texts: Sequence[str]) -> Iterator[OwnWords]:
    for sheet, text in enumerate(texts, 1):
        for found in _NUMBER_LINE.finditer(text):
            if not _REGISTER.search(_before(text, found.start(), 2)):
                yield _said(text, sheet, found.start(), found.end())


def _before(text: str, at: int, lines: int) -> str:
    """The lines before a place."""
    start = at
    for _ in range(lines + 1):
        start = text.rfind("\n", 0, max(0, start))
        if start < 0:
            return text[:at]
    return text[start + 1 : at]


def _is_own(texts: Sequence[str], number: OwnWords) -> bool:
    """Whether a number is that of the document: below its kind and above its title, or in the head of a letter."""
    text = texts[number.sheet - 1]
    above, below = _before(text, number.start, 4), text[number.end : number.end + 120]
    if _KIND.search(above) and _ABOUT.search("\n".join(below.splitlines()[:3])):
        return True
    return number.start < 1200 and _LETTER.search(text[number.end : number.end + 250]) is not None


def _title(texts: Sequence[str], number: OwnWords | None) -> OwnWords | None:
    if number is None:
        return None
    text = texts[number.sheet - 1]
    about = _ABOUT.search(text, number.end)
    if about is None or about.start() > number.end + 120:
        return None
    end = ends.start() if (ends := _TITLE_ENDS.search(text, about.end())) else len(text)
    lines = text[about.end() : min(end, about.end() + _MOST_OF_TITLE)].strip().splitlines()
    if lines and lines[0].isupper():  # what follows in small letters is not of the title
        lines = list(takewhile(lambda line: line.isupper() or not line.strip(), lines))
    return OwnWords(" ".join(" ".join(lines).split()), number.sheet, about.end(), end) if lines else None


def _offices_of_head(texts: Sequence[str], number: OwnWords | None) -> Iterator[OwnWords]:
    if number is None:
        return
    start = max(0, number.start - 240)
    above = texts[number.sheet - 1][start : number.start]
    for kind in _KIND.finditer(above):
        if found := _OFFICE.search(above, kind.end()):
            yield _said(texts[number.sheet - 1], number.sheet, start + found.start(), start + found.end())


def _signed(texts: Sequence[str]) -> Iterator[tuple[OwnWords, OwnWords | None]]:
    """The day and the office under each "Ditetapkan di"."""
    for sheet, text in enumerate(texts, 1):
        for found in _ISSUED.finditer(text):
            block = text[found.end() : found.end() + _WITHIN]
            if (after := _ISSUED.search(block)) is not None:
                block = block[: after.start()]
            on = _ON.search(block)
            day = _date(on[1]) if on else None
            if on is None or day is None or not re.match(r"\s*(?:di\b|pada\b|:|oleh\b)", block):
                continue
            office = None if "undangkan" in found[1].casefold() else _OFFICE.search(block, on.end())
            at = found.end()
            held = office and _said(text, sheet, at + office.start(), at + office.end())
            yield _said(text, sheet, found.start(1), at + on.end(), day), held


def _of_lines(pattern: re.Pattern[str], texts: Sequence[str]) -> Iterator[OwnWords]:
    """The days on lines of their own: "Martapura, 3 Maret 2025" of a letter, "Tanggal : 3 Maret 2025" of a head."""
    for sheet, text in enumerate(texts, 1):
        for found in pattern.finditer(text):
            if (day := _date(found[1])) is not None:
                yield _said(text, sheet, found.start(), found.end(), day)


def _ends(texts: Sequence[str]) -> Iterator[OwnWords]:
    """The days until which it is in force: "Keputusan ini berlaku sampai dengan tanggal 31 Desember 2025"."""
    for sheet, text in enumerate(texts, 1):
        for found in _IN_FORCE.finditer(text):
            itself = _ITSELF.search(text, max(0, found.start() - 160), found.start())
            until = _UNTIL.match(text, found.end())
            if itself and until and (day := _date(until[1])) is not None:
                yield _said(text, sheet, itself.start(), until.end(), day)


def sheets_shown(texts: Sequence[str], said: Iterable[OwnWords]) -> tuple[int, ...]:
    """The first and the last sheets with text, and those on which a document says something of itself."""
    full = [n for n, text in enumerate(texts, 1) if text.strip()]
    return tuple(sorted({*full[:SHEETS], *full[-SHEETS:], *(one.sheet for one in said)}))
