"""Part: what one file has for the checks between files, without its text.

Processes send parts to each other, and the memory of files keeps them; both as bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ... import source
from ...diagnostics import At, Diagnostic, Position
from ...model.building import build_record
from ...model.outline import Outline
from ...workspace import layout as workspace
from .kinds import by_id


class FilePart(NamedTuple):
    """The record of a file, unless nothing can be read, and its faults."""

    record: Any
    faults: tuple[Diagnostic, ...]
    """Each with its line and column, and with the id of its kind in place of the kind: `with_kinds` turns it back."""
    secret: frozenset[int]
    """Numbers of the lines with personal data."""
    rest: source.Document | None
    """The document, if only a part of it can be read."""
    places: Mapping[At, Position] = {}
    """Lines and columns of places in its text that were looked up before."""
    outline: Outline | None = None
    """The outline of the record, if it may be `LaterRecord`."""

    @property
    def is_personal(self) -> bool:
        """Whether there are personal data in the file, so that nothing of it may be kept elsewhere."""
        return bool(self.secret) or any(by_id()[str(fault.kind)].secret for fault in self.faults)


def part_of(file: workspace.File, content: bytes | None, fault: Diagnostic | None) -> FilePart:
    """The part of a file, which is examined now; as `examine_content`."""
    # slow to load, and not needed where all parts are remembered
    from ..one_file import examine_content
    from .outlining import outline_of

    found = examine_content(file, content, fault)
    document = found.document or found.rest
    record = build_record(file.kind, document) if document else None
    return FilePart(
        record=record,
        faults=tuple(_located(file.path, found.text, found.node, found.faults)),
        secret=found.secret,
        rest=found.rest and found.rest.without_nodes(),
        outline=outline_of(record),
    )


def with_kinds(faults: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The faults of a part as they were found: each kind is one and the same value in a process."""
    if not faults:
        return []
    kinds = by_id()
    return [fault._replace(kind=kinds[str(fault.kind)]) for fault in faults]


def _located(path: str, text: str, node: object, faults: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    locate = source.Locator({path: text}, {path: node})
    for fault in faults:
        name: Any = fault.kind.id
        yield fault._replace(kind=name, position=fault.position or locate(fault.at))
