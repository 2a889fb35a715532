"""Entry: an instrument that the region answers, with its variant and current stage."""

from typing import Any

from ..diagnostics import At
from ..named import NamedTuple


class Entry(NamedTuple):
    """An instrument that the region answers, with its variant and current stage."""

    at: At
    instrument: str | None
    variant: str | None
    stage: str


def build_entries(at: At, data: dict[str, Any]) -> tuple[Entry, ...]:
    """All entries of a programme that passed its schema; the first is the one of commands that name no instrument."""
    others = enumerate(data.get("also", ()))
    also = (Entry(at / "also" / i, e["instrument"], e["variant"], e["stage"]) for i, e in others)
    return (Entry(at, data["instrument"], data["variant"], data["stage"]), *also)
