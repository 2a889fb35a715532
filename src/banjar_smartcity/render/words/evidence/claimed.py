"""What names a document, as people call it: a question of the instrument or an innovation, and the id for commands."""

from __future__ import annotations

from ....evidence.claims import Claim
from ....i18n import N_, Language
from ....model.later import glance_at
from ....model.model import Model
from ....privacy.search import redact
from ....seeing.claimed import SeenUse


def claim_title(claim: Claim, model: Model, lang: Language) -> str:
    """The question or name of what names a document, and its id."""
    if claim.by == "answer":
        return item_title(claim.id, model, lang)
    name = glance_at(model.innovations, claim.id).name if claim.by == "innovation" else None
    return f"{redact(name)} ({claim.id})" if name else claim.id


def item_title(name: str, model: Model, lang: Language) -> str:
    """The question of an item and its id."""
    asked = (item.question for instrument in model.instruments.values() for item in instrument.items if item.id == name)
    question = next(asked, None)
    return f'"{lang.text(question)}" ({name})' if question else name


def claimed_pages(entry: SeenUse, model: Model, lang: Language) -> str:
    """The title of what names a document, and the pages that it names."""
    title = claim_title(entry.claim, model, lang)
    if not entry.use.pages:
        return title
    return title + ", " + lang.translate(N_("p. {pages}")).format(pages=redact(entry.use.pages))
