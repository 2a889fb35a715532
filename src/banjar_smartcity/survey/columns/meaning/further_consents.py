"""Further consents: columns that ask again whether people take part, as where a form was changed."""

from __future__ import annotations

from collections.abc import Sequence

from ...cells.plain import plain
from ..column import Column
from ..names import asks_to_take_part, role_of


def further_consents(others: Sequence[Column], single: dict[str, Column], last: int) -> tuple[Column, ...]:
    """The further columns of consent; those behind the `last` statement are about something else than the survey.

    After the survey people are asked whether they would do this or that.
    """
    given = single.get("consent")
    if given and given in others and given.place > last and not asks_to_take_part(given.name):
        del single["consent"]
    if given is None or given not in others:  # there is none, or the office says which one it is
        return ()
    asked = [
        column for column in others if (role_of(plain(column.name)) == "consent") and asks_to_take_part(column.name)
    ]
    return tuple(column for column in asked if column.place < last and column != given)
