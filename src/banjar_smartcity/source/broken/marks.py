"""Marks: anchors and tags, which YAML takes out of a text so that data do not show them.

`&Jalan kabupaten` reads as `kabupaten`, and `! "3"` as a number. Who writes so usually meant the word.
"""

from __future__ import annotations

import re
from typing import Any

from yaml import AliasToken, AnchorToken, TagToken, YAMLError
from yaml._yaml import CParser

from ...diagnostics import At, Diagnostic, Position
from ..decode import split_lines
from ..kinds import YAML_ANCHOR_UNUSED, YAML_TAG
from .edits import in_quotes

_MAY_BE = r"(?<![^\s\[{,:?-])(?:&[\w-]|!(?:[\s,\]}]|\Z))"
"""Where an anchor or a tag without a name may begin; in most files nothing does."""


def check_marks(path: str, text: str) -> list[Diagnostic]:
    """Anchors that nothing refers to and tags without a name, in a text that can be read."""
    if re.search(_MAY_BE, text) is None:
        return []
    anchors: dict[str, Any] = {}
    faults: list[Diagnostic] = []
    scanner: Any = CParser(text)
    lines: list[str] = []
    try:
        while scanner.check_token():
            token = scanner.get_token()
            if isinstance(token, AnchorToken):
                anchors[token.value] = token.start_mark
            elif isinstance(token, AliasToken):
                anchors.pop(token.value, None)
            elif isinstance(token, TagToken) and tuple(token.value) in (("", "!"), ("!", ""), (None, "!")):
                lines = lines or split_lines(text)
                faults.append(_fault(YAML_TAG, path, lines, token.start_mark, {"tag": "!"}))
    except YAMLError:  # pragma: no cover - the text has been read before
        return []
    finally:
        scanner.dispose()
    for name, mark in anchors.items():
        lines = lines or split_lines(text)
        faults.append(_fault(YAML_ANCHOR_UNUSED, path, lines, mark, {"word": f"&{name}"}))
    return sorted(faults, key=lambda fault: fault.position or Position(1, 1))


def tag_meant(text: str, position: Position) -> str | None:
    """What a line with a tag was probably meant to say."""
    return _meant(split_lines(text)[position.line - 1], position.column - 1)


def _fault(kind: Any, path: str, lines: list[str], mark: Any, facts: dict[str, object]) -> Diagnostic:
    where = Position(mark.line + 1, mark.column + 1)
    return Diagnostic(kind, At(path), facts, where, _meant(lines[mark.line], mark.column))


def _meant(line: str, column: int) -> str | None:
    """The line with its text in quotes; without the mark where it is one of YAML's own, or is before quotes."""
    mark = re.match(r"(?:!(?:![\w:/.-]*|<[^>]*>)?|[&!][\w-]+)(?=\s|\Z)\s*", line[column:])
    rest = line[column + mark.end() :] if mark else ""
    if re.match(r"\s*(?:-\s+)*(?:[\w-]+:\s+)?[\[{]", line[:column]):
        return None  # one of many in brackets
    if mark and mark[0].strip() == "!" and not rest:
        return in_quotes(line)
    if mark and (line[column : column + 2] in ("!!", "!<", "! ") or rest[:1] in ("", "'", '"', "[", "{")):
        return (line[:column] + rest).strip() or None
    return in_quotes(line)
