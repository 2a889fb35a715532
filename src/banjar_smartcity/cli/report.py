"""`smartcity report`: the evaluation report as one HTML or Markdown file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from ..i18n import N_
from .files import write_file
from .options import DimensionOption, Lang, Partial, Root, StageOption, Today
from .output import known_dimension, load_basis, print_findings, require_score, write
from .session import open_session

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
    history: Annotated[
        bool, typer.Option("--history", help=N_("Show how the figures went, from the commits that changed the data."))
    ] = False,
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
    from ..render.own.files import TemplateFaultError, find_own
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
    went = None
    if history:
        from ..render.history_chart import history_view
        from .history import load_history

        went = history_view(load_history(session, None, chosen, None), session.lang)
    name = "-".join(["laporan", basis.stage.id, *([chosen] if chosen else [])])
    target = Path(output) if output else session.root / "build" / f"{name}.{kind}"
    try:
        own = find_own(session.root)
        pieces = render_report(built, session.lang, kind, went, own, way_up(session.root, output))
        if output == "-":
            sys.stdout.writelines(list(pieces) if own else pieces)
            return 0
        write_file(target, (piece.encode("utf-8", "backslashreplace") for piece in pieces))
    except TemplateFaultError as fault:
        paths = tuple(dict.fromkeys(finding.path for finding in fault.findings))
        print_findings(fault.findings, paths, {}, session.lang, "text")
        return 1
    write(str(target))
    return 0


def way_up(root: Path, output: str | None) -> str | None:
    """The way from a report to the root of the data, where somebody put it into the repository to be kept there."""
    if output in (None, "-"):
        return None
    folder, top = Path(output or "").resolve().parent, root.resolve()
    return "../" * len(folder.relative_to(top).parts) if folder.is_relative_to(top) else None
