"""`smartcity validate`: every fault of the data, with its place and how to mend it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from ..diagnostics import Finding, Severity
from ..i18n import N_, Language, language
from .options import Format, Lang, Root, Today
from .output import print_findings
from .session import UsageFaultError, find_language, open_session

HELP = N_("Check the data. Every finding says where it is, why it matters and how to mend it.")


def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar=N_("[PATH]..."), help=N_("Show only findings in these files and folders.")),
    ] = None,
    *,
    schema: Annotated[
        Path | None,
        typer.Option(
            "--schema",
            metavar=N_("FILE"),
            help=N_("Hold the paths against this JSON Schema instead of the data's own."),
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help=N_("Warnings count as errors."))] = False,
    format: Format = "text",
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Check the data. Every finding says where it is, why it matters and how to mend it."""
    if schema is not None:
        speech = language(lang or find_language())
        return _against_schema(schema, paths or [], speech, format, strict=strict)
    session = open_session(root, today, lang)
    from ..check import check_workspace

    checked = check_workspace(session.root, session.today)
    shown = _within(checked.findings, [_inside(session.root, path) for path in paths or []])
    files = _counted(checked.paths, [_inside(session.root, path) for path in paths or []])
    print_findings(shown, files, checked.texts, session.lang, format)
    return _code(shown, strict=strict)


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


def _counted(paths: tuple[str, ...], limits: list[str]) -> int:
    return sum(_is_within(path, limits) for path in paths)


def _against_schema(schema: Path, paths: list[Path], lang: Language, format: str, *, strict: bool) -> int:
    from ..check import check_against

    if not paths:
        raise UsageFaultError(N_("name the files to hold against the schema"))
    for path in (schema, *paths):
        if not path.exists():
            raise UsageFaultError(N_("there is no file or folder {path}"), path=path)
    checked = check_against(schema, paths)
    print_findings(checked.findings, len(checked.paths), checked.texts, lang, format)
    return _code(checked.findings, strict=strict)
