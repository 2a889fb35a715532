"""Pictures of pages on the command line: whether they can be made, and the pages that references name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

from ....i18n import N_
from ...faults import UsageFaultError
from ...progress import progress
from ...session import Session
from ..extras import not_installed

if TYPE_CHECKING:
    from ....diagnostics import At
    from ....model.model import Model
    from ....publish.pack.contents import Pack
    from ....publish.report import Report, Section, SubSection
    from ....reading.document import ReadDocument
    from ....reading.drawn.picture import PagePicture
    from ....seeing.pictured.shown import PageUse, ShownPage
    from ....seeing.sight import Sight

DRAWING = N_("Drawing pages")


def require_pictures(format: str) -> None:
    """Raise `UsageFaultError` if the extra is missing or the format has no pictures, before anything is computed."""
    if format == "md":
        raise UsageFaultError(
            N_("--pictures is for HTML, PDF and Word; Markdown has no pictures, only the words (--seen)")
        )
    if find_spec("PIL") is None:
        raise not_installed("pictures")


def pack_pictures(
    session: Session, plan: Pack, read: Mapping[str, ReadDocument], seen: Mapping[At, Sight]
) -> Mapping[At, ShownPage]:
    """The pages for the cover sheets of a pack, in which their documents are."""
    from ....seeing.pictured.shown import PACK_BYTES, PageUse

    placed = (placed for item in plan.covered for placed in item.placed if placed.path)
    uses = [PageUse(one.at, one.id, one.pages) for one in placed if one.at is not None]
    return _shown(session, plan.model, uses, read, seen, PACK_BYTES, hide_personal=False)


def report_pictures(
    session: Session, built: Report, read: Mapping[str, ReadDocument], seen: Mapping[At, Sight]
) -> Mapping[At, ShownPage]:
    """The pages for a report, of the public documents that were read; without pages with personal data."""
    from ....seeing.pictured.shown import REPORT_BYTES, PageUse

    parts: list[Section | SubSection] = [*built.sections]
    parts += [part for section in built.sections for part in section.sub_sections]
    exhibits = [exhibit for part in parts for answered in part.items for exhibit in answered.exhibits]
    exhibits += [exhibit for part in parts for portrait in part.innovations for exhibit in portrait.exhibits]
    internal = {record.sha256 for record in built.model.evidence.values() if record.access == "internal"}
    shown = (one for one in exhibits if one.at is not None and one.evidence.sha256 not in internal)
    uses = [PageUse(one.at, one.evidence.id, one.pages) for one in shown if one.at is not None]
    return _shown(session, built.model, uses, read, seen, REPORT_BYTES, hide_personal=True)


def _shown(
    session: Session,
    model: Model,
    uses: Iterable[PageUse],
    read: Mapping[str, ReadDocument],
    seen: Mapping[At, Sight],
    most: int,
    *,
    hide_personal: bool,
) -> Mapping[At, ShownPage]:
    from ....reading.drawn.picture import page_pictures
    from ....seeing.pictured.shown import shown_pages

    listed = tuple(uses)
    with progress(DRAWING, session.lang, len({use.evidence for use in listed})) as step:

        def draw(name: str, sheets: Sequence[int]) -> Mapping[int, PagePicture]:
            step()
            file = model.evidence[name].file
            return page_pictures(session.root / file, read[name].kind, sheets) if file else {}

        return shown_pages(listed, read, seen, draw, most, hide_personal=hide_personal)
