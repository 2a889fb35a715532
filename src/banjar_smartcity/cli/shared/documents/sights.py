"""Sights: what was seen in documents, kept by the hash of the document and what was looked for in it.

It can be deleted at any time: all of it is computed from the texts of the documents.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from ....checking.memory.box import Box, digest_of
from ....model.evidence import Evidence
from ....model.later import outlined
from ....model.model import Model
from ....reading.document import STOPPED, ReadDocument
from ....reading.remembered import reader_state, recall
from ....seeing.claimed import Looking, SeenUse, look_in, seen_uses
from ....seeing.record import FieldCheck, check_record
from ....seeing.sight import VERDICTS, Sight
from ....workspace.memory.place import find_place

_MOST_BYTES = 32 << 20
_DOCUMENTS = 16
"""Documents whose texts are in memory at a time."""
Texts = Callable[[], ReadDocument | None]
"""Gives a document with its texts."""


class SightMemory:
    """What was seen in the documents of a workspace. Nothing is written before `save`."""

    def __init__(self, root: Path) -> None:
        place = find_place()
        self._box: Box | None = None
        if place is not None:
            self._box = Box(place, f"{digest_of(os.fsencode(os.path.realpath(root))).hex()}-sights", _MOST_BYTES)

    def look(self, record: Evidence, looking: Looking, texts: Texts) -> Sight | None:
        """What is seen in the document of a record; None if it was not read."""
        found = self._recalled(record, looking, texts, lambda document: _written(look_in(document, looking)))
        return None if found is None else Sight(VERDICTS[found[0]], *found[1:])

    def check(self, record: Evidence, texts: Texts) -> tuple[FieldCheck, ...]:
        """The fields of a record next to what its document says of itself."""
        fields = record.number, record.issued_on, record.title, record.issuer, record.expires_on
        found = self._recalled(record, fields, texts, _checker(record))
        return tuple(map(_field, found or ()))

    def save(self) -> None:
        """Write what is new. If the disk cannot be written to, nothing is kept."""
        if self._box is not None:
            self._box.save()

    def _recalled(
        self, record: Evidence, asked: tuple[Any, ...], texts: Texts, compute: Callable[[ReadDocument], Any]
    ) -> Any:
        """The answer to what is asked of a document, as it is written; None if the document was not read."""
        key = _key(record, asked) if self._box is not None else None
        known = self._box.find(key) if self._box is not None and key is not None else None
        if known is not None:
            return json.loads(bytes(known))
        document = texts()
        if document is None:
            return None
        written = json.dumps(compute(document), default=_plain)
        if self._box is not None and key is not None and document.state != STOPPED:
            # On a quieter computer it may be read to its end, and then more is seen.
            self._box.put(key, written.encode())
        return json.loads(written)


def _checker(record: Evidence) -> Callable[[ReadDocument], tuple[FieldCheck, ...]]:
    return lambda document: check_record(record, document.texts, document.pictured)


def _written(sight: Sight) -> tuple[Any, ...]:
    return sight.verdict.id, sight.sheet, sight.words, sight.year


def _field(said: list[Any]) -> FieldCheck:
    field, verdict, sheet, words, day = said
    return FieldCheck(field, verdict, sheet, words, day and date.fromisoformat(day))


def _key(record: Evidence, asked: tuple[Any, ...]) -> bytes | None:
    """Where an answer is kept; None if nobody knows what is in the very file that is recorded."""

    if record.read is None:
        return None
    kinds = [type(asked).__name__, type(asked[0]).__name__]
    written = json.dumps([record.read.sha256, record.read.kind, reader_state(), kinds, asked], default=_plain)
    return digest_of(written.encode())


def _plain(value: object) -> object:
    """What JSON has no form for; sets in one order."""
    return sorted(value) if isinstance(value, frozenset) else str(value)


def seen_with(memory: SightMemory, model: Model, only: str | None) -> tuple[SeenUse, ...]:
    """What is seen in the documents that were read on this computer before; no document is opened here."""

    @lru_cache(maxsize=_DOCUMENTS)
    def read_before(sha256: str, kind: str) -> ReadDocument | None:
        known = recall(sha256, kind)
        return None if known is not None and known.state is STOPPED else known

    def look_for(record: Evidence, looking: Looking) -> Sight | None:
        read = record.read
        return None if read is None else memory.look(record, looking, lambda: read_before(read.sha256, read.kind))

    among = {name for name, record in outlined(model.evidence).items() if record.read is not None}
    return tuple(seen for seen in seen_uses(model, look_for, among, only) if seen.sight is not None)
