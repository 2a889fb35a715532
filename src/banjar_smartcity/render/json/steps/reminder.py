"""Reminders as JSON; documented in docs/json.md."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from ....i18n import Language
from ....model.program import Stage
from ....publish.reminders import Reminder
from ...words.wording import express
from .todo import remark_data


def reminders_data(
    stage: Stage, today: date, found: Iterable[tuple[Reminder, str, str]], lang: Language, *, partial: bool
) -> dict[str, Any]:
    """The reminders of a day, each with its texts for WhatsApp and e-mail."""
    return {
        "as_of": today.isoformat(),
        "stage": stage.id,
        "partial": partial,
        "agencies": [
            {
                "id": reminder.agency.id,
                "count": reminder.things,
                "due": [
                    {
                        "id": due.id,
                        "kind": due.kind.id,
                        "name": express(lang.text(due.name), lang),
                        "day": due.day.isoformat(),
                        "days_left": day.left,
                        "from_stage": not due.is_own,
                    }
                    for day in reminder.days
                    for due in day.entries
                ],
                "remarks": [remark_data(entry, lang) for entry in reminder.remarks],
                "whatsapp": whatsapp,
                "email": mail,
            }
            for reminder, whatsapp, mail in found
        ],
    }
