"""Likely: records by name, and what is said where a record, a stage or a file is not what it seems."""

from __future__ import annotations

from pathlib import Path

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.i18n import language
from banjar_smartcity.model.likely import exactly, likely
from banjar_smartcity.render.words.wording import hint
from conftest import BASE, Build, base_text, check, line_of

EXAMPLE = Path(__file__).parent.parent / "examples" / "kabupaten-contoh"
SHEET = "data/dimensions/living/answers/2023-tahap-1.yaml"
NEXT = SHEET.replace("2023", "2024")


@pytest.fixture(scope="module")
def example() -> Path:
    return EXAMPLE


@pytest.mark.parametrize(
    ("what", "text", "record"),
    [
        ("agency", "DINKES", "dinkes"),
        ("agency", "Dinkes", "dinkes"),
        ("dimension", "Smart Living", "living"),
        ("dimension", "smart-living", "living"),
        ("dimension", "Lintas dimensi", "crosscutting"),
        ("dimension", "Smart", None),
        ("agency", "xyz", None),
        ("agency", "…", None),
    ],
)
def test_a_record_is_known_by_its_names(what: str, text: str, record: str | None) -> None:
    assert exactly(check(EXAMPLE).model, what, text) == record


def test_a_similar_name_is_offered() -> None:
    model = check(EXAMPLE).model
    assert likely(model, "agency", "dinkess") == "dinkes"
    assert likely(model, "agency", "qqqq") is None


@pytest.mark.parametrize("command", ["status", "todo"])
@pytest.mark.parametrize(
    ("option", "name", "record"), [("--agency", "Dinkes", "dinkes"), ("--dimension", "Smart Living", "living")]
)
def test_options_take_names_as_the_tables_print_them(
    command: str, option: str, name: str, record: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = []
    for value in (name, record):
        assert main([command, option, value, "--root", str(EXAMPLE), "--today", "2026-05-15"]) == 0
        shown.append(capsys.readouterr().out)
    assert shown[0] == shown[1] != ""


@pytest.mark.parametrize(
    ("option", "name", "meant"), [("--agency", "dinkess", "dinkes"), ("--dimension", "livin", "living")]
)
def test_an_unknown_name_gets_a_suggestion(
    option: str, name: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", option, name, "--root", str(EXAMPLE), "--lang", "en"]) == 2
    assert f"did you mean {meant}?" in capsys.readouterr().err


def test_a_sheet_of_a_stage_that_is_not_listed_says_how_to_add_the_stage(build: Build) -> None:
    root = build({NEXT: "stage: 2024-tahap-1\ndimension: living\nanswers: []\n"})
    (finding,) = check(root).findings
    assert line_of(finding) == f"{NEXT}:1:8: stage-unlisted"
    assert finding.suggestion is None
    program = (BASE / "data/program.yaml").read_text(encoding="utf-8").split("\n")
    line = program.index("  - id: 2023-tahap-1") + 1
    for lang in ("en", "id"):
        assert f" {line})" in hint(finding, language(lang))


def test_sheets_of_a_new_stage_do_not_blame_a_stage_that_is_not_used_yet(build: Build) -> None:
    listed = "  - id: 2023-tahap-1\n"
    stage = "    name: x\n    year: 2023\n    starts_on: 2023-09-01\n    ends_on: 2023-09-02\n"
    stage += "    place: null\n    mode: null\n"
    program = base_text("data/program.yaml", (listed, f"  - id: 2023-tahap-2\n{stage}    sources: []\n{listed}"))
    crosscutting = "data/crosscutting/answers/2024-tahap-1.yaml"
    texts = {
        "data/program.yaml": program,
        NEXT: "stage: 2024-tahap-1\ndimension: living\nanswers: []\n",
        crosscutting: "stage: 2024-tahap-1\ndimension: null\nanswers: []\n",
    }
    assert [line_of(finding) for finding in check(build(texts)).findings] == [
        f"{crosscutting}:1:8: stage-unlisted",
        f"{NEXT}:1:8: stage-unlisted",
    ]


def test_a_misspelt_stage_is_offered_the_right_one(build: Build) -> None:
    wrong = SHEET.replace("2023-tahap-1", "2023-thap-2")
    (finding,) = check(build({wrong: "stage: 2023-thap-2\ndimension: living\nanswers: []\n"})).findings
    assert (finding.kind.id, finding.suggestion) == ("reference-unknown", "2023-tahap-1")


@pytest.mark.parametrize(
    "name", ["2023-tahap-1 - Copy", "2023-tahap-1 (1)", "2023-tahap-1 - Salinan", "Copy of 2023-tahap-1"]
)
def test_a_copy_of_a_sheet_is_called_a_copy_and_not_read(name: str, build: Build) -> None:
    path = SHEET.replace("2023-tahap-1", name)
    checked = check(build({path: base_text(SHEET)}))
    assert [line_of(finding) for finding in checked.findings] == [f"{path}:1:1: file-copy"]
    assert checked.findings[0].facts["original"] == SHEET
    assert len([sheet for sheet in checked.model.sheets if sheet.dimension == "living"]) == 1


def test_a_lone_file_with_the_name_of_a_copy_is_to_be_renamed(build: Build) -> None:
    path = SHEET.replace("2023-tahap-1", "2023-tahap-1 (1)")
    (finding,) = check(build({SHEET: None, path: base_text(SHEET)})).findings
    assert (finding.kind.id, finding.suggestion) == ("id-mismatch", "2023-tahap-1.yaml")


@pytest.mark.parametrize(("written", "text"), [("2", "2"), ("'2'", "2"), ("hal. 1-3", "1-3"), ("null", None)])
def test_pages_are_text_in_the_model(written: str, text: str | None, build: Build) -> None:
    path = "data/crosscutting/answers/2023-tahap-1.yaml"
    model = check(build({path: base_text(path, ("pages: '1'", f"pages: {written}"))})).model
    (use,) = (use for sheet in model.sheets if sheet.dimension is None for a in sheet.answers for use in a.evidence)
    assert use.pages == text


def test_the_number_of_a_document_is_text_in_the_model(build: Build) -> None:
    path = "data/evidence/sk-forum.yaml"
    model = check(build({path: base_text(path, ("number: 188.45/12/KUM/2023", "number: 14"))})).model
    assert model.evidence["sk-forum"].number == "14"
