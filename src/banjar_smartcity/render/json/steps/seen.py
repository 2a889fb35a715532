"""What was seen on the pages of a reference, as JSON; documented in docs/json.md."""

from __future__ import annotations

from typing import Any

from ....seeing.claimed import SeenUse
from ....seeing.sight import Sight


def seen_data(sight: Sight | None) -> dict[str, Any] | None:
    """What was seen on the pages of a reference; None if the file was not read."""
    if sight is None:
        return None
    return {"verdict": sight.verdict.id, "page": sight.sheet, "words": sight.words, "year": sight.year}


def page_data(found: SeenUse) -> dict[str, Any]:
    """A reference that has to name another page, or whose words must be found."""
    claim, use = found.claim, found.use
    place = {"by": claim.by, "id": claim.id, "stage": claim.stage, "evidence": use.evidence, "pages": use.pages}
    return {**place, "seen": seen_data(found.sight)}
