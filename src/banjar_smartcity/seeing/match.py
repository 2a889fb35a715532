"""Match: whether a figure of a sentence or table row is the one that is sought, with its unit and its year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from ..named import NamedTuple
from .lines.clauses import CUT, in_turn
from .lines.figures import Figure
from .lines.stretches import HEADS_OF_COLUMNS, Stretch, repeated
from .lines.units import has_unit, power_in_heading, unit_after, unit_follows, units_in_brackets
from .lines.years import names_year, stated_in, stated_outside_cells, years
from .others import is_for_another
from .parsed import TOTALS, Parsed, parsed
from .sought import SoughtFigure, words_of

_MOST_PLACES = 100
"""Figures of a page that may be the one sought and are looked at; a page repeats one a few times."""
NONE, CONTRADICTED, UNCLEAR, SEEN = range(4)
"""How well a figure matches, rising."""
_CHANGED_FROM = re.compile(
    r"\b(?:turun|naik|meningkat|menurun|berkurang|bertambah|up|down|fell|rose)\b.{0,30}\b(?:dari|from)\s+(?:Rp\.?\s?)?$",
    re.I,
)

_FROM, _TO = re.compile(r"(?i)\b(?:dari|from)\b[^.;]{0,80}$"), re.compile(r"(?i)\b(?:menjadi|to)\b[^.;]{0,40}$")
_OTHER_WORD = re.compile(
    r"(?i)\s+(?!(?:ribu|rb|juta|jt|miliar|milyar|triliun|dan|atau|serta|sampai|hingga|dari|pada|di|per|and|or|to|of|in)\b)"
    r"[^\W\d_]{3,}"
)
"""A word after a figure that may be what it counts."""


class Match(NamedTuple):
    """The best match of a page, and where it is."""

    grade: int
    text: str = ""
    start: int = 0
    end: int = 0
    year: int | None = None
    """The year that is stated instead."""


def match(page: str, sought: SoughtFigure, *, dated: bool) -> Match:
    """The best match on a page. `dated`: the document names the year somewhere."""
    parts = parsed(page)
    best = Match(NONE)
    for part, n, exact in islice(_places(parts, sought), _MOST_PLACES):
        figure, stretch = part.figures[n], part.stretch
        grade, year = _grade(part, n, sought, page, dated=dated)
        if grade == SEEN and (not exact or is_for_another(part, n, sought, parts)):
            grade = UNCLEAR  # it is another figure for some readers, or another row or clause is about it
        if grade > best.grade:
            best = Match(grade, stretch.text, figure.start, figure.end, year)
        if grade == SEEN:
            break
    return best


def _places(parts: Sequence[Parsed], sought: SoughtFigure) -> Iterator[tuple[Parsed, int, bool]]:
    """The figures that may be the one sought, and whether they are for every reader."""
    for part in parts:
        for n, figure in enumerate(part.figures):
            exact = _is_value(figure, part.stretch, sought)
            if exact is not None:
                yield part, n, exact


def _is_value(figure: Figure, stretch: Stretch, sought: SoughtFigure) -> bool | None:
    """Whether a figure is the value sought; None if not at all, False if only for some readers or when rounded.

    With another sign it may be a fall that is written out: "turun 12,41 persen".
    """
    same = _is_size(figure, stretch, sought)
    return same and figure.negative == (sought.value < 0) if same is not None else None


def _is_size(figure: Figure, stretch: Stretch, sought: SoughtFigure) -> bool | None:
    """The same whatever the signs are."""
    size = abs(sought.value)
    wanted = size.scaleb(sought.unit.power)
    powers = [figure.power or 0]
    if figure.power is None and stretch.row:
        headed = next(filter(None, map(power_in_heading, stretch.heads[:HEADS_OF_COLUMNS])), None)
        powers = [headed, 0] if headed else [0]
    for power in powers:
        for value in filter(None, (figure.value, figure.joined)):
            if value.scaleb(power) == wanted:
                return power == powers[0]
    if figure.power is None and sought.unit.power and size in (figure.value, figure.joined):
        return False
    if figure.other is not None and figure.other.scaleb(powers[0]) == wanted:
        return False
    return False if _rounds_to(figure.value.scaleb(powers[0]), wanted, sought) else None


def _rounds_to(value: Decimal, wanted: Decimal, sought: SoughtFigure) -> bool:
    """Whether a more exact figure becomes the one sought when it is rounded as that one is."""
    step = Decimal(1).scaleb(int(sought.value.normalize().as_tuple().exponent)).scaleb(sought.unit.power)
    return sought.is_telling and value != wanted and abs(value - wanted) * 2 <= min(step, Decimal(1000))


def _grade(part: Parsed, n: int, sought: SoughtFigure, page: str, *, dated: bool) -> tuple[int, int | None]:
    stretch, figure = part.stretch, part.figures[n]
    stated, sure = _year_of_cell(part, n) if stretch.row else _year_in_sentence(part, figure, sought.year)
    if stated not in (None, sought.year):
        return (CONTRADICTED if sure else UNCLEAR), stated
    after = unit_after(stretch.text, figure.end)
    near = [stretch.text, *(stretch.heads if stretch.row else ())]
    measured = has_unit(sought.unit, " ".join(near)) and not _unit_of_another(part, n, sought)
    if not measured and sought.unit.kinds and not sought.unit.may_be_missing:
        other = after or next(
            (kind for head in near[1 : HEADS_OF_COLUMNS + 1] for kind in units_in_brackets(head)), None
        )
        if other is not None and other not in sought.unit.kinds:
            return CONTRADICTED, None
    if after is not None and sought.unit.kinds and after not in sought.unit.kinds and not measured:
        return CONTRADICTED, None
    if after is not None and after not in sought.unit.kinds and "percent" in (after, *sought.unit.kinds):
        return CONTRADICTED, None
    if not _is_about(part, sought):
        return UNCLEAR, None
    measured = measured or sought.unit.may_be_missing
    if stated == sought.year:
        return (SEEN if measured or (sure and sought.is_telling) else UNCLEAR), None
    others = stated_in(page) - {sought.year}
    if not names_year(page, sought.year) and not dated:
        return (CONTRADICTED if others & stated_outside_cells(page) else UNCLEAR), None
    return (SEEN if measured and not others else UNCLEAR), None


def _year_in_sentence(part: Parsed, figure: Figure, wanted: int) -> tuple[int | None, bool]:
    """The year that a sentence gives a figure, and whether that is certain."""
    text = part.stretch.text
    stated = list(years(text))
    if _is_before_a_change(part, figure):
        after = CUT.search(text, figure.end)
        own = [year.year for year in stated if figure.end <= year.start < (after.start() if after else len(text))]
        return (own[0], True) if own else (-1, False)
    found = {year.year for year in stated}
    if len(found) == 1:
        return found.pop(), True
    if not found:
        return _year_above(part.stretch)
    turns = in_turn(text, part.figures)
    if turns:
        own = [year.year for year in years(turns[part.figures.index(figure)])]
        return (own[0], True) if len(own) == 1 else (-1, False)
    start = max((cut.end() for cut in CUT.finditer(text, 0, figure.start)), default=0)
    cut = CUT.search(text, figure.end)
    own = [year.year for year in stated if start <= year.start < (cut.start() if cut else len(text))]
    if len(set(own)) == 1:
        return own[0], True
    return (-1, False) if wanted in found else (sorted(found)[-1], True)


def _is_before_a_change(part: Parsed, figure: Figure) -> bool:
    """Whether a figure is the former one: "turun dari 58,2", "dari 58,2 persen menjadi 61,7 persen"."""
    text = part.stretch.text
    if _CHANGED_FROM.search(text[: figure.start]):
        return True
    ends = (other.end for other in part.figures if other.end <= figure.start)
    starts = (other.start for other in part.figures if other.start >= figure.end)
    before, after = text[max(ends, default=0) : figure.start], text[figure.end : min(starts, default=len(text))]
    return bool(_FROM.search(before) and _TO.search(after))


def _unit_of_another(part: Parsed, n: int, sought: SoughtFigure) -> bool:
    """Whether another figure of a sentence has the unit after it, and this one another word."""
    text = part.stretch.text
    if part.stretch.row or not _OTHER_WORD.match(text, part.figures[n].end):
        return False
    counted = [unit_follows(sought.unit, text, figure.end) for figure in part.figures]
    return any(counted) and not counted[n]


def _year_above(stretch: Stretch) -> tuple[int | None, bool]:
    """The year of the nearest line above that states only one; never certain."""
    for head in stretch.heads:
        stated = {year.year for year in years(head)}
        if stated:
            return (stated.pop() if len(stated) == 1 else None), False
    return None, False


def _year_of_cell(part: Parsed, n: int) -> tuple[int | None, bool]:
    """The year of a cell: that of its row, or of its column by the place among the figures, or of the table."""
    stretch = part.stretch
    own = {year.year for year in years(stretch.text if part.label is None else part.label)}
    if own:
        return (own.pop(), True) if len(own) == 1 else (-1, False)
    for head in stretch.heads:
        columns = [year.year for year in years(head)]
        if len(set(columns)) > 1:
            return _year_of_column(columns, part, n)
        if columns:
            others = {year.year for line in stretch.heads for year in years(line)}
            return columns[0], len(others) == 1
    return None, False


def _year_of_column(columns: list[int], part: Parsed, n: int) -> tuple[int, bool]:
    """The year above a cell. It is over several columns where the heads below the years are the same for each."""
    figure = part.figures[n]
    if part.label is None:  # the years are over the last figures
        place = n - (len(part.figures) - len(columns))
        return (columns[place], True) if place >= 0 else (-1, False)
    if figure.column is None or figure.columns is None or figure.columns % len(columns):
        return -1, False
    each = figure.columns // len(columns)
    if each > 1 and not any(repeated(head, len(columns)) for head in part.stretch.heads[:HEADS_OF_COLUMNS]):
        return -1, False
    return columns[figure.column // each], True


def _is_about(part: Parsed, sought: SoughtFigure) -> bool:
    """Whether the words around a figure are about what is claimed, as far as that can be seen."""
    if not sought.about:
        return sought.is_telling
    stretch = part.stretch
    label = words_of(part.label if part.label is not None else stretch.text)
    if stretch.row and not label:
        label = words_of(next(iter(stretch.heads), ""))
    above = words_of(" ".join(stretch.heads if stretch.row else stretch.heads[:3]))
    if not _meet(label | above, sought.about):
        return False
    special = label - TOTALS
    return not stretch.row or not special or _meet(special, sought.about | sought.region)


def _meet(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two sets share a word, or two that begin with the same six letters."""
    starts = ({word[:6] for word in words if len(word) > 5} for words in (some, others))
    return bool(some & others) or bool(set.intersection(*starts))
