"""A review opens the documents that a change describes: what records say of them must be what was read."""

from __future__ import annotations

import re
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from banjar_smartcity.model.policy import GATES
from banjar_smartcity.render.comment.review import REASONS, TITLES
from banjar_smartcity.versions import reading
from banjar_smartcity.workspace.git.program import git
from conftest import BASE, base_text
from documents import SENTENCE, pdf
from test_review import held_by, lay, reviewed, told

RECORD, ANSWERS = "data/evidence/sk-forum.yaml", "data/crosscutting/answers/2023-tahap-1.yaml"
TEXT_FILE, FILE = "data/evidence/files/sk-forum.txt", "data/evidence/files/sk-forum.pdf"
HASH = base_text(RECORD).partition("sha256: ")[2].partition("\n")[0]
NAMES = "Klinik Daring dan Pasar Rakyat"
"""Of the innovations that name the document."""
CONTENT = pdf([SENTENCE, "Masterplan kota cerdas 61,7 persen pada 2023.\n" + NAMES])
TRUE = "document: {sha256: HASH, kind: pdf, pages: 2}\n"


def changed(folder: Path, document: str, *answers: tuple[str, str], content: bytes = CONTENT) -> tuple[Path, Path]:
    """The base, and the base with a PDF as its document."""
    digest = sha256(content).hexdigest()
    record = base_text(RECORD, (TEXT_FILE, FILE), (HASH, digest)) + document.replace("HASH", digest)
    new = lay(folder / "baru", {RECORD: record, TEXT_FILE: None, ANSWERS: base_text(ANSWERS, *answers)})
    (new / FILE).write_bytes(content)
    return Path(shutil.copytree(BASE, folder / "lama")), new


def found_in(capsys: pytest.CaptureFixture[str], sides: tuple[Path, Path]) -> dict[str, str]:
    """The new findings of a review about documents, each with its text."""
    found = reviewed(capsys, *sides, "--root", sides[1])
    kinds = ("document-misread", "document-not-read", "words-not-found", "document-says-another", "document-lost-page")
    return {f["id"]: f["message"] for f in found["findings"]["new"] if f["id"] in kinds}


def test_what_was_read_is_believed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert found_in(capsys, changed(tmp_path, TRUE)) == {}


@pytest.mark.parametrize(
    "document",
    [
        TRUE.replace("pages: 2", "pages: 500"),
        TRUE.replace("kind: pdf", "kind: docx"),
        TRUE.replace("pages: 2", "pages: 2, last_printed: 90"),
    ],
)
def test_what_somebody_made_up_holds_the_change(
    document: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sides = changed(tmp_path, document)
    found = reviewed(capsys, *sides, "--root", sides[1])
    assert held_by(found) == {"new-error": ["document-misread"]}


def test_the_same_in_commits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = changed(tmp_path, TRUE.replace("pages: 2", "pages: 3"))
    git(old, "init", "-q", "-b", "main")
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    git(old, "add", ".")
    git(old, *identity, "commit", "-qm", "lama")
    shutil.rmtree(old / "data")
    shutil.copytree(new / "data", old / "data")
    git(old, "add", ".")
    git(old, *identity, "commit", "-qm", "baru")
    found = reviewed(capsys, "HEAD~1", "HEAD", "--root", old)
    assert held_by(found) == {"new-error": ["document-misread"]}


def test_what_is_claimed_and_not_found_is_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    level = "    level: 4\n"
    for value, missing in ((61.7, False), (67.1, True)):
        statistic = f"    statistic: {{value: {value}, unit: persen, year: 2023}}\n"
        folder = tmp_path / str(value)
        folder.mkdir()
        sides = changed(folder, TRUE, (level, statistic + level), ("pages: '1'", "pages: '2'"))
        assert ("words-not-found" in found_in(capsys, sides)) == missing


def test_what_there_was_no_time_for_is_said_to_be_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0.0)
    assert list(found_in(capsys, changed(tmp_path, TRUE.replace("pages: 2", "pages: 3")))) == ["document-not-read"]


@pytest.mark.parametrize("format", ["text", "markdown", "github", "gitlab", "sarif", "junit"])
@pytest.mark.parametrize(
    ("lang", "title"), [("en", "Not found in the documents"), ("id", "Tidak ditemukan di dokumen")]
)
def test_what_is_not_found_is_told_in_every_format(
    format: str, lang: str, title: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    level = "    level: 4\n"
    statistic = "    statistic: {value: 67.1, unit: persen, year: 2023}\n"
    sides = changed(tmp_path, TRUE, (level, statistic + level))
    code, out = told(capsys, *sides, "--root", sides[1], "--format", format, lang=lang)
    assert code == 0
    assert title in out if format in ("text", "markdown") else "words-not-found" in out


def test_every_gate_has_a_title_and_a_reason() -> None:
    assert set(TITLES) == set(REASONS) == set(GATES)


def test_the_policy_can_hold_back_what_is_not_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    level = "    level: 4\n"
    statistic = "    statistic: {value: 67.1, unit: persen, year: 2023}\n"
    sides = changed(tmp_path, TRUE, (level, statistic + level))
    assert held_by(reviewed(capsys, *sides, "--root", sides[1])) == {}
    for side in sides:
        program = side / "data" / "program.yaml"
        policy = "review: {gates: {words-not-found: {action: fail}}}\n"
        program.write_text(program.read_text("utf-8") + policy, "utf-8")
    assert held_by(reviewed(capsys, *sides, "--root", sides[1])) == {"words-not-found": ["words-not-found"]}


LETTER = SENTENCE + "\nNomor : 100.3/057/2023\nTanggal : 10 Januari 2023\nPerihal : Forum kota cerdas"


def test_a_document_that_says_another_number_is_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number, said in (("100.3/057/2023", False), ("100.3/075/2023", True)):
        folder = tmp_path / number[-8:-5]
        folder.mkdir()
        sides = changed(folder, TRUE, content=pdf([LETTER, NAMES]))
        for side in sides:
            record = side / RECORD
            record.write_text(re.sub(r"(?m)^number: .*$", f"number: {number}", record.read_text("utf-8")), "utf-8")
        found = found_in(capsys, sides)
        assert ("document-says-another" in found) == said
        if said:
            assert "100.3/057/2023" in found["document-says-another"]
            assert held_by(reviewed(capsys, *sides, "--root", sides[1])) == {}


def test_a_record_that_is_changed_is_compared_with_its_document_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, old = changed(tmp_path, TRUE, content=pdf([LETTER, NAMES]))
    new = Path(shutil.copytree(old, tmp_path / "lebih-baru"))
    assert found_in(capsys, (old, new)) == {}
    record = new / RECORD
    record.write_text(re.sub(r"(?m)^number: .*$", "number: 100.3/075/2023", record.read_text("utf-8")), "utf-8")
    assert set(found_in(capsys, (old, new))) == {"document-says-another"}


def test_a_file_that_was_replaced_by_a_shorter_one_is_found_without_a_record_of_its_pages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, old = changed(tmp_path, TRUE, ("pages: '1'", "pages: '2'"))
    new = Path(shutil.copytree(old, tmp_path / "lebih-baru"))
    content = pdf([SENTENCE + "\n" + NAMES])
    (new / FILE).write_bytes(content)
    record = new / RECORD
    record.write_text(
        record.read_text("utf-8").replace(sha256(CONTENT).hexdigest(), sha256(content).hexdigest(), 1), "utf-8"
    )
    found = found_in(capsys, (old, new))
    assert "has no page 2" in found["document-lost-page"]
    assert "document-lost-page" in held_by(reviewed(capsys, old, new, "--root", new))["new-error"]
