"""Revision: which files a commit of git has, as the workspace sees them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from ...named import NamedTuple
from ..rule_files import from_root, is_kept
from ..tree import MOST_ENTRIES
from .program import NOTHING, TIMEOUT, Blob, GitFaultError, is_file, is_link, prefix, records, running


class Revision(NamedTuple):
    """A commit, and its files by their path from the root of the workspace."""

    root: Path
    commit: str
    files: Mapping[str, Blob]
    complete: bool = True
    """Whether all files are listed; not if there are more than `MOST_ENTRIES`."""
    place: str | None = None
    """The path from the top of the repository to the root, if it was asked for."""


def open_revision(root: Path, commit: str, extra: Mapping[str, str] = NOTHING, place: str | None = None) -> Revision:
    """The files of a commit or tree below the root of the workspace, which may be any folder of its repository.

    Files above the root that decide how data are judged are included, such as `../.github/workflows/review.yml`.
    `extra` are variables of git's environment, `place` the path to the root if it is known. Raise `GitFaultError`.
    """
    place = prefix(root) if place is None else place
    files: dict[str, Blob] = {}
    with running(root, ("ls-tree", "-r", "-z", "-l", "--full-tree", commit), extra) as process:
        for line in records(process):
            facts, _, name = line.partition(b"\t")
            mode, _, object_id, size = facts.decode("ascii").split()
            path = os.fsdecode(name)
            if place:  # else all of the repository is below the root
                path = from_root(place, path)
                if not is_kept(path, link=is_link(mode)):
                    continue
            known = None
            if is_file(mode):
                if not size.isdecimal():  # "BAD": a clone without all objects
                    raise GitFaultError(f"object {object_id} is not in this clone")
                known = int(size)
            files[path] = Blob(object_id, known, is_link(mode))
            if len(files) > MOST_ENTRIES:
                return Revision(root, commit, files, complete=False, place=place)
        if process.wait(TIMEOUT):
            raise GitFaultError(f"git ls-tree {commit}")
    return Revision(root, commit, files, place=place)
