"""`smartcity review`: whether a change of the data may go in, by the gates of the version that it changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ...i18n import N_
from ...workspace.writing import write_file
from ..options import Lang, Partial, ReviewFormat, Root, Today
from ..output import write
from ..session import Session, open_session
from ..versions import compare_versions, find_commit, find_main, find_policy, find_start

if TYPE_CHECKING:
    from ...versions.review import Review

HELP = N_("Check whether a change may be merged. Policy and waivers are those of the version to be changed.")


def review(
    base: Annotated[
        str | None,
        typer.Argument(
            metavar=N_("[BASE]"), help=N_("The version to be changed; default: where the change left the main branch.")
        ),
    ] = None,
    head: Annotated[
        str | None,
        typer.Argument(metavar=N_("[HEAD]"), help=N_("The changed version; default: the files as they are.")),
    ] = None,
    *,
    label: Annotated[
        list[str] | None,
        typer.Option("--label", metavar=N_("NAME"), help=N_("A label of the change; may be given several times.")),
    ] = None,
    format: ReviewFormat = "text",
    output: Annotated[
        Path | None, typer.Option("--output", metavar=N_("FILE"), help=N_("Where to write; default: the screen."))
    ] = None,
    partial: Partial = False,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity review`. Return 1 if a gate holds the change back."""
    session = open_session(root, today, lang)
    base = base or find_main(session)
    from ...versions.review import judge

    policy = find_policy(session, base)
    diff = compare_versions(session, _start(session, base, head), head)._replace(partial=partial)
    found = judge(diff, policy, label or (), session.today)
    text = _rendered(found, format, session)
    if output is not None:
        write_file(output, [(text + "\n").encode("utf-8", "backslashreplace")])  # as on the screen
    elif text:
        write(text)
    return 0 if found.passed else 1


def _start(session: Session, base: str, head: str | None) -> str:
    """The version where the change began: later changes of the base are not part of it."""
    base_commit = find_commit(session, base)
    head_commit = base_commit and find_commit(session, head or "HEAD")
    return find_start(session, base_commit, head_commit) if base_commit and head_commit else base


def _rendered(review: Review, format: str, session: Session) -> str:
    lang = session.lang
    if format == "json":
        from ...render.json.review import review_data
        from ...render.words.json import dump

        return dump(review_data(review, lang))
    if format in ("text", "markdown"):
        from ...render.comment.blocks import as_markdown, as_text
        from ...render.comment.review import MARK, review_blocks

        blocks = review_blocks(review, lang)
        return as_text(blocks, lang) if format == "text" else f"{MARK}\n{as_markdown(blocks, lang)}"
    from ...render.host import FORMATS, ReviewLog
    from ...versions.diff.faults import Findings, findings_of, fingerprints
    from ...workspace.git import prefix

    old, new = (findings_of(side.checked) for side in (review.diff.base, review.diff.head))
    findings = Findings(review.findings, {**old.texts, **new.texts}, {**old.data, **new.data})
    paths = tuple(dict.fromkeys(change.path for change in review.diff.changes if change.path))
    return FORMATS[format](ReviewLog(review.findings, fingerprints(findings, {}), paths, lang, prefix(session.root)))
