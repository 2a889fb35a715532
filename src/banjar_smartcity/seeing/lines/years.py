"""Years: those that a text states for what it says, apart from spans of years and years in names of rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...named import NamedTuple
from .spans import within

_YEAR = r"(?:19|20)[0-9]{2}"
_STATED = re.compile(rf"(?<![0-9.,/])(?<![0-9]-){_YEAR}(?![0-9/]|[.,][0-9]|[-\u2013]\s?[0-9])")
_SPAN = re.compile(rf"{_YEAR}\s*(?:[-\u2013\u2014/]|s\.?\s?d\.?|sampai(?: dengan)?|hingga)\s*{_YEAR}")
_NAMED = re.compile(
    rf"(?i)\b(?:nomor|no\.?|number)\s{{0,9}}:?\s{{0,9}}[\w./-]{{1,80}}\s{{1,9}}(?:tahun|of)\s{{1,9}}{_YEAR}"
    rf"|\bsejak(?: tahun)?\s+{_YEAR}"
)
_OF_BOOK = re.compile(rf"(?i)\b(?:dalam\s+angka|in\s+figures)\W{{1,3}}(?:tahun\s+)?{_YEAR}")
"""The name of a yearbook, which has the figures of the year before."""


_CELLS = re.compile(
    r"(?<!\S)(?:(?:[0-9][0-9.,]{0,30}|[-\u2013\u2026]|\.{3})\s+){1,60}(?:[0-9][0-9.,]{0,30}|[-\u2013\u2026]|\.{3})\s*$"
)
"""Cells at the end of a table row."""


class Year(NamedTuple):
    """A year and where it begins in its text."""

    start: int
    year: int


def years(text: str, *, of_books: bool = False) -> Iterator[Year]:
    """The years that a text states. `of_books`: also those in the names of yearbooks."""
    named = (_SPAN, _NAMED) if of_books else (_SPAN, _NAMED, _OF_BOOK)
    is_passed = within(found.span() for pattern in named for found in pattern.finditer(text))
    for found in _STATED.finditer(text):
        if not is_passed(found.start()):
            yield Year(found.start(), int(found[0]))


@lru_cache(maxsize=64)
def stated_in(page: str) -> frozenset[int]:
    """The years that a page states. Every figure on it asks about the same page."""
    return frozenset(year.year for year in years(page))


@lru_cache(maxsize=64)
def stated_outside_cells(page: str) -> frozenset[int]:
    """The years that a page states, without the figures of table rows that only look like one."""
    lines = (_CELLS.sub(_years_of_cells, line) for line in page.splitlines())
    return frozenset(year.year for line in lines for year in years(line))


def _years_of_cells(found: re.Match[str]) -> str:
    """The end of a line with several cells; nothing of it if one of them is another number than a year."""
    cells = re.findall(r"[0-9][0-9.,]*", found[0])
    return found[0] if all(re.fullmatch(_YEAR, cell) for cell in cells) else ""


@lru_cache(maxsize=4096)
def _named(text: str) -> tuple[frozenset[int], tuple[tuple[int, int], ...]]:
    """The years in a text, without those of yearbooks, and its spans of years."""
    text = _OF_BOOK.sub(" ", text)
    single = frozenset(map(int, re.findall(rf"(?<![0-9]){_YEAR}(?![0-9])", text)))
    spans = (re.findall(_YEAR, found[0]) for found in _SPAN.finditer(text))
    return single, tuple((int(first), int(last)) for first, last in spans)


def names_year(text: str, year: int) -> bool:
    """Whether a year is anywhere in a text, also within a span."""
    single, spans = _named(text)
    return year in single or any(first <= year <= last for first, last in spans)
