"""Commits: the versions of a workspace in the history of its repository, opened one after the other.

Only plumbing commands of git are used, which no setting of the user changes. From one version to the next only
changed files are read; the others stay in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, pairwise
from pathlib import Path

from ..model.moment import parse_date
from ..named import NamedTuple
from ..workspace.git.commit import Commit, first_to_read
from ..workspace.git.objects import Objects
from ..workspace.git.program import (
    TIMEOUT,
    Blob,
    GitFaultError,
    git,
    is_file,
    is_link,
    records,
    resolve,
    running,
)
from ..workspace.git.revision import Revision, open_revision
from ..workspace.tree import MOST_ENTRIES

_FORMAT = "--format=%H%x00%ci%x00%s"
_CHUNK = 50
"""The number of versions that are compared in one call of git: so many names fit into the smallest pipe."""
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


def find_commits(root: Path, since: str | None, head: str | None = None) -> list[DataCommit]:
    """Commits that changed files below data/, along the first parents of HEAD, the oldest first.

    `head` is the commit of HEAD if it is known. `since` is a commit on that line: it comes first, whether or not it
    changed data. Raise `GitFaultError`.
    """
    head = head or resolve(root, "HEAD")
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


def open_versions(
    root: Path, steps: Sequence[DataCommit], forget: Callable[[], None]
) -> Iterator[tuple[DataCommit, Commit]]:
    """Each version that differs from the one before it below data/. Finish with one before taking the next.

    `forget` is called each time that more than MOST_BYTES have been read, to empty what grows with them.
    """
    if not steps:
        return
    with Objects(root) as objects:
        first = open_revision(root, steps[0].commit)
        files = dict(first.files)
        contents = objects.read(first_to_read(files))
        yield steps[0], Commit(first, contents, objects)
        kept_bytes = sum(map(len, contents.values()))
        complete = first.complete
        for step, changed in _changes(root, steps):
            fresh: Mapping[str, Blob]
            if changed is None or not complete:  # there are too many files to follow the changes
                revision = open_revision(root, step.commit)
                fresh, complete = revision.files, revision.complete
                files = dict(fresh)
            else:
                fresh = {path: blob for path, blob in changed.items() if blob}
                files.update(fresh)
                for path in changed.keys() - fresh.keys():
                    files.pop(path, None)
            new = {path: blob for path, blob in fresh.items() if blob.object not in contents}
            read = objects.read(first_to_read(new))
            kept_bytes += sum(map(len, read.values()))
            contents.update(read)
            if kept_bytes > MOST_BYTES:
                forget()
                contents = objects.read(first_to_read(files))
                kept_bytes = sum(map(len, contents.values()))
            if changed is None or any(path.startswith("data/") for path in changed):
                yield step, Commit(Revision(root, step.commit, files, complete), contents, objects)


_Changes = dict[str, Blob | None]


def _changes(root: Path, steps: Sequence[DataCommit]) -> Iterator[tuple[DataCommit, _Changes | None]]:
    """The changed files of each step after the first, compared with the step before; None for a removed file.

    Instead of more than `MOST_ENTRIES` changed files, a step has None.
    """
    for start in range(0, len(steps) - 1, _CHUNK):
        chunk = steps[start : start + _CHUNK + 1]
        waiting: list[_Raw | None] = []
        held = done = 0
        for changed in _compare(root, chunk):
            waiting.append(changed)
            held += len(changed or ())
            if held > MOST_ENTRIES:
                yield from zip(chunk[done + 1 :], _sized(root, waiting), strict=False)
                done, held, waiting = done + len(waiting), 0, []
        yield from zip(chunk[done + 1 :], _sized(root, waiting), strict=True)


_Raw = dict[str, tuple[str, str]]
"""Mode and object of each changed file."""


def _compare(root: Path, steps: Sequence[DataCommit]) -> Iterator[_Raw | None]:
    """What changed in each step after the first, read from git piece by piece."""
    pairs = "".join(f"{after.commit} {before.commit}\n" for before, after in pairwise(steps)).encode("ascii")
    arguments = ("--stdin", "--always", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--relative")
    with running(root, ("diff-tree", *arguments), stdin=pairs) as process:
        tokens = chain.from_iterable(records(process))
        next(tokens, None)  # the id of the first commit
        found: _Raw | None = {}
        for token in tokens:
            if not token.startswith(":"):  # the id of the next commit
                yield found
                found = {}
                continue
            _, mode, _, name, _ = token.split()
            path = next(tokens)
            if found is not None:
                found[path] = mode, name
                found = found if len(found) <= MOST_ENTRIES else None
        if process.wait(TIMEOUT):
            raise GitFaultError("git diff-tree")
        if pairs:
            yield found


def _sized(root: Path, found: Sequence[_Raw | None]) -> list[_Changes | None]:
    """The changed files of each step with their sizes."""
    names = (name for changed in found if changed for mode, name in changed.values() if is_file(mode))
    sizes = _sizes(root, names) if any(found) else {}
    return [
        None if changed is None else {path: _blob(mode, name, sizes) for path, (mode, name) in changed.items()}
        for changed in found
    ]


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
