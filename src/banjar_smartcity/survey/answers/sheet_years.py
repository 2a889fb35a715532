"""Sheet years: sheets of a workbook that are named after another year than that of the survey."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..cells.times.times import Days

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def other_years(sheets: Sequence[str], days: Days) -> Iterator[dict[str, str | int]]:
    """The facts of each of several sheets with answers whose name has a year without a day of the survey."""
    if len(set(sheets)) < 2:
        return
    for sheet in dict.fromkeys(sheets):
        years = [int(year) for year in _YEAR.findall(sheet)]
        if years and days.first and days.last and not any(days.first.year <= year <= days.last.year for year in years):
            yield {"sheet": sheet, "year": years[0]}
