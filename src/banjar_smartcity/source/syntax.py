"""Syntax: which rule of YAML a text breaks, and where its author broke it.

libyaml says where it could not go on. Where quotes or brackets were left open, that is lines further down than the
fault; then the place where they were opened is named.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from yaml import MarkedYAMLError, ScalarToken, YAMLError
from yaml._yaml import CParser

from ..diagnostics import START, At, Diagnostic, Phrase, Position
from .decode import position_of, split_lines
from .kinds import MERGE_CONFLICT_LEFT, YAML_MANY_DOCUMENTS, YAML_SYNTAX
from .problems import explain_problem

_NOT_CLOSED = "found unexpected end of stream"
_NO_COLON = "could not find expected ':'"
_BRACKETS = ("did not find expected ',' or ']'", "did not find expected ',' or '}'")
_BLOCK = re.compile(r"\s*(?:- |[\w-]+:(?:\s|$))")
"""A key or an entry on a line of its own: here its author thinks the brackets closed."""

_CONFLICT = re.compile(r"^(?:<{7,}|>{7,}|\|{7,}) .*$|^={7,}\r?$", re.MULTILINE)
"""A line that git puts around what it could not merge. No data begin like this."""


class _Breach(NamedTuple):
    mark: Any
    problem: str


def conflicts_left(path: str, text: str) -> list[Diagnostic]:
    """A finding for each merge conflict that was left in a text; where only a piece of one was, for that piece."""
    marks = list(_CONFLICT.finditer(text))
    begun = [found for found in marks if found[0].startswith("<")] or marks[:1]
    return [Diagnostic(MERGE_CONFLICT_LEFT, At(path), {}, position_of(text, found.start())) for found in begun]


def syntax_fault(path: str, text: str, error: MarkedYAMLError) -> Diagnostic:
    """The finding for what libyaml could not read."""
    found = _Breach(error.problem_mark or error.context_mark, error.problem or "")
    if found.problem == "but found another document":
        return Diagnostic(YAML_MANY_DOCUMENTS, At(path), {}, _position(text, found.mark))
    if error.context_mark and _was_noticed_late(text, error):
        found = _Breach(error.context_mark, found.problem)
    found = _left_open(text, found) or found
    return Diagnostic(
        YAML_SYNTAX, At(path), {"problem": Phrase(explain_problem(found.problem))}, _position(text, found.mark)
    )


def _position(text: str, mark: Any) -> Position:
    """The end of a text without a last line end counts as a line of its own to libyaml, but to nobody else."""
    return position_of(text, min(mark.index, len(text))) if mark else START


def _was_noticed_late(text: str, error: MarkedYAMLError) -> bool:
    """Whether the fault lies where the unfinished thing began: quotes, a key without colon, an open bracket."""
    began, noticed = error.context_mark, error.problem_mark
    if error.problem in _BRACKETS and began and noticed:
        line = "".join(split_lines(text)[noticed.line : noticed.line + 1])  # none at the end
        return noticed.line > began.line and (not line or _BLOCK.match(line) is not None)
    return error.problem in (_NOT_CLOSED, _NO_COLON)


def _left_open(text: str, found: _Breach) -> _Breach | None:
    """Where the text before the mark stretches over lines as its author did not mean it to.

    Quotes left open end at the next ones, further down; a key without a colon swallows the key on the next line.
    """
    last = _token_before(text, found.mark)
    if not isinstance(last, ScalarToken) or last.start_mark.line == last.end_mark.line:
        return None
    if last.end_mark.line != found.mark.line:
        return None
    if last.style in ("'", '"'):
        return _Breach(last.start_mark, _NOT_CLOSED)
    line = text[: last.start_mark.index].rpartition("\n")[2]
    return _Breach(last.start_mark, _NO_COLON) if last.plain and not line.strip(" -") else None


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
