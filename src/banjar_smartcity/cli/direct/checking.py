"""Checking: what `smartcity validate` does once its options are known."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ...diagnostics import Finding, Severity
from ...i18n import N_, Language
from ..faults import UsageFaultError
from ..output import print_findings
from ..session import Session


def check_data(session: Session, paths: list[Path], format: str, *, strict: bool) -> int:
    """Show the findings of the data, or those of them in some files and folders; 1 where there are errors."""
    from ...checking.pipeline import check_workspace, shown_path

    checked = check_workspace(session.root, session.today)
    limits = [shown_path(_inside(session.root, path)) for path in paths]
    shown = _within(checked.findings, limits)
    # A table of respondents or another document is no record, but it has been looked at.
    read = tuple(dict.fromkeys((*_read(checked.paths, limits), *(f.path for f in shown if f.kind.secret))))
    data = {document.path: document.data for _, document in checked.sound}
    print_findings(shown, read, checked.texts, session.lang, format, data=data, root=session.root)
    if format == "text":
        _suggest_summary(shown, session.lang)
    return _code(shown, strict=strict)


def check_files(schema: Path, paths: list[Path], lang: Language, format: str, *, strict: bool) -> int:
    """Show the findings of any files against anybody's schema; 1 where there are errors."""
    from ...checking.pipeline import check_against

    if not paths:
        raise UsageFaultError(N_("name the files to hold against the schema"))
    for path in (schema, *paths):
        if not path.exists():
            raise UsageFaultError(N_("there is no file or folder {path}"), path=path)
    checked = check_against(schema, paths)
    print_findings(checked.findings, checked.paths, checked.texts, lang, format)
    if format == "text":
        _suggest_summary(checked.findings, lang)
    return _code(checked.findings, strict=strict)


def _suggest_summary(findings: tuple[Finding, ...], lang: Language) -> None:
    """Say how to see the kinds where the lines of one of them hide all others; what was asked for stays as it is."""
    from ...render.terminal.summary import MANY, by_kind

    most = max(by_kind(findings), key=len, default=[])
    if len(most) > MANY:
        sys.stdout.flush()  # it comes after the findings, and not at all where nobody reads them
        text = N_("{kind} was found {n} times; `smartcity validate --summary` shows one finding of each kind.")
        print(lang.translate(text).format(kind=most[0].kind.id, n=len(most)), file=sys.stderr)


def _code(findings: tuple[Finding, ...], *, strict: bool) -> int:
    return int(any(strict or finding.kind.severity is Severity.ERROR for finding in findings))


def _inside(root: Path, path: Path) -> str:
    """A path of the command line as one from the root, with forward slashes."""
    if not path.exists() and not path.is_symlink():
        raise UsageFaultError(N_("there is no file or folder {path}"), path=path)
    full = Path(os.path.abspath(path))
    for base in (Path(os.path.abspath(root)), root.resolve()):
        for candidate in (full, path.resolve()):
            if candidate.is_relative_to(base):
                return candidate.relative_to(base).as_posix()
    raise UsageFaultError(N_("{path} lies outside the repository {root}"), path=path, root=root)


def _is_within(path: str, limits: list[str]) -> bool:
    return not limits or any(limit in (".", path) or path.startswith(limit + "/") for limit in limits)


def _within(findings: tuple[Finding, ...], limits: list[str]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if _is_within(finding.path, limits))


def _read(paths: tuple[str, ...], limits: list[str]) -> tuple[str, ...]:
    return tuple(path for path in paths if _is_within(path, limits))
