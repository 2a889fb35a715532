"""Numbered: columns that are only numbered, by what their numbers belong to.

P1 to P9 are the statements; Q1 to Q5 next to them are something else, as is `reason/3`, a choice of the question
`reason`. U1 to U9 are the elements of another questionnaire, the public satisfaction survey (SKM).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

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
_LEAST_AGAIN, _MOST_AGAIN = 3, 5
"""At least so many numbered columns, all of which come again, and fewer than so many times."""
_NUMBER_AT_END = re.compile(r"_?\d{1,2}$")
_AFTER_NUMBER = re.compile(r"(?<=\d)[\s_.:(\[-]*[^\W\d_]+[)\]\s]*$")
"""A word after the number: `P1 Harapan`, `P1a`."""


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


def numbered_columns(headers: Sequence[Column]) -> dict[str, list[tuple[Column, int]]]:
    """The columns that are only numbered, with their numbers, by the name that goes with these.

    If there are none, those that have one word after the number.
    """
    groups = _groups(headers) or _groups([c._replace(name=_AFTER_NUMBER.sub("", c.name)) for c in headers])
    places = {column.place: column for column in headers}
    return {name: [(places[place], number) for place, number in own.items()] for name, own in groups.items()}


def is_satisfaction_survey(name: str, numbers: set[int]) -> bool:
    """Whether columns with these numbers are the elements of the public satisfaction survey."""
    return name in _SKM and numbers == set(range(1, _SKM_ELEMENTS + 1))


def _again(names: Collection[str]) -> dict[str, str]:
    """By its name, which column each one repeats: of equal names, pandas calls the second `P1.1`.

    Parts of questions are written so too, but hardly as many of each.
    """
    numbered = [name for name in names if number_of(name)]
    ends = [f".{i}" for i in range(1, _MOST_AGAIN) if all(f"{name}.{i}" in names for name in numbered)]
    return {f"{name}{end}": name for name in numbered for end in ends} if len(numbered) >= _LEAST_AGAIN else {}


def _groups(headers: Sequence[Column]) -> dict[str, dict[int, int]]:
    """By the name that goes with the numbers, the numbers by the place of the column."""
    names = {column.name for column in headers}
    again = _again(names)
    found: dict[str, dict[int, int]] = {}
    for column in headers:
        name = again.get(column.name, column.name)
        last = without_group(name)
        group = name.partition(last)[0].rstrip("/[ ") if last != name else ""
        number = number_of(name)
        if number is None:
            number = number_of(last)
        if not number or (group in names and not any(map(str.isalpha, last))):
            continue  # P0 is asked before them; a choice of a question that may have several answers
        own = _NUMBER_AT_END.sub("", plain(last))
        found.setdefault(own or f"{plain(group)}/", {})[column.place] = number
    return found
