"""Versions: the two states of the data that a command line names, read and checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..i18n import N_
from .session import Session, UsageFaultError

if TYPE_CHECKING:
    from ..diff.compare import Diff
    from ..tree import Tree

MAIN = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
"""Where the main branch may be found."""


def compare_versions(session: Session, base: str, head: str | None) -> Diff:
    """What leads from one version to the other; without a head, to the files as they are."""
    from ..check import check_tree
    from ..diff.compare import compare
    from ..diff.version import version
    from ..disk import Disk
    from ..revision import GitFaultError

    try:
        old, new = open_tree(session, base), open_tree(session, head) if head else Disk(session.root)
        sides = [version(check_tree(tree, session.today), tree, session.today) for tree in (old, new)]
    except GitFaultError as error:
        raise UsageFaultError(N_("git cannot read all of it: {reason}"), reason=error) from error
    return compare(*sides)


def open_tree(session: Session, name: str) -> Tree:
    """The files that a word of the command line names: a folder with data/ in it, or a revision."""
    from ..commit import open_commit
    from ..disk import Disk
    from ..revision import open_revision

    if is_folder(name):
        return Disk(Path(name))
    return open_commit(open_revision(session.root, find_revision(session, name)))


def look_into(session: Session, name: str) -> Tree:
    """The same, of a revision without reading its files before one is asked for."""
    from ..commit import Commit
    from ..revision import open_revision

    if is_folder(name):
        return open_tree(session, name)
    return Commit(open_revision(session.root, find_revision(session, name)), {})


def is_folder(name: str) -> bool:
    """Whether a word of the command line names a folder with data/ in it."""
    from ..workspace import PROGRAM

    return (Path(name) / PROGRAM).is_file()


def find_revision(session: Session, name: str) -> str:
    """The commit that a word of the command line names."""
    from ..revision import GitFaultError, resolve

    try:
        return resolve(session.root, name)
    except GitFaultError as error:
        raise UsageFaultError(
            N_("{name} is neither a folder with data/program.yaml nor a revision that git knows: {reason}"),
            name=name,
            reason=error,
        ) from error


def find_main(session: Session) -> str:
    """The commit at which the main branch was left."""
    from ..revision import GitFaultError, merge_base

    for name in MAIN:
        try:
            return merge_base(session.root, name, "HEAD")
        except GitFaultError:
            continue
    raise UsageFaultError(N_("no main branch is found here; name the revision to compare with"))
