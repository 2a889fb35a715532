"""`smartcity portal`: write the page from which the answers are entered on the ministry's own site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ...i18n import N_
from ...workspace.writers.endings import require_ending
from ...workspace.writing import refuse_links, refuse_output, write_file
from ..basis import of_stage, open_basis, require_score
from ..faults import UsageFaultError
from ..options import InstrumentOption, Lang, Partial, Root, StageOption, Today
from ..output import write
from ..parameters.declared import option
from ..session import Session, open_session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...exchange.portal import Entered, PortalItem

HELP = N_(
    "Write a page for entering the answers on the ministry's site. Each item in the form's order, ready to copy, with "
    "what is missing and a tick for what has been entered; what changed since is shown."
)


def portal(
    *,
    output: Annotated[
        Path | None,
        option(
            "--output",
            metavar=N_("FILE"),
            help=N_("The page to write, or a sheet if it ends in .xlsx. Default: in build/."),
        ),
    ] = None,
    entered: Annotated[
        Path | None,
        option(
            "--entered", metavar=N_("FILE"), help=N_("The ticks that the page has saved, as JSON, or the same as YAML.")
        ),
    ] = None,
    stage: StageOption = None,
    instrument: InstrumentOption = None,
    partial: Partial = False,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity portal`. Return 1 if something that was entered has changed since."""
    if output:
        require_ending(output, (".html", ".htm", ".xlsx"))
    session = open_session(root, today, lang)
    basis = of_stage(open_basis(session, stage=stage, instrument=instrument, partial=partial))
    from ...exchange.portal import blank_entered, entered_data, entries
    from ...render.page.exchange.portal import render_portal
    from ...scoring.completeness import compute_completeness

    score = require_score(basis)
    missing = compute_completeness(basis.model, score, basis.today).missing
    rows = entries(basis.model, basis.stage, missing)
    region = basis.model.program.official_name if basis.model.program else ""
    blank = blank_entered(region, basis.stage.id, score.instrument.id)
    before = _before(entered, blank)
    name = f"portal-{basis.stage.id}.html"
    target = output or refuse_links(session.root, session.root / "build" / name)
    refuse_output(session.root, target)
    if target.suffix.lower() == ".xlsx":
        from ...render.office.sheets.portal_book import render_portal_book

        write_file(target, [render_portal_book(rows, before, session.lang, session.today)])
    else:
        pieces = render_portal(rows, region, basis.stage.name, entered_data(blank, before), session.lang)
        write_file(target, (piece.encode("utf-8", "backslashreplace") for piece in pieces))
    write(str(target))
    return int(_report(session, rows, before))


def _before(path: Path | None, blank: Mapping[str, object]) -> Mapping[str, Entered]:
    """What was entered by the office's file. Raise `UsageFaultError` if it is none, or belongs to something else."""
    from ...exchange.portal import read_entered
    from ...exchange.returned import ReturnError

    if path is None:
        return {}
    if not path.is_file():
        raise UsageFaultError(N_("there is no file or folder {path}"), path=path)
    try:
        return read_entered(str(path), path.read_bytes(), blank)
    except ReturnError as error:
        raise UsageFaultError(error.msgid, **error.facts) from error


def _report(session: Session, rows: tuple[PortalItem, ...], before: Mapping[str, Entered]) -> bool:
    """Print how much is entered, and what changed since; return whether anything did."""
    from ...exchange.portal import changed_parts
    from ...render.words.exchange.portal_words import SAYINGS

    _ = session.lang.translate
    changes = {
        row.item: parts for row in rows if row.item in before and (parts := changed_parts(row, before[row.item]))
    }
    done = sum(row.item in before for row in rows) - len(changes)
    text = SAYINGS["progressChanged" if changes else "progress"]
    write(_(text).format(done=done, all=len(rows), changes=len(changes)))
    for item, parts in changes.items():
        names = ", ".join(_(SAYINGS[part]) for part in parts)
        write(_(N_("{item}: changed since {day}: {parts}")).format(item=item, day=before[item].entered_on, parts=names))
    return bool(changes)
