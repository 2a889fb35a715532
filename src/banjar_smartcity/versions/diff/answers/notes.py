"""Notes: what a reviewer must know about a changed answer besides the fields that differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ....diagnostics import At, Phrase
from ....named import NamedTuple
from ....spelling.pages import read_pages
from ...index.basis import ELSEWHERE, INVALID, fresh, strength, unmatched
from ..change import (
    NO_FIGURE,
    NO_FILE_PROOF,
    NO_PROOF,
    NOT_APPLICABLE,
    OTHER_FIGURES,
    OTHER_PAGES,
    SAME_PROOF,
    UNCONFIRMED,
    WEAKER,
    Sides,
)
from ..records import Field, Record


class AnswerPair(NamedTuple):
    """An answer before and after, each with its position in the sheet, and the fields that differ."""

    record: Record
    item: str
    stages: frozenset[str]
    old: tuple[int, Any] | None
    new: tuple[int, Any] | None
    fields: tuple[Field, ...]


def notes_of(sides: Sides, pair: AnswerPair) -> Iterator[Phrase]:
    """What a reviewer must know about a changed answer. The way back has its own notes."""
    if pair.new is None:
        return
    before, after = pair.old[1] if pair.old else {}, pair.new[1]
    if At(pair.record.path, ("answers", pair.new[0])) in sides.head.faulty.entries:
        yield NO_FIGURE
        return
    if after.get("not_applicable") is not None and before.get("not_applicable") is None:
        yield NOT_APPLICABLE
    old, new = (frozenset(use["evidence"] for use in a.get("evidence", ())) for a in (before, after))
    if before.get("carried") and not after.get("carried") and after.get("confirmed_from") != before["carried"]:
        yield UNCONFIRMED
    levels = before.get("level"), after["level"]
    best = max((strength(sides.head, name) for name in fresh(old, new, sides.base, sides.head)), default=INVALID)
    if isinstance(levels[0], int | float) and isinstance(levels[1], int | float) and levels[0] < levels[1]:
        if best == INVALID:
            yield SAME_PROOF if new else NO_PROOF
        elif best == ELSEWHERE and old and old <= new:
            yield NO_FILE_PROOF
    elif best == INVALID and old and new and any(map(_says_otherwise, pair.fields)):
        yield OTHER_FIGURES
    if any(map(_names_other_pages, pair.fields)):
        yield OTHER_PAGES
    if unmatched(old - new, new - old, sides.base, sides.head):
        yield WEAKER


def _says_otherwise(field: Field) -> bool:
    """Whether a field that differs is another figure, or another statement of the fact."""
    figure = field.pointer[0] in ("statistic", "external") and field.before is not None and field.after is not None
    return figure or (field.pointer[0] == "fact" and field.replaces)


def _names_other_pages(field: Field) -> bool:
    """Whether pages are named in place of others, and not only more of them, or the same ones more exactly."""
    if field.pointer[0] != "evidence" or field.pointer[-1] != "pages" or None in (field.before, field.after):
        return False
    before, after = read_pages(str(field.before)), read_pages(str(field.after))
    known = before.numbers and after.numbers
    return bool(known) and not (before.numbers <= after.numbers or after.numbers <= before.numbers)
