"""Intake as JSON: what came back, item by item, and what is written; documented in docs/json.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ....exchange.intake.owned import OwnedMerging
from ....exchange.intake.papers import Planned
from ....exchange.intake.plan import Disputed, Merging, Outcome
from ....exchange.intake.replies import RepliesMerging
from ....exchange.intake.tally import Tally, still_carried
from ....exchange.returned import Returned
from ....i18n import Language
from ....privacy.search import redact
from ..values import findings_data


def intake_data(
    stage: str,
    files: Sequence[Returned],
    merging: Merging,
    owned: OwnedMerging,
    replies: RepliesMerging,
    papers: Iterable[tuple[Planned, Sequence[str]]],
    tallies: Iterable[Tally],
    lang: Language,
) -> dict[str, Any]:
    """What is taken in from each file, what is asked about, and one entry for each agency. No personal data.

    `papers` are the documents to record, each with what is strange about it.
    """
    findings = (*merging.findings, *owned.findings, *replies.findings)
    return {
        "stage": stage,
        "files": [_file(file, lang) for file in files],
        "items": [_item(path, one) for path, outcomes in merging.outcomes.items() for one in outcomes],
        "innovations": {
            name: {"cells": list(owned.changes.get(name, ())), "conflicts": _conflicts(owned.conflicts.get(name, ()))}
            for name in dict.fromkeys((*owned.changes, *owned.conflicts))
        },
        "replies": {
            name: {"taken": name in replies.taken, "conflicts": _conflicts(replies.conflicts.get(name, ()))}
            for name in dict.fromkeys((*replies.taken, *replies.conflicts))
        },
        "documents": [_document(one, warnings) for one, warnings in papers],
        "agencies": [_tally(tally) for tally in tallies],
        "carried": list(still_carried(merging)),
        **findings_data(findings, len(files), lang),
    }


def _file(file: Returned, lang: Language) -> dict[str, Any]:
    return {
        "path": redact(file.path),
        "agency": file.recipient.agency,
        "dimension": file.recipient.dimension,
        "notes": [redact(lang.translate(msgid).format(**facts)) for msgid, facts in file.notes],
    }


def _item(path: str, outcome: Outcome) -> dict[str, Any]:
    return {
        "item": outcome.item.id,
        "file": redact(path),
        "agency": outcome.agency,
        "result": outcome.what,
        "cells": list(outcome.cells),
        "conflicts": _conflicts(outcome.disputed),
        "read_as": [{"place": place, "was": redact(was), "now": redact(now)} for place, was, now in outcome.noted],
        "emptied": [{"place": place, "stays": redact(text)} for place, text in outcome.kept],
    }


def _conflicts(disputed: Iterable[Disputed]) -> list[Mapping[str, str]]:
    return [
        {
            "cell": one.cell,
            "place": one.place,
            "sent": redact(one.sent),
            "here": redact(one.ours),
            "came_back": redact(one.theirs),
        }
        for one in disputed
    ]


def _document(one: Planned, warnings: Sequence[str]) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "kind": one.kind,
        "agency": one.agency,
        "number": one.number,
        "issued_on": one.issued_on,
        "remark": None if one.remark is None else redact(one.remark),
        "warnings": list(warnings),
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "agency": tally.agency,
        "filled": tally.filled,
        "conflicts": tally.conflicts,
        "unclear": tally.unclear,
        "empty": tally.empty,
        "gain": float(tally.gain),
    }
