"""Confirming: sheets in which answers that are carried over are confirmed by a person. Everything else stays."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from ..model.carried import Carried, carried_over
from ..model.dimension import CROSSCUTTING
from ..model.model import Model
from ..source.yaml_edit import Splice, edit_file, list_at, pairs_of, replace_scalar


class Choice(NamedTuple):
    """Which answers of a stage are meant. None and an empty tuple mean all."""

    stage: str
    items: tuple[str, ...]
    agency: str | None
    dimension: str | None


def to_confirm(model: Model, choice: Choice) -> tuple[Carried, ...]:
    """The answers of a choice that are carried over and not confirmed, in the order of the sheets."""
    waiting = carried_over(model).get(choice.stage, {})
    folders = {a.at: sheet.dimension or CROSSCUTTING for sheet in model.sheets for a in sheet.answers}
    return tuple(
        found
        for item, found in waiting.items()
        if (not choice.items or item in choice.items)
        and choice.agency in (None, found.answer.responsible)
        and choice.dimension in (None, folders[found.answer.at])
    )


def confirmed(content: bytes, data: Mapping[str, Any], answers: Collection[Carried], today: date) -> bytes:
    """A sheet in which some of its answers are confirmed today. Raise `EditError` if its layout is unusual.

    The key `carried` becomes `confirmed_from`; a copy without a mark gets the day only.
    """
    places = {int(found.answer.at.pointer[1]) for found in answers}
    after = [_after(answer, today) if place in places else answer for place, answer in enumerate(data["answers"])]

    def edits(_: str, root: Any) -> Iterator[Splice]:
        entries = list_at(pairs_of(root)["answers"][1]).value
        for place in places:
            keys = pairs_of(entries[place])
            if "carried" in keys and data["answers"][place]["carried"] is not None:
                key = keys["carried"][0]
                yield Splice(key.start_mark.index, key.end_mark.index, "confirmed_from")
            yield replace_scalar(keys["answered_on"][1], today.isoformat())

    return edit_file(content, edits, {**data, "answers": after})


def _after(answer: Mapping[str, Any], today: date) -> dict[str, Any]:
    found = {**answer, "answered_on": today.isoformat()}
    if found.get("carried") is None:
        return found
    return {("confirmed_from" if key == "carried" else key): value for key, value in found.items()}
