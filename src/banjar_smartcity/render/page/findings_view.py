"""Findings as a page shows them: by kind, each with what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from ...diagnostics import Finding, Severity
from ...i18n import Language
from ...model.model import Model
from ...named import NamedTuple
from ..words import wording


class FindingGroup(NamedTuple):
    """Findings of one kind; `hint` is that of the group if all have the same."""

    id: str
    severity: str
    hint: str | None
    findings: tuple[tuple[str, str, str], ...]
    """Place, message and hint of each."""
    is_error: bool


def group_findings(findings: Iterable[Finding], lang: Language) -> tuple[FindingGroup, ...]:
    """Findings by kind, errors first."""
    kinds: dict[str, list[Finding]] = {}
    for finding in findings:
        kinds.setdefault(finding.kind.id, []).append(finding)
    ordered = sorted(kinds.items(), key=lambda k: (k[1][0].kind.severity is not Severity.ERROR, -len(k[1]), k[0]))
    groups = []
    for kind, found in ordered:
        texts = tuple((_place(f), wording.message(f, lang), wording.hint(f, lang)) for f in found)
        hints = {hint for _, _, hint in texts}
        same = hints.pop() if len(hints) == 1 else None
        is_error = found[0].kind.severity is Severity.ERROR
        groups.append(FindingGroup(kind, wording.severity(found[0].kind, lang), same, texts, is_error))
    return tuple(groups)


def subjects(findings: Iterable[Finding], model: Model) -> Mapping[str, str]:
    """What findings are about, by their place: the id of an item or of a record, for readers who see no paths."""
    sheets = {sheet.at.path: sheet for sheet in model.sheets}
    found: dict[str, str] = {}
    for finding in findings:
        path, sheet = PurePosixPath(finding.path), sheets.get(finding.path)
        part, number, *_ = (*finding.pointer, None, None)
        answers = sheet.answers if sheet and part == "answers" else ()
        answer = answers[number] if isinstance(number, int) and number < len(answers) else None
        name = path.parent.name if path.stem == "dimension" else path.stem
        found[_place(finding)] = answer.item if answer else name
    return found


def _place(finding: Finding) -> str:
    return f"{finding.path}:{finding.position.line}"
