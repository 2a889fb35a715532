"""Patterns: rows whose marks are all the same. Each row is of one sort only, so that one fault is one finding.

The measure is the longstring, the longest run of statements with the same mark (Johnson 2005, Journal of Research in
Personality 39; Meade and Craig 2012, Psychological Methods 17; Curran 2016, Journal of Experimental Social Psychology
66). Content people give long runs in nine statements that all ask for praise, so only the longest possible run counts:
the whole dimension.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from ....named import NamedTuple
from ...answers.collected import Collected
from ...answers.forms import Form
from ...cells.answer import BLANK

ENOUGH_ANSWERS = 6
"""The least answers of a row for which it is remarkable that all are the same."""
TOP_MARKS, ZEROS, ALL_EQUAL = "top", "zeros", "equal"
_NO_MARK = bytes([BLANK])


class Uniform(NamedTuple):
    """A row in which all marks are the same; `place` is its index in the form."""

    form: Form
    place: int
    sort: str

    @property
    def row(self) -> int:
        """Its number in the table."""
        return self.form.rows[self.place]


def sort_of(marks: bytes, top: int) -> str | None:
    """The sort of a row: all top marks, all 0, or all another mark; None if it is mixed or has too few answers."""
    given = marks.replace(_NO_MARK, b"")
    if not given or given.count(given[0]) != len(given):
        return None
    if given[0] == 0:
        return ZEROS if len(given) >= min(3, len(marks)) else None
    if len(given) < ENOUGH_ANSWERS:
        return None
    return TOP_MARKS if given[0] == top else ALL_EQUAL


def is_varied(marks: bytes) -> bool:
    """Whether a row has enough answers, and more than one differs from the rest, as many people mark down just one."""
    given = marks.replace(_NO_MARK, b"")
    return len(given) >= ENOUGH_ANSWERS and len(given) - max(map(given.count, set(given))) > 1


def uniform_rows(collected: Collected, dimension: str) -> Iterator[Uniform]:
    """The rows of a dimension in which all marks are the same.

    If a dimension is asked in separate forms of three statements, the forms of a person are judged together.
    """
    forms, top = collected.forms_of(dimension), collected.statements.marks[-1]
    persons: dict[int, list[tuple[Form, int]]] = {}
    for form, people in forms:
        if len(form.items) < ENOUGH_ANSWERS:
            for place, person in enumerate(people):
                persons.setdefault(person, []).append((form, place))
        for place in form.marks.perhaps_uniform:
            if (sort := sort_of(form.marks[place], top)) is not None:
                yield Uniform(form, place, sort)
    for places in persons.values():
        whole = b"".join(form.marks[place] for form, place in places)
        if len(places) > 1 and (sort := sort_of(whole, top)) in (TOP_MARKS, ALL_EQUAL):
            yield Uniform(*places[0], sort)


def is_too_many(count: int, rows: int, close: int) -> bool:
    """Whether rows of one mark are too many, so that the whole survey is in doubt.

    They are at least three and a tenth of all, and far more than the rows in which all marks but one are the same:
    people who really weigh the statements give such rows nearly as often. `close` is the number of these.
    """
    return count >= 3 and count * 10 >= rows and count > 4 * close + 3


def close_rows(collected: Collected, dimension: str, most: int) -> int:
    """How many rows of a dimension have the same mark in all statements but one, which is at least `ENOUGH_ANSWERS`.

    They are counted up to `most`.
    """
    rows = (form.marks[i] for form, _ in collected.forms_of(dimension) for i in range(len(form.marks)))
    found = islice(filter(_is_close, rows), most)
    return sum(1 for _ in found)


def _is_close(row: bytes) -> bool:
    """Whether all marks of a row but one are the same; its first one, or else its second, is that of the others."""
    given = row.replace(_NO_MARK, b"") if BLANK in row else row
    if len(given) <= ENOUGH_ANSWERS:
        return False
    first = given.count(given[0])
    return first == len(given) - 1 or (first == 1 and given.count(given[1]) == len(given) - 1)


def by_form(rows: Sequence[Uniform]) -> dict[str, list[Uniform]]:
    """The rows by the path of their table."""
    found: dict[str, list[Uniform]] = {}
    for row in rows:
        found.setdefault(row.form.path, []).append(row)
    return found
