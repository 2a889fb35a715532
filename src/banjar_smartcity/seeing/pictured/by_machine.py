"""By machine: what Tesseract read from the pictures of pages, and what of it seems to be what is claimed.

It changes no verdict: a machine that guesses letters is not a proof, and people look at the page themselves.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...evidence.claims import WITHOUT_PAGES
from ...evidence.verified import VerifiedDocument
from ...reading.document import PICTURE, ReadDocument
from ...reading.drawn.ocr import MachineRead
from ...reading.drawn.page import DRAWN
from ..claimed import SeenUse
from ..pages import sheets_of
from ..sight import ELSEWHERE, SEEN, UNCLEAR, Sight, look

_SHOWN = (SEEN, UNCLEAR, ELSEWHERE)


def sheets_to_read(document: VerifiedDocument) -> tuple[int, ...]:
    """The sheets without text that can be read, those that are named first, also with letters behind a scan.

    A photo has none.
    """
    read = document.read
    if read is None or read.kind not in DRAWN or document.evidence.kind in WITHOUT_PAGES:
        return ()
    if read.state == PICTURE:
        return (1,)
    blank = {*read.scanned, *read.garbled}
    guessed = blank.union(read.hidden)
    named = (sheet for named in document.pages for sheet in _named(named.pages, read))
    return tuple(dict.fromkeys((*(sheet for sheet in named if sheet in guessed), *sorted(blank))))


def _named(reference: str | None, read: ReadDocument) -> Iterable[int]:
    return sheets_of(reference, read.texts) if reference else ()


def seen_by_machine(entry: SeenUse, read: ReadDocument, machine: MachineRead) -> Sight | None:
    """What of a claim seems to be on a sheet that Tesseract read; None if nothing does."""
    if not machine.texts or entry.sought is None:
        return None
    last = max(*machine.texts, len(read.texts), 0)
    texts = tuple(read.texts[n - 1] if n <= len(read.texts) else "" for n in range(1, last + 1))
    mixed = [machine.texts.get(sheet, text) for sheet, text in enumerate(texts, 1)]
    sight = look(entry.sought, entry.use.pages, mixed)
    return sight if sight.verdict in _SHOWN and sight.sheet in machine.texts else None
