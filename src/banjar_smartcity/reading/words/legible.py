"""Legible text: whether the characters of a page are words, or only what a font without a map to letters gives."""

from __future__ import annotations

import re
from unicodedata import category

FEWEST_RUNS = 20
"""With fewer runs of letters, as in a table of figures, words cannot be judged."""
_RUN = r"[^\W\d_]{3,}"
_VOWELS = frozenset("aeiouy")
_CLUSTER = r"[b-df-hj-np-tv-xz]{5}"
_STRANGE = frozenset(("Co", "Cn", "Cc", "Cs"))
"""Characters of no script: those of private use, unassigned ones and control characters."""


def is_legible(text: str) -> bool:
    """Whether a text is made of words. A short one is legible if it has no characters that belong to no script."""
    shown = [c for c in text if not c.isspace()]
    strange = sum(category(c) in _STRANGE or c == "\N{REPLACEMENT CHARACTER}" for c in shown)
    if strange * 10 > len(shown):
        return False
    runs = re.findall(_RUN, text)
    if len(runs) < FEWEST_RUNS:
        return True
    return sum(map(_is_like_a_word, runs)) * 10 >= len(runs) * 6


def _is_like_a_word(run: str) -> bool:
    """Whether a run of letters could be spoken, or is an abbreviation in capitals of up to five letters."""
    letters = run.casefold()
    if len(run) <= 5 and run.isupper():
        return bool(_VOWELS.intersection(letters))
    vowels = sum(c in _VOWELS for c in letters)
    return vowels * 5 >= len(letters) and vowels * 5 <= len(letters) * 4 and not re.search(_CLUSTER, letters)
