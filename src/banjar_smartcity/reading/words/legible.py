"""Legible text: whether the characters of a page are words, or only what a font without a map to letters gives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

FEWEST_RUNS = 20
"""With fewer runs of letters, as in a table of figures, words cannot be judged."""
_RUN = r"[^\W\d_]{3,}"
_VOWELS = frozenset("aeiouy")
_CLUSTER = r"[b-df-hj-np-tv-xz]{5}"
_STRANGE = frozenset(("Co", "Cn", "Cc", "Cs"))
"""Characters of no script: those of private use, unassigned ones and control characters."""


class Letters(NamedTuple):
    """What a text is made of. Those of the pages of a document add up to those of its whole text."""

    shown: int = 0
    strange: int = 0
    """Characters that belong to no script."""
    runs: int = 0
    words: int = 0
    """Runs of letters that could be words."""

    @property
    def legible(self) -> bool:
        """Whether the text is made of words. A short one is if it has no characters that belong to no script."""
        if self.strange * 10 > self.shown:
            return False
        return self.runs < FEWEST_RUNS or self.words * 10 >= self.runs * 6


def in_all(texts: Iterable[Letters]) -> Letters:
    """What several texts together are made of."""
    return Letters(*map(sum, zip(*texts, strict=True)))


def count_letters(text: str) -> Letters:
    """What a text is made of."""
    strange = {c for c in set(text) if category(c) in _STRANGE or c == "\N{REPLACEMENT CHARACTER}"}
    runs = re.findall(_RUN, text)
    return Letters(
        shown=sum(map(len, text.split())),
        strange=sum(text.count(c) for c in strange if not c.isspace()),
        runs=len(runs),
        words=sum(map(_is_like_a_word, runs)),
    )


def is_legible(text: str) -> bool:
    """Whether a text is made of words. A short one is legible if it has no characters that belong to no script."""
    return count_letters(text).legible


@lru_cache(maxsize=1 << 14)
def _is_like_a_word(run: str) -> bool:
    """Whether a run of letters could be spoken, or is an abbreviation in capitals of up to five letters."""
    letters = run.casefold()
    if len(run) <= 5 and run.isupper():
        return bool(_VOWELS.intersection(letters))
    vowels = sum(c in _VOWELS for c in letters)
    return vowels * 5 >= len(letters) and vowels * 5 <= len(letters) * 4 and not re.search(_CLUSTER, letters)
