"""A plan reaches its target with the fewest steps or the least work, and no plan is better."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.i18n import Text, language
from banjar_smartcity.planning import choice
from banjar_smartcity.planning.by_agency import by_agency
from banjar_smartcity.planning.choice import PricedStep, cheapest, largest_gain
from banjar_smartcity.planning.plan import TargetPlan, make_plan
from banjar_smartcity.planning.solver import cover, fill
from banjar_smartcity.render.words.steps import plan_lines
from banjar_smartcity.scoring.steps.step import RAISE, Step
from conftest import Build
from test_remind import read_calendar
from test_report import Page

EXAMPLE = Path(__file__).parent.parent / "examples" / "kabupaten-contoh"
FILE = "data/assignments.yaml"
gains = st.fractions(min_value=0, max_value=1, max_denominator=220)
costs = st.integers(1, 12).map(lambda halves: Fraction(halves, 2))
some = st.lists(st.builds(PricedStep, gains, costs), max_size=9)


def step(name: str, gain: str, effort: str | None = None, due: date | None = None) -> Step:
    return Step(
        id=name,
        kind=RAISE,
        name=Text(name),
        aspect="output",
        dimension="living",
        agencies=(),
        due=due,
        leaves=(),
        target=None,
        gain=Fraction(gain),
        most=Fraction(gain),
        estimate=False,
        wanted=(),
        blocked_by=(),
        effort=None if effort is None else Fraction(effort),
    )


def ids(plan: TargetPlan) -> list[str]:
    return [step.id for step in plan.steps]


def total(choices: list[PricedStep], chosen: frozenset[int]) -> tuple[Fraction, Fraction]:
    return (
        sum((choices[n].gain for n in chosen), Fraction(0)),
        sum((choices[n].cost for n in chosen), Fraction(0)),
    )


def every(choices: list[PricedStep]) -> list[frozenset[int]]:
    numbers = range(len(choices))
    return [frozenset(chosen) for size in range(len(choices) + 1) for chosen in combinations(numbers, size)]


@given(some, st.fractions(0, 3, max_denominator=50))
def test_no_set_that_reaches_the_need_is_cheaper(choices: list[PricedStep], need: Fraction) -> None:
    found = cheapest(choices, need)
    reaching = [chosen for chosen in every(choices) if total(choices, chosen)[0] >= need]
    if not reaching:
        assert found is None
        return
    assert found is not None
    best = min(reaching, key=lambda chosen: (total(choices, chosen)[1], sum(chosen)))
    assert total(choices, found)[0] >= need
    assert (total(choices, found)[1], sum(found)) == (total(choices, best)[1], sum(best))


@given(some, st.integers(0, 30).map(Fraction))
def test_no_set_within_the_budget_gains_more(choices: list[PricedStep], budget: Fraction) -> None:
    within = [total(choices, chosen) for chosen in every(choices)]
    assert largest_gain(choices, budget) == max(gain for gain, cost in within if cost <= budget)


@settings(max_examples=25)
@given(some.filter(bool), st.fractions(Fraction(1, 50), 3, max_denominator=50), st.integers(0, 30).map(Fraction))
def test_the_library_finds_what_the_search_finds(choices: list[PricedStep], need: Fraction, budget: Fraction) -> None:
    searched, gained = cheapest(choices, need), largest_gain(choices, budget)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(choice, "FEW", 0)
        assert cheapest(choices, need) == searched
        assert largest_gain(choices, budget) == gained


def test_many_steps_are_planned_exactly_by_the_library() -> None:
    many = [PricedStep(Fraction(1 + n % 7, 970), Fraction(1 + n % 5)) for n in range(111)]
    found = cheapest(many, Fraction(1, 5))
    assert found is not None
    assert total(many, found)[0] >= Fraction(1, 5)
    # By the best rate of all, and whole days: nothing cheaper can reach it.
    best = max(step.gain / step.cost for step in many)
    assert total(many, found)[1] >= Fraction(1, 5) / best


def test_a_proposal_that_falls_short_in_whole_numbers_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from banjar_smartcity.planning import solver

    answers = iter([frozenset({0}), frozenset({0, 1})])
    monkeypatch.setattr(solver, "_solve", lambda *_: next(answers))
    assert cover([5, 5], [1, 1], 6) == {0, 1}
    answers = iter([frozenset({0, 1}), frozenset({0})])
    assert fill([5, 4], [3, 3], 5) == 5
    monkeypatch.setattr(solver, "_solve", lambda *_: frozenset())
    with pytest.raises(solver.UnsolvedError):
        cover([5], [1], 5)


def test_steps_are_counted_where_nobody_wrote_an_effort() -> None:
    plan = make_plan(Fraction(2), [step("a", "0.1"), step("b", "0.3"), step("c", "0.2", "1")], Fraction("2.3"), None)
    assert (ids(plan), plan.effort, plan.is_reached) == (["b"], None, True)
    assert [step.id for step in plan.unwritten] == ["a", "b"]


def test_the_plan_takes_the_least_work_where_each_step_has_an_effort() -> None:
    steps = [step("a", "0.1", "1"), step("b", "0.3", "9"), step("c", "0.2", "2")]
    plan = make_plan(Fraction(2), steps, Fraction("2.3"), None)
    assert (ids(plan), plan.effort) == (["a", "c"], Fraction(3))


def test_of_plans_that_cost_the_same_the_one_that_is_due_first_is_taken_then_the_first_id() -> None:
    early, late = date(2026, 5, 1), date(2026, 6, 1)
    steps = [step("a", "0.1", due=late), step("c", "0.1", due=early), step("b", "0.1", due=early)]
    assert ids(make_plan(Fraction(2), steps, Fraction("2.1"), None)) == ["b"]


def test_in_too_little_time_it_gains_as_much_as_possible() -> None:
    steps = [step("a", "0.3", "3"), step("b", "0.2", "2"), step("c", "0.2", "2")]
    plan = make_plan(Fraction(2), steps, Fraction("2.6"), Fraction(4))
    assert (ids(plan), plan.is_reached, plan.effort) == (["b", "c"], False, Fraction(4))


def test_a_target_out_of_reach_says_how_far_all_steps_go() -> None:
    plan = make_plan(Fraction(2), [step("a", "0.1"), step("b", "0.2")], Fraction(3), None)
    assert (ids(plan), plan.is_reached, plan.highest) == (["a", "b"], False, Fraction("2.3"))


def test_the_next_best_plan_replaces_one_step_at_the_lowest_extra_cost() -> None:
    steps = [step("a", "0.2", "1"), step("b", "0.2", "5"), step("c", "0.2", "2")]
    plan = make_plan(Fraction(2), steps, Fraction("2.2"), None)
    assert ids(plan) == ["a"]
    assert plan.instead is not None
    assert [step.id for step in plan.instead] == ["a", "c"]


def test_without_surveys_their_gains_are_missing() -> None:
    steps = [step("a", "0.2"), step("b", "0.1")._replace(estimate=True)]
    plan = make_plan(Fraction(2), steps, Fraction("2.3"), None)
    assert (plan.reached, plan.without_surveys) == (Fraction("2.3"), Fraction("2.2"))


def run(*words: str, root: Path = EXAMPLE) -> int:
    return main(["plan", "--root", str(root), "--today", "2026-05-15", "--lang", "en", *words])


def test_the_example_reaches_a_target(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--target", "2,8", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["reached"] >= 2.8
    assert found["supported"] + sum(step["gain"] for step in found["steps"]) == pytest.approx(found["reached"])
    assert run("--target", "2.8") == 0
    text = capsys.readouterr().out
    assert f"{len(found['steps'])} steps reach the target 2.80" in text
    assert "nobody has written the effort" in " ".join(text.split())


def test_the_next_best_plan_is_named_with_questions(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--target", "3", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    old, new = found["instead"]["step"], found["instead"]["by"]
    assert run("--target", "3") == 0
    said = " ".join(capsys.readouterr().out.split())
    assert re.search(rf"Next best: [A-Z][^?]*\? \({new}\) instead of [A-Z][^?]*\? \({old}\)\.", said)


def test_out_of_reach_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--target", "4") == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "The target 4.00 is out of reach: all 63 steps together reach 3.53." in said
    assert "Each step takes its items to their next level only. At their highest levels they reach 4.00." in said
    assert "2 steps are blocked: " in said
    assert "No fewer steps" not in said
    assert run("--target", "3") == 0
    said = capsys.readouterr().out
    assert "No fewer steps reach it." in said
    assert "next level only" not in said


@pytest.mark.parametrize(
    ("target", "days", "why"),
    [
        ("2.2", None, "No other steps reach it with less work."),
        ("2.6", "2", "No other steps gain more in this time."),
        (None, "2", "No other steps gain more in this time."),
    ],
)
def test_why_these_steps_is_said(target: str | None, days: str | None, why: str) -> None:
    steps = [step("a", "0.2", "1"), step("b", "0.2", "5"), step("c", "0.2", "2")]
    plan = make_plan(Fraction(2), steps, Fraction(target) if target else None, Fraction(days) if days else None)
    assert why in plan_lines(plan, language("en"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "no target is recorded for 2026-tahap-1"),
        (("--target", "5"), "outside the scale"),
        (("--target", "tiga"), "--target takes a number, not tiga"),
        (("--target", "1/0"), "--target takes a number, not 1/0"),
        (("--days", "10"), "nobody has written it for"),
    ],
)
def test_what_cannot_be_planned_ends_with_2(
    words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == 2
    assert said in " ".join(capsys.readouterr().err.split())


def test_without_the_library_many_steps_end_with_2_and_its_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "scipy", None)
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    assert run("--target", "2.8") == 2
    assert "banjar-smartcity[plan]" in " ".join(capsys.readouterr().err.split())


def test_the_target_and_the_effort_come_from_the_data(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    from conftest import base_text

    program = base_text("data/program.yaml") + (
        "targets:\n  - {id: rpjmd, stage: 2023-tahap-1, value: 2, sources: [berita]}\n"
    )
    lines = "assignments:\n  - {stage: 2023-tahap-1, agency: dinkes, effort: 2}\n"
    root = build({"data/program.yaml": program, FILE: lines})
    assert main(["plan", "--root", str(root), "--today", "2023-05-30", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["target"], found["effort"]) == (2.0, 2.0 * len(found["steps"]))
    assert main(["plan", "--root", str(root), "--today", "2023-05-30", "--days", "3", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["effort"] <= 3


def test_each_agency_gets_its_steps_and_a_shared_one_stands_with_both() -> None:
    steps = [step("a", "0.1", "1"), step("b", "0.3", "2"), step("c", "0.2")]
    owned = [steps[0]._replace(agencies=("dlh", "pupr")), steps[1]._replace(agencies=("pupr",)), steps[2]]
    shares = by_agency(owned, ("pupr", "dinkes", "dlh"))
    assert [(share.agency, [step.id for step in share.steps]) for share in shares] == [
        ("pupr", ["a", "b"]),
        ("dlh", ["a"]),
        (None, ["c"]),
    ]
    assert [(share.gain, share.effort) for share in shares] == [
        (Fraction("0.4"), Fraction(3)),
        (Fraction("0.1"), Fraction(1)),
        (Fraction("0.2"), None),
    ]


def test_the_page_has_each_step_with_who_and_when_and_the_index_then(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "rencana.html"
    assert run("--target", "2.8", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert run("--target", "2.8", "--output", str(target)) == 0
    assert capsys.readouterr().out == f"{target}\n"
    page = Page(target.read_text(encoding="utf-8"))
    said = " ".join(page.words)
    assert f"{len(found['steps'])} steps reach the target 2.80" in said
    assert page.tags.count("script") == 0
    for number, planned in enumerate(found["steps"], 1):
        index = found["supported"] + sum(step["gain"] for step in found["steps"][:number])
        assert planned["id"] in said
        assert f"{index:.4f}" in said


def test_the_calendar_has_a_day_for_each_agency_and_keeps_its_name(tmp_path: Path) -> None:
    target = tmp_path / "rencana.ics"
    assert run("--target", "2.8", "--output", str(target)) == 0
    first = target.read_bytes()
    events = read_calendar(first)
    assert len({event["UID"] for event in events}) == len(events) > 0
    assert {event["DTSTART;VALUE=DATE"] for event in events} == {"20260608"}
    assert run("--target", "2.8", "--output", str(target)) == 0
    assert target.read_bytes() == first


@pytest.mark.parametrize("words", [("--output", "plan.pdf"), ("--output", "plan.html", "--format", "json")])
def test_another_ending_or_json_in_a_file_ends_with_2(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("--target", "2.8", *words) == 2
    assert list(tmp_path.iterdir()) == []
