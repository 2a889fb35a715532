"""Stamps: an unchanged file is not opened again, and whatever is done to a file is seen."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from banjar_smartcity.checking.memory import stamps
from banjar_smartcity.checking.pipeline import check_workspace
from banjar_smartcity.workspace import disk, stamp
from banjar_smartcity.workspace.memory import place
from banjar_smartcity.workspace.straight import read_straight
from conftest import CASES, TODAY, Build

KLINIK = "data/innovations/klinik-daring.yaml"
FAULTY = CASES / "reference-unknown" / "bad"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="rights, links and times are those of Linux")


class Room(NamedTuple):
    """A workspace that was checked before, and the data files that were opened."""

    root: Path
    opened: list[str]

    def opens(self) -> list[str]:
        """The files that a check opens before it has findings; they must be those of a check without memory."""
        self.opened.clear()
        found = check_workspace(self.root, TODAY)
        seen = [path for path in dict.fromkeys(self.opened) if path.startswith("data/innovations/")]
        assert found.findings == check_workspace(self.root, TODAY, memory=False).findings
        return seen


@pytest.fixture
def room(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    monkeypatch.setenv(place.VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setattr(stamp, "_COARSEST", -(10**18))  # the files are as new as the test
    found = Room(build(), [])

    def watched(root: Path, path: str, known: dict[str, bool]) -> bytes | None:
        found.opened.append(path)
        return read_straight(root, path, known)

    monkeypatch.setattr(disk, "read_straight", watched)
    assert KLINIK in found.opens()
    return found


def test_an_unchanged_file_is_not_opened(room: Room) -> None:
    assert room.opens() == []


def test_a_changed_file_is_opened_and_no_other(room: Room) -> None:
    (room.root / KLINIK).write_bytes((room.root / KLINIK).read_bytes() + b"# diperbarui\n")
    assert room.opens() == [KLINIK]
    assert room.opens() == []


def same_size_and_time(path: Path) -> None:
    before, text = path.stat(), path.read_bytes()
    path.write_bytes(text.replace(b"name: Klinik", b"name: KLINIK"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def another_file_of_that_time(path: Path) -> None:
    other = path.with_name("klinik.new")
    shutil.copy2(path, other)
    other.write_bytes(path.read_bytes().replace(b"name: Klinik", b"name: KLINIK"))
    os.utime(other, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    other.replace(path)


def other_rights(path: Path) -> None:
    path.chmod(0o600)


def a_link_to_it(path: Path) -> None:
    path.symlink_to(path.rename(path.with_name("elsewhere.txt")))


def a_link_to_its_folder(path: Path) -> None:
    path.parent.symlink_to(path.parent.rename(path.parents[2] / "elsewhere"))


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    "change",
    [
        *(same_size_and_time, another_file_of_that_time, other_rights, a_link_to_it, a_link_to_its_folder, a_folder),
        gone,
    ],
)
def test_whatever_is_done_to_a_file_is_seen(change: Callable[[Path], None], room: Room) -> None:
    time.sleep(0.02)  # longer than the clock of a file system takes for a step
    change(room.root / KLINIK)
    room.opens()  # the findings are those of a new check


def test_a_file_that_changed_just_now_is_opened_again(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "_COARSEST", 10**15)
    assert KLINIK in room.opens()


def test_a_file_from_the_future_is_opened_again(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "_COARSEST", 0)
    ahead = time.time_ns() + 10**12
    os.utime(room.root / KLINIK, ns=(ahead, ahead))
    assert room.opens() == [KLINIK]
    assert room.opens() == [KLINIK]


def test_what_was_stamped_in_a_file_without_a_part_is_read(room: Room, tmp_path: Path) -> None:
    next((tmp_path / "cache").glob("*-files.*.memory")).unlink()
    assert KLINIK in room.opens()


def test_stamps_of_half_a_pair_are_none(room: Room, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    (path,) = cache.glob("*-stamps.*.memory")
    content = place.read_sealed(cache, path.stem)
    assert content is not None
    place.write_sealed(cache, path.stem, content[:-1])
    assert stamps.FileStamps(cache, path.stem.partition("-")[0]).old == {}
    assert KLINIK in room.opens()
