"""Git: read the files of a commit from git's objects.

The work tree is not touched, and nothing in it is run. git is called as a program, since it knows packed objects,
alternates and future formats. The commands used (`rev-parse`, `ls-tree`, `cat-file`) run no hook or filter and read
no attributes.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer

from ...named import NamedTuple

_GIT = ("git", "--no-replace-objects", "-c", "safe.bareRepository=explicit")
"""A folder in a change could look like a bare repository with settings of its own; this makes git ignore it."""
_BLOCK = 1 << 20
_TRUST = "git config --global --add safe.directory "
"""How the command begins by which git advises to trust a folder that belongs to somebody else."""
_LINK = "120000"
_FILES = ("100644", "100755", _LINK)
TIMEOUT = 120
"""Seconds after which git is stopped: a filesystem may hang, or a partial clone may wait for the network."""

_HOOK_VARIABLES = frozenset(("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_INDEX_FILE", "GIT_NAMESPACE"))
"""Variables set in hooks, with which git would take the current folder for the root of the repository."""


class GitFaultError(Exception):
    """git could not answer: git, the repository or the revision does not exist."""


class GitDistrustError(GitFaultError):
    """git does not open the repository, as its folder belongs to somebody else. `command` has git trust it."""

    def __init__(self, message: str, command: str) -> None:
        super().__init__(message)
        self.command = command


UNEXPLAINED = "git"
"""The message where git says nothing."""


class Blob(NamedTuple):
    """A file of a commit. `size` is in bytes; None for a submodule, which is not a file."""

    object: str
    size: int | None
    link: bool


NOTHING: Mapping[str, str] = {}


def git(
    root: Path,
    *arguments: str,
    stdin: bytes = b"",
    extra: Mapping[str, str] = NOTHING,
    codes: tuple[int, ...] = (0,),
) -> bytes:
    """The output of a git command that is given `stdin`. Raise `GitFaultError` with git's own message.

    `extra` are variables of the environment, and `codes` the exit codes of success.
    """
    return ask(root, *arguments, stdin=stdin, extra=extra, codes=codes)()


def ask(
    root: Path,
    *arguments: str,
    stdin: bytes = b"",
    extra: Mapping[str, str] = NOTHING,
    codes: tuple[int, ...] = (0,),
) -> Callable[[], bytes]:
    """Start what `git` does; the function that comes back waits for the answer. So this program can go on meanwhile."""
    try:
        process = start(root, extra, *arguments, errors=subprocess.PIPE)
    except ValueError as error:
        raise GitFaultError(str(error)) from error

    def answer() -> bytes:
        with process:
            try:
                output, complaint = process.communicate(stdin, TIMEOUT)
            except subprocess.TimeoutExpired as error:
                raise GitFaultError(str(error)) from error
            finally:
                process.kill()
        if process.returncode not in codes:
            raise _fault(complaint.decode("utf-8", "replace"))
        return output

    return answer


def _fault(complaint: str) -> GitFaultError:
    """What git says of why it has no answer."""
    said = " ".join(complaint.split()) or UNEXPLAINED
    _, advice, command = complaint.rpartition(_TRUST)
    return GitDistrustError(said, advice + command.strip()) if advice else GitFaultError(said)


def resolve(root: Path, name: str) -> str:
    """The commit that a name stands for: a branch, a tag, HEAD~3. Raise `GitFaultError`."""
    found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return found.decode("ascii").strip()


def has_commits(root: Path) -> bool:
    """Whether the repository has a commit yet. Raise `GitFaultError`."""
    git(root, "rev-parse", "--git-dir")
    try:
        return bool(resolve(root, "HEAD"))
    except GitFaultError:
        return False


def merge_base(root: Path, one: str, other: str) -> str:
    """The last common commit of two commits. Raise `GitFaultError`."""
    return git(root, "merge-base", one, other).decode("ascii").split()[0]


def prefix(root: Path) -> str:
    """The path from the top of the repository to a folder, `a/b/`; empty at the top and outside a repository."""
    try:
        return os.fsdecode(git(root, "rev-parse", "--show-prefix").removesuffix(b"\n"))
    except GitFaultError:
        return ""


def top_folder(root: Path) -> Path:
    """The top of the repository of a folder; the folder itself if there is no repository."""
    folder = Path(os.path.abspath(root))
    return (folder, *folder.parents)[prefix(root).count("/")]


def is_shallow(root: Path) -> bool:
    """Whether old commits are missing from the clone. Raise `GitFaultError`."""
    return git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


@contextmanager
def running(
    root: Path, arguments: Sequence[str], extra: Mapping[str, str] = NOTHING, stdin: bytes = b""
) -> Iterator[subprocess.Popen[bytes]]:
    """A git command while it runs; it is stopped at the end, or if it takes too long. `stdin` must fit into a pipe."""
    process = start(root, extra, *arguments)
    limit = Timer(TIMEOUT, process.kill)
    limit.start()
    try:
        assert process.stdin is not None  # noqa: S101 - started with a pipe
        with suppress(BrokenPipeError):
            process.stdin.write(stdin)
            process.stdin.close()
        process.stdin = None  # else it would be closed once more at the end
        yield process
    finally:
        limit.cancel()
        stop(process)


def records(process: subprocess.Popen[bytes]) -> Iterator[list[str]]:
    """What git prints, the parts up to each NUL, many at once without holding all of it."""
    assert process.stdout is not None  # noqa: S101 - started with a pipe
    rest = b""
    while block := process.stdout.read(_BLOCK):
        whole, end, rest = (rest + block).rpartition(b"\0")
        if end:
            yield os.fsdecode(whole).split("\0")


def is_file(mode: str) -> bool:
    """Whether a mode of git is the one of a file or link, which have bytes; a submodule has none."""
    return mode in _FILES


def is_link(mode: str) -> bool:
    """Whether a mode of git is the one of a link."""
    return mode == _LINK


def start(
    root: Path, extra: Mapping[str, str], *arguments: str, errors: int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    """A git command that runs: without `arguments` one that prints objects by their names. Raise `GitFaultError`."""
    try:
        return subprocess.Popen(  # noqa: S603 - a list, no shell
            [*_GIT, *(arguments or ("cat-file", "--batch"))],
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env={**_environment(), **extra},
        )
    except FileNotFoundError as error:
        raise GitFaultError("git") from error


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a git command."""
    process.kill()  # it may still be writing output that is no longer needed
    process.communicate()


def _environment() -> dict[str, str]:
    """The environment for git: no prompts, no network, no variables of hooks, messages in English."""
    quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C.UTF-8"}
    return {**{name: value for name, value in os.environ.items() if name not in _HOOK_VARIABLES}, **quiet}
