"""Making: the part of a file, which is examined now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ... import source
from ...diagnostics import Diagnostic
from ...model.building import build_record
from ...model.outline import Outline
from ...workspace import layout as workspace
from .. import one_file
from ..memory.loading import later_record, left_behind
from .outlining import outline_of
from .part import FilePart
from .straight import straight_outline


def part_of(file: workspace.File, content: bytes | None, fault: Diagnostic | None) -> FilePart:
    """The part of a file, which is examined now; as `examine_content`.

    The data of a record with an outline are left behind if they are quickly read again.
    """
    found = one_file.examine_content(file, content, fault)
    document = found.document or found.rest
    is_quick = found.node is None and found.rest is None
    return FilePart(
        record=_record(file.kind, document, is_quick=is_quick) if document else None,
        faults=tuple(_located(file.path, found.text, found.node, found.faults)),
        secret=found.secret,
        rest=found.rest and found.rest.without_nodes(),
    )


def _record(kind: str, document: source.Document, *, is_quick: bool) -> Any:
    record = None
    outline = _straight(kind, document)
    if outline is None:
        record = build_record(kind, document)
        outline = outline_of(record)
    if outline is None:
        return record
    if is_quick:
        return left_behind(outline)
    # What is kept is the document, from which the record is built again; only guesses are in its text.
    text = document.text if getattr(record, "guessed", ()) else ""
    return later_record(outline, source.Document(document.path, text, document.data))


def _straight(kind: str, document: source.Document) -> Outline | None:
    if kind != "innovation" or not isinstance(document.data, dict):
        return None
    return straight_outline(document.path, document.data)


def _located(path: str, text: str, node: object, faults: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    locate = source.Locator({path: text}, {path: node})
    for fault in faults:
        name: Any = fault.kind.id
        yield fault._replace(kind=name, position=fault.position or locate(fault.at))
