"""Repair: what the author of broken YAML probably meant.

Each kind of typing mistake has an edit of one line. An edit is proposed only if libyaml reads on after it, so what is
offered has been tried. This runs on broken files only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from yaml import MarkedYAMLError

from ...diagnostics import Position
from ...i18n import N_
from ...spelling.characters import LOOKALIKES, ordinary_spaces, strange
from ..compose import TooDeepError, compose
from .problems import NO_COLON

MOST_CHARACTERS = 200_000
"""Longer texts are not tried: each try reads all of it."""
_MOST_TRIES, _MOST_CONTINUED, _LONGEST = 40, 20, 4000


class Repair(NamedTuple):
    """What is wrong with a line, and the line as it was probably meant."""

    problem: str
    position: Position
    end: int
    """The last line that the suggestion replaces, counted from 1 as that of the position is."""
    suggestion: str
    exact: bool
    """The position is that of a character which explains the fault; else the reader's own place says more."""


class _Edit(NamedTuple):
    """Some lines replaced by one."""

    replaced: range
    line: str
    problem: str
    column: int
    exact: bool = False
    indents: bool = False
    """What matters is where the line begins, so the suggestion shows it."""


_KEY = r"[\w-]+"
_ENTRY = re.compile(rf"(\s*(?:-\s+)*)({_KEY}|\"[^\"]*\")?(:\s+)?")
_COMMENT = re.compile(r"\s{2,}#.*\Z|\s#\s.*\Z")
_STARTS = re.compile(rf"\s*(?:-\s|-\Z|(?:{_KEY}|\"[^\"]*\"):(?:\s|\Z)|#|\Z)")

MSGIDS = (
    NO_COLON_SPACE := N_("a space is missing after the colon"),
    NO_DASH_SPACE := N_("a space is missing after the hyphen of a list entry"),
    NOT_A_COLON := N_("a key is followed by a colon and a space, and by nothing else"),
    TAB := N_("a tab indents this line; only spaces may do that"),
    INDENTATION := N_("this line does not begin below the lines that it belongs to"),
    CONTINUED := N_("a text goes on in the next line without being indented"),
    COLON := N_("a text with a colon in it needs quotes"),
    FIRST_CHARACTER := N_("a text that begins with this character needs quotes"),
    HASH := N_("a text with # in it needs quotes; what follows # would be lost"),
    NOT_CLOSED := N_("quotes are not closed"),
    PART_QUOTED := N_("quotes are closed before the end of the text; put all of it in quotes"),
    BACKSLASH := N_("a backslash in double quotes must be doubled"),
    APOSTROPHE := N_("an apostrophe ends the text; a text with an apostrophe needs double quotes"),
    EMPTY_LIST := N_("[] says that the list is empty, but entries follow"),
    BRACKET := N_("a list in [ ] is not closed"),
)


def repair(text: str, lines: Sequence[str], noticed: Iterable[int]) -> Repair | None:
    """The first edit near the noticed lines (counted from 0) after which the text can be read further."""
    if len(text) > MOST_CHARACTERS:
        return None
    near = [n for at in dict.fromkeys(noticed) for n in (at, _before(lines, at)) if 0 <= n < len(lines)]
    if any(len(line) > _LONGEST for n in near for line in lines[max(0, n - 5) : n + _MOST_CONTINUED]):
        return None
    reached = _reached(lines, whole=True)
    tried: set[tuple[int, int, str]] = set()
    for make in _EDITS:
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


def _helps(lines: Sequence[str], edit: _Edit, reached: int) -> bool:
    """Whether the text is read after the edit, or at least past the line behind it."""
    edited = [*lines[: edit.replaced.start], edit.line, *lines[edit.replaced.stop :]]
    # An edit of where lines begin may only move the fault to the next line.
    least = reached + 1 if edit.indents or edit.problem == CONTINUED else reached
    return _reached(edited) + (len(edit.replaced) - 1) > least


def _one(number: int, line: str, problem: str, column: int, *, exact: bool = False, indents: bool = False) -> _Edit:
    return _Edit(range(number, number + 1), line, problem, column, exact, indents)


def _lookalikes(lines: Sequence[str], number: int) -> Iterator[_Edit]:
    line = lines[number]
    name = strange(line)
    if name is None:
        return
    found = re.search(LOOKALIKES, line)
    column = found.start() if found else 0
    yield _one(number, ordinary_spaces(line), name, column, exact=True, indents=not line[:column].strip())
    if dash := re.match(r"(\s*)[\u2010-\u2015\u2212\uff0d]\s*", line):
        yield _one(number, f"{dash[1]}- {line[dash.end() :]}", name, len(dash[1]), exact=True)
    if colon := re.match(rf"(\s*(?:-\s+)?{_KEY})\s*：\s*", line):
        yield _one(number, f"{colon[1]}: {line[colon.end() :]}", name, len(colon[1]), exact=True)
    if quotes := re.fullmatch(rf"(\s*(?:-\s+)?(?:{_KEY}:\s+)?)[“”„‟″](.*)[“”″]\s*", line):
        yield _one(number, quotes[1] + _quoted(quotes[2]), name, len(quotes[1]), exact=True)


def _tabs(lines: Sequence[str], number: int) -> Iterator[_Edit]:
    line = lines[number]
    if "\t" in line[: len(line) - len(line.lstrip())]:
        for indent in _indents(lines, number):
            yield _one(number, " " * indent + line.lstrip(), TAB, 0, exact=True, indents=True)


def _hyphens(lines: Sequence[str], number: int) -> Iterator[_Edit]:
    if found := re.match(r"(\s*)-(?=[^\s-])", lines[number]):
        line = lines[number]
        yield _one(number, f"{found[1]}- {line[found.end() :]}", NO_DASH_SPACE, len(found[1]))


def _colons(lines: Sequence[str], number: int) -> Iterator[_Edit]:
    line = lines[number]
    if found := re.match(rf"(\s*(?:-\s+)?{_KEY}):(?=\S)", line):
        yield _one(number, f"{found[1]}: {line[found.end() :]}", NO_COLON_SPACE, found.start(1) + _blanks(line))
    if found := re.match(rf"(\s*(?:-\s+)?{_KEY})\s*(?:=+>?|:=|;|\s:)\s*(?=\S)", line):
        yield _one(number, f"{found[1]}: {line[found.end() :]}", NOT_A_COLON, _blanks(line))


def _blanks(line: str) -> int:
    return len(line) - len(line.lstrip())


def _empty_lists(lines: Sequence[str], number: int) -> Iterator[_Edit]:
    if found := re.fullmatch(rf"(\s*(?:-\s+)?{_KEY}:)\s*(?:\[\s*\]|null|~)\s*", lines[number]):
        yield _one(number, found[1], EMPTY_LIST, len(found[1]) + 1, exact=True)


def _values(lines: Sequence[str], number: int) -> Iterator[_Edit]:
    """The value of the line in quotes, or with the quotes that it has closed."""
    line = lines[number]
    head = _ENTRY.match(line)
    if head is None:
        return
    lead = head[0] if head[3] else head[1]
    value = line[len(lead) :]
    comment = _COMMENT.search(value)
    value, rest = (value[: comment.start()], comment[0]) if comment else (value, "")
    value = value.rstrip()
    if not value:
        return
    first, column = value[0], len(lead)
    if first in "\"'":
        closed = len(value) > 1 and value.endswith(first)
        inner = value[1:-1] if closed else value[1:]
        yield _one(number, lead + _quoted(inner) + rest, _fault_of_quotes(first, inner, closed=closed), column)
    elif first == "[" and re.match(r"\[[^\]]*\s#", line[len(lead) :]):
        yield _one(number, lead + _flow(line[len(lead) :]), HASH, column)
    elif first == "[" and "]" not in value:
        yield _one(number, f"{lead}{value}]{rest}", BRACKET, column)
    is_key = not head[3] and _STARTS.match(line[len(lead) :]) is not None
    if first not in "\"'" and not is_key:
        whole = line[len(lead) :].rstrip()
        for text, tail in ((value, rest), (whole, "")):
            hashed = re.search(r"\s#", text) is not None
            problem = HASH if hashed else FIRST_CHARACTER if first in "@`%*&![]{}|>-?,#" else COLON
            if problem != COLON or ":" in text:
                yield _one(number, lead + _quoted(text) + tail, problem, column)
    if not head[3] and (key := re.match(r"(\s*(?:-\s+)?)([^:\"']+\s#[^:]*):(?=\s|\Z)", line)):
        yield _one(number, f"{key[1]}{_quoted(key[2])}:{line[key.end() :]}", HASH, len(key[1]))


def _fault_of_quotes(quote: str, inner: str, *, closed: bool) -> str:
    if quote == "'" and "'" in inner:
        return APOSTROPHE
    if quote in inner.replace(f"\\{quote}", ""):
        return PART_QUOTED
    return BACKSLASH if closed and "\\" in inner else NOT_CLOSED


def _flow(text: str) -> str:
    """A list in brackets with quotes around what has # in it."""
    parts = (part.strip() for part in text.strip().removeprefix("[").removesuffix("]").split(","))
    return f"[{', '.join(_quoted(part) if ' #' in part else part for part in parts)}]"


def _quoted(text: str) -> str:
    """A text in double quotes that reads as it is written."""
    return json.dumps(text.replace('\\"', '"'), ensure_ascii=False)


def in_quotes(line: str) -> str | None:
    """A line with its value in double quotes; None if it has none."""
    return next((edit.line.strip() for edit in _values([line], 0) if edit.line != line), None)


def _continued(lines: Sequence[str], number: int) -> Iterator[_Edit]:
    """A value and the lines that it goes on in, as one line."""
    start = number
    if start > 0 and _STARTS.match(lines[start]) and not _STARTS.match(lines[start - 1]):
        start -= 1
    while start > 0 and number - start < 5 and not _STARTS.match(lines[start]):
        start -= 1
    head, stop = _ENTRY.match(lines[start]), start + 1
    while stop < min(len(lines), number + _MOST_CONTINUED) and not _STARTS.match(lines[stop]):
        stop += 1
    if head is None or not head[3] or stop == start + 1:
        return
    value = " ".join(line.strip() for line in (lines[start][len(head[0]) :], *lines[start + 1 : stop]))
    hashed = re.search(r"\s#", value) is not None
    if value[:1] in ("[", "{", "|", ">", '"', "'") or not (hashed or " " in lines[start + 1].strip()):
        if hashed and value.startswith("["):
            yield _Edit(range(start, stop), head[0] + _flow(value), HASH, len(head[0]))
        return
    problem, column = (HASH, len(head[0])) if hashed else (CONTINUED, _blanks(lines[start + 1]))
    for text in (_quoted(value),) if hashed else (value, _quoted(value)):
        yield _Edit(range(start, stop), head[0] + text, problem, column)


def _indented(lines: Sequence[str], number: int) -> Iterator[_Edit]:
    line = lines[number]
    for indent in _indents(lines, number):
        yield _one(number, " " * indent + line.lstrip(), INDENTATION, _blanks(line), indents=True)


def _indents(lines: Sequence[str], number: int) -> Iterable[int]:
    """Where the lines around begin, those of keys and of entries; the nearest first."""
    line = lines[number]
    around = [lines[n] for n in range(max(0, number - 8), min(len(lines), number + 9)) if n != number]
    columns = {_blanks(other) for other in around if other.strip() and "\t" not in other[: _blanks(other)]}
    columns |= {len(found[0]) for other in around if (found := re.match(r"\s*-\s+(?=\S)", other))}
    own = len(line[: _blanks(line)].expandtabs(4))
    return sorted(columns, key=lambda column: (abs(column - own), column))[:6]


_EDITS: tuple[Callable[[Sequence[str], int], Iterator[_Edit]], ...] = (
    _lookalikes,
    _tabs,
    _colons,
    _hyphens,
    _empty_lists,
    _values,
    _continued,
    _indented,
)
"""From the most to the least certain."""
