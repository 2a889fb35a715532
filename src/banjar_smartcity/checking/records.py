"""Records: those of a folder, each by itself. Rules between them are not asked, and need not be loaded."""

from __future__ import annotations

from pathlib import Path

from ..model.building import build_model, join_records
from ..model.model import Model
from ..workspace import layout as workspace
from ..workspace.disk import Disk
from .gathering.gather import gather
from .memory.store import open_store


def read_model(root: Path) -> Model:
    """The records below `data/` of a folder, as far as they can be read. They are not checked against each other."""
    tree = Disk(root)
    if tree.excess():
        return build_model((), ())
    files, misplaced, _ = workspace.discover(tree)
    store = open_store(root)
    found = gather(tree, files, None, None, store)
    if store:
        store.save()
    return join_records(found.records.values(), (*((file.kind, file.path) for file in misplaced), *found.unreadable))
