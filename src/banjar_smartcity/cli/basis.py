"""Basis: what a command's figures are computed from. Where files that feed them have errors, there are none."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ..diagnostics import Finding, Severity, closest
from ..i18n import N_, Language
from .faults import DataFaultError, UsageFaultError
from .output import print_findings
from .session import Session

if TYPE_CHECKING:
    from ..checking.pipeline import Checked
    from ..evidence.proof import Proof
    from ..model.model import Model
    from ..model.program import Stage
    from ..publish.report import Report
    from ..scoring.score import Score

Records = frozenset[str]
"""Kinds of record that a figure rests on; each is named beside its calculation, as `RESTS_ON`."""
REFUSAL = N_("No figure is shown: it would rest on files with errors. Mend them, or add --partial.")


class Basis(NamedTuple):
    """The data as of the day, for one reader, and whether files with errors were left out."""

    session: Session
    checked: Checked
    model: Model
    stage: Stage
    partial: bool

    @property
    def today(self) -> date:
        """The day that the figures are as of."""
        return self.session.today

    @property
    def lang(self) -> Language:
        """The reader's language."""
        return self.session.lang

    @property
    def banner(self) -> str | None:
        """What stands over figures from which files with errors were left out."""
        text = N_("PARTIAL: files with errors are left out of these figures.")
        return self.lang.translate(text) if self.partial else None


def open_basis(
    session: Session,
    feeding: Records | None = None,
    *,
    format: str = "text",
    stage: str | None = None,
    partial: bool = False,
    refusal: str = REFUSAL,
    tolerated: frozenset[str] = frozenset(),
) -> Basis:
    """What a command that shows figures begins with. Raises `DataFaultError` where files that feed them have errors.

    `feeding` are the kinds of record that the figure rests on; None means all. `refusal` says what is not shown.
    `tolerated` are ids of findings that the command shows itself and that keep no file out of the figure.
    """
    from ..checking.pipeline import check_workspace, without_errors
    from ..model.as_of import as_of

    checked = check_workspace(session.root, session.today)
    errors = errors_among(checked, feeding, tolerated)
    model = without_errors(checked, tolerated) if errors else checked.model
    if errors and (not partial or not _has_rules(model)):
        print_findings(errors, checked.paths, checked.texts, session.lang, format)
        if format != "json":
            way_out = N_("No figure can be computed without these files. Mend them.") if partial else refusal
            print(session.lang.translate(way_out), file=sys.stderr)
        raise DataFaultError
    seen = as_of(model, session.today)
    chosen = seen.stage(stage)
    if chosen is None:
        known = ", ".join(s.id for s in seen.program.stages) if seen.program else ""
        raise UsageFaultError(N_("there is no stage {stage}; known are {known}"), stage=stage, known=known)
    return Basis(session, checked, seen, chosen, bool(errors))


def errors_among(
    checked: Checked, feeding: Records | None, tolerated: Iterable[str] = frozenset()
) -> tuple[Finding, ...]:
    """The errors in files that feed a figure; a file of no known kind counts as the programme's."""
    return tuple(
        finding
        for finding in checked.findings
        if finding.kind.severity is Severity.ERROR
        and finding.kind.id not in tolerated
        and (feeding is None or checked.kinds.get(finding.path, "program") in feeding)
    )


def _has_rules(model: Model) -> bool:
    """Whether the programme and the instrument it names are there; without them nothing can be computed."""
    return model.program is not None and (model.program.instrument is None or model.instrument is not None)


def known_dimension(model: Model, dimension: str | None, *, crosscutting: bool = True) -> str | None:
    """The dimension of the command line, or a complaint that there is none of this name."""
    known = [*(model.program.dimensions if model.program else ()), *(["crosscutting"] if crosscutting else [])]
    if dimension is not None and dimension not in known:
        meant = closest(dimension, known)
        complaint = (
            N_("there is no dimension {dimension}; did you mean {meant}?")
            if meant
            else N_("there is no dimension {dimension}; known are {known}")
        )
        raise UsageFaultError(complaint, dimension=dimension, meant=meant, known=", ".join(known))
    return dimension


def known_agency(model: Model, agency: str | None) -> str | None:
    """The agency of the command line, or a complaint that there is none of this name."""
    if agency is not None and agency not in model.agencies:
        known = ", ".join(model.agencies)
        raise UsageFaultError(N_("there is no agency {agency}; known are {known}"), agency=agency, known=known)
    return agency


def require_score(basis: Basis) -> Score:
    """The score of the stage, or a complaint that no instrument is in force."""
    from ..scoring.score import compute_score

    score = compute_score(basis.model, basis.stage, basis.today, basis.checked.holdings)
    if score is None:
        raise UsageFaultError(N_("data/program.yaml names no instrument and variant with items to score by"))
    return score


def require_report(basis: Basis, dimension: str | None) -> Report:
    """The report of the stage, of one dimension where it is named; or a complaint that no instrument is in force."""
    from ..publish.report import build_report
    from ..source import Locator

    return build_report(
        basis.model,
        require_score(basis),
        basis.today,
        dimension,
        basis.checked.holdings,
        basis.checked.findings,
        Locator(basis.checked.texts),
        partial=basis.partial,
    )


def proof_of(basis: Basis) -> Proof:
    """What evidence there is to hold levels against."""
    from ..evidence.proof import Proof

    return Proof(basis.model.evidence, basis.checked.holdings, basis.today)
