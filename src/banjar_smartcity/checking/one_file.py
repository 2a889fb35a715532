"""Examine: check one file by itself: its text, its schema, its dates, and personal data in it.

The result depends on nothing but the path and the bytes, so that versions of a workspace with the same file examine
it once (`Known`).
"""

from __future__ import annotations

from typing import NamedTuple

from .. import source
from ..diagnostics import At, Diagnostic, Position
from ..model.model import Records
from ..privacy import search as personal_data
from ..rules.dates import check_calendar
from ..schema import validator as schema
from ..workspace import layout as workspace
from ..workspace.tree import Tree


class Examined(NamedTuple):
    """The contents of a file and its faults, regardless of other files."""

    text: str
    document: source.Document | None
    """None if the text or the data are not valid."""
    faults: tuple[Diagnostic, ...]
    secret: frozenset[int]
    """Numbers of the lines with personal data."""
    node: object = None
    """The root node of the text, for finding lines and columns; it is not kept for later versions."""


class Known(NamedTuple):
    """A cache of what is known from versions checked before. Begin with `nothing_known()`."""

    files: dict[tuple[str, bytes], Examined]
    """Examined files by path and bytes."""
    records: Records
    places: dict[source.Place, Position]
    """Lines and columns of places in the texts."""

    def forget(self) -> None:
        """Empty the cache, so that memory does not grow without limit."""
        for cache in self:
            cache.clear()


def nothing_known() -> Known:
    """An empty cache."""
    return Known({}, {}, {})


def examine(tree: Tree, file: workspace.File, known: Known | None = None) -> Examined:
    """A file of a tree, from the cache or examined now."""
    content, fault = tree.read(file.path)
    if known is None or content is None:
        return _examine(file, workspace.load_content(file.path, content, fault))
    key = file.path, content
    found = known.files.get(key)
    if found is None:
        found = _examine(file, workspace.load_content(file.path, content, fault))
        known.files[key] = found._replace(node=None)
    return found


def _examine(file: workspace.File, loaded: workspace.Loaded) -> Examined:
    personal = list(personal_data.check_personal_data(file.path, loaded.text))
    faults = [*loaded.diagnostics, *personal]
    secret = frozenset(fault.position.line for fault in personal if fault.position)
    document = loaded.document
    if document is None:
        return Examined(loaded.text, None, tuple(faults), secret)
    if not personal:
        faults += personal_data.check_decoded(At(file.path), loaded.text, document.data)
    against_schema = schema.shipped(file.kind).check(document)
    faults += against_schema
    if against_schema:
        return Examined(loaded.text, None, tuple(faults), secret, document.node)
    faults += check_calendar(document)
    return Examined(loaded.text, document._replace(node=None), tuple(faults), secret, document.node)
