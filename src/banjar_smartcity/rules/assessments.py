"""Assessments: marks on the scale of the instrument, each assessor once an item, and times that can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from ..diagnostics import At, Diagnostic, Kind, Severity, closest
from ..i18n import N_
from ..model.assessment import TIMES, AssessedItem, AssessmentSheet, AssessorMark
from ..model.focus import StageRules, instruments_with, is_bound, stage_rules
from ..model.instrument import Item
from ..model.model import Model, stem
from ..scoring.weighing.counting import scale_of_marks
from ..spelling.instants import instant, instant_of, offset_in
from .context import Context

LEVEL = Kind(
    id="assessment-level",
    severity=Severity.ERROR,
    message=N_("the mark {level} does not exist for this item; marks go from {lowest} to {highest}"),
    hint=N_("Correct the mark as the assessor gave it, or write null if there is only a remark."),
    why=N_("A mark outside the scale of the instrument is a typing mistake, and would move every mean."),
    example="level: 40        # seharusnya 4.0",
)
ELSEWHERE = Kind(
    id="assessment-elsewhere",
    severity=Severity.ERROR,
    message=N_('the item "{item}" does not count for the region in the stage {stage}'),
    hint=N_("Name the item that the assessors judged, or move it to the file of its own stage."),
    why=N_("Assessors judge the items of the instrument and variant of the stage. A mark of another one is not shown."),
    example="# data/assessments/2026-tahap-1.yaml\n- item: collaboration-living-programme        # varian lain",
)
TWICE = Kind(
    id="assessor-twice",
    severity=Severity.ERROR,
    message=N_("assessor {assessor} is repeated for this item; the first mark is on line {first}"),
    hint=N_("Keep the mark that counts, or correct the number of the assessor."),
    why=N_("The mark of an item is the mean of its assessors; one who is counted twice would weigh double."),
    example="- assessor: 1\n- assessor: 1",
)
TIME = Kind(
    id="assessment-time",
    severity=Severity.ERROR,
    message=N_('"{value}" is not a day with an hour and a time zone'),
    hint=N_("Write it like 2026-06-09T14:00+08:00; WIB is +07:00, WITA is +08:00, WIT is +09:00."),
    why=N_("The rebuttal is counted in hours, and assessors are often in another time zone than the region."),
    example="received_at: 2026-06-09 14:00        # seharusnya 2026-06-09T14:00+08:00",
    corrects=True,
)
ORDER = Kind(
    id="assessment-order",
    severity=Severity.ERROR,
    message=N_("{later} ({end}) is before received_at ({start})"),
    hint=N_("Correct one of the two times."),
    why=N_("Nobody can reply before the remark was received: one of the times is wrong."),
    example="received_at: 2026-06-09T14:00+08:00\nreply_by: 2026-06-08T14:00+08:00",
    corrects=True,
)
LATE = Kind(
    id="assessment-reply-late",
    severity=Severity.WARNING,
    message=N_("it was replied at {end}, after the end of the rebuttal, {start}"),
    hint=N_("Correct the time if it is wrong; else ask the assessors whether the reply still counts."),
    why=N_("Assessors may leave out what reaches them after the rebuttal has ended."),
    example="reply_by: 2026-06-10T14:00+08:00\nreplied_at: 2026-06-11T08:00+08:00",
)
KINDS = (LEVEL, ELSEWHERE, TWICE, TIME, ORDER, LATE)


def check_assessments(context: Context) -> Iterator[Diagnostic]:
    """The faults of what the assessors gave."""
    model = context.model
    rules = stage_rules(model)
    for sheet in model.assessments:
        judged_by = rules(sheet.stage)
        zone = _zone(model, sheet)
        for entry in sheet.items:
            item = judged_by.items.get(entry.item)
            yield from _placed(model, judged_by, sheet, entry, item)
            seen: dict[int, At] = {}
            for mark in entry.marks:
                if mark.assessor in seen:
                    facts = {"assessor": mark.assessor, "first": seen[mark.assessor]}
                    yield Diagnostic(TWICE, mark.at / "assessor", facts)
                seen.setdefault(mark.assessor, mark.at / "assessor")
                yield from _on_scale(judged_by, item, mark)
                yield from _times(judged_by, mark, zone)


def _placed(
    model: Model, rules: StageRules, sheet: AssessmentSheet, entry: AssessedItem, item: Item | None
) -> Iterator[Diagnostic]:
    """An item of another instrument than that of the stage, or one that does not count for the region."""
    program = model.program
    if program is None or sheet.stage != stem(sheet.at.path):
        return
    facts = {"item": entry.item, "stage": sheet.stage}
    if item is not None:
        if rules.variant and not rules.counts(item):
            yield Diagnostic(ELSEWHERE, entry.at / "item", facts)
    elif rules.instrument and is_bound(program, sheet.stage) and instruments_with(model, entry.item):
        yield Diagnostic(ELSEWHERE, entry.at / "item", facts, None, closest(entry.item, rules.items))


def _on_scale(rules: StageRules, item: Item | None, mark: AssessorMark) -> Iterator[Diagnostic]:
    if item is None or mark.level is None or rules.instrument is None:
        return
    lowest, highest = scale_of_marks(rules.instrument, item)
    if not lowest <= mark.level <= highest:
        yield Diagnostic(LEVEL, mark.at / "level", {"level": mark.level, "lowest": lowest, "highest": highest})


def _zone(model: Model, sheet: AssessmentSheet) -> str | None:
    """The zone that a time without one probably has: that of the other times of the sheet, else of the province."""
    found = {
        time.strftime("%z")
        for entry in sheet.items
        for mark in entry.marks
        for key in TIMES
        if (time := instant(mark.times[key])) is not None
    }
    if len(found) == 1:
        (zone,) = found
        return f"{zone[:3]}:{zone[3:5]}"
    province = model.program.province if model.program else None
    return offset_in(province.id) if province and not found else None


def _times(rules: StageRules, mark: AssessorMark, zone: str | None) -> Iterator[Diagnostic]:
    for key in TIMES:
        written = mark.times[key]
        if written is not None and instant(written) is None:
            meant = instant_of(written, zone)
            yield Diagnostic(TIME, mark.at / key, {"value": written}, None, meant)
    received, hours = mark.received_at, rules.instrument.rebuttal_hours if rules.instrument else None
    if received is None:
        return
    if mark.reply_by is not None and mark.reply_by < received:
        meant = None if hours is None else as_text(received + timedelta(hours=hours))
        facts = {"later": "reply_by", "end": as_text(mark.reply_by), "start": as_text(received)}
        yield Diagnostic(ORDER, mark.at / "reply_by", facts, None, meant)
        return
    if mark.replied_at is None:
        return
    end = mark.deadline(hours)
    if mark.replied_at < received:
        facts = {"later": "replied_at", "end": as_text(mark.replied_at), "start": as_text(received)}
        yield Diagnostic(ORDER, mark.at / "replied_at", facts)
    elif end is not None and mark.replied_at > end:
        yield Diagnostic(LATE, mark.at / "replied_at", {"end": as_text(mark.replied_at), "start": as_text(end)})


def as_text(time: datetime) -> str:
    """A time as data write it."""
    return time.isoformat(timespec="seconds" if time.second else "minutes")
