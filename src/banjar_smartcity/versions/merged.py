"""Merged: the version that the merge of a change would give, which is what a review judges."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import START, At, Diagnostic
from ..named import NamedTuple
from ..rules.policy import CHANGE_TOO_LARGE
from ..source.decode import MAX_BYTES
from ..workspace.git.commit import Commit, is_data, links, open_commit
from ..workspace.git.merged import GitMerge, merge_commits
from ..workspace.git.objects import Objects
from ..workspace.git.program import Blob
from ..workspace.git.revision import Revision
from ..workspace.layout import PROGRAM
from ..workspace.rule_files import is_rule
from .worktree import OnDisk

MOST_CHANGED = 64 << 20
"""The most bytes of texts that differ between two versions."""


class MergedVersion(NamedTuple):
    """The files after the merge, and those that cannot be merged automatically."""

    tree: Commit
    conflicts: tuple[str, ...]


def open_changed(base: Revision, head: Revision, objects: Objects | None = None) -> MergedVersion:
    """The head as it is, unless it differs too much from the base. Raise `GitFaultError`."""
    return _refused(head, base, head) or MergedVersion(open_commit(head, objects), ())


def _refused(shown: Revision, base: Revision, head: Revision) -> MergedVersion | None:
    """A version of which nothing is read, because what differs is too large; None if it is not."""
    size = 0
    for path in base.files.keys() | head.files.keys():
        sides = base.files.get(path), head.files.get(path)
        if sides[0] != sides[1]:
            size += sum(blob.size or 0 for blob in sides if blob and _is_read(path, blob))
    if size <= MOST_CHANGED and base.complete and head.complete:
        return None
    found = Diagnostic(CHANGE_TOO_LARGE, At(PROGRAM), {"size": size, "limit": MOST_CHANGED}, START)
    whole = base.complete and head.complete  # else the finding is that there are too many files
    return MergedVersion(Commit(shown, {}, Objects(shown.root), found if whole else None), ())


def _is_read(path: str, blob: Blob) -> bool:
    """Whether a file is read as text; documents are only hashed, piece by piece."""
    return blob.size is not None and blob.size <= MAX_BYTES and (blob.link or is_data(path) or is_rule(path))


def open_merged(start: Revision, base: Revision, head: Revision, objects: Objects | None = None) -> MergedVersion:
    """The change from `start`, where the two had their last common version, to `head`, merged into `base`.

    Files that git cannot merge are merged record by record, or else are as in `head`. Raise `GitFaultError`.
    """
    objects = objects or Objects(base.root)
    return _refused(head, base, head) or _merge(start, base, head, merge_commits(base, head), objects)


def open_merged_files(start: Revision, base: Revision, disk: OnDisk) -> MergedVersion:
    """As `open_merged`, for the files on disk, which no commit has. Raise `GitFaultError`."""
    if refused := _refused(disk.revision, base, disk.revision):
        return refused
    objects = Objects(base.root)
    objects.know_files(disk.places)
    return _merge(start, base, disk.revision, None, objects)


def _merge(start: Revision, base: Revision, head: Revision, merge: GitMerge | None, objects: Objects) -> MergedVersion:
    files = dict(merge.files) if merge else dict(_merge_by_file(start, base, head))
    fresh = dict(merge.fresh) if merge else {}
    unmerged: list[str] = []
    for path in merge.conflicts if merge else _changed_twice(start, base, head):
        blob = head.files.get(path)
        content = _merge_record(path, start, base, head, objects)
        if content is None:
            unmerged.append(path)
        else:
            from hashlib import sha256  # slow to load (OpenSSL)

            blob = Blob(f"merged-{sha256(content).hexdigest()}", len(content), link=False)
            fresh[blob.object] = content
        files.pop(path, None)
        if blob is not None:
            files[path] = blob
    objects.know(fresh)
    known = (blob for blob in links(files) if blob.object not in fresh)
    tree = Commit(base._replace(files=files), {**objects.read(known), **fresh}, objects)
    return MergedVersion(tree, merge.conflicts if merge else tuple(unmerged))


def _merge_by_file(start: Revision, base: Revision, head: Revision) -> Iterator[tuple[str, Blob]]:
    """The files after a merge without git: of each file, the version that changed; of both, the one of the head."""
    for path in dict.fromkeys((*base.files, *head.files)):
        mine, yours = base.files.get(path), head.files.get(path)
        blob = mine if yours == start.files.get(path) else yours
        if blob is not None:
            yield path, blob


def _changed_twice(start: Revision, base: Revision, head: Revision) -> Iterator[str]:
    for path in dict.fromkeys((*base.files, *head.files, *start.files)):
        before, mine, yours = (side.files.get(path) for side in (start, base, head))
        if before not in (mine, yours) and mine != yours:
            yield path


def _merge_record(path: str, start: Revision, base: Revision, head: Revision, objects: Objects) -> bytes | None:
    """A data file that both changed, merged record by record; None if that is not possible."""
    blobs = [side.files.get(path) for side in (start, base, head)]
    if not is_data(path) or None in blobs[1:] or any(blob and (blob.link or blob.size is None) for blob in blobs):
        return None
    contents = objects.read(blob for blob in blobs if blob)
    before, mine, yours = (contents.get(blob.object) if blob else b"" for blob in blobs)
    if before is None or mine is None or yours is None:
        return None  # too large
    from ..merge.texts import Merged, merge_texts  # slow to load

    merged = merge_texts(before, mine, yours)
    return merged.content if isinstance(merged, Merged) and not merged.clashes else None
