"""Answers: each must be in the right sheet, in time, at a level that exists, and with proof."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import At, Diagnostic, Kind, Severity
from ..i18n import N_
from ..model.answer import Answer, AnswerSheet
from ..model.instrument import Item
from ..model.model import stem
from .context import Context

AFTER_STAGE = Kind(
    "answer-after-stage",
    Severity.ERROR,
    N_("answered on {day}, but the stage {stage} ended on {end}"),
    N_("Correct the date, or write the answer into the sheet of a later stage."),
    N_("What came after the end of a stage did not count in it. A later stage has answers of its own."),
    "answered_on: 2023-07-01        # tahap berakhir 2023-06-14",
)
TWICE = Kind(
    "answer-duplicate",
    Severity.ERROR,
    N_('the item "{item}" is answered a second time; the first answer is on line {first}'),
    N_("Keep one of the two answers."),
    N_("Two answers to one question: nobody could say which one counts."),
    "- item: outcome-living-roads\n- item: outcome-living-roads",
)
MISPLACED = Kind(
    "answer-misplaced",
    Severity.ERROR,
    N_('the item "{item}" belongs to {place}'),
    N_("Move the answer to the sheet of that place."),
    N_("Each working group answers for its own dimension; elsewhere the answer would be overlooked."),
    "# data/dimensions/living/answers/…\n- item: outcome-economy-poverty",
)
BY_HAND = Kind(
    "answer-by-hand",
    Severity.ERROR,
    N_('the item "{item}" is answered by the citizen survey, not by hand'),
    N_("Remove this answer and record the survey in data/surveys/."),
    N_("Impact is what citizens say. A level written by an office would be no evidence of it."),
    "- item: impact-health-online-registration\n  level: 4",
)
LEVEL = Kind(
    "answer-level",
    Severity.ERROR,
    N_("level {level} does not exist for this item; it goes from {lowest} to {highest}"),
    N_("Correct the level, or write null while it is not yet judged."),
    N_("The instrument knows only these levels; null says that it is not yet answered."),
    "level: 0        # paling rendah 1",
)
BOTH = Kind(
    "answer-not-applicable",
    Severity.ERROR,
    N_("an answer cannot have a level and be not applicable"),
    N_("Keep the level or the reason, not both."),
    N_("Either the item applies and is judged, or it does not apply and says why."),
    "level: 3\nnot_applicable: tidak ada laut",
)
OUTSIDE_VARIANT = Kind(
    "answer-outside-variant",
    Severity.WARNING,
    N_('the item "{item}" does not count in the variant "{variant}"'),
    N_("Leave it out, unless the region changes to a variant in which it counts."),
    N_("The answer is kept but moves no figure of this region."),
    "- item: collaboration-living-programme        # hanya varian kppn-ikn",
)
NO_EVIDENCE = Kind(
    "answer-without-evidence",
    Severity.WARNING,
    N_("level {level} is claimed without any evidence"),
    N_("Name the evidence record, with its pages."),
    N_("In 2023 every answer had to be proved; one without proof could count as missing."),
    "level: 3\nevidence: []",
)
NO_SOURCE = Kind(
    "answer-without-source",
    Severity.WARNING,
    N_("this fact names neither a source nor evidence"),
    N_("Name the source in data/sources.yaml or the evidence that shows it."),
    N_("A figure that cannot be traced cannot be defended before the assessors."),
    "fact: Forum aktif\nsources: []\nevidence: []",
)
KINDS = (AFTER_STAGE, TWICE, MISPLACED, BY_HAND, LEVEL, BOTH, OUTSIDE_VARIANT, NO_EVIDENCE, NO_SOURCE)


def check_answers(context: Context) -> Iterator[Diagnostic]:
    """The faults of every sheet of answers."""
    model = context.model
    items = {item.id: item for item in model.instrument.items} if model.instrument else {}
    for sheet in model.sheets:
        seen: dict[str, At] = {}
        for answer in sheet.answers:
            if answer.item in seen:
                yield Diagnostic(TWICE, answer.at / "item", {"item": answer.item, "first": seen[answer.item]})
                continue
            seen[answer.item] = answer.at / "item"
            yield from _in_time(context, sheet, answer)
            misfits = list(_fitting(context, sheet, answer, items.get(answer.item)))
            yield from misfits
            if not any(fault.kind is BY_HAND for fault in misfits):
                yield from _proved(answer)


def _in_time(context: Context, sheet: AnswerSheet, answer: Answer) -> Iterator[Diagnostic]:
    stage = context.model.stage(sheet.stage) if sheet.stage == stem(sheet.at.path) else None
    # Other rules report a stage that ends before it begins, and a sheet that names another stage than its file.
    if stage is None or stage.ends_on is None or (stage.starts_on and stage.ends_on < stage.starts_on):
        return
    if answer.answered_on and answer.answered_on > stage.ends_on:
        facts = {"day": answer.answered_on, "stage": stage.id, "end": stage.ends_on}
        yield Diagnostic(AFTER_STAGE, answer.at / "answered_on", facts)


def _proved(answer: Answer) -> Iterator[Diagnostic]:
    if answer.level is not None and answer.not_applicable is not None:
        yield Diagnostic(BOTH, answer.at / "not_applicable")
    if answer.level is not None and answer.level > 0 and not answer.evidence:
        yield Diagnostic(NO_EVIDENCE, answer.at / "evidence", {"level": answer.level})
    elif answer.fact and not answer.sources and not answer.evidence:
        yield Diagnostic(NO_SOURCE, answer.at / "sources")


def _fitting(context: Context, sheet: AnswerSheet, answer: Answer, item: Item | None) -> Iterator[Diagnostic]:
    instrument, variant = context.model.instrument, context.model.variant
    if instrument is None or item is None:
        return
    aspect = instrument.aspect(item.aspect)
    if aspect and aspect.answered_by == "survey":
        yield Diagnostic(BY_HAND, answer.at / "item", {"item": item.id})
    elif item.dimension not in (sheet.dimension, sheet.folder):
        place = f"data/dimensions/{item.dimension}/" if item.dimension else "data/crosscutting/"
        yield Diagnostic(MISPLACED, answer.at / "item", {"item": item.id, "place": place})
    elif aspect and answer.level is not None and not aspect.lowest <= answer.level <= aspect.highest:
        facts = {"level": answer.level, "lowest": aspect.lowest, "highest": aspect.highest}
        yield Diagnostic(LEVEL, answer.at / "level", facts)
    elif variant and item.aspect not in variant.weights:
        yield Diagnostic(OUTSIDE_VARIANT, answer.at / "item", {"item": item.id, "variant": variant.id})
