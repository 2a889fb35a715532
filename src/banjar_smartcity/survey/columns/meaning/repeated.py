"""Repeated columns: questions that a form asks once for each sub-dimension in the same words.

Where a program exports labels, "Are you a user of this programme?" comes once before the statements of each. Taken for
one column about all, it would make people non-users of programmes that they use.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..column import Column


def by_next_statements(
    columns: Sequence[Column], named: Sequence[Column], parts: Mapping[int, str]
) -> dict[str, Column]:
    """Columns of one role by the sub-dimension of the statements up to the next one; empty if that is not one each.

    `named` are others of this role, which say themselves what they are about. `parts` are the sub-dimensions of the
    columns of statements, by their place.
    """
    places = sorted(column.place for column in (*columns, *named))
    ends = dict(pairwise([*places, max((*parts, *places), default=0) + 1]))
    found: dict[str, Column] = {}
    for column in columns:
        own = {part for place, part in parts.items() if column.place < place < ends[column.place]}
        if len(own) != 1 or own & found.keys():
            return {}
        found[own.pop()] = column
    return found
