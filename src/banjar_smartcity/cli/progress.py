"""Progress: one line on standard error while long work is done in a terminal; it is erased when the work ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic as clock
from typing import TypeVar

from ..i18n import Language
from ..source.letters import visible_line

T = TypeVar("T")
Step = Callable[[], None]
_PAUSE = 0.1
"""In seconds; a line that changes more often cannot be read."""
_WIDTH = 80


@contextmanager
def progress(msgid: str, lang: Language, total: int = 0) -> Iterator[Step]:
    """Show that work is done, and with a `total` how much of it: call what this yields after each piece.

    Nothing is written where nobody watches: in a pipe, a file, a dumb terminal. There are no colours, and no signs
    that a terminal would have to know but the return to the start of the line.
    """
    if not _is_watched():
        yield _nothing
        return
    text = visible_line(lang.translate(msgid))
    width = max(1, _columns() - 1)
    done = 0
    drawn = clock()

    def draw() -> None:
        line = f"{text} {done}/{total}" if total else text
        sys.stderr.write("\r" + line[:width].ljust(width) + "\r")
        sys.stderr.flush()

    def step() -> None:
        nonlocal done, drawn
        done += 1
        if clock() - drawn >= _PAUSE:
            drawn = clock()
            draw()

    draw()
    try:
        yield step
    finally:
        sys.stderr.write("\r" + " " * width + "\r")
        sys.stderr.flush()


def each(pieces: Iterable[T], step: Step) -> Iterator[T]:
    """The pieces, one after the other, with a step after each."""
    for piece in pieces:
        yield piece
        step()


def _nothing() -> None:
    """Take no notice of a step."""


def _is_watched() -> bool:
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or _WIDTH
    except (OSError, ValueError):
        return _WIDTH
