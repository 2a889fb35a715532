"""Hyphens: an entry of a list without its hyphen, whose keys are read as those of the entry before, a second time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...diagnostics import Diagnostic, Phrase
from ..decode import split_lines
from ..kinds import YAML_DUPLICATE_KEY, YAML_SYNTAX
from .edits import NO_DASH


def with_hyphens(text: str, faults: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """The faults, with one in place of all the repeated keys of an entry that has lost its hyphen."""
    lines = split_lines(text)
    lost: Diagnostic | None = None
    for fault, after in zip(faults, (*faults[1:], None), strict=True):
        if fault.kind is not YAML_DUPLICATE_KEY or fault.position is None:
            yield fault
        elif _begins_entry(lines, fault) and after is not None and _is_beside(fault, after):
            lost = fault
            indent = lines[int(str(fault.facts["first"])) - 1].partition("-")[0]
            meant = f"{indent}- {lines[fault.position.line - 1].strip()}"
            yield Diagnostic(YAML_SYNTAX, fault.at, {"problem": Phrase(NO_DASH)}, fault.position, meant)
        elif lost is None or not _is_beside(lost, fault):
            yield fault


def _begins_entry(lines: Sequence[str], fault: Diagnostic) -> bool:
    """Whether the key is the one that the entry begins with."""
    first = lines[int(str(fault.facts["first"])) - 1]
    return re.match(rf"\s*-\s+{re.escape(str(fault.facts['key']))}:", first) is not None


def _is_beside(fault: Diagnostic, other: Diagnostic) -> bool:
    """Whether another key is repeated in the same mapping, further down."""
    if other.kind is not YAML_DUPLICATE_KEY or fault.position is None or other.position is None:
        return False
    first, line = int(str(fault.facts["first"])), fault.position.line
    return other.position.column == fault.position.column and first < int(str(other.facts["first"])) < line
