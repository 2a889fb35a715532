"""Years: those that a text states for what it says, apart from spans of years and years in names of rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_YEAR = r"(?:19|20)[0-9]{2}"
_STATED = re.compile(rf"(?<![0-9.,/])(?<![0-9]-){_YEAR}(?![0-9/]|[.,][0-9]|[-\u2013]\s?[0-9])")
_SPAN = re.compile(rf"{_YEAR}\s*(?:[-\u2013\u2014/]|s\.?\s?d\.?|sampai(?: dengan)?|hingga)\s*{_YEAR}")
_NAMED = re.compile(
    rf"(?i)\b(?:nomor|no\.?|number)\s*:?\s*[\w./-]+\s+(?:tahun|of)\s+{_YEAR}|\bsejak(?: tahun)?\s+{_YEAR}"
)


class Year(NamedTuple):
    """A year and where it begins in its text."""

    start: int
    year: int


def years(text: str) -> Iterator[Year]:
    """The years that a text states."""
    passed = [found.span() for pattern in (_SPAN, _NAMED) for found in pattern.finditer(text)]
    for found in _STATED.finditer(text):
        if not any(first <= found.start() < last for first, last in passed):
            yield Year(found.start(), int(found[0]))


@lru_cache(maxsize=64)
def stated_in(page: str) -> frozenset[int]:
    """The years that a page states. Every figure on it asks about the same page."""
    return frozenset(year.year for year in years(page))


@lru_cache(maxsize=4096)
def _named(text: str) -> tuple[frozenset[int], tuple[tuple[int, int], ...]]:
    """The years in a text, and its spans of years."""
    single = frozenset(map(int, re.findall(rf"(?<![0-9]){_YEAR}(?![0-9])", text)))
    spans = (re.findall(_YEAR, found[0]) for found in _SPAN.finditer(text))
    return single, tuple((int(first), int(last)) for first, last in spans)


def names_year(text: str, year: int) -> bool:
    """Whether a year is anywhere in a text, also within a span."""
    single, spans = _named(text)
    return year in single or any(first <= year <= last for first, last in spans)
