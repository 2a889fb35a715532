"""Bare pages: without the year of the line that is on all of them, and with the title of a table that goes on.

"Kecamatan Contoh Dalam Angka 2025" on every page says which book it is, and not of which year its figures are; a page
that begins with "Lanjutan Tabel 3.1" has its year and its units on the page where the table begins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ...named import NamedTuple
from .stretches import is_head, is_row
from .years import years

_EDGE = 4
"""Lines at each end of a page among which what is on every page can be found."""
_FEWEST, _ONE_OF, _MOST_NUMBERS = 4, 10, 2
"""So many pages, and one of so many, have the line that is taken for one of all pages; its year and its page."""
_GOES_ON = re.compile(
    r"(?im)^.{0,40}\b(?:lanjutan|sambungan|cont(?:inue|inued|\.)?|countinued)\b(?:\W*(?:lanjutan|continued?|countinued)\b)?"
    r"\W*(?:tabel|table)\b(?:\W*(?:continued?|countinued)\b)?(?:\W*table\b)?[^\w\n]*([0-9]{1,4}(?:\.[0-9]{1,4}){0,5})?"
)
_MOST_BACK, _MOST_TITLE = 12, 24
_YEARBOOK = re.compile(r"(?i)\b(?:dalam\s+angka|in\s+figures)\b")
"""A book that has the year after the one of its figures in its name."""


class Bare(NamedTuple):
    """The pages of a document, and the years that count for pages that state none."""

    pages: tuple[str, ...]
    years: frozenset[int] | None
    """Those of its first page and of the lines on all pages; None if these have none, so that any page's may do."""


@lru_cache(maxsize=64)
def bare(texts: tuple[str, ...]) -> Bare:
    """The pages of a document. Many claims ask about the same one."""
    common = _common(texts)
    pages = [_without(text, common) for text in texts]
    told = "\n".join((*texts[:1], *sorted({line for text in texts for line in _edges(text) if _core(line) in common})))
    named = frozenset(year.year for year in years(told))
    own = frozenset[int]() if _YEARBOOK.search(told) else named or None
    return Bare(tuple(_continued(pages, n) for n in range(len(pages))), own)


def _core(line: str) -> str:
    """A line with no numbers but its years: the number of the page changes. Empty if it is not one of all pages."""
    stated = [str(year.year) for year in years(line, of_books=True)]
    if not stated or len(re.findall(r"[0-9]+", line)) > _MOST_NUMBERS:
        return ""
    return " ".join((*stated, re.sub(r"[\W\d_]+", "", line).casefold()))


def _edges(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if line.strip()]
    return [*lines[:_EDGE], *lines[-_EDGE:]] if len(lines) > 2 * _EDGE else lines


def _common(texts: Sequence[str]) -> frozenset[str]:
    """What of the lines that state a year is on many pages."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update({_core(line) for line in _edges(text)})
    least = max(_FEWEST, len(texts) // _ONE_OF)
    return frozenset(core for core, pages in found.items() if core and pages >= least)


def _without(text: str, common: frozenset[str]) -> str:
    """A page whose lines that are on all pages have no year. Their words stay: they say what the page is about."""
    edges = {line for line in _edges(text) if _core(line) in common}
    lines = (re.sub(r"(?:19|20)[0-9]{2}", "", line) if line in edges else line for line in text.splitlines())
    return "\n".join(lines) if edges else text


def _continued(pages: Sequence[str], n: int) -> str:
    """A page with the title of its table before it, if the table began on an earlier page."""
    found = _GOES_ON.search(pages[n])
    if found is None:
        return pages[n]
    for earlier in range(n - 1, max(-1, n - 1 - _MOST_BACK), -1):
        if not _GOES_ON.search(pages[earlier]) and (
            found[1] is None or re.search(rf"(?<![\d.]){re.escape(found[1])}(?![\d.])", pages[earlier])
        ):
            return "\n".join((*_title(pages[earlier]), pages[n]))
    return pages[n]


def _title(page: str) -> Iterator[str]:
    """The lines of a page before the first row of its table, without heads of columns that may differ."""
    lines = [" ".join(line.split()) for line in page.splitlines()]
    for n, line in enumerate(lines[:_MOST_TITLE]):
        if is_row(lines, n) and not is_head(line) and len(re.findall(r"\S*[0-9]\S*", line)) > 1:
            return
        yield line
