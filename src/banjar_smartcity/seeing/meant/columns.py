"""Columns: whether a figure of a table row is in the column that is claimed, as its head and the others show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ..lines.figures import Figure
from ..lines.heads import heads_of_columns
from ..lines.sides import Side, every_side, sides_of, sides_of_column
from ..lines.stretches import HEADS_OF_COLUMNS
from ..lines.units import Unit, has_unit, unit_after, unit_of, units_in_brackets
from ..lines.years import years
from ..parsed import TOTALS, Parsed
from ..sought import SoughtFigure, names_in

_NOT = re.compile(r"(?i)\b(?:tidak|tak|belum|bukan|tanpa|non|selain|kecuali|not|without|non|never|except)\b")
_ALIKE = 6
"""Letters at the beginning by which two spellings of a word are known: "produktifitas" and "produktivitas"."""


def is_negated(text: str) -> bool:
    """Whether a text says that something is not so."""
    return _NOT.search(text) is not None


def head_of(part: Parsed, n: int) -> str | None:
    """The head of the column of a figure; None if it is not known."""
    heads = _heads(part, part.figures[n])
    return heads[part.figures[n].column or 0] if heads else None


def _heads(part: Parsed, figure: Figure) -> tuple[str, ...] | None:
    if figure.column is None or figure.columns is None:
        return None
    return heads_of_columns(part.stretch.heads, figure.columns)


def year_of_head(part: Parsed, n: int) -> tuple[int | None, bool] | None:
    """The year in the head of a column, and whether that is certain; None if fewer than two heads have one."""
    heads = _heads(part, part.figures[n])
    if heads is None:
        return None
    stated = [_years(head) for head in heads]
    if sum(map(bool, stated)) < 2:
        return None
    own = stated[part.figures[n].column or 0]
    return (next(iter(own)), True) if len(own) == 1 else (-1, False)


def _years(head: str) -> set[int]:
    return {year.year for year in years(head)}


def units_of_head(part: Parsed, n: int) -> list[frozenset[str]]:
    """The kinds of unit that the head of a column has in brackets, those of each language."""
    head = head_of(part, n)
    return list(units_in_brackets(head)) if head else []


def is_of_another_column(part: Parsed, n: int, sought: SoughtFigure) -> bool:
    """Whether a figure is in another column than the one claimed."""
    figure = part.figures[n]
    if figure.column is None and figure.columns is not None:
        return len(set(heads_of_columns(part.stretch.heads, figure.columns) or ())) > 1
    heads = _heads(part, figure)
    if heads is None or figure.column is None:
        return _is_of_another_side(part, figure, sought) or _is_unknown(part, n)
    own, others = heads[figure.column], [head for k, head in enumerate(heads) if k != figure.column]
    if _sides_differ(sides_of(own), frozenset[Side]().union(*map(sides_of, heads)), sought):
        return True
    about = sought.about - part.names
    exact = _words(" ".join(heads)) & about
    named = _named(own, about, exact)
    claimed = every_side(" ".join(sought.about))
    counted = (head for head in others if _counts(head, sought.unit) and not _counts(own, sought.unit))
    meant = (head for head in counted if sides_of(head) <= claimed)
    if any(sought.unit.words or named <= _named(head, about, exact) for head in meant):
        return True
    peers = _peers(own, others, sought)
    if not peers:
        return False
    negated = is_negated(own)
    if negated != is_negated(" ".join(sought.about)) and any(is_negated(head) != negated for head in peers):
        return True
    if any(_named(head, about, exact) - named for head in peers):
        return True
    return not named and not _counts(own, sought.unit) and not _is_total(own) and bool(_words(own))


def _peers(own: str, others: Sequence[str], sought: SoughtFigure) -> list[str]:
    """The heads of the columns that may be meant as well: of the same year, and of the unit that is claimed."""
    dated = _years(own) if sum(map(bool, map(_years, (own, *others)))) > 1 else None
    same = [head for head in others if dated is None or _years(head) == dated]
    if unit_of(own).kinds & sought.unit.kinds:
        same = [head for head in same if unit_of(head).kinds & sought.unit.kinds]
    return [head for head in same if _words(head) != _words(own) or sides_of(head) != sides_of(own)]


def _named(head: str, about: frozenset[str], exact: frozenset[str]) -> frozenset[str]:
    """The words of a claim that a head has. Where no head has a word as it is, another spelling of it counts."""
    words = _words(head)
    starts = {word[:_ALIKE] for word in words if len(word) >= _ALIKE}
    return frozenset(word for word in about if word in words or (word not in exact and word[:_ALIKE] in starts))


@lru_cache(maxsize=4096)
def _words(head: str) -> frozenset[str]:
    return names_in(head)


def _counts(head: str, unit: Unit) -> bool:
    """Whether a head names the unit that is claimed: "Guru" where teachers are counted."""
    return has_unit(unit, head) if unit.kinds or unit.words else False


def _is_total(head: str) -> bool:
    return bool({"jumlah", *TOTALS} & set(re.findall(r"[^\W\d_]+", head.casefold())))


def _is_of_another_side(part: Parsed, figure: Figure, sought: SoughtFigure) -> bool:
    """Whether the column of a figure is of women, and men or all people are claimed."""
    if figure.column is None or figure.columns is None:
        return False
    sides = sides_of_column(part.stretch.heads[:HEADS_OF_COLUMNS], figure.column, figure.columns)
    return sides is not None and _sides_differ(sides.own, sides.every, sought)


def _is_unknown(part: Parsed, n: int) -> bool:
    """Whether a row has several figures and nothing says which is which: no heads, years or units of their own."""
    kinds = [unit_after(part.stretch.text, figure.end) for figure in part.figures]
    if len(kinds) < 2 or (kinds[n] is not None and kinds.count(kinds[n]) == 1):
        return False
    columns = part.figures[n].columns or len(kinds)
    stated = ([year.year for year in years(head)] for head in part.stretch.heads)
    return not any(len(set(line)) > 1 and columns % len(line) == 0 for line in stated)


def _sides_differ(own: frozenset[Side], every: frozenset[Side], sought: SoughtFigure) -> bool:
    about = " ".join(sought.about)
    return bool(own - every_side(about) or (sides_of(about) & every) - own)
