"""Carried: what is taken over from an earlier stage counts only once somebody has confirmed it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from banjar_smartcity.model.carried import carried_over
from banjar_smartcity.scoring.bridge import bridge
from banjar_smartcity.scoring.completeness import compute_completeness
from banjar_smartcity.scoring.score import Score, compute_score
from banjar_smartcity.scoring.steps.todo import compute_todo
from conftest import ROOT, Build, base_text, check, findings, run_command

PROGRAM = "data/program.yaml"
SHEET = "data/dimensions/living/answers/{}.yaml"
ONE, TWO, THREE = "2023-tahap-1", "2023-tahap-2", "2024-tahap-1"
LATER = date(2023, 10, 1)
STAGE = """  - id: {id}
    name: Tahap
    year: {year}
    starts_on: {starts}
    ends_on: {ends}
    place: null
    mode: online
    sources: [berita]
"""


def stage(stage_id: str, starts: str = "null", ends: str = "null", year: int = 2023) -> str:
    return STAGE.format(id=stage_id, year=year, starts=starts, ends=ends)


def program(*stages: str, dates: str | None = None) -> str:
    """The programme of the base with more stages, and other days of the first."""
    first = [] if dates is None else [("    starts_on: 2023-06-12\n    ends_on: 2023-06-14\n", dates)]
    return base_text(PROGRAM, ("meetings:", "".join(stages) + "meetings:"), *first)


def answer(stage_id: str, *replacements: tuple[str, str]) -> str:
    return base_text(SHEET.format(ONE), (ONE, stage_id), *replacements)


SECOND = stage(TWO, "2023-11-02", "2023-11-16")


def score(root: Path, stage_id: str, today: date = LATER) -> Score:
    checked = check(root, today)
    found = checked.model.stage(stage_id)
    assert found is not None
    computed = compute_score(checked.model, found, today, checked.holdings)
    assert computed is not None
    return computed


def counts(root: Path, stage_id: str = TWO) -> bool:
    """Whether the answer about roads counts in a stage."""
    (leaf,) = (leaf for leaf in score(root, stage_id).final.leaves if leaf.item.id == "outcome-living-roads")
    assert {leaf.claimed, leaf.supported} == {Fraction(3 if leaf.answered else 0)}
    return leaf.answered


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ((), False),
        ((("2023-05-20", "2023-06-14"),), False),
        ((("2023-05-20", "null"),), False),
        ((("2023-05-20", "2023-06-15"),), True),
        ((("level: 3", "level: 2\n    carried: null"),), None),
        ((("70 persen", "70\n      persen"),), False),
        ((("Jalan mantap 70 persen", "{id: Jalan mantap 70 persen, en: Good roads 70 percent}"),), False),
        ((("70 persen", "71 persen"),), True),
        ((("level: 3", "statistic: {value: 70, unit: persen, year: 2023}\n    level: 3"),), True),
        ((("2023-05-20", "2023-09-20\n    carried: 2023-tahap-1"),), False),
        ((("2023-05-20", "2023-09-20\n    confirmed_from: 2023-tahap-1"),), True),
        ((("2023-05-20", "2023-05-20\n    confirmed_from: 2023-tahap-1"),), False),
    ],
)
def test_an_answer_counts_if_it_says_something_else_or_was_given_after_the_earlier_stage(
    build: Build, change: tuple[tuple[str, str], ...], expected: bool | None
) -> None:
    root = build({PROGRAM: program(SECOND), SHEET.format(TWO): answer(TWO, *change)})
    if expected is None:  # another level is another claim
        assert score(root, TWO).final.answered == 1
    else:
        assert counts(root) is expected


@pytest.mark.parametrize(
    ("dates", "day", "expected"),
    [
        ("    starts_on: 2023-06-12\n    ends_on: null\n", "2023-06-12", False),
        ("    starts_on: 2023-06-12\n    ends_on: null\n", "2023-06-13", True),
        ("    starts_on: null\n    ends_on: null\n", "2023-05-20", False),
        ("    starts_on: null\n    ends_on: null\n", "2023-05-21", True),
    ],
)
def test_without_a_last_day_the_first_counts_and_without_both_that_of_the_earlier_answer(
    build: Build, dates: str, day: str, expected: bool
) -> None:
    second = answer(TWO, ("2023-05-20", day))
    root = build({PROGRAM: program(SECOND, dates=dates), SHEET.format(TWO): second})
    assert counts(root) is expected


def test_a_stage_without_an_answer_in_between_does_not_make_an_old_answer_new(build: Build) -> None:
    stages = program(SECOND, stage(THREE, "2024-06-01", "2024-06-03", 2024))
    root = build({PROGRAM: stages, SHEET.format(THREE): answer(THREE)})
    assert carried_over(check(root).model)[THREE]["outcome-living-roads"].stage == ONE


def test_what_was_confirmed_in_one_stage_is_carried_over_in_the_next(build: Build) -> None:
    stages = program(SECOND, stage(THREE, "2024-06-01", "2024-06-03", 2024))
    confirmed = ("2023-05-20", "2023-09-20")
    sheets = {SHEET.format(TWO): answer(TWO, confirmed), SHEET.format(THREE): answer(THREE, confirmed)}
    root = build({PROGRAM: stages, **sheets})
    assert counts(root, TWO)
    assert {s: {a.stage for a in found.values()} for s, found in carried_over(check(root).model).items()} == {
        THREE: {TWO}
    }


def test_stages_are_compared_in_the_order_of_their_days_whatever_their_order_in_the_file(build: Build) -> None:
    text = program()
    text = text.replace("stages:\n", "stages:\n" + SECOND)
    root = build({PROGRAM: text, SHEET.format(TWO): answer(TWO)})
    assert list(carried_over(check(root).model)) == [TWO]


def test_a_stage_of_another_instrument_is_no_earlier_one(build: Build) -> None:
    other = base_text("data/instruments/mini-2023.yaml", ("id: mini-2023", "id: lain-2023"))
    second = SECOND.replace("    name:", "    instrument: lain-2023\n    name:")
    texts = {PROGRAM: program(second), "data/instruments/lain-2023.yaml": other, SHEET.format(TWO): answer(TWO)}
    assert carried_over(check(build(texts)).model) == {}


def test_score_completeness_todo_and_losses_agree(build: Build) -> None:
    root = build({PROGRAM: program(SECOND), SHEET.format(TWO): answer(TWO)})
    computed = score(root, TWO)
    model = check(root, LATER).model
    state = compute_completeness(model, computed, LATER)
    assert (computed.final.answered, computed.final.carried) == (0, 1)
    assert not computed.final.claimed
    assert (state.whole.answered, state.whole.carried) == (0, 1)
    assert [e.id for e in state.missing if e.what == "carried"] == ["outcome-living-roads"]
    steps = {step.id: step for step in compute_todo(model, computed, LATER, state.missing).steps}
    assert steps["outcome-living-roads"].kind.id == "confirm"
    losses = {loss.cause.id: loss for loss in bridge(computed.final, computed.instrument).losses}
    assert (losses["carried"].items, losses["carried"].points) == (1, Fraction(4, 5))


def test_a_reason_for_not_applying_that_is_carried_over_takes_no_item_out_of_the_mean(build: Build) -> None:
    instrument = base_text("data/instruments/mini-2023.yaml", ("not_applicable: counted", "not_applicable: excluded"))
    away = ("level: 3", "level: null\n    not_applicable: tidak ada jalan")
    sheets = {SHEET.format(ONE): answer(ONE, away), SHEET.format(TWO): answer(TWO, away)}
    root = build({PROGRAM: program(SECOND), "data/instruments/mini-2023.yaml": instrument, **sheets})
    assert (score(root, ONE).final.items, score(root, TWO).final.items) == (4, 5)


def test_the_headline_says_how_many_are_carried_over_and_confirmed(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    marked = answer(TWO, ("answered_on: 2023-05-20", "answered_on: 2023-09-20\n    confirmed_from: 2023-tahap-1"))
    secretariat = base_text("data/crosscutting/answers/2023-tahap-1.yaml", (ONE, TWO)) + f"    carried: {ONE}\n"
    path = f"data/crosscutting/answers/{TWO}.yaml"
    root = build({PROGRAM: program(SECOND), SHEET.format(TWO): marked, path: secretariat})
    options = ("--root", root, "--stage", TWO, "--today", "2023-10-01")
    for command in ("score", "status", "todo"):
        for lang, line in (
            ("en", "2 carried over from 2023-tahap-1, 1 confirmed."),
            ("id", "2 dibawa dari 2023-tahap-1, 1 dikonfirmasi."),
        ):
            assert line in run_command(capsys, command, *options, "--lang", lang)[1].splitlines()
    page = root / "laporan.md"
    run_command(capsys, "report", *options, "--lang", "en", "--output", page)
    text = page.read_text("utf-8")
    assert "2 carried over from 2023-tahap-1, 1 confirmed." in text.replace("\n", " ")
    assert "carried over from 2023-tahap-1, not confirmed" in text
    page = root / "laporan.html"
    run_command(capsys, "report", *options, "--lang", "en", "--output", page)
    assert "is still open. 2 carried over from" in " ".join(page.read_text("utf-8").split())
    assert "{about}" not in text


def test_a_mark_that_names_no_stage_is_reported(build: Build) -> None:
    text = answer(TWO, ("2023-05-20", "2023-09-20\n    carried: 2022-tahap-1"))
    root = build({PROGRAM: program(SECOND), SHEET.format(TWO): text})
    assert findings(root, LATER) == [f"{SHEET.format(TWO)}:11:14: stage-unlisted"]


def test_the_region_s_own_stages_carry_nothing_over() -> None:
    for root in (ROOT, ROOT / "examples" / "kabupaten-contoh"):
        assert carried_over(check(root).model) == {}


@pytest.mark.parametrize(
    ("today", "arguments", "expected"),
    [
        ("2023-05-30", (), (ONE, 13)),
        ("2023-06-13", (), (ONE, 0)),
        ("2023-07-01", (), (TWO, 124)),
        ("2023-05-30", ("--stage", TWO), (TWO, 156)),
        ("2023-11-30", (), None),
    ],
)
def test_status_counts_down_to_the_stage_that_is_meant(
    build: Build,
    capsys: pytest.CaptureFixture[str],
    today: str,
    arguments: tuple[str, ...],
    expected: tuple[str, int] | None,
) -> None:
    import json

    sooner = stage("lain-2023", "2023-06-01", "2023-06-02").replace("    name:", "    instrument: lain-2023\n    name:")
    other = base_text("data/instruments/mini-2023.yaml", ("id: mini-2023", "id: lain-2023"))
    root = build({PROGRAM: program(SECOND, sooner), "data/instruments/lain-2023.yaml": other})
    code, out, _ = run_command(capsys, "status", "--root", root, "--today", today, "--format", "json", *arguments)
    ahead = json.loads(out)["next_stage"]
    assert code == 0
    assert ahead == (expected and {"id": expected[0], "days_left": expected[1]})
