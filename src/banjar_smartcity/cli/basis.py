"""Basis: the data that the figures of a command are computed from. Errors in files that they need prevent it."""

from __future__ import annotations

import sys
from collections.abc import Container
from datetime import date
from typing import TYPE_CHECKING

from ..diagnostics import Severity
from ..i18n import N_, Language
from ..named import NamedTuple
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
"""Kinds of record that a figure depends on. Each calculation lists its own as `RESTS_ON`."""
REFUSAL = N_("No figures are shown, because some files have errors. Fix them, or add --partial.")


class Basis(NamedTuple):
    """The data as of a day, for one reader. `partial` is true if files with errors are excluded.

    `model` has what is in force on the day, `known` what was known then of all periods.
    """

    session: Session
    checked: Checked
    model: Model
    stage: Stage
    partial: bool
    known: Model

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
        """The line above figures that exclude files with errors."""
        text = N_("PARTIAL: answers and files with errors are left out of these figures.")
        return self.lang.translate(text) if self.partial else None


def open_basis(
    session: Session,
    rests_on: Records | None = None,
    *,
    format: str = "text",
    stage: str | None = None,
    instrument: str | None = None,
    item: str | None = None,
    partial: bool = False,
    refusal: str = REFUSAL,
    tolerated: frozenset[str] = frozenset(),
    cache: bool = True,
) -> Basis:
    """Open the data for a command that shows figures. Raise `DataFaultError` if files that they need have errors.

    `rests_on` are the kinds of record that the figures depend on; None means all. `refusal` says what is not shown.
    `tolerated` are ids of findings that the command shows itself; files with such findings are not excluded. Without
    `cache`, every file is examined again. The model is in focus of the instrument, or else of that of the stage, or
    else of the one that has the item, or else of the first of the programme.
    """
    from ..checking.partial import errors_among, without_errors
    from ..checking.pipeline import check_workspace
    from ..model.as_of import as_of
    from ..model.in_force import in_force

    checked = check_workspace(session.root, session.today, memory=cache, again=True)
    errors = errors_among(checked, rests_on, tolerated)
    model = without_errors(checked, tolerated) if errors else checked.model
    if errors and (not partial or not _has_rules(model)):
        print_findings(errors, checked.paths, checked.texts, session.lang, format)
        if format != "json":
            advice = N_("No figure can be computed without these files. Fix them.") if partial else refusal
            print(session.lang.translate(advice), file=sys.stderr)
        raise DataFaultError
    model = in_focus(model, instrument, stage, item)
    seen = as_of(model, session.today, stage)
    chosen = seen.stage(stage)
    if chosen is None:
        known = ", ".join(s.id for s in model.program.stages) if model.program else ""
        raise UsageFaultError(N_("unknown stage {stage}; choose from {known}"), stage=stage, known=known)
    return Basis(session, checked, in_force(seen, session.today), chosen, bool(errors), seen)


def in_focus(model: Model, instrument: str | None, stage: str | None, item: str | None = None) -> Model:
    """The model by the instrument of the command line, or by that of its stage, or else by one that has the item.

    Raise `UsageFaultError` if the region does not answer the instrument, or if the stage belongs to another one.
    """
    from ..diagnostics import closest
    from ..model.focus import focus, instruments_with, stage_instrument

    program = model.program
    if program is None:
        return model
    known = [entry.instrument for entry in program.entries if entry.instrument is not None]
    if instrument is not None and instrument not in known:
        if instrument in model.maturity_instruments:
            text = N_("{instrument} evaluates each innovation, not the region: see `smartcity innovations`")
            raise UsageFaultError(text, instrument=instrument)
        meant = closest(instrument, known)
        unknown = N_("unknown instrument {instrument}; choose from {known}")
        similar = N_("unknown instrument {instrument}; did you mean {meant}? Choose from {known}")
        raise UsageFaultError(similar if meant else unknown, instrument=instrument, meant=meant, known=", ".join(known))
    if stage is None or program.find_stage(stage) is None:
        asking = (found.id for found in instruments_with(model, item)) if item is not None else iter(())
        return focus(model, instrument or next(asking, None))
    own = stage_instrument(program, stage)
    if instrument not in (None, own):
        other = N_("the stage {stage} belongs to the instrument {own}, not to {instrument}")
        raise UsageFaultError(other, stage=stage, own=own, instrument=instrument)
    return focus(model, own)


def of_stage(basis: Basis) -> Basis:
    """The basis of the figures of a stage: with the vision, the missions and the names of agencies of its time."""
    from ..model.in_force import in_force, stage_day

    return basis._replace(model=in_force(basis.known, stage_day(basis.stage, basis.today)))


def _has_rules(model: Model) -> bool:
    """Whether there are a programme and the instrument that it names; nothing can be computed without them."""
    return model.program is not None and (model.program.instrument is None or model.instrument is not None)


def require_dimension(model: Model, dimension: str | None, *, crosscutting: bool = True) -> str | None:
    """The id of the dimension that the command line names. Raise `UsageFaultError` if there is none."""
    known = [*(model.program.dimensions if model.program else ()), *(["crosscutting"] if crosscutting else [])]
    if dimension is None or dimension in known:
        return dimension
    found, meant = _called(model, "dimension", dimension, known)
    if found is None:
        unknown = N_("unknown dimension {dimension}; choose from {known}")
        similar = N_("unknown dimension {dimension}; did you mean {meant}? Choose from {known}")
        raise UsageFaultError(similar if meant else unknown, dimension=dimension, meant=meant, known=", ".join(known))
    return found


def refuse_excluded(basis: Basis, path: str) -> None:
    """Raise `UsageFaultError` if a record that is not among the others is in this file, but excluded for its errors."""
    if any(finding.path == path and finding.kind.severity is Severity.ERROR for finding in basis.checked.findings):
        raise UsageFaultError(N_("{path} has errors; `smartcity validate {path}` lists them"), path=path)


def require_agency(model: Model, agency: str | None) -> str | None:
    """The id of the agency that the command line names. Raise `UsageFaultError` if there is none."""
    if agency is None or agency in model.agencies:
        return agency
    found, meant = _called(model, "agency", agency, model.agencies)
    if found is None:
        if not model.agencies:
            raise UsageFaultError(
                N_("unknown agency {agency}; no agency is recorded yet: add it to data/agencies.yaml"), agency=agency
            )
        unknown = N_("unknown agency {agency}; choose from {known}")
        similar = N_("unknown agency {agency}; did you mean {meant}? Choose from {known}")
        known = ", ".join(model.agencies)
        raise UsageFaultError(similar if meant else unknown, agency=agency, meant=meant, known=known)
    return found


def _called(model: Model, what: str, text: str, known: Container[str]) -> tuple[str | None, str | None]:
    """The known record whose id, name or abbreviation is this text, and the one with the most similar name."""
    from ..model.likely import exactly, likely

    found, meant = exactly(model, what, text), likely(model, what, text)
    return (found if found in known else None), (meant if meant in known else None)


def require_evidence_kind(kind: str | None) -> str | None:
    """Return the kind of evidence of the command line. Raise `UsageFaultError` if it does not exist."""
    from ..model.evidence import EVIDENCE_KINDS

    if kind is not None and kind not in EVIDENCE_KINDS:
        known = ", ".join(EVIDENCE_KINDS)
        raise UsageFaultError(N_("unknown kind of evidence {kind}; choose from {known}"), kind=kind, known=known)
    return kind


def require_score(basis: Basis) -> Score:
    """The score of the stage. Raise `UsageFaultError` if no instrument applies."""
    from ..scoring.score import compute_score

    score = compute_score(basis.model, basis.stage, basis.today, basis.checked.holdings)
    if score is None:
        raise UsageFaultError(N_("data/program.yaml names no instrument and variant with items to score"))
    return score


def require_report(basis: Basis, dimension: str | None) -> Report:
    """The report of the stage, or of one dimension. Raise `UsageFaultError` if no instrument applies."""
    from ..publish.known_findings import known_findings
    from ..publish.report import build_report
    from ..source import Locator

    checked, score = basis.checked, require_score(basis)
    findings = known_findings(checked.findings, checked.model, basis.today, basis.stage.id)
    locate = Locator(checked.texts)
    return build_report(
        basis.model, score, basis.today, dimension, checked.holdings, findings, locate, partial=basis.partial
    )


def proof_of(basis: Basis) -> Proof:
    """The evidence that levels are checked against."""
    from ..evidence.proof import prove

    return prove(basis.model, basis.checked.holdings, basis.today)
