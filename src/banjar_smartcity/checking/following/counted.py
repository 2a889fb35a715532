"""Counted: what of a file counts between files, so that all findings are the same while that is.

Of most records only the outline counts: no rule has looked at them, and nothing was found in them. Of others the
record counts, but not the text.
"""

from __future__ import annotations

import io
import pickle
from typing import Any

from ...model.later import LaterRecord
from ..gathering.part import FilePart
from ..memory.box import digest_of

SIZE = 16
OUTLINE, RECORD = b"o", b"r"
"""What the hashes of outlines and of records begin with."""


def counted(part: FilePart, what: bytes, record: Any) -> bytes | None:
    """A hash of what counts of a file, by `what` counts of it; None if its text counts, or nothing can be said.

    `record` is that of the part, which can be built.
    """
    if part.faults or part.secret or part.rest or record is None:
        return None
    if what == RECORD:
        return hash_of(RECORD, record.build(record.written) if isinstance(record, LaterRecord) else record)
    return hash_of(OUTLINE, record.outline) if isinstance(record, LaterRecord) else None


def hash_of(what: bytes, value: Any) -> bytes:
    """A hash of an outline or record. Without a list of what came before, equal ones have equal bytes."""
    written = io.BytesIO()
    pickler = pickle.Pickler(written, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dump(value)
    return what + digest_of(written.getvalue(), SIZE - 1)
