"""Meaning: what a cell that came back means, as data write it, or why that is not certain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime, time

from ...diagnostics import Phrase
from ...i18n import N_
from ...model.instrument import Level
from ...named import NamedTuple
from ...spelling.characters import ordinary, ordinary_spaces, trimmed
from ...spelling.dates import day_of, moment_of
from ...spelling.numbers import THOUSANDS, number_of, pages_of
from ...spelling.values import is_nothing
from ..cells import plain
from ..parcel import Rung
from ..record import number
from ..returned import Value

LONGEST = 4000
"""The most characters of a text, as the schemas say."""
LONGEST_UNIT = 200
_MOST_EXACT = 10**15
"""Programs round larger figures: what was typed as 12345678901234567 is 12345678901234500 in the file."""
_ERROR = re.compile(r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|WERT!|BEZUG!)|Err:\d+", re.IGNORECASE)
_WORD = re.compile(r"\A(?:level|lvl?|tingkat|nilai)\b\s*[.:]?\s*", re.I)
_LEVEL = re.compile(
    r"(?:(?:level|lvl?|tingkat|nilai)\b\s*[.:]?\s*)?([0-9]+(?:[.,][0-9]+)?|[IVX]{1,4})\s*(?:[:.)–—-]\s*(.*))?",
    re.I | re.S,
)
SEPARATED = re.compile(r"\n|;\s+")


class Meaning(NamedTuple):
    """A cell as data write it; empty where there is nothing. With `fault` it is not certain: the text is as it is."""

    text: str
    fault: Phrase | None = None
    noted: bool = False
    """Whether it is written differently from how it was read."""


class Asked(NamedTuple):
    """What may be answered for an item."""

    rungs: tuple[Rung, ...]
    fractions: bool
    external: bool


def meaning(cell: str, value: Value, asked: Asked) -> Meaning:
    """What the value of a cell of an item, an innovation or a document means."""
    if isinstance(value, str) and _ERROR.fullmatch(value.strip()):
        return Meaning(value, Phrase(N_("the spreadsheet program shows an error here")))
    if isinstance(value, bool):
        return Meaning(plain(value), Phrase(N_("it is TRUE or FALSE")))
    return _MEANINGS.get(cell, _words)(value, asked)


def is_same(cell: str, sent: str, now: str) -> bool:
    """Whether a cell means the same as it was sent: programs change quotes, spaces and the last digits of figures."""
    if sent == now:
        return True
    if cell in ("value", "year", "level"):
        try:
            return format(float(sent), ".15g") == format(float(now), ".15g")
        except ValueError:
            return False
    return " ".join(ordinary(sent).split()) == " ".join(ordinary(now).split())


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a cell with several entries."""
    return tuple(filter(None, (line.strip() for line in SEPARATED.split(text))))


def clean(text: str) -> str:
    """A text with ordinary spaces and line ends, without invisible characters and without quotes around all of it."""
    lines = ordinary_spaces(text.replace("\t", " ")).splitlines()
    kept = ("".join(c for c in line if c.isprintable() or _is_shown(c)).rstrip() for line in lines)
    return trimmed("\n".join(kept))


def _is_shown(character: str) -> bool:
    """Whether a character is part of an emoji, or one that is newer than Python."""
    number = ord(character)
    is_never_used = number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF
    return character == "\u200d" or (unicodedata.category(character) == "Cn" and not is_never_used)


def _words(value: Value, _: Asked, longest: int = LONGEST) -> Meaning:
    text = clean(_as_text(value))
    if is_nothing(text) and not any(map(str.isalpha, text)):
        return Meaning("")  # a dash
    if isinstance(value, int | float) and value == 0:  # calamine has 0 for the text of a formula in an .xls
        return Meaning(text, Phrase(N_("it is nothing but 0, perhaps in place of the text of a formula")))
    if len(text) > longest:
        return Meaning(text, Phrase(N_("the text is too long")))
    return Meaning(text, noted=isinstance(value, datetime) or (isinstance(value, str) and text != value.strip()))


def _unit(value: Value, asked: Asked) -> Meaning:
    if isinstance(value, datetime):
        return Meaning(_as_text(value), Phrase(N_("the spreadsheet program has made a date of it")))
    found = _words(value, asked, LONGEST_UNIT)
    return found._replace(text=" ".join(found.text.split()))


def _as_text(value: Value) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(" ")
    if isinstance(value, str):
        return value
    return plain(None if value is None else number(value))


def _figure(value: Value, asked: Asked) -> Meaning:
    if isinstance(value, datetime):
        return Meaning(_as_text(value), Phrase(N_("the spreadsheet program has made a date of a number")))
    if isinstance(value, int | float):
        rounded = abs(value) >= _MOST_EXACT
        return Meaning(_as_text(value), Phrase(N_("spreadsheet programs keep only 15 digits")) if rounded else None)
    text = clean(value or "")
    if is_nothing(text):
        return Meaning("")
    if THOUSANDS.fullmatch(ordinary(text)):
        return Meaning(text, Phrase(N_("it may be thousands or a fraction")))
    found = number_of(text)
    if found is None:
        return Meaning(text, Phrase(N_("it is not a number")))
    return Meaning(found, noted=found != text)


def _year(value: Value, asked: Asked) -> Meaning:
    if isinstance(value, datetime):
        return Meaning(_as_text(value), Phrase(N_("the spreadsheet program has made a date of a number")))
    text = clean(_as_text(value))
    if is_nothing(text):
        return Meaning("")
    found = moment_of(text)
    if found is None or len(found) != 4 or not 1900 <= int(found) <= 2200:
        return Meaning(text, Phrase(N_("it is not a year")))
    return Meaning(found, noted=isinstance(value, str) and found != text)


def _level(value: Value, asked: Asked) -> Meaning:
    if isinstance(value, datetime):
        return Meaning(_as_text(value), Phrase(N_("the spreadsheet program has made a date of a number")))
    text = clean(_as_text(value))
    if is_nothing(text):
        return Meaning("")
    if asked.external:
        return Meaning(text, Phrase(N_("this item takes the value of another body and has no level to fill in")))
    found = _level_of(text, asked.rungs)
    known = {float(rung.level) for rung in asked.rungs}
    if found is None or not known or not min(known) <= found <= max(known):
        return Meaning(text, Phrase(N_("it is not a level of this item")))
    if found not in known and not asked.fractions:
        return Meaning(text, Phrase(N_("it is not a level of this item")))
    return Meaning(plain(number(found)), noted=isinstance(value, str) and not _is_choice(text, asked.rungs))


def _level_of(text: str, rungs: tuple[Rung, ...]) -> float | None:
    """The level that a text names, by its number, by its words, or by both if they agree."""
    named = [rung.level for rung in rungs if _says(rung, text)]
    if len(named) == 1:
        return float(named[0])
    found = _LEVEL.fullmatch(text)
    if found is None:
        written = number_of(_WORD.sub("", text), whole=True)
        return None if written is None else float(written)
    written = number_of(found[1], whole=not any(mark in found[1] for mark in ".,"))
    if written is None:
        return None
    words = found[2]
    agrees = not words or any(rung.level == float(written) and _says(rung, words, begun=True) for rung in rungs)
    return float(written) if agrees else None


def _says(rung: Rung, words: str, *, begun: bool = False) -> bool:
    """Whether these are the words of a level, or with `begun` the first of them."""
    wanted = _folded(words)
    texts = (rung.text.id, rung.text.en or "") if rung.text else ()
    return bool(wanted) and any(
        _folded(text) == wanted or (begun and _folded(text).startswith(wanted)) for text in texts
    )


def choice(level: Level, words: str) -> str:
    """A level as people choose it from a list."""
    return f"{plain(level)}: {' '.join(words.split())}" if words else plain(level)


def _is_choice(text: str, rungs: tuple[Rung, ...]) -> bool:
    return any(text == plain(rung.level) or text.startswith(f"{plain(rung.level)}: ") for rung in rungs)


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _pages(value: Value, asked: Asked) -> Meaning:
    if isinstance(value, datetime):
        return Meaning(_as_text(value), Phrase(N_("the spreadsheet program has made a date of pages")))
    found = _words(value, asked, LONGEST_UNIT)
    if found.fault or not found.text:
        return found
    text = "\n".join(pages_of(ordinary(line)) for line in filter(None, map(str.strip, found.text.split("\n"))))
    return Meaning(text, noted=found.noted or text != found.text)


def _documents(value: Value, asked: Asked) -> Meaning:
    if isinstance(value, datetime):
        return Meaning(_as_text(value), Phrase(N_("the spreadsheet program has made a date of it")))
    found = _words(value, asked)
    return found._replace(text="\n".join(lines_of(found.text)))


def _moment(value: Value, _: Asked) -> Meaning:
    if isinstance(value, datetime):
        return Meaning(value.date().isoformat())
    text = clean(_as_text(value))
    if is_nothing(text):
        return Meaning("")
    found = moment_of(text)
    if found is None:
        return Meaning(text, Phrase(N_("it is not a year, a month or a day")))
    return Meaning(found, noted=isinstance(value, str) and found != text)


def _day(value: Value, asked: Asked) -> Meaning:
    found = _moment(value, asked)
    if not found.fault and found.text and day_of(found.text) is None:
        return Meaning(found.text, Phrase(N_("it is not a day")))
    return found


_MEANINGS: Mapping[str, Callable[[Value, Asked], Meaning]] = {
    "value": _figure,
    "unit": _unit,
    "year": _year,
    "level": _level,
    "document": _documents,
    "pages": _pages,
    "started": _moment,
    "issued_on": _day,
    "title": _unit,
    "number": _unit,
    "kind": _unit,
    "file": _unit,
}
