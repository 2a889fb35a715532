"""Cells: what an agency may fill in for an item, as texts in the form in which data have them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..source.yaml_write import scalar
from .record import Record

ANSWER = ("fact", "value", "unit", "year", "level", "not_applicable", "document", "pages", "remark")
"""The cells of an item, in the order of the sheet."""
CLAIMED = ANSWER[:6]
"""The cells of the claim, which belong together (`merge/answer.py`)."""
INNOVATION = ("started", "remark")
"""The cells of an innovation."""
REMARK = ("reply",)
"""The cells of what an assessor remarked."""
NEW_INNOVATION = ("name", "dimension", *INNOVATION)
"""The cells of an innovation that is not recorded yet."""
DOCUMENT = ("file", "title", "kind", "number", "issued_on", "remark")
"""The cells of a document that is not recorded yet."""
NO_PAGES = "-"
"""The pages of a document that has none, if the others of the same item have some."""

Cells = Mapping[str, str]
"""Texts by cell; an empty text where there is nothing."""


def answer_cells(record: Record | None, *, external: bool) -> dict[str, str]:
    """The cells of an item. `external`: its value is that of another body's index."""
    if record is None:
        return dict.fromkeys(ANSWER, "")
    figure = record.get("external" if external else "statistic") or {}
    uses = record["evidence"]
    pages = [use.get("pages") or NO_PAGES for use in uses]
    return {
        "fact": indonesian(record["fact"]),
        "value": plain(figure.get("value")),
        "unit": figure.get("unit") or "",
        "year": plain(figure.get("year")),
        "level": plain(record["level"]),
        "not_applicable": indonesian(record.get("not_applicable")),
        "document": "\n".join(use["evidence"] for use in uses),
        "pages": "\n".join(pages) if any(use.get("pages") for use in uses) else "",
        "remark": indonesian(record.get("note")),
    }


def indonesian(text: Any) -> str:
    """A text of a record as people in the agency read it; empty for null."""
    return "" if text is None else str(text["id"]) if isinstance(text, Mapping) else str(text)


def plain(value: Any) -> str:
    """A figure as data write it; empty for null."""
    return "" if value is None else scalar(value)
