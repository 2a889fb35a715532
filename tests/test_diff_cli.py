"""`smartcity diff`: a comment for each kind of change, as golden files; UPDATE_GOLDEN=1 renews them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.i18n import language
from banjar_smartcity.render.comment.blocks import TextLine, TextTable, as_markdown
from conftest import BASE, EXAMPLE, Build, base_text, put
from test_commit import commit
from test_diff import CHANGES, KLINIK
from test_revision import run
from test_scoring import SHEET
from test_terminal import compare

EVIDENCE = "data/evidence/sk-forum.yaml"
MANY: dict[str, str | bytes | None] = {
    f"data/innovations/inovasi-{n}.yaml": base_text(KLINIK, ("klinik-daring", f"inovasi-{n}"), ("Klinik", f"{n}"))
    for n in range(700)
}
SHOWN: dict[str, dict[str, str | bytes | None]] = {
    "nothing": {},
    "evidence": {EVIDENCE: base_text(EVIDENCE, ("kind: decree", "kind: report"))},
    "rules": CHANGES["weights"],
}


def told(capsys: pytest.CaptureFixture[str], *arguments: str | Path, code: int = 0, lang: str = "en") -> str:
    assert main(["diff", *map(str, arguments), "--today", "2023-05-30", "--lang", lang]) == code
    return capsys.readouterr().out


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("columns", [60, 100])
@pytest.mark.parametrize("name", SHOWN)
def test_a_change_on_the_screen(
    name: str,
    columns: int,
    lang: str,
    build: Build,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    root = build(SHOWN[name])
    compare(f"diff-{name}-{columns}.{lang}.txt", told(capsys, BASE, root, "--root", root, lang=lang))


def test_the_working_files_are_compared_with_where_the_main_branch_was_left(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = build()
    commit(root)
    run(root, "branch", "-M", "main")
    run(root, "checkout", "-b", "cabang")
    (root / SHEET).write_text(base_text(SHEET, ("level: 3", "level: 4")), "utf-8")
    first = told(capsys, "--root", root).splitlines()[0]
    assert first == (
        "living 1.00 → 1.33 (+0.33); final 1.40 → 1.60 (+0.20); supported 1.40 → 1.60 (+0.20), "
        "of that +0.20 by higher levels on the same documents."
    )
    run(root, "commit", "-am", "dua")
    (root / SHEET).write_text(base_text(SHEET), "utf-8")
    assert told(capsys, "main", "cabang", "--root", root).splitlines()[0] == first
    assert told(capsys, "--root", root).splitlines() == ["No change."]


def test_json_of_there_and_back_is_opposite(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build(CHANGES["weights"])
    there = json.loads(told(capsys, BASE, root, "--root", root, "--format", "json"))
    back = json.loads(told(capsys, root, BASE, "--root", root, "--format", "json"))
    assert (there["final"]["before"], there["final"]["after"]) == (back["final"]["after"], back["final"]["before"])
    turned = {(c["kind"], c["id"]): (-c["claimed"], -c["supported"]) for c in back["changes"]}
    assert {(c["kind"], c["id"]): (c["claimed"], c["supported"]) for c in there["changes"]} == turned
    total = sum(change["claimed"] for change in there["changes"])
    assert total == pytest.approx(there["final"]["after"]["score"] - there["final"]["before"]["score"])


@pytest.mark.parametrize("broken", ["base", "head"])
@pytest.mark.parametrize("spoiled", [{SHEET: b"stage: ["}, {"data/program.yaml": None}, {EVIDENCE: b"id: sk-forum"}])
def test_a_version_that_cannot_be_read_is_a_loud_failure(
    broken: str,
    spoiled: dict[str, bytes | None],
    build: Build,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    root, other = build(), tmp_path / "lain"
    shutil.copytree(root, other)
    commit(root)
    [(path, content)] = spoiled.items()
    if content is None:
        (root / path).unlink()
    else:
        (root / path).write_bytes(content)
    run(root, "commit", "-am", "rusak")
    sides = ("HEAD", other) if broken == "base" else (other, "HEAD")
    run(root, "checkout", "HEAD~1", "--", "data")
    out = told(capsys, *sides, "--root", root, code=1)
    assert out.startswith("CANNOT BE COMPARED")
    assert path in out
    found = json.loads(told(capsys, *sides, "--root", root, "--format", "json", code=1))
    assert (found["readable"], found["changes"], found["unread"][broken]) == (False, None, [path])
    assert "PARTIAL" in told(capsys, *sides, "--root", root, "--partial")


def test_a_comment_is_cut_where_platforms_cut(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build(MANY)
    out = told(capsys, BASE, root, "--root", root, "--format", "markdown")
    assert len(out.encode()) < 62_000
    assert "- … and 600 more" in out.splitlines()


@pytest.mark.parametrize("name", ["nowhere", "--upload-pack=x", "HEAD^{tree}"])
def test_what_is_neither_folder_nor_revision_is_wrong_use(
    name: str, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = build()
    commit(root)
    told(capsys, "--root", root, "--", name, code=2)


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        (b"stage: [", b"# x\nstage: [", "No change in what can be read: files with errors are left out."),
        (b"stage: [", None, "The index is not shown, because 1 item has no valid figure: outcome-living-roads; "),
    ],
)
def test_a_verdict_says_that_figures_leave_something_out(
    old: bytes, new: bytes | None, verdict: str, build: Build, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    root, other = build({SHEET: old}), tmp_path / "lain"
    shutil.copytree(BASE, other)
    if new is not None:
        (other / SHEET).write_bytes(new)
    first = told(capsys, root, other, "--root", root, "--partial").splitlines()[0]
    assert first.startswith(verdict)
    assert new is not None or "; without 1 file that has errors; " in first


def test_without_an_index_on_either_side_nothing_is_said_of_it(
    build: Build, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    program = base_text("data/program.yaml", ("instrument: mini-2023", "instrument: null"), ("reguler", "null"))
    root, other = build({"data/program.yaml": program}), tmp_path / "lain"
    assert told(capsys, root, root, "--root", root) == "No change.\n"
    assert "the index cannot be compared" in told(capsys, root, BASE, "--root", root).splitlines()[0]
    shutil.copytree(root, other)
    (other / KLINIK).write_text(base_text(KLINIK, ("started: 2022-03", "started: 2022-04")), "utf-8")
    assert told(capsys, root, other, "--root", root).splitlines()[0] == "1 record changed; no figure changes."


def test_a_comment_is_cut_between_rows_of_a_table() -> None:
    table = TextTable(("Bagian", "Nilai"), tuple((f"baris {n}", "1 → 2") for n in range(9000)))
    out = as_markdown([TextLine("Putusan.", strong=True), table, TextLine("Akhir.")], language("id"))
    shown = out.count("| baris")
    assert len(out.encode()) < 60_000
    assert out.splitlines()[-1] == f"… dan {9000 - shown} lainnya"
    assert all(line.count("|") == 3 for line in out.splitlines() if line.startswith("|"))


@pytest.mark.parametrize("format", ["text", "markdown", "json"])
def test_personal_data_in_a_name_is_not_repeated(
    format: str, build: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = base_text("data/innovations/klinik-daring.yaml", ("id: klinik-daring", "id: klinik-081349001234"))
    new = build()
    old = shutil.copytree(new, tmp_path / "old")
    put(new, {"data/innovations/klinik-081349001234.yaml": text})
    assert "0813" not in told(capsys, old, new, "--format", format)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cabang-lain", "cabang-lain is neither a folder with data/program.yaml nor a revision that git knows\n"),
        ("main..HEAD", "main..HEAD: name two versions with a space between them\n"),
        ("../lain", "../lain is neither a folder with data/program.yaml nor a revision that git knows\n"),
    ],
)
def test_a_version_that_is_not_there(name: str, words: str, build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build()
    commit(root)
    assert main(["diff", name, "--root", str(root), "--lang", "en"]) == 2
    assert words in capsys.readouterr().err


def test_the_empty_answers_of_a_new_stage_are_one_entry(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        shutil.copytree(EXAMPLE, folder)
    stage = ("new", "stage", "2027-tahap-1", "--from", "2026-tahap-1", "--carry", "none", "--root", str(new))
    assert main([*stage, "--today", "2026-05-15", "--lang", "en"]) == 0
    sheet = new / "data/dimensions/living/answers/2027-tahap-1.yaml"
    lines = sheet.read_text("utf-8").split("- item: outcome-living-roads", 1)
    written = lines[1].replace("fact: null", "fact: Jalan mantap 71 persen.", 1)
    sheet.write_text("- item: outcome-living-roads".join((lines[0], written)), "utf-8")
    capsys.readouterr()
    said = told(capsys, old, new)
    assert (
        "- 56 answers added in which nothing is written yet\n  - data/crosscutting/answers/2027-tahap-1.yaml: 28\n"
        in said
    )
    assert "- outcome-living-roads: added · " in said
    assert "  - fact: – → Jalan mantap 71 persen.\n" in said
    assert "– → –" not in said


@pytest.mark.parametrize("path", [SHEET, EVIDENCE, KLINIK])
def test_what_cannot_be_read_is_called_neither_removed_nor_fixed_nor_new(
    path: str, build: Build, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    warned = {name: "\ufeff" + base_text(name) for name in (SHEET, EVIDENCE, KLINIK)}
    sound = Path(shutil.copytree(build(warned), tmp_path / "utuh"))
    spoiled = build({**warned, path: base_text(path) + "tidak_dikenal: 1\n"})
    for sides, note, words in (
        ((sound, spoiled), "unreadable", "its file cannot be read any more"),
        ((spoiled, sound), "unreadable-before", "its file could not be read before"),
    ):
        found = json.loads(told(capsys, *sides, "--root", sound, "--partial", "--format", "json"))
        own = [change for change in found["changes"] if change["path"] == path and change["what"] != "changed"]
        assert own
        assert all(note in change["notes"] for change in own)
        assert not [f for key in ("new", "fixed") for f in found["findings"][key] if f["severity"] == "warning"]
        shown = told(capsys, *sides, "--root", sound, "--partial")
        assert words in " ".join(shown.split())
        assert not re.search(r": (removed|added)\b", shown)


def test_a_record_whose_id_is_not_its_files_name_concerns_those_whose_it_is(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    head = build({KLINIK: None, KLINIK.replace("daring", "jauh"): base_text(KLINIK)})
    shown = told(capsys, BASE, head, "--root", head, "--partial")
    assert shown.splitlines()[-1] != "Concerns: nobody in particular"
