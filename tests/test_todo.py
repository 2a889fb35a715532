"""To-do: gains that are exact, add up in any order, and say who is responsible for what by when."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from math import floor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.checking.pipeline import check_workspace
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.diagnostics import At
from banjar_smartcity.i18n import Text
from banjar_smartcity.model.answer import Answer
from banjar_smartcity.model.as_of import as_of
from banjar_smartcity.model.evidence import Evidence
from banjar_smartcity.model.model import Model
from banjar_smartcity.model.parts import EvidenceUse
from banjar_smartcity.model.survey import Programme, StatementResult, Survey
from banjar_smartcity.model.survey_seal import WHOLE
from banjar_smartcity.scoring.completeness import compute_completeness
from banjar_smartcity.scoring.score import Score, compute_score
from banjar_smartcity.scoring.steps.step import IMPROVE, REPAIR, SURVEY, Step
from banjar_smartcity.scoring.steps.todo import Todo, compute_todo, limit_todo
from conftest import BASE, TODAY, Build, base_text, share

EXAMPLE = Path(__file__).parent.parent / "examples" / "kabupaten-contoh"
DAY = date(2026, 5, 15)
NOWHERE = At("made-here.yaml")
SHEET = "data/dimensions/living/answers/2023-tahap-1.yaml"
SECRETARIAT = "data/crosscutting/answers/2023-tahap-1.yaml"


class Case:
    """A workspace on a day: its model, and score and to-do of any model like it."""

    def __init__(self, root: Path, today: date) -> None:
        checked = check_workspace(root, today)
        self.today, self.holdings, self.model = today, checked.holdings, as_of(checked.model, today)

    def score(self, model: Model) -> Score:
        stage = model.stage()
        assert stage is not None
        score = compute_score(model, stage, self.today, self.holdings)
        assert score is not None
        return score

    def todo(self, model: Model) -> Todo:
        score = self.score(model)
        missing = compute_completeness(model, score, self.today).missing
        return compute_todo(model, score, self.today, missing)


EXAMPLE_CASE = Case(EXAMPLE, DAY)
BANJAR = Case(EXAMPLE.parent.parent, date(2023, 5, 31))


def document(name: str, kind: str) -> Evidence:
    title = Text(name)
    return Evidence(
        at=NOWHERE,
        id=name,
        title=title,
        kind=kind,
        issuer=None,
        number="1",
        issued_on=None,
        in_force_on=None,
        expires_on=None,
        access="internal",
        file=None,
        address=None,
        kept_at="Arsip",
        sha256=None,
        agency=None,
        note=None,
    )


def carry_out(model: Model, step: Step) -> Model:
    """The model once somebody has done what the step asks for: by changing answers, evidence and surveys only."""
    stage = model.stage()
    assert stage is not None
    if step.kind is SURVEY:
        dimension = step.leaves[0].item.dimension
        assert dimension is not None
        results = tuple(StatementResult(NOWHERE, item, 50, 1, None) for item in step.items)
        name = f"new-{step.id}"
        survey = next(iter(model.surveys.values()), None) or SOME_SURVEY
        parts = dict.fromkeys(leaf.item.sub_dimension for leaf in step.leaves if leaf.item.sub_dimension)
        asked = tuple(
            Programme(
                at=NOWHERE,
                sub_dimension=part,
                name=Text(f"{name} {part}"),
                agency="a",
                users=None,
                agency_took_part=True,
            )
            for part in parts
        )
        made = survey._replace(
            id=name,
            at=At(name),
            stage=stage.id,
            dimension=dimension,
            respondents=50,
            programmes=asked,
            statements=results,
            lint=None,
            imported=None,
            seal=WHOLE,
        )
        return model._replace(surveys={**model.surveys, name: made})
    if step.kind in (REPAIR, IMPROVE):
        surveys = dict(model.surveys)
        for leaf in step.leaves:
            assert leaf.survey is not None
            survey = surveys[leaf.survey.id]
            statements = tuple(
                s._replace(mean=floor(s.mean or 0) + 1) if s.item == leaf.item.id and step.kind is IMPROVE else s
                for s in survey.statements
            )
            # To repair is to ask enough people, about programmes of which nobody can say anything, and to import again.
            sound = tuple(
                p._replace(name=Text(f"{survey.id} {p.sub_dimension}"), agency="a", agency_took_part=True, users=None)
                for p in survey.programmes
            )
            surveys[survey.id] = survey._replace(
                respondents=max(survey.respondents or 0, 50),
                programmes=sound,
                statements=statements,
                lint=None,
                imported=None,
                seal=WHOLE,
            )
        return model._replace(surveys=surveys)
    item = step.leaves[0].item
    proofs = {f"{step.id}-{w.kind}": document(f"{step.id}-{w.kind}", w.kind) for w in item.evidence}
    uses = tuple(EvidenceUse(NOWHERE, name, None) for name in proofs)

    def done(answer: Answer) -> Answer:
        return answer._replace(level=step.target, evidence=uses) if answer.item == item.id else answer

    sheets = [sheet._replace(answers=tuple(map(done, sheet.answers))) for sheet in model.sheets]
    if not any(answer.item == item.id for sheet in sheets for answer in sheet.answers if sheet.stage == stage.id):
        new = Answer(
            at=NOWHERE,
            item=item.id,
            fact=None,
            statistic=None,
            level=step.target,
            not_applicable=None,
            sources=(),
            evidence=uses,
            responsible=None,
            answered_on=None,
            due=None,
            blocked_by=None,
            note=None,
        )
        sheets.append(sheets[0]._replace(stage=stage.id, answers=(new,)))
    return model._replace(sheets=tuple(sheets), evidence={**model.evidence, **proofs})


SOME_SURVEY = Survey(
    at=NOWHERE,
    id="s",
    stage="s",
    dimension="d",
    starts_on=None,
    ends_on=None,
    official_wording=False,
    respondents=50,
    programmes=(),
    statements=(),
    note=None,
)


def gains(case: Case, steps: Iterable[Step]) -> list[Fraction]:
    """What each step adds when they are carried out one after another."""
    model, found = case.model, []
    before = case.score(model).final.supported
    for step in steps:
        model = carry_out(model, step)
        after = case.score(model).final.supported
        found.append(after - before)
        before = after
    return found


@pytest.mark.parametrize("case", [EXAMPLE_CASE, BANJAR], ids=["example", "banjar"])
def test_each_step_alone_adds_exactly_the_gain_shown(case: Case) -> None:
    for step in case.todo(case.model).steps:
        assert gains(case, [step]) == [step.gain], step.id


@share(10)
@given(order=st.permutations(range(len(EXAMPLE_CASE.todo(EXAMPLE_CASE.model).steps))))
def test_steps_carried_out_in_any_order_add_the_gains_shown(order: Sequence[int]) -> None:
    steps = EXAMPLE_CASE.todo(EXAMPLE_CASE.model).steps
    assert gains(EXAMPLE_CASE, [steps[i] for i in order]) == [steps[i].gain for i in order]


@pytest.mark.parametrize("case", [EXAMPLE_CASE, BANJAR], ids=["example", "banjar"])
def test_no_two_steps_share_an_item(case: Case) -> None:
    items = [item for step in case.todo(case.model).steps for item in step.items]
    assert len(items) == len(set(items))


@pytest.mark.parametrize("case", [EXAMPLE_CASE, BANJAR], ids=["example", "banjar"])
def test_every_item_below_its_highest_supported_level_has_its_step(case: Case) -> None:
    score = case.score(case.model)
    tops = {aspect.id: aspect.highest for aspect in score.instrument.aspects}
    low = {leaf.item.id for leaf in score.final.leaves if leaf.supported < tops[leaf.item.aspect]}
    assert {item for step in case.todo(case.model).steps for item in step.items} == low


def test_carried_out_again_and_again_the_steps_lead_to_the_highest_score() -> None:
    model, rounds = EXAMPLE_CASE.model, 0
    while steps := EXAMPLE_CASE.todo(model).steps:
        for step in steps:
            model = carry_out(model, step)
        rounds += 1
    assert EXAMPLE_CASE.score(model).final.supported == 4
    assert rounds <= 6


def test_steps_come_by_gain_then_by_the_day_they_are_due() -> None:
    steps = EXAMPLE_CASE.todo(EXAMPLE_CASE.model).steps
    keys = [(-step.gain, step.due or date.max) for step in steps]
    assert keys == sorted(keys)


def test_one_level_of_an_output_item_is_worth_7_7_impact_items() -> None:
    worth = {entry.aspect.id: entry.level for entry in BANJAR.todo(BANJAR.model).worth}
    assert (next(iter(worth)), round(float(worth["output"] / worth["impact"]), 1)) == ("output", 7.7)


# The base: weights 20 (1 item), 40 (2 items), 40 (2 items); levels 4 and 3, three items unanswered.


def base_steps(build: Build, texts: dict[str, str | bytes | None]) -> dict[str, Step]:
    case = Case(build(texts), TODAY)
    return {step.id: step for step in case.todo(case.model).steps}


def test_a_missing_document_is_the_step_that_brings_the_claimed_level(build: Build) -> None:
    text = base_text(SECRETARIAT, ("evidence: [{evidence: sk-forum, pages: '1'}]", "evidence: []"))
    step = base_steps(build, {SECRETARIAT: text})["baseline-planning-masterplan"]
    facts = (step.kind.id, step.target, step.wanted, step.gain)
    assert facts == ("evidence", 4, ("decree",), Fraction("0.8"))


def test_a_step_says_who_owes_it_when_it_is_due_and_what_blocks_it(build: Build) -> None:
    text = base_text(
        SECRETARIAT,
        ("evidence: [{evidence: sk-forum, pages: '1'}]", "evidence: []"),
        ("    answered_on:", "    due: 2023-06-02\n    blocked_by: tanda tangan Bupati\n    answered_on:"),
    )
    step = base_steps(build, {SECRETARIAT: text})["baseline-planning-masterplan"]
    assert step.due == date(2023, 6, 2)
    assert [(entry.reason.id, entry.words) for entry in step.blocked_by] == [("waiting", Text("tanda tangan Bupati"))]


def test_a_document_that_does_not_stand_blocks_its_step(build: Build) -> None:
    case = Case(build(), date(2024, 1, 1))  # the decree expired with 2023
    step = next(s for s in case.todo(case.model).steps if s.id == "baseline-planning-masterplan")
    assert [(entry.reason.id, entry.thing) for entry in step.blocked_by] == [("evidence-expired", "sk-forum")]


def test_a_survey_to_be_run_is_one_step_a_sub_dimension() -> None:
    surveys = [step for step in BANJAR.todo(BANJAR.model).steps if step.kind is SURVEY]
    assert (len(surveys), {len(step.items) for step in surveys}, all(s.estimate for s in surveys)) == (18, {3}, True)


def test_a_survey_that_is_too_small_is_one_step() -> None:
    step = next(s for s in EXAMPLE_CASE.todo(EXAMPLE_CASE.model).steps if s.kind is REPAIR)
    assert (step.id, len(step.items)) == ("survei-environment-2026", 9)
    assert [entry.reason.id for entry in step.blocked_by] == ["respondents", "agency-absent"]


def test_what_moves_no_figure_stands_apart() -> None:
    todo = BANJAR.todo(BANJAR.model)
    assert {entry.what for entry in todo.apart} <= {"innovation-owner", "innovation-source", "innovation-evidence"}
    assert todo.apart


def test_steps_of_a_dimension_or_an_agency_are_those_of_all() -> None:
    todo = EXAMPLE_CASE.todo(EXAMPLE_CASE.model)
    living = limit_todo(todo, "living", None)
    assert living.steps == tuple(step for step in todo.steps if step.dimension == "living")
    assert {step.agencies for step in limit_todo(todo, None, "bpkad").steps} == {("bpkad",)}
    assert "survei-environment-2026" in {step.id for step in limit_todo(todo, None, "dlh").steps}


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main([*arguments])
    out = capsys.readouterr()
    return code, out.out, out.err


def test_json_has_every_step_with_its_gain_unrounded(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "todo", "--root", str(EXAMPLE), "--today", "2026-05-15", "--format", "json")
    data = json.loads(out)
    steps = EXAMPLE_CASE.todo(EXAMPLE_CASE.model).steps
    assert code == 0
    assert [(s["id"], s["kind"], s["gain"], s["agencies"], s["due"]) for s in data["steps"]] == [
        (s.id, s.kind.id, float(s.gain), list(s.agencies), s.due and s.due.isoformat()) for s in steps
    ]
    assert data["gain"] == pytest.approx(sum(s["gain"] for s in data["steps"]))
    assert {key for step in data["steps"] for entry in step["blocked_by"] for key in entry} == {"reason", "id", "text"}


def test_a_limit_shows_the_first_steps_only(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("todo", "--root", str(EXAMPLE), "--today", "2026-05-15", "--format", "json", "--limit", "2")
    data = json.loads(run(capsys, *arguments)[1])
    assert (len(data["steps"]), data["count"]) == (2, len(EXAMPLE_CASE.todo(EXAMPLE_CASE.model).steps))


@pytest.mark.parametrize("wrong", [("--agency", "dishantu"), ("--dimension", "lving"), ("--limit", "-1")])
def test_wrong_use_is_complained_about(wrong: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "todo", "--root", str(EXAMPLE), "--today", "2026-05-15", *wrong)
    assert (code, out, wrong[1] in err) == (2, "", True)


def test_files_with_errors_are_refused_and_may_be_left_out(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build({SHEET: base_text(SHEET, ("level: 3", "level: 9"))})
    assert run(capsys, "todo", "--root", str(root), "--today", "2023-05-30")[0] == 1
    code, out, _ = run(capsys, "todo", "--root", str(root), "--today", "2023-05-30", "--partial", "--lang", "en")
    assert (code, "PARTIAL" in out) == (0, True)


def test_the_base_has_nothing_to_say_of_what_is_done() -> None:
    case = Case(BASE, TODAY)
    assert "baseline-planning-masterplan" not in {step.id for step in case.todo(case.model).steps}


def test_of_an_agency_only_its_own_figures_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("todo", "--root", str(EXAMPLE), "--today", "2026-05-15", "--lang", "en")
    whole, own = run(capsys, *arguments)[1], run(capsys, *arguments, "--agency", "dlh")[1]
    for of_the_region in ("Supported now", "One level of one item"):
        assert of_the_region in whole
        assert of_the_region not in own
    steps = limit_todo(EXAMPLE_CASE.todo(EXAMPLE_CASE.model), None, "dlh")
    assert f"DLH: one step further in each of its items adds +{float(steps.gain):.4f}" in own
    data = json.loads(run(capsys, *arguments, "--agency", "dlh", "--format", "json")[1])
    assert (data["agency"], data["own_gain"]) == ("dlh", pytest.approx(float(steps.gain)))
    assert data["gain"] > data["own_gain"]


def test_an_agency_without_steps_is_not_told_of_those_of_others(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(
        capsys, "todo", "--root", str(build()), "--today", "2023-05-30", "--lang", "en", "--agency", "dkumpp"
    )
    assert "DKUMPP has no step that raises the index." in out
    assert "Gain:" not in out
    assert "nobody" not in out
