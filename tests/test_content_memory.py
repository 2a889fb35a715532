"""Documents that were looked at are known by their bytes; personal data in them are found each time."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from banjar_smartcity.checking import elsewhere
from banjar_smartcity.checking.memory import contents
from banjar_smartcity.checking.memory.box import Box
from banjar_smartcity.checking.pipeline import check_workspace
from banjar_smartcity.diagnostics import Position
from banjar_smartcity.evidence.contents import content
from banjar_smartcity.evidence.searched_texts import in_text
from banjar_smartcity.workspace.memory.place import VARIABLE
from banjar_smartcity.workspace.sample import Content, Sample, take
from banjar_smartcity.workspace.tree import Tree
from conftest import Build, base_text, put
from documents import SENTENCE, pdf

DAY = date(2023, 5, 30)
RECORD, TEXT_FILE = "data/evidence/sk-forum.yaml", "data/evidence/files/sk-forum.txt"
FILE = "data/evidence/files/sk-forum.pdf"
PERSON = b"%PDF-1.4\n1 0 obj\n<< /Type /Page /Contents 2 0 R >>\nendobj\n5 0 obj << /Author (NIK 6303051708950001) >>\n"


@pytest.fixture(autouse=True)
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def region(build: Build, content: bytes) -> Path:
    before = base_text(RECORD).partition("sha256: ")[2].partition("\n")[0]
    record = base_text(RECORD, (TEXT_FILE, FILE), (before, sha256(content).hexdigest()))
    return build({RECORD: record, TEXT_FILE: None, FILE: content})


def found(root: Path) -> list[tuple[str, str]]:
    return [(one.kind.id, one.path) for one in check_workspace(root, DAY).findings if one.path == FILE]


def test_a_document_that_is_replaced_while_it_is_searched_is_not_taken_for_clean(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = region(build, PERSON)
    search = elsewhere._search

    def replaced(tree: Tree, path: str) -> dict[str, tuple[Position, int]]:
        (root / path).write_bytes(pdf([SENTENCE]))
        return search(tree, path)

    with monkeypatch.context() as patch:
        patch.setattr(elsewhere, "_search", replaced)
        assert ("personal-data-in-document", FILE) not in found(root)
    (root / FILE).write_bytes(PERSON)
    assert ("personal-data-in-document", FILE) in found(root)


def test_a_document_is_looked_at_once_and_again_when_it_has_changed(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = region(build, pdf([SENTENCE]))
    first = check_workspace(root, DAY)
    looked: list[str] = []

    def look(path: str, sample: Sample) -> Content:
        looked.append(path)
        return truly_look(path, sample)

    truly_look = content.look
    monkeypatch.setattr(content, "look", look)
    second = check_workspace(root, DAY)
    assert (second.holdings, second.findings, looked) == (first.holdings, first.findings, [])
    (root / FILE).write_bytes(b"%PDF-1.4\n%%EOF\n")
    assert check_workspace(root, DAY).holdings[FILE].content.empty
    assert looked == [FILE]


def test_the_same_bytes_under_another_ending_are_another_thing(build: Build) -> None:
    root = region(build, pdf([SENTENCE]))
    assert check_workspace(root, DAY).holdings[FILE].content.looks is None
    other = FILE.replace(".pdf", ".docx")
    (root / FILE).rename(root / other)
    record = (root / RECORD).read_text(encoding="utf-8")
    (root / RECORD).write_text(record.replace(FILE, other), encoding="utf-8")
    assert check_workspace(root, DAY).holdings[other].content.looks == "pdf"


def test_personal_data_are_found_each_time_and_never_kept(build: Build, memory: Path) -> None:
    root = region(build, PERSON)
    assert found(root) == found(root) == [("personal-data-in-document", FILE)]
    assert not any(b"6303051708950001" in path.read_bytes() for path in memory.rglob("*") if path.is_file())


def test_the_words_of_a_short_text_are_never_kept(memory: Path) -> None:
    store = contents.ContentMemory(Box(memory, "contents", 1 << 20))
    long = " ".join(f"kata{n}" for n in range(300))
    looked = [store.look("surat.txt", take([text.encode()])[1]) for text in ("Nomor 6303051708950001", long)]
    assert [one.words is None for one in looked] == [False, True]
    store.save()
    (written,) = (path.read_bytes() for path in memory.glob("contents*"))
    assert b"6303051708950001" not in written
    assert (looked[1].core or "").encode() in written


def test_a_text_without_personal_data_is_searched_once_in_each_way(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = build()
    escaped = b'"NIK \\u0036303051708950001"\n'
    before = base_text(RECORD).partition("sha256: ")[2].partition("\n")[0]
    put(root, {RECORD: base_text(RECORD, (before, sha256(escaped).hexdigest())), TEXT_FILE: escaped})
    searched: list[str] = []

    def search(path: str, content: bytes) -> dict[str, tuple[Position, int]]:
        searched.append(path)
        return truly_search(path, content)

    truly_search = in_text
    monkeypatch.setattr(elsewhere, "in_text", search)
    first = check_workspace(root, DAY)
    assert TEXT_FILE in searched
    searched.clear()
    assert check_workspace(root, DAY).findings == first.findings
    assert TEXT_FILE not in searched
    as_json = TEXT_FILE.replace(".txt", ".json")
    put(root, {RECORD: base_text(RECORD, (before, sha256(escaped).hexdigest()), (TEXT_FILE, as_json))})
    put(root, {as_json: escaped, TEXT_FILE: None})
    kinds = {one.kind.id for one in check_workspace(root, DAY).findings if one.path == as_json}
    assert "personal-data-in-document" in kinds
