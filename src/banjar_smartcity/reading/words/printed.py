"""Printed numbers: the numbers on the pages themselves, which differ from those of the sheets in an excerpt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_RULE = r"[-\u2013\u2014|\s]*"
_NUMBER = rf"(?i){_RULE}(?:halaman|hal|hlm|page)?[. ]*([0-9]{{1,5}})(?:\s*(?:dari|of|/)\s*[0-9]{{1,5}})?{_RULE}"
"""A line that is nothing but the number of the page."""
_LONGEST = 100
"""Such a line is short; on a long one the pattern would look at each of its spaces for each other one."""

_IN_LINE = re.compile(r"^([0-9]{1,4})(?![0-9.,)/:-])|(?<![0-9.,/:-])([0-9]{1,4})$")
"""A number at an end of a line: "Kecamatan Contoh Dalam Angka 63", also where no space is before its words."""
_FEWEST_IN_LINES, _EDGE = 3, 2


def last_printed(texts: Sequence[str]) -> int | None:
    """The number of the last page as printed, if it is higher than that of its sheet; None if not."""
    shift = printed_shift(texts)
    return len(texts) + shift if shift > 0 else None


def printed_shift(texts: Sequence[str]) -> int:
    """What a printed number is more than that of its sheet; 0 if it is the same or not known.

    At least two pages, and half of those with such a number, must be counted the same way. If no line is only a number,
    those within the lines at the edges of pages must do so on three pages and a third of all.
    """
    shift, pages, numbered = _most([_numbers(text) for text in texts])
    if pages > 1 and pages * 2 >= numbered:
        return shift
    shift, pages, _ = _most([_numbers_in_lines(text) for text in texts])
    return shift if pages >= _FEWEST_IN_LINES and pages * 3 >= len(texts) else 0


def _most(numbers: Sequence[set[int]]) -> tuple[int, int, int]:
    """The shift of most pages, how many they are, and how many pages have any number."""
    shifts = Counter(number - sheet for sheet, found in enumerate(numbers, 1) for number in found)
    shift, pages = shifts.most_common(1)[0] if shifts else (0, 0)
    return shift, pages, sum(map(bool, numbers))


def _numbers(text: str) -> set[int]:
    """The numbers that are alone on the first or the last line of a page."""
    lines = [line for line in text.splitlines() if line.strip()]
    edges = (line.strip() for line in (*lines[:1], *lines[-1:]))
    found = (re.fullmatch(_NUMBER, line) for line in edges if len(line) <= _LONGEST)
    return {int(match[1]) for match in found if match}


def _numbers_in_lines(text: str) -> set[int]:
    """The numbers at the ends of the first and last lines of a page that have words too."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    edges = (line for line in (*lines[:_EDGE], *lines[-_EDGE:]) if re.search(r"[^\W\d_]{3}", line))
    return {int(found[1] or found[2]) for line in edges for found in _IN_LINE.finditer(line)}
