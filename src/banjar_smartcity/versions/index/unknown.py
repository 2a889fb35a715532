"""Unknown: items whose figure cannot be right, because an answer, a sheet or a survey that feeds it has errors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...checking.partial import Faulty
from ...diagnostics import closest
from ...model.answer import AnswerSheet
from ...model.dimension import CROSSCUTTING
from ...model.instrument import SURVEY, Item
from ...model.model import Model, stem


def unknown_items(kinds: Mapping[str, str], whole: Model, faulty: Faulty, model: Model) -> frozenset[str]:
    """The items of the current stage that have no figure.

    `kinds` are the kinds of all files by path, and `model` is the `whole` model without what is `faulty`.
    """
    stage = model.stage()
    if stage is None or not (faulty.entries or faulty.files):
        return frozenset()
    answered = model.answers(stage.id)
    by_hand = [item for item in model.items if item.kind != SURVEY]
    open_items = {item.id: item for item in by_hand if item.id not in answered}
    found: set[str] = set()
    sheets = {sheet.at.path: sheet for sheet in whole.sheets}
    for path, kind in kinds.items():
        if kind == "answers" and path not in sheets and path in faulty.files and stem(path) == stage.id:
            found.update(item for item in open_items if _folder(open_items[item]) == path.split("/")[-3])
    for sheet in sheets.values():
        if stage.id in (sheet.stage, stem(sheet.at.path)):
            for name in _at_fault(sheet, faulty):
                # If no item has this name, it may be any item of the sheet that has no answer.
                likely = closest(name, open_items) if name not in {item.id for item in model.items} else name
                found.update([likely] if likely else (i for i in open_items if _folder(open_items[i]) == sheet.folder))
    return frozenset((found & open_items.keys()) | set(_surveyed(kinds, whole, faulty, model, stage.id)))


def _at_fault(sheet: AnswerSheet, faulty: Faulty) -> Iterator[str]:
    whole = sheet.at.path in faulty.files
    return (answer.item for answer in sheet.answers if whole or answer.at in faulty.entries)


def _surveyed(kinds: Mapping[str, str], whole: Model, faulty: Faulty, model: Model, stage: str) -> Iterator[str]:
    """Items of surveys that are excluded, if no other survey has a mean for them."""
    surveyed = {item.id for item in model.items if item.kind == SURVEY}
    counted = {s.item for survey in model.surveys.values() if survey.stage == stage for s in survey.statements}
    known = {survey.at.path: survey for survey in whole.surveys.values()}
    for path, kind in kinds.items():
        if kind == "survey" and path in faulty.files:
            survey = known.get(path)
            if survey is None:
                yield from surveyed - counted
            elif survey.stage == stage:
                yield from ({s.item for s in survey.statements if s.mean is not None} & surveyed) - counted


def _folder(item: Item) -> str:
    return item.dimension or CROSSCUTTING
