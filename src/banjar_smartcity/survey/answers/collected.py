"""Collected: the answers of all files of one call, with the person behind each row, for the lint and the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ...model.innovation import Innovation
from ...model.program import Stage
from ...model.register import Agency
from ..cells.answer import BLANK
from ..cells.plain import plain
from ..columns.column_map import ColumnMap
from ..columns.statements import Statements
from .forms import Form


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
    people: tuple[Sequence[int], ...]
    """For each form the person of each row, as a number that all rows of the person share."""

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions that have answers, in the programme's order."""
        answered = {form.dimension for form in self.forms if len(form.rows)}
        return tuple(d.id for d in self.statements.dimensions if d.id in answered)

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


def answering(form: Form, places: Sequence[int]) -> Iterator[int]:
    """The indices (not row numbers) of the rows that answer at least one of these statements."""
    for i, marks in enumerate(form.marks):
        if any(marks[j] != BLANK for j in places):
            yield i


def counted_rows(collected: Collected, dimension: str) -> dict[str, list[tuple[int, list[int]]]]:
    """By sub-dimension, the index of each form of the dimension and the indices of its rows that count.

    A person counts once in a sub-dimension, by the first row that answers it. All figures are computed from these rows.
    """
    found: dict[str, list[tuple[int, list[int]]]] = {}
    seen: dict[str, set[int]] = {}
    for number, (form, people) in enumerate(collected.forms_of(dimension)):
        for part, places in parts_of(form, collected.statements).items():
            known = seen.setdefault(part, set())
            first: list[int] = []
            for i in answering(form, places):
                if people[i] not in known:
                    known.add(people[i])
                    first.append(i)
            if first:
                found.setdefault(part, []).append((number, first))
    return found


def agency_id(name: str | None, agencies: Sequence[Agency]) -> str | None:
    """The id of the agency that a name means: its id, abbreviation or full name; None if the register has none."""
    if name is None:
        return None
    wanted = plain(name)
    for agency in agencies:
        names = [agency.id, agency.abbreviation, *([agency.name.id] if agency.name else [])]
        if wanted in map(plain, names):
            return agency.id
    for agency in agencies:  # "Dinas Kesehatan (Dinkes) Kabupaten Banjar"
        if f"_{plain(agency.abbreviation)}_" in f"_{wanted}_":
            return agency.id
        if (
            agency.name
            and len(known := plain(agency.name.id)) >= 10
            and (known in wanted or wanted in known)
            and len(wanted) >= 10
        ):
            return agency.id
    return None
