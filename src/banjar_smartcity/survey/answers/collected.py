"""Collected: the answers of all files of one call, with the person behind each row, for the lint and the record."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import compress

from ...model.agency_names import find_agency
from ...model.innovation import Innovation
from ...model.program import Stage
from ...model.register import Agency
from ...named import NamedTuple
from ..columns.maps.column_map import ColumnMap
from ..columns.statements import Statements
from .forms import Form
from .people import SharedPeople, several


class Collected(NamedTuple):
    """The forms of all files of one call, and what is needed to judge them."""

    forms: tuple[Form, ...]
    statements: Statements
    stage: Stage
    today: date
    column_map: ColumnMap
    agencies: tuple[Agency, ...]
    innovations: Mapping[str, Innovation]
    """By each of their names, as `same_name` writes it."""
    region: tuple[str, ...]
    """The names of the region, which are part of many agencies' names."""
    people: tuple[Sequence[int], ...]
    """For each form the person of each row, as a number that all rows of the person share."""

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions that have answers, in the programme's order."""
        answered = {form.dimension for form in self.forms if len(form.rows)}
        return tuple(d.id for d in self.statements.dimensions if d.id in answered)

    def agency_id(self, name: str | None) -> str | None:
        """The id of the agency that a name means; None if the register has none."""
        agency = find_agency(name, self.agencies, self.region) if name else None
        return agency.id if agency else None

    def forms_of(self, dimension: str) -> tuple[tuple[Form, Sequence[int]], ...]:
        """The forms of a dimension that have rows, each with the persons of its rows."""
        return tuple(
            (form, people)
            for form, people in zip(self.forms, self.people, strict=True)
            if form.dimension == dimension and len(form.rows)
        )


def parts_of(form: Form, statements: Statements) -> dict[str, tuple[int, ...]]:
    """By sub-dimension, the indices of its statements in each row of a form's marks."""
    found: dict[str, list[int]] = {}
    for i, item in enumerate(form.items):
        found.setdefault(statements.sub_dimension_of(item) or "", []).append(i)
    return {part: tuple(places) for part, places in found.items()}


def counted_rows(collected: Collected, dimension: str) -> dict[str, list[tuple[int, Sequence[int]]]]:
    """By sub-dimension, the index of each form of the dimension and the indices of its rows that count.

    A person counts once in a sub-dimension, by the first row that answers it. All figures are computed from these rows.
    """
    found: dict[str, list[tuple[int, Sequence[int]]]] = {}
    seen: dict[str, set[int]] = {}
    forms = collected.forms_of(dimension)
    doubtful = persons_of_several_rows([people for _, people in forms])
    for number, (form, people) in enumerate(forms):
        for part, places in parts_of(form, collected.statements).items():
            rows = form.marks.answering(places)
            if doubtful:
                rows = _first(rows, people, doubtful, seen.setdefault(part, set()))
            if rows:
                found.setdefault(part, []).append((number, rows))
    return found


def number_of_people(collected: Collected, dimension: str) -> int:
    """How many persons answer for a dimension."""
    people = [people for _, people in collected.forms_of(dimension)]
    if len(people) > 1:
        return len(set().union(*people))
    (own,) = people
    again = several(own) if not isinstance(own, range) else ()
    return len(own) - len(rows_of(own, again, range(len(own)))) + len(again) if again else len(own)


def are_different(people: Sequence[int]) -> bool:
    """Whether no person has two rows."""
    return isinstance(people, range) or not several(people)


def persons_of_several_rows(forms: Sequence[Sequence[int]]) -> frozenset[int]:
    """Those who have several rows in these forms, of which the persons are given; others need not be compared."""
    if len(forms) == 1:
        return frozenset() if are_different(forms[0]) else several(forms[0])
    each = [set(people) for people in forms]
    found = set().union(*(several(people) for people in forms if not are_different(people)))
    known: set[int] = set()
    for people in each:
        found |= known & people
        known |= people
    return frozenset(found)


def _first(rows: Sequence[int], people: Sequence[int], doubtful: Collection[int], known: set[int]) -> Sequence[int]:
    """The rows of people who are not known yet; then they are. Only those who are doubtful have several rows."""
    later = set()
    for i in rows_of(people, doubtful, rows):
        if people[i] in known:
            later.add(i)
        known.add(people[i])
    if not later:
        return rows
    if len(rows) == len(people) and isinstance(people, SharedPeople):
        return people.rows_but(frozenset(later))
    return [i for i in rows if i not in later]


def rows_of(people: Sequence[int], some: Collection[int], rows: Sequence[int]) -> list[int]:
    """Those of the rows that are of some people."""
    if len(rows) == len(people) and isinstance(people, SharedPeople) and some is people.several:
        return people.rows_of_several
    own = people if len(rows) == len(people) else map(people.__getitem__, rows)
    return list(compress(rows, map(some.__contains__, own)))
