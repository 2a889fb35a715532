"""Refused documents: files that prove nothing, in whatever way they come."""

from __future__ import annotations

import os

from ....evidence.proof import EMPTY, OTHER_FORMAT, OWN_DATA, content_fault
from ....evidence.verified import is_own
from ....i18n import N_, Language
from ....reading.document import ReadDocument
from ....reading.formats import NAMES
from ....workspace.sample import Content
from ...faults import UsageFaultError

_REFUSED = {
    EMPTY: N_("there is nothing in {path}; get the document again from the agency that owns it"),
    OWN_DATA: N_("{path} only repeats these data; record the document from which the data were taken"),
    OTHER_FORMAT: N_(
        "{path} is not what its name says, but {found}; give it the ending of its format, or get the document again"
    ),
}


def refuse_nothing(path: str, content: Content, read: ReadDocument, lang: Language) -> None:
    """Refuse what would be an error as soon as it is recorded: it proves nothing, and no pack could have it."""
    fault = content_fault(content) or (OWN_DATA if is_own(read) else None)
    if fault is not None:
        found = lang.translate(NAMES[content.looks]) if content.looks else ""
        raise UsageFaultError(_REFUSED[fault], path=os.path.basename(path), found=found)
