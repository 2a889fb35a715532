"""What a machine read from the pictures of pages, in words that say that it was a machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ....i18n import N_, Language
from ....model.model import Model
from ....reading.drawn.ocr import MachineRead
from ....seeing.claimed import SeenUse
from ....seeing.sight import Sight
from .claimed import claimed_pages

MACHINE_NOTE = N_(
    "What a machine read from pictures may be wrong: look at these pages yourself. It changes no verdict and no score, "
    "and is not recorded."
)
_LISTED = 8


def machine_lines(found: MachineRead, lang: Language) -> Iterator[str]:
    """Which pages a machine read, and which it could not within the bounds of a document."""
    _ = lang.translate
    texts = (
        (N_("read by a machine from the picture: page {pages}"), sorted(found.texts)),
        (N_("not read by the machine within 10 seconds and 512 MiB: page {pages}"), sorted(found.unread)),
    )
    for text, sheets in texts:
        if sheets:
            yield _(text).format(pages=", ".join(map(str, sheets[:_LISTED])) + (" …" if sheets[_LISTED:] else ""))


def machine_text(entry: SeenUse, sight: Sight, model: Model, lang: Language) -> str:
    """What a machine read of a claim, with its title and the pages that are named."""
    text = lang.translate(N_("read by a machine from the picture of page {sheet}, not checked: {words}"))
    said = text.format(sheet=sight.sheet, words=sight.words)
    return f"{claimed_pages(entry, model, lang)}: {said}"


def machine_summary(found: Iterable[MachineRead], lang: Language) -> Iterator[str]:
    """That a machine read, if it did."""
    if any(read.texts for read in found):
        yield lang.translate(MACHINE_NOTE)
