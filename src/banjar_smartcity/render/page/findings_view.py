"""Findings as a page shows them: by kind, each with what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from ...diagnostics import Fact, Finding, Severity
from ...i18n import Language, Text
from ...model.later import glance_at
from ...model.model import Model
from ...named import NamedTuple
from ...privacy.search import redact
from ..words import wording


class FindingGroup(NamedTuple):
    """Findings of one kind; `hint` is that of the group if all have the same."""

    id: str
    severity: str
    hint: str | None
    findings: tuple[tuple[str, str, str], ...]
    """Place, message and hint of each."""
    is_error: bool


def group_findings(findings: Iterable[Finding], model: Model, lang: Language) -> tuple[FindingGroup, ...]:
    """Findings by kind, errors first. Warnings have names in place of ids; an error may be about an id itself."""
    kinds: dict[str, list[Finding]] = {}
    for finding in findings:
        kinds.setdefault(finding.kind.id, []).append(finding)
    ordered = sorted(kinds.items(), key=lambda k: (k[1][0].kind.severity is not Severity.ERROR, -len(k[1]), k[0]))
    groups = []
    for kind, found in ordered:
        texts = tuple((_place(f), wording.message(_named(f, model, lang), lang), wording.hint(f, lang)) for f in found)
        hints = {hint for _, _, hint in texts}
        same = hints.pop() if len(hints) == 1 else None
        is_error = found[0].kind.severity is Severity.ERROR
        groups.append(FindingGroup(kind, wording.severity(found[0].kind, lang), same, texts, is_error))
    return tuple(groups)


def _named(finding: Finding, model: Model, lang: Language) -> Finding:
    if finding.kind.severity is Severity.ERROR:
        return finding
    return finding._replace(facts={key: _fact_named(fact, model, lang) for key, fact in finding.facts.items()})


def _fact_named(fact: Fact, model: Model, lang: Language) -> Fact:
    if type(fact) is tuple:  # phrases are tuples too
        return tuple(_fact_named(part, model, lang) for part in fact)
    return _name(fact, model, lang) or fact if isinstance(fact, str) else fact


def _name(id: str, model: Model, lang: Language) -> str | None:
    """What people call what has an id; None if nothing has it, or more than one thing."""
    found: list[str | Text] = [i.question for some in model.instruments.values() for i in some.items if i.id == id]
    del found[1:]  # the others are of instruments that share the item
    for dimension in model.dimensions.values():
        found += [dimension.name] if dimension.id == id else []
        found += [sub.name for sub in dimension.sub_dimensions if sub.id == id]
    if id in model.innovations:
        found.append(glance_at(model.innovations, id).name)
    if id in model.evidence:
        found.append(glance_at(model.evidence, id).title)
    if len(found) != 1:
        return None
    return lang.text(found[0]) if isinstance(found[0], Text) else found[0]


def subjects(findings: Iterable[Finding], model: Model, lang: Language) -> Mapping[str, str]:
    """What findings are about, by their place: an item or a record, for readers who see no paths."""
    sheets = {sheet.at.path: sheet for sheet in model.sheets}
    found: dict[str, str] = {}
    for finding in findings:
        path, sheet = PurePosixPath(finding.path), sheets.get(finding.path)
        part, number, *_ = (*finding.pointer, None, None)
        answers = sheet.answers if sheet and part == "answers" else ()
        answer = answers[number] if isinstance(number, int) and number < len(answers) else None
        name = path.parent.name if path.stem == "dimension" else path.stem
        id = answer.item if answer else name
        found[_place(finding)] = redact(_name(id, model, lang) or id)
    return found


def _place(finding: Finding) -> str:
    return f"{finding.path}:{finding.position.line}"
