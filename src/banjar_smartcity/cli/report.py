"""`smartcity report`: the evaluation report as one HTML or Markdown file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from ..i18n import N_
from .files import write_file
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
    history: Annotated[
        bool, typer.Option("--history", help=N_("Show how the figures went, from the commits that changed the data."))
    ] = False,
    repository: Annotated[
        str | None,
        typer.Option(
            "--repository",
            metavar="URL",
            help=N_("Where the files lie on the web, for links to their lines: https://host/.../blob/main/."),
        ),
    ] = None,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Write the evaluation report. Of the region or one dimension; its path is printed."""
    base = _base(repository)
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
    went = None
    if history:
        from ..render.history_chart import history_view
        from .history import load_history

        went = history_view(load_history(session, None, chosen, None), session.lang)
    pieces = render_report(built, session.lang, kind, went, base)
    if output == "-":
        sys.stdout.writelines(pieces)
        return 0
    name = "-".join(["laporan", basis.stage.id, *([chosen] if chosen else [])])
    target = Path(output) if output else session.root / "build" / f"{name}.{kind}"
    write_file(target, (piece.encode("utf-8", "backslashreplace") for piece in pieces))
    write(str(target))
    return 0


def _base(repository: str | None) -> str | None:
    """The address of the repository; one that is none is refused before anything is computed."""
    if repository is None:
        return None
    from ..render.repository import base_address

    found = base_address(repository)
    if found is None:
        complaint = N_("{value} is no address of a repository; write for example https://host/region/data/blob/main/")
        raise UsageFaultError(complaint, value=repository)
    return found
