"""Verdict: what a check says of a workspace, remembered from the last run if nothing has changed since."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...diagnostics import Finding
from ...named import NamedTuple
from ...workspace.disk import Disk
from ...workspace.memory.hashing import blake2b
from ...workspace.memory.place import find_place, read_sealed, write_sealed
from ..kept_texts import KeptTexts
from .state import of_this_tool, state_of
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
    place = find_place()
    state = state_of(root) if place else None
    if place is None or state is None:
        return verdict_of(check())
    real = os.path.realpath(root)
    name = blake2b(real.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
    asked = [real, today.isoformat()]
    kept = _kept(read_sealed(place, of_this_tool(name)), asked, root)
    if kept is not None and kept.digest == state.digest:
        return kept.verdict
    from .entries import entries_if_alike, entries_of, read_entries, write_entries  # slow to load

    entries = read_entries(place, f"{name}-entries", kept.digest) if kept else None
    alike = entries_if_alike(root, entries, state) if entries else None
    if kept is not None and alike is not None:
        if state.settled:
            write_sealed(place, of_this_tool(name), _written(kept.data, [*asked, state.digest]))
            write_entries(place, f"{name}-entries", alike)
        return kept.verdict
    checked = check()
    data = _data(checked) if state.settled else None
    if data is not None:
        entries = entries_of(checked, state)  # reads some files again
        if state_of(root) == state:  # nothing has changed while they were read
            write_sealed(place, of_this_tool(name), _written(data, [*asked, state.digest]))
            write_entries(place, f"{name}-entries", entries)
    return verdict_of(checked)


class _Kept(NamedTuple):
    """A verdict that was written, and the state that it is about."""

    digest: str
    verdict: Verdict
    data: dict[str, Any]


def _written(data: dict[str, Any], known: list[str]) -> bytes:
    return json.dumps({**data, "known": known}).encode()


def _data(checked: Checked) -> dict[str, Any] | None:
    """A verdict as plain data; None if it has a value that cannot be written."""
    texts = sorted({finding.path for finding in checked.findings} & set(checked.texts))
    findings = findings_written(checked.findings)
    return None if findings is None else {**findings, "paths": checked.paths, "texts": texts}


def _kept(content: memoryview | None, asked: list[str], root: Path) -> _Kept | None:
    """The verdict that was written; None if something else was asked, or it cannot be read for whatever reason."""
    if content is None:
        return None
    try:
        data = json.loads(bytes(content))
        *known, digest = data["known"]
        if known != asked or not isinstance(digest, str):
            return None
        findings = findings_read(data)
        paths, names = tuple(data["paths"]), tuple(data["texts"])
    except UNREADABLE:
        return None
    texts = KeptTexts(Disk(root))
    for path in names:
        texts.name(path)
    return _Kept(digest, Verdict(findings, paths, texts), data)
