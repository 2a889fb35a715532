"""Instants: days with an hour and a time zone, as people write them in Indonesia."""

from __future__ import annotations

import re
from datetime import datetime

_INSTANT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})"
_CLOCK = (
    r"(?i)(?:[T,;]|\s)\s*(?:(?:pukul|jam|pkl\.?|at)\s+)?([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,][0-9]+)?)?"
    r"\s*(Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}|WIB|WITA|WIT)?\Z"
)
_NAMED = {"WIB": "+07:00", "WITA": "+08:00", "WIT": "+09:00", "Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00"}
_CENTRAL = (
    "bali",
    "nusa tenggara",
    "kalimantan selatan",
    "kalimantan timur",
    "kalimantan utara",
    "sulawesi",
    "gorontalo",
    "south kalimantan",
    "east kalimantan",
    "north kalimantan",
)
_EASTERN = ("maluku", "papua")


def instant(text: str | None) -> datetime | None:
    """The time that a text names; None if it is not a day of the calendar with an hour and a zone."""
    if text is None or re.fullmatch(_INSTANT, text) is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def instant_of(text: str, offset: str | None) -> str | None:
    """The time that a text probably means, as 2027-05-31T14:00+08:00; None if that is not certain.

    `offset` is the zone of a text that names none, such as +08:00.
    """
    from .dates import day_of  # slow to load, and needed only to offer what was meant

    plain = " ".join(text.split())
    found = re.search(_CLOCK, plain)
    day = day_of(plain[: found.start()]) if found else None
    if found is None or day is None:
        return None
    zone = found[4] and (_NAMED.get(found[4].upper()) or f"{found[4][:3]}:{found[4][-2:]}")
    seconds = f":{found[3]}" if found[3] and found[3] != "00" else ""
    written = f"{day}T{int(found[1]):02}:{found[2]}{seconds}{zone or offset or ''}"
    return written if instant(written) else None


def offset_in(province: str | None) -> str | None:
    """The zone of a province of Indonesia (Presidential Decree 41/1987); None if no province is named."""
    name = " ".join((province or "").lower().split())
    if not name:
        return None
    if any(part in name for part in _EASTERN):
        return _NAMED["WIT"]
    return _NAMED["WITA" if any(part in name for part in _CENTRAL) else "WIB"]
