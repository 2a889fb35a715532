"""Titled: documents by what people call them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...i18n import Language
from ...model.evidence import Evidence
from ...model.outline import EvidenceOutline
from ...privacy.search import redact
from .console import styled

if TYPE_CHECKING:
    from rich.text import Text as Styled


def titled(record: Evidence | EvidenceOutline, lang: Language, text: str = "", style: str = "") -> Styled:
    """A document by its title, and its id, which commands ask for; then what there is to say about it."""
    line = styled(redact(lang.text(record.title)), "bold")
    line.append_text(styled(f" ({redact(record.id)})", "dim"))
    return line.append_text(styled(f": {text}", style)) if text else line
