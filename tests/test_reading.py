"""Reading documents: what a file holds is said by its content, within bounds, and never more than was seen."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.reading import document as reading
from banjar_smartcity.reading import remembered
from banjar_smartcity.reading.document import (
    DAMAGED,
    ENCRYPTED,
    GARBLED,
    READ,
    SCAN,
    STOPPED,
    from_lines,
    read_document,
)
from banjar_smartcity.reading.remembered import FOLDER, recall
from banjar_smartcity.reading.together.readers import FileToRead, read_many
from banjar_smartcity.reading.words.legible import is_legible
from banjar_smartcity.reading.words.printed import last_printed
from banjar_smartcity.workspace.memory.place import VARIABLE
from conftest import share
from documents import SENTENCE, pdf, protected

WORDS = SENTENCE.split()


def read(folder: Path, content: bytes, kind: str = "pdf") -> reading.ReadDocument:
    path = folder / "berkas"
    path.write_bytes(content)
    return read_document(path, kind)


ONE_PAGE = hashlib.sha256(pdf(["satu"])).hexdigest()


def read_once(path: Path, sha256: str, kind: str) -> reading.ReadDocument:
    with read_many([FileToRead(path, sha256, kind)], 1) as found:
        return found(path, sha256)


def test_the_pages_of_a_pdf_and_their_text(tmp_path: Path) -> None:
    found = read(tmp_path, pdf(["Halaman satu", "61,7 persen pada 2025", ""]))
    assert (found.state, found.pages, found.scanned) == (READ, 3, (3,))
    assert found.texts[1].strip() == "61,7 persen pada 2025"


def test_a_scan_has_pages_and_no_text(tmp_path: Path) -> None:
    found = read(tmp_path, pdf(["", ""]))
    assert (found.state, found.pages, found.scanned) == (SCAN, 2, (1, 2))


def test_a_font_without_a_map_to_letters_gives_text_that_cannot_be_read(tmp_path: Path) -> None:
    shifted = "".join(chr(ord(c) - 29) if c.isalpha() else c for c in SENTENCE).replace("\\", "/")
    found = read(tmp_path, pdf([shifted.replace("(", "[").replace(")", "]")]))
    assert found.state is GARBLED


def test_a_pdf_with_a_password_is_encrypted(tmp_path: Path) -> None:
    assert read(tmp_path, protected(pdf(["rahasia"]))).state is ENCRYPTED


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4\n%%EOF", b"%PDF-1.7\n" + b"\0" * 5000, b"bukan pdf"])
def test_what_is_no_document_is_damaged(content: bytes, tmp_path: Path) -> None:
    assert read(tmp_path, content).state is DAMAGED


@share(of=20)
@given(at=st.integers(0, 900), bits=st.binary(min_size=1, max_size=40))
def test_a_damaged_pdf_is_never_an_error(at: int, bits: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    whole = pdf(["Halaman satu", "Halaman dua"])
    found = read(tmp_path_factory.mktemp("pdf"), whole[:at] + bits + whole[at + len(bits) :])
    assert found.state in reading.STATES
    assert found.pages is None or len(found.texts) <= found.pages


def test_what_was_found_before_a_bound_is_kept_and_said_to_be_incomplete() -> None:
    found = from_lines("pdf", [{"pages": 3}, {"text": "satu"}], ended=False)
    assert (found.state, found.pages, found.texts) == (STOPPED, 3, ("satu",))


def test_nothing_printed_by_a_process_that_was_stopped_is_not_damage() -> None:
    assert from_lines("pdf", [], ended=False).state is STOPPED
    assert from_lines("pdf", [], ended=True).state is DAMAGED


def test_a_worker_has_bounds_of_time_and_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that would need more memory than is allowed is not read, and nothing else fails."""
    monkeypatch.setattr(reading, "SECONDS", 0.001)
    assert read(tmp_path, pdf(["satu"])).state is STOPPED


def test_words_are_legible_and_shifted_letters_are_not() -> None:
    assert is_legible(SENTENCE)
    assert is_legible("12,3 45,6\n78,9")
    assert not is_legible("".join(chr(ord(c) - 29) if c.isalpha() else c for c in SENTENCE))
    assert not is_legible("\ue001\ue002\ue003")


@pytest.mark.parametrize(
    ("pages", "last"),
    [
        (["113\nisi", "114\nisi", "115\nisi"], 115),
        (["isi\n- 12 -", "isi\n- 13 -"], 13),
        (["isi\nHalaman 5 dari 90", "isi\n6"], 6),
        (["1\nisi", "2\nisi"], None),
        (["isi", "2025\nisi"], None),
        (["i\nisi", "ii\nisi", "1\nisi", "2\nisi"], None),
        ([], None),
    ],
)
def test_the_number_that_is_printed_on_the_last_page(pages: list[str], last: int | None) -> None:
    assert last_printed(pages) == last


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which texts are remembered."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache" / FOLDER


@pytest.mark.skipif(os.name != "posix", reason="who owns a file is not known on Windows")
def test_a_document_is_read_once_and_the_memory_can_be_deleted(tmp_path: Path, memory: Path) -> None:
    path = tmp_path / "berkas.pdf"
    path.write_bytes(pdf(["satu"]))
    first = read_once(path, ONE_PAGE, "pdf")
    path.unlink()
    assert read_once(path, ONE_PAGE, "pdf") == first
    assert recall("b" * 64, "pdf") is None
    assert memory.stat().st_mode & 0o077 == 0
    shutil.rmtree(memory)
    assert read_once(path, ONE_PAGE, "pdf").state is DAMAGED


@pytest.mark.parametrize("name", [f"{ONE_PAGE}-pdf.memory", "key"])
def test_what_somebody_else_has_remembered_is_not_used(tmp_path: Path, memory: Path, name: str) -> None:
    """A memory that came with data could say that a page holds what it does not."""
    path = tmp_path / "berkas.pdf"
    path.write_bytes(pdf(["satu"]))
    read_once(path, ONE_PAGE, "pdf")
    kept = memory / name
    kept.write_bytes(kept.read_bytes().replace(b"satu", b"enam") if "pdf" in name else b"k" * 32)
    assert recall(ONE_PAGE, "pdf") is None


def test_a_text_of_another_document_is_not_used(tmp_path: Path, memory: Path) -> None:
    path = tmp_path / "berkas.pdf"
    path.write_bytes(pdf(["satu"]))
    read_once(path, ONE_PAGE, "pdf")
    (memory / f"{ONE_PAGE}-pdf.memory").rename(memory / f"{'b' * 64}-pdf.memory")
    assert recall("b" * 64, "pdf") is None


def test_what_was_read_in_another_way_is_read_again(
    tmp_path: Path, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "berkas.pdf"
    path.write_bytes(pdf(["satu"]))
    read_once(path, ONE_PAGE, "pdf")
    assert [entry.name for entry in memory.glob("*.memory")] == [f"{ONE_PAGE}-pdf.memory"]
    monkeypatch.setattr(remembered, "reader_state", lambda: ["another"])
    assert recall(ONE_PAGE, "pdf") is None


def test_nothing_is_kept_where_the_memory_is_turned_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    path = tmp_path / "berkas.pdf"
    path.write_bytes(pdf(["satu"]))
    assert read_once(path, ONE_PAGE, "pdf").pages == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["berkas.pdf"]
