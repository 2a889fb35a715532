"""Remembered documents: what was read in a file, kept by its hash in a folder that can be deleted at any time."""

from __future__ import annotations

import json
from pathlib import Path

from ..workspace.writing import UnwritableError, refuse_links, write_file
from .document import READ, STATES, STOPPED, ReadDocument, read_document

FOLDER = ".smartcity-cache"
VERSION = 2
"""Goes up whenever a document is read in another way."""
_IGNORED = "# What smartcity has read in documents. It can be deleted.\n*\n"


def read_once(root: Path, path: Path, sha256: str, kind: str) -> ReadDocument:
    """What is in a file, from memory if a file of this content was read before."""
    place = _place(root, sha256, kind)
    found = recall(root, sha256, kind)
    if found is not None:
        return found
    found = read_document(path, kind)
    if found.state is not STOPPED:  # on a quieter computer it may be read to its end
        _remember(root, place, found)
    return found


def _place(root: Path, sha256: str, kind: str) -> Path:
    return root / FOLDER / f"{sha256}-{kind}.json"


def recall(root: Path, sha256: str, kind: str) -> ReadDocument | None:
    """What was read in a file of this content before; None if it is not remembered."""
    try:
        data = json.loads(_place(root, sha256, kind).read_bytes())
        if data["version"] != VERSION:
            return None
        return ReadDocument(
            kind=str(data["kind"]),
            state=next(state for state in STATES if state.id == data["state"]),
            pages=data["pages"],
            last_printed=data["last_printed"],
            texts=tuple(data["texts"]),
            made=dict(data["made"]),
        )
    except (OSError, ValueError, KeyError, TypeError, StopIteration):
        return None


def _remember(root: Path, place: Path, found: ReadDocument) -> None:
    """Keep what was read. If the disk cannot be written to, the file is read again next time."""
    data = {"version": VERSION, **found._asdict(), "state": (found.state or READ).id, "made": dict(found.made)}
    try:
        refuse_links(root, place)
        ignore = root / FOLDER / ".gitignore"
        if not ignore.exists():
            write_file(ignore, [_IGNORED.encode()])
        write_file(place, [json.dumps(data, ensure_ascii=False).encode()])
    except (UnwritableError, OSError):
        return
