"""Many: what is too long for people to read row by row is summed up, and what shows all is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from ...i18n import N_, Language

MOST_ROWS = 300
"""The most rows of a table, and entries of a list, that are shown one by one."""
_OF_EACH = 10
"""The most entries of each of several lists that together are too long."""
_Entry = TypeVar("_Entry")


def too_many(count: int) -> bool:
    """Whether there are more than people read one by one."""
    return count > MOST_ROWS


def most_of_each(together: int) -> int:
    """How many entries of each of several lists are shown, by the number of all together."""
    return _OF_EACH if too_many(together) else MOST_ROWS


def shown(entries: Iterable[_Entry], most: int | None = None) -> Iterator[_Entry]:
    """The entries that are shown one by one."""
    return islice(entries, most or MOST_ROWS)


def further(count: int, lang: Language, most: int | None = None) -> str | None:
    """How many entries are not shown; None if all are."""
    left = count - (most or MOST_ROWS)
    return lang.ngettext("… and {n} more", "… and {n} more", left).format(n=left) if left > 0 else None


def summed_up(count: int, lang: Language) -> str:
    """Why there is a summary, and what shows all."""
    text = N_("{n} are too many to show one by one. --format json and `smartcity export` have them all.")
    return lang.translate(text).format(n=count)
