"""Remarks: what assessors gave the items that are sent, to be read, and the reply of the region, to be written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ..model.assessment import AssessorMark, marks_of
from ..model.assignment import assigned
from ..model.dimension import CROSSCUTTING
from ..model.instrument import SURVEY, Item
from ..model.model import Model
from ..model.program import Stage
from ..named import NamedTuple
from .cells import REMARK, Cells


class SentMark(NamedTuple):
    """What an assessor gave an item that is sent, and by when a reply is due. Only the reply may be filled in."""

    item: Item
    mark: AssessorMark
    deadline: datetime | None

    @property
    def code(self) -> str:
        """Its name in what is sent and comes back."""
        return code_of(self.item.id, self.mark.assessor)

    @property
    def sent(self) -> Cells:
        """The reply as it is sent."""
        return remark_cells(self.mark)


def code_of(item: str, assessor: int) -> str:
    """The name of a remark: `outcome-living-roads/2`."""
    return f"{item}/{assessor}"


def remark_cells(mark: AssessorMark) -> dict[str, str]:
    """The cells of a remark."""
    return dict(zip(REMARK, (mark.reply.id if mark.reply else "",), strict=True))


def sent_marks(model: Model, stage: Stage, agency: str | None, dimension: str | None) -> Iterator[SentMark]:
    """The marks of the items of a recipient, those of the survey by the owners of the programmes asked about."""
    found = marks_of(model.assessments, stage.id)
    hours = model.instrument.rebuttal_hours if model.instrument else None
    answers = model.answers(stage.id)
    given = assigned(model.assignments, stage.id, model.instrument) if found and model.instrument else {}
    programmes = [p for survey in model.surveys.values() if survey.stage == stage.id for p in survey.programmes]
    for item in model.items if found else ():
        answer, task = answers.get(item.id), given.get(item.id)
        named = (answer.responsible if answer else None) or (task.agency if task else None)
        asked = [p.agency for p in programmes if p.sub_dimension == item.sub_dimension] if item.kind == SURVEY else []
        fits = agency in (None, named, *([] if named else asked))
        if fits and dimension in (None, item.dimension or CROSSCUTTING):
            yield from (SentMark(item, mark, mark.deadline(hours)) for mark in found.get(item.id, ()))
