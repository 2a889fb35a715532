"""Answers: each must be in the right sheet, in time, at a level that exists, and with proof."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import At, Diagnostic, Kind, Severity, closest
from ..i18n import N_
from ..model.answer import Answer, AnswerSheet
from ..model.focus import StageRules, is_bound, stage_rules
from ..model.instrument import EXTERNAL, SURVEY, Item
from ..model.model import Model, stem
from .context import Context

AFTER_STAGE = Kind(
    id="answer-after-stage",
    severity=Severity.ERROR,
    message=N_("answered on {day}, but the stage {stage} ended on {end}"),
    hint=N_("Correct the date, or write the answer into the sheet of a later stage."),
    why=N_("An answer given after the end of a stage does not count in it. A later stage has answers of its own."),
    example="answered_on: 2023-07-01        # tahap berakhir 2023-06-14",
)
TWICE = Kind(
    id="answer-duplicate",
    severity=Severity.ERROR,
    message=N_('the item "{item}" is answered twice; the first answer is on line {first}'),
    hint=N_("Keep one of the two answers."),
    why=N_("Two answers to one question: nobody could say which one counts."),
    example="- item: outcome-living-roads\n- item: outcome-living-roads",
)
MISPLACED = Kind(
    id="answer-misplaced",
    severity=Severity.ERROR,
    message=N_('the item "{item}" belongs in {place}'),
    hint=N_("Move the answer to the sheet in that folder."),
    why=N_("Each working group answers for its own dimension; elsewhere the answer would be overlooked."),
    example="# data/dimensions/living/answers/…\n- item: outcome-economy-poverty",
)
ELSEWHERE = Kind(
    id="answer-elsewhere",
    severity=Severity.ERROR,
    message=N_('the item "{item}" belongs to the instrument {other}, but the stage {stage} answers {instrument}'),
    hint=N_("Move the answer to the sheet of a stage of {other}, or name an item of {instrument}."),
    why=N_("A sheet answers the instrument of its stage. Answers to items of another one would be overlooked."),
    example="# data/crosscutting/answers/pemdi-2026-mandiri.yaml\n- item: baseline-planning-council-meeting",
)
BY_HAND = Kind(
    id="answer-by-hand",
    severity=Severity.ERROR,
    message=N_('the item "{item}" is answered by the citizen survey, not by hand'),
    hint=N_("Remove this answer and record the survey in data/surveys/."),
    why=N_("This item is what citizens say. A level that an office writes is not evidence of it."),
    example="- item: impact-health-online-registration\n  level: 4",
)
LEVEL = Kind(
    id="answer-level",
    severity=Severity.ERROR,
    message=N_("level {level} does not exist for this item; it goes from {lowest} to {highest}"),
    hint=N_("Correct the level, or write null while it is not yet judged."),
    why=N_("The instrument has only these levels; null means not yet answered."),
    example="level: 0        # paling rendah 1",
)
FRACTION = Kind(
    id="answer-level-fraction",
    severity=Severity.ERROR,
    message=N_("level {level} is not a whole number; a self-assessment by this instrument has whole levels"),
    hint=N_("Choose the level whose meaning is fully reached."),
    why=N_("Only assessors give fractions, as the mean of several of them; an answer claims one level."),
    example="level: 2.5        # 2 atau 3",
)
NOT_EXTERNAL = Kind(
    id="answer-external",
    severity=Severity.ERROR,
    message=N_('the item "{item}" does not take a value of another body'),
    hint=N_("Write the level, and name the value as a fact."),
    why=N_("Only items that the instrument marks as external take the value of another body's index."),
    example="- item: outcome-living-roads\n  external: {value: 68.5, year: 2025}",
)
UNPROVED_VALUE = Kind(
    id="answer-external-without-evidence",
    severity=Severity.WARNING,
    message=N_("the value {value} of another body is claimed without any evidence"),
    hint=N_("Name the evidence record of the letter or page that published it."),
    why=N_("A value is supported by the document that shows it; without one it may count as missing."),
    example="external: {value: 68.5, year: 2025}\nevidence: []",
)
BOTH = Kind(
    id="answer-not-applicable",
    severity=Severity.ERROR,
    message=N_("an answer cannot both have a level and be not applicable"),
    hint=N_("Keep the level or the reason, not both."),
    why=N_("Either the item applies and has a level, or it does not apply and the reason is given."),
    example="level: 3\nnot_applicable: tidak ada laut",
)
OUTSIDE_VARIANT = Kind(
    id="answer-outside-variant",
    severity=Severity.WARNING,
    message=N_('the item "{item}" does not count in the variant "{variant}"'),
    hint=N_("Remove it, unless the region changes to a variant in which it counts."),
    why=N_("The answer is kept but does not change any figure of this region."),
    example="- item: collaboration-living-programme        # hanya varian kppn-ikn",
)
NO_EVIDENCE = Kind(
    id="answer-without-evidence",
    severity=Severity.WARNING,
    message=N_("level {level} is claimed without any evidence"),
    hint=N_("Name the evidence record and its pages."),
    why=N_("In 2023 every answer had to be proved; one without proof could count as missing."),
    example="level: 3\nevidence: []",
)
NO_SOURCE = Kind(
    id="answer-without-source",
    severity=Severity.WARNING,
    message=N_("this fact names neither a source nor evidence"),
    hint=N_("Name the source in data/sources.yaml or the evidence that shows it."),
    why=N_("A figure that cannot be traced cannot be defended before the assessors."),
    example="fact: Forum aktif\nsources: []\nevidence: []",
)
KINDS = (
    AFTER_STAGE,
    TWICE,
    MISPLACED,
    ELSEWHERE,
    BY_HAND,
    LEVEL,
    FRACTION,
    NOT_EXTERNAL,
    UNPROVED_VALUE,
    BOTH,
    OUTSIDE_VARIANT,
    NO_EVIDENCE,
    NO_SOURCE,
)


def check_answers(context: Context) -> Iterator[Diagnostic]:
    """The faults of every sheet of answers."""
    model = context.model
    rules = stage_rules(model)
    for sheet in model.sheets:
        judged_by = rules(sheet.stage)
        seen: dict[str, At] = {}
        for answer in sheet.answers:
            if answer.item in seen:
                yield Diagnostic(TWICE, answer.at / "item", {"item": answer.item, "first": seen[answer.item]})
                continue
            seen[answer.item] = answer.at / "item"
            yield from _in_time(context, sheet, answer)
            item = judged_by.items.get(answer.item)
            misfits = list(
                _fitting(judged_by, sheet, answer, item) if item else _strange(model, judged_by, sheet, answer)
            )
            yield from misfits
            if not any(fault.kind in (BY_HAND, NOT_EXTERNAL, ELSEWHERE) for fault in misfits):
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
    elif answer.external is not None and not answer.evidence:
        yield Diagnostic(UNPROVED_VALUE, answer.at / "evidence", {"value": answer.external.value})
    elif answer.fact and not answer.sources and not answer.evidence:
        yield Diagnostic(NO_SOURCE, answer.at / "sources")


def _strange(model: Model, rules: StageRules, sheet: AnswerSheet, answer: Answer) -> Iterator[Diagnostic]:
    """An item that the instrument of the stage does not have, but another one. Items of none are unknown references."""
    program, own = model.program, rules.instrument
    if program is None or own is None or sheet.stage != stem(sheet.at.path) or not is_bound(program, sheet.stage):
        return
    owners = [i for i in model.instruments.values() if any(item.id == answer.item for item in i.items)]
    answered = {entry.instrument for entry in program.entries}
    # Of several, the one that the region answers is meant.
    other = next(iter(sorted(owners, key=lambda instrument: instrument.id not in answered)), None)
    if other is not None:
        facts = {"item": answer.item, "other": other.id, "stage": sheet.stage, "instrument": own.id}
        yield Diagnostic(ELSEWHERE, answer.at / "item", facts, None, closest(answer.item, rules.items))


def _fitting(rules: StageRules, sheet: AnswerSheet, answer: Answer, item: Item) -> Iterator[Diagnostic]:
    instrument, variant = rules.instrument, rules.variant
    if instrument is None:
        return
    aspect = instrument.aspect(item.aspect)
    if item.kind == SURVEY:
        yield Diagnostic(BY_HAND, answer.at / "item", {"item": item.id})
    elif item.dimension not in (sheet.dimension, sheet.folder):
        place = f"data/dimensions/{item.dimension}/" if item.dimension else "data/crosscutting/"
        yield Diagnostic(MISPLACED, answer.at / "item", {"item": item.id, "place": place})
    elif aspect and answer.level is not None and not aspect.lowest <= answer.level <= aspect.highest:
        facts = {"level": answer.level, "lowest": aspect.lowest, "highest": aspect.highest}
        yield Diagnostic(LEVEL, answer.at / "level", facts)
    elif instrument.whole_levels and answer.level is not None and answer.level != int(answer.level):
        yield Diagnostic(FRACTION, answer.at / "level", {"level": answer.level})
    elif answer.external is not None and item.kind != EXTERNAL:
        yield Diagnostic(NOT_EXTERNAL, answer.at / "external", {"item": item.id})
    elif variant and not rules.counts(item):
        yield Diagnostic(OUTSIDE_VARIANT, answer.at / "item", {"item": item.id, "variant": variant.id})
