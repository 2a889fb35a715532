"""Fates: why a row does not count, in the words of the first lines and under a stable name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...diagnostics import Phrase
from ...i18n import N_

LONGER = Phrase(N_("longer than the row of column names"), "longer")
NAMES = Phrase(N_("names or numbers of columns"), "names")
SUMMARY = Phrase(N_("totals or means"), "summary")
APART = Phrase(N_("below other column names"), "apart")
DELETED = Phrase(N_("deleted"), "deleted")
REJECTED = Phrase(N_("not approved"), "rejected")
HELD = Phrase(N_("waiting for approval"), "held")
TEST = Phrase(N_("tests"), "test")
UNFINISHED = Phrase(N_("not finished"), "unfinished")
REFUSED = Phrase(N_("without consent"), "refused")
EMPTY = Phrase(N_("without a valid answer"), "empty")
COPY = Phrase(N_("submitted twice"), "copy")
REPLACED = Phrase(N_("replaced by a later edit"), "replaced")
AGAIN = Phrase(N_("of a person who is counted already"), "again")
ELSEWHERE = Phrase(N_("of another dimension"), "elsewhere")
FATES = (
    LONGER,
    NAMES,
    APART,
    SUMMARY,
    DELETED,
    REJECTED,
    HELD,
    TEST,
    UNFINISHED,
    REFUSED,
    EMPTY,
    COPY,
    REPLACED,
    AGAIN,
    ELSEWHERE,
)
"""Every reason, in the order in which they are asked: a row has the first one that applies."""

BY_STATUS: Mapping[str, Phrase] = {
    "rejected": REJECTED,
    "held": HELD,
    "deleted": DELETED,
    "test": TEST,
    "unfinished": UNFINISHED,
}


class Fates:
    """The rows that do not count, by reason, collected while a table is read."""

    def __init__(self) -> None:
        self.rows: dict[Phrase, list[int]] = {}

    def add(self, why: Phrase, number: int) -> None:
        """Note a row that does not count."""
        self.rows.setdefault(why, []).append(number)

    def listed(self) -> Iterator[tuple[Phrase, Sequence[int]]]:
        """The reasons that apply, in their order, each with its rows."""
        for why in FATES:
            if rows := self.rows.get(why):
                yield why, rows
