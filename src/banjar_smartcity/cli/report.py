"""`smartcity report`: the evaluation report as one HTML or Markdown file."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

import typer

from ..i18n import N_
from .options import DimensionOption, Lang, Partial, Root, StageOption, Today
from .output import known_dimension, load_basis, require_score, write
from .session import UsageFaultError, open_session

HELP = N_("Write the evaluation report. Of the region or one dimension; its path is printed.")


def report(
    *,
    dimension: DimensionOption = None,
    format: Annotated[
        Literal["html", "md"] | None,
        typer.Option("--format", metavar="html|md", help=N_("HTML (default) or Markdown.")),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", metavar=N_("PATH"), help=N_("Where to write; - prints it. Else into build/.")),
    ] = None,
    stage: StageOption = None,
    partial: Partial = False,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Write the evaluation report. Of the region or one dimension; its path is printed."""
    session = open_session(root, today, lang)
    basis = load_basis(session, stage, None, "text", partial=partial)
    if basis is None:
        return 1
    chosen = known_dimension(basis.model, dimension)
    kind = format or ("md" if output and output.lower().endswith((".md", ".markdown")) else "html")
    from ..render.report import render_report
    from ..report import build_report
    from ..source import Locator

    built = build_report(
        basis.model,
        require_score(basis, session),
        session.today,
        chosen,
        basis.checked.holdings,
        basis.checked.findings,
        Locator(basis.checked.texts),
        partial=basis.partial,
    )
    pieces = render_report(built, session.lang, kind)
    if output == "-":
        sys.stdout.writelines(pieces)
        return 0
    name = "-".join(["laporan", basis.stage.id, *([chosen] if chosen else [])])
    target = Path(output) if output else session.root / "build" / f"{name}.{kind}"
    write_atomically(target, pieces)
    write(str(target))
    return 0


def write_atomically(target: Path, pieces: Iterable[str]) -> None:
    """Write a file whole or not at all; its folder is made where it is missing."""
    if target.is_dir():
        raise UsageFaultError(N_("{path} is a folder; name a file"), path=target)
    target = Path(os.path.realpath(target))  # a link keeps leading where it leads
    if target.exists() and not target.is_file():
        # A device or a pipe is written to; to replace it by a file would break the machine.
        with open(target, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as device:
            device.writelines(pieces)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.writelines(pieces)
        # mkstemp makes files for oneself alone; a report is handed round.
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
