"""Printed numbers: the numbers on the pages themselves, which differ from those of the sheets in an excerpt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_RULE = r"[-\u2013\u2014|\s]*"
_NUMBER = rf"(?i){_RULE}(?:halaman|hal|hlm|page)?[. ]*([0-9]{{1,5}})(?:\s*(?:dari|of|/)\s*[0-9]{{1,5}})?{_RULE}"
"""A line that is nothing but the number of the page."""


def last_printed(texts: Sequence[str]) -> int | None:
    """The number of the last page as printed, if it is higher than that of its sheet; None if not."""
    shift = printed_shift(texts)
    return len(texts) + shift if shift > 0 else None


def printed_shift(texts: Sequence[str]) -> int:
    """What a printed number is more than that of its sheet; 0 if it is the same or not known.

    At least two pages, and half of those with such a number, must be counted the same way.
    """
    shifts = Counter(
        shift for sheet, text in enumerate(texts, 1) for shift in {number - sheet for number in _numbers(text)}
    )
    if not shifts:
        return 0
    shift, pages = shifts.most_common(1)[0]
    numbered = sum(bool(_numbers(text)) for text in texts)
    return shift if pages > 1 and pages * 2 >= numbered else 0


def _numbers(text: str) -> set[int]:
    """The numbers that are alone on the first or the last line of a page."""
    lines = [line for line in text.splitlines() if line.strip()]
    found = (re.fullmatch(_NUMBER, line) for line in (*lines[:1], *lines[-1:]))
    return {int(match[1]) for match in found if match}
