"""Complete: the rows of a sub-dimension that its figures may be computed from, so that no blank gives anybody away.

The mean of a sub-dimension is that of people, and those of its statements are of marks. Where one to four people left a
statement blank, the difference between the two is about these few alone. Then all figures are those of the people who
answered every statement. If all who left something blank gave one mark only, the difference tells it: the same then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ...named import NamedTuple
from ...privacy.groups import FEWEST
from ..answers.collected import Collected, counted_rows, parts_of
from ..answers.marks import FormMarks, joined
from ..cells.answer import BLANK


class PartRows(NamedTuple):
    """The rows of a form that count for a sub-dimension: their indices, and their marks in the same order."""

    rows: Sequence[int]
    marks: FormMarks

    def only(self, places: Sequence[int], chosen: Sequence[int]) -> PartRows:
        """Some of the rows (by their place here), with some of the marks."""
        columns = [self.marks.columns[place] for place in places]
        if len(chosen) == len(self.rows):
            return PartRows(self.rows, FormMarks(joined(columns), len(places)))
        columns = [bytes(map(column.__getitem__, chosen)) for column in columns]
        return PartRows([self.rows[i] for i in chosen], FormMarks(joined(columns), len(places)))


class PartAnswers(NamedTuple):
    """The answers of a sub-dimension from which its figures are computed."""

    items: tuple[str, ...]
    """Statements that five people or more answered, of which the figures may be shown."""
    few: Mapping[str, int]
    """How many answered each other statement."""
    forms: Mapping[int, PartRows]
    """By the index of each form of the dimension: the rows that count, with the marks of `items`, BLANK for none."""
    left_out: int
    """How many people answered, but not every statement, and are left out for that."""

    @property
    def kinds(self) -> Mapping[bytes, int]:
        """How many people gave the same marks, by these marks."""
        return _kinds(self.forms)

    def marks_of(self, item: str) -> bytes:
        """The marks of a statement, one of `items`."""
        place = self.items.index(item)
        return b"".join(one.marks.columns[place] for one in self.forms.values())

    def of(self, rows: Sequence[tuple[int, Sequence[int]]]) -> Mapping[bytes, int]:
        """How many people gave the same marks among those of these rows that count."""
        found: Counter[bytes] = Counter()
        for number, places in rows:
            own = self.forms.get(number)
            if own is not None and len(own.rows) == len(places) and own.rows == places:
                found.update(own.marks.patterns)
            elif own is not None:
                wanted = frozenset(places)
                found.update(marks for i, marks in zip(own.rows, own.marks, strict=True) if i in wanted)
        return found


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
            number: _rows_of(forms[number].marks, indices, [places.get(item) for item in asked])
            for (number, indices), places in zip(rows, columns, strict=True)
        }
        found[part] = _sound(asked, whole)
    return found


def _rows_of(marks: FormMarks, rows: Sequence[int], places: Sequence[int | None]) -> PartRows:
    """Rows of a form with their marks at some places; where there is none, with blanks."""
    blank = bytes([BLANK]) * len(marks)
    columns = [blank if place is None else marks.columns[place] for place in places]
    every = PartRows(range(len(marks)), FormMarks(joined(columns), len(columns)))
    return every.only(range(len(columns)), rows)._replace(rows=rows)


def _kinds(forms: Mapping[int, PartRows]) -> Mapping[bytes, int]:
    found: Counter[bytes] = Counter()
    for one in forms.values():
        found.update(one.marks.patterns)
    return found


def _sound(asked: tuple[str, ...], whole: Mapping[int, PartRows]) -> PartAnswers:
    given = [
        sum(len(one.rows) - one.marks.columns[j].count(BLANK) for one in whole.values()) for j in range(len(asked))
    ]
    kept = [j for j, n in enumerate(given) if n >= FEWEST]
    few = {asked[j]: n for j, n in enumerate(given) if j not in kept}
    people = {number: one.only(kept, one.marks.answering(kept)) for number, one in whole.items() if kept}
    left_out = 0
    if _gives_away(_kinds(people), len(kept)):
        complete = {number: one.only(range(len(kept)), one.marks.complete) for number, one in people.items()}
        left_out = sum(len(one.rows) - len(complete[number].rows) for number, one in people.items())
        people = complete
    return PartAnswers(tuple(asked[j] for j in kept), few, people, left_out)


def _gives_away(kinds: Mapping[bytes, int], width: int) -> bool:
    """Whether figures of all these answers would be about the few people who left something blank."""
    blanks = [sum(n for marks, n in kinds.items() if marks[j] == BLANK) for j in range(width)]
    if any(0 < n < FEWEST for n in blanks):
        return True
    told = {mark for marks in kinds if BLANK in marks for mark in marks if mark != BLANK}
    return len(told) == 1
