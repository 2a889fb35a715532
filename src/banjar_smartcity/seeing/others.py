"""Others: whether the words at a figure name another place, half or thing than the one that is claimed."""

from __future__ import annotations

from collections.abc import Sequence

from .lines.clauses import clause, in_turn
from .lines.figures import Figure
from .lines.places import REGENCY, Locality, level_of_rows, smallest
from .lines.sides import every_side, sides_of, sides_of_column
from .lines.stretches import HEADS_OF_COLUMNS
from .lines.units import unit_after
from .parsed import TOTALS, Parsed
from .sought import SoughtFigure, words_of


def is_for_another(part: Parsed, n: int, sought: SoughtFigure, parts: Sequence[Parsed]) -> bool:
    """Whether figure `n` of a part is for something else, or another part of the page says more of what is claimed."""
    if part.label is not None:
        return (
            _another_row(part, sought, parts)
            or _other_level(part, sought, parts)
            or _another_half(part.label, sought)
            or _another_column(part, n, sought)
        )
    return not part.stretch.row and (_another_place(part, n, sought) or _another_clause(part, n, sought))


def _another_row(part: Parsed, sought: SoughtFigure, parts: Sequence[Parsed]) -> bool:
    """Whether rows of the page are named as claimed, and this one is not; a title may say it for all of them."""
    named = frozenset[str]().union(*(other.names for other in parts)) & sought.about
    missing = named - part.names
    if missing and (part.names - TOTALS) & sought.about:
        missing -= words_of(" ".join(part.stretch.heads))
    return bool(missing)


def _other_level(part: Parsed, sought: SoughtFigure, parts: Sequence[Parsed]) -> bool:
    """Whether a row has the name of the place that is claimed, and is another one: "Kecamatan Umpama" and "Umpama"."""
    same = [other for other in parts if other.label is not None and other.names == part.names]
    place = next((place for place in sought.places if place.level < REGENCY and _names(place) <= part.names), None)
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


def _another_column(part: Parsed, n: int, sought: SoughtFigure) -> bool:
    """Whether the column of a figure is of women, and men or all people are claimed."""
    figure = part.figures[n]
    if figure.column is None or figure.columns is None:
        return False
    sides = sides_of_column(part.stretch.heads[:HEADS_OF_COLUMNS], figure.column, figure.columns)
    claimed = every_side(" ".join(sought.about))
    return sides is not None and bool(
        sides.own - claimed or (sides_of(" ".join(sought.about)) & sides.every) - sides.own
    )


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
    turns = in_turn(text, figures)
    if turns is not None and not turns:
        return True
    clauses = turns or [_clause(text, figures, k) for k in range(len(figures))]
    if _another_half(clauses[n], sought):
        return True
    own = words_of(clauses[n])
    named = own & sought.about
    kind = unit_after(text, figures[n].end)
    for k, other in enumerate(clauses):
        if k != n and own and (turns or unit_after(text, figures[k].end) == kind):
            more = (words_of(other) & sought.about) - named
            if more and (named <= words_of(other) or (turns and own - sought.about - sought.region)):
                return True
    return False


def _clause(text: str, figures: Sequence[Figure], n: int) -> str:
    """The words that say what a figure is about: those before it, or after it where it comes first."""
    before, after = clause(text, figures, n)
    return before if words_of(before) else after
