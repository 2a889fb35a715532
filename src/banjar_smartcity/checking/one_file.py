"""Examine: one file seen alone: its text, its form, personal data in it, its dates.

What is found depends on the path and the bytes, and on nothing else: many versions of a workspace examine a file that
they share once (`Known`).
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
    """What a file says and what is wrong with it, whatever the other files are."""

    text: str
    document: source.Document | None
    """None where the text is not sound, or the schema does not accept it."""
    faults: tuple[Diagnostic, ...]
    secret: frozenset[int]
    """Lines in which personal data stand."""
    node: object = None
    """What the text was composed to, to tell lines and columns soon after; not kept for later versions."""


class Known(NamedTuple):
    """What versions checked before have taught, for the next one to take up. It begins with `nothing_known`."""

    files: dict[tuple[str, bytes], Examined]
    """By path and bytes."""
    records: Records
    places: dict[source.Place, Position]
    """Where places of those texts are."""
    searched: dict[tuple[str, str], dict[str, tuple[Position, int]]]
    """Personal data in documents, by path and hash."""

    def forget(self) -> None:
        """Begin anew, so that memory does not grow without end."""
        for learnt in self:
            learnt.clear()


def nothing_known() -> Known:
    """What is known before the first version."""
    return Known({}, {}, {}, {})


def examine(tree: Tree, file: workspace.File, known: Known | None = None) -> Examined:
    """A file of a tree, as it is known already or examined now."""
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
    secret = personal_data.secret_lines(loaded.text) if personal else frozenset()
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
