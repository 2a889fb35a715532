"""Described: the documents of which a change says what they are or hold."""

from __future__ import annotations

from collections.abc import Iterator

from ..evidence.proof import place_fault
from ..model.evidence import Evidence
from ..model.later import passing
from .index.version import Version, same_files


def described_documents(base: Version, head: Version) -> Iterator[Evidence]:
    """The records that lead to a file and of which the change says something: what is in it, or what it is."""
    same = same_files(base, head)
    for record in passing(head.checked.model.evidence, lambda one: one.file is not None and one.path not in same):
        before = base.checked.model.evidence.get(record.id)
        if record.file is None or place_fault(record, head.checked.holdings):
            continue
        if record.read is not None:
            if before is None or before.read != record.read or _is(before) != _is(record):
                yield record
        elif before is not None and None not in (before.sha256, record.sha256) and before.sha256 != record.sha256:
            yield record


def _is(record: Evidence) -> tuple[object, ...]:
    """What a record says that its document is."""
    return record.number, record.issued_on, record.title, record.issuer, record.expires_on
