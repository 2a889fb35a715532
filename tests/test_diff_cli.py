"""`smartcity diff`: a comment for each kind of change, as golden files; UPDATE_GOLDEN=1 renews them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from banjar_smartcity.cli.boundary import main
from conftest import BASE, Build, base_text
from test_commit import commit
from test_diff import CHANGES, KLINIK
from test_revision import run
from test_scoring import SHEET
from test_terminal import compare

HOSTILE = "@here <img src=x> `a` | b \\u202e # satu"
EVIDENCE = "data/evidence/sk-forum.yaml"
MANY: dict[str, str | bytes | None] = {
    f"data/innovations/inovasi-{n}.yaml": base_text(KLINIK, ("klinik-daring", f"inovasi-{n}"), ("Klinik", f"{n}"))
    for n in range(700)
}
COMMENTS: dict[str, dict[str, str | bytes | None]] = {
    "nothing": {},
    "answer": CHANGES["level"],
    "evidence": {EVIDENCE: base_text(EVIDENCE, ("kind: decree", "kind: photo"))},
    "rules": CHANGES["weights"],
    "rename": {
        KLINIK: None,
        "data/innovations/klinik-jauh.yaml": base_text(KLINIK, ("id: klinik-daring", "id: klinik-jauh")),
    },
    "words": {SHEET: base_text(SHEET, ("fact: ", "fact: Sungguh "))},
    "hostile": {
        KLINIK: base_text(KLINIK, ("name: Klinik Daring", f"name: '{HOSTILE}'"), ("started: 2022-03", "started: 2022"))
    },
    "faults": {SHEET: base_text(SHEET, ("level: 3", "level: 0"))},
}


def told(capsys: pytest.CaptureFixture[str], *arguments: str | Path, code: int = 0, lang: str = "en") -> str:
    assert main(["diff", *map(str, arguments), "--today", "2023-05-30", "--lang", lang]) == code
    return capsys.readouterr().out


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("name", COMMENTS)
def test_the_comment_on_a_change(name: str, lang: str, build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build(COMMENTS[name])
    out = told(capsys, BASE, root, "--root", root, "--format", "markdown", lang=lang)
    compare(f"diff-{name}.{lang}.md", out)


def test_the_working_files_are_compared_with_where_the_main_branch_was_left(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = build()
    commit(root)
    run(root, "branch", "-M", "main")
    run(root, "checkout", "-b", "cabang")
    (root / SHEET).write_text(base_text(SHEET, ("level: 3", "level: 4")), "utf-8")
    first = told(capsys, "--root", root).splitlines()[0]
    assert first == "Dimensi living 1.00 → 1.33 (+0.33); final 1.40 → 1.60 (+0.20); supported 1.40 → 1.60 (+0.20)."
    run(root, "commit", "-am", "dua")
    (root / SHEET).write_text(base_text(SHEET), "utf-8")
    assert told(capsys, "main", "cabang", "--root", root).splitlines()[0] == first
    assert told(capsys, "--root", root).splitlines() == ["No change."]


def test_json_of_there_and_back_is_opposite(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build(CHANGES["weights"])
    there = json.loads(told(capsys, BASE, root, "--root", root, "--format", "json"))
    back = json.loads(told(capsys, root, BASE, "--root", root, "--format", "json"))
    assert (there["final"]["before"], there["final"]["after"]) == (back["final"]["after"], back["final"]["before"])
    total = sum(change["claimed"] for change in there["changes"])
    assert total == pytest.approx(there["final"]["after"]["score"] - there["final"]["before"]["score"])


@pytest.mark.parametrize("broken", ["base", "head"])
def test_a_version_that_cannot_be_read_is_a_loud_failure(
    broken: str, build: Build, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    root = build()
    other = tmp_path / "lain"
    shutil.copytree(root, other)
    (other / SHEET).write_text("stage: [", "utf-8")
    sides = (other, root) if broken == "base" else (root, other)
    out = told(capsys, *sides, "--root", root, code=1)
    assert f"{SHEET}:" in out
    assert "No change" not in out
    assert "PARTIAL" in told(capsys, *sides, "--root", root, "--partial")


def test_a_comment_is_cut_where_platforms_cut(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build(MANY)
    out = told(capsys, BASE, root, "--root", root, "--format", "markdown")
    assert len(out.encode()) < 62_000
    assert out.splitlines()[-1].endswith("more lines")


@pytest.mark.parametrize("name", ["nowhere", "--upload-pack=x", "HEAD^{tree}"])
def test_what_is_neither_folder_nor_revision_is_wrong_use(
    name: str, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = build()
    commit(root)
    told(capsys, "--root", root, "--", name, code=2)
