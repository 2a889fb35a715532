"""Partial: the model without what has errors: an answer or an entry of a register by itself, any other record whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any

from ..diagnostics import At, Finding, Severity
from ..model.answer import AnswerSheet
from ..model.building import join_records
from ..model.model import Model
from ..named import NamedTuple
from ..rules.surveys import CLAIMED_ONLY
from ..source import Document, Locator
from .gathering.documents import by_path
from .pipeline import Checked
from .resolve import shown_path

_LISTS = {"answers": "answers", "agencies": "agencies", "sources": "sources", "results": "rows"}
"""The list of each kind of record whose entries count one by one: a fault in one says nothing about the others."""


class Faulty(NamedTuple):
    """What has errors: entries of lists by their place, and files that are excluded as a whole."""

    entries: frozenset[At]
    files: frozenset[str]


def faulty(checked: Checked, tolerated: frozenset[str] = frozenset()) -> Faulty:
    """What has errors; those of `tolerated` kinds do not count.

    A survey whose seal is broken stays: its means count as claimed only.
    """
    documents = by_path(checked.readable)
    locate = Locator(checked.texts)
    entries: set[At] = set()
    all_read = len(checked.readable) == len(checked.kinds)  # as nearly always
    files = set[str]() if all_read else {path for path in checked.kinds if path not in documents}
    for finding in checked.findings:
        if finding.kind.severity is Severity.ERROR and finding.kind.id not in tolerated | CLAIMED_ONLY:
            path = _path_of(finding, checked)
            entry = _entry(checked.kinds[path], documents[path], finding, locate) if path in documents else None
            if entry is None:
                files.add(path)
            else:
                entries.add(entry)
    return Faulty(frozenset(entries), frozenset(files))


def _path_of(finding: Finding, checked: Checked) -> str:
    """The path of the file that a finding is in, which shows no personal data."""
    if finding.path in checked.kinds:
        return finding.path
    return next((path for path in checked.kinds if shown_path(path) == finding.path), finding.path)


def errors_among(
    checked: Checked, rests_on: frozenset[str] | None, tolerated: Iterable[str] = frozenset()
) -> tuple[Finding, ...]:
    """The errors in files that figures depend on. A file of unknown kind counts as part of the programme."""
    return tuple(
        finding
        for finding in checked.findings
        if finding.kind.severity is Severity.ERROR
        and finding.kind.id not in tolerated
        and (rests_on is None or checked.kinds.get(finding.path, "program") in rests_on)
    )


def without_errors(checked: Checked, tolerated: frozenset[str] = frozenset()) -> Model:
    """The model without what has errors; errors of `tolerated` kinds do not count."""
    found = faulty(checked, tolerated)
    kept = {path: record for path, record in checked.records.items() if path not in found.files}
    model = join_records(kept.values(), ((kind, path) for path, kind in checked.kinds.items() if path not in kept))
    return _without_entries(model, found.entries) if found.entries else model


def _entry(kind: str, document: Document, finding: Finding, locate: Locator) -> At | None:
    """The entry of a list that a finding is in; None if it concerns the file."""
    name = _LISTS.get(kind)
    if name is None or not isinstance(document.data, dict):
        return None
    if finding.pointer:
        where = finding.pointer[:2]
        return At(document.path, where) if where[0] == name and len(where) > 1 else None
    # Personal data is found by its line only.
    places = [At(document.path, (name, n)) for n in range(len(_list(document.data, name)))]
    number = bisect_right([locate(place).line for place in places], finding.position.line)
    return places[number - 1] if number else None


def _list(data: Mapping[str, Any], name: str) -> list[Any]:
    found = data.get(name)
    return found if isinstance(found, list) else []


def _without_entries(model: Model, entries: frozenset[At]) -> Model:
    agencies, sources = _kept(model.agency_list, entries), _kept(model.source_list, entries)
    return model._replace(
        agency_list=agencies,
        source_list=sources,
        agencies={agency.id: agency for agency in agencies},
        sources={source.id: source for source in sources},
        sheets=tuple(_without_answers(sheet, entries) for sheet in model.sheets),
        result_list=tuple(result._replace(rows=_kept(result.rows, entries)) for result in model.result_list),
    )


def _without_answers(sheet: AnswerSheet, entries: frozenset[At]) -> AnswerSheet:
    """A sheet without faulty answers. Of two answers to one item neither is kept: nobody can say which one counts."""
    items = {answer.item for answer in sheet.answers if answer.at in entries}
    return sheet._replace(answers=tuple(answer for answer in sheet.answers if answer.item not in items))


def _kept(records: Iterable[Any], entries: frozenset[At]) -> tuple[Any, ...]:
    return tuple(record for record in records if record.at not in entries)
