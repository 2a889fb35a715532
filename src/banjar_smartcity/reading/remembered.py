"""Remembered documents: what was read in a file, kept by its hash in the cache folder of the user.

It can be deleted at any time. No figure, finding, report or pack depends on it: it only saves reading a file again.
"""

from __future__ import annotations

import json
from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ..workspace.memory.place import find_place, forget_oldest, read_sealed, write_sealed

if TYPE_CHECKING:
    from .document import ReadDocument

VERSION = 9
"""Goes up whenever a document is read or searched in another way, or within other bounds."""
FOLDER = "documents"
MOST_FILES = 4096
_LIBRARY = "pypdfium2_raw"


def recall(sha256: str, kind: str) -> ReadDocument | None:
    """What was read in a file of this content before; None if it is not remembered, or was read in another way.

    It may have been stopped by a bound; then its state says so.
    """
    place = _place()
    content = read_sealed(place, _name(sha256, kind)) if place else None
    if content is None:
        return None
    from .document import STATES, ReadDocument  # slow to load

    try:
        data = json.loads(bytes(content))
        if data["read_by"] != reader_state():
            return None
        return ReadDocument(
            kind=str(data["kind"]),
            state=next(state for state in STATES if state.id == data["state"]),
            pages=data["pages"],
            last_printed=data["last_printed"],
            texts=tuple(data["texts"]),
            made=dict(data["made"]),
            scanned=tuple(data["scanned"]),
            garbled=tuple(data["garbled"]),
            pictured=tuple(data["pictured"]),
            hidden=tuple(data["hidden"]),
            sequences=str(data["sequences"]),
            signed=data["signed"],
        )
    except (ValueError, KeyError, TypeError, StopIteration):
        return None


def is_empty() -> bool:
    """Whether no document was read on this computer, as far as it remembers."""
    place = _place()
    return place is None or not place.is_dir()


def remember(sha256: str, found: ReadDocument) -> None:
    """Keep what was read in a file. `tidy` has to be called at the end."""
    place = _place()
    if place is not None:
        data = {"read_by": reader_state(), **found._asdict(), "state": found.state.id, "made": dict(found.made)}
        content = json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")
        write_sealed(place, _name(sha256, found.kind), content, files=0)


def tidy() -> None:
    """Forget the documents that were read first if there are too many."""
    place = _place()
    if place is not None:
        with suppress(OSError):
            forget_oldest(place, MOST_FILES)


def _place() -> Path | None:
    place = find_place()
    return place / FOLDER if place else None


def _name(sha256: str, kind: str) -> str:
    return f"{sha256}-{kind}"


@lru_cache(maxsize=1)
def reader_state() -> list[object]:
    """What is different whenever a text may be read otherwise: our reading, and the library that opens PDF files."""
    spec = find_spec(_LIBRARY)
    version = Path(spec.origin).with_name("version.json") if spec and spec.origin else None
    return [VERSION, version.read_text("utf-8") if version and version.is_file() else None]
