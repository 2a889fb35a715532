"""Loading: a part from its bytes. They can make records of this tool and plain values, and call nothing else.

What is not sealed by the user is never loaded: bytes made on purpose could still put names on the classes of records.
"""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from sys import intern
from types import MappingProxyType
from typing import Any

from ...diagnostics import At, Position
from ...model.building import build_record
from ...model.later import LaterRecord
from ...model.outline import EvidenceOutline, InnovationOutline, Outline
from ...source.document import Document
from ...workspace.memory.held import HeldStretch
from ..gathering.part import FilePart

_OWN = ("banjar_smartcity.model.", "banjar_smartcity.diagnostics", "banjar_smartcity.i18n", FilePart.__module__)
_LENGTH = 4
_QUICK = 1
"""Text is half as long after that, and hardly shorter after more."""
_MOST = 64 << 20
"""The most bytes of a record."""
_OTHERS = frozenset(
    (
        ("banjar_smartcity.source.document", "Document"),
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "timedelta"),
        ("datetime", "timezone"),
        ("fractions", "Fraction"),
    )
)
_NO_LINES: frozenset[int] = frozenset()
_NO_PLACES: Mapping[At, Position] = MappingProxyType({})


def dump(part: FilePart) -> bytes:
    """A part as bytes: a record with an outline comes last, so that it can be read by itself."""
    record = part.record
    if not isinstance(record, LaterRecord):
        return _joined(_pickled(part), b"")
    return _joined(
        _pickled(part._replace(record=record.outline, places=dict(part.places))), _tail(_bytes_of(record.written))
    )


def _pickled(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _joined(head: bytes, rest: bytes | memoryview) -> bytes:
    return b"".join((len(head).to_bytes(_LENGTH, "big"), head, rest))


def _end_of_head(content: bytes | memoryview) -> int:
    return _LENGTH + int.from_bytes(content[:_LENGTH], "big")


def _tail(content: bytes | memoryview) -> memoryview:
    """What comes last; a view of it for each record would take as much memory as its outline."""
    return memoryview(content)[_end_of_head(content) :]


def written_part(content: bytes | memoryview, held: HeldStretch | None = None) -> FilePart:
    """The part that was written as these bytes. Raises an error of any sort if they are none.

    A record with an outline is not read: it is `LaterRecord`, which reads the bytes again if they are `held`.
    """
    part = _loaded(memoryview(content)[_LENGTH : _end_of_head(content)])
    if not isinstance(part, FilePart):
        raise pickle.UnpicklingError(type(part).__name__)
    if not isinstance(part.record, InnovationOutline | EvidenceOutline):
        return part
    has_document = len(content) > _end_of_head(content)
    later = _later(_with_shared(part.record), (held or content) if has_document else b"")
    return FilePart(later, part.faults, part.secret or _NO_LINES, part.rest, part.places or _NO_PLACES)


def outlined_part(outline: Outline) -> FilePart:
    """The part of a file of which nothing is to be said but the outline of its record, which was left behind."""
    return FilePart(left_behind(outline), (), _NO_LINES, None, _NO_PLACES)


def dump_plain(value: object) -> bytes:
    """Records and plain values as bytes; what is shared between them is there once."""
    return _pickled(value)


def load_plain(content: bytes | memoryview) -> Iterator[object]:
    """What was written as these bytes, one after the other. Raises an error of any sort if nothing was."""
    stream = io.BytesIO(content)
    while stream.tell() < len(content):
        yield _Records(stream).load()


def later_record(outline: Outline, document: Document) -> LaterRecord:
    """A record that is built from its document when somebody asks for it."""
    return _later(outline, _joined(b"", zlib.compress(_pickled(document), _QUICK)))


def left_behind(outline: Outline) -> LaterRecord:
    """A record whose document is not kept: `gather` says from where it is read again."""
    return _later(outline, b"")


def _later(outline: Outline, written: bytes | memoryview | HeldStretch) -> LaterRecord:
    return LaterRecord(outline, written, _innovation if isinstance(outline, InnovationOutline) else _evidence)


def _with_shared(outline: Outline) -> Outline:
    """An outline that shares with others what thousands have in common."""
    references = tuple(_shared(one) if one[0] != "evidence" else one for one in outline.references)
    if isinstance(outline, EvidenceOutline):
        return outline._replace(references=references, kind=_shared(outline.kind), access=_shared(outline.access))
    return outline._replace(
        references=references,
        uses=tuple(tuple(part and intern(part) for part in some) for some in outline.uses),
        agencies=_shared(outline.agencies),
        levels=_shared(outline.levels),
        dimension=_shared(outline.dimension),
        sub_dimension=_shared(outline.sub_dimension),
        status=_shared(outline.status),
    )


@lru_cache(1 << 12)
def _shared(value: Any) -> Any:
    """The first of several equal values."""
    return value


def _innovation(written: bytes | memoryview | HeldStretch) -> Any:
    return build_record("innovation", _document(written))


def _evidence(written: bytes | memoryview | HeldStretch) -> Any:
    return build_record("evidence", _document(written))


def _bytes_of(written: bytes | memoryview | HeldStretch) -> bytes | memoryview:
    return written.read() if isinstance(written, HeldStretch) else written


def _document(written: bytes | memoryview | HeldStretch) -> Document:
    found = _loaded(zlib.decompressobj().decompress(_tail(_bytes_of(written)), _MOST))
    if not isinstance(found, Document):
        raise pickle.UnpicklingError(type(found).__name__)
    return found


def _loaded(content: bytes | memoryview) -> Any:
    return _Records(io.BytesIO(content)).load()


def load(piece: bytes | HeldStretch) -> FilePart | None:
    """The part that these bytes are; None if they are none."""
    try:
        return written_part(piece.read(), piece) if isinstance(piece, HeldStretch) else written_part(piece)
    except Exception:
        return None


class _Records(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        return _record_class(module, name)


@cache
def _record_class(module: str, name: str) -> Any:
    """A class of values without behaviour, which may be made of any bytes. Raises `pickle.UnpicklingError`."""
    from importlib import import_module

    is_own = module.startswith(_OWN)
    if not is_own and (module, name) not in _OTHERS:
        raise pickle.UnpicklingError(f"{module}.{name}")
    found = getattr(import_module(module), name)
    if is_own and not (isinstance(found, type) and issubclass(found, tuple) and found.__module__ == module):
        raise pickle.UnpicklingError(f"{module}.{name}")
    return found
