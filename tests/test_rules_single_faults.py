"""One fault is one finding: what follows from it is not reported again."""

from __future__ import annotations

from pathlib import Path

import pytest

from banjar_smartcity.checking.pipeline import check_workspace
from conftest import TODAY, Build, base_text, check, findings, line_of
from surveys import sealed

PROGRAM = "data/program.yaml"
AGENCIES = "data/agencies.yaml"
SOURCES = "data/sources.yaml"
INSTRUMENT = "data/instruments/mini-2023.yaml"
LIVING = "data/dimensions/living/dimension.yaml"
SHEET = "data/dimensions/living/answers/2023-tahap-1.yaml"
EVIDENCE = "data/evidence/sk-forum.yaml"
KLINIK = "data/innovations/klinik-daring.yaml"
RESULTS = "data/results/2023.yaml"
NEXT_SHEET = "data/dimensions/living/answers/2023-tahap-2.yaml"
FACTS = "facts:\n  - text: Dipakai sejak Maret\n    date: 2022-03\n    sources: [berita]"

EDITS = [
    # a text that is broken, though many refer to what is in it
    (LIVING, "name: Dimensi living", 'name: "Dimensi living', f"{LIVING}:2:7: yaml-syntax"),
    (SOURCES, "sources:\n  - id: berita", "sources:\n\t- id: berita", f"{SOURCES}:2:1: yaml-syntax"),
    (AGENCIES, "    abbreviation: Dinkes", "   abbreviation: Dinkes", f"{AGENCIES}:3:4: yaml-syntax"),
    (INSTRUMENT, "name: Instrumen kecil", "name Instrumen kecil", f"{INSTRUMENT}:2:1: yaml-syntax"),
    (PROGRAM, "dimensions: [living, economy]", "dimensions: [living, economy", f"{PROGRAM}:10:13: yaml-syntax"),
    (PROGRAM, "language: id", "language:id", f"{PROGRAM}:6:1: yaml-syntax"),
    (EVIDENCE, "kind: decree", "kind: @decree", f"{EVIDENCE}:3:7: yaml-syntax"),
    (KLINIK, "text: Dipakai sejak Maret", "text: 'Dipakai sejak Jum'at'", f"{KLINIK}:14:30: yaml-syntax"),
    (SHEET, "fact: Jalan mantap 70 persen", 'fact: "Jalan mantap 70 persen', f"{SHEET}:5:11: yaml-syntax"),
    # a key or value that the schema refuses
    (LIVING, "sub_dimensions:", "subdimensi:", f"{LIVING}:3:1: schema-unknown-key"),
    (LIVING, "sources: [berita]", "rujukan: [berita]", f"{LIVING}:11:1: schema-unknown-key"),
    (SOURCES, "published: 2023-05-01", "published: 1 Mei 2023", f"{SOURCES}:7:16: schema-pattern"),
    (AGENCIES, "name: null", "nama: null", f"{AGENCIES}:8:5: schema-unknown-key"),
    (INSTRUMENT, "highest: 4}", "highest: 500}", f"{INSTRUMENT}:7:84: schema-range"),
    (PROGRAM, "language: id", "language: jv", f"{PROGRAM}:6:11: schema-value"),
    (SHEET, "level: 3", "level: 5", f"{SHEET}:6:12: answer-level"),
    (SHEET, "level: 3", 'level: "3"', f"{SHEET}:6:12: schema-type"),
    (KLINIK, "status: provisional", "Status: provisional", f"{KLINIK}:6:1: schema-unknown-key"),
    (KLINIK, "- kind: agency", "- kind: dinas", f"{KLINIK}:8:11: schema-value"),
    (KLINIK, "    agency: dinkes", "    badan: dinkes", f"{KLINIK}:9:5: schema-unknown-key"),
    (KLINIK, FACTS, "facts: {}", f"{KLINIK}:13:8: schema-type"),
    # a name that nobody bears
    (PROGRAM, "stage: 2023-tahap-1", "stage: 2023-tahap-9", f"{PROGRAM}:9:8: stage-unlisted"),
    (PROGRAM, "instrument: mini-2023", "instrument: mini-2024", f"{PROGRAM}:7:13: reference-unknown"),
    (PROGRAM, "variant: reguler", "variant: regular", f"{PROGRAM}:8:10: reference-unknown"),
    (PROGRAM, "[living, economy]", "[livng, economy]", f"{PROGRAM}:10:14: reference-unknown"),
    (SHEET, "stage: 2023-tahap-1", "stage: 2023-tahap-9", f"{SHEET}:1:8: id-mismatch"),
    (SHEET, "dimension: living", "dimension: livng", f"{SHEET}:2:12: id-mismatch"),
    (SHEET, "dimension: living", "dimension: economy", f"{SHEET}:2:12: id-mismatch"),
    (SHEET, "dimension: living", "dimension: null", f"{SHEET}:2:12: id-mismatch"),
    (SHEET, "item: outcome-living-roads", "item: outcome-living-road", f"{SHEET}:4:11: reference-unknown"),
    (SHEET, "{evidence: sk-forum,", "{evidence: sk-furom,", f"{SHEET}:8:27: reference-unknown"),
    (KLINIK, "dimension: living", "dimension: livng", f"{KLINIK}:4:12: reference-unknown"),
    (KLINIK, "sub_dimension: health", "sub_dimension: healht", f"{KLINIK}:5:16: reference-unknown"),
    (KLINIK, "sub_dimension: health", "sub_dimension: zzz", f"{KLINIK}:5:16: reference-unknown"),
    (KLINIK, "dimension: living", "dimension: economy", f"{KLINIK}:5:16: sub-dimension-elsewhere"),
    (KLINIK, "missions: [misi-1]", "missions: [misi-2]", f"{KLINIK}:19:12: reference-unknown"),
    (RESULTS, "instrument: mini-2023", "instrument: mini-2024", f"{RESULTS}:2:13: reference-unknown"),
    (RESULTS, "final: 2.20\n", "final: 2.20\n    items: {impact-salah: 4.00}\n", f"{RESULTS}:10:13: reference-unknown"),
    (INSTRUMENT, "ladder: umum", "ladder: umun", f"{INSTRUMENT}:33:13: reference-unknown"),
    # an id of a register that many refer to
    (AGENCIES, "id: dinkes", "id: dinkez", f"{AGENCIES}:2:9: reference-unknown"),
    (SOURCES, "id: berita", "id: berite", f"{SOURCES}:2:9: reference-unknown"),
    (PROGRAM, "  - id: 2023-tahap-1", "  - id: 2023-tahap1", f"{PROGRAM}:17:9: reference-unknown"),
    (PROGRAM, "  - id: misi-1", "  - id: misi1", f"{PROGRAM}:13:9: reference-unknown"),
    (LIVING, "id: health", "id: healt", f"{LIVING}:4:9: reference-unknown"),
    # an id that is not its file's, or is used twice
    (LIVING, "id: living", "id: livin", f"{LIVING}:1:5: id-mismatch"),
    (LIVING, "id: living", "id: economy", f"{LIVING}:1:5: id-mismatch"),
    (KLINIK, "id: klinik-daring", "id: pasar-rakyat", f"{KLINIK}:1:5: id-mismatch"),
    (EVIDENCE, "id: sk-forum", "id: sk-forom", f"{EVIDENCE}:1:5: id-mismatch"),
    (INSTRUMENT, "id: mini-2023", "id: mini-2024", f"{INSTRUMENT}:1:5: id-mismatch"),
    (RESULTS, "year: 2023", "year: 2024", f"{RESULTS}:1:7: id-mismatch"),
    (LIVING, "name: Kesehatan\n", "name: Kesehatan\n  - id: health\n    name: A\n", f"{LIVING}:6:9: id-duplicate"),
    (INSTRUMENT, "id: impact-health-record", "id: impact-health-registration", f"{INSTRUMENT}:59:9: id-duplicate"),
    # dates and figures that others are compared with
    (PROGRAM, "ends_on: 2023-06-14", "ends_on: 2022-06-14", f"{PROGRAM}:21:14: date-order"),
    (EVIDENCE, "expires_on: 2023-12-31", "expires_on: 2022-12-31", f"{EVIDENCE}:7:13: date-order"),
    (SOURCES, "read: 2023-05-02", "read: 2023-04-31", f"{SOURCES}:8:11: date-impossible"),
    (INSTRUMENT, "outcome: 40, impact: 40}", "outcome: 39, impact: 40}", f"{INSTRUMENT}:14:5: weights-sum"),
    (INSTRUMENT, "outcome: 40, impact: 40}", "outcome: 40}", f"{INSTRUMENT}:14:5: weights-sum"),
    (RESULTS, "baseline: 3.50", "baseline: 3.05", f"{RESULTS}:9:12: official-mismatch"),
    # what must not be in the repository
    (KLINIK, "started: 2022-03", "started: 2022-03 # 6303054101900001", f"{KLINIK}:11:20: personal-data"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new", "finding"), EDITS)
def test_a_slip_of_the_pen_is_one_finding_at_its_place(
    path: str, old: str, new: str, finding: str, build: Build
) -> None:
    assert findings(build({path: base_text(path, (old, new))})) == [finding]


MOVES = [
    (SOURCES, "data/sources.yml", "data/sources.yml:1:1: file-misplaced"),
    (AGENCIES, "data/agency.yaml", "data/agency.yaml:1:1: file-misplaced"),
    (KLINIK, "data/innovations/klinik-daring.yaml.txt", "data/innovations/klinik-daring.yaml.txt:1:1: file-misplaced"),
    (KLINIK, "data/inovasi/klinik-daring.yaml", "data/inovasi/klinik-daring.yaml:1:1: file-misplaced"),
    (KLINIK, "data/klinik-daring.yaml", "data/klinik-daring.yaml:1:1: file-misplaced"),
    (EVIDENCE, "data/evidence/sk-forum.yml", "data/evidence/sk-forum.yml:1:1: file-misplaced"),
    (INSTRUMENT, "data/instruments/2023/mini-2023.yaml", "data/instruments/2023/mini-2023.yaml:1:1: file-misplaced"),
    (LIVING, "data/dimensions/living.yaml", "data/dimensions/living.yaml:1:1: file-misplaced"),
    (LIVING, "data/living/dimension.yaml", "data/living/dimension.yaml:1:1: file-misplaced"),
    (LIVING, "data/dimensions/living/dimensi.yaml", "data/dimensions/living/dimensi.yaml:1:1: file-misplaced"),
    (SHEET, "data/dimensions/living/2023-tahap-1.yaml", "data/dimensions/living/2023-tahap-1.yaml:1:1: file-misplaced"),
    (KLINIK, "data/innovations/klinik.yaml", "data/innovations/klinik.yaml:1:5: id-mismatch"),
    (SHEET, NEXT_SHEET, f"{NEXT_SHEET}:1:8: id-mismatch"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "place", "finding"), MOVES)
def test_a_file_that_was_moved_is_one_finding(path: str, place: str, finding: str, build: Build) -> None:
    assert findings(build({path: None, place: base_text(path)})) == [finding]


@pytest.mark.parametrize(("path", "place", "_"), MOVES[:-3])
def test_a_moved_file_is_told_where_it_belongs(path: str, place: str, _: str, build: Build) -> None:
    found = check(build({path: None, place: base_text(path)})).findings[0]
    assert found.suggestion == (None if place == "data/klinik-daring.yaml" else path)


REMOVED = [
    (SOURCES, f"{PROGRAM}:1:1: file-missing"),
    (LIVING, f"{PROGRAM}:10:14: reference-unknown"),
    (INSTRUMENT, f"{PROGRAM}:7:13: reference-unknown"),
    ("data/evidence/files/sk-forum.txt", f"{EVIDENCE}:9:7: evidence-file-missing"),
]


@pytest.mark.parametrize(("path", "finding"), REMOVED)
def test_a_file_that_was_deleted_is_one_finding(path: str, finding: str, build: Build) -> None:
    assert findings(build({path: None})) == [finding]


def test_a_renamed_folder_of_a_dimension_is_one_finding(build: Build) -> None:
    root = build()
    (root / "data/dimensions/living").rename(root / "data/dimensions/hidup")
    assert findings(root) == ["data/dimensions/hidup/dimension.yaml:1:5: id-mismatch"]


def test_a_sheet_copied_to_the_next_stage_without_a_change_of_its_stage_is_one_finding(build: Build) -> None:
    late = base_text(SHEET, ("answered_on: 2023-05-20", "answered_on: 2023-11-02"))
    assert findings(build({NEXT_SHEET: late})) == [f"{NEXT_SHEET}:1:8: id-mismatch"]


SURVEY = """id: survei-2023
stage: 2023-tahap-1
dimension: living
starts_on: 2023-05-01
ends_on: 2023-05-20
official_wording: false
respondents: 60
programmes:
  - {sub_dimension: health, name: Klinik, agency: dinkes, users: 400, agency_took_part: true}
statements:
  - {item: impact-health-registration, respondents: 60, mean: 2.5, deviation: null}
  - {item: impact-health-record, respondents: 60, mean: 3, deviation: null}
"""
AT_SURVEY = "data/surveys/survei-2023.yaml"


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("dimension: living", "dimension: economy", f"{AT_SURVEY}:3:12: survey-item"),
        ("dimension: living", "dimension: livng", f"{AT_SURVEY}:3:12: reference-unknown"),
        ("item: impact-health-record", "item: impact-health-registration", f"{AT_SURVEY}:12:12: survey-duplicate"),
        ("item: impact-health-record", "item: impact-healt-record", f"{AT_SURVEY}:12:12: reference-unknown"),
        ("item: impact-health-record", "item: outcome-living-roads", f"{AT_SURVEY}:12:12: survey-item"),
        ("sub_dimension: health", "sub_dimension: welfare", f"{AT_SURVEY}:9:21: sub-dimension-elsewhere"),
        ("ends_on: 2023-05-20", "ends_on: 2023-04-20", f"{AT_SURVEY}:5:10: date-order"),
    ],
)
def test_a_fault_of_a_survey_is_one_finding(old: str, new: str, finding: str, build: Build) -> None:
    root = build({AT_SURVEY: sealed(SURVEY.replace(old, new))})
    assert findings(root) == [finding]
    (root / AT_SURVEY).write_text(sealed(SURVEY).replace(old, new), "utf-8")  # changed after the import
    assert findings(root) == [finding]


def test_an_entry_shared_by_an_alias_is_one_fault(build: Build) -> None:
    text = base_text(
        "data/agencies.yaml", ("sources: [berita]", "sources: &s [Berita]"), ("sources: []", "sources: *s")
    )
    assert findings(build({AGENCIES: text})) == [f"{AGENCIES}:5:18: schema-pattern"]


def test_a_region_that_stands_in_the_results_twice_is_found(build: Build) -> None:
    text = base_text(RESULTS)
    row = text[text.index("  - region") :]
    assert findings(build({RESULTS: text + row})) == [f"{RESULTS}:11:13: id-duplicate"]


def test_the_findings_of_two_faults_are_two(build: Build) -> None:
    root = build(
        {
            LIVING: base_text(LIVING, ("id: health", "id: Health")),
            SHEET: base_text(SHEET, ("responsible: dinkes", "responsible: dinkas")),
        }
    )
    assert findings(root) == [f"{SHEET}:9:18: reference-unknown", f"{LIVING}:4:9: schema-pattern"]


def test_a_link_to_a_folder_is_not_passed_over_in_silence(build: Build, tmp_path: Path) -> None:
    root = build()
    (root / "data/innovations").rename(tmp_path / "elsewhere")
    (root / "data/innovations").symlink_to(tmp_path / "elsewhere")
    assert findings(root) == ["data/innovations:1:1: path-outside"]


def test_mismatched_ids_of_two_files_are_both_found(build: Build) -> None:
    other = "data/innovations/aaa.yaml"
    root = build({other: base_text(KLINIK, ("Klinik Daring", "Bus Sekolah"))})
    assert findings(root) == [f"{other}:1:5: id-mismatch"]


def test_findings_stand_in_the_order_of_files_lines_and_columns(build: Build) -> None:
    root = build({KLINIK: base_text(KLINIK, ("status: provisional", "status: x"), ("unknowns: []", "unknowns: x"))})
    found = check_workspace(root, TODAY).findings
    assert [line_of(f) for f in found] == sorted((line_of(f) for f in found), key=lambda t: int(t.split(":")[1]))
