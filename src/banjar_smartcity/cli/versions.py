"""Versions: the states of the data that the command line names, read and checked: two of them, or a history."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from ..i18n import N_
from .faults import UsageFaultError
from .session import Session

if TYPE_CHECKING:
    from ..diagnostics import Finding
    from ..model.policy import Policy
    from ..versions.diff.compare import Diff
    from ..versions.index.version import Version
    from ..workspace.git.ahead import Ahead
    from ..workspace.git.at_once import Parted
    from ..workspace.git.objects import Objects
    from ..workspace.tree import Tree

    Sides = tuple[Tree, Tree, tuple[str, ...]]

_REMOTE, _LOCAL = "refs/remotes/origin/", "refs/heads/"
MAIN = (*(_REMOTE + name for name in ("HEAD", "main", "master")), *(_LOCAL + name for name in ("main", "master")))
"""Where the main branch may be. These are full names, since git prefers a tag to a branch of the same short name."""

_compared: list[Diff] = []
"""The last comparison, kept until the process ends: to free its many objects would take time for nothing."""
UNREADABLE = N_("git cannot read all of it: {reason}")
_NO_GIT = N_("git is not installed; commands that need no earlier versions work without it")
_NO_REPOSITORY = N_(
    "{root} is not in a git repository, so there are no earlier versions; `git init` starts one. Commands that need no "
    "earlier versions work without it"
)
_DISTRUST = N_(
    "git does not open {root}, since it belongs to somebody else. If you trust all that is in it, run once: {command}"
)


def compare_versions(session: Session, base: str, head: str | None, *, read: bool = False) -> Diff:
    """Compare a version with what it becomes if a change is merged into it.

    Without `head`, the files on disk are merged as if all of them were committed.
    Folders, and a head from which the base came, are compared as they are. `read`: the documents that the change
    describes are opened.
    """
    from ..workspace.git.ahead import Ahead
    from ..workspace.git.commit import Commit
    from ..workspace.git.objects import Objects
    from ..workspace.git.program import GitFaultError

    try:
        with ExitStack() as stack:
            ahead = stack.enter_context(Ahead(session.root, base, head))  # git works while the rest is loaded
            from ..checking.pipeline import check_tree

            ahead.list_files()
            from ..checking.following.follow import follow
            from ..checking.following.kept import open_kept
            from ..checking.memory.store import open_store
            from ..checking.one_file import nothing_known
            from ..versions.diff.compare import compare
            from ..versions.index.files import survey_files, survey_repository
            from ..versions.index.version import version

            store = open_store(session.root)
            known = nothing_known() if read or store is None else None
            objects = stack.enter_context(Objects(session.root))  # one process of git for all that is read
            old, new, conflicts = _open_sides(session, base, head, objects, ahead)
            for tree in (old, new):
                if isinstance(tree, Commit) and tree.objects is not objects:
                    stack.enter_context(tree.objects)
            # Two folders can be anywhere: what surrounds them does not belong to the change.
            same = isinstance(old, Commit) and (head is None or isinstance(new, Commit))
            survey = survey_repository if same else survey_files

            kept = open_kept(session.root)
            first = check_tree(old, session.today, known, store=store, kept=kept)
            if store is not None and read:
                store.close()  # what a stranger wrote is judged by what is found now, not by what is remembered
            second = None
            if store is not None and isinstance(old, Commit) and isinstance(new, Commit):
                second = follow(first, old, new, store)
            if second is None:
                second = check_tree(new, session.today, known, store=store, kept=None if read else kept)
            sides = version(first, session.today, survey(old)), version(second, session.today, survey(new))
            if store is not None:
                store.save()
            if kept is not None:
                kept.save()
            found = _read(sides[0], sides[1], new, session.root, _commits(session, base, head)) if read else ()
            diff = compare(*sides)._replace(conflicts=conflicts)
            _compared[:] = [diff]
    except GitFaultError as error:
        raise UsageFaultError(UNREADABLE, reason=error) from error
    return diff._replace(faults=diff.faults._replace(new=(*diff.faults.new, *found)))


def _read(base: Version, head: Version, tree: Tree, root: Path, commits: list[str]) -> tuple[Finding, ...]:
    """The findings in documents that a change describes, and in surveys next to all earlier ones."""
    from ..versions.described import described_documents
    from ..versions.surveys import compare_surveys

    described = described_documents(base, head)
    first = next(described, None)
    if first is None:
        return tuple(compare_surveys(base, head, root, commits))
    from ..versions.reading import read_changes  # slow to load

    return (*read_changes(chain((first,), described), head, tree), *compare_surveys(base, head, root, commits))


def _commits(session: Session, base: str, head: str | None) -> list[str]:
    """The commits of two versions: none of folders, nor of files of which nothing was committed yet."""
    found = [find_commit(session, base)]
    try:
        found.append(find_commit(session, head or "HEAD"))
    except UsageFaultError:
        if head is not None:
            raise
    return [commit for commit in found if commit is not None]


def _open_sides(session: Session, base: str, head: str | None, objects: Objects, ahead: Ahead) -> Sides:
    """The two versions to compare, and the files that cannot be merged."""
    from ..versions.merged import open_changed, open_merged, open_merged_files
    from ..versions.worktree import open_worktree
    from ..workspace.disk import Disk
    from ..workspace.git.commit import open_commit

    sides = _find_sides(session, base, head or "HEAD", ahead)
    if sides is None:
        return open_tree(session, base), Disk(session.root) if head is None else open_tree(session, head), ()

    revision = partial(ahead.revision, place=sides.prefix)
    before = revision(sides.base)
    if head is None:
        if sides.start in (None, sides.base):
            return open_commit(before, objects), Disk(session.root), ()
        start = revision(sides.start)
        merged = open_merged_files(start, before, open_worktree(Disk(session.root), start))
        return open_commit(before, objects), merged.tree, merged.conflicts
    after = before if sides.head == sides.base else revision(sides.head)
    if sides.start in (None, sides.base, sides.head):
        merged = open_changed(before, after, objects)
    else:
        merged = open_merged(revision(sides.start), before, after, objects)
    return open_commit(before, objects), merged.tree, merged.conflicts


def _find_sides(session: Session, base: str, head: str, ahead: Ahead) -> Parted | None:
    """The commits that two arguments name, and where they parted; None if one of them is a folder."""
    from ..workspace.git.at_once import Parted
    from ..workspace.git.program import prefix

    found = ahead.parted()
    if found is not None and found.start is not None:
        return found
    # What cannot be said at once is asked for step by step, which says why.
    old = find_commit(session, base)
    new = find_commit(session, head) if old else None
    if old is None or new is None:
        return None
    return Parted(prefix(session.root), old, new, find_start(session, old, new))


def open_tree(session: Session, name: str) -> Tree:
    """Open the files that an argument names: a revision, or a folder with data/ in it."""
    from ..workspace.disk import Disk
    from ..workspace.git.commit import open_commit
    from ..workspace.git.revision import open_revision

    commit = find_commit(session, name)
    return Disk(Path(name)) if commit is None else open_commit(open_revision(session.root, commit))


def find_policy(session: Session, name: str) -> Policy:
    """The policy of a version. No other file of it is read. If it has no policy, all gates apply."""
    from ..model.policy import Policy
    from ..versions.review import read_policy
    from ..workspace.disk import Disk
    from ..workspace.git.commit import open_commit
    from ..workspace.git.program import GitFaultError
    from ..workspace.git.revision import open_revision
    from ..workspace.layout import PROGRAM

    commit = find_commit(session, name)
    try:
        if commit is None:
            return read_policy(Disk(Path(name))) or Policy()
        alone = open_revision(session.root, commit, only=PROGRAM)
        blob = alone.files.get(PROGRAM)
        is_plain = blob is not None and blob.size is not None and not blob.link  # else a link may lead to it
        found = alone if is_plain else open_revision(session.root, commit)
        return read_policy(open_commit(found)) or Policy()
    except GitFaultError as error:
        raise UsageFaultError(UNREADABLE, reason=error) from error


def find_commit(session: Session, name: str) -> str | None:
    """The commit that an argument names, or None if it names a folder with data/ in it.

    A revision comes first: a change could add a folder with the same name as the base and with its own policy.
    """
    from ..workspace.git.program import UNEXPLAINED, GitFaultError, resolve
    from ..workspace.layout import PROGRAM

    if name.startswith("/") and (Path(name) / PROGRAM).is_file():
        return None  # no name of a revision begins with a slash, and git would be asked up to eight times
    try:
        return resolve(session.root, name)
    except GitFaultError as error:
        if (Path(name) / PROGRAM).is_file():
            return None
        require_versions(session.root)
        if ".." in name and ".." not in Path(name).parts:
            raise UsageFaultError(N_("{name}: name two versions with a space between them"), name=name) from error
        if str(error) == UNEXPLAINED:
            unknown = N_("{name} is neither a folder with data/program.yaml nor a revision that git knows")
            raise UsageFaultError(unknown, name=name) from error
        raise UsageFaultError(N_("git cannot look up {name}: {reason}"), name=name, reason=error) from error


def require_versions(root: Path) -> None:
    """Raise `UsageFaultError` if there are no versions: git or a repository is missing, or git does not open it."""
    from ..workspace.git.program import GitDistrustError, GitFaultError, git

    try:
        git(root, "rev-parse", "--git-dir")
    except GitDistrustError as error:
        raise UsageFaultError(_DISTRUST, root=root, command=error.command) from error
    except GitFaultError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            raise UsageFaultError(_NO_GIT) from error
        if "not a git repository" in str(error):
            raise UsageFaultError(_NO_REPOSITORY, root=root) from error


def find_main(session: Session) -> str:
    """The commit of the main branch."""
    from ..workspace.git.at_once import first_of
    from ..workspace.git.program import GitFaultError

    try:
        found = first_of(session.root, MAIN)
    except GitFaultError:
        require_versions(session.root)
        found = None
    if found is not None:
        return found
    raise UsageFaultError(N_("no main branch was found here; name the revision to compare with"))


def find_start(session: Session, base: str, head: str) -> str:
    """The commit where a change left the base, or the base itself if they have no common history."""
    from ..workspace.git.program import GitFaultError, is_shallow, merge_base

    try:
        return merge_base(session.root, base, head)
    except GitFaultError as error:
        if is_shallow(session.root):
            text = N_("this clone does not go back to where the change began; fetch its history: git fetch --unshallow")
            raise UsageFaultError(text) from error
        return base
