"""Verdict: what a check says of a workspace, remembered from the last run if nothing has changed since."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ...diagnostics import Finding
from ...named import NamedTuple
from ...workspace.disk import Disk
from ...workspace.memory.hashing import blake2b
from ...workspace.memory.place import find_place, read_sealed, write_sealed
from ..kept_texts import KeptTexts
from .state import of_this_tool, state_of
from .written import UnknownValueError, read, read_kind, written, written_kind

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
    """What the check of a folder says; if nothing has changed since it was last asked for, without checking again."""
    place = find_place()
    before = state_of(root) if place else None
    if place is None or before is None:
        return verdict_of(check())
    real = os.path.realpath(root)
    name = of_this_tool(blake2b(real.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest())
    known = [real, today.isoformat(), before.digest]
    found = _recall(read_sealed(place, name), known, root)
    if found is not None:
        return found
    checked = check()
    if before.settled and state_of(root) == before:  # nothing has changed while it was read
        content = _content(checked, known)
        if content is not None:
            write_sealed(place, name, content)
    return verdict_of(checked)


def _content(checked: Checked, known: list[str]) -> bytes | None:
    texts = sorted({finding.path for finding in checked.findings} & set(checked.texts))
    try:
        findings = [written(finding) for finding in checked.findings]
    except UnknownValueError:
        return None
    # With their kinds, no rule has to be loaded to show them again.
    kinds = [written_kind(kind) for kind in dict.fromkeys(finding.kind for finding in checked.findings)]
    kept = {"known": known, "kinds": kinds, "findings": findings, "paths": checked.paths, "texts": texts}
    return json.dumps(kept).encode()


def _recall(content: memoryview | None, known: list[str], root: Path) -> Verdict | None:
    """The verdict that was written; None if it is about another state, or cannot be read for whatever reason."""
    if content is None:
        return None
    try:
        data = json.loads(bytes(content))
        if data["known"] != known:
            return None
        kinds = {one[0]: read_kind(one) for one in data["kinds"]}
        findings = tuple(read(finding, kinds) for finding in data["findings"])
        paths, names = tuple(data["paths"]), tuple(data["texts"])
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError):
        return None
    texts = KeptTexts(Disk(root))
    for path in names:
        texts.name(path)
    return Verdict(findings, paths, texts)
