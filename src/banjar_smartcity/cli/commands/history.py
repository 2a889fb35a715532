"""`smartcity history`: score, completeness and findings over the versions that changed the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ...i18n import N_
from ..options import DimensionOption, Lang, Root, Today
from ..output import known_dimension, write, write_json
from ..session import Session, UsageFaultError, open_session

if TYPE_CHECKING:
    from ...versions.commits import DataCommit
    from ...versions.history import History

HELP = N_(
    "Show how score, completeness and findings went. Over the commits or tags that changed the data, each as of its "
    "own day."
)


def history(
    *,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="REV", help=N_("Begin with this commit or tag, on the line that leads to HEAD.")
        ),
    ] = None,
    tags: Annotated[bool, typer.Option("--tags", help=N_("Tags instead of commits."))] = False,
    dimension: DimensionOption = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help=N_("Only the last so many."))] = None,
    format: Annotated[
        Literal["text", "json", "svg"],
        typer.Option("--format", metavar="text|json|svg", help=N_("How to print; svg is a chart."), show_default=False),
    ] = "text",
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Show how score, completeness and findings went, each version as of its own day; later ones are left out."""
    session = open_session(root, today, lang)
    if dimension is not None:
        from ...checking.pipeline import check_workspace

        known_dimension(check_workspace(session.root, session.today).model, dimension)
    found = load_history(session, since, dimension, limit, tags=tags)
    if format == "json":
        from ...render.json.history import history_data

        write_json(history_data(found))
    elif format == "svg":
        from ...render.page.history_chart import history_svg

        write("".join(history_svg(found, session.lang)))
    else:
        from ...render.terminal.figures.history import print_history

        print_history(found, session.lang)
    return 0


def load_history(
    session: Session, since: str | None, dimension: str | None, limit: int | None, *, tags: bool = False
) -> History:
    """The history of a session's repository up to its day, or a complaint that there is none."""
    from ...versions.commits import find_commits, find_tags
    from ...versions.history import History, compute_history
    from ...workspace.git import GitFaultError, has_commits, is_shallow

    try:
        if not has_commits(session.root):
            raise UsageFaultError(N_("nothing has been committed to this repository yet"))
        start = _start(session, since) if since is not None else None
        steps = (find_tags if tags else find_commits)(session.root, start)
        known: list[DataCommit] = [step for step in steps if step.day <= session.today]
        # One more than is shown, to tell whether the first of them has other rules than what went before.
        wanted = known if limit is None or tags else known[-limit - 1 :]
        points = tuple(compute_history(session.root, wanted, dimension))
        shallow = is_shallow(session.root)
    except GitFaultError as error:
        raise UsageFaultError(N_("git cannot read all of it: {reason}"), reason=error) from error
    return History(points[-limit:] if limit else points, dimension, shallow, len(steps) - len(known))


def _start(session: Session, since: str) -> str:
    """The commit to begin with."""
    from ...versions.commits import is_on_line
    from ...workspace.git import GitFaultError, resolve

    try:
        commit = resolve(session.root, since)
    except GitFaultError as error:
        raise UsageFaultError(N_("{name} is no revision that git knows: {reason}"), name=since, reason=error) from error
    if not is_on_line(session.root, commit):
        raise UsageFaultError(N_("{name} is not on the line of commits that leads to HEAD"), name=since)
    return commit
