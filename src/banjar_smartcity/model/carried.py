"""Carried: which answers of a stage are those of an earlier stage that nobody has confirmed since.

Score, completeness, to-do and rules all use this one function. Such an answer counts neither as answered nor as
supported, whether it is marked or was copied by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ..i18n import Text
from ..named import NamedTuple
from .answer import Answer
from .focus import stage_instrument
from .model import Model
from .program import Program, Stage


class Carried(NamedTuple):
    """An answer that is carried over and not confirmed, and the stage that it comes from."""

    answer: Answer
    stage: str

    @property
    def marked(self) -> bool:
        """Whether the answer says so itself; if not, it is a copy without a mark."""
        return self.answer.carried is not None


class _Given(NamedTuple):
    """An answer that was given in a stage, and the last day on which it may have been given for that stage."""

    stage: str
    answer: Answer
    last_day: date | None


def carried_over(model: Model) -> Mapping[str, Mapping[str, Carried]]:
    """The answers that are carried over and not confirmed, by stage and item, each stage once in the order of time.

    An answer is carried over if it is marked; or if its claim equals that of the last earlier stage of the same
    instrument that answers the item, and it was not given after the last day of that stage (without one, its first;
    without both, the day of that answer). If it is not known when it was given, nothing shows that it is confirmed.
    """
    program = model.program
    found: dict[str, dict[str, Carried]] = {}
    by_stage: dict[str, dict[str, Answer]] = {}
    for sheet in model.sheets:
        answers = by_stage.setdefault(sheet.stage, {})
        for answer in sheet.answers:
            answers.setdefault(answer.item, answer)
    last: dict[str | None, dict[str, _Given]] = {}
    for stage in _in_order(program) if program else ():
        given = last.setdefault(stage_instrument(program, stage.id) if program else None, {})
        day = stage.ends_on or stage.starts_on
        for item, answer in by_stage.pop(stage.id, {}).items():
            former = given.get(item)
            if answer.carried is not None:
                found.setdefault(stage.id, {})[item] = Carried(answer, answer.carried)
            elif former is not None and _repeats(answer, former):
                found.setdefault(stage.id, {})[item] = Carried(answer, former.stage)
            if _claim(answer) is not None:
                given[item] = _Given(stage.id, answer, day or answer.answered_on)
    for name, answers in by_stage.items():  # sheets of stages that the programme does not list
        marked = {item: Carried(answer, answer.carried) for item, answer in answers.items() if answer.carried}
        if marked:
            found[name] = marked
    return found


def confirmed_from(model: Model, stage: str) -> Mapping[str, str]:
    """The answers of a stage that were carried over and confirmed since: by item, the stage that they come from."""
    return {item: answer.confirmed_from for item, answer in model.answers(stage).items() if answer.confirmed_from}


def stages_before(program: Program, stage: str) -> tuple[Stage, ...]:
    """The earlier stages of the instrument of a stage, the last one first."""
    instrument = stage_instrument(program, stage)
    return tuple(s for s in all_stages_before(program, stage) if stage_instrument(program, s.id) == instrument)


def all_stages_before(program: Program, stage: str) -> tuple[Stage, ...]:
    """The earlier stages of every instrument, the last one first."""
    ordered = tuple(_in_order(program))
    place = next((place for place, found in enumerate(ordered) if found.id == stage), 0)
    return tuple(reversed(ordered[:place]))


def _in_order(program: Program) -> Iterator[Stage]:
    """The stages in the order of time; one without a date follows the stage of its year that is listed before it."""
    days: dict[str, date] = {}
    latest: dict[int, date] = {}
    for stage in program.stages:
        day = stage.starts_on or stage.ends_on or latest.get(stage.year) or date(stage.year, 1, 1)
        latest[stage.year] = max(day, latest.get(stage.year, day))
        days.setdefault(stage.id, day)
    listed = {stage.id: stage for stage in reversed(program.stages)}
    yield from (listed[name] for name in sorted(days, key=lambda name: days[name]))


def _repeats(answer: Answer, former: _Given) -> bool:
    claim = _claim(answer)
    if claim is None or claim != _claim(former.answer):
        return False
    return answer.answered_on is None or (former.last_day is not None and answer.answered_on <= former.last_day)


def _claim(answer: Answer) -> tuple[object, ...] | None:
    """What an answer states; None if it states nothing. How a text is broken into lines does not matter."""
    other = answer.external
    value = (other.value, other.year, _words(other.body)) if other else None
    claim = (_words(answer.fact), answer.statistic, answer.level, _words(answer.not_applicable), value)
    return claim if any(part is not None for part in claim) else None


def _words(text: Text | None) -> str | None:
    return " ".join(text.id.split()) if text else None
