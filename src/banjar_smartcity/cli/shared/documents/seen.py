"""Seen: what is seen in documents that were read now or before on this computer. Where none is, little is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ....i18n import Language

if TYPE_CHECKING:
    from ....diagnostics import At
    from ....model.evidence import Evidence
    from ....model.model import Model
    from ....reading.document import ReadDocument
    from ....seeing.claimed import Looking, SeenUse
    from ....seeing.sight import Sight


def seen_before(model: Model, root: Path, only: str | None = None) -> tuple[SeenUse, ...]:
    """What is seen in the documents that `evidence verify` has read on this computer; no document is opened here.

    `only`: for claims of this id.
    """
    from ....evidence.claims import claims
    from ....reading.remembered import is_empty

    if is_empty() or not any(claim.uses for claim in claims(model)):
        return ()
    from .sights import SightMemory, seen_with

    memory = SightMemory(root)
    found = seen_with(memory, model, only)
    memory.save()
    return found


def seen_words(model: Model, root: Path, lang: Language) -> Mapping[At, str]:
    """The same in words, by the place of the reference; what nothing can be looked for in is left out."""
    found = seen_before(model, root)
    if not found:
        return {}
    from ....render.words.evidence.seen import sight_text

    words = {seen.use.at: sight_text(seen.sight, lang) for seen in found if seen.sight}
    return {at: text for at, text in words.items() if text}


def seen_in(model: Model, read: Mapping[str, ReadDocument]) -> Mapping[At, Sight]:
    """What is seen in documents that were read, by the place of the reference.

    It depends on the files alone, so that it is the same on every computer, whatever is remembered.
    """

    from ....seeing.claimed import look_in, seen_uses

    def look_for(record: Evidence, looking: Looking) -> Sight | None:
        document = read.get(record.id)
        return None if document is None else look_in(document, looking)

    return {seen.use.at: seen.sight for seen in seen_uses(model, look_for, read) if seen.sight}
