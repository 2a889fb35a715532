"""Printed: what a command printed about a workspace, printed again as long as nothing has changed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from io import TextIOBase
from typing import TYPE_CHECKING, TextIO

from ...checking.memory.answer import ask, keep_answer, read_answer, shows
from ...named import NamedTuple
from ...workspace.memory.hashing import blake2b
from ..session import Session

if TYPE_CHECKING:
    from ...checking.pipeline import Checked

MOST_BYTES = 64 << 20
"""The most that a text may take; the JSON of ten thousand documents takes 45 million bytes."""
_OF_SHELLS = ("PWD", "OLDPWD", "SHLVL", "_")
"""Variables in which a shell notes what it does, on which no program looks to show anything."""


class PrintedOutput(NamedTuple):
    """With which code a command has ended, and from which check it has printed."""

    code: int
    checked: Checked


class _Heard(TextIOBase):
    """A stream that passes on to another what is written, and keeps it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.parts: list[bytes] = []

    @property
    def encoding(self) -> str:  # type: ignore[override]  # only its stub can be set
        """That of the stream."""
        return self._stream.encoding

    def write(self, text: str) -> int:
        """Write text."""
        self.parts.append(text.encode("utf-8", "surrogatepass"))
        return self._stream.write(text)

    def flush(self) -> None:
        """Flush the stream."""
        self._stream.flush()

    def isatty(self) -> bool:
        """Whether the stream is a terminal."""
        return self._stream.isatty()

    def fileno(self) -> int:
        """The number of the stream."""
        return self._stream.fileno()


def say(
    session: Session, command: str, options: Iterable[object], look: Iterable[str], work: Callable[[], PrintedOutput]
) -> int:
    """Do the work of a command that prints about a workspace, or print again what it printed. Return its code.

    All that it depends on, next to the workspace, the day and the language, is in the `options`, and in the `look` of
    what is printed. What was printed of data with personal data in them is not kept.
    """
    words = (session.today.isoformat(), session.lang.code, *map(str, options), *look)
    question = ask(session.root, f"-{command}", *words)
    if question is None:
        return work().code
    answer = read_answer(question, MOST_BYTES)
    if answer is not None and answer.digest == question.state.digest and len(answer.content):
        sys.stdout.write(str(answer.content[1:], "utf-8", "surrogatepass"))
        return answer.content[0]
    heard = _Heard(sys.stdout)
    with redirect_stdout(heard):
        said = work()
    is_secret = any(finding.kind.secret for finding in said.checked.findings)
    if not is_secret and shows(session.root, said.checked.holdings) and question.is_settled:
        keep_answer(question, b"".join((bytes((said.code,)), *heard.parts)), MOST_BYTES)
    return said.code


def terminal_look() -> tuple[str, ...]:
    """All on which it depends how a text for people is laid out and coloured."""
    from ...render.terminal.console import is_plain

    if is_plain():
        return ("plain",)
    # Which variables rich asks for differs from version to version. There are secrets among them: a hash is enough.
    told = repr([entry for entry in sorted(os.environ.items()) if entry[0] not in _OF_SHELLS])
    variables = blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return (f"{sys.stdout.isatty()} {sys.stdout.encoding}", *map(_columns, range(3)), variables)


def _columns(stream: int) -> str:
    try:
        return str(os.get_terminal_size(stream))
    except OSError:
        return ""
