"""Pictures of a pack: those that name their camera and place, and how they are packed without it."""

from __future__ import annotations

from collections.abc import Mapping

from ...i18n import N_
from ...named import NamedTuple
from ...reading.document import ReadDocument
from ...reading.embedded.pictures import EMBEDDING, PHOTOS, PLACES, UNSEARCHED
from ...reading.formats import recognise
from ...reading.photo import PLACE
from ...workspace.sample import Sample
from .bag import Copied, Stripped, strip
from .contents import PACKED, Pack

LEFT_OUT = N_("camera, place, day and notes in the file; what draws the picture is the same")
"""What is left out of a picture, for the list of documents."""
_PICTURES = frozenset(("jpeg", "png", "webp", "gif", "bmp", "tiff", "heif"))
_HEAD = 4096
Documents = Mapping[str, Copied | bytes | Stripped]
"""The documents of a pack by their paths below data/."""


class StrippedDocuments(NamedTuple):
    """The documents of a pack as they are to be packed, and ids of pictures that cannot be changed safely."""

    documents: Documents
    failed: tuple[str, ...]


def strip_pictures(pack: Pack, documents: Documents, read: Mapping[str, ReadDocument]) -> StrippedDocuments:
    """The documents with pictures stripped, also those inside documents that were `read`.

    Raise `ChangedError` if a file is another one by now.
    """
    found: dict[str, Copied | bytes | Stripped] = {**documents}
    failed = []
    for placed in pack.documents(PACKED):
        source = documents.get(placed.path or "")
        kind = _kind(source.path) if isinstance(source, Copied) else None
        document = read.get(placed.id)
        if document is not None and {PHOTOS, PLACES, UNSEARCHED} & document.made.keys():
            kind = document.kind
        if isinstance(source, Copied) and kind is not None and kind in _PICTURES | EMBEDDING:
            new = strip(source, kind)
            if new is None:
                failed.append(placed.id)
            else:
                found.update((path, new) for path, other in documents.items() if other == source)
    return StrippedDocuments(found, tuple(failed))


def places(read: Mapping[str, ReadDocument]) -> tuple[str, ...]:
    """The ids of pictures, and documents with pictures, that show where they were taken."""
    return tuple(name for name, document in read.items() if {PLACE, PLACES} & document.made.keys())


def _kind(path: str) -> str | None:
    """The format of a file by its first bytes; None if it cannot be opened."""
    try:
        with open(path, "rb") as file:
            return recognise(Sample(_HEAD + 1, file.read(_HEAD), b"", blank=False))
    except OSError:
        return None
