"""Check: the whole way from files to findings, each stage on what the stage before it found sound."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from . import personal_data, rules, schema, source, workspace
from .diagnostics import START, At, Diagnostic, Finding, Kind, Position, Severity
from .holdings import Holding, take_stock
from .model.model import Model, build_model
from .rules.context import Context
from .rules.dates import check_calendar
from .source import kinds as source_kinds
from .source.document import locate

KINDS: tuple[Kind, ...] = (
    *source_kinds.KINDS,
    *workspace.KINDS,
    *personal_data.KINDS,
    *schema.KINDS,
    *rules.KINDS,
)
"""Every kind of finding there is, in the order in which a file meets them."""


class Checked(NamedTuple):
    """What a workspace says and what is wrong with it."""

    model: Model
    holdings: Mapping[str, Holding]
    findings: tuple[Finding, ...]
    files: int
    texts: Mapping[str, str]
    """The text of every file that has a finding, to show its lines."""

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(f.kind.severity is Severity.ERROR for f in self.findings)

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return len(self.findings) - self.errors


def check_workspace(root: Path, today: date) -> Checked:
    """Read and check everything below `data/`."""
    files, misplaced = workspace.discover(root)
    diagnostics = list(misplaced)
    sound: list[tuple[str, source.Document]] = []
    unsound: list[tuple[str, str]] = []
    texts: dict[str, str] = {}
    for file in files:
        loaded = workspace.load(root, file)
        texts[file.path] = loaded.text
        faults = [*loaded.diagnostics, *personal_data.check_personal_data(file.path, loaded.text)]
        if loaded.document is not None:
            against_schema = schema.shipped(file.kind).check(loaded.document)
            faults += against_schema
            if not against_schema:
                faults += check_calendar(loaded.document)
                sound.append((file.kind, loaded.document))
        if loaded.document is None or against_schema:
            unsound.append((file.kind, file.path))
        diagnostics += faults
    model = build_model(sound, unsound)
    holdings = take_stock(root, model.evidence.values())
    context = Context(model, today, holdings)
    for rule in rules.RULES:
        diagnostics += rule(context)
    findings = resolve(diagnostics, texts)
    faulty = {finding.path for finding in findings}
    return Checked(model, holdings, findings, len(files), {p: t for p, t in texts.items() if p in faulty})


def resolve(diagnostics: Iterable[Diagnostic], texts: Mapping[str, str]) -> tuple[Finding, ...]:
    """Findings with line and column, by file, line and column."""

    def position(at: At) -> Position:
        text = texts.get(at.path)
        return locate(at.path, text, at) if text else START

    def fact(value: object) -> object:
        return position(value).line if isinstance(value, At) else value

    findings = [
        Finding(
            d.kind,
            d.at.path,
            d.position or position(d.at),
            {name: fact(value) for name, value in d.facts.items()},
            d.suggestion,
        )
        for d in diagnostics
    ]
    return tuple(sorted(findings, key=lambda f: (f.path, f.position, f.kind.id)))
