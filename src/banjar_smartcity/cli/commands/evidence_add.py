"""`smartcity evidence add`: write a record for a document, with its hash and what its name suggests."""

from __future__ import annotations

import sys
from typing import Annotated

from ...evidence.files import FILES, FOLDER
from ...i18n import N_
from ...workspace.writers.workshop import sweep
from ...workspace.writing import create_files, refuse_way_out
from ..faults import UsageFaultError
from ..options import Lang, Root, Today
from ..output import write
from ..parameters.declared import argument, option
from ..shared.changing import open_to_change

HELP = N_(
    "Record a document. Compute the hash of FILE and write data/evidence/ID.yaml with comments that "
    "say what to fill in."
)
WINDOWS = N_(
    "{path} has Windows line ends, which git may change. Before you commit it, run: smartcity merge-driver --install"
)
_NEXT = N_(
    "Read the document and check what is marked as a guess; it counts after `smartcity evidence confirm {id}`. "
    "Then name the record in the answer or innovation that it proves."
)


def add(
    file: Annotated[str, argument(metavar=N_("FILE"), help=N_("The document."), show_default=False)],
    *,
    evidence_id: Annotated[
        str | None,
        option("--id", metavar="ID", help=N_("The id of the record; default: made from the file's name.")),
    ] = None,
    kind: Annotated[
        str | None, option("--kind", metavar=N_("KIND"), help=N_("decree, minutes, report …; default: guessed."))
    ] = None,
    agency: Annotated[
        str | None, option("--agency", metavar="ID", help=N_("The agency that keeps the document."))
    ] = None,
    internal: Annotated[
        bool, option("--internal", help=N_("The file stays out of the repository; its hash is recorded."))
    ] = False,
    kept_at: Annotated[
        str | None, option("--kept-at", metavar=N_("TEXT"), help=N_("Where the internal document is kept."))
    ] = None,
    copy: Annotated[
        bool | None,
        option("--copy/--no-copy", help=N_("Copy the file to data/evidence/files/; default: if it is elsewhere.")),
    ] = None,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity evidence add`. Nothing is overwritten; either all files are written or none."""
    session = open_to_change(root, today, lang)

    from ...evidence.line_ends import may_change
    from ..shared.evidence_adding import NewPaper, prepare

    refuse_way_out(session.root, session.root / FILES)
    sweep(session.root / FOLDER)  # a killed run may have left a copy of this very document
    wish = NewPaper(file=file, id=evidence_id, title=None, kind=kind, agency=agency)
    added = prepare(session, wish, None, internal=internal, kept_at=kept_at, copy=copy)
    try:
        create_files(added.contents)
    except FileExistsError as error:
        raise UsageFaultError(N_("{path} already exists; nothing was written"), path=error.filename) from error
    for target in reversed(tuple(added.contents)):
        write(str(target))
    for warning in added.warnings:
        write(session.lang.translate(N_("Warning: {reason}.")).format(reason=warning))
    write(session.lang.translate(_NEXT).format(id=added.id))
    if added.place is not None and may_change(session.root, added.place, added.sha256):
        print(session.lang.translate(WINDOWS).format(path=added.place), file=sys.stderr)
    return 0
