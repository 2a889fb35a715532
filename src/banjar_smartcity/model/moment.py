"""Moment: a year, a month or a day, as precise as the source."""

from datetime import date, timedelta
from functools import lru_cache

from ..named import NamedTuple

_DECEMBER = 12


class Moment(NamedTuple):
    """The first and the last day that a partial date can mean."""

    first: date
    last: date

    @property
    def precision(self) -> str:
        """`year`, `month` or `day`."""
        if self.first == self.last:
            return "day"
        return "month" if self.first.month == self.last.month else "year"


def _last_of_month(first: date) -> date:
    # `calendar` takes longer to load than all dates to parse.
    if first.month == _DECEMBER:
        return first.replace(day=31)
    return first.replace(month=first.month + 1) - timedelta(days=1)


def parse_date(value: object) -> date | None:
    """A full date; None if it is null or not a day of the calendar."""
    if not isinstance(value, str):
        return None
    try:
        return date(int(value[:4]), int(value[5:7]), int(value[8:]))
    except ValueError:
        return None


def parse_moment(value: object) -> Moment | None:
    """A moment from `2023`, `2023-05` or `2023-05-30`; None if it is null or not in the calendar."""
    return None if value is None else _parsed(str(value))


@lru_cache(1 << 12)
def _parsed(text: str) -> Moment | None:
    parts = [int(part) for part in text.split("-")]
    try:
        if len(parts) == 1:
            return Moment(date(parts[0], 1, 1), date(parts[0], 12, 31))
        if len(parts) == 2:
            first = date(parts[0], parts[1], 1)
            return Moment(first, _last_of_month(first))
        day = date(*parts)
    except ValueError:
        return None
    return Moment(day, day)
