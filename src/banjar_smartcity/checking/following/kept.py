"""Kept: what was found in the last few versions of a workspace, each known by its files.

Git knows each file by its content, so that paths with the names of their objects tell all that a check reads. The
files on disk are known by their state.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from ...named import NamedTuple
from ...workspace.disk import Disk
from ...workspace.git.commit import Commit
from ...workspace.memory.hashing import blake2b
from ...workspace.memory.place import find_place, read_sealed, write_sealed
from ...workspace.tree import Tree
from ..memory.answer import shows
from ..memory.state import of_this_tool, state_of, tool_digest
from ..memory.written import UNREADABLE, findings_read, findings_written
from .joint import JointFindings

MOST_VERSIONS, MOST_BYTES = 8, 4 << 20
"""The most versions of a workspace that are kept, the latest ones, and the most bytes of all of them."""
_DISK = "disk "


class AskedVersion(NamedTuple):
    """A version as it was when something was asked of it, before its files were read."""

    tree: Tree
    today: date
    name: str
    """What it is known by on this day."""

    def is_still(self, documents: Iterable[str]) -> bool:
        """Whether nothing has changed since then, and a change of these documents would show."""
        if not isinstance(self.tree, Disk):
            return True
        return shows(self.tree.root, documents) and _name_of(self.tree, self.today) == self.name


class KeptFindings:
    """What was found in versions. Nothing is written before `save`."""

    def __init__(self, place: Path, root: Path) -> None:
        name = blake2b(os.fsencode(os.path.realpath(root)), digest_size=16).hexdigest()
        self._place, self._name = place, of_this_tool(f"{name}-versions")
        self._kept = _read(place, self._name)
        self._is_new = False

    def ask(self, tree: Tree, today: date) -> AskedVersion | None:
        """A version on a day; None if nothing tells it from others."""
        name = _name_of(tree, today)
        return None if name is None else AskedVersion(tree, today, name)

    def find(self, asked: AskedVersion) -> JointFindings | None:
        """What was found in a version, if that is known."""
        text = self._kept.get(asked.name)
        return None if text is None else _joint(text)

    def keep(self, asked: AskedVersion, joint: JointFindings, documents: Iterable[str] = ()) -> None:
        """Keep what was found in a version with these documents; of the files on disk one state is enough."""
        text = _text(joint) if asked.is_still(documents) else None
        if text is not None:
            of_disk = asked.name.startswith(_DISK)
            others = {name: kept for name, kept in self._kept.items() if not (of_disk and name.startswith(_DISK))}
            self._kept = {asked.name: text, **others}
            self._is_new = True

    def save(self) -> None:
        """Write what is new. If the disk cannot be written to, nothing is kept."""
        if not self._is_new:
            return
        kept, size = dict[str, str](), 0
        for name, text in list(self._kept.items())[:MOST_VERSIONS]:
            size += len(text)
            if size <= MOST_BYTES:
                kept[name] = text
        write_sealed(self._place, self._name, tool_digest(), json.dumps(kept).encode())


def open_kept(root: Path) -> KeptFindings | None:
    """What was found in versions of a workspace; None if nothing is to be remembered."""
    place = find_place()
    return None if place is None else KeptFindings(place, root)


def _name_of(tree: Tree, today: date) -> str | None:
    """What a version is known by on a day; None if nothing tells it."""
    if isinstance(tree, Disk):
        state = state_of(tree.root)
        return f"{_DISK}{today.isoformat()}{state.digest}" if state is not None and state.settled else None
    if not isinstance(tree, Commit) or tree.too_much or not tree.revision.complete:
        return None
    files = tree.revision.files
    objects = "\0".join(blob.object for blob in files.values())
    others = (path for path, blob in files.items() if blob.link or blob.size is None)
    parts = (today.isoformat(), "\0".join(files), objects, *others)
    return blake2b("\0\0".join(parts).encode("utf-8", "surrogateescape"), digest_size=32).hexdigest()


def _text(joint: JointFindings) -> str | None:
    findings = findings_written(joint.findings)
    if findings is None:
        return None
    return json.dumps({**findings, "placed": sorted(joint.placed), "opened": sorted(joint.opened)})


def _joint(text: str) -> JointFindings | None:
    """The findings of a text; None if there are none in it."""
    try:
        data = json.loads(text)
        return JointFindings(
            findings_read(data), frozenset(map(str, data["placed"])), frozenset(map(str, data["opened"]))
        )
    except UNREADABLE:
        return None


def _read(place: Path, name: str) -> dict[str, str]:
    """What was written; nothing if it is of another tool, or not as it was written."""
    content = read_sealed(place, name)
    tool = tool_digest()
    if content is None or content[: len(tool)] != tool:
        return {}
    try:
        found = json.loads(bytes(content[len(tool) :]))
        return {str(key): str(text) for key, text in found.items()}
    except UNREADABLE:
        return {}
