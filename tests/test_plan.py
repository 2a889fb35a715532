"""A plan reaches its target with the fewest steps or the least work, and no plan is better."""

from __future__ import annotations

import ctypes
import json
import os
import re
import sys
from datetime import date
from fractions import Fraction
from itertools import product
from math import inf
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.i18n import Text, language
from banjar_smartcity.planning import choice, solver
from banjar_smartcity.planning.by_agency import by_agency
from banjar_smartcity.planning.choice import PricedStep, cheapest, largest_gain
from banjar_smartcity.planning.plan import TargetPlan, make_plan
from banjar_smartcity.planning.solver import Bound, Table, cover, fill
from banjar_smartcity.render.words.plan import plan_lines
from banjar_smartcity.scoring.steps.step import ANSWER, RAISE, NextLevel, Step, taken
from conftest import ROOT, Build
from test_remind import read_calendar
from test_report import Page

EXAMPLE = Path(__file__).parent.parent / "examples" / "kabupaten-contoh"
FILE = "data/assignments.yaml"
gains = st.builds(Fraction, st.integers(1, 40), st.sampled_from((35, 50, 90, 110)))
costs = st.integers(1, 12).map(lambda halves: Fraction(halves, 2))


def priced(growth: list[Fraction], cost: Fraction) -> tuple[PricedStep, ...]:
    """The steps of an item, each of which adds something and costs the same."""
    return tuple(PricedStep(sum(growth[:n], Fraction(0)), cost * n) for n in range(1, len(growth) + 1))


items = st.builds(priced, st.lists(gains, min_size=1, max_size=4), costs)
some = st.lists(items, max_size=5)
Choices = list[tuple[PricedStep, ...]]


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


def total(choices: Choices, chosen: tuple[int, ...]) -> PricedStep:
    taken = [steps[times - 1] for steps, times in zip(choices, chosen, strict=True) if times]
    return PricedStep(sum((one.gain for one in taken), Fraction(0)), sum((one.cost for one in taken), Fraction(0)))


def rank(choices: Choices, chosen: tuple[int, ...]) -> tuple[Fraction, int, int]:
    """What decides between two sets of steps: the cost, then how deep they go with an item, then the places."""
    deep = sum(n for times in chosen for n in range(1, times + 1))
    return total(choices, chosen).cost, deep, sum(place * times for place, times in enumerate(chosen))


def every(choices: Choices) -> list[tuple[int, ...]]:
    return list(product(*(range(len(steps) + 1) for steps in choices)))


@settings(max_examples=30)
@given(some, st.fractions(0, 3, max_denominator=50))
def test_no_set_that_reaches_the_need_is_cheaper(choices: Choices, need: Fraction) -> None:
    found = cheapest(choices, need)
    reaching = [chosen for chosen in every(choices) if total(choices, chosen).gain >= need]
    if not reaching:
        assert found is None
        return
    assert found is not None
    assert total(choices, found).gain >= need
    assert rank(choices, found) == min(rank(choices, chosen) for chosen in reaching)


@settings(max_examples=30)
@given(some, st.integers(0, 30).map(Fraction))
def test_no_set_within_the_budget_gains_more(choices: Choices, budget: Fraction) -> None:
    within = [total(choices, chosen) for chosen in every(choices)]
    assert largest_gain(choices, budget) == max(gain for gain, cost in within if cost <= budget)


@settings(max_examples=25)
@given(some.filter(bool), st.fractions(Fraction(1, 50), 3, max_denominator=50), st.integers(0, 30).map(Fraction))
def test_the_library_finds_what_the_search_finds(choices: Choices, need: Fraction, budget: Fraction) -> None:
    searched, gained = cheapest(choices, need), largest_gain(choices, budget)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(choice, "FEW", 0)
        solved = cheapest(choices, need)
        assert largest_gain(choices, budget) == gained
    assert (solved is None) == (searched is None)
    if solved is not None and searched is not None:
        assert total(choices, solved).gain >= need
        assert rank(choices, solved) == rank(choices, searched)


def test_many_steps_are_planned_exactly_by_the_library() -> None:
    many = [priced([Fraction(1 + n % 7, 970)] * 4, Fraction(1 + n % 5)) for n in range(111)]
    found = cheapest(many, Fraction(4, 5))
    assert found is not None
    assert total(many, found).gain >= Fraction(4, 5)
    # All steps of an item have one rate: the best rates first, and the last step in part, costs no more than any set.
    left, least = Fraction(4, 5), Fraction(0)
    for steps in sorted(many, key=lambda steps: -steps[0].gain / steps[0].cost):
        part = min(left / steps[-1].gain, Fraction(1))
        left, least = left - part * steps[-1].gain, least + part * steps[-1].cost
    assert 0 <= total(many, found).cost - least < 1


def test_a_proposal_that_does_not_hold_in_whole_numbers_is_excluded(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Bound, ...]] = []
    answers = iter([(1, 0), (1, 1), (1, 1)])

    def solve(_: Table, bounds: tuple[Bound, ...]) -> tuple[int, ...]:
        asked.append(bounds)
        return next(answers)

    monkeypatch.setattr(solver, "_solve", solve)
    assert cover([[5, 9], [5]], [[1, 2], [1]], [[1, 3], [1]], 6) == (1, 1)
    assert asked[1][-1] == Bound([[0, 1], [1]], 1, inf)
    asked.clear()
    answers = iter([(1, 1), (1, 0)])
    assert fill([[5, 9], [4]], [[3, 6], [3]], 5) == 5
    assert asked[1][-1] == Bound([[1, 1], [1]], -inf, 1)
    monkeypatch.setattr(solver, "_solve", lambda *_: (0,))
    with pytest.raises(solver.UnsolvedError):
        cover([[5]], [[1]], [[1]], 5)


def test_what_the_solver_writes_itself_does_not_get_into_the_output(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """HiGHS writes a line to the standard output of the process for some problems, and JSON is written there."""
    import scipy.optimize

    ask, library = scipy.optimize.milp, ctypes.CDLL(None)

    def noisy(*args: object, **kwargs: object) -> object:
        library.puts(b"kept by the C library")
        os.write(1, b"written at once")
        return ask(*args, **kwargs)

    monkeypatch.setattr(scipy.optimize, "milp", noisy)
    assert cover([[5, 9]], [[1, 2]], [[1, 3]], 6) == (2,)
    library.fflush(None)
    assert capfd.readouterr().out == ""


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


def rising(name: str, *gains: str, effort: str | None = None, due: date | None = None) -> Step:
    """A step of an unanswered item that can be answered at several levels, each with what it adds."""
    first = step(name, gains[0], effort, due)._replace(kind=ANSWER, target=1, most=Fraction(gains[-1]))
    return first._replace(rungs=tuple(NextLevel(level, Fraction(gain)) for level, gain in enumerate(gains, 1)))


def levels(plan: TargetPlan) -> dict[str, object]:
    return {step.id: step.target for step in plan.steps}


def test_an_item_rises_by_several_levels_where_one_does_not_suffice() -> None:
    steps = [rising("a", "0.1", "0.2", "0.3"), rising("b", "0.2", "0.4", "0.6")]
    plan = make_plan(Fraction(0), steps, Fraction("0.7"), None)
    assert (levels(plan), plan.number, plan.reached) == ({"a": 1, "b": 3}, 4, Fraction("0.7"))
    assert "A step is one level of one item, or one survey: 4 steps with 2 items and surveys." in plan_lines(
        plan, language("en")
    )
    assert "4 steps reach the target 0.70: from 0.00 to 0.70." in plan_lines(plan, language("en"))


def test_of_plans_with_as_many_steps_the_one_with_lower_levels_is_taken() -> None:
    early, late = date(2026, 5, 1), date(2026, 6, 1)
    steps = [rising("a", "0.1", "0.2", due=early), rising("b", "0.1", "0.2", due=late)]
    assert levels(make_plan(Fraction(0), steps, Fraction("0.2"), None)) == {"a": 1, "b": 1}
    assert levels(make_plan(Fraction(0), steps, Fraction("0.3"), None)) == {"a": 2, "b": 1}


def test_each_level_costs_the_effort_of_a_step() -> None:
    steps = [rising("a", "0.1", "0.2", effort="3"), step("b", "0.1", "4")]
    plan = make_plan(Fraction(0), steps, Fraction("0.2"), None)
    assert (levels(plan), plan.effort) == ({"a": 2}, Fraction(6))
    assert levels(make_plan(Fraction(0), steps, None, Fraction(7))) == {"a": 2}
    assert make_plan(Fraction(0), steps, Fraction("0.3"), Fraction(9)).effort == Fraction(6)


def test_what_others_decide_keeps_a_target_out_of_reach_and_is_named() -> None:
    survey = step("s", "0.1")._replace(estimate=True, most=Fraction("0.4"))
    plan = make_plan(Fraction(0), [rising("a", "0.1", "0.2"), survey], Fraction("0.5"), None)
    assert (plan.highest, plan.at_highest, plan.all_steps) == (Fraction("0.3"), Fraction("0.6"), 3)
    said = " ".join(plan_lines(plan._replace(fixed=("x", "y")), language("en")))
    assert "all 3 steps together reach 0.30" in said
    assert "1 survey or index of another body counts one step further only" in said
    assert "At its highest level all steps reach 0.60." in said
    assert "2 items have no step that gains anything: x, y." in said


def test_the_next_best_plan_can_take_an_item_one_level_further() -> None:
    steps = [rising("a", "0.2", "0.4"), step("b", "0.2"), step("c", "0.1")]
    plan = make_plan(Fraction(0), steps, Fraction("0.4"), None)
    assert (levels(plan), plan.instead) == ({"a": 1, "b": None}, (plan.steps[1], taken(steps[0], 2)))


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
    new, old = f"{new}, level {found['instead']['by_level']}", f"{old}, level {found['instead']['level']}"
    assert re.search(rf'Next best: "[A-Z][^?]*\?" \({new}\) instead of "[A-Z][^?]*\?" \({old}\)\.', said)


def test_out_of_reach_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--target", "4") == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "The target 4.00 is out of reach: all 83 steps together reach 3.87." in said
    assert re.search(r"[0-9]+ surveys and indices of other bodies count one step further only", said)
    assert "At their highest levels all steps reach 4.00." in said
    assert "2 steps are blocked: " in said
    assert "No fewer steps" not in said
    assert run("--target", "3") == 0
    said = capsys.readouterr().out
    assert "No fewer steps reach it." in said
    assert "one step further only" not in said


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
        (("--days", "10"), "`effort:` in data/assignments.yaml"),
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


def test_what_many_levels_ask_for_is_said_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target, asked = tmp_path / "rencana.html", "level 1: Belum ada."
    here = ["plan", "--root", str(ROOT), "--today", "2026-06-01", "--target", "3"]
    assert main([*here, "--format", "json"]) == 0
    steps = json.loads(capsys.readouterr().out)["steps"]
    assert [level["level"] for level in steps[0]["levels"]] == [1, 2, 3, 4]
    assert main([*here, "--output", str(target)]) == 0
    assert target.read_text(encoding="utf-8").count(asked) == 1
    capsys.readouterr()
    assert main(here) == 0
    assert capsys.readouterr().out.count("level 4: ") == 1


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
