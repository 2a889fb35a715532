"""Documents that nobody has read, as JSON; documented in docs/json.md."""

from __future__ import annotations

from typing import Any

from ....evidence.unread import ReadingState


def unread_data(found: ReadingState) -> dict[str, Any]:
    """The ids of documents that nobody has read, and of those without words that can be searched."""
    return {"unread": list(found.unread), "without_text": list(found.without_text)}
