"""Checking: run `smartcity validate` with options that are parsed already."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ...diagnostics import Finding, Severity
from ...i18n import N_, Language
from ...workspace.spelled import ignores_case, spelled
from ..faults import UsageFaultError
from ..output import print_findings
from ..session import Session

if TYPE_CHECKING:
    from ...checking.memory.verdict import Verdict
    from ...checking.pipeline import Checked


def check_data(
    session: Session,
    paths: list[Path],
    format: str,
    *,
    strict: bool,
    jobs: int | None = None,
    cache: bool = True,
) -> int:
    """Print the findings of the data, or of some of its files and folders. Return 1 if there are errors.

    With `cache`, nothing is checked again if nothing has changed since the last run.
    """
    from ...checking.resolve import shown_path

    def check() -> Checked:
        from ...checking.pipeline import check_workspace  # slow to load

        return check_workspace(session.root, session.today, jobs, memory=cache)

    data: Mapping[str, object] = {}
    found: Checked | Verdict
    if format in ("text", "summary", "json"):
        found = _remembered(session, check) if cache else check()
    else:  # the other formats recognise a finding by the entry that it is about
        from ...checking.gathering.documents import data_by_path

        found = checked = check()
        data = data_by_path(checked.sound) if found.findings else {}
    limits = [shown_path(_relative_path(session.root, path)) for path in paths]
    shown = _findings_within(found.findings, limits)
    # A table of respondents or another document is not a record, but it was checked.
    tables = (finding.path for finding in shown if finding.kind.secret)
    read = tuple(dict.fromkeys((*_paths_within(found.paths, limits), *tables)))
    print_findings(shown, read, found.texts, session.lang, format, data=data, root=session.root)
    if format == "text":
        _suggest_summary(shown, session.lang)
        if len(paths) == 1 and paths[0].is_file() and not read:
            _suggest_command(paths[0], session.lang)
    return _code(shown, strict=strict)


def _remembered(session: Session, check: Callable[[], Checked]) -> Verdict:
    from ...checking.memory.verdict import remembered_verdict

    return remembered_verdict(session.root, session.today, check)


def check_files(schema: Path, paths: list[Path], lang: Language, format: str, *, strict: bool) -> int:
    """Print the findings of any files checked against any schema. Return 1 if there are errors."""
    from ...checking.pipeline import check_against

    if not paths:
        raise UsageFaultError(N_("name the files to check against the schema"))
    for path in (schema, *paths):
        if not path.exists():
            raise UsageFaultError(N_("there is no file or folder {path}"), path=path)
    checked = check_against(schema, paths)
    print_findings(checked.findings, checked.paths, checked.texts, lang, format)
    if format == "text":
        _suggest_summary(checked.findings, lang)
    return _code(checked.findings, strict=strict)


def _suggest_summary(findings: tuple[Finding, ...], lang: Language) -> None:
    """Suggest `--summary` if the findings of one kind hide all others."""
    from ...render.terminal.summary import MANY, by_kind

    commonest = max(by_kind(findings), key=len, default=[])
    if len(commonest) > MANY:
        sys.stdout.flush()  # after the findings; if nobody reads them, this fails and nothing is suggested
        text = N_("{kind} was found {n} times; `smartcity validate --summary` shows one finding of each kind.")
        print(lang.translate(text).format(kind=commonest[0].kind.id, n=len(commonest)), file=sys.stderr)


def _suggest_command(path: Path, lang: Language) -> None:
    """Say which commands take a file that is not a record of the data, of which `validate` has read nothing."""
    sys.stdout.flush()
    text = N_(
        "{path} is not a file of the data. `smartcity survey lint` reads a table of answers, `smartcity evidence add` "
        "records a document."
    )
    print(lang.translate(text).format(path=path), file=sys.stderr)


def _code(findings: tuple[Finding, ...], *, strict: bool) -> int:
    return int(any(strict or finding.kind.severity is Severity.ERROR for finding in findings))


def _relative_path(root: Path, path: Path) -> str:
    """A path of the command line, relative to the root and with forward slashes."""
    if not path.exists() and not path.is_symlink():
        raise UsageFaultError(N_("there is no file or folder {path}"), path=path)
    for place in (Path(os.path.abspath(path)), Path(os.path.realpath(path))):
        for folder in (*reversed(place.parents), place):
            if folder.exists() and folder.samefile(root):
                found = place.relative_to(folder).as_posix()
                return spelled(root, found, {}) or found if ignores_case(root) else found
    raise UsageFaultError(N_("{path} is outside the repository {root}"), path=path, root=root)


def _is_within(path: str, limits: list[str]) -> bool:
    return not limits or any(limit in (".", path) or path.startswith(limit + "/") for limit in limits)


def _findings_within(findings: tuple[Finding, ...], limits: list[str]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if _is_within(finding.path, limits))


def _paths_within(paths: tuple[str, ...], limits: list[str]) -> tuple[str, ...]:
    return tuple(path for path in paths if _is_within(path, limits))
