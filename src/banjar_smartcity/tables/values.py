"""Values: texts, dates and figures of records as cells. Personal data and names of what is internal stay out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from ..i18n import Text
from ..model.moment import Moment
from ..privacy.search import redact
from .table import MadeRows, OpenColumn, OpenTable, Value


def both(name: str) -> tuple[OpenColumn, OpenColumn]:
    """The columns of a text in both languages."""
    return OpenColumn(f"{name}_id", prose=True), OpenColumn(f"{name}_en", prose=True)


def texts(name: str, text: Text | None) -> dict[str, Value]:
    """A text in both languages, for the columns of `both`."""
    return {f"{name}_id": text.id if text else None, f"{name}_en": text.en if text else None}


def moment(value: Moment | None) -> str | None:
    """A date as exactly as it is known: `2023`, `2023-05` or `2023-05-30`."""
    if value is None:
        return None
    return value.first.isoformat()[: {"year": 4, "month": 7, "day": 10}[value.precision]]


def figure(value: Fraction | float | None) -> float | None:
    """A figure as the nearest double."""
    return None if value is None else float(value)


def joined(ids: Iterable[str]) -> str | None:
    """Several ids in one cell."""
    return " ".join(ids) or None


def shown(table: OpenTable, may_show: Callable[[str], bool]) -> OpenTable:
    """The table without texts that name something internal, and with personal data replaced by an ellipsis."""
    prose = {column.name for column in table.columns if column.prose}

    def cell(name: str, value: Value) -> Value:
        if type(value) is not str:
            return value
        return redact(value) if name not in prose or may_show(value) else None

    return table._replace(
        rows=MadeRows(lambda: ({name: cell(name, value) for name, value in row.items()} for row in table.rows))
    )
