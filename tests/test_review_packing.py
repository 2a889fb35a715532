"""Packing: a change that hides in names, links, places above the data, weightless documents or words is still seen."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from banjar_smartcity.spelling.names import folded, is_portable
from banjar_smartcity.workspace.rule_files import from_root, is_rule
from conftest import BASE, Build, base_text
from test_commit import commit
from test_diff import KLINIK
from test_merged import SECOND, TWO, branch, document, started
from test_review import held_by, lay, reviewed, told
from test_review_attacks import branched
from test_revision import run
from test_scoring import EVIDENCE, SECRETARIAT, SHEET


@pytest.mark.parametrize(
    "name", ["con", "CON.yaml", "aux .txt", "nul.tar.gz", "com1", "LPT\u00b9.md", "a.", "a ", "a:b", "a?", "a\\b", "\a"]
)
def test_names_that_windows_cannot_have_are_known(name: str) -> None:
    assert not is_portable(name)


@pytest.mark.parametrize("name", ["console.md", "com10", "auxiliary", ".gitignore", "a b.txt", "naïve.é", "a.con"])
def test_other_names_are_left_alone(name: str) -> None:
    assert is_portable(name)


@pytest.mark.parametrize("path", ["data/evidence/files/con.txt", "aux/a.md", "docs/a.", "docs/apa?.md"])
def test_a_name_that_windows_cannot_have_holds_the_change_back(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = lay(tmp_path / "baru", {})
    try:
        (head / path).parent.mkdir(parents=True, exist_ok=True)
        (head / path).write_text("isi\n", "utf-8")
    except OSError:
        pytest.skip("this system does not have such names")
    assert held_by(reviewed(capsys, BASE, head, "--root", head)) == {"new-error": ["name-not-portable"]}


def test_letters_that_nobody_sees_do_not_tell_two_names_apart() -> None:
    assert folded("templates\u200c") == folded("Templates") == "templates"
    assert folded(unicodedata.normalize("NFD", "É")) == folded("é")


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("Templates/report.html.j2", True),
        (".GitHub/workflows/review.yml", True),
        ("templates", True),
        ("data/evidence/files/.gitattributes", True),
        (".gitmodules", True),
        (".lfsconfig", True),
        (".gitea/workflows/review.yml", True),
        (".forgejo/workflows/review.yml", True),
        (".woodpecker.yaml", True),
        ("data/.woodpecker.yaml", False),
        ("../.github/workflows/review.yml", True),
        ("../../CODEOWNERS", True),
        ("../docs/CODEOWNERS", True),
        ("../tetangga/CODEOWNERS", False),
        ("../tetangga/templates/a.j2", False),
        ("docs/templates/a.j2", False),
    ],
)
def test_rule_files_are_known_by_what_a_system_takes_them_for(path: str, rule: bool) -> None:
    assert is_rule(path) == rule


def test_a_path_is_told_from_the_root_of_the_workspace() -> None:
    assert from_root("", "a/b") == "a/b"
    assert from_root("a/b/", "a/b/c/d") == "c/d"
    assert from_root("a/b/", "a/c") == "../c"
    assert from_root("a/b/", "ab/c") == "../../ab/c"


@pytest.mark.parametrize("committed", [True, False])
@pytest.mark.parametrize("path", [".github/workflows/review.yml", "CODEOWNERS", "templates/report.html.j2"])
def test_rules_above_the_folder_of_the_data_are_seen(
    path: str, committed: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = branched(tmp_path / "repo", inside="wilayah/kabupaten")
    (tmp_path / "repo" / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "repo" / path).write_text("isi\n", "utf-8")
    if committed:
        commit(tmp_path / "repo")
    found = reviewed(capsys, "main", *(["cabang"] if committed else []), "--root", root)
    assert held_by(found) == {"rules-changed": ["rules-changed"]}
    assert [change["path"] for change in found["changes"]] == ["../../" + path]
    _, out = told(capsys, "main", "--root", root, "--format", "github")
    assert f"file={path}" in out


def test_a_link_and_a_submodule_as_templates_are_rules(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = started(build())
    run(root, "checkout", "-q", "-b", "tautan")
    os.symlink("data", root / "templates")
    commit(root)
    run(root, "checkout", "-q", "-b", "modul", "main")
    run(root, "update-index", "--add", "--cacheinfo", f"160000,{'a' * 40},templates")
    run(root, "commit", "-q", "-m", "modul")
    run(root, "checkout", "-q", "-f", "main")
    for name in ("tautan", "modul"):
        found = reviewed(capsys, "main", name, "--root", root)
        assert held_by(found) == {"rules-changed": ["rules-changed"]}
        assert [f["id"] for f in found["findings"]["new"]] == ["link-in-repository"]


AT_ADDRESS = base_text(
    EVIDENCE,
    ("file: data/evidence/files/sk-forum.txt", "file: null"),
    ("address: null", "address: https://contoh.id/sk"),
)


@pytest.mark.parametrize(
    ("record", "held"),
    [(AT_ADDRESS, {}), (AT_ADDRESS.partition("sha256:")[0] + "sha256: null\nagency: dinkes\n", None)],
)
def test_a_file_that_becomes_an_address_keeps_its_hash(
    record: str, held: dict[str, list[str]] | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = reviewed(capsys, BASE, lay(tmp_path / "baru", {EVIDENCE: record}), "--root", BASE)
    assert held_by(found) == ({"evidence-removed": ["evidence-removed"]} if held is None else held)
    assert "Taken away" in told(capsys, BASE, tmp_path / "baru", "--root", BASE)[1]


EXTRA = "data/evidence/sk-lain.yaml"
RAISED = base_text(SHEET, ("level: 3", "level: 4"), ("evidence: [", "evidence: [{evidence: sk-lain, pages: '1'}, "))


@pytest.mark.parametrize(
    ("record", "basis"),
    [
        (document("sk-lain"), "documents-without-file"),
        (document("sk-lain").replace("address: https://contoh.example/sk-lain", "address: null"), "same-documents"),
        (base_text(EVIDENCE, ("id: sk-forum", "id: sk-lain")), "same-documents"),
    ],
)
def test_a_rise_rests_on_what_is_new_and_not_on_what_stood_there(
    record: str, basis: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = lay(tmp_path / "baru", {SHEET: RAISED, EXTRA: record})
    found = reviewed(capsys, BASE, head, "--root", head)
    assert [part["basis"] for part in found["supported_rests_on"]] == [basis]
    assert [c["notes"] for c in found["changes"] if c["kind"] == "answer"] == [[basis]]


def test_a_document_with_another_id_is_not_taken_away(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = lay(
        tmp_path / "baru",
        {
            EVIDENCE: None,
            "data/evidence/sk-baru.yaml": base_text(EVIDENCE, ("id: sk-forum", "id: sk-baru")),
            **{
                path: base_text(path, ("evidence: sk-forum", "evidence: sk-baru"))
                for path in (SHEET, SECRETARIAT, KLINIK, "data/innovations/pasar-rakyat.yaml")
            },
        },
    )
    assert reviewed(capsys, BASE, head, "--root", head)["passed"]
    assert "Taken away" not in told(capsys, BASE, head, "--root", head)[1]


def test_a_warning_that_is_not_looked_for_is_not_called_fixed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = lay(tmp_path / "lama", {KLINIK: None})
    head = lay(tmp_path / "baru", {KLINIK: None, "data/innovations/lain.yml": base_text(KLINIK)})
    there, back = (reviewed(capsys, *sides, "--root", BASE)["findings"] for sides in ((base, head), (head, base)))
    lost = reviewed(capsys, BASE, base, "--root", BASE)["findings"]["new"]
    assert "sub-dimension-empty" in {finding["id"] for finding in lost}
    assert ([f["id"] for f in there["new"]], there["fixed"]) == (["file-misplaced"], [])
    assert (back["new"], [f["id"] for f in back["fixed"]]) == ([], ["file-misplaced"])


def test_words_that_changed_are_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = lay(tmp_path / "baru", {SHEET: base_text(SHEET, ("Jalan mantap", "Jalan tidak mantap"))})
    out = told(capsys, BASE, head, "--root", head)[1]
    assert "Jalan mantap 70 persen → Jalan tidak mantap 70 persen" in out


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_files_on_disk_are_judged_as_the_merge_would_give_them(
    line_end: str, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    first = "data/evidence/sk-satu.yaml"
    root = started(build({SECRETARIAT: TWO, first: document("sk-satu"), SECOND: document("sk-kedua")}))
    branch(root, "satu", {first: document("sk-satu", "2023-05-01")})
    run(root, "merge", "-q", "satu")
    run(root, "checkout", "-q", "-b", "dua", "awal")
    for path in root.glob("data/**/*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", line_end.encode()))
    assert reviewed(capsys, "main", "--root", root)["changes"] == []
    (root / SECOND).write_text(document("sk-kedua", "2023-05-01"), "utf-8")
    found = reviewed(capsys, "main", "--root", root)
    assert held_by(found) == {"supported-falls": ["supported-falls"]}
    assert {change["id"] for change in found["changes"]} == {"sk-kedua", "baseline-planning-masterplan"}


def test_files_on_disk_that_both_sides_changed_are_a_conflict(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = started(build())
    branch(root, "satu", {SHEET: base_text(SHEET, ("level: 3", "level: 2"))})
    run(root, "merge", "-q", "satu")
    run(root, "checkout", "-q", "-b", "dua", "awal")
    (root / SHEET).write_text(base_text(SHEET, ("level: 3", "level: 4")), "utf-8")
    (root / "data/evidence/files/baru.txt").write_text("isi\n", "utf-8")
    assert held_by(reviewed(capsys, "main", "--root", root)) == {"new-error": ["merge-conflict"]}
