"""Room: how much text of a file is kept. All that is kept is searched, without another bound."""

from __future__ import annotations

import re
from itertools import islice

from ...named import NamedTuple

MOST_TEXT = 4 << 20
"""Characters that are kept of a file."""
MOST_NUMBERS = 500_000
"""Numbers that are kept of a file: each may be a row of a table, which takes longer to search than words. The thousand
pages of a thick book of statistics have about half as many."""
_NUMBER = re.compile(r"[0-9][0-9.,]*")


class Room(NamedTuple):
    """What may still be kept of a file."""

    characters: int = MOST_TEXT
    numbers: int = MOST_NUMBERS


class Fitted(NamedTuple):
    """As much of a text as there was room for, and the room that is left."""

    text: str
    whole: bool
    left: Room


def fit(text: str, room: Room) -> Fitted:
    """Keep a text as far as there is room for it."""
    kept = text[: room.characters]
    numbers = len(_NUMBER.findall(kept))
    if numbers > room.numbers:
        beyond = next(islice(_NUMBER.finditer(kept), room.numbers, None))
        kept = kept[: beyond.start()]
    left = Room(room.characters - len(kept), max(0, room.numbers - numbers))
    return Fitted(kept, len(kept) == len(text), left)
