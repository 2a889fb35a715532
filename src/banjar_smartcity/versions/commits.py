"""Past: the versions of a workspace that its repository has kept, opened one after the other.

Only plumbing of git is asked, which no setting of the reader's changes. Between two versions only what differs is
read; what both have stays in memory.
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
from ..workspace.commit import Commit, wanted
from ..workspace.git import Blob, GitFaultError, Objects, Revision, git, is_file, is_link, open_revision, resolve

_FORMAT = "--format=%H%x00%ci%x00%s"
_CHUNK = 50
"""So many versions are compared in one call of git."""
MOST_BYTES = 64 << 20
"""So much of earlier versions is remembered; then it is begun anew with the files of the present one."""
_GONE = "000000"
_EPOCH = date(1970, 1, 1)


class DataCommit(NamedTuple):
    """A commit, the day on which it was made where its maker was, and its first line."""

    commit: str
    day: date
    subject: str
    tag: str | None = None


def find_commits(root: Path, since: str | None) -> list[DataCommit]:
    """Commits on the line of first parents of HEAD that changed what lies below data/, the oldest first.

    `since` names one on that line: it comes first, whether or not it changed data. Raises `GitFaultError`.
    """
    head = resolve(root, "HEAD")
    range_ = [head] if since is None else [head, f"^{since}"]
    steps = _steps(git(root, "rev-list", "--first-parent", "--reverse", _FORMAT, *range_, "--", "data"))
    return steps if since is None else [*describe(root, [since]), *steps]


def find_tags(root: Path, since: str | None) -> list[DataCommit]:
    """Tagged commits that HEAD goes back to, by the time of the commit. Raises `GitFaultError`."""
    chosen = ["--merged=HEAD", *([f"--contains={since}"] if since else []), "refs/tags"]
    names = git(root, "for-each-ref", "--format=%(refname)", *chosen).split()
    asked = b"".join(name + b"^{commit}\n" for name in names)
    found = git(root, "cat-file", "--batch-check=%(objectname)", asked=asked).decode("ascii").split()
    named: dict[str, list[str]] = {}
    for commit, name in zip(found, names, strict=True):
        named.setdefault(commit, []).append(name.decode("utf-8", "replace").removeprefix("refs/tags/"))
    steps = [step._replace(tag=tag) for step in describe(root, named) for tag in named[step.commit]]
    return steps if since is None else [*describe(root, [since]), *steps]


def describe(root: Path, commits: Iterable[str]) -> list[DataCommit]:
    """What is known of commits, the oldest first."""
    asked = "".join(f"{commit}\n" for commit in commits).encode("ascii")
    return _steps(git(root, "rev-list", "--no-walk", "--reverse", _FORMAT, "--stdin", asked=asked)) if asked else []


def _steps(listed: bytes) -> list[DataCommit]:
    steps = []
    for line in listed.decode("utf-8", "replace").split("\n"):
        commit, _, rest = line.partition("\0")
        if rest:  # before each line of ours stands one that repeats the commit
            when, _, subject = rest.partition("\0")
            steps.append(DataCommit(commit, parse_date(when[:10]) or _EPOCH, subject))
    return steps


def is_on_line(root: Path, commit: str) -> bool:
    """Whether HEAD goes back to a commit from first parent to first parent."""
    after = git(root, "rev-list", "--first-parent", "--parents", "HEAD", f"^{commit}").decode("ascii").splitlines()
    return after[-1].split()[1:2] == [commit] if after else resolve(root, "HEAD") == commit


def open_versions(root: Path, steps: Sequence[DataCommit], known: Known) -> Iterator[tuple[DataCommit, Commit]]:
    """Each version that differs from the one before it below data/. Each must be done with before the next is taken.

    Where much has been read, what is `known` is forgotten with it.
    """
    if not steps:
        return
    with Objects(root) as objects:
        files = dict(open_revision(root, steps[0].commit).files)
        contents = objects.read(wanted(files))
        yield steps[0], Commit(Revision(root, steps[0].commit, files), contents, objects)
        held = sum(map(len, contents.values()))
        for start in range(1, len(steps), _CHUNK):
            for step, changed in _changes(root, steps[start - 1 : start + _CHUNK]):
                for path, blob in changed.items():
                    if blob is None:
                        files.pop(path, None)
                    else:
                        files[path] = blob
                fresh = {path: blob for path, blob in changed.items() if blob and blob.object not in contents}
                read = objects.read(wanted(fresh))
                held += sum(map(len, read.values()))
                contents.update(read)
                if held > MOST_BYTES:
                    known.forget()
                    contents = objects.read(wanted(files))
                    held = sum(map(len, contents.values()))
                if any(path.startswith("data/") for path in changed):
                    yield step, Commit(Revision(root, step.commit, files), contents, objects)


def _changes(root: Path, steps: Sequence[DataCommit]) -> Iterator[tuple[DataCommit, dict[str, Blob | None]]]:
    """What each of the steps but the first has other than the one before it; None where a file is gone."""
    pairs = "".join(f"{after.commit} {before.commit}\n" for before, after in pairwise(steps)).encode("ascii")
    told = git(
        root, "diff-tree", "--stdin", "--always", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--relative",
        asked=pairs,
    )  # fmt: skip
    found: list[dict[str, tuple[str, str]]] = []
    tokens = iter(told.split(b"\0")[:-1])
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
    """The sizes of objects. Raises `GitFaultError` where the clone lacks one."""
    asked = "".join(f"{name}\n" for name in dict.fromkeys(names)).encode("ascii")
    sizes = {}
    for line in git(root, "cat-file", "--batch-check", asked=asked).decode("ascii").splitlines():
        name, _, *size = line.split()
        if not size:  # "… missing"
            raise GitFaultError(f"object {name} is not in this clone")
        sizes[name] = int(size[0])
    return sizes
