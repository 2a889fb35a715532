"""Revision: the files of a commit, read from git's objects, without touching the work tree or running anything of it.

git is called as a program: it knows packed objects, alternates and what its next version brings. What is asked of it
(`rev-parse`, `ls-tree`, `cat-file`) runs no hook and no filter, and reads no attribute.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from .source.decode import MAX_BYTES

_PLAIN = ("100644", "100755")
_LINK = "120000"
_TIMEOUT = 120
"""Seconds after which git is taken for stuck: a filesystem that hangs, a promisor that wants a network."""


class GitFaultError(Exception):
    """git could not give what was asked: there is no git, no repository, or no such revision."""


class Blob(NamedTuple):
    """A file of a commit. `size` is None for what is no file, such as a submodule."""

    object: str
    size: int | None
    link: bool


class Revision(NamedTuple):
    """A commit, and its files by their path from the folder of the workspace."""

    root: Path
    commit: str
    files: Mapping[str, Blob]


def git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git says. Raises `GitFaultError` with git's own words."""
    quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603 - a list, no shell
            ["git", "--no-replace-objects", *arguments],  # noqa: S607 - the git of the person who calls
            cwd=root,
            input=given,
            capture_output=True,
            check=False,
            timeout=_TIMEOUT,
            env={**os.environ, **quiet},
        )
    except FileNotFoundError as error:
        raise GitFaultError("git") from error
    except subprocess.TimeoutExpired as error:
        raise GitFaultError("timeout") from error
    if done.returncode:
        raise GitFaultError(done.stderr.decode("utf-8", "replace").strip() or "git")
    return done.stdout


def resolve(root: Path, name: str) -> str:
    """The commit that a name stands for: a branch, a tag, HEAD~3. Raises `GitFaultError`."""
    found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return found.decode("ascii").strip()


def merge_base(root: Path, one: str, other: str) -> str:
    """The commit from which two commits went apart. Raises `GitFaultError`."""
    return git(root, "merge-base", one, other).decode("ascii").split()[0]


def open_revision(root: Path, commit: str) -> Revision:
    """The files of a commit below the folder of the workspace, which may lie anywhere in its repository."""
    listed = git(root, "ls-tree", "-r", "-z", "-l", commit)
    files: dict[str, Blob] = {}
    for line in listed.split(b"\0")[:-1]:
        facts, _, path = line.partition(b"\t")
        mode, _, object_id, size = facts.decode("ascii").split()
        known = int(size) if mode in _PLAIN or mode == _LINK else None
        files[os.fsdecode(path)] = Blob(object_id, known, mode == _LINK)
    return Revision(root, commit, files)


def read_blobs(root: Path, blobs: Iterable[Blob]) -> dict[str, bytes]:
    """The bytes of files by their object; none of what is no file or larger than any file of ours may be."""
    wanted = list(dict.fromkeys(b.object for b in blobs if b.size is not None and b.size <= MAX_BYTES))
    if not wanted:
        return {}
    out = git(root, "cat-file", "--batch", "--buffer", given="".join(f"{name}\n" for name in wanted).encode())
    found: dict[str, bytes] = {}
    start = 0
    for name in wanted:
        end = out.index(b"\n", start)
        size = int(out[start:end].split()[2])
        found[name] = out[end + 1 : end + 1 + size]
        start = end + size + 2
    return found
