"""In force: the vision, the missions and the names of agencies of a day, not for ever."""

from __future__ import annotations

from datetime import date

import pytest

from banjar_smartcity.innovations.matrix import mission_matrix
from banjar_smartcity.model.in_force import Plan, in_force, period_years, plan_on, stage_day
from banjar_smartcity.model.model import Model
from conftest import BASE, ROOT, Build, base_text, check, run_command

PROGRAM, AGENCIES = "data/program.yaml", "data/agencies.yaml"
VISION = "{text: %s, period: %s, sources: []}"
TWO = f"vision:\n  - {VISION % ('Lama', '2021-2026')}\n  - {VISION % ('Baru', '2025-2029')}\n"
MISSION = "    text: Hidup sehat\n    sources: [berita]\n"
CHAIN = """agencies:
  - {id: dinkes, abbreviation: Dinkes, name: Dinas Kesehatan, sources: [], from: 2021,
     until: 2024-12-31, replaced_by: dinsehat}
  - {id: dinsehat, abbreviation: Dinsehat, name: Dinas Sehat, sources: [], from: 2025}
  - {id: dkumpp, abbreviation: DKUMPP, name: null, sources: []}
"""


def model_of(build: Build, text: str, agencies: str | None = None) -> Model:
    return check(build({PROGRAM: text, **({AGENCIES: agencies} if agencies else {})})).model


def seen(model: Model, year: int) -> tuple[str | None, list[str], list[str]]:
    program = in_force(model, date(year, 6, 1)).program
    assert program
    return (
        program.vision and program.vision.text.id,
        [m.text.id for m in program.missions],
        [m.text.id for m in program.other_missions],
    )


def test_of_two_periods_that_overlap_the_one_that_began_last_is_in_force(build: Build) -> None:
    mission = MISSION + "    period: 2021-2026\n"
    model = model_of(build, base_text(PROGRAM, ("vision: null\n", TWO), (MISSION, mission)))
    assert seen(model, 2020) == (None, [], ["Hidup sehat"])
    assert seen(model, 2024) == ("Lama", ["Hidup sehat"], [])
    assert seen(model, 2025) == seen(model, 2029) == ("Baru", [], ["Hidup sehat"])
    assert seen(model, 2031)[0] == "Baru"


def test_a_single_vision_and_missions_without_a_period_are_in_force(build: Build) -> None:
    model = model_of(build, base_text(PROGRAM, ("vision: null", "vision: " + VISION % ("Lama", "null"))))
    assert seen(model, 1999) == seen(model, 2040) == ("Lama", ["Hidup sehat"], [])
    assert model.program
    assert plan_on(model.program, date(2023, 1, 1)) is None


@pytest.mark.parametrize(
    ("period", "years"),
    [("2021-2026", (2021, 2026)), ("2021–2026", (2021, 2026)), ("RPJMD 2021", None), (None, None)],
)
def test_a_period_is_its_first_and_its_last_year(period: str | None, years: tuple[int, int] | None) -> None:
    assert period_years(period) == years


def test_a_plan_is_over_after_its_last_year_where_none_follows(build: Build) -> None:
    program = model_of(build, base_text(PROGRAM, ("vision: null", "vision: " + VISION % ("Lama", "2021-2026")))).program
    assert program
    assert plan_on(program, date(2026, 12, 31)) == Plan(2021, 2026, is_over=False)
    assert plan_on(program, date(2027, 1, 1)) == Plan(2021, 2026, is_over=True)


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2020, 1, 1), ["Dinkes", "Dinkes", "DKUMPP"]),
        (date(2024, 12, 31), ["Dinkes", "Dinkes", "DKUMPP"]),
        (date(2025, 1, 1), ["Dinsehat", "Dinsehat", "DKUMPP"]),
    ],
)
def test_an_agency_has_the_name_that_was_in_force(build: Build, day: date, names: list[str]) -> None:
    model = in_force(model_of(build, base_text(PROGRAM), CHAIN), day)
    assert [agency.abbreviation for agency in model.agencies.values()] == names
    assert [agency.abbreviation for agency in model.agency_list] == names
    assert list(model.agencies) == ["dinkes", "dinsehat", "dkumpp"]


def test_an_agency_of_several_predecessors_has_the_names_of_all_of_them(build: Build) -> None:
    merged = CHAIN.replace("name: null, sources: []", "name: null, sources: [], until: 2024, replaced_by: dinsehat")
    agencies = in_force(model_of(build, base_text(PROGRAM), merged), date(2023, 1, 1)).agencies
    assert (agencies["dinsehat"].abbreviation, agencies["dinsehat"].name) == ("Dinkes / DKUMPP", None)


def test_agencies_that_replace_each_other_end_somewhere(build: Build) -> None:
    circle = CHAIN.replace("from: 2025", "until: 2020, replaced_by: dinkes").replace("from: 2021, ", "")
    names = in_force(model_of(build, base_text(PROGRAM), circle), date(2025, 1, 1)).agencies
    assert {agency.abbreviation for agency in names.values()} <= {"Dinkes", "Dinsehat", "DKUMPP"}


def test_a_successor_must_be_an_agency(build: Build) -> None:
    root = build({AGENCIES: CHAIN.replace("replaced_by: dinsehat", "replaced_by: dinsehta")})
    assert [f.kind.id for f in check(root).findings] == ["reference-unknown"]


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        (AGENCIES, CHAIN.replace("until: 2024-12-31", "until: 2020"), 3),
        (PROGRAM, base_text(PROGRAM, (MISSION, MISSION + "    period: 2026-2021\n")), 16),
        (PROGRAM, base_text(PROGRAM, ("vision: null\n", TWO.replace("2025-2029", "2029-2025"))), 13),
    ],
)
def test_a_period_that_ends_before_it_begins_is_a_fault(build: Build, path: str, text: str, line: int) -> None:
    found = check(build({path: text})).findings
    assert [(f.kind.id, f.path, f.position.line) for f in found] == [("date-order", path, line)]


def test_figures_of_a_stage_have_the_names_of_its_last_day() -> None:
    stage = check(BASE).model.stage()
    assert stage
    assert stage_day(stage, date(2023, 5, 30)) == date(2023, 5, 30)
    assert stage_day(stage, date(2026, 1, 1)) == date(2023, 6, 14)
    assert stage_day(stage._replace(ends_on=None), date(2026, 1, 1)) == date(2023, 12, 31)


def test_the_report_of_an_earlier_stage_has_the_names_of_its_time(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = build({AGENCIES: CHAIN})
    day = ("--root", root, "--today", "2026-01-01")
    _, text, _ = run_command(capsys, "report", "--output", "-", "--format", "md", *day)
    assert "Dinkes" in text
    assert "Dinsehat" not in text
    _, text, _ = run_command(capsys, "innovations", *day)
    assert "Dinsehat" in text


def test_a_matrix_has_the_missions_in_force_and_names_what_serves_others(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Of the RPJMD 2025-2029 of Banjar only the vision is known."""
    known = check(ROOT, date(2023, 5, 30)).model
    then, now = (mission_matrix(in_force(known, date(year, 6, 1))) for year in (2023, 2026))
    assert ([row.mission.id for row in then.rows], then.elsewhere) == ([f"misi-{n}" for n in range(1, 6)], ())
    assert (now.rows, now.elsewhere) == ((), ("kurma-manis",))
    _, text, _ = run_command(capsys, "innovations", "matrix", "--root", ROOT, "--today", "2026-06-01", "--lang", "en")
    assert "The missions in force are not known; those of 2021-2026 are not in force." in text


@pytest.mark.parametrize("command", ["status", "status --summary", "todo", "report --output - --format md"])
def test_a_stage_that_is_over_is_said_in_place_of_what_is_overdue(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(day: str) -> str:
        day_and_place = ("--root", str(ROOT), "--today", day, "--lang", "en")
        return " ".join(run_command(capsys, *command.split(), *day_and_place)[1].split())

    over = "evaluation ended on 14 June 2023. No later stage is recorded."
    assert over not in told("2023-06-14")
    assert over in told("2026-06-01")
    assert "(overdue)" not in told("2026-06-01")
    # The second stage is recorded, and known from the letter of December only.
    assert over in told("2023-06-15")


def test_an_rpjmd_that_is_over_is_said_first(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build({PROGRAM: base_text(PROGRAM, ("vision: null", "vision: " + VISION % ("Lama", "2021-2026")))})

    def told(day: str) -> str:
        return run_command(capsys, "status", "--root", root, "--today", day, "--lang", "en")[1]

    assert "The RPJMD of 2021–2026 is over. No later one is recorded." in told("2027-01-01")
    assert "RPJMD" not in told("2026-12-31")
