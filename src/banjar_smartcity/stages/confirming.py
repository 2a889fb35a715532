"""Confirming: sheets in which answers that are carried over are confirmed by a person. Everything else stays."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from ..model.carried import Carried, carried_over
from ..model.dimension import CROSSCUTTING
from ..model.model import Model
from ..named import NamedTuple
from ..source.yaml_edit import Splice, add_pair, edit_file, list_at, pairs_of, replace_scalar


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

    The key `carried` becomes `confirmed_from`; a copy without a mark gets that key below its day.
    """
    stages = {int(found.answer.at.pointer[1]): found.stage for found in answers}
    after = [
        _after(answer, stages[place], today) if place in stages else answer
        for place, answer in enumerate(data["answers"])
    ]

    def splices(text: str, root: Any) -> Iterator[Splice]:
        entries = list_at(pairs_of(root)["answers"][1]).value
        for place, stage in stages.items():
            keys = pairs_of(entries[place])
            yield replace_scalar(keys["answered_on"][1], today.isoformat())
            if _is_marked(data["answers"][place]):
                key = keys["carried"][0]
                yield Splice(key.start_mark.index, key.end_mark.index, _KEY)
            else:
                yield add_pair(text, entries[place], ANSWERED_ON, _KEY, stage)

    return edit_file(content, splices, {**data, "answers": after})


ANSWERED_ON, _KEY = "answered_on", "confirmed_from"


def _is_marked(answer: Mapping[str, Any]) -> bool:
    return answer.get("carried") is not None


def _after(answer: Mapping[str, Any], stage: str, today: date) -> dict[str, Any]:
    """An answer as it is once it is confirmed, its keys in the order of the file."""
    marked = _is_marked(answer)
    found: dict[str, Any] = {}
    for key, value in answer.items():
        found[_KEY if key == "carried" and marked else key] = today.isoformat() if key == ANSWERED_ON else value
        if key == ANSWERED_ON and not marked and _KEY not in answer:
            found[_KEY] = stage
    return found if marked else {**found, _KEY: stage}
