"""Git merge: the files that the merge of two commits would give.

git writes what it merges into a folder of its own, which is removed again: the repository is not changed.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from ...named import NamedTuple
from ..rule_files import from_root, is_kept
from .objects import Objects
from .program import Blob, GitFaultError, git, prefix
from .revision import Revision, open_revision


class GitMerge(NamedTuple):
    """The files after a merge, and the contents of those that neither side has."""

    files: Mapping[str, Blob]
    fresh: Mapping[str, bytes]
    """By the name of their object, which the repository does not have."""
    conflicts: tuple[str, ...]
    """Files that git could not merge; in `files` they have markers."""


def merge_commits(base: Revision, head: Revision) -> GitMerge | None:
    """Merge two commits that have a common history; None if git is older than 2.38. Raise `GitFaultError`."""
    from tempfile import TemporaryDirectory  # slow to load

    root = base.root
    objects = os.fsdecode(git(root, "rev-parse", "--git-path", "objects").removesuffix(b"\n"))
    others = [os.path.join(root, objects), os.environ.get("GIT_ALTERNATE_OBJECT_DIRECTORIES", "")]
    with TemporaryDirectory(prefix="smartcity-") as folder:
        extra = {
            "GIT_OBJECT_DIRECTORY": folder,
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": os.pathsep.join(filter(None, others)),
        }
        arguments = ("--write-tree", "-z", "--name-only", "--no-messages", base.commit, head.commit)
        try:
            written = git(root, "merge-tree", *arguments, extra=extra, codes=(0, 1))
        except GitFaultError as error:
            if "usage: git merge-tree" in str(error):
                return None
            raise
        tree, *names = written.split(b"\0")[:-1]
        files = open_revision(root, tree.decode("ascii"), extra, base.place).files
        known = {blob.object for side in (base, head) for blob in side.files.values()}
        fresh = Objects(root, extra).read(blob for blob in files.values() if blob.object not in known)
    top = prefix(root) if base.place is None else base.place
    conflicts = (from_root(top, path) for path in map(os.fsdecode, names))
    return GitMerge(files, fresh, tuple(path for path in conflicts if is_kept(path, link=False)))
