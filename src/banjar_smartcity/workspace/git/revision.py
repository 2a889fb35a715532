"""Revision: which files a commit of git has, as the workspace sees them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from pathlib import Path

from ...named import NamedTuple
from ..rule_files import from_root, is_kept
from ..tree import MOST_ENTRIES
from .program import NOTHING, TIMEOUT, Blob, GitFaultError, is_file, is_link, prefix, records, running

_PIPE = 1 << 20
"""The bytes of a list of some ten thousand files."""

Listed = dict[str, tuple[str, Blob]]
"""Files as they were read from what git prints about each. Versions of a repository have most of them in common."""


class Revision(NamedTuple):
    """A commit, and its files by their path from the root of the workspace."""

    root: Path
    commit: str
    files: Mapping[str, Blob]
    complete: bool = True
    """Whether all files are listed; not if there are more than `MOST_ENTRIES`."""
    place: str | None = None
    """The path from the top of the repository to the root, if it was asked for."""


def open_revision(
    root: Path, commit: str, extra: Mapping[str, str] = NOTHING, place: str | None = None, only: str = ""
) -> Revision:
    """The files of a commit or tree below the root of the workspace, which may be any folder of its repository.

    Files above the root that decide how data are judged are included, such as `../.github/workflows/review.yml`.
    `extra` are variables of git's environment, `place` the path to the root if it is known. With `only`, no file but
    this one is listed. Raise `GitFaultError`.
    """
    with listed_ahead(root, commit, extra, place, only=only) as listing:
        return listing()


@contextmanager
def listed_ahead(
    root: Path,
    commit: str,
    extra: Mapping[str, str] = NOTHING,
    place: str | None = None,
    listed: Listed | None = None,
    only: str = "",
) -> Iterator[Callable[[], Revision]]:
    """As `open_revision`, but git lists the files while this program goes on, until it asks for them.

    With `listed`, versions of the same place share the files that are the same in both.
    """
    place = prefix(root) if place is None else place
    paths = ("--", place + only) if only else ()
    with running(root, ("ls-tree", "-r", "-z", "-l", "--full-tree", commit, *paths), extra) as process:
        _widen(process)
        yield partial(_read, process, root, commit, place, {} if listed is None else listed)


def _widen(process: subprocess.Popen[bytes]) -> None:
    """Let git write all of a usual list before it is read, on Linux and if this user may have as much."""
    with suppress(ImportError, AttributeError, OSError):
        from fcntl import F_SETPIPE_SZ, fcntl

        assert process.stdout is not None  # noqa: S101 - started with a pipe
        fcntl(process.stdout, F_SETPIPE_SZ, _PIPE)


def _read(process: subprocess.Popen[bytes], root: Path, commit: str, place: str, listed: Listed) -> Revision:
    files: dict[str, Blob] = {}
    for lines in records(process):
        for line in lines:
            if line not in listed and (found := _file(line, place)) is not None:
                listed[line] = found
        files.update(filter(None, map(listed.get, lines)))
        if len(files) > MOST_ENTRIES:
            return Revision(root, commit, dict(islice(files.items(), MOST_ENTRIES + 1)), complete=False, place=place)
    if process.wait(TIMEOUT):
        raise GitFaultError(f"git ls-tree {commit}")
    return Revision(root, commit, files, place=place)


def _file(line: str, place: str) -> tuple[str, Blob] | None:
    """The path and object of a file; None if it does not belong to the workspace."""
    facts, _, path = line.partition("\t")
    mode, _, object_id, size = facts.split()
    if place:  # else all of the repository is below the root
        path = from_root(place, path)
        if not is_kept(path, link=is_link(mode)):
            return None
    if not is_file(mode):
        return path, Blob(object_id, None, link=False)
    if not size.isdecimal():  # "BAD": a clone without all objects
        raise GitFaultError(f"object {object_id} is not in this clone")
    return path, Blob(object_id, int(size), is_link(mode))
