"""The parts of files that are remembered: the same as examining again, and nothing if anything at all is doubtful."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from banjar_smartcity.checking import one_file, pipeline
from banjar_smartcity.checking.gathering.documents import LaterDocuments, by_path, data_by_path, of_kind, without
from banjar_smartcity.checking.gathering.part import FilePart
from banjar_smartcity.checking.memory import box, state, store
from banjar_smartcity.checking.memory.loading import dump, load
from banjar_smartcity.checking.memory.store import PartStore, open_store
from banjar_smartcity.checking.pipeline import Checked, check_tree, check_workspace
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.cli.faults import guard
from banjar_smartcity.diagnostics import Diagnostic
from banjar_smartcity.i18n import language
from banjar_smartcity.source.document import Document
from banjar_smartcity.workspace.disk import Disk
from banjar_smartcity.workspace.layout import File
from banjar_smartcity.workspace.memory import place
from conftest import CASES, EXAMPLE, ROOT, TODAY, Build, put
from test_cases import cases

KLINIK = "data/innovations/klinik-daring.yaml"
FAULTY = CASES / "reference-unknown" / "bad"


class Desk(NamedTuple):
    """A workspace, the folder of the memory, and the files that were examined."""

    root: Path
    cache: Path
    examined: list[str]

    def ask(self) -> Checked:
        """What the check says, with what is remembered; it must be what it says without."""
        self.examined.clear()
        found = check_workspace(self.root, TODAY)
        seen = list(self.examined)
        assert_same(found, check_workspace(self.root, TODAY, memory=False))
        self.examined[:] = seen
        return found

    @property
    def memory(self) -> Path:
        """The file in which the parts are."""
        return next(self.cache.glob("*-files.*.memory"))


def assert_same(one: Checked, other: Checked) -> None:
    """All that a check gives is the same, except what is kept for speed only."""
    assert one.findings == other.findings
    assert one.model == other.model
    assert (one.holdings, one.kinds, one.paths) == (other.holdings, other.kinds, other.paths)
    assert [(kind, document.data) for kind, document in one.readable] == [
        (kind, document.data) for kind, document in other.readable
    ]


@pytest.fixture
def desk(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """An office that has looked at its data once."""
    monkeypatch.setenv(place.VARIABLE, str(tmp_path / "cache"))
    found = Desk(build(over=FAULTY), tmp_path / "cache", [])
    examine = one_file.examine_content

    def watched(file: File, content: bytes | None, fault: Diagnostic | None = None) -> one_file.Examined:
        found.examined.append(file.path)
        return examine(file, content, fault)

    monkeypatch.setattr(one_file, "examine_content", watched)
    assert found.ask().findings
    assert KLINIK in found.examined
    return found


def test_nothing_is_examined_twice(desk: Desk) -> None:
    desk.ask()
    assert desk.examined == []


def test_only_what_has_changed_is_examined(desk: Desk) -> None:
    path = desk.root / KLINIK
    path.write_text(path.read_text("utf-8") + "# diperbarui\n", "utf-8")
    desk.ask()
    assert desk.examined == [KLINIK]


def test_what_was_there_before_is_still_known(desk: Desk) -> None:
    path = desk.root / KLINIK
    before = path.read_bytes()
    for content, wanted in ((before + b"# a\n", [KLINIK]), (before, []), (before + b"# a\n", [])):
        path.write_bytes(content)
        desk.ask()
        assert desk.examined == wanted


def test_the_same_file_under_another_name_is_another_file(desk: Desk) -> None:
    new = "data/innovations/apotek-daring.yaml"
    shutil.copy(desk.root / KLINIK, desk.root / new)
    desk.ask()
    assert desk.examined == [new]


def test_lines_and_columns_are_remembered(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = check_workspace(desk.root, TODAY, memory=False).findings

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("banjar_smartcity.source.yaml_text.yaml_places", refuse)
    assert check_workspace(desk.root, TODAY).findings == wanted


def test_another_tool_knows_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(box, "tool_digest", lambda: b"another" * 5)
    desk.ask()
    assert KLINIK in desk.examined


def test_large_files_are_examined_each_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_CONTENT", 10)
    desk.ask()
    assert KLINIK in desk.examined


def test_a_file_that_changes_between_two_looks_is_not_mistaken(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path, read = desk.root / KLINIK, Disk.read
    old = path.read_bytes()
    path.write_bytes(old + b"# baru\n")

    def swapped(tree: Disk, name: str) -> tuple[bytes | None, Diagnostic | None]:
        found = read(tree, name)
        if name == KLINIK:  # after each look it is another one
            path.write_bytes(old + b"status: draf\n" if path.read_bytes() == old + b"# baru\n" else old + b"# baru\n")
        return found

    with monkeypatch.context() as patched:
        patched.setattr(Disk, "read", swapped)
        check_workspace(desk.root, TODAY)
    for content in (old, old + b"# baru\n", old + b"status: draf\n"):
        path.write_bytes(content)
        desk.ask()


class Reread(PartStore):
    """A store in which each part is as it comes back from bytes."""

    def keep(self, file: File, key: bytes, made: FilePart, written: bytes) -> FilePart:
        """Keep the part as it is read again."""
        again = load(written)
        assert again == made
        return super().keep(file, key, again, written)

    def save(self) -> None:
        """Nothing is written."""


@pytest.mark.parametrize("case", cases())
def test_parts_of_every_kind_are_remembered_as_they_are(case: str, tmp_path: Path) -> None:
    root = CASES / case / "bad"
    known = Reread(tmp_path, "name")
    assert_same(check_tree(Disk(root), TODAY, store=known), check_workspace(root, TODAY, memory=False))


@pytest.mark.parametrize("root", [ROOT, EXAMPLE])
@pytest.mark.parametrize("command", ["score --explain", "status", "todo --format json", "report --format md"])
def test_commands_print_the_same_from_memory(
    root: Path, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pipeline, "check_workspace", check_workspace)  # not once for all tests
    printed = []
    for cache in ("", str(tmp_path / "cache"), str(tmp_path / "cache")):
        monkeypatch.setenv(place.VARIABLE, cache)
        code = main([*command.split(), "--root", str(root), "--today", "2026-07-01"])
        printed.append((code, capsys.readouterr()))
    assert printed.count(printed[0]) == 3


def test_two_versions_differ_the_same_from_memory(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(desk.root, other)
    (other / KLINIK).write_text((desk.root / KLINIK).read_text("utf-8").replace("Klinik", "Klinok"), "utf-8")
    call = ["diff", str(desk.root), str(other), "--root", str(desk.root), "--today", "2026-07-01", "--format", "json"]
    printed = []
    for cache in ("", str(desk.cache), str(desk.cache)):
        monkeypatch.setenv(place.VARIABLE, cache)
        desk.examined.clear()
        printed.append((main(call), capsys.readouterr()))
    assert printed.count(printed[0]) == 3
    assert KLINIK in printed[0][1].out
    assert desk.examined == []


def test_only_documents_of_the_kind_that_is_asked_for_are_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, fresh = check_workspace(desk.root, TODAY).sound, check_workspace(desk.root, TODAY, memory=False).sound
    read: list[str] = []
    load = LaterDocuments.load

    def watched(self: LaterDocuments, file: File) -> Document:
        read.append(file.path)
        return load(self, file)

    monkeypatch.setattr(LaterDocuments, "load", watched)
    found = of_kind(kept, "innovation")
    assert [document.path for document in found] == read
    assert [document.data for document in found] == [document.data for document in of_kind(fresh, "innovation")]
    assert KLINIK in read


def test_documents_that_are_the_same_are_not_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    found = check_workspace(desk.root, TODAY)
    monkeypatch.setattr(LaterDocuments, "load", None)
    documents, data = by_path(found.readable), data_by_path(found.readable)
    assert KLINIK in documents
    assert "x" not in documents
    assert list(documents) == list(data)
    assert len(documents) == len(data) == len(found.readable)
    assert tuple(without(found.readable, set(documents))) == ()


class Bomb:
    """What a hostile file may have in it."""

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("touch exploded",)


@pytest.mark.parametrize("value", [Bomb(), os.system, pickle.Unpickler, main, object(), ("a",), None, 7])
def test_nothing_but_parts_comes_of_bytes(value: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    try:
        assert load(pickle.dumps(value)) is None
        assert load(dump(FilePart(value, (), frozenset(), None))) is None or value in (("a",), None, 7)
    except TypeError:  # no bytes can be made of it
        assert value is os
    assert not (tmp_path / "exploded").exists()


def sealed(desk: Desk, content: bytes) -> None:
    """Write a memory as somebody would who has the key."""
    place.write_sealed(desk.cache, desk.memory.stem, content)


def with_other_parts(desk: Desk) -> None:
    next(desk.cache.glob("*-outlines.*.memory")).unlink()
    content = desk.memory.read_bytes()[32:]
    sealed(desk, content.replace(b"\x80\x05", b"\x80\x04c"))


POISONS: dict[str, Callable[[Desk], object]] = {
    "it is empty": lambda d: d.memory.write_bytes(b""),
    "it is cut off": lambda d: d.memory.write_bytes(d.memory.read_bytes()[:-9]),
    "one letter is another": lambda d: d.memory.write_bytes(d.memory.read_bytes().replace(b"klinik", b"klinok", 1)),
    "it is noise": lambda d: sealed(d, b"\0\xff" * 200),
    "it is only the tool": lambda d: sealed(d, d.memory.read_bytes()[32:64]),
    "it has more parts than there are": lambda d: sealed(d, d.memory.read_bytes()[32:64] + b"\xff" * 400),
    "its parts are no parts": with_other_parts,
    "others may write to it": lambda d: d.memory.chmod(0o666),
    "it is a link": lambda d: d.memory.symlink_to(shutil.move(d.memory, d.cache / "elsewhere")),
    "the key is another one": lambda d: (d.cache / "key").write_bytes(b"k" * 32),
    "the key is gone": lambda d: (d.cache / "key").unlink(),
    "it is of another workspace": lambda d: shutil.copy(d.memory, d.cache / f"{'0' * 32}-files.memory"),
}


SECRETS = ("pemilik@gmail.com", "3302125001900001")


@pytest.mark.parametrize("written", ["# {}", "catatan: {}", "name: {{id: {}}}"])
@pytest.mark.parametrize("secret", SECRETS)
def test_personal_data_are_not_remembered(written: str, secret: str, desk: Desk) -> None:
    path = desk.root / KLINIK
    path.write_text(f"{path.read_text('utf-8')}{written.format(secret)}\n", "utf-8")
    assert any(finding.kind.secret for finding in desk.ask().findings)
    desk.ask()
    assert desk.examined == [KLINIK]
    assert all(secret.encode() not in file.read_bytes() for file in desk.cache.iterdir())


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"id: klinik-daring\nstatus: draf\n", "another text"),
        (b"\xff", "no text"),
        (None, "gone"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize(("lang", "words"), [("id", "berubah ketika sedang dibaca"), ("en", "changed while it was")])
def test_a_document_that_has_changed_since_is_a_clear_error(
    content: bytes | None, name: str, lang: str, words: str, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    documents = by_path(check_workspace(desk.root, TODAY).sound)
    put(desk.root, {KLINIK: content})
    code = guard(lambda: len(documents[KLINIK].text), language(lang))
    said = capsys.readouterr().err
    assert (code, KLINIK in said, words in said) == (2, True, True), name


@pytest.mark.skipif(os.name != "posix", reason="rights and links are those of POSIX")
@pytest.mark.parametrize("poison", POISONS)
def test_a_damaged_or_hostile_memory_leads_to_a_new_check(poison: str, desk: Desk) -> None:
    POISONS[poison](desk)
    desk.ask()
    assert (KLINIK in desk.examined) == (poison != "it is of another workspace")


def test_a_folder_that_cannot_be_written_to_does_not_matter(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk.cache.parent / "file").write_text("x")
    monkeypatch.setenv(place.VARIABLE, str(desk.cache.parent / "file" / "cache"))
    desk.ask()
    assert KLINIK in desk.examined


def test_the_store_is_bounded(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_BYTES", 3000)
    (desk.root / KLINIK).write_text((desk.root / KLINIK).read_text("utf-8") + "# lain\n", "utf-8")
    desk.ask()
    assert desk.memory.stat().st_size < 5000


def test_versions_that_nobody_needs_any_more_go(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(box, "SPARE", 0)
    first, text = desk.memory.stat().st_size, (desk.root / KLINIK).read_text("utf-8")
    for number in range(60):
        (desk.root / KLINIK).write_text(f"{text}# {number}\n", "utf-8")
        check_workspace(desk.root, TODAY)
    assert desk.memory.stat().st_size < 2.2 * first


def test_it_is_turned_off_by_an_empty_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(place.VARIABLE, "")
    assert open_store(tmp_path) is None


def test_the_state_of_the_tool_is_known_without_users(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "geteuid", raising=False)
    state.tool_digest.cache_clear()
    assert state.tool_state()[1] is None
    state.tool_digest.cache_clear()
