"""Sheet names: sheets of a workbook that by their names are of another year, or not for counting at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...spelling.patterns import late
from ..cells.plain import plain
from ..cells.times.times import Days

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_ASIDE = late(
    r"(?:.*_)?(uji_?coba|percobaan|pre_?tes(?:t)?|pilot(?:ing)?|simulasi|latihan|contoh|example|dummy|testing|"
    r"(?:di)?(?:batalkan|tolak|hapus|keluarkan)|gugur|(?:tidak|tdk)_(?:valid|sah|dipakai|dihitung)|invalid|rejected|deleted|"
    r"excluded|lama|old|draf|draft|backup|cadangan|arsip|salinan|copy|duplikat|sampah|trash)(?:_.*)?"
)
"""Words in the name of a sheet by which its rows are trials, were taken out, or are an earlier version."""


def other_years(sheets: Sequence[str], days: Days) -> Iterator[dict[str, str | int]]:
    """The facts of each of several sheets with answers that is of another year than the survey, by its name.

    Of two sheets whose names differ only in the year the earlier one is.
    """
    if len(set(sheets)) < 2:
        return
    latest: dict[str, int] = {}
    years = {sheet: [int(year) for year in _YEAR.findall(sheet)] for sheet in dict.fromkeys(sheets)}
    for sheet, found in years.items():
        latest[_YEAR.sub("", sheet)] = max([latest.get(_YEAR.sub("", sheet), 0), *found])
    for sheet, found in years.items():
        outside = days.first and days.last and not any(days.first.year <= year <= days.last.year for year in found)
        if found and (outside or max(found) < latest[_YEAR.sub("", sheet)]):
            yield {"sheet": sheet, "year": found[0]}


def put_aside(sheets: Sequence[str]) -> Iterator[dict[str, str]]:
    """The facts of each of several sheets with answers whose name has a word that takes its rows out."""
    if len(set(sheets)) > 1:
        found = {sheet: _ASIDE.fullmatch(plain(sheet)) for sheet in dict.fromkeys(sheets)}
        if not all(found.values()):
            yield from ({"sheet": sheet, "said": one[1].replace("_", " ")} for sheet, one in found.items() if one)
