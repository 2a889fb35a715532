"""Units: what a figure counts, as claimed and as a text states it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...named import NamedTuple
from .figures import MULTIPLES

_FAMILIES = (
    ("percent", "% persen percent persentase percentage"),
    ("permille", "\u2030 permil"),
    ("money", "rp rupiah idr"),
    ("dollar", "us$ usd dolar dollar"),
    ("people", "orang jiwa penduduk warga people persons person residents inhabitants"),
    ("index", "indeks index skor score nilai poin point points"),
    ("tonne", "ton tonnes tonne"),
    ("kilogram", "kg kilogram kilograms"),
    ("litre", "liter litre litres"),
    ("kilometre", "km kilometer kilometre kilometres"),
    ("metre", "meter metre metres m"),
    ("area", "ha hektar hektare hectares hectare"),
    ("square", "km2 km\u00b2 m2 m\u00b2"),
    ("hour", "jam hours hour"),
    ("minute", "menit minutes minute"),
    ("day", "hari days day"),
    ("month", "bulan months month"),
    ("year", "tahun years year"),
    ("household", "kk keluarga households household"),
    ("village", "desa kelurahan villages village"),
    ("district", "kecamatan districts district"),
    ("school", "sekolah schools school"),
    ("programme", "program programme programmes programs"),
    ("activity", "kegiatan activities activity"),
    ("application", "aplikasi applications application"),
    ("document", "dokumen documents document"),
    ("file", "berkas files file"),
    ("piece", "unit buah units pieces"),
    ("visit", "kunjungan visits visit"),
    ("visitor", "wisatawan pengunjung visitors visitor tourists"),
    ("child", "anak balita baduta children child"),
    ("degree", "\u00b0c celsius"),
    ("rank", "peringkat rank"),
)
FAMILY: Mapping[str, str] = {word: family for family, words in _FAMILIES for word in words.split()}
"""The kind of unit of each word. Two words of one kind mean the same."""
_WORD = r"Rp(?=[0-9.])|[%\u2030]|US\$|[^\W\d_]+[2\u00b2]?"
_SPELT = r"(?:se|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|nol)"
"""How a number begins that is written out after its digits, as rules do: "10 (sepuluh) hari"."""
_OPEN = frozenset(("index",))
"""Kinds that texts often leave out: "IPM 72,41"."""
_AFTER = re.compile(rf"(?:\s?\({_SPELT}[^()]{{0,80}}\))?[\s\u00a0(]{{0,2}}(%|\u2030|[^\W\d_]+[2\u00b2]?)", re.I)
_FILLERS = frozenset(["per", "dari", "setiap", "se", "sebulan", "setahun", "sehari", "a", "of", "each", "and", "dan"])


class Unit(NamedTuple):
    """A unit as claimed: its kinds and words, and the power of ten that it holds ("juta rupiah" is 6)."""

    kinds: frozenset[str]
    words: frozenset[str]
    """Words of no known kind that must be there too."""
    power: int

    @property
    def may_be_missing(self) -> bool:
        """Whether texts leave it out."""
        return self.kinds <= _OPEN and not self.words


def unit_of(text: str) -> Unit:
    """A unit from the words of the data."""
    words = [word.casefold() for word in re.findall(_WORD, text)]
    power = sum(MULTIPLES.get(word, 0) for word in words)
    left = [word for word in words if word not in MULTIPLES and word not in _FILLERS]
    return Unit(
        frozenset(FAMILY[word] for word in left if word in FAMILY),
        frozenset(word for word in left if word not in FAMILY),
        power,
    )


def has_unit(unit: Unit, text: str) -> bool:
    """Whether a text has all words of a unit, or others of the same kinds."""
    words = {word.casefold() for word in re.findall(_WORD, text)} | (
        {"rp"} if re.search(r"\bRp\.?\s?[0-9]", text) else set()
    )
    kinds = {FAMILY[word] for word in words if word in FAMILY}
    return unit.kinds <= kinds and all(any(_same(word, other) for other in words) for word in unit.words)


def _same(word: str, other: str) -> bool:
    """Whether two words have the same stem: "penabung" and "penabungnya"."""
    return word == other or (len(word) > 4 and len(other) > 4 and (word.startswith(other) or other.startswith(word)))


def unit_after(text: str, end: int) -> str | None:
    """The kind of unit that directly follows a figure; None if the word after it is of no known kind."""
    found = _AFTER.match(text, end)
    word = found[1].casefold() if found else ""
    if word in MULTIPLES and found:
        found = _AFTER.match(text, found.end())
        word = found[1].casefold() if found else ""
    return FAMILY.get(word)


def unit_follows(unit: Unit, text: str, end: int) -> bool:
    """Whether a unit directly follows a figure."""
    found = _AFTER.match(text, end)
    word = found[1].casefold() if found else ""
    return unit_after(text, end) in unit.kinds or any(_same(own, word) for own in unit.words)


def units_in_brackets(text: str) -> Iterator[str]:
    """The kinds of unit that a heading names in brackets: "(persen)"."""
    for found in re.finditer(r"[(\[]([^()\[\]]{1,40})[)\]]", text):
        yield from sorted(unit_of(found[1]).kinds)


def power_in_heading(text: str) -> int | None:
    """The power of ten that a heading gives all its figures: "(miliar rupiah)"."""
    words = [word.casefold() for word in re.findall(_WORD, text)]
    return next((MULTIPLES[word] for word in words if word in MULTIPLES), None)
