"""Packs that somebody has tampered with, in ways that programs pass over: each is reported."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.publish.pack.checked import check_pack
from banjar_smartcity.publish.pack.files import NoPackError

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "kabupaten-contoh"
DOCUMENT = "data/1-baseline/01-baseline-planning-legal-basis/perbup-masterplan-smart-city.pdf"
SCRIPT = b"#!/bin/sh\necho bukan paket\n"
pytestmark = pytest.mark.usefixtures("remembering")
Faults = list[tuple[str, str | None]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack as a ZIP, as the tool makes it."""
    target = tmp_path_factory.mktemp("pack") / "paket.zip"
    assert main(["evidence", "pack", "--root", str(EXAMPLE), "--output", str(target), "--today", "2026-05-15"]) == 0
    return target


@pytest.fixture
def packed(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "paket.zip"))


@pytest.fixture
def folder(packed: Path, tmp_path: Path) -> Path:
    with ZipFile(packed) as archive:
        archive.extractall(tmp_path / "out")
    (top,) = (tmp_path / "out").iterdir()
    return top


def faults(path: Path) -> Faults:
    return [(fault.path, fault.kind.id) for fault in check_pack(path).faults]


def zipped(folder: Path, target: Path) -> Path:
    with ZipFile(target, "w") as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder.parent))
    return target


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda content: SCRIPT + content, "before-first-file"),
        (lambda content: content + SCRIPT, "after-end"),
        (lambda content: content + b"\0", "after-end"),
        (lambda content: content[: content.rindex(b"PK\5\6") + 20] + struct.pack("<H", 27) + SCRIPT, "comment"),
    ],
    ids=["a script before", "a script after", "one byte after", "a script as the comment"],
)
def test_what_a_zip_holds_beside_its_files_is_told(packed: Path, change: Callable[[bytes], bytes], kind: str) -> None:
    packed.write_bytes(change(packed.read_bytes()))
    assert faults(packed) == [("paket.zip", kind)]


def test_offsets_that_count_what_stands_before_hide_nothing(packed: Path, tmp_path: Path) -> None:
    target = tmp_path / "gabung.zip"
    target.write_bytes(SCRIPT)
    with ZipFile(packed) as source, ZipFile(target, "a") as archive:
        for entry in source.infolist():
            archive.writestr(entry, source.read(entry))
    assert faults(target) == [("gabung.zip", "before-first-file")]


def test_a_file_that_the_directory_of_a_zip_does_not_name_is_told(packed: Path) -> None:
    """Programs that read a ZIP from its start unpack it."""
    with ZipFile(packed, "a") as archive:
        archive.comment = b""
        archive.writestr(f"{archive.namelist()[0].split('/')[0]}/data/tersembunyi.txt", "x")
        last = archive.filelist.pop()
        archive.NameToInfo.pop(last.filename)
    assert faults(packed) == [("paket.zip", "between-files")]


def test_a_zip_after_another_one_is_not_taken_for_it(made: Path, folder: Path, tmp_path: Path) -> None:
    (folder / DOCUMENT).write_text("lain", encoding="utf-8")
    both = tmp_path / "dua.zip"
    both.write_bytes(made.read_bytes() + zipped(folder, tmp_path / "lain.zip").read_bytes())
    assert sorted(faults(both)) == [(DOCUMENT, "changed"), ("dua.zip", "before-first-file")]


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda name: name.replace("data/1", "DATA/1"), [("DATA/x.pdf", "unlisted")]),
        (lambda name: name[:-7] + "k\u0131.pdf", [("x", "unlisted")]),
        (lambda name: name.replace("a", "\u0430", 1), [("x", "unlisted")]),
        (lambda name: name + " ", [("x", "unlisted")]),
    ],
    ids=["capitals", "a dotless i", "a Cyrillic letter", "a space at the end"],
)
def test_a_name_that_looks_the_same_is_another_one(folder: Path, make: Callable[[str], str], expected: Faults) -> None:
    other = make(DOCUMENT)
    (folder / other).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(folder / DOCUMENT, folder / other)
    assert faults(folder) == [(other, expected[0][1])]
    (folder / DOCUMENT).unlink()
    assert sorted(faults(folder)) == sorted([(other, "unlisted"), (DOCUMENT, "missing")])


def test_a_second_name_that_some_programs_prefer_is_told(packed: Path, tmp_path: Path) -> None:
    target = tmp_path / "nama.zip"
    with ZipFile(packed) as source, ZipFile(target, "w") as archive:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename.endswith(DOCUMENT):
                name = f"{entry.filename}.exe".encode()
                entry.extra = struct.pack("<HHBI", 0x7075, 5 + len(name), 1, 0) + name
            archive.writestr(entry, content)
    assert sorted(faults(target)) == [(DOCUMENT, "missing"), (f"{DOCUMENT}.exe", "renamed")]


@pytest.mark.parametrize("field", [False, True])
def test_letters_of_a_name_may_be_written_in_either_way(
    folder: Path, tmp_path: Path, field: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`zip` of Linux writes UTF-8 and does not say so, or "#U00e9" and the name in a field."""
    name = DOCUMENT.replace("perbup", "perbup \u00e9")
    (folder / DOCUMENT).rename(folder / name)
    for tags, target in (("manifest-sha256.txt", DOCUMENT), ("tagmanifest-sha256.txt", "manifest-sha256.txt")):
        at = folder / tags
        lines = at.read_text("utf-8").replace(f"  {DOCUMENT}\n", f"  {name}\n").splitlines()
        if target != DOCUMENT:
            new = hashlib.sha256((folder / target).read_bytes()).hexdigest()
            lines = [f"{new}  {target}" if line.endswith(f"  {target}") else line for line in lines]
        at.write_text("\n".join(lines) + "\n", "utf-8")
    assert faults(folder) == []
    raw = name.replace("\u00e9", "#U00e9").encode() if field else name.encode()
    monkeypatch.setattr(ZipInfo, "_encodeFilenameFlags", lambda self: (self.filename.encode("cp437"), 0))
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder).as_posix()
            entry = ZipInfo(f"{folder.name}/{raw.decode('cp437') if inside == name else inside}")
            if inside == name and field:
                full = f"{folder.name}/{name}".encode()
                entry.extra = struct.pack("<HHBI", 0x7075, 5 + len(full), 1, 0) + full
            if path.is_file():
                archive.writestr(entry, path.read_bytes())
    monkeypatch.undo()
    assert faults(tmp_path / "a.zip") == []


def test_a_name_with_a_nul_is_told(packed: Path, folder: Path) -> None:
    content = packed.read_bytes()
    name = f"{folder.name}/{DOCUMENT}".encode()
    packed.write_bytes(content.replace(name, name[:-4] + b"\0pdf"))
    assert (DOCUMENT, "missing") in faults(packed)
    assert (DOCUMENT[:-4], "renamed") in faults(packed)


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="the system has no links")
def test_links_are_told_in_a_zip_and_as_a_folder(packed: Path, folder: Path, tmp_path: Path) -> None:
    link = ZipInfo(f"{folder.name}/data/tautan")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with ZipFile(packed, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert faults(packed) == [("data/tautan", "not-plain")]
    shutil.move(folder / "data" / "1-baseline", tmp_path / "lain")
    (folder / "data" / "1-baseline").symlink_to(tmp_path / "lain")
    assert ("data/1-baseline", "not-plain") in faults(folder)
    assert (DOCUMENT, "missing") in faults(folder)


def test_a_hash_that_is_listed_twice_is_told(folder: Path) -> None:
    content = (folder / DOCUMENT).read_bytes()
    tags = folder / "tagmanifest-sha256.txt"
    (folder / DOCUMENT).write_bytes(content + b"%")
    new = hashlib.sha256(content + b"%").hexdigest()
    tags.write_text(tags.read_text("utf-8") + f"{new}  {DOCUMENT}\n", "utf-8")
    assert faults(folder) == [(DOCUMENT, "conflict")]


@pytest.mark.parametrize("name", ["manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_other_ends_of_lines_change_a_list_and_none_of_the_files(folder: Path, name: str) -> None:
    """Some mail programs write them so. The hash of one list is in the other, which has none but the signature."""
    path = folder / name
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert faults(folder) == ([] if name.startswith("tag") else [(name, "changed")])


def test_one_list_of_documents_changed_and_not_the_other_is_told(folder: Path) -> None:
    lists = sorted(path.name for path in (folder / "data").glob("*.csv"))
    assert len(lists) == 2
    for name in lists:
        before = (folder / "data" / name).read_bytes()
        (folder / "data" / name).write_bytes(before.replace(b"2026", b"2025"))
        assert faults(folder) == [(f"data/{name}", "changed")]
        (folder / "data" / name).write_bytes(before)


def test_what_changes_no_file_is_not_told(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (1, 1_000_000_000))
    assert faults(folder) == []
    assert faults(zipped(folder, tmp_path / "a.zip")) == []
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 1)
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 1)
    assert faults(zipped(folder, tmp_path / "b.zip")) == []


class _Pipe(io.RawIOBase):
    """A file that can only be written on, as a pipe to another program."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, block: Any) -> int:
        self.written += block
        return len(block)


def test_sizes_that_follow_each_file_are_nothing_between_them(folder: Path, tmp_path: Path) -> None:
    pipe = _Pipe()
    with ZipFile(pipe, "w") as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder.parent))
        assert any(entry.flag_bits & 8 for entry in archive.infolist())
    (tmp_path / "a.zip").write_bytes(pipe.written)
    assert faults(tmp_path / "a.zip") == []


def test_a_pack_within_a_pack_is_told_and_is_not_the_pack(folder: Path, packed: Path) -> None:
    shutil.copy(packed, folder / "data" / "paket.zip")
    shutil.copytree(folder / "data" / "1-baseline", folder / "paket" / "data")
    shutil.copy(folder / "bagit.txt", folder / "paket" / "bagit.txt")
    found = dict(faults(folder))
    assert set(found.values()) == {"unlisted"}
    assert {"data/paket.zip", "paket/bagit.txt"} <= found.keys()


def test_a_zip_with_only_links_to_other_places_is_no_pack(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with ZipFile(path, "w", ZIP_STORED) as archive:
        archive.writestr("../../bagit.txt", "x")
    with pytest.raises(NoPackError):
        check_pack(path)
