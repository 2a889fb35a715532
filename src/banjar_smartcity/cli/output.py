"""Output: print findings, and refuse a figure that rests on files with errors."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..diagnostics import Finding, Severity
from ..i18n import N_, Language
from .session import Session, UsageFaultError

if TYPE_CHECKING:
    from ..checking.pipeline import Checked
    from ..model.model import Model
    from ..model.program import Stage
    from ..publish.report import Report
    from ..scoring.score import Score

Findings = tuple[Finding, ...]
REFUSAL = N_("No figure is shown: it would rest on files with errors. Mend them, or add --partial.")


def print_findings(
    findings: Findings,
    paths: tuple[str, ...],
    texts: Mapping[str, str],
    lang: Language,
    format: str,
    columns: Mapping[tuple[str, int], str] = {},
    data: Mapping[str, object] = {},
    root: Path | None = None,
) -> None:
    """Findings as lines for people, as JSON, or in a format of those who review.

    `paths` are the files read, counted from `root`, which may lie anywhere in its repository; by `data`, where there
    are any, findings keep their name when lines move.
    """
    if format == "text":
        from ..render.terminal.findings import findings_text

        terminal = sys.stdout.isatty()
        colour = _colour(terminal=terminal)
        lines = findings_text(findings, len(paths), texts, lang, colour=colour, excerpts=terminal, columns=columns)
        write("\n".join(lines))
    elif format == "json":
        from ..render.json.values import findings_data

        write_json(findings_data(findings, len(paths), lang))
    else:
        from ..render.host import FORMATS, ReviewLog
        from ..versions.diff.faults import Findings as Found
        from ..versions.diff.faults import fingerprints
        from ..workspace.git import prefix

        folder = prefix(root) if root else ""
        told = ReviewLog(findings, fingerprints(Found(findings, texts, data), {}), paths, lang, folder)
        if text := FORMATS[format](told):
            write(text)


def _colour(*, terminal: bool) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (terminal and os.environ.get("TERM") != "dumb")


def write(text: str) -> None:
    """A line to standard output."""
    sys.stdout.write(text + "\n")


def write_json(data: object) -> None:
    """Data as JSON to standard output."""
    from ..render.words.json import dump

    write(dump(data))


class Basis(NamedTuple):
    """What a figure is computed from: the data as of the day, and whether files with errors were left out."""

    checked: Checked
    model: Model
    stage: Stage
    partial: bool


def load_basis(
    session: Session,
    stage: str | None,
    feeding: frozenset[str] | None,
    format: str,
    *,
    partial: bool,
    refusal: str = REFUSAL,
    tolerated: frozenset[str] = frozenset(),
) -> Basis | None:
    """The data for a figure; None, with the findings shown, where files that feed it have errors.

    `feeding` are the kinds of record that count for this figure; None means all. `refusal` says what is not shown.
    `tolerated` are ids of findings that the command shows itself and that keep no file out of the figure.
    """
    from ..checking.pipeline import check_workspace, without_errors
    from ..model.as_of import as_of

    checked = check_workspace(session.root, session.today)
    errors = tuple(
        finding
        for finding in checked.findings
        if finding.kind.severity is Severity.ERROR
        and finding.kind.id not in tolerated
        and (feeding is None or checked.kinds.get(finding.path, "program") in feeding)
    )
    model = without_errors(checked, tolerated) if errors else checked.model
    if errors and (not partial or not _has_rules(model)):
        print_findings(errors, checked.paths, checked.texts, session.lang, format)
        if format != "json":
            way_out = N_("No figure can be computed without these files. Mend them.") if partial else refusal
            print(session.lang.translate(way_out), file=sys.stderr)
        return None
    seen = as_of(model, session.today)
    chosen = seen.stage(stage)
    if chosen is None:
        known = ", ".join(s.id for s in seen.program.stages) if seen.program else ""
        raise UsageFaultError(N_("there is no stage {stage}; known are {known}"), stage=stage, known=known)
    return Basis(checked, seen, chosen, bool(errors))


def _has_rules(model: Model) -> bool:
    """Whether the programme and the instrument it names are there; without them nothing can be computed."""
    return model.program is not None and (model.program.instrument is None or model.instrument is not None)


def known_dimension(model: Model, dimension: str | None, *, crosscutting: bool = True) -> str | None:
    """The dimension of the command line, or a complaint that there is none of this name."""
    known = [*(model.program.dimensions if model.program else ()), *(["crosscutting"] if crosscutting else [])]
    if dimension is not None and dimension not in known:
        raise UsageFaultError(
            N_("there is no dimension {dimension}; known are {known}"), dimension=dimension, known=", ".join(known)
        )
    return dimension


def known_agency(model: Model, agency: str | None) -> str | None:
    """The agency of the command line, or a complaint that there is none of this name."""
    if agency is not None and agency not in model.agencies:
        known = ", ".join(model.agencies)
        raise UsageFaultError(N_("there is no agency {agency}; known are {known}"), agency=agency, known=known)
    return agency


def warn_partial(lang: Language) -> str:
    """The banner over figures from which files with errors were left out."""
    return lang.translate(N_("PARTIAL: files with errors are left out of these figures."))


def require_score(basis: Basis, session: Session) -> Score:
    """The score of the stage, or a complaint that no instrument is in force."""
    from ..scoring.score import compute_score

    score = compute_score(basis.model, basis.stage, session.today, basis.checked.holdings)
    if score is None:
        raise UsageFaultError(N_("data/program.yaml names no instrument and variant with items to score by"))
    return score


def require_report(basis: Basis, session: Session, dimension: str | None) -> Report:
    """The report of the stage, of one dimension where it is named; or a complaint that no instrument is in force."""
    from ..publish.report import build_report
    from ..source import Locator

    return build_report(
        basis.model,
        require_score(basis, session),
        session.today,
        dimension,
        basis.checked.holdings,
        basis.checked.findings,
        Locator(basis.checked.texts),
        partial=basis.partial,
    )
