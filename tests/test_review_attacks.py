"""What a change could do to pass its own review: the tool judges by the base, and by git's own repository."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from zlib import decompress

import pytest

from banjar_smartcity.workspace.git.program import resolve
from banjar_smartcity.workspace.git.revision import open_revision
from conftest import BASE, base_text
from test_commit import commit
from test_diff import KLINIK
from test_review import OTHER_EVIDENCE, Texts, held_by, lay, reviewed, told, with_policy
from test_revision import run
from test_scoring import PROGRAM, SECRETARIAT, SHEET


def branched(root: Path, *, inside: str = "") -> Path:
    """A repository with the base on `main`, and `cabang` checked out; the folder that holds data/ is given back."""
    shutil.copytree(BASE, root / inside, dirs_exist_ok=True)
    commit(root)
    run(root, "branch", "-M", "main")
    run(root, "checkout", "-b", "cabang")
    return root / inside


def test_a_folder_called_like_the_base_is_not_taken_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = branched(tmp_path / "repo")
    (root / SHEET).write_text(base_text(SHEET, ("level: 3", "level: 2")), "utf-8")
    shutil.copytree(root / "data", root / "main" / "data")
    (root / "main" / PROGRAM).write_text(with_policy("off"), "utf-8")
    monkeypatch.chdir(root)
    assert held_by(reviewed(capsys, "main")) == {"supported-falls": ["supported-falls"]}


def test_a_folder_that_looks_like_a_repository_is_not_taken_for_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = branched(tmp_path / "repo", inside="kabupaten")
    run(tmp_path, "clone", "--bare", str(tmp_path / "repo"), str(tmp_path / "palsu"))
    shutil.copytree(tmp_path / "palsu", root, dirs_exist_ok=True)
    code, out = told(capsys, "main", "--root", root)
    assert (code, out) == (2, "")


def test_a_hook_may_say_where_its_repository_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = branched(tmp_path / "repo", inside="kabupaten")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "repo" / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert PROGRAM in open_revision(root, resolve(root, "main")).files


def test_a_tag_called_like_the_main_branch_is_not_taken_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = branched(tmp_path / "repo")
    (root / SHEET).write_text(base_text(SHEET, ("level: 3", "level: 2")), "utf-8")
    run(root, "commit", "-am", "turun")
    run(root, "tag", "main")
    assert held_by(reviewed(capsys, "--root", root)) == {"supported-falls": ["supported-falls"]}


def test_without_names_the_policy_is_that_of_the_main_branch_as_it_is_now(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = branched(tmp_path / "repo")
    run(root, "checkout", "main")
    (root / PROGRAM).write_text(with_policy("warn"), "utf-8")
    run(root, "commit", "-am", "syarat")
    run(root, "checkout", "cabang")
    found = reviewed(capsys, "--root", root)
    assert {gate["gate"]: gate["action"] for gate in found["gates"]}["supported-falls"] == "warn"


def test_a_clone_that_is_cut_off_before_the_change_began_is_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    branched(tmp_path / "repo")
    for branch in ("cabang", "main"):
        run(tmp_path / "repo", "checkout", branch)
        run(tmp_path / "repo", "commit", "--allow-empty", "-m", branch)
    run(tmp_path, "clone", "--depth=1", "--no-single-branch", (tmp_path / "repo").as_uri(), str(tmp_path / "dangkal"))
    assert told(capsys, "origin/main", "origin/cabang", "--root", tmp_path / "dangkal")[0] == 2


def test_a_clone_without_objects_is_no_fault_of_the_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = branched(tmp_path / "repo")
    for file in (root / ".git" / "objects").rglob("??/*"):
        if b"blob" in decompress(file.read_bytes())[:5]:
            file.unlink()
    assert told(capsys, "main", "cabang", "--root", root)[0] == 2


def test_the_policy_is_found_behind_a_link(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = branched(tmp_path / "repo")
    (root / "program.yaml").write_text(with_policy("warn"), "utf-8")
    (root / PROGRAM).unlink()
    (root / PROGRAM).symlink_to("../program.yaml")
    run(root, "add", "-A")
    run(root, "commit", "-m", "tautan")
    found = reviewed(capsys, "cabang", "--root", root)
    assert {gate["gate"]: gate["action"] for gate in found["gates"]}["supported-falls"] == "warn"


@pytest.mark.parametrize("format", ["text", "markdown", "json", "github", "gitlab", "sarif", "junit"])
def test_a_name_that_is_no_text_is_told(format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = branched(tmp_path / "repo")
    try:
        (root / os.fsdecode(b"data/innovations/\xff.yaml")).write_bytes(b"id: [")
    except OSError:
        pytest.skip("this disk takes no such names")
    target = tmp_path / "hasil"
    assert told(capsys, "main", "--root", root, "--format", format, "--output", target)[0] == 1
    assert "data/innovations/" in target.read_text("utf-8")


KEPT = "data/evidence/sk-forum.yaml"
ROADS = 'evidence: [{evidence: sk-forum, pages: "2"}]'
SECOND = {"data/evidence/sk-baru.yaml": OTHER_EVIDENCE}
WITHDRAWN: dict[str, tuple[Texts, Texts, int]] = {
    "a public document's file is taken away, and the record says it lies on paper": (
        {},
        {
            KEPT: base_text(KEPT, ("file: data/evidence/files/sk-forum.txt", "file: null"), ("sha256: ", "kept_at: "))
            + "sha256: null\n"
        },
        1,
    ),
    "it is kept in a cupboard from now on": (
        {},
        {
            KEPT: base_text(
                KEPT,
                ("file: data/evidence/files/sk-forum.txt", "file: null"),
                ("sha256: ", "kept_at: "),
                ("access: public", "access: internal"),
            )
            + "sha256: null\n"
        },
        1,
    ),
    "it is kept inside the house from now on, and known by its hash": (
        {},
        {
            KEPT: base_text(
                KEPT,
                ("file: data/evidence/files/sk-forum.txt", "file: null"),
                ("access: public", "access: internal"),
            )
            + "kept_at: arsip Diskominfo\n"
        },
        0,
    ),
    "a document without a file takes its place": (
        {
            "data/evidence/sk-web.yaml": base_text(
                KEPT,
                ("id: sk-forum", "id: sk-web"),
                ("file: data/evidence/files/sk-forum.txt", "file: null"),
                ("address: null", "address: https://contoh.go.id/sk"),
                ("sha256: ", "kept_at: "),
            )
            + "sha256: null\n"
        },
        {
            "data/evidence/sk-web.yaml": base_text(
                KEPT,
                ("id: sk-forum", "id: sk-web"),
                ("file: data/evidence/files/sk-forum.txt", "file: null"),
                ("address: null", "address: https://contoh.go.id/sk"),
                ("sha256: ", "kept_at: "),
            )
            + "sha256: null\n",
            SHEET: base_text(SHEET, (ROADS, "evidence: [{evidence: sk-web}]")),
        },
        1,
    ),
    "one of two documents is named twice instead": (
        {**SECOND, SHEET: base_text(SHEET, (ROADS, "evidence: [{evidence: sk-forum}, {evidence: sk-baru}]"))},
        {SHEET: base_text(SHEET, (ROADS, 'evidence: [{evidence: sk-baru}, {evidence: sk-baru, pages: "3"}]'))},
        1,
    ),
    "an answer moves to another stage": (
        {},
        {
            SHEET: None,
            "data/dimensions/living/answers/2023-tahap-2.yaml": base_text(SHEET, ("2023-tahap-1", "2023-tahap-2")),
        },
        1,
    ),
    "a document and all its uses get another name": (
        {},
        {
            KEPT: None,
            "data/evidence/sk-baru.yaml": base_text(KEPT, ("id: sk-forum", "id: sk-baru")),
            **{
                path: base_text(path, ("evidence: sk-forum", "evidence: sk-baru"))
                for path in (SHEET, SECRETARIAT, KLINIK, "data/innovations/pasar-rakyat.yaml")
            },
        },
        0,
    ),
}


@pytest.mark.parametrize("name", WITHDRAWN)
def test_a_document_that_is_taken_away_is_seen(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after, count = WITHDRAWN[name]
    base, head = lay(tmp_path / "lama", before), lay(tmp_path / "baru", {**before, **after})
    found = reviewed(capsys, base, head, "--root", head)
    assert len(held_by(found).get("evidence-removed", [])) == count


def test_a_waiver_for_one_file_covers_nothing_that_is_lost_in_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waiver = f"{{finding: supported-falls, path: {SECRETARIAT}, reason: Salah, until: 2023-06-01}}"
    base: Texts = {PROGRAM: base_text(PROGRAM) + f"\nreview:\n  waivers: [{waiver}]\n"}
    one = {**base, SECRETARIAT: base_text(SECRETARIAT, ("level: 4", "level: 1"))}
    two = {**one, SHEET: base_text(SHEET, ("level: 3", "level: 2"))}
    lama = lay(tmp_path / "lama", base)
    assert reviewed(capsys, lama, lay(tmp_path / "satu", one))["passed"]
    assert held_by(reviewed(capsys, lama, lay(tmp_path / "dua", two))) == {"supported-falls": ["supported-falls"]}


def test_another_figure_in_a_fact_is_not_only_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = lay(tmp_path / "baru", {SHEET: base_text(SHEET, ("70 persen", "90 persen"))})
    _, out = told(capsys, BASE, head, "--root", head)
    assert "fact: Jalan mantap 70 persen → Jalan mantap 90 persen" in out


def test_an_answer_given_twice_and_what_is_said_over_all_answers_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twice = base_text(SHEET) + base_text(SHEET).partition("answers:\n")[2]
    base = lay(tmp_path / "lama", {SHEET: twice})
    head = lay(tmp_path / "baru", {SHEET: twice.replace("dimension: living", "dimension: economy")[:-1] + "\n"})
    (head / SHEET).write_text("level: 4".join((head / SHEET).read_text("utf-8").rsplit("level: 3", 1)), "utf-8")
    changes = reviewed(capsys, base, head, "--root", head)["changes"]
    assert [(c["kind"], c["id"], c["what"], c["line"]) for c in changes] == [
        ("answer", "outcome-living-roads", "changed", 11),
        ("answers", "2023-tahap-1", "changed", 2),
    ]


@pytest.mark.parametrize("format", ["markdown", "json"])
def test_a_comment_repeats_no_personal_data_that_stand_in_a_name(
    format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mission = "  - {id: m-6303054101900001, text: Lain, sources: [berita]}\n"
    head = lay(tmp_path / "baru", {PROGRAM: base_text(PROGRAM, ("missions:\n", "missions:\n" + mission))})
    code, out = told(capsys, BASE, head, "--root", head, "--format", format)
    assert code == 1
    assert "personal-data" in out
    assert "6303054101900001" not in out
