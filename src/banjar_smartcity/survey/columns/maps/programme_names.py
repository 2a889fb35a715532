"""Programme names: those of the map of columns, which mean their sub-dimension in the names of columns and sheets."""

from __future__ import annotations

from collections import Counter

from ...cells.plain import plain
from ..statements import Statements
from .column_map import ColumnMap

_LEAST = 4
"""So many letters a name has that is known in longer ones too."""


def with_programmes(statements: Statements, column_map: ColumnMap) -> Statements:
    """The statements, whose sub-dimensions are also known by the names of their programmes.

    A name that several sub-dimensions have, or that means something else already, stays what it is.
    """
    named = {
        (plain(text), part)
        for part, programme in column_map.programmes.items()
        if programme.name is not None
        for text in (programme.name.id, programme.name.en)
        if text and len(plain(text)) >= _LEAST and not plain(text).isdecimal()
    }
    often = Counter(name for name, _ in named)
    known = {*statements.parts, *statements.wholes, *statements.by_name}
    parts = {name: part for name, part in named if often[name] == 1 and name not in known}
    return statements._replace(parts={**statements.parts, **parts})
