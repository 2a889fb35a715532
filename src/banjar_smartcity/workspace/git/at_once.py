"""At once: what several calls of git would say, asked for in one. A call takes as long as reading many files."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from ...named import NamedTuple
from .program import GitFaultError, ask, git

_PARTED = re.compile(
    rb"(?P<place>[\s\S]*)\n(?P<last>[0-9a-f]{40,})\n(?P<first>[0-9a-f]{40,})\n(?:\^(?P<start>[0-9a-f]{40,})\n)?(?:\^[0-9a-f]{40,}\n)*"
)
"""What git prints: the folder, in whose name there may be line breaks, two commits, and where they parted."""


class Parted(NamedTuple):
    """Two commits, and the last one that they have in common; None if there is none."""

    prefix: str
    """The path from the top of the repository to the folder: `a/b/`, or empty."""
    base: str
    head: str
    start: str | None


def ask_parted(root: Path, base: str, head: str) -> Callable[[], Parted | None]:
    """Ask for two commits by their names, in one call; the function that comes back waits for the answer.

    The answer is None if the call does not say it, whatever the reason.
    """
    if base.startswith("-") or ".." in base or ".." in head:
        return _unknown
    try:
        answer = ask(root, "rev-parse", "--show-prefix", f"{base}^{{commit}}...{head}^{{commit}}")
    except GitFaultError:
        return _unknown
    return partial(_parted, answer)


def _unknown() -> None:
    """What git was not asked for."""


def _parted(answer: Callable[[], bytes]) -> Parted | None:
    try:
        found = _PARTED.fullmatch(answer())
    except GitFaultError:
        return None
    if found is None:
        return None
    last, first = (found[key].decode("ascii") for key in ("last", "first"))
    return Parted(os.fsdecode(found["place"]), first, last, found["start"].decode("ascii") if found["start"] else None)


class Present(NamedTuple):
    """What is checked out: the commit, and whether old commits are missing from the clone."""

    commit: str
    shallow: bool


def find_present(root: Path) -> Present | None:
    """The commit that is checked out, in one call; None if that does not say it, whatever the reason."""
    try:
        shallow, commit = git(root, "rev-parse", "--is-shallow-repository", "HEAD^{commit}").split()
    except (GitFaultError, ValueError):
        return None
    return Present(commit.decode("ascii"), shallow == b"true")


def first_of(root: Path, names: Sequence[str]) -> str | None:
    """The commit of the first of these references, by their full names, that there is. Raise `GitFaultError`."""
    found = git(root, "for-each-ref", "--format=%(refname) %(objecttype) %(objectname)", *names).decode(
        "utf-8", "replace"
    )
    known = dict(line.split(" ", 1) for line in found.splitlines())
    chosen = (kind_and_id for name in names if (kind_and_id := known.get(name, "")).startswith("commit "))
    return next(chosen, "").removeprefix("commit ") or None
