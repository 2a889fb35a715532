"""Shown pages: which page of a document is shown as a picture for a reference, and why one is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from ...diagnostics import At, Phrase
from ...i18n import N_
from ...named import NamedTuple
from ...privacy.search import redact
from ...reading.document import PICTURE, ReadDocument
from ...reading.drawn.page import DRAWN
from ...reading.drawn.picture import PagePicture
from ...spelling.pages import read_pages
from ..pages import sheets_of
from ..sight import BEHIND, ELSEWHERE, SEEN, Sight

NOT_DRAWN = Phrase(N_("no picture of this page: it cannot be drawn"), "not-drawn")
OTHER_FORMAT = Phrase(N_("no picture of this page: pages of this format cannot be drawn"), "format")
TOO_MUCH = Phrase(N_("no picture of this page: the pictures before it are as large as all together may be"), "too-much")
PERSONAL = Phrase(N_("no picture of this page: there is personal data on it"), "personal")
PACK_BYTES, REPORT_BYTES = 20 << 20, 4 << 20
"""The most that all pictures of a pack or a report may take."""


class PageUse(NamedTuple):
    """A reference to pages of a document: its place, the record's id and the pages as written."""

    at: At
    evidence: str
    pages: str | None


class ShownPage(NamedTuple):
    """A sheet with its picture, or the reason why it has none."""

    sheet: int
    picture: PagePicture | None
    reason: Phrase | None = None


Draw = Callable[[str, Sequence[int]], Mapping[int, PagePicture]]
"""Draws sheets of the file of a record."""


def sheet_to_show(pages: str | None, sight: Sight | None, read: ReadDocument) -> int | None:
    """The sheet where the words were seen, else the first that is named; None if none is. A photo is shown itself."""
    if read.state == PICTURE:
        return 1
    if sight is not None and sight.sheet is not None and sight.verdict in (SEEN, BEHIND, ELSEWHERE):
        return sight.sheet
    named = read_pages(pages) if pages else None
    if named is None or not named.names_a_page:
        return None
    found = sheets_of(pages, read.texts)
    return found[0] if found else min(named.numbers, default=None)


def shown_pages(
    uses: Iterable[PageUse],
    read: Mapping[str, ReadDocument],
    seen: Mapping[At, Sight],
    draw: Draw,
    most: int,
    *,
    hide_personal: bool,
) -> Mapping[At, ShownPage]:
    """The page of each reference, as far as one is named and all pictures together are not larger than `most`.

    `hide_personal`: pages with personal data in their text are not drawn.
    """
    wanted: dict[str, dict[At, int]] = {}
    for use in uses:
        document = read.get(use.evidence)
        sheet = sheet_to_show(use.pages, seen.get(use.at), document) if document is not None else None
        if sheet is not None:
            wanted.setdefault(use.evidence, {})[use.at] = sheet
    found: dict[At, ShownPage] = {}
    together = 0
    for name, sheets in wanted.items():
        document = read[name]
        reasons = {s: _refusal(document, s, hide_personal=hide_personal) for s in dict.fromkeys(sheets.values())}
        drawable = [sheet for sheet, reason in reasons.items() if reason is None]
        drawn = draw(name, drawable) if drawable and together < most else {}
        for at, sheet in sheets.items():
            reason = reasons[sheet] or (NOT_DRAWN if together < most else TOO_MUCH)
            picture = drawn.get(sheet)
            if picture is not None and together + len(picture.webp) > most:
                picture, reason = None, TOO_MUCH
            together += len(picture.webp) if picture is not None else 0
            found[at] = ShownPage(sheet, picture, None if picture is not None else reason)
    return found


def _refusal(document: ReadDocument, sheet: int, *, hide_personal: bool) -> Phrase | None:
    """Why a page is not to be drawn at all."""
    if document.kind not in DRAWN:
        return OTHER_FORMAT
    text = document.texts[sheet - 1] if 0 < sheet <= len(document.texts) else ""
    return PERSONAL if hide_personal and redact(text) != text else None
