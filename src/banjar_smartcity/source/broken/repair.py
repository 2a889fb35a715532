"""Repair: what the author of broken YAML probably meant.

Each kind of typing mistake has an edit of one line (`edits.py`). An edit is proposed only if libyaml reads on after
it, so what is offered has been tried. This runs on broken files only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yaml import MarkedYAMLError

from ...diagnostics import Position
from ...named import NamedTuple
from ..compose import TooDeepError, compose
from .edits import CONTINUED, EDITS, MOST_CONTINUED, Edit
from .problems import NO_COLON

MOST_CHARACTERS = 200_000
"""Longer texts are not tried: each try reads all of it."""
_MOST_TRIES, _LONGEST = 40, 4000


class Repair(NamedTuple):
    """What is wrong with a line, and the line as it was probably meant."""

    problem: str
    position: Position
    end: int
    """The last line that the suggestion replaces, counted from 1 as that of the position is."""
    suggestion: str
    exact: bool
    """The position is that of a character which explains the fault; else the reader's own place says more."""


def repair(text: str, lines: Sequence[str], noticed: Iterable[int]) -> Repair | None:
    """The first edit near the noticed lines (counted from 0) after which the text can be read further."""
    if len(text) > MOST_CHARACTERS:
        return None
    near = [n for at in dict.fromkeys(noticed) for n in (at, _before(lines, at)) if 0 <= n < len(lines)]
    if any(len(line) > _LONGEST for n in near for line in lines[max(0, n - 5) : n + MOST_CONTINUED]):
        return None
    reached = _reached(lines, whole=True)
    tried: set[tuple[int, int, str]] = set()
    for make in EDITS:
        for number in dict.fromkeys(near):
            for edit in make(lines, number):
                new = (edit.replaced.start, edit.replaced.stop, edit.line)
                if new in tried or (len(edit.replaced) == 1 and lines[edit.replaced.start] == edit.line):
                    continue
                tried.add(new)
                if len(tried) > _MOST_TRIES:
                    return None
                if _helps(lines, edit, max(reached, edit.replaced.stop - 1)):
                    suggestion = edit.line.rstrip() if edit.indents else edit.line.strip()
                    where = Position(edit.replaced.start + 1, edit.column + 1)
                    return Repair(edit.problem, where, edit.replaced.stop, suggestion, edit.exact)
    return None


def _before(lines: Sequence[str], number: int) -> int:
    """The line before that is not blank."""
    return next((n for n in range(min(number, len(lines)) - 1, -1, -1) if lines[n].strip()), -1)


def _reached(lines: Sequence[str], *, whole: bool = False) -> int:
    """The line at which reading ends; one behind the last for a text that can be read.

    A text without its colon is noticed in the line after it. It is counted as read only if `whole`.
    """
    try:
        compose("\n".join(lines))
    except MarkedYAMLError as error:
        marks = [mark.line for mark in (error.problem_mark, error.context_mark) if mark]
        return int((max if whole or error.problem != NO_COLON else min)(marks, default=0))
    except TooDeepError:
        return 0
    return len(lines) + 1


def _helps(lines: Sequence[str], edit: Edit, reached: int) -> bool:
    """Whether the text is read after the edit, or at least past the line behind it."""
    edited = [*lines[: edit.replaced.start], edit.line, *lines[edit.replaced.stop :]]
    # An edit of where lines begin may only move the fault to the next line.
    least = reached + 1 if edit.indents or edit.problem == CONTINUED else reached
    return _reached(edited) + (len(edit.replaced) - 1) > least
