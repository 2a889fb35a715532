"""Column: the columns of a table by their meaning. Each has one use, or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...named import NamedTuple
from ..table.findings import letter


class Column(NamedTuple):
    """A column of a table: its place counted from 0, and its name."""

    place: int
    name: str

    @property
    def label(self) -> str:
        """Its letter and name, as messages show it: `K "start"`."""
        return f'{letter(self.place)} "{self.name}"'


class Columns(NamedTuple):
    """The columns of a table by their meaning; each named column is in one of these groups."""

    statements: Mapping[str, Column]
    """By item."""
    single: Mapping[str, Column]
    """By role, such as respondent code, time or consent."""
    by_part: Mapping[str, Mapping[str, Column]]
    """By role and sub-dimension; the sub-dimension is "" if one column is for all."""
    more: Mapping[str, tuple[Column, ...]] = {}
    """By item: further columns of the same statement."""
    status: tuple[Column, ...] = ()
    """Columns that say of each row whether somebody approved, rejected or deleted it."""
    asked: Mapping[int, str] = {}
    """By place those of them whose rows count, but are asked about, each with the plain name for `state_of`."""
    consents: tuple[Column, ...] = ()
    """Further columns of consent to the survey, as where a form was changed or asks twice."""
    companions: tuple[Column, ...] = ()
    """Points, notes and reasons next to statements."""
    unused: tuple[Column, ...] = ()

    def find(self, role: str, part: str) -> Column | None:
        """The column of a role for a sub-dimension; None if there is none."""
        columns = self.by_part.get(role, {})
        return columns.get(part) or columns.get("")

    def answers(self) -> Iterator[tuple[str, Column]]:
        """Every column of a statement with its item."""
        yield from self.statements.items()
        for item, columns in self.more.items():
            yield from ((item, column) for column in columns)

    def others(self) -> Iterator[Column]:
        """Every column that is used for something else than a statement."""
        yield from self.single.values()
        for group in self.by_part.values():
            yield from group.values()
        yield from self.status
        yield from self.consents

    def labels(self) -> dict[int, str]:
        """The label of each known column, by its place."""
        answers = (column for _, column in self.answers())
        return {column.place: column.label for group in (answers, self.others()) for column in group}
