"""Evidence: its file is in the repository, is an ordinary file, and is the one that was recorded."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from conftest import Build, base_text, findings

RECORD = "data/evidence/sk-forum.yaml"
FILE = "data/evidence/files/sk-forum.txt"


def named(path: str) -> dict[str, str | bytes | None]:
    return {RECORD: base_text(RECORD, (f"file: {FILE}", f"file: '{path}'"))}


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../x.pdf",
        "data/../../x.pdf",
        "data/evidence/../evidence/files/sk-forum.txt",
        "C:/x.pdf",
        "data\\x.pdf",
    ],
)
def test_a_path_that_may_lead_out_of_the_repository_is_not_followed(path: str, build: Build) -> None:
    assert findings(build(named(path))) == [f"{RECORD}:9:7: path-outside"]


def test_a_link_that_leads_out_of_the_repository_is_not_followed(build: Build, tmp_path: Path) -> None:
    root = build(named("data/evidence/files/link.pdf"))
    (tmp_path / "secret.pdf").write_text("rahasia", encoding="utf-8")
    (root / "data/evidence/files/link.pdf").symlink_to(tmp_path / "secret.pdf")
    assert findings(root) == [f"{RECORD}:9:7: path-outside"]


@pytest.mark.parametrize(
    "path", ["data/evidence/files", "data/evidence/files/Sk-Forum.txt", "data/evidence/files/pipe", "x" * 400]
)
def test_what_is_no_ordinary_file_is_missing(path: str, build: Build) -> None:
    root = build(named(path))
    os.mkfifo(root / "data/evidence/files/pipe")
    assert findings(root) == [f"{RECORD}:9:7: evidence-file-missing"]


def test_a_file_that_was_changed_is_told_by_its_hash(build: Build) -> None:
    assert findings(build({FILE: "Surat keputusan lain\n"})) == [f"{RECORD}:11:9: evidence-hash"]


def test_what_is_hidden_is_no_document(build: Build) -> None:
    text = base_text(RECORD, (FILE, ".git/config"))
    root = build({RECORD: text, ".git/config": "[core]\n"})
    assert [line.rpartition(" ")[2] for line in findings(root)] == ["path-outside"]
