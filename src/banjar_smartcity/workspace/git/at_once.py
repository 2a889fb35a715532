"""At once: what several calls of git would say, asked for in one. A call takes as long as reading many files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from .program import GitFaultError, git


class Parted(NamedTuple):
    """Two commits, and the last one that they have in common; None if there is none."""

    prefix: str
    """The path from the top of the repository to the folder: `a/b/`, or empty."""
    base: str
    head: str
    start: str | None


def find_parted(root: Path, base: str, head: str) -> Parted | None:
    """Two commits by their names, in one call; None if that does not say it, whatever the reason."""
    if base.startswith("-") or ".." in base or ".." in head:
        return None
    try:
        found = git(root, "rev-parse", "--show-prefix", f"{base}^{{commit}}...{head}^{{commit}}")
        place, last, first, *common = found.split(b"\n")[:-1]
    except (GitFaultError, ValueError):
        return None
    start = common[0].decode("ascii").removeprefix("^") if common else None
    return Parted(os.fsdecode(place), first.decode("ascii"), last.decode("ascii"), start)


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
