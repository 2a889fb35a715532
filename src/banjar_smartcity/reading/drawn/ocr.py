"""OCR: the text that Tesseract reads from pictures of pages. It is a guess of a machine and never decides anything.

`python -m banjar_smartcity.reading.drawn.ocr PATH FORMAT PROGRAM LANGUAGES MODE SHEETS` prints a line of JSON for each
sheet that was read. Drawing and reading together have the time and the memory of one document.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ...named import NamedTuple
from ..document import lines_of
from ..worker import CPU_SECONDS, MEMORY, bound
from .page import Size, draw

PROGRAM = "tesseract"
_LANGUAGES = ("ind", "eng")
"""The first that the machine has is used: Indonesian, else English."""
_TURNS = "osd"
"""The data with which Tesseract sees that a page lies on its side."""
_SIZE = Size(dpi=200, widest=3600, highest=3600)
_ENOUGH_SECONDS = 8.0
_SECONDS, _ANSWER_SECONDS, _SHARE = 60, 20, 2
_MOST_OF_PAGE = 100_000


class Tesseract(NamedTuple):
    """The program on this machine."""

    path: str
    version: str
    language: str
    turns: bool
    """Whether it sees that a page lies on its side."""


class MachineRead(NamedTuple):
    """What Tesseract read in a document: the text by sheet, and the sheets for which there was no time or memory."""

    texts: Mapping[int, str]
    unread: tuple[int, ...]


class NoLanguageError(Exception):
    """Tesseract has the data of neither language."""


def find_tesseract() -> Tesseract | None:
    """The program; None if the machine has none. Raise `NoLanguageError` if it knows neither language."""
    path = shutil.which(PROGRAM)
    if path is None:
        return None
    path = os.path.abspath(path)
    known = set(_answer(path, "--list-langs").split())
    language = next((name for name in _LANGUAGES if name in known), None)
    if language is None:
        raise NoLanguageError
    version = (_answer(path, "--version").split() or ["", ""])[1:2]
    return Tesseract(path, "".join(version)[:40], language, _TURNS in known)


def _answer(path: str, question: str) -> str:
    try:
        done = subprocess.run([path, question], capture_output=True, timeout=_ANSWER_SECONDS, check=False)  # noqa: S603 - no shell
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout or done.stderr).decode("utf-8", "replace")


def read_pictures(program: Tesseract, path: Path, kind: str, sheets: Sequence[int]) -> MachineRead:
    """What Tesseract reads on these sheets, in this order, as far as the bounds of a document allow."""
    if not sheets:
        return MachineRead({}, ())
    mode = "1" if program.turns else "3"
    named = (os.path.abspath(path), kind, program.path, program.language, mode, ",".join(map(str, sheets)))
    command = [sys.executable, "-I", "-m", "banjar_smartcity.reading.drawn.ocr", *named]
    try:
        output = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False).stdout  # noqa: S603 - our own
    except subprocess.TimeoutExpired as late:
        output = late.stdout or b""
    texts = {int(line["sheet"]): str(line["text"]) for line in lines_of(output) if "sheet" in line}
    return MachineRead(texts, tuple(sheet for sheet in sheets if sheet not in texts))


def _read(path: str, kind: str, command: Sequence[str], sheets: Iterable[int]) -> Iterator[tuple[int, str]]:
    for sheet, image in draw(path, kind, sheets, _SIZE):
        left = CPU_SECONDS - _used()
        if left < CPU_SECONDS - _ENOUGH_SECONDS:
            return
        if image is not None:
            grey = image.convert("L")
            head = f"P5\n{grey.width} {grey.height}\n255\n".encode()
            text = _recognised(command, head + grey.tobytes(), int(left))
            if text is not None:
                yield sheet, text[:_MOST_OF_PAGE]


def _used() -> float:
    """The time that this process and the ones it started have computed."""
    spent = os.times()
    return time.process_time() + spent.children_user + spent.children_system


def _recognised(command: Sequence[str], picture: bytes, seconds: int) -> str | None:
    """What the program reads in a picture; None if it could not, or needed more time or memory than is left."""
    one_core = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - the program that the user has installed
            command,
            input=picture,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env=one_core,
            preexec_fn=_limits(seconds),
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _limits(seconds: int) -> Callable[[], None] | None:
    """What binds the program to the time that is left and its half of the memory. Windows has no such bounds."""
    if os.name != "posix":
        return None

    def limit() -> None:
        bound(seconds, MEMORY // _SHARE)

    return limit


def main() -> None:
    """Read the sheets that the command line names. What cannot be drawn or read is left out."""
    bound(CPU_SECONDS, MEMORY // _SHARE)
    path, kind, program, language, mode, sheets = sys.argv[1:]
    command = (program, "stdin", "stdout", "-l", language, "--psm", mode, "--dpi", str(_SIZE.dpi))
    try:
        for sheet, text in _read(path, kind, command, map(int, sheets.split(","))):
            print(json.dumps({"sheet": sheet, "text": text}), flush=True)
    except Exception:  # whatever a library raises, what was read so far is there
        return


if __name__ == "__main__":
    main()
