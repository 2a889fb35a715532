"""Hyphens: an entry of a list without its hyphen or its first line, whose keys are read as those of the entry before.

A block of keys that is there twice in a mapping is one fault too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...diagnostics import Diagnostic, Phrase
from ..decode import split_lines
from ..kinds import YAML_DUPLICATE_KEY, YAML_SYNTAX
from .edits import NO_DASH, NO_FIRST_LINE


def with_hyphens(text: str, faults: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """The faults, with one in place of all the repeated keys of an entry, or of a repeated block."""
    lines = split_lines(text)
    lost: Diagnostic | None = None
    block: Diagnostic | None = None
    for fault, after in zip(faults, (*faults[1:], None), strict=True):
        if fault.kind is not YAML_DUPLICATE_KEY or fault.position is None:
            yield fault
        elif _begins_entry(lines, fault) and after is not None and _is_beside(fault, after):
            lost = fault
            indent = lines[_first(fault) - 1].partition("-")[0]
            meant = f"{indent}- {lines[fault.position.line - 1].strip()}"
            yield Diagnostic(YAML_SYNTAX, fault.at, {"problem": Phrase(NO_DASH)}, fault.position, meant)
        elif lost is not None and _is_beside(lost, fault):
            pass
        elif block is not None and _continues(lines, block, fault):
            block = fault
        else:
            block = fault
            entry = after is not None and _continues(lines, fault, after) and _is_in_entry(lines, fault)
            facts = {"problem": Phrase(NO_FIRST_LINE)}
            yield Diagnostic(YAML_SYNTAX, fault.at, facts, fault.position) if entry else fault


def _continues(lines: Sequence[str], fault: Diagnostic, other: Diagnostic) -> bool:
    """Whether the next repeated key belongs to the same block: nothing else is between the two, here and above."""
    if not _is_beside(fault, other) or fault.position is None or other.position is None:
        return False
    indent = fault.position.column - 1
    spans = ((fault.position.line, other.position.line), (_first(fault), _first(other)))
    between = (line for start, end in spans for line in lines[start : end - 1])
    return all(not line.strip() or line.lstrip().startswith("#") or line[: indent + 1].isspace() for line in between)


def _is_in_entry(lines: Sequence[str], fault: Diagnostic) -> bool:
    """Whether the mapping in which the key is repeated is an entry of a list."""
    column = fault.position.column - 1 if fault.position else 0
    for line in reversed(lines[: _first(fault)]):
        indent = len(line) - len(line.lstrip())
        if line.strip() and indent < column:
            return re.match(r"\s*-\s+", line) is not None and len(line) - len(line.lstrip(" -")) == column
    return False


def _first(fault: Diagnostic) -> int:
    """The line on which the repeated key is first."""
    return int(str(fault.facts["first"]))


def _begins_entry(lines: Sequence[str], fault: Diagnostic) -> bool:
    """Whether the key is the one that the entry begins with."""
    first = lines[_first(fault) - 1]
    return re.match(rf"\s*-\s+{re.escape(str(fault.facts['key']))}:", first) is not None


def _is_beside(fault: Diagnostic, other: Diagnostic) -> bool:
    """Whether another key is repeated in the same mapping, further down."""
    if other.kind is not YAML_DUPLICATE_KEY or fault.position is None or other.position is None:
        return False
    first, line = _first(fault), fault.position.line
    return other.position.column == fault.position.column and first < _first(other) < line
