"""Commits: the versions of a workspace in the history of its repository, opened one after the other.

Only plumbing commands of git are used, which no setting of the user changes. From one version to the next only
changed files are read; the others stay in memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from ..checking.one_file import Known
from ..model.moment import parse_date
from ..workspace.commit import Commit, files_to_read
from ..workspace.git import Blob, GitFaultError, Objects, Revision, git, is_file, is_link, open_revision, resolve

_FORMAT = "--format=%H%x00%ci%x00%s"
_CHUNK = 50
"""The number of versions that are compared in one call of git."""
MOST_BYTES = 64 << 20
"""The most bytes that are kept of earlier versions; after that, only the files of the current version are kept."""
_GONE = "000000"
_EPOCH = date(1970, 1, 1)


class DataCommit(NamedTuple):
    """A commit, its day in the time zone of the committer, and the first line of its message."""

    commit: str
    day: date
    subject: str
    tag: str | None = None


def find_commits(root: Path, since: str | None) -> list[DataCommit]:
    """Commits that changed files below data/, along the first parents of HEAD, the oldest first.

    `since` is a commit on that line: it comes first, whether or not it changed data. Raise `GitFaultError`.
    """
    head = resolve(root, "HEAD")
    range_ = [head] if since is None else [head, f"^{since}"]
    steps = _steps(git(root, "rev-list", "--first-parent", "--reverse", _FORMAT, *range_, "--", "data"))
    return steps if since is None else [*describe(root, [since]), *steps]


def find_tags(root: Path, since: str | None) -> list[DataCommit]:
    """Tagged ancestors of HEAD, by the time of the commit. Raise `GitFaultError`."""
    chosen = ["--merged=HEAD", *([f"--contains={since}"] if since else []), "refs/tags"]
    names = git(root, "for-each-ref", "--format=%(refname)", *chosen).split()
    query = b"".join(name + b"^{commit}\n" for name in names)
    found = git(root, "cat-file", "--batch-check=%(objectname)", stdin=query).decode("ascii").split()
    named: dict[str, list[str]] = {}
    for commit, name in zip(found, names, strict=True):
        named.setdefault(commit, []).append(name.decode("utf-8", "replace").removeprefix("refs/tags/"))
    steps = [step._replace(tag=tag) for step in describe(root, named) for tag in named[step.commit]]
    return steps if since is None else [*describe(root, [since]), *steps]


def describe(root: Path, commits: Iterable[str]) -> list[DataCommit]:
    """The day and subject of commits, the oldest first."""
    query = "".join(f"{commit}\n" for commit in commits).encode("ascii")
    return _steps(git(root, "rev-list", "--no-walk", "--reverse", _FORMAT, "--stdin", stdin=query)) if query else []


def _steps(listed: bytes) -> list[DataCommit]:
    steps = []
    for line in listed.decode("utf-8", "replace").split("\n"):
        commit, _, rest = line.partition("\0")
        if rest:  # git writes a line with only the commit before each formatted line
            when, _, subject = rest.partition("\0")
            steps.append(DataCommit(commit, parse_date(when[:10]) or _EPOCH, subject))
    return steps


def is_on_line(root: Path, commit: str) -> bool:
    """Whether a commit is HEAD or one of its first-parent ancestors."""
    after = git(root, "rev-list", "--first-parent", "--parents", "HEAD", f"^{commit}").decode("ascii").splitlines()
    return after[-1].split()[1:2] == [commit] if after else resolve(root, "HEAD") == commit


def open_versions(root: Path, steps: Sequence[DataCommit], known: Known) -> Iterator[tuple[DataCommit, Commit]]:
    """Each version that differs from the one before it below data/. Finish with one before taking the next.

    `known` is emptied each time that more than MOST_BYTES have been read.
    """
    if not steps:
        return
    with Objects(root) as objects:
        files = dict(open_revision(root, steps[0].commit).files)
        contents = objects.read(files_to_read(files))
        yield steps[0], Commit(Revision(root, steps[0].commit, files), contents, objects)
        kept_bytes = sum(map(len, contents.values()))
        for start in range(1, len(steps), _CHUNK):
            for step, changed in _changes(root, steps[start - 1 : start + _CHUNK]):
                for path, blob in changed.items():
                    if blob is None:
                        files.pop(path, None)
                    else:
                        files[path] = blob
                fresh = {path: blob for path, blob in changed.items() if blob and blob.object not in contents}
                read = objects.read(files_to_read(fresh))
                kept_bytes += sum(map(len, read.values()))
                contents.update(read)
                if kept_bytes > MOST_BYTES:
                    known.forget()
                    contents = objects.read(files_to_read(files))
                    kept_bytes = sum(map(len, contents.values()))
                if any(path.startswith("data/") for path in changed):
                    yield step, Commit(Revision(root, step.commit, files), contents, objects)


def _changes(root: Path, steps: Sequence[DataCommit]) -> Iterator[tuple[DataCommit, dict[str, Blob | None]]]:
    """The changed files of each step after the first, compared with the step before; None for a removed file."""
    pairs = "".join(f"{after.commit} {before.commit}\n" for before, after in pairwise(steps)).encode("ascii")
    output = git(
        root, "diff-tree", "--stdin", "--always", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--relative",
        stdin=pairs,
    )  # fmt: skip
    found: list[dict[str, tuple[str, str]]] = []
    tokens = iter(output.split(b"\0")[:-1])
    for token in tokens:
        if token.startswith(b":"):
            _, mode, _, after, _ = token.decode("ascii").split()
            found[-1][os.fsdecode(next(tokens))] = mode, after
        else:  # the id of the next commit
            found.append({})
    sizes = _sizes(root, (name for changed in found for mode, name in changed.values() if is_file(mode)))
    for step, changed in zip(steps[1:], found, strict=True):
        yield step, {path: _blob(mode, name, sizes) for path, (mode, name) in changed.items()}


def _blob(mode: str, name: str, sizes: Mapping[str, int]) -> Blob | None:
    return None if mode == _GONE else Blob(name, sizes.get(name), is_link(mode))


def _sizes(root: Path, names: Iterable[str]) -> Mapping[str, int]:
    """The sizes of objects in bytes. Raise `GitFaultError` if the clone does not have one."""
    query = "".join(f"{name}\n" for name in dict.fromkeys(names)).encode("ascii")
    sizes = {}
    for line in git(root, "cat-file", "--batch-check", stdin=query).decode("ascii").splitlines():
        name, _, *size = line.split()
        if not size:  # "… missing"
            raise GitFaultError(f"object {name} is not in this clone")
        sizes[name] = int(size[0])
    return sizes
