"""`smartcity review`: whether a change of the data may go in, by the gates of the version that it changes."""

from __future__ import annotations

from collections import ChainMap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

from ...i18n import N_
from ...workspace.writing import refuse_output, write_file
from ..faults import UsageFaultError
from ..options import Lang, Partial, ReviewFormat, Root, Today
from ..output import write
from ..parameters.declared import argument, option
from ..session import Session, open_session
from ..versions import compare_versions, find_commit, find_main, find_policy, find_start

if TYPE_CHECKING:
    from ...versions.review import Review

HELP = N_("Check whether a change may be merged. Policy and waivers are those of the version to be changed.")


def review(
    base: Annotated[
        str | None,
        argument(
            metavar=N_("[BASE]"), help=N_("The version to be changed; default: where the change left the main branch.")
        ),
    ] = None,
    head: Annotated[
        str | None,
        argument(metavar=N_("[HEAD]"), help=N_("The changed version; default: the files as they are.")),
    ] = None,
    *,
    label: Annotated[
        list[str] | None,
        option(
            "--label",
            metavar=N_("NAME[@COMMIT]"),
            help=N_("A label of the change. It counts only for HEAD, or for the commit that it names; repeatable."),
        ),
    ] = None,
    old_label: Annotated[
        list[str] | None,
        option(
            "--old-label",
            metavar=N_("NAME"),
            help=N_("A label that was given for an earlier version: it opens nothing; repeatable."),
        ),
    ] = None,
    format: ReviewFormat = "text",
    output: Annotated[
        Path | None, option("--output", metavar=N_("FILE"), help=N_("Where to write; default: the screen."))
    ] = None,
    partial: Partial = False,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity review`. Return 1 if a gate holds the change back."""
    session = open_session(root, today, lang)
    if output is not None:
        refuse_output(session.root, output)
    base = base or find_main(session)
    from ...versions.review import judge, read_labels

    policy = find_policy(session, base)
    diff = compare_versions(session, base, _head(session, base, head), read=True)._replace(partial=partial)
    labels = read_labels(label or (), old_label or (), _commit(session, head))
    found = judge(diff, policy, labels, session.today)
    text = _rendered(found, format, session)
    if output is not None:
        write_file(output, [(text + "\n").encode("utf-8", "backslashreplace")])  # as on the screen
    elif text:
        write(text)
    return 0 if found.passed else 1


def _head(session: Session, base: str, head: str | None) -> str | None:
    """The changed version; the base itself if it already contains the change."""
    old = find_commit(session, base) if head else None
    new = find_commit(session, head) if head and old else None
    return base if old and new and find_start(session, old, new) == new else head


def _commit(session: Session, head: str | None) -> str | None:
    """The commit that labels count for. If the files on disk are reviewed, it is the one that they are based on."""
    try:
        return find_commit(session, head or "HEAD")
    except UsageFaultError:
        return None


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
    from ...workspace.git.program import prefix

    old, new = (findings_of(side.checked) for side in (review.diff.base, review.diff.head))
    findings = Findings(review.findings, ChainMap(cast(Any, new.texts), cast(Any, old.texts)), {**old.data, **new.data})
    paths = tuple(dict.fromkeys(change.path for change in review.diff.changes if change.path))
    return FORMATS[format](ReviewLog(review.findings, fingerprints(findings, {}), paths, lang, prefix(session.root)))
