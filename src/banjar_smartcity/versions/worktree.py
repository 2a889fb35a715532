"""Worktree: the files on disk as a version that can be merged, as if all of them were committed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..named import NamedTuple
from ..source.decode import MAX_BYTES
from ..workspace.disk import Disk
from ..workspace.git.commit import is_data
from ..workspace.git.naming import object_name
from ..workspace.git.program import Blob, GitFaultError
from ..workspace.git.revision import Revision
from ..workspace.rule_files import is_rule

_BLOCK = 1 << 20
_FILES = "data/evidence/files/"


class OnDisk(NamedTuple):
    """The files on disk, and where the contents are that no commit has."""

    revision: Revision
    places: Mapping[str, Path]
    """By the name of the object that git would give them."""


def open_worktree(disk: Disk, start: Revision) -> OnDisk:
    """The files on disk, which began as the commit `start`.

    A file that differs only by its line ends is as it was, since git may turn them. Raise `GitFaultError`.
    """
    files: dict[str, Blob] = {}
    places: dict[str, Path] = {}
    try:
        for path in _paths(disk, start):
            before = start.files.get(path)
            full = disk.root / path
            if before is not None and not (before.link or is_data(path) or is_rule(path) or path.startswith(_FILES)):
                files[path] = before  # only its name matters
                continue
            blob = _blob(full, before, start.commit)
            files[path] = blob
            if before is None or blob.object != before.object:
                places[blob.object] = full
    except OSError as error:
        raise GitFaultError(str(error)) from error
    return OnDisk(start._replace(files=files), places)


def _paths(disk: Disk, start: Revision) -> Iterator[str]:
    """All files on disk, also those in folders that are usually not searched, if the commit has them."""
    found = dict.fromkeys(path for path, _ in disk.entries())
    yield from found
    for path, blob in start.files.items():
        # A submodule is a folder on disk.
        if (
            path not in found
            and os.path.lexists(disk.root / path)
            and (disk.root / path).is_dir() == (blob.size is None)
        ):
            yield path


def _blob(full: Path, before: Blob | None, commit: str) -> Blob:
    """The object that git would make of a file; the former one if only its line ends differ."""
    if before is not None and before.size is None:
        return before
    if full.is_symlink():
        target = os.fsencode(os.readlink(full))
        return Blob(object_name(len(target), (target,), commit), len(target), link=True)
    size = full.stat().st_size
    if size <= MAX_BYTES:
        content = full.read_bytes()
        turned = content.replace(b"\r\n", b"\n")
        name = object_name(len(turned), (turned,), commit)
        if before is not None and name == before.object:
            return before
        return Blob(object_name(len(content), (content,), commit), len(content), link=False)
    with open(full, "rb") as file:
        return Blob(object_name(size, iter(lambda: file.read(_BLOCK), b""), commit), size, link=False)
