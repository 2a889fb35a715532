"""Clauses: which words of a sentence belong to each of its figures.

"A 61,7 persen dan B 58,2 persen" has one clause for each; in "A dan B masing-masing 61,7 dan 58,2 persen" the figures
follow in turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .figures import Figure

CUT = re.compile(
    r",\s|;|[()]|\b(?:turun|naik|meningkat|menurun|berkurang|bertambah|dibanding(?:kan)?|sedangkan|sementara|menjadi|dan"
    r"|while|and|compared)\b",
    re.I,
)
"""What parts two clauses."""
_NAMED = re.compile(r"\([A-Z][^()\d]{0,15}\)")
"""An abbreviation, and not a number that is written out."""
_IN_TURN = re.compile(r"\b(?:masing[\s-]*masing|ber?turut[\s-]*turut|respectively)\b", re.I)
_AND = re.compile(r"\([^()]*\)|(?P<and>,\s*(?:dan|serta|and)\s+|,\s+|\s+(?:dan|serta|and)\s+)")
"""What parts things, but not within brackets."""
_ENDS_TURNS = re.compile(r";|\b(?:dengan|sedangkan|sementara|with|while)\b", re.I)
"""What begins something else after figures in turn: "masing-masing 50 unit dan 11 unit dengan 642 guru"."""


def clause(text: str, figures: Sequence[Figure], n: int) -> tuple[str, str]:
    """The words before a figure and those after it, up to the next clause or figure."""
    figure = figures[n]
    before = max((cut.end() for cut in CUT.finditer(text, 0, figure.start)), default=0)
    before = max(before, figures[n - 1].end) if n else before
    end = figures[n + 1].start if n + 1 < len(figures) else len(text)
    after = CUT.search(text, figure.end, end)
    if after is not None and (named := _NAMED.match(text, after.start())):  # "12 orang guru (SD), 7 orang ..."
        return text[before : figure.start], text[figure.end : named.end()]
    return text[before : figure.start], text[figure.end : after.start() if after else end]


def in_turn(text: str, figures: Sequence[Figure]) -> list[str] | None:
    """What each figure is about where things are named first and their figures follow in turn; None if they do not.

    Empty if they cannot be known from each other.
    """
    found = next((mark for mark in _IN_TURN.finditer(text) if any(one.start > mark.start() for one in figures)), None)
    if found is None:
        return None
    first = next(n for n, figure in enumerate(figures) if figure.start > found.start())
    ends = (n for n in range(first + 1, len(figures)) if _ENDS_TURNS.search(text, figures[n - 1].end, figures[n].start))
    last = next(ends, len(figures))
    things = [thing for thing in _things(text[: found.start()]) if thing.strip()][first - last :]
    if not len(things) == last - first > 1:
        return []
    rest = (" ".join(clause(text, figures, n)) for n in range(last, len(figures)))
    return [*[""] * first, *things, *rest]


def _things(text: str) -> Iterator[str]:
    """The things that are named in turn."""
    start = 0
    for found in _AND.finditer(text):
        if found["and"]:
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]
