"""Money: runs that are a sum in rupiah, the most frequent long numbers of the data. They are done with at once."""

from __future__ import annotations

import re

from .runs import Run
from .vocabulary import NIP_WORDS, REGISTERS

_SUM = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,3}")
"""At most twelve digits: numbers of persons with more have no words that lead up to them."""
_SIGNS = ("Rp", "rp", "RP")
_WORDS = frozenset((*NIP_WORDS, *REGISTERS))
"""Words after which a number of this length is that of a person, whatever else it looks like."""
_READ = 3
"""As many of the words before a number are looked at for these."""


def is_sum_of_money(run: Run) -> bool:
    """Whether a run is a sum such as Rp12.345.678.900 and nothing that is looked for.

    No phone or account begins right after a sign of money or a dot, so that only the words before remain to be read.
    """
    start, end = run.groups[0][0], run.groups[-1][1]
    if run.text[max(0, start - 2) : start] not in _SIGNS or run.text[max(0, start - 3) : start - 2].isalnum():
        return False
    if _SUM.fullmatch(run.text, start, end) is None:
        return False
    words = run.words(len(run.groups) - 1)  # those of the last group are cut off first
    return len(words) > _READ and _WORDS.isdisjoint(words[-_READ:])
