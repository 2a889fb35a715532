"""Letter: the letterhead of the summary page, and the office that signs it."""

from typing import Any

from ..diagnostics import At
from ..named import NamedTuple


class Letter(NamedTuple):
    """The letterhead of the summary page, and the office that signs it."""

    at: At
    lines: tuple[str, ...]
    place: str | None
    signed_by: str | None
    """The office that signs; None if nobody does."""


def build_letter(at: At, data: dict[str, Any]) -> Letter | None:
    """The letterhead of a programme that passed its schema; None if it has none."""
    found = data.get("letter")
    return found and Letter(at / "letter", tuple(found["lines"]), found.get("place"), found.get("signed_by"))
