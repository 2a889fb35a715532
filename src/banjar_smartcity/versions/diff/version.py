"""Version: a state of the data that is compared with another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ...checking.pipeline import Checked, without_errors
from ...diagnostics import Finding, Severity
from ...evidence.holdings import Holding
from ...evidence.proof import Proof, prove
from ...model.as_of import as_of
from ...model.model import Model
from ...rules.surveys import CLAIMED_ONLY
from ...scoring.score import Score, compute_score
from ...workspace.layout import FILE_MISSING
from ...workspace.tree import Tree

_SCHEMAS = "schemas"
_FEEDING = frozenset(("program", "agencies", "sources", "instrument", "dimension", "answers", "evidence", "survey"))
"""Kinds of record from which the index is computed."""


class Version(NamedTuple):
    """The result of the check, the model as of the day, and its score if it has one."""

    checked: Checked
    model: Model
    """The model without files with errors, and without what came after the day."""
    score: Score | None
    proof: Proof
    schemas: Mapping[str, str | None]
    """The SHA-256 of each file in the repository's own `schemas/`."""

    @property
    def obstacles(self) -> tuple[Finding, ...]:
        """Why it cannot be read completely: errors of files that are not valid records, and missing registers."""
        sound = {document.path for _, document in self.checked.sound}
        return tuple(
            finding
            for finding in self.checked.findings
            if finding.kind.severity is Severity.ERROR
            and (finding.kind == FILE_MISSING or (finding.path in self.checked.kinds and finding.path not in sound))
        )

    @property
    def unread(self) -> tuple[str, ...]:
        """Files that could not be read as records, and missing registers."""
        return tuple(dict.fromkeys(str(f.facts["file"]) if f.kind == FILE_MISSING else f.path for f in self.obstacles))

    @property
    def left_out(self) -> tuple[str, ...]:
        """Files with errors from which the index would be computed, and which are excluded from it."""
        faulty = (
            f.path for f in self.checked.findings if f.kind.severity is Severity.ERROR and f.kind.id not in CLAIMED_ONLY
        )
        return tuple(path for path in dict.fromkeys(faulty) if self.checked.kinds.get(path) in _FEEDING)

    @property
    def without(self) -> tuple[str, ...]:
        """All files that are excluded from the figures."""
        return tuple(dict.fromkeys((*self.unread, *self.left_out)))


def version(checked: Checked, tree: Tree, today: date) -> Version:
    """A version of the data as of a day."""
    model = as_of(without_errors(checked) if checked.errors else checked.model, today)
    own = {path: holding.sha256 for path, holding in tree.stock(tree.below(_SCHEMAS)).items()}
    proof = prove(model, checked.holdings, today)
    return Version(checked, model, score_by(model, model, proof), proof, own)


def supported_on(model: Model, day: date, holdings: Mapping[str, Holding]) -> Fraction | None:
    """The supported final index of a model on a day; None if it has none."""
    stage = model.stage()
    score = compute_score(model, stage, day, holdings) if stage else None
    return score.final.supported if score else None


def score_by(model: Model, rules: Model, proof: Proof) -> Score | None:
    """The score of a model's own stage by the rules of another model: its instrument, variant and dimensions."""
    stage = model.stage()
    if stage is None or model.program is None or rules.program is None:
        return None
    program = model.program._replace(
        instrument=rules.program.instrument, variant=rules.program.variant, dimensions=rules.program.dimensions
    )
    ruled = model._replace(program=program, instruments=rules.instruments, dimensions=rules.dimensions)
    return compute_score(ruled, stage, proof.today, proof.holdings)


def same_rules(one: Model, other: Model) -> bool:
    """Whether two models have the same rules of the score."""

    def rules(model: Model) -> tuple[object, ...]:
        program = model.program
        named = program and (program.instrument, program.variant, program.dimensions)
        return named, model.instruments, model.dimensions

    return rules(one) == rules(other)
