"""Complete: the rows of a sub-dimension that its figures may be computed from, so that no blank gives anybody away.

The mean of a sub-dimension is that of people, and those of its statements are of marks. Where one to four people left a
statement blank, the difference between the two is about these few alone. Then all figures are those of the people who
answered every statement. If all who left something blank gave one mark only, the difference tells it: the same then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ...privacy.groups import FEWEST
from ..answers.collected import Collected, counted_rows, parts_of
from ..cells.answer import BLANK


class PartAnswers(NamedTuple):
    """The answers of a sub-dimension from which its figures are computed."""

    items: tuple[str, ...]
    """Statements that five people or more answered, of which the figures may be shown."""
    few: Mapping[str, int]
    """How many answered each other statement."""
    rows: Sequence[tuple[int, Sequence[int]]]
    """The index of each form of the dimension, and the indices of its rows."""
    marks: Mapping[tuple[int, int], bytes]
    """The marks of `items` by form and row, BLANK for none."""
    left_out: int
    """How many people answered, but not every statement, and are left out for that."""

    def of(self, rows: Sequence[tuple[int, Sequence[int]]]) -> list[bytes]:
        """The marks of those of these rows that count."""
        return [self.marks[number, i] for number, places in rows for i in places if (number, i) in self.marks]


def part_answers(collected: Collected, dimension: str) -> dict[str, PartAnswers]:
    """By sub-dimension, the answers from which its figures are computed."""
    forms = [form for form, _ in collected.forms_of(dimension)]
    found = {}
    for part, rows in counted_rows(collected, dimension).items():
        columns = [
            {form.items[j]: j for j in parts_of(form, collected.statements).get(part, ())}
            for form in (forms[number] for number, _ in rows)
        ]
        asked = tuple(dict.fromkeys(item for places in columns for item in places))
        whole = {
            (number, i): bytes([forms[number].marks[i][places[item]] if item in places else BLANK for item in asked])
            for (number, indices), places in zip(rows, columns, strict=True)
            for i in indices
        }
        found[part] = _sound(asked, rows, whole)
    return found


def _sound(
    asked: tuple[str, ...], rows: Sequence[tuple[int, Sequence[int]]], whole: Mapping[tuple[int, int], bytes]
) -> PartAnswers:
    kinds = Counter(whole.values())
    given = [sum(n for marks, n in kinds.items() if marks[j] != BLANK) for j in range(len(asked))]
    kept = [j for j, n in enumerate(given) if n >= FEWEST]
    few = {asked[j]: n for j, n in enumerate(given) if j not in kept}
    short = {marks: bytes([marks[j] for j in kept]) for marks in kinds}
    people = {key: own for key, marks in whole.items() if (own := short[marks]).count(BLANK) < len(kept)}
    left_out = 0
    if _gives_away(Counter(people.values()), len(kept)):
        complete = {key: marks for key, marks in people.items() if BLANK not in marks}
        left_out = len(people) - len(complete)
        people = complete
    return PartAnswers(tuple(asked[j] for j in kept), few, rows, people, left_out)


def _gives_away(kinds: Counter[bytes], width: int) -> bool:
    """Whether figures of all these answers would be about the few people who left something blank."""
    blanks = [sum(n for marks, n in kinds.items() if marks[j] == BLANK) for j in range(width)]
    if any(0 < n < FEWEST for n in blanks):
        return True
    told = {mark for marks in kinds if BLANK in marks for mark in marks if mark != BLANK}
    return len(told) == 1
