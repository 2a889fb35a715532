"""Strange: texts in columns of statements that are not answers known here, but come back as labels of a scale do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from ....cells.answer import BLANK, UNKNOWN, WRONG
from ....table.rows import Cell, tidy
from ...forms import FormRows

_LONGEST, _MOST = 30, 20
_LEAST_EACH, _LEAST, _SHARE = 5, 30, 20
"""A text is a label if it comes back this often; labels are a scale in this many cells, one in this many answers."""


class StrangeLabels:
    """Gives each of these texts a code of its own while a table is read. A class, since texts get them in turn."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}

    def code(self, cell: Cell) -> int:
        """The code of a cell that is not an answer; `WRONG` if it can be no label."""
        label = tidy(str(cell))
        if isinstance(cell, datetime) or len(label) > _LONGEST or label.startswith(("#", "Err:")):
            return WRONG
        if label not in self._codes and UNKNOWN + len(self._codes) == WRONG:
            return WRONG
        return self._codes.setdefault(label, UNKNOWN + len(self._codes))

    def found(self, parts: Sequence[FormRows]) -> tuple[str, ...]:
        """The labels, if there are enough of them for a scale; none is a text that only one person wrote."""
        if not self._codes:
            return ()
        cells: Counter[int] = Counter()
        columns: Counter[int] = Counter()
        given = asked = 0
        for part in parts:
            doubled = {i for i, _ in part.more}  # one of these columns may hold notes
            for i in (i for i in range(len(part.places)) if i not in doubled):
                own = Counter(part.codes[i :: len(part.all_places)])
                asked, given = asked + 1, given + len(part.rows) - own[BLANK]
                cells.update({code: own[code] for code in own if UNKNOWN <= code < WRONG})
                columns.update(code for code in own if UNKNOWN <= code < WRONG)
        labels = [
            label
            for label, code in self._codes.items()
            if cells[code] >= _LEAST_EACH and columns[code] >= min(2, asked)
        ]
        size = sum(cells[self._codes[label]] for label in labels)
        return tuple(sorted(labels)) if size >= max(_LEAST, given / _SHARE) and len(labels) <= _MOST else ()
