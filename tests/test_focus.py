"""Focus: a region answers several instruments, and every command shows the one that is asked for."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from banjar_smartcity.checking.pipeline import check_workspace
from banjar_smartcity.diagnostics import Severity
from banjar_smartcity.model.focus import all_dimensions, each_focus, focus, stage_rules
from banjar_smartcity.versions.reviewers import review_shares
from conftest import BASE, TODAY, Build, base_text, check, findings, line_of, run_command
from together import (
    COUNT,
    FIRST,
    HOME,
    PROGRAM,
    SELF,
    SERVICE,
    SERVICE_SHEET,
    TRAFFIC,
    TRAFFIC_SHEET,
    all_three,
    item,
    program,
    service,
    service_only,
    sheet,
    stage,
)


def score(capsys: pytest.CaptureFixture[str], root: Path, *arguments: str) -> dict[str, object]:
    code, out, err = run_command(capsys, "score", "--root", root, "--format", "json", *arguments)
    assert (code, err) == (0, "")
    found: dict[str, object] = json.loads(out)
    return found


def shown(found: dict[str, object]) -> tuple[object, ...]:
    return tuple(found[key] for key in ("instrument", "stage", "items", "answered", "final"))


def test_the_region_is_valid(build: Build) -> None:
    assert findings(build(all_three())) == []


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), (HOME, FIRST, 5, 2, 1.4)),
        (("--instrument", HOME), (HOME, FIRST, 5, 2, 1.4)),
        (("--instrument", SERVICE), (SERVICE, SELF, 2, 1, 2.5)),
        (("--stage", SELF), (SERVICE, SELF, 2, 1, 2.5)),
        (("--stage", SELF, "--instrument", SERVICE), (SERVICE, SELF, 2, 1, 2.5)),
        (("--instrument", TRAFFIC), (TRAFFIC, COUNT, 1, 1, 2.0)),
        (("--stage", COUNT), (TRAFFIC, COUNT, 1, 1, 2.0)),
    ],
)
def test_an_instrument_or_its_stage_is_shown(
    build: Build, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], expected: tuple[object, ...]
) -> None:
    assert shown(score(capsys, build(all_three()), *arguments)) == expected


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--instrument", "layanan-2062"), f"did you mean {SERVICE}? Choose from {HOME}, {SERVICE}, {TRAFFIC}"),
        (("--instrument", "apa-saja"), f"unknown instrument apa-saja; choose from {HOME}, {SERVICE}, {TRAFFIC}"),
        (("--instrument", SERVICE, "--stage", FIRST), f"the stage {FIRST} belongs to the instrument {HOME}, not to"),
        (("--instrument", HOME, "--stage", SELF), f"the stage {SELF} belongs to the instrument {SERVICE}, not to"),
    ],
)
@pytest.mark.parametrize("command", ["score", "status", "todo", "report", "site", "survey form"])
def test_what_the_region_does_not_answer_is_refused(
    build: Build, capsys: pytest.CaptureFixture[str], command: str, arguments: tuple[str, ...], message: str
) -> None:
    code, out, err = run_command(capsys, *command.split(), "--root", build(all_three()), "--lang", "en", *arguments)
    assert (code, out) == (2, "")
    assert message in err


@pytest.mark.parametrize("command", ["score", "score --explain", "status", "todo", "report --output -"])
def test_what_another_instrument_adds_does_not_change_the_default_one(
    build: Build, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    words = (*command.split(), "--today", TODAY.isoformat(), "--lang", "en")
    alone = run_command(capsys, *words, "--root", BASE)
    beside = run_command(capsys, *words, "--root", build(service_only(("aplikasi", 5))))
    # The programme lists one stage more, so that what comes after it in the file is on other lines.
    listed = re.compile(r"<li>Tahap layanan-mandiri: .*?</li>\n", re.DOTALL)
    place = re.compile(r"(?<=data/program\.yaml:)\d+")
    assert place.sub("", listed.sub("", beside[1])) == place.sub("", alone[1])
    assert (beside[0], beside[2]) == (alone[0], alone[2])


@pytest.mark.parametrize(
    ("ends", "today", "expected"),
    [
        ("2023-06-01", "2023-05-30", "Sooner: Tahap layanan-mandiri ends on 1 June 2023, in 2 days."),
        ("2023-05-30", "2023-05-30", "Sooner: Tahap layanan-mandiri ends on 30 May 2023, in 0 days."),
        ("2023-06-20", "2023-05-30", None),  # the default one ends on 14 June
        ("2023-06-20", "2023-06-15", "Sooner: Tahap layanan-mandiri ends on 20 June 2023, in 5 days."),
        ("2023-05-29", "2023-05-30", None),
        ("null", "2023-05-30", None),
    ],
)
def test_the_first_lines_say_which_stage_ends_sooner(
    build: Build, capsys: pytest.CaptureFixture[str], ends: str, today: str, expected: str | None
) -> None:
    root = build(service_only(ends=ends))
    for command in ("score", "score --summary", "status", "status --summary", "todo", "report --output -"):
        kind = ("--output", "-.md") if command.startswith("report") else ()
        code, out, _ = run_command(capsys, *command.split(), "--root", root, "--today", today, "--lang", "en")
        assert code == 0
        assert kind == () or expected is None or expected in out
        lines = [line for line in out.splitlines() if "Sooner" in line]
        assert len(lines) == (0 if expected is None else max(1, len(lines)))
        if not kind and expected:
            assert out.splitlines()[1] == expected
    for command in ("score", "status"):
        _, out, _ = run_command(capsys, command, "--root", root, "--today", today, "--format", "json")
        found = json.loads(out)["sooner"]
        assert (found is None) == (expected is None)
        assert found is None or (found["instrument"], found["stage"], found["ends_on"]) == (SERVICE, SELF, ends)


def test_a_stage_that_ends_sooner_is_not_said_of_itself(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build(service_only(ends="2023-06-01"))
    _, out, _ = run_command(capsys, "score", "--root", root, "--today", "2023-05-30", "--instrument", SERVICE)
    assert "Lebih" not in out.splitlines()[1]


# Rules: each sheet is judged by the instrument of its stage.


def faults(root: Path) -> list[tuple[str, str, str | None]]:
    return [(f.path, f.kind.id, f.suggestion) for f in check(root).findings]


def service_with(*answers: tuple[str, int]) -> dict[str, str | bytes | None]:
    return service_only(*answers)


def test_levels_are_those_of_the_own_scale(build: Build) -> None:
    found = faults(build(service_with(("aplikasi", 5), ("pengguna", 6))))
    assert found == [(SERVICE_SHEET, "answer-level", None)]


def test_a_zero_is_no_level_of_a_scale_from_one(build: Build) -> None:
    assert faults(build(service_with(("aplikasi", 0)))) == [(SERVICE_SHEET, "answer-level", None)]


def test_a_mistyped_item_gets_the_nearest_of_its_own_instrument(build: Build) -> None:
    texts = service_with(("outcome-living-road", 3))
    texts[f"data/instruments/{SERVICE}.yaml"] = service(item("outcome-living-load", SERVICE))
    assert faults(build(texts)) == [(SERVICE_SHEET, "reference-unknown", "outcome-living-load")]


def test_an_item_of_another_instrument_is_one_finding(build: Build) -> None:
    texts = service_with(("outcome-living-roads", 9))
    assert faults(build(texts)) == [(SERVICE_SHEET, "answer-elsewhere", None)]


def test_an_earlier_stage_may_answer_items_of_an_earlier_year(build: Build) -> None:
    texts = service_only()
    texts[PROGRAM] = program((SERVICE, SELF), stages=stage(SELF, SERVICE) + stage("2022-lama", "null"))
    texts["data/crosscutting/answers/2022-lama.yaml"] = sheet("2022-lama", ("aplikasi", 4))
    assert findings(build(texts)) == []


def test_documents_are_of_the_kinds_that_the_own_items_require(build: Build) -> None:
    texts = service_only(("aplikasi", 5))
    texts[f"data/instruments/{SERVICE}.yaml"] = service(item("aplikasi", SERVICE, kind="{kind: photo, text: Foto}"))
    assert faults(build(texts)) == [(SERVICE_SHEET, "evidence-off-kind", None)]


def test_a_statement_of_the_stage_of_another_instrument_is_a_fault(build: Build) -> None:
    survey = f"""id: warga
stage: {SELF}
dimension: living
respondents: 60
starts_on: null
ends_on: null
official_wording: true
programmes: []
statements:
  - {{item: impact-health-registration, respondents: 60, mean: 3.1, deviation: null, distribution: null}}
"""
    root = build({**service_only(), "data/surveys/warga.yaml": survey})
    assert "survey-item" in {f.kind.id for f in check(root).findings if f.kind.severity is Severity.ERROR}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (program((SERVICE, SELF), stages=stage(SELF, SERVICE), variant="daerh"), ("reference-unknown", "daerah")),
        (program((SERVICE, "layanan-mandir"), stages=stage(SELF, SERVICE)), ("reference-unknown", SELF)),
        (program(("layanan-2025", SELF), stages=stage(SELF, SERVICE)), ("reference-unknown", SERVICE)),
        (program((SERVICE, SELF), stages=stage(SELF, "layanan-2025")), ("reference-unknown", SERVICE)),
        (program((SERVICE, FIRST), stages=stage(SELF, SERVICE)), ("stage-elsewhere", SELF)),
        (program((SERVICE, SELF), stages=stage(SELF, HOME)), ("stage-elsewhere", None)),
        (program((SERVICE, SELF), (SERVICE, SELF), stages=stage(SELF, SERVICE)), ("instrument-twice", None)),
        (program((SERVICE, SELF), stages=stage(SELF, SERVICE) + stage(SELF, HOME)), ("id-duplicate", None)),
    ],
)
def test_an_entry_names_what_exists_once(build: Build, text: str, expected: tuple[str, str | None]) -> None:
    texts = service_only()
    texts[PROGRAM] = text
    del texts[SERVICE_SHEET]
    assert [(f.kind.id, f.suggestion) for f in check(build(texts)).findings] == [expected]


def test_the_default_entry_may_not_name_the_stage_of_another_instrument(build: Build) -> None:
    texts = service_only()
    text = str(texts[PROGRAM]).replace(f"stage: {FIRST}", f"stage: {SELF}", 1)
    found = findings(build({**texts, PROGRAM: text}))
    assert f"{PROGRAM}:9:8: stage-elsewhere" in found


# Sheets, dimensions and reviewers follow the instrument.


def test_a_dimension_of_its_own_is_listed_and_has_reviewers(build: Build) -> None:
    model = check(build(all_three())).model
    assert [d.id for d in all_dimensions(model)] == ["living", "economy", "mobility"]
    owners = {path: [g.id for g in share.groups if g] for share in review_shares(model) for path in share.paths}
    assert owners["data/dimensions/mobility/"] == ["pokja-mobility"]


def test_a_dimension_that_no_instrument_has_is_not_listed(build: Build) -> None:
    texts = all_three()
    texts[f"data/instruments/{TRAFFIC}.yaml"] = (
        str(texts[f"data/instruments/{TRAFFIC}.yaml"])
        .replace("dimensions: [mobility]\n", "")
        .replace(", dimension: mobility", "")
    )
    found = [line_of(f) for f in check(build(texts)).findings]
    assert "data/dimensions/mobility/dimension.yaml:1:5: dimension-unlisted" in found
    assert f"{TRAFFIC_SHEET}:4:11: answer-misplaced" in found


def test_an_item_without_a_dimension_belongs_in_the_crosscutting_sheet(build: Build) -> None:
    texts = service_only()
    texts[f"data/dimensions/living/answers/{SELF}.yaml"] = sheet(SELF, ("aplikasi", 5), dimension="living")
    assert faults(build(texts)) == [(f"data/dimensions/living/answers/{SELF}.yaml", "answer-misplaced", None)]


def test_a_model_can_be_focused_from_any_other_one(build: Build) -> None:
    model = check(build(all_three())).model
    for seen in each_focus(model):
        again = tuple(focus(seen, name) for name in (HOME, SERVICE, TRAFFIC))
        assert [(m.program.instrument, m.program.dimensions) for m in again if m.program] == [
            (HOME, ("living", "economy")),
            (SERVICE, ()),
            (TRAFFIC, ("mobility",)),
        ]
        rules = stage_rules(seen)
        named = [rules(name).instrument for name in (FIRST, SELF, COUNT)]
        assert [i.id for i in named if i] == [HOME, SERVICE, TRAFFIC]


# Results, evidence and completion.

RESULT = """year: {year}
instrument: {instrument}
published: 2026-08-01
sources: [berita]
rows:
  - {{region: KAB. CONTOH, variant: daerah, aspects: {{a-layanan-2026: 3.5}}, final: 3.5, sources: [berita]}}
"""


def test_each_instrument_has_its_own_results(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    texts = service_only(("aplikasi", 5))
    texts[PROGRAM] = str(texts[PROGRAM]).replace("year: 2026", "year: 2023")
    texts["data/results/layanan-2023.yaml"] = RESULT.format(year=2023, instrument=SERVICE)
    root = build(texts)
    assert findings(root) == []
    for arguments, final in (((), 2.2), (("--instrument", SERVICE), 3.5)):
        official = score(capsys, root, "--today", "2026-12-01", *arguments)["official"]
        assert isinstance(official, dict)
        assert official["final"] == final
    code, out, _ = run_command(capsys, "score", "--official", "2023", "--instrument", SERVICE, "--root", root)
    assert code == 0
    assert "3,50" in out


def test_evidence_is_used_by_every_instrument(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build(all_three())
    _, out, _ = run_command(capsys, "evidence", "check", "--root", root, "--format", "json")
    document = next(entry for entry in json.loads(out)["documents"] if entry["id"] == "sk-forum")
    assert {"aplikasi", "simpang", "baseline-planning-masterplan"} <= {use["id"] for use in document["uses"]}
    assert {"aplikasi", "pengguna", "simpang", "baseline-planning-masterplan"} <= set(document["wanted_by"])


def test_innovations_are_those_of_the_dimensions_in_focus(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build(all_three())
    counted = {}
    for name in (HOME, SERVICE, TRAFFIC):
        _, out, _ = run_command(capsys, "status", "--root", root, "--instrument", name, "--format", "json")
        counted[name] = json.loads(out)["whole"]["innovations"]["total"]
    assert counted == {HOME: 2, SERVICE: 0, TRAFFIC: 0}


def test_an_instrument_without_dimensions_makes_every_output(
    build: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = build(all_three())
    for name, present, absent in (
        (SERVICE, "Butir aplikasi", "Butir simpang"),
        (TRAFFIC, "Butir simpang", "Butir apl"),
    ):
        for target in (tmp_path / f"{name}.html", tmp_path / f"{name}.md"):
            code, _, err = run_command(capsys, "report", "--root", root, "--instrument", name, "--output", target)
            assert (code, err) == (0, "")
            text = target.read_text("utf-8")
            assert present in text
            assert absent not in text
        folder = tmp_path / f"situs-{name}"
        assert run_command(capsys, "site", "--root", root, "--instrument", name, "--output", folder)[0] == 0
        packed = tmp_path / f"paket-{name}"
        code, out, _ = run_command(
            capsys, "evidence", "pack", "--root", root, "--instrument", name, "--output", packed, "--lang", "en"
        )
        assert (code, "1 document is packed" in out) == (0, True)


def test_stages_of_a_programme_without_other_instruments_answer_its_own(build: Build) -> None:
    checked = check_workspace(build({PROGRAM: base_text(PROGRAM)}), TODAY)
    assert [seen.program.instrument for seen in each_focus(checked.model) if seen.program] == [HOME]
