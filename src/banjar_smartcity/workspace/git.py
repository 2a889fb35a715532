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
from typing import IO, NamedTuple

from ..source.decode import MAX_BYTES

_GIT = ("git", "--no-replace-objects", "-c", "safe.bareRepository=explicit")
"""A folder of a change could look like a bare repository, with a base and settings of its own: git passes it over."""
_BLOCK = 1 << 20
_AT_ONCE = 50
"""So many names fit into the smallest of pipes: git has read them all before it waits for us to read its answers."""
_LINK = "120000"
_FILES = ("100644", "100755", _LINK)
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


def git(root: Path, *arguments: str, asked: bytes = b"") -> bytes:
    """What git says, told on its standard input what is asked. Raises `GitFaultError` with git's own words."""
    try:
        done = subprocess.run(  # noqa: S603 - a list, no shell
            [*_GIT, *arguments],
            cwd=root,
            input=asked,
            capture_output=True,
            check=False,
            timeout=_TIMEOUT,
            env=_environment(),
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


def has_commits(root: Path) -> bool:
    """Whether HEAD stands on a commit, as it does from the first one on. Raises `GitFaultError`."""
    git(root, "rev-parse", "--git-dir")
    try:
        return bool(resolve(root, "HEAD"))
    except GitFaultError:
        return False


def merge_base(root: Path, one: str, other: str) -> str:
    """The commit from which two commits went apart. Raises `GitFaultError`."""
    return git(root, "merge-base", one, other).decode("ascii").split()[0]


def prefix(root: Path) -> str:
    """The way from the top of the repository to a folder, `a/b/`; empty at the top and where there is none."""
    try:
        return os.fsdecode(git(root, "rev-parse", "--show-prefix").removesuffix(b"\n"))
    except GitFaultError:
        return ""


def top_folder(root: Path) -> Path:
    """The top of the repository of a folder; the folder itself if there is no repository."""
    folder = Path(os.path.abspath(root))
    return (folder, *folder.parents)[prefix(root).count("/")]


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
        if is_file(mode):
            if not size.isdecimal():  # "BAD": a clone that has not all objects
                raise GitFaultError(f"object {object_id} is not in this clone")
            known = int(size)
        files[os.fsdecode(path)] = Blob(object_id, known, is_link(mode))
    return Revision(root, commit, files)


def is_file(mode: str) -> bool:
    """Whether a mode of git's is that of a file or link, which have bytes; a submodule has none."""
    return mode in _FILES


def is_link(mode: str) -> bool:
    """Whether a mode of git's is that of a link."""
    return mode == _LINK


class Objects:
    """The objects of a repository. Within a `with` one git stays to give them; else each call starts its own."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._git: subprocess.Popen[bytes] | None = None
        self._digests: dict[str, str] = {}

    def __enter__(self) -> Objects:
        self._git = _start(self._root)
        return self

    def __exit__(self, *_: object) -> None:
        if self._git is not None:
            _stop(self._git)
            self._git = None

    def read(self, blobs: Iterable[Blob]) -> dict[str, bytes]:
        """The bytes of files by their object; none of what is no file, or larger than any file of data may be."""
        wanted = (blob.object for blob in blobs if blob.size is not None and blob.size <= MAX_BYTES)
        return {name: b"".join(pieces) for name, pieces in self._stream(wanted)}

    def digest(self, blobs: Iterable[Blob]) -> Mapping[str, str]:
        """The SHA-256 of files by their object, whatever their size; each is taken once."""
        wanted = (blob.object for blob in blobs if blob.size is not None and blob.object not in self._digests)
        for name, pieces in self._stream(wanted):
            found = sha256()
            for piece in pieces:
                found.update(piece)
            self._digests[name] = found.hexdigest()
        return self._digests

    def _stream(self, objects: Iterable[str]) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Each object with its bytes, piece by piece; the pieces have to be taken before the next one."""
        wanted = list(dict.fromkeys(objects))
        process = self._git or (_start(self._root) if wanted else None)
        if process is None:
            return
        assert process.stdin is not None  # noqa: S101 - asked for at the start
        assert process.stdout is not None  # noqa: S101 - as well
        try:
            for start in range(0, len(wanted), _AT_ONCE):
                asked = wanted[start : start + _AT_ONCE]
                process.stdin.write("".join(f"{name}\n" for name in asked).encode())
                process.stdin.flush()
                for name in asked:
                    told = process.stdout.readline().split()
                    if len(told) != 3:  # "… missing": a clone that has not all objects
                        raise GitFaultError(f"object {name} is not in this clone")
                    yield name, _pieces(process.stdout, int(told[2]))
                    process.stdout.read(1)  # the line end after each object
        except BrokenPipeError as error:
            raise GitFaultError("git cat-file") from error
        finally:
            if process is not self._git:
                _stop(process)


def _start(root: Path) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 - a list, no shell
            [*_GIT, "cat-file", "--batch"],
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
    except FileNotFoundError as error:
        raise GitFaultError("git") from error


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.kill()  # it may be in the middle of what nobody wants any more
    process.communicate()


def _pieces(stream: IO[bytes], size: int) -> Iterator[bytes]:
    while size > 0 and (piece := stream.read(min(size, _BLOCK))):
        size -= len(piece)
        yield piece


def _environment() -> dict[str, str]:
    """git of the repository around the root, without questions, without the network, with messages in English."""
    quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C.UTF-8"}
    return {**{name: value for name, value in os.environ.items() if name not in _ELSEWHERE}, **quiet}
