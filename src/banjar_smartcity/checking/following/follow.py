"""Follow: the check of a version that follows from the one of another version, if in each changed file the same counts.

Nothing but the changed files is examined, and no rule is asked again.
"""

from __future__ import annotations

from collections.abc import Mapping

from ...model.later import LaterRecord, opened_paths, with_records
from ...workspace.git.commit import Commit
from ...workspace.layout import File
from ..gathering.documents import LaterDocuments
from ..gathering.gather import parts_of
from ..gathering.part import FilePart
from ..kept_texts import KeptTexts
from ..memory.store import PartStore
from ..pipeline import Checked
from .counted import OUTLINE, RECORD, counted
from .reach import Change, OfDocument, is_out_of_reach

_BY_CONTENT = frozenset(("instrument", "maturity"))
"""Kinds of record that a path may have either of."""


def follow(before: Checked, old: Commit, new: Commit, store: PartStore) -> Checked | None:
    """The check of a version, on the same day as the one of another version; None if they may differ in findings.

    Both have the same files in the same order, there is no link, and what was found before is in files that are the
    same in both.
    """
    files = _changed_files(before, old, new)
    if files is None or not isinstance(before.sound, LaterDocuments):
        return None
    keys, parts = dict[str, bytes](), dict[File, FilePart]()
    for file, (key, part) in zip(files, parts_of(new, files, None, store), strict=True):
        if key is None:
            return None
        keys[file.path], parts[file] = key, part
    sound = before.sound.of_tree(new, keys)
    if not _count_alike(before, before.sound, sound, parts, store):
        return None
    records = {file.path: sound.with_build(file, part.record) for file, part in parts.items()}
    later = {path: record for path, record in records.items() if isinstance(record, LaterRecord)}
    model = before.model
    return before._replace(
        model=model._replace(
            evidence=with_records(model.evidence, later),
            innovations=with_records(model.innovations, later),
            drafts=with_records(model.drafts, later),
        ),
        sound=sound,
        texts=KeptTexts(new, before.texts),
        records={**before.records, **{path: (before.kinds[path], record) for path, record in later.items()}},
        keys={**before.keys, **keys},
    )


def _changed_files(before: Checked, old: Commit, new: Commit) -> list[File] | None:
    """The files that differ; None if others than records do, or the lines of one count."""
    was, now = old.revision.files, new.revision.files
    if new.excess() or list(was) != list(now) or any(blob.link for blob in now.values()):
        return None
    changed = [path for path, blob in now.items() if was[path] is not blob and was[path] != blob]
    if any(was[path].link or path in before.placed or path not in before.keys for path in changed):
        return None
    files = [File(path, before.kinds[path]) for path in changed]
    return None if any(file.kind in _BY_CONTENT for file in files) else files


def _count_alike(
    before: Checked, former: LaterDocuments, sound: LaterDocuments, parts: Mapping[File, FilePart], store: PartStore
) -> bool:
    """Whether the same counts in each of the new parts as before, or what differs reaches no rule."""
    opened = opened_paths(before.model.later)
    innovations, documents = list[Change](), list[OfDocument]()
    for file, part in parts.items():
        old = store.find(before.keys[file.path])
        if old is None:
            return False
        what = OUTLINE if file.path not in opened and isinstance(part.record, LaterRecord) else RECORD
        mark = counted(part, what, sound.with_build(file, part.record))
        former_mark = counted(old, what, former.with_build(file, old.record))
        if mark is None or former_mark is None:
            return False
        if mark != former_mark:
            if what == RECORD:
                return False
            (innovations if file.kind == "innovation" else documents).append((old.record.outline, part.record.outline))
    changed = innovations or documents
    return not changed or is_out_of_reach(before.model, before.findings, innovations, documents)
