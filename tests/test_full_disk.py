"""A full disk: whatever is written is written completely or not at all, and nothing is left behind.

Each step that takes space fails in turn. `/dev/full` and a small disk in memory give the same by hand.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.workspace.writers import placing
from banjar_smartcity.workspace.writers.workshop import settle
from banjar_smartcity.workspace.writing import write_file
from respondents import EXAMPLE
from test_kills import ONCE, REPEATED, Act, everything, leftovers

STEPS = ("fsync", "mkdir", "open")
FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def failing(name: str, at: int, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let a step of the system fail because the disk is full, the first time that it is done after some others."""
    real, done = getattr(os, name), [0]

    def step(*arguments: Any, **options: Any) -> Any:
        takes_space = name != "open" or arguments[1] & os.O_CREAT
        done[0] += bool(takes_space)
        if takes_space and done[0] == at:
            raise FULL
        return real(*arguments, **options)

    monkeypatch.setattr(os, name, step)
    return done


def folders(top: Path) -> set[str]:
    return {path.relative_to(top).as_posix() for path in top.rglob("*") if path.is_dir()}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("name", [*REPEATED, *ONCE])
def test_a_writer_without_space_has_done_all_or_nothing(
    name: str, step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    act, prepare = {**REPEATED, **ONCE}[name]
    whole = tmp_path / "whole"
    whole.mkdir()
    prepare(whole)
    act(whole)
    failed = 0
    for at in range(1, 60):
        top = tmp_path / f"at-{at}"
        top.mkdir()
        prepare(top)
        before = everything(top), folders(top)
        with monkeypatch.context() as patched:
            done = failing(step, at, patched)
            wrong = error_of(act, top)
        assert wrong is None or wrong.errno == errno.ENOSPC
        failed += wrong is not None
        after = (everything(whole), folders(whole)) if wrong is None else before
        assert (everything(top), folders(top), leftovers(top)) == (*after, []), at
        if wrong is not None:
            act(top)
        assert everything(top) == everything(whole)
        if done[0] < at:
            break
    assert failed


def error_of(act: Act, top: Path) -> OSError | None:
    try:
        act(top)
    except OSError as error:
        return error
    return None


def test_a_file_is_not_replaced_by_the_part_for_which_there_was_space(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"new" * 9000
        raise FULL

    target = tmp_path / "laporan.html"
    target.write_bytes(b"old")
    with pytest.raises(OSError, match="space"):
        write_file(target, pieces())
    assert ([path.name for path in tmp_path.iterdir()], target.read_bytes()) == (["laporan.html"], b"old")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_disk_that_did_not_keep_a_file_is_believed(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fsync(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(OSError, match=r"\[Errno"):
        placing.fill(tmp_path / "a", [b"a"])


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP])
def test_a_disk_that_knows_no_better_is_written_to(code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fsync(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fsync)
    settle(0)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
def test_people_are_told_that_the_disk_is_full(capfd: pytest.CaptureFixture[str]) -> None:
    options = ["--root", str(EXAMPLE), "--today", "2026-05-15", "--lang", "en"]
    assert main(["report", "--summary", "--output", "/dev/full", *options]) == 2
    said = capfd.readouterr().err
    assert "the disk is full" in said
    assert "--help" not in said
