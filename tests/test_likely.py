"""Likely: records by name, and what is said where a record, a stage or a file is not what it seems."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.checking.memory.store import open_store
from banjar_smartcity.checking.pipeline import check_tree
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.diagnostics import KnownNames
from banjar_smartcity.i18n import language
from banjar_smartcity.model import likely as module
from banjar_smartcity.model.later import opened_paths
from banjar_smartcity.model.likely import exactly, likely
from banjar_smartcity.model.model import Model
from banjar_smartcity.render.words.wording import hint
from banjar_smartcity.workspace.disk import Disk
from banjar_smartcity.workspace.memory import place
from conftest import BASE, TODAY, Build, base_text, check, line_of

EXAMPLE = Path(__file__).parent.parent / "examples" / "kabupaten-contoh"
SHEET = "data/dimensions/living/answers/2023-tahap-1.yaml"
NEXT = SHEET.replace("2023", "2024")
CLINIC, MARKET, THIRD = (f"data/innovations/{name}.yaml" for name in ("klinik-daring", "pasar-rakyat", "lapak"))


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


@given(st.lists(st.text("abc-", max_size=12), max_size=40), st.text("abc-", max_size=12))
def test_the_closest_of_many_names_shares_most_pairs_of_letters(names: list[str], word: str) -> None:
    def pairs(name: str) -> set[str]:
        return {name[i : i + 2] for i in range(len(name) - 1)}

    near = sorted(name for name in names if len(names) <= 20 or abs(len(name) - len(word)) <= 8)
    if len(names) > 20:
        near = sorted(near, key=lambda name: -len(pairs(word) & pairs(name)))[:20]
    found = get_close_matches(word, near, n=1, cutoff=0.6)
    assert KnownNames(names).closest(word) == (found[0] if found else None)


def test_what_records_are_called_is_gathered_once_and_without_building_them(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(place.VARIABLE, str(tmp_path / "cache"))
    gathered: list[str] = []

    def counted(model: Model, what: str) -> Iterator[tuple[str, str]]:
        gathered.append(what)
        yield from names_of(model, what)

    names_of = module._names
    monkeypatch.setattr(module, "_names", counted)
    wrong = {MARKET: "klinik-darin", CLINIC: "pasar-ikan-hias"}
    texts = {path: base_text(path, ("duplicate_of: null", f"duplicate_of: {name}")) for path, name in wrong.items()}
    third = base_text(MARKET, ("id: pasar-rakyat", "id: lapak"), ("Pasar Rakyat", "Lapak"))
    root = build({**texts, THIRD: third})
    store = open_store(root)
    found = check_tree(Disk(root), TODAY, store=store)
    meant = {finding.facts["name"]: finding.suggestion for finding in found.findings if "name" in finding.facts}
    assert meant == {"klinik-darin": "klinik-daring", "pasar-ikan-hias": None}
    assert gathered == ["innovation"]
    assert THIRD not in opened_paths(found.model.later)


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
