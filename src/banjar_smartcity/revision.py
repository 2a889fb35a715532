"""Revision: the files of a commit, read from git's objects, without touching the work tree or running anything of it.

git is called as a program: it knows packed objects, alternates and what its next version brings. What is asked of it
(`rev-parse`, `ls-tree`, `cat-file`) runs no hook and no filter, and reads no attribute.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple

from .source.decode import MAX_BYTES

_GIT = ("git", "--no-replace-objects", "-c", "safe.bareRepository=explicit")
"""A folder of a change could look like a bare repository, with a base and settings of its own: git passes it over."""
_BLOCK = 1 << 20
_PLAIN = ("100644", "100755")
_LINK = "120000"
_TIMEOUT = 120
"""Seconds after which git is taken for stuck: a filesystem that hangs, a promisor that wants a network."""

_ELSEWHERE = frozenset(("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_INDEX_FILE", "GIT_NAMESPACE"))
"""Set in hooks: with them git takes the folder it is called in for the root of the repository."""


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


def git(root: Path, *arguments: str) -> bytes:
    """What git says. Raises `GitFaultError` with git's own words."""
    try:
        done = subprocess.run(  # noqa: S603 - a list, no shell
            [*_GIT, *arguments], cwd=root, capture_output=True, check=False, timeout=_TIMEOUT, env=_environment()
        )
    except FileNotFoundError as error:
        raise GitFaultError("git") from error
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise GitFaultError(str(error)) from error
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


def prefix(root: Path) -> str:
    """The way from the top of the repository to a folder, `a/b/`; empty at the top and where there is none."""
    try:
        return os.fsdecode(git(root, "rev-parse", "--show-prefix").removesuffix(b"\n"))
    except GitFaultError:
        return ""


def is_shallow(root: Path) -> bool:
    """Whether the clone leaves out old commits. Raises `GitFaultError`."""
    return git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def open_revision(root: Path, commit: str) -> Revision:
    """The files of a commit below the folder of the workspace, which may lie anywhere in its repository.

    Raises `GitFaultError`.
    """
    listed = git(root, "ls-tree", "-r", "-z", "-l", commit)
    files: dict[str, Blob] = {}
    for line in listed.split(b"\0")[:-1]:
        facts, _, path = line.partition(b"\t")
        mode, _, object_id, size = facts.decode("ascii").split()
        known = None
        if mode in _PLAIN or mode == _LINK:
            if not size.isdecimal():  # "BAD": a clone that has not all objects
                raise GitFaultError(f"object {object_id} is not in this clone")
            known = int(size)
        files[os.fsdecode(path)] = Blob(object_id, known, mode == _LINK)
    return Revision(root, commit, files)


def read_blobs(root: Path, blobs: Iterable[Blob]) -> dict[str, bytes]:
    """The bytes of files by their object; none of what is no file, or larger than any file of data may be."""
    wanted = (blob.object for blob in blobs if blob.size is not None and blob.size <= MAX_BYTES)
    return {name: b"".join(pieces) for name, pieces in _stream(root, wanted)}


def hash_blobs(root: Path, blobs: Iterable[Blob]) -> dict[str, str]:
    """The SHA-256 of files by their object, whatever their size."""

    def digest(pieces: Iterator[bytes]) -> str:
        found = sha256()
        for piece in pieces:
            found.update(piece)
        return found.hexdigest()

    return {name: digest(pieces) for name, pieces in _stream(root, (b.object for b in blobs if b.size is not None))}


def _stream(root: Path, objects: Iterable[str]) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Each object with its bytes, piece by piece; the pieces have to be taken before the next one."""
    wanted = list(dict.fromkeys(objects))
    if not wanted:
        return
    with TemporaryFile() as asked:  # a pipe would fill while nobody reads the answers
        asked.write("".join(f"{name}\n" for name in wanted).encode())
        asked.seek(0)
        with subprocess.Popen(  # noqa: S603 - a list, no shell
            [*_GIT, "cat-file", "--batch", "--buffer"],
            cwd=root,
            stdin=asked,
            stdout=subprocess.PIPE,
            env=_environment(),
        ) as process:
            assert process.stdout is not None  # noqa: S101 - asked for above
            for name in wanted:
                told = process.stdout.readline().split()
                if len(told) != 3:  # "… missing": a clone that has not all objects
                    raise GitFaultError(f"object {name} is not in this clone")
                yield name, _pieces(process.stdout, int(told[2]))
                process.stdout.read(1)  # the line end after each object


def _pieces(stream: IO[bytes], size: int) -> Iterator[bytes]:
    while size > 0 and (piece := stream.read(min(size, _BLOCK))):
        size -= len(piece)
        yield piece


def _environment() -> dict[str, str]:
    """git of the repository around the root, without questions, without the network, with messages in English."""
    quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C.UTF-8"}
    return {**{name: value for name, value in os.environ.items() if name not in _ELSEWHERE}, **quiet}
