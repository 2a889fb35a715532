"""What must hold of any form: shares add up, figures stay within the scale, and each step gains what it promises."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.model.answer import Answer
from banjar_smartcity.model.instrument import Instrument
from banjar_smartcity.scoring.bridge import bridge
from banjar_smartcity.scoring.completeness import compute_completeness
from banjar_smartcity.scoring.score import Score
from banjar_smartcity.scoring.steps.step import EVIDENCE, Step
from banjar_smartcity.scoring.steps.todo import compute_todo
from banjar_smartcity.scoring.weighing.shares import shares_of_index, shares_within
from conftest import TODAY, share
from forms import answer, form, model_of, scored

WEIGHTS = st.sampled_from([None, 0.5, 1, 2, 2.75, 10])
ITEM = (
    "  - {{id: {id}, aspect: {aspect}, question: Soal, evidence: [{wanted}], times: {times}"
    "{within}{weight}{ladder}{external}}}\n"
)


@st.composite
def forms(draw: st.DrawFn) -> Instrument:
    """A form with groups in groups, weights, decimals, values of other bodies, and rules for what is missing."""
    aspects = [f"a{n}" for n in range(draw(st.integers(1, 3)))]
    first = draw(st.integers(1, 99))
    splits: list[list[float]] = [[100], [first, 100 - first], [first / 2, 50 - first / 2, 50]]
    percents = splits[len(aspects) - 1]
    places = {aspect: [aspect] for aspect in aspects}
    groups, items = "", ""
    for n in range(draw(st.integers(0, 6))):
        aspect = draw(st.sampled_from(aspects))
        holder, weight = draw(st.sampled_from(places[aspect])), draw(WEIGHTS)
        places[aspect].append(f"g{n}")
        groups += f"  - {{id: g{n}, name: G, within: {holder}{'' if weight is None else f', weight: {weight}'}}}\n"
    for n in range(draw(st.integers(len(aspects), 8))):
        aspect = aspects[n] if n < len(aspects) else draw(st.sampled_from(aspects))
        place, weight = draw(st.sampled_from(places[aspect])), draw(WEIGHTS)
        conversion = draw(st.sampled_from([None, None, "tabel", "null"]))
        items += ITEM.format(
            id=f"i-{n}",
            aspect=aspect,
            wanted=draw(st.sampled_from(["", "{kind: decree, text: SK}"])),
            times=draw(st.sampled_from([1, 1, 3])),
            within="" if place == aspect else f", within: {place}",
            weight="" if weight is None else f", weight: {weight}",
            ladder=draw(st.sampled_from(["", ", ladder: umum"])),
            external="" if conversion is None else f", external: {{body: B, index: I, conversion: {conversion}}}",
        )
    low, high = draw(st.sampled_from([(0, 4), (1, 5), (0, 5), (0.5, 3.5), (2, 10)]))
    weights = ", ".join(f"{name}: {percent}" for name, percent in zip(aspects, percents, strict=True))
    return form(
        f"scale: {{lowest: {low}, highest: {high}}}\nself_assessment: decimal\n"
        f"unanswered: {draw(st.sampled_from(['zero', 'lowest']))}\n"
        f"unsupported: {draw(st.sampled_from(['zero', 'lowest']))}\n"
        f"not_applicable: {draw(st.sampled_from(['counted', 'lowest', 'excluded']))}\n"
        f"aspects: [{', '.join(f'{{id: {name}, name: A}}' for name in aspects)}]\n"
        f"variants: [{{id: v, name: V, weights: {{{weights}}}, sources: []}}]\n"
        f"ladders: [{{id: umum, rubric: unofficial, levels: [{{level: {low}, text: T}}]}}]\n"
        "conversions:\n  - {id: tabel, name: T, rubric: unofficial, sources: [], bands: ["
        f"{{from: 0, to: 30, lowest: {low}, highest: {high - 0.5}}}]}}\n"
        + (f"groups:\n{groups}" if groups else "")
        + f"items:\n{items}"
    )


def answered(draw: st.DrawFn, instrument: Instrument) -> tuple[Answer, ...]:
    """An answer to each item, or none: a level, a value, a fact, or why it does not apply; proved or not."""
    low, high = instrument.lowest, instrument.highest
    found = []
    for item in instrument.items:
        level = draw(st.none() | st.integers(int(low * 4), int(high * 4)).map(lambda n: max(low, n / 4)))
        more: dict[str, Any] = {}
        if item.external and draw(st.booleans()):
            more["external"] = {"value": draw(st.integers(0, 35)), "year": 2025}
        if level is None and draw(st.integers(0, 4)) == 0:
            more["not_applicable"] = "Tidak ada"
        if draw(st.integers(0, 5)):
            found.append(answer(item.id, level, draw(st.booleans()), **more))
    return tuple(found)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Instrument, tuple[Answer, ...]]:
    """A form and answers to it."""
    instrument = draw(forms())
    return instrument, answered(draw, instrument)


@given(forms())
def test_the_shares_of_all_items_are_together_1_in_the_index_and_in_each_aspect(instrument: Instrument) -> None:
    variant = instrument.variants[0]
    shares = shares_of_index(instrument, variant, instrument.items)
    within = shares_within(instrument, instrument.items)
    assert sum(shares.values()) == 1
    for aspect in instrument.aspects:
        own = [item.id for item in instrument.items if item.aspect == aspect.id]
        assert sum(within[name] for name in own) == 1
        assert sum(shares[name] for name in own) == Fraction(str(variant.weights[aspect.id])) / 100
    assert min(shares.values()) > 0


@given(cases())
def test_contributions_add_up_to_the_index_and_losses_to_what_is_missing(
    case: tuple[Instrument, tuple[Answer, ...]],
) -> None:
    instrument, answers = case
    score = scored(instrument, *answers)
    assert sum(leaf.contribution for leaf in score.final.leaves) == score.final.claimed
    assert sum(node.contribution for node in score.aspects) == score.final.claimed
    assert sum(node.contribution for node in score.dimensions) == score.final.claimed
    assert sum(leaf.weight for leaf in score.final.leaves) == (1 if score.final.leaves else 0)
    for node in (score.final, *score.aspects, *score.groups):
        assert 0 <= node.supported <= node.claimed
        assert 0 <= node.lowest <= node.claimed <= node.highest <= instrument.highest
        found = bridge(node, instrument)
        assert found.top - sum(loss.points for loss in found.losses) == found.supported


def todo(instrument: Instrument, answers: tuple[Answer, ...], score: Score) -> tuple[Step, ...]:
    model, _ = model_of(instrument, answers)
    return compute_todo(model, score, TODAY, compute_completeness(model, score, TODAY).missing).steps


def done(step: Step, answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """The answers once a step is carried out: its evidence is added, and its level reached."""
    before = next((given for given in answers if given.item == step.id), None)
    new = answer(step.id, None if step.target is None else step.target)
    if before is not None:
        kept = before if step.kind is EVIDENCE else before._replace(level=new.level, external=None)
        new = kept._replace(evidence=new.evidence)
    return (*(given for given in answers if given.item != step.id), new)


@share(2)
@given(cases())
def test_each_step_gains_what_it_says_in_any_order(case: tuple[Instrument, tuple[Answer, ...]]) -> None:
    instrument, answers = case
    score = scored(instrument, *answers)
    steps = [step for step in todo(instrument, answers, score) if step.target is not None]
    for order in (steps, steps[::-1]):
        now, before = answers, score.final.supported
        for step in order:
            now = done(step, now)
            after = scored(instrument, *now).final.supported
            assert after - before == step.gain >= 0
            before = after


@share(3)
@given(cases())
def test_steps_carried_out_again_and_again_lead_to_the_highest_index(
    case: tuple[Instrument, tuple[Answer, ...]],
) -> None:
    instrument, answers = case
    for _ in range(12):
        score = scored(instrument, *answers)
        steps = [step for step in todo(instrument, answers, score) if step.target is not None]
        if not steps:
            break
        for step in steps:
            answers = done(step, answers)
    score = scored(instrument, *answers)
    stuck = {"not-applicable", "no-conversion", "no-external-value"}
    for leaf in score.final.leaves:
        assert leaf.supported == Fraction(str(instrument.highest)) or leaf.reason.id in stuck
