"""Legible text: whether the characters of a page are words, or only what a font without a map to letters gives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import category

from ...named import NamedTuple

FEWEST_RUNS = 20
"""With fewer runs of letters, as in a table of figures, words cannot be judged."""
_RUN = r"[^\W\d_]{3,}"
_VOWELS = frozenset("aeiouy")
_CLUSTER = r"[b-df-hj-np-tv-xz]{5}"
_SYMBOL = re.compile(r"[^\w\s.,:;()/%'\"\u2018-\u201f\u2026\u2022\u00b7\u2010-\u2015-]")
_REPEATED = re.compile(r"(\S)\1+")
"""Lines of dots or dashes, as in a table of contents."""
_FEWEST_SHOWN, _MOST_SYMBOLS = 60, 5
"""In a text of so many characters, one of so many may be a sign that sentences and tables have not."""
_LOST = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufffd]{2,}")
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
    symbols: int = 0
    """Signs that are neither letters, digits nor marks of sentences."""

    @property
    def legible(self) -> bool:
        """Whether the text is made of words. A short one is if it has no characters that belong to no script."""
        if self.strange * 10 > self.shown:
            return False
        if self.shown >= _FEWEST_SHOWN and self.symbols * _MOST_SYMBOLS > self.shown:
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
        symbols=len(_SYMBOL.findall(_REPEATED.sub(r"\1", text))),
    )


def has_lost_words(text: str) -> bool:
    """Whether some words of a text cannot be read, as of one font among others. A single sign may be that of a list."""
    return _LOST.search(text) is not None


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
