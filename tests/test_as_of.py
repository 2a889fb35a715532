"""As of a day: what was published later is excluded, what has no date is kept."""

from __future__ import annotations

import re
from datetime import date

import pytest

from banjar_smartcity.diagnostics import START, Finding
from banjar_smartcity.i18n import language
from banjar_smartcity.model.as_of import as_of
from banjar_smartcity.model.moment import parse_moment
from banjar_smartcity.model.parts import Together
from banjar_smartcity.model.register import Source
from banjar_smartcity.model.view import is_undated, known_by
from banjar_smartcity.privacy.kinds import KINDS
from banjar_smartcity.publish.known_findings import known_findings
from banjar_smartcity.render.words.times import plan_note
from conftest import BASE, Build, base_text, check, run_command

DAY = date(2023, 5, 30)
TEMPLATE = next(iter(check(BASE).model.sources.values()))
REGISTER: dict[str, Source] = {
    name: TEMPLATE._replace(id=name, published=parse_moment(published))
    for name, published in {
        "before": "2023-05-29",
        "same-day": "2023-05-30",
        "after": "2023-05-31",
        "this-month": "2023-05",
        "next-month": "2023-06",
        "this-year": "2023",
        "next-year": "2024",
        "undated": None,
    }.items()
}


@pytest.mark.parametrize(
    ("sources", "happened", "known"),
    [
        (["before"], None, True),
        (["same-day"], None, True),
        (["after"], None, False),
        (["this-month"], None, True),
        (["next-month"], None, False),
        (["this-year"], None, True),
        (["next-year"], None, False),
        (["undated"], None, True),
        ([], None, True),
        (["after", "before"], None, True),
        (["after", "undated"], None, True),
        (["after", "next-year"], None, False),
        (["undated"], "2023-05-30", True),
        (["undated"], "2023-05-31", False),
        (["undated"], "2023-06", False),
        (["undated"], "2023", True),
        ([], "2024", False),
        (["before"], "2024", True),
        (["after"], "2022", False),
    ],
)
def test_something_is_known_once_a_source_has_said_it(sources: list[str], happened: str | None, known: bool) -> None:
    assert known_by(DAY, sources, REGISTER, parse_moment(happened)) == known


@pytest.mark.parametrize(
    ("sources", "happened", "undated"),
    [([], None, True), (["undated"], None, True), (["undated", "after"], None, False), (["undated"], "2022", False)],
)
def test_something_is_undated_where_neither_it_nor_a_source_has_a_date(
    sources: list[str], happened: str | None, undated: bool
) -> None:
    assert is_undated(sources, REGISTER, parse_moment(happened)) == undated


KLINIK = "data/innovations/klinik-daring.yaml"
SOURCES = "data/sources.yaml"
LATE = base_text(SOURCES) + base_text(SOURCES).partition("sources:\n")[2].split("  - id: catatan")[0].replace(
    "berita", "kelak"
).replace("2023-05-01", "2023-12-04").replace("2023-05-02", "2023-12-05")


def test_an_innovation_that_only_later_sources_name_is_left_out(build: Build) -> None:
    text = base_text(KLINIK, ("'1'}]\nsources: [berita]", "'1'}]\nsources: [kelak]"))
    model = check(build({SOURCES: LATE, KLINIK: text})).model
    assert sorted(as_of(model, DAY).innovations) == ["pasar-rakyat"]
    assert sorted(as_of(model, date(2023, 12, 4)).innovations) == ["klinik-daring", "pasar-rakyat"]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("sources: [berita]\nstarted", "sources: [kelak]\nstarted", "owners"),
        ("date: 2022-03\n    sources: [berita]", "date: 2022-03\n    sources: [kelak]", "facts"),
        ("date: 2022-03\n    sources: [berita]", "date: 2023-06\n    sources: [catatan]", "facts"),
        ("started: 2022-03", "started: 2023-06", "started"),
        ("expansions: []", "expansions: [{text: Klinik, sources: [kelak]}]", "expansions"),
        ("description: null", "description: {text: Klinik, sources: [kelak]}", "description"),
    ],
)
def test_what_came_later_about_an_innovation_is_left_out(old: str, new: str, field: str, build: Build) -> None:
    model = check(build({SOURCES: LATE, KLINIK: base_text(KLINIK, (old, new))})).model
    assert getattr(model.innovations["klinik-daring"], field)
    assert not getattr(as_of(model, DAY).innovations["klinik-daring"], field)
    assert as_of(model, date(2024, 1, 1)) == model


@pytest.mark.parametrize(
    ("sources", "known"),
    [
        (["before", "after"], False),
        (["before", "same-day"], True),
        (["before", "undated"], True),
        (["undated"], True),
        (["undated", "after"], False),
        ([], True),
    ],
)
def test_what_sources_state_together_is_known_once_all_of_them_are(sources: list[str], known: bool) -> None:
    assert known_by(DAY, Together(sources), REGISTER) == known


def test_a_source_is_not_known_before_the_day_on_which_it_can_have_appeared() -> None:
    source = REGISTER["this-year"]._replace(not_before=date(2023, 5, 31))
    assert not known_by(DAY, ["it"], {"it": source})
    assert known_by(date(2023, 5, 31), ["it"], {"it": source})


CONFLICT = "facts:\n", "conflicts: [{text: Dua angka, sources: [berita, kelak]}]\nfacts:\n"
FACT = "date: 2022-03\n    sources: [berita]", "date: 2022-03\n    sources: [kelak, berita]"


def test_a_conflict_needs_all_its_sources_and_a_fact_one_of_them(build: Build) -> None:
    model = check(build({SOURCES: LATE, KLINIK: base_text(KLINIK, CONFLICT, FACT)})).model
    before, after = (as_of(model, day).innovations["klinik-daring"] for day in (DAY, date(2023, 12, 4)))
    assert (before.conflicts, [fact.sources for fact in before.facts]) == ((), [("berita",)])
    assert after == model.innovations["klinik-daring"]


def test_a_fact_of_sources_together_needs_all_of_them(build: Build) -> None:
    together = FACT[0], FACT[1] + "\n    sources_together: true"
    model = check(build({SOURCES: LATE, KLINIK: base_text(KLINIK, together)})).model
    assert as_of(model, DAY).innovations["klinik-daring"].facts == ()
    assert len(as_of(model, date(2023, 12, 4)).innovations["klinik-daring"].facts) == 1


SHEET = "data/crosscutting/answers/2023-tahap-1.yaml"
STATED = "sources: [berita]"


@pytest.mark.parametrize(
    ("sources", "left"),
    [("[kelak]", 0), ("[berita, kelak]", 1), ("[]", 1), ("[berita, kelak]\n    sources_together: true", 0)],
)
def test_an_answer_is_known_from_its_sources(sources: str, left: int, build: Build) -> None:
    model = check(build({SOURCES: LATE, SHEET: base_text(SHEET, (STATED, f"sources: {sources}"))})).model
    (sheet,) = (sheet for sheet in as_of(model, DAY).sheets if sheet.dimension is None)
    assert len(sheet.answers) == left
    assert all("kelak" not in answer.sources for answer in sheet.answers)


PROGRAM = "data/program.yaml"
SECOND = """  - id: 2023-tahap-2
    name: Tahap II
    year: 2023
    starts_on: 2023-11-02
    ends_on: 2023-11-16
    place: null
    mode: online
    sources: [%s]
meetings:"""


@pytest.mark.parametrize(("source", "stages"), [("berita", 2), ("", 2), ("catatan", 2), ("kelak", 1)])
def test_a_stage_to_come_is_a_plan_that_stays(source: str, stages: int, build: Build) -> None:
    text = base_text(PROGRAM, ("meetings:", SECOND % source))
    program = as_of(check(build({SOURCES: LATE, PROGRAM: text})).model, DAY).program
    assert program
    assert len(program.stages) == stages


def test_of_the_stage_reported_on_the_name_is_kept_until_a_source_gives_its_dates(build: Build) -> None:
    first = ("mode: online\n    sources: [berita]", "mode: online\n    sources: [kelak]")
    text = base_text(PROGRAM, ("meetings:", SECOND % "kelak"), first)
    model = check(build({SOURCES: LATE, PROGRAM: text})).model
    for chosen in (None, "2023-tahap-2"):
        program = as_of(model, DAY, chosen).program
        assert program
        (stage,) = program.stages
        assert (stage.id, stage.starts_on, stage.mode) == (chosen or "2023-tahap-1", None, None)


@pytest.mark.parametrize(
    ("day", "marked", "note"),
    [
        (date(2023, 6, 11), False, "planned"),
        (date(2023, 6, 12), False, None),
        (date(2023, 6, 12), True, "planned; not known whether it took place"),
    ],
)
def test_a_plan_says_that_it_is_one(day: date, marked: bool, note: str | None) -> None:
    assert plan_note(date(2023, 6, 12), day, language("en"), planned=marked) == note
    assert plan_note(parse_moment("2023-06-12"), day, language("en"), planned=marked) == note


@pytest.mark.parametrize(("day", "times"), [("2023-05-30", 1), ("2023-06-12", 0)])
@pytest.mark.parametrize("format", ["md", "html"])
def test_a_report_says_which_stages_are_plans(
    day: str, times: int, format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, text, _ = run_command(
        capsys, "report", "--output", "-", "--format", format, "--root", BASE, "--today", day, "--lang", "en"
    )
    assert len(re.findall(r"\(planned\)|mark\">planned", text)) == times


def test_an_agency_has_no_full_name_before_a_source_gives_it(build: Build) -> None:
    agencies = base_text("data/agencies.yaml", ("sources: [berita]", "sources: [kelak]"))
    model = check(build({SOURCES: LATE, "data/agencies.yaml": agencies})).model
    early = as_of(model, DAY).agencies["dinkes"]
    assert (early.abbreviation, early.name, early.sources) == ("Dinkes", None, ())
    assert as_of(model, date(2023, 12, 4)).agencies == model.agencies


def test_an_answer_given_later_is_left_out() -> None:
    model = check(BASE).model
    assert len(as_of(model, date(2023, 5, 20)).answers("2023-tahap-1")) == 2
    assert list(as_of(model, date(2023, 5, 19)).answers("2023-tahap-1")) == ["baseline-planning-masterplan"]


def test_results_are_left_out_until_they_are_published() -> None:
    model = check(BASE).model
    assert as_of(model, date(2023, 12, 3)).results == {}
    assert list(as_of(model, date(2023, 12, 4)).results) == [2023]


def test_after_everything_the_model_is_whole() -> None:
    model = check(BASE).model
    assert as_of(model, date(2099, 1, 1)) == model


@pytest.mark.parametrize("format", ["md", "html"])
def test_findings_of_a_report_name_no_innovation_that_only_later_sources_name(
    format: str, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    twin = base_text(KLINIK, ("name: Klinik Daring", "name: Klinik daring"), ("id: klinik-daring", "id: klinik-kembar"))
    twin = twin.replace("[berita]", "[kelak]")
    root = build({SOURCES: LATE, "data/innovations/klinik-kembar.yaml": twin})
    assert "data/innovations/klinik-kembar.yaml" in {finding.path for finding in check(root).findings}
    said = {
        day: run_command(capsys, "report", "--format", format, "--output", "-", "--root", root, "--today", day)[1]
        for day in ("2023-05-30", "2024-01-01")
    }
    assert "klinik-kembar" in said["2024-01-01"]
    assert "klinik-kembar" not in said["2023-05-30"]
    assert "Klinik daring" not in said["2023-05-30"]


def test_findings_of_a_report_name_no_document_that_was_issued_later(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    text = base_text("data/evidence/sk-forum.yaml")
    issued = re.search(r"issued_on: .*", text)
    assert issued
    root = build(
        {
            "data/evidence/sk-lain.yaml": text.replace("id: sk-forum", "id: sk-lain").replace(
                issued[0], "issued_on: 2023-11-01"
            )
        }
    )
    said = {
        day: run_command(capsys, "report", "--format", "md", "--output", "-", "--root", root, "--today", day)[1]
        for day in ("2023-05-30", "2023-11-02")
    }
    assert ("sk-lain" in said["2023-05-30"], "sk-lain" in said["2023-11-02"]) == (False, True)


def test_a_finding_is_known_with_its_place_and_all_that_it_names(build: Build) -> None:
    text = base_text(KLINIK, ("date: 2022-03\n    sources: [berita]", "date: 2022-03\n    sources: [kelak]"))
    pasar = base_text("data/innovations/pasar-rakyat.yaml").replace("[berita]", "[kelak]")
    checked = check(build({SOURCES: LATE, KLINIK: text, "data/innovations/pasar-rakyat.yaml": pasar}))
    kind = KINDS[0]

    def finding(*pointer: str | int, **facts: object) -> Finding:
        return Finding(kind, KLINIK, START, facts, None, pointer)

    known = [finding(), finding("owners", 0), finding("name", other="Klinik Daring"), finding("name", other=7)]
    late = [
        finding("facts", 0),
        finding("facts", 0, "text"),
        finding("name", other="pasar-rakyat"),
        finding("name", others=("x", "pasar-rakyat")),
        finding("name", place="data/innovations/pasar-rakyat.yaml"),
        finding("name", source="kelak"),
    ]
    stage = "2023-tahap-1"
    assert known_findings([*known, *late], checked.model, DAY, stage) == tuple(known)
    assert known_findings([*known, *late], checked.model, date(2024, 1, 1), stage) == (*known, *late)


LATER = base_text("data/evidence/sk-forum.yaml", ("issued_on: 2023-01-10", "issued_on: 2023-05-31"))
TITLE = "SK Forum"
SHOWN = (
    ("evidence", "check"),
    ("evidence", "check", "--format", "json"),
    ("todo",),
    ("todo", "--format", "json"),
    ("score", "--format", "json"),
    ("report", "--format", "md", "--output", "-"),
    ("report", "--format", "html", "--output", "-"),
)


@pytest.mark.parametrize("command", SHOWN)
def test_no_output_of_a_day_has_the_title_of_a_document_that_was_issued_later(
    command: tuple[str, ...], build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = build({"data/evidence/sk-forum.yaml": LATER})
    before, after = (
        run_command(capsys, *command, "--root", root, "--today", day)[1] for day in ("2023-05-30", "2023-05-31")
    )
    assert (TITLE in before, "188.45/12/KUM/2023" in before) == (False, False)
    assert len(after) > 100


def test_a_document_that_was_issued_later_keeps_only_its_id(build: Build) -> None:
    model = check(build({"data/evidence/sk-forum.yaml": LATER})).model
    before, after = (as_of(model, date(2023, 5, day)).evidence["sk-forum"] for day in (30, 31))
    assert (before.title.id, before.issuer, before.number) == ("sk-forum", None, None)
    assert after == model.evidence["sk-forum"]
