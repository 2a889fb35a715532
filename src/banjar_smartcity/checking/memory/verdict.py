"""Verdict: what a check says of a workspace, remembered from the last run if nothing has changed since."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ...diagnostics import Finding
from ...named import NamedTuple
from ...workspace.disk import Disk
from ..kept_texts import KeptTexts
from .answer import ask, keep_answer, read_answer, shows
from .written import UNREADABLE, findings_read, findings_written

if TYPE_CHECKING:
    from ..pipeline import Checked


class Verdict(NamedTuple):
    """The findings, the paths of all files that were read as they are shown, and the texts in which findings are."""

    findings: tuple[Finding, ...]
    paths: tuple[str, ...]
    texts: Mapping[str, str]


def verdict_of(checked: Checked) -> Verdict:
    """What a check says."""
    return Verdict(checked.findings, checked.paths, checked.texts)


def remembered_verdict(root: Path, today: date, check: Callable[[], Checked]) -> Verdict:
    """What the check of a folder says.

    It is not checked again if nothing has changed since it was last asked for, or nothing that counts between files.
    """
    question = ask(root, "", today.isoformat())
    if question is None:
        return verdict_of(check())
    state = question.state
    answer = read_answer(question)
    kept = _kept(answer.content, root) if answer else None
    if kept is not None and answer is not None and answer.digest == state.digest:
        return kept
    from .entries import entries_if_alike, entries_of, read_entries, write_entries  # slow to load

    place, name = question.place, f"{question.name}-entries"
    entries = read_entries(place, name, answer.digest) if kept and answer else None
    alike = entries_if_alike(root, entries, state) if entries else None
    if kept is not None and answer is not None and alike is not None:
        if state.settled:
            keep_answer(question, answer.content)
            write_entries(place, name, alike)
        return kept
    checked = check()
    content = _written(checked) if state.settled and shows(root, checked.holdings) else None
    if content is not None:
        entries = entries_of(checked, state)  # reads some files again
        if question.is_settled:
            keep_answer(question, content)
            write_entries(place, name, entries)
    return verdict_of(checked)


def _written(checked: Checked) -> bytes | None:
    """A verdict as it is kept; None if it has a value that cannot be written."""
    texts = sorted({finding.path for finding in checked.findings} & set(checked.texts))
    findings = findings_written(checked.findings)
    return None if findings is None else json.dumps({**findings, "paths": checked.paths, "texts": texts}).encode()


def _kept(content: memoryview, root: Path) -> Verdict | None:
    """The verdict that was written; None if it cannot be read for whatever reason."""
    try:
        data = json.loads(bytes(content))
        findings = findings_read(data)
        paths, names = tuple(data["paths"]), tuple(data["texts"])
    except UNREADABLE:
        return None
    return Verdict(findings, paths, KeptTexts(Disk(root), names))
