"""Others: whether the words at a figure name another place, half or thing than the one that is claimed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from ..lines.clauses import clause, in_turn
from ..lines.figures import Figure
from ..lines.places import REGENCY, Locality, level_of_rows, smallest
from ..lines.sides import every_side, sides_of
from ..lines.units import unit_after, unit_follows
from ..parsed import TOTALS, Parsed
from ..sought import SoughtFigure, names_in, words_of
from .columns import is_negated, is_of_another_column

_TARGET = re.compile(r"(?i)\b(?:target\w*|ditargetkan|menargetkan|diproyeksikan|direncanakan)\b")
_MOST_SAID = 8000
"""Characters before the end of a sentence that say what it is about, with the parts of it that stand before."""


def is_for_another(part: Parsed, n: int, sought: SoughtFigure, parts: Sequence[Parsed]) -> bool:
    """Whether figure `n` of a part is for something else, or another part of the page says more of what is claimed."""
    if part.label is not None:
        return (
            _another_row(part, sought, parts)
            or _another_of_that_name(part, sought, parts)
            or _other_level(part, sought, parts)
            or _another_half(part.label, sought)
            or is_of_another_column(part, n, sought)
        )
    return not part.stretch.row and (
        _another_place(part, n, sought) or _another_clause(part, n, sought) or _another_sentence(part, n, sought, parts)
    )


def _another_row(part: Parsed, sought: SoughtFigure, parts: Sequence[Parsed]) -> bool:
    """Whether rows of the page are named as claimed, and this one is not; a title may say it for all of them."""
    named = frozenset[str]().union(*(other.names for other in parts)) & sought.about
    missing = named - part.names
    if missing and (part.names - TOTALS) & sought.about:
        missing -= words_of(" ".join(part.stretch.heads))
    return bool(missing - _of_larger_places(part, sought))


def _another_of_that_name(part: Parsed, sought: SoughtFigure, parts: Sequence[Parsed]) -> bool:
    """Whether the lines above another row with the same label and other figures say more of what is claimed.

    A label may begin on the line above, and two tables of a page may have the same rows.
    """
    heads = part.stretch.heads
    nearest, above = names_in(" ".join(heads[:1])), names_in(" ".join(heads))
    for other in parts:
        if other is part or other.label is None or other.names != part.names or not part.names - TOTALS:
            continue
        if [figure.value for figure in other.figures] == [figure.value for figure in part.figures]:
            continue
        theirs = other.stretch.heads
        if (names_in(" ".join(theirs[:1])) - nearest) & sought.about:
            return True
        if (names_in(" ".join(theirs)) - above) & sought.about:
            return True
    return False


def _of_larger_places(part: Parsed, sought: SoughtFigure) -> frozenset[str]:
    """The names of the places in which the one of a row is: the village of a claim is in its row, the district not."""
    least = min((place.level for place in sought.places), default=None)
    own = [place for place in sought.places if place.level == least]
    if not any(_names(place) <= part.names for place in own):
        return frozenset()
    return frozenset[str]().union(*(_names(place) for place in sought.places if place.level != least))


def _other_level(part: Parsed, sought: SoughtFigure, parts: Sequence[Parsed]) -> bool:
    """Whether a row has the name of the place that is claimed, and is another one: "Kecamatan Umpama" and "Umpama"."""
    same = [other for other in parts if other.label is not None and other.names == part.names]
    named = [place for place in sought.places if place.level < REGENCY and _names(place) <= part.names]
    place = min(named, key=lambda one: one.level, default=None)  # of "Desa Umpama Kecamatan Umpama" the village
    if place is None:
        return part.level is not None and bool(part.names & sought.about) and any(other.level is None for other in same)
    level = part.level if part.level is not None else level_of_rows(part.stretch.heads)
    if level is not None:
        return level != place.level
    return any(other.level == place.level for other in same)


def _names(place: Locality) -> frozenset[str]:
    return words_of(" ".join(place.name))


def _another_half(words: str, sought: SoughtFigure) -> bool:
    return bool(sides_of(words) - every_side(" ".join(sought.about)))


def _another_place(part: Parsed, n: int, sought: SoughtFigure) -> bool:
    """Whether the nearest place before a figure is another one than claimed."""
    ends = [0, *(figure.end for figure in part.figures[:n])]
    pieces = (part.stretch.text[end : part.figures[k].start] for k, end in reversed(list(enumerate(ends))))
    place = next(filter(None, map(smallest, pieces)), None)
    if place is None:
        return False
    claimed = [one for one in sought.places if one.level < REGENCY]
    if claimed:
        return place not in claimed
    return not (sought.region.issuperset(place.name) or place in sought.places or _names(place) <= sought.about)


def _another_clause(part: Parsed, n: int, sought: SoughtFigure) -> bool:
    """Whether another clause of the sentence, with a figure of the same unit, says more of what is claimed."""
    text, figures = part.stretch.text, part.figures
    turns, clauses = _clauses(text, figures)
    if turns is not None and not turns:
        return True
    if _another_half(clauses[n], sought) or _is_denied(clauses[n], " ".join(sought.about)):
        return True
    own = names_in(clauses[n])
    named = (own & sought.about) - sought.region - frozenset[str]().union(*map(_names, sought.places))
    kind, counts = unit_after(text, figures[n].end), unit_follows(sought.unit, text, figures[n].end)
    for k, other in enumerate(clauses):
        alike = unit_follows(sought.unit, text, figures[k].end) if counts else unit_after(text, figures[k].end) == kind
        if k != n and own and (turns or alike):
            more = (names_in(other) & sought.about) - named
            alien = own - sought.about - sought.region
            counted = unit_follows(sought.unit, text, figures[k].end) and len(more) > len(named)
            if more and (named <= names_in(other) or (alien and (turns or counted))):
                return True
    return False


def _is_denied(words: str, about: str) -> bool:
    """Whether a clause says that something is not so, or only intended, and the claim says that it is."""
    return any(says(words) and not says(about) for says in (is_negated, _TARGET.search))


@lru_cache(maxsize=64)
def _clauses(text: str, figures: tuple[Figure, ...]) -> tuple[list[str] | None, list[str]]:
    """What each figure is about, if they follow in turn, and the clause of each. Every figure asks about all others."""
    turns = in_turn(text, figures)
    return turns, turns or [_clause(text, figures, k) for k in range(len(figures))]


def _another_sentence(part: Parsed, n: int, sought: SoughtFigure, parts: Sequence[Parsed]) -> bool:
    """Whether another sentence of the page, with a figure of the same unit, says more of what is claimed.

    The own one must be about something else too: "Warung sebanyak 362 unit" where shops are claimed.
    """
    own = names_in(_said(part))
    named = own & sought.about
    if not _has_unit(part, sought) or not own - sought.about - sought.region:
        return False
    placed = frozenset[str]().union(*map(_names, sought.places)) & named
    others = (other for other in parts if other is not part and not other.stretch.row and _has_unit(other, sought))
    said = (names_in(_said(other)) & sought.about for other in others if not _is_elsewhere(other, sought))
    return any(placed <= more and len(more) > len(named) for more in said)


def _is_elsewhere(part: Parsed, sought: SoughtFigure) -> bool:
    """Whether a sentence is about another place than the one that is claimed."""
    place = smallest(part.stretch.text)
    return place is not None and bool(sought.places) and place not in sought.places


def _has_unit(part: Parsed, sought: SoughtFigure) -> bool:
    """Whether a figure of a sentence has the unit that is claimed after it."""
    return any(unit_follows(sought.unit, part.stretch.text, figure.end) for figure in part.figures)


def _said(part: Parsed) -> str:
    """The words of a sentence with those before it up to a full stop, where it is a part of a longer one."""
    before = takewhile(lambda head: head.endswith((";", ",")), part.stretch.heads)
    return " ".join((*before, part.stretch.text))[-_MOST_SAID:]


def _clause(text: str, figures: Sequence[Figure], n: int) -> str:
    """The words that say what a figure is about: those before it, or after it where it comes first or names more."""
    before, after = clause(text, figures, n)
    if after.endswith(")"):
        return f"{before} {after}"
    return before if names_in(before) else after
