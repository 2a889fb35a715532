"""Documents that nobody has read, in words."""

from __future__ import annotations

from collections.abc import Iterator

from ....evidence.unread import ReadingState
from ....i18n import Language

_LISTED = 3


def unread_lines(found: ReadingState, lang: Language) -> Iterator[str]:
    """How many documents nobody has read, and how many are scans, each with some of their ids."""
    if n := len(found.unread):
        text = lang.ngettext(
            "{n} document was not read yet, so nobody knows its pages ({ids}): `smartcity evidence verify`",
            "{n} documents were not read yet, so nobody knows their pages ({ids}): `smartcity evidence verify`",
            n,
        )
        yield text.format(n=n, ids=_some(found.unread))
    if n := len(found.without_text):
        text = lang.ngettext(
            "{n} document is a scan or has letters that no program can read ({ids})",
            "{n} documents are scans or have letters that no program can read ({ids})",
            n,
        )
        yield text.format(n=n, ids=_some(found.without_text))


def _some(ids: tuple[str, ...]) -> str:
    return ", ".join(ids[:_LISTED]) + (" …" if len(ids) > _LISTED else "")
