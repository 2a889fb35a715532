"""`smartcity diff`: what a change of the data does to the score, the evidence and the findings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ..i18n import N_
from .options import Lang, Partial, Root, Today
from .output import print_findings, write
from .session import Session, UsageFaultError, open_session

if TYPE_CHECKING:
    from ..tree import Tree

HELP = N_("Say what a change does. Compares two revisions or folders: score, answers, evidence, findings.")
MAIN = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
"""Where the main branch may be found."""


def diff(
    base: Annotated[
        str | None,
        typer.Argument(metavar=N_("[BASE]"), help=N_("A revision or folder; else where the main branch was left.")),
    ] = None,
    head: Annotated[
        str | None, typer.Argument(metavar=N_("[HEAD]"), help=N_("A revision or folder; else the files as they are."))
    ] = None,
    *,
    format: Annotated[
        Literal["text", "json", "markdown"],
        typer.Option("--format", metavar="text|json|markdown", help=N_("How to print."), show_default=False),
    ] = "text",
    partial: Partial = False,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Say what a change does. Compares two revisions or folders: score, answers, evidence, findings."""
    session = open_session(root, today, lang)
    from ..check import check_tree
    from ..diff.compare import compare, version
    from ..disk import Disk
    from ..examine import nothing_known
    from ..revision import GitFaultError

    known = nothing_known()
    try:
        old = check_tree(_tree(session, base or _left_main(session)), session.today, known)
        new = check_tree(_tree(session, head) if head else Disk(session.root), session.today, known)
    except GitFaultError as error:
        raise UsageFaultError(N_("git cannot read all of it: {reason}"), reason=error) from error
    sides = version(old, session.today), version(new, session.today)
    for side in sides:
        if side.unread and not partial:
            faulty = tuple(finding for finding in side.checked.findings if finding.path in side.unread)
            print_findings(
                faulty, side.checked.paths, side.checked.texts, session.lang, "json" if format == "json" else "text"
            )
            return 1
    found = compare(*sides, session.today)
    if format == "json":
        from ..render.diff_json import diff_json

        write(diff_json(found, session.lang))
        return 0
    from ..render.diff import cut, diff_lines

    lines = diff_lines(found, session.lang, comment=format == "markdown")
    write("\n".join(cut(lines, session.lang) if format == "markdown" else lines))
    return 0


def _tree(session: Session, name: str) -> Tree:
    """The files that a word of the command line names: a folder with data/ in it, or a revision."""
    from ..commit import open_commit
    from ..disk import Disk
    from ..revision import GitFaultError, open_revision, resolve
    from ..workspace import PROGRAM

    if (Path(name) / PROGRAM).is_file():
        return Disk(Path(name))
    try:
        return open_commit(open_revision(session.root, resolve(session.root, name)))
    except GitFaultError as error:
        raise UsageFaultError(
            N_("{name} is neither a folder with data/program.yaml nor a revision that git knows: {reason}"),
            name=name,
            reason=error,
        ) from error


def _left_main(session: Session) -> str:
    """The commit at which the main branch was left."""
    from ..revision import GitFaultError, merge_base

    for name in MAIN:
        try:
            return merge_base(session.root, name, "HEAD")
        except GitFaultError:
            continue
    raise UsageFaultError(N_("no main branch is found here; name the revision to compare with"))
