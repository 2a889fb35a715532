"""Entries: the state of each file of a workspace that was checked, and a hash of what of it counted."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ...model.building import build_record
from ...model.later import LaterRecords
from ...named import NamedTuple
from ...workspace.disk import Disk
from ...workspace.layout import File, kind_of
from ...workspace.memory.place import read_sealed, write_sealed
from ...workspace.tree import FILE_ENDINGS
from ...workspace.tree import MOST_BYTES as MOST_OF_DATA
from ..following.counted import OUTLINE, RECORD, SIZE, counted, hash_of
from ..gathering.documents import LaterDocuments, by_path
from .state import WorkspaceState, of_this_tool, tool_digest

if TYPE_CHECKING:
    from ..pipeline import Checked

MOST_CHANGED = 20
"""If more than one entry in so many has changed, all are checked again: several processes do that faster."""
MOST_BYTES = 64 << 20
"""The most that the entries of one workspace may take; those of thirty thousand files take 5 million bytes."""
MOST_RECORDS = 500
"""Of so many files the record counts; each has to be read again. Of more nothing is known."""
_COUNT = 4
_NONE = bytes(SIZE)
_BETWEEN = "\0\0"
"""A line has one NUL, and neither begins nor ends with it."""


class Entries(NamedTuple):
    """The entries of a workspace in one state."""

    digest: str
    """Of the state."""
    counted: Mapping[str, bytes]
    """By the line of an entry, a hash of what counted of the file; zeros if all of it did."""


class _ChangedEntry(NamedTuple):
    name: str
    before: str
    after: str
    """What `state.py` says of it."""
    counted: bytes


def entries_of(checked: Checked, state: WorkspaceState) -> Entries:
    """The entries of a workspace that was checked in this state."""
    hashes = dict(_outlines(checked))
    hashes.update(_records(checked, [path for path in checked.kinds if path not in hashes]))
    return Entries(state.digest, {line: hashes.get(line.partition("\0")[0], _NONE) for line in state.lines})


def _outlines(checked: Checked) -> Iterator[tuple[str, bytes]]:
    """The files of which only the outline counted."""
    for records in checked.model.later:
        if isinstance(records, LaterRecords):
            for one in records.outlines.values():
                if one.path not in checked.placed and one.path not in records.opened:
                    yield one.path, hash_of(OUTLINE, one)


def _records(checked: Checked, paths: list[str]) -> Iterator[tuple[str, bytes]]:
    """Those of the files of which only the record counted."""
    documents = by_path(checked.sound)
    sound = [path for path in paths if path in documents and path not in checked.placed]
    for path in sound if len(sound) <= MOST_RECORDS else ():
        try:
            record = build_record(checked.kinds[path], documents[path])
        except OSError:  # another one by now
            continue
        yield path, hash_of(RECORD, record)


def entries_if_alike(root: Path, before: Entries, state: WorkspaceState) -> Entries | None:
    """The entries in a new state, if all findings must be the same as in the state before; None if they may differ.

    Files that changed are examined, unless they are many.
    """
    changed = _changed(before, state)
    if changed is None or len(changed) * MOST_CHANGED > len(state.lines) + MOST_CHANGED:
        return None
    if _data_bytes(state) > MOST_OF_DATA or not all(_is_alike(root, entry) for entry in changed):
        return None
    moved = {f"{entry.name}\0{entry.after}": entry.counted for entry in changed}
    return Entries(state.digest, {line: before.counted.get(line) or moved[line] for line in state.lines})


def _changed(before: Entries, state: WorkspaceState) -> list[_ChangedEntry] | None:
    """The entries that are in another state; None if there are new ones or others are gone."""
    present = frozenset(state.lines)
    old = {line.partition("\0")[0]: line for line in before.counted if line not in present}
    new = {line.partition("\0")[0]: line for line in present - before.counted.keys()}
    if old.keys() != new.keys():
        return None
    return [
        _ChangedEntry(name, line.partition("\0")[2], new[name].partition("\0")[2], before.counted[line])
        for name, line in old.items()
    ]


def _is_alike(root: Path, entry: _ChangedEntry) -> bool:
    """Whether an entry counts for the same as before. What is in a folder is listed by itself."""
    before, after = (marks.partition(",")[0] for marks in (entry.before, entry.after))
    if before != after:
        return False
    mode = _marks(entry.after)[0]
    if stat.S_ISDIR(mode):
        return True
    return stat.S_ISREG(mode) and entry.counted != _NONE and _hash_now(root, entry) == entry.counted


def _marks(text: str) -> list[int]:
    """The marks of an entry (`marks_of`); none if it was not looked into."""
    return [int(mark) for mark in text.strip("()").split(", ")] if text.startswith("(") else [0]


def _data_bytes(state: WorkspaceState) -> int:
    """The size of all data files together."""
    names_and_marks = (line.split("\0") for line in state.lines)
    return sum(
        _marks(marks)[3] for name, marks in names_and_marks if name.lower().endswith(FILE_ENDINGS) and marks[0] == "("
    )


def _hash_now(root: Path, entry: _ChangedEntry) -> bytes | None:
    """The hash of what counts of a file as it is now; None if all of it does."""
    from ..gathering.making import part_of  # slow to load, and not needed where nothing has changed

    kind = kind_of(entry.name)
    if kind is None:
        return None
    tree, file = Disk(root), File(entry.name, kind)
    part = part_of(file, *tree.read(entry.name))
    try:
        return counted(part, entry.counted[:1], LaterDocuments(tree, [file]).with_build(file, part.record))
    except OSError:  # another one by now
        return None


def write_entries(place: Path, name: str, entries: Entries) -> None:
    """Keep entries under a name. If the disk cannot be written to, nothing is kept."""
    count = len(entries.counted).to_bytes(_COUNT, "big")
    lines = _BETWEEN.join(entries.counted).encode("utf-8", "surrogateescape")
    pieces = b"".join((_head(entries.digest), count, *entries.counted.values(), lines))
    write_sealed(place, of_this_tool(name), pieces, most=MOST_BYTES)


def read_entries(place: Path, name: str, digest: str) -> Entries | None:
    """The entries that were kept under a name; None if there are none of this state, or not as they were written."""
    content = read_sealed(place, of_this_tool(name), MOST_BYTES)
    head = _head(digest)
    if content is None or content[: len(head)] != head:
        return None
    begin = len(head) + _COUNT
    count = int.from_bytes(content[len(head) : begin], "big")
    end = begin + count * SIZE
    lines = bytes(content[end:]).decode("utf-8", "surrogateescape").split(_BETWEEN)
    if len(lines) != count or not all(map(_is_line, lines)):
        return None
    hashes = bytes(content[begin:end])
    return Entries(digest, {line: hashes[at * SIZE : (at + 1) * SIZE] for at, line in enumerate(lines)})


def _head(digest: str) -> bytes:
    return tool_digest() + digest.encode("utf-8", "replace")


def _is_line(line: str) -> bool:
    return line.count("\0") == 1
