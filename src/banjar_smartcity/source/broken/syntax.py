"""Syntax: which rule of YAML a text breaks, and where.

libyaml reports the place where it could not go on. If quotes or brackets were left open, that is some lines below
the fault; then the finding names the place where they were opened.
"""

from __future__ import annotations

import re
from typing import Any

from yaml import MarkedYAMLError, ScalarToken, YAMLError
from yaml._yaml import CParser

from ...diagnostics import START, At, Diagnostic, Phrase, Position
from ...named import NamedTuple
from ..decode import position_of, positions, split_lines
from ..kinds import MERGE_CONFLICT_LEFT, YAML_MANY_DOCUMENTS, YAML_SYNTAX
from .problems import NO_COLON, explain_problem

_NOT_CLOSED = "found unexpected end of stream"
_BRACKETS = ("did not find expected ',' or ']'", "did not find expected ',' or '}'")
_BLOCK = r"\s*(?:- |[\w-]+:(?:\s|$))"
"""A key or an entry on a line of its own: its author believed that the brackets were closed."""

_CONFLICT = r"^(?:<{7,}|>{7,}|\|{7,}) .*$|^={7,}\r?$"
"""A marker line that git writes around what it could not merge. No line of data begins like this."""
_IN_CONFLICTS = ("<" * 7, ">" * 7, "|" * 7, "=" * 7)


class _Problem(NamedTuple):
    mark: Any
    problem: str


def conflicts_left(path: str, text: str) -> list[Diagnostic]:
    """A finding for each merge conflict that was left in a text, complete or in part."""
    if not any(mark in text for mark in _IN_CONFLICTS):
        return []
    marks = list(re.finditer(_CONFLICT, text, re.MULTILINE))
    starts = [found for found in marks if found[0].startswith("<")] or marks[:1]
    if not starts:
        return []
    where = positions(text)  # once, as there may be thousands of marks
    return [Diagnostic(MERGE_CONFLICT_LEFT, At(path), {}, where(found.start())) for found in starts]


def syntax_fault(path: str, text: str, error: MarkedYAMLError) -> Diagnostic:
    """The finding for what libyaml could not read."""
    found = _Problem(error.problem_mark or error.context_mark, error.problem or "")
    if found.problem == "but found another document":
        return Diagnostic(YAML_MANY_DOCUMENTS, At(path), {}, _position(text, found.mark))
    if error.context_mark and _is_at_start(text, error):
        found = _Problem(error.context_mark, found.problem)
    found = _unclosed_before(text, found) or found
    where = _position(text, found.mark)
    end = error.problem_mark.line if error.problem_mark else where.line - 1
    from .repair import repair

    meant = repair(text, split_lines(text), (where.line - 1, end))
    if meant is None:
        return Diagnostic(YAML_SYNTAX, At(path), {"problem": Phrase(explain_problem(found.problem))}, where)
    if meant.exact or not meant.position.line <= where.line <= meant.end:
        where = meant.position
    return Diagnostic(YAML_SYNTAX, At(path), {"problem": Phrase(meant.problem)}, where, meant.suggestion)


def _position(text: str, mark: Any) -> Position:
    """The line and column of a mark. libyaml places the end of a text without a final line end on a line after it."""
    return position_of(text, min(mark.index, len(text))) if mark else START


def _is_at_start(text: str, error: MarkedYAMLError) -> bool:
    """Whether the fault is where something unfinished began: quotes, a key without a colon, an open bracket."""
    start, end = error.context_mark, error.problem_mark
    if error.problem in _BRACKETS and start and end:
        line = "".join(split_lines(text)[end.line : end.line + 1])  # empty at the end
        return end.line > start.line and (not line or re.match(_BLOCK, line) is not None)
    return error.problem in (_NOT_CLOSED, NO_COLON)


def _unclosed_before(text: str, found: _Problem) -> _Problem | None:
    """The place before the mark where something spans lines that it should not; None if there is none.

    Quotes left open end at the next quotes, further down; a key without a colon takes in the key on the next line.
    """
    last = _token_before(text, found.mark)
    if not isinstance(last, ScalarToken) or last.start_mark.line == last.end_mark.line:
        return None
    if last.end_mark.line != found.mark.line:
        return None
    if last.style in ("'", '"'):
        return _Problem(last.start_mark, _NOT_CLOSED)
    line = text[: last.start_mark.index].rpartition("\n")[2]
    return _Problem(last.start_mark, NO_COLON) if last.plain and not line.strip(" -") else None


def _token_before(text: str, mark: Any) -> Any:
    last = None
    scanner: Any = CParser(text)
    try:
        while mark and scanner.check_token():
            token = scanner.get_token()
            if token.start_mark.index >= mark.index:
                break
            last = token
    except YAMLError:
        pass  # the fault itself
    finally:
        scanner.dispose()
    return last
