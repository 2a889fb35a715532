"""Progress: a line while long work is done in a terminal, gone at the end; nothing where nobody watches."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from banjar_smartcity.cli import progress as room
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.cli.progress import each, progress
from banjar_smartcity.i18n import language
from conftest import Build
from returned_books import DAY, copy_of_example


class Screen(io.StringIO):
    """All that is written to a terminal, and what stays on its line."""

    def isatty(self) -> bool:
        return True

    def shown(self) -> str:
        line: list[str] = []
        at = 0
        for sign in self.getvalue():
            at = 0 if sign == "\r" else at + 1
            if sign != "\r":
                line[at - 1 : at] = [sign]
        return "".join(line).strip()


def watched(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """A terminal in place of standard error. Called in the test, since pytest sets standard error before it."""
    found = Screen()
    monkeypatch.setattr(sys, "stderr", found)
    monkeypatch.setenv("TERM", "xterm")
    ticks = count()
    monkeypatch.setattr(room, "clock", lambda: float(next(ticks)))
    return found


def test_each_piece_is_counted_and_the_line_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = watched(monkeypatch)
    seen = []
    with progress("Reading documents", language("en"), 3) as step:
        for piece in each("abc", step):
            seen.append((piece, screen.shown()))
        assert screen.shown() == "Reading documents 3/3"
    assert seen == [(name, f"Reading documents {n}/3") for n, name in enumerate("abc")]
    assert screen.shown() == ""
    assert "\x1b" not in screen.getvalue()
    assert "\n" not in screen.getvalue()


def test_the_line_is_gone_after_a_fault_too(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = watched(monkeypatch)
    with pytest.raises(ValueError, match="x"), progress("Reading documents", language("en")):
        raise ValueError("x")
    assert screen.getvalue().count("Reading documents") == 1
    assert screen.shown() == ""


def test_the_line_fits_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = watched(monkeypatch)
    monkeypatch.setattr(room, "_columns", lambda: 12)
    with progress("Reading documents", language("en"), 3):
        assert screen.shown() == "Reading doc"
    assert max(map(len, screen.getvalue().split("\r"))) == 11


def test_a_dumb_terminal_and_a_pipe_get_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = watched(monkeypatch)
    monkeypatch.setenv("TERM", "dumb")
    with progress("Reading documents", language("en"), 2) as step:
        step()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(screen, "isatty", lambda: False)
    with progress("Reading documents", language("en"), 2) as step:
        step()
    assert screen.getvalue() == ""


COMMANDS: dict[str, Callable[[Path], list[str]]] = {
    "Writing workbooks": lambda to: ["workbook", "out", "--agency", "dinkes", "--output", str(to / "a.xlsx")],
    "Writing forms": lambda to: ["form", "out", "--agency", "dinkes", "--output", str(to / "a.html")],
    "Reading files": lambda to: ["workbook", "in", str(to / "sent.xlsx"), "--dry-run"],
    "Writing tables": lambda to: ["export", str(to / "a.zip")],
    "Writing the report": lambda to: ["report", "--output", str(to / "a.md")],
    "Writing the site": lambda to: ["site", "--output", str(to / "site")],
}


@pytest.mark.parametrize("text", COMMANDS)
def test_long_work_says_what_it_does(
    tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    screen = watched(monkeypatch)
    root = ["--root", str(copy_of_example(tmp_path)), "--today", DAY, "--lang", "en"]
    if text == "Reading files":
        main(["workbook", "out", "--agency", "dinkes", "--output", str(tmp_path / "sent.xlsx"), *root])
    screen.truncate(0)
    screen.seek(0)
    assert main([*COMMANDS[text](tmp_path), *root]) == 0
    assert text in screen.getvalue()
    assert screen.shown() == ""
    assert text not in capsys.readouterr().out


def test_the_documents_that_are_read_are_counted(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = watched(monkeypatch)
    main(["evidence", "verify", "--root", str(build()), "--today", "2023-05-30", "--lang", "en"])
    assert "Reading documents 1/" in screen.getvalue()
    assert screen.shown() == ""
