"""Numbered: columns that are only numbered, by what their numbers belong to.

P1 to P9 are the statements; Q1 to Q5 next to them are something else, as is `reason/3`, a choice of the question
`reason`. U1 to U9 are the elements of another questionnaire, the public satisfaction survey (SKM).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...cells.plain import plain
from ..column import Column, Columns
from ..statements import Statements, number_of, without_group

_SKM = frozenset(("u", "unsur", "unsur_ke", "unsur_no"))
_MOST_FURTHER = 5
"""So many numbered columns may follow the statements; more may be people, in a table that is turned round."""
_SKM_ELEMENTS = 9
"""The elements of the public satisfaction survey (Permenpan RB 14/2017), which offices number from U1 to U9."""
_SECTION = re.compile(r"([a-z]?\d)_(\d{1,2})|([a-z])_?(\d{1,2})")
"""A column numbered within a section: `X1.1`, `1.1`, `B1`."""
_NUMBER_AT_END = re.compile(r"_?\d{1,2}$")


def numbered_items(headers: Sequence[Column], statements: Statements, place: str | None) -> dict[int, str]:
    """By place of the column, the items of columns that are only numbered; empty unless there is one for each.

    More columns may follow in one group, as where the tenth question is an open one; `numbered_beyond` asks about them.
    """
    items = statements.items_of(place) if place else tuple(item.id for item in statements.items)
    wanted = set(range(1, len(items) + 1))
    groups = {
        name: numbers
        for name, numbers in _groups(headers).items()
        if not is_satisfaction_survey(name, set(numbers.values()))
    }
    whole = [numbers for numbers in groups.values() if set(numbers.values()) == wanted]
    longer = [
        {place: number for place, number in numbers.items() if number in wanted}
        for numbers in groups.values()
        if set(numbers.values()) == set(range(1, len(numbers) + 1)) > wanted
        and len(numbers) <= len(wanted) + _MOST_FURTHER
    ]
    numbers = {place: number for group in whole or longer[:1] or groups.values() for place, number in group.items()}
    if not items or set(numbers.values()) != wanted:
        return _sections(headers, statements, place) if place else {}
    return {column: items[number - 1] for column, number in numbers.items()}


def _sections(headers: Sequence[Column], statements: Statements, place: str) -> dict[int, str]:
    """The items of columns numbered within sections, such as X1.1 to X3.3 or B1 to D3, one for each sub-dimension.

    Other sections may be there, if these are the only ones one after the other that have as many as the
    sub-dimensions.
    """
    sections: dict[str, dict[int, int]] = {}
    for column in headers:
        if found := _SECTION.fullmatch(plain(column.name)):
            sections.setdefault(found[1] or found[3], {})[int(found[2] or found[4])] = column.place
    dimension = next((one for one in statements.dimensions if one.id == place), None)
    parts = [items for sub in dimension.sub_dimensions if (items := statements.items_of(sub.id))] if dimension else []
    if not parts or len(sections) < len(parts):
        return {}
    runs = [[first[:-1] + chr(ord(first[-1]) + i) for i in range(len(parts))] for first in sections]
    fitting = [
        run
        for run in runs
        if all(
            list(sections.get(name, ())) == list(range(1, len(items) + 1))
            for name, items in zip(run, parts, strict=True)
        )
    ]
    if len(fitting) != 1:
        return {}
    pairs = zip(fitting[0], parts, strict=True)
    return {at: item for name, items in pairs for at, item in zip(sections[name].values(), items, strict=True)}


def numbered_beyond(columns: Columns) -> tuple[Column, ...]:
    """The unused columns that are numbered on from those of the statements, such as P10 next to P1 to P9."""
    known = {column.place for _, column in columns.answers()}
    groups = _groups([*(column for _, column in columns.answers()), *columns.unused])
    own = [numbers for numbers in groups.values() if not known.isdisjoint(numbers)]
    last = max((number for numbers in own for place, number in numbers.items() if place in known), default=0)
    places = {place for numbers in own for place, number in numbers.items() if place not in known and number > last}
    return tuple(column for column in columns.unused if column.place in places)


def numbered_columns(headers: Sequence[Column]) -> dict[str, list[Column]]:
    """The columns that are only numbered, by the name that goes with their numbers."""
    places = {column.place: column for column in headers}
    return {name: [places[place] for place in numbers] for name, numbers in _groups(headers).items()}


def is_satisfaction_survey(name: str, numbers: set[int]) -> bool:
    """Whether columns with these numbers are the elements of the public satisfaction survey."""
    return name in _SKM and numbers == set(range(1, _SKM_ELEMENTS + 1))


def _groups(headers: Sequence[Column]) -> dict[str, dict[int, int]]:
    """By the name that goes with the numbers, the numbers by the place of the column."""
    names = {column.name for column in headers}
    found: dict[str, dict[int, int]] = {}
    for column in headers:
        last = without_group(column.name)
        group = column.name.partition(last)[0].rstrip("/[ ") if last != column.name else ""
        base, dot, again = column.name.rpartition(".")
        if dot and again == "1" and base in names and f"{base}.2" not in names:
            last = base  # a program wrote the name a second time
        number = number_of(column.name)
        if number is None:
            number = number_of(last)
        if not number or (group in names and not any(map(str.isalpha, last))):
            continue  # P0 is asked before them; a choice of a question that may have several answers
        own = _NUMBER_AT_END.sub("", plain(last))
        found.setdefault(own or f"{plain(group)}/", {})[column.place] = number
    return found
