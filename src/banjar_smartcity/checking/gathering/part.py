"""Part: what one file has for the checks between files, without its text.

Processes send parts to each other, and the memory of files keeps them; both as bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ... import source
from ...diagnostics import At, Diagnostic, Position
from ...named import NamedTuple
from .kinds import by_id


class FilePart(NamedTuple):
    """The record of a file, unless nothing can be read, and its faults."""

    record: Any
    """A `LaterRecord` if there may be thousands of its kind."""
    faults: tuple[Diagnostic, ...]
    """Each with its line and column, and with the id of its kind in place of the kind: `with_kinds` turns it back."""
    secret: frozenset[int]
    """Numbers of the lines with personal data."""
    rest: source.Document | None
    """The document, if only a part of it can be read."""
    places: Mapping[At, Position] = {}
    """Lines and columns of places in its text that were looked up before."""

    @property
    def is_personal(self) -> bool:
        """Whether there are personal data in the file, so that nothing of it may be kept elsewhere."""
        return bool(self.secret) or any(by_id()[str(fault.kind)].secret for fault in self.faults)


def with_kinds(faults: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The faults of a part as they were found: each kind is one and the same value in a process."""
    if not faults:
        return []
    kinds = by_id()
    return [fault._replace(kind=kinds[str(fault.kind)]) for fault in faults]
