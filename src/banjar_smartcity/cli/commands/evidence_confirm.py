"""`smartcity evidence confirm`: say that somebody has read a document and that its record is right."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ...i18n import N_
from ...source.letters import printable
from ...workspace.writing import write_file
from ..basis import require_evidence_kind
from ..faults import UsageFaultError
from ..options import Lang, Root, Today
from ..output import write
from ..parameters.declared import argument, option
from ..session import Session, parse_day
from ..shared.changing import open_to_change
from ..shared.evidence_records import require_record

if TYPE_CHECKING:
    from ...checking.pipeline import Checked
    from ...model.evidence import Evidence

HELP = N_("Confirm a record that was guessed. Removes its marks, so that the document counts; fills in what is given.")


def confirm(
    evidence_id: Annotated[
        str, argument(metavar="ID", help=N_("The id of the record, for example data-jalan."), show_default=False)
    ],
    *,
    title: Annotated[
        str | None, option("--title", metavar=N_("TEXT"), help=N_("The title as printed on the document."))
    ] = None,
    kind: Annotated[str | None, option("--kind", metavar=N_("KIND"), help=N_("decree, minutes, report …"))] = None,
    issuer: Annotated[
        str | None, option("--issuer", metavar=N_("TEXT"), help=N_("The body or office that issued it."))
    ] = None,
    number: Annotated[str | None, option("--number", metavar=N_("TEXT"), help=N_("Its number as printed."))] = None,
    issued_on: Annotated[
        str | None, option("--issued-on", metavar=N_("DAY"), help=N_("The day of issue, YYYY-MM-DD."))
    ] = None,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity evidence confirm`. Only the marks and the values given change; comments stay."""
    session = open_to_change(root, today, lang)
    given = {"title": title, "kind": kind, "issuer": issuer, "number": number, "issued_on": issued_on}
    values = {key: printable(value) for key, value in given.items() if value is not None}
    _refuse_unusable(values)
    checked = _check(session)
    record = require_record(checked, evidence_id)
    if not record.guessed and not values:
        write(session.lang.translate(N_("{id} has no mark of a guess; nothing was changed")).format(id=record.id))
        return 0
    path = session.root / record.at.path
    _replace(session, path, record, values)
    write(str(path))
    _report(session, evidence_id)
    return 0


def _check(session: Session) -> Checked:
    from ...checking.pipeline import check_workspace

    return check_workspace(session.root, session.today)


def _refuse_unusable(values: Mapping[str, str]) -> None:
    from ...privacy.search import find_personal_data

    for key, value in values.items():
        if not value:
            raise UsageFaultError(N_("--{option} is empty"), option=key.replace("_", "-"))
        if next(find_personal_data(value), None):
            raise UsageFaultError(N_("an option holds personal data; nothing was written"))
    if "issued_on" in values:
        parse_day(values["issued_on"])
    require_evidence_kind(values.get("kind"))


def _replace(session: Session, path: Path, record: Evidence, values: Mapping[str, str]) -> None:
    """Write the record with its marks removed and the values filled in, if it is still valid then."""
    from ...model.guess_marks import without_marks
    from ...schema.validator import shipped
    from ...source.document import parse
    from ...source.yaml_write import replace_values
    from ...workspace.disk import is_inside

    if path.is_symlink() or not is_inside(session.root, str(path)):
        raise UsageFaultError(N_("{path} leads out of the repository"), path=record.at.path)
    content = path.read_bytes()
    before, _ = parse(record.at.path, content)
    try:
        text = replace_values(without_marks(content.decode()), values)
    except KeyError as error:
        raise UsageFaultError(
            N_("{path}: {key} is not a single text; change it in the file"), path=record.at.path, key=error.args[0]
        ) from error
    after, _ = parse(record.at.path, text.encode())
    wanted = {**before.data, **values} if before and isinstance(before.data, dict) else None
    if after is None or after.data != wanted or list(shipped("evidence").check(after)):
        raise UsageFaultError(N_("{path} cannot be changed safely; change it in the file"), path=record.at.path)
    write_file(path, [text.encode()])


def _report(session: Session, evidence_id: str) -> None:
    """Show what the record says now, and why it does not count if it does not."""
    from ...evidence.proof import prove
    from ...model.evidence import EVIDENCE_KINDS
    from ...render.words.wording import express

    lang, checked = session.lang, _check(session)
    record = checked.model.evidence[evidence_id]
    _ = lang.translate
    said = (
        lang.text(record.title),
        _(EVIDENCE_KINDS[record.kind]),
        lang.text(record.issuer) if record.issuer else _(N_("issuer not known")),
        lang.date(record.issued_on) if record.issued_on else _(N_("date not known")),
    )
    write(_(N_("Confirmed: {what}")).format(what=" · ".join(said)))
    fault = prove(checked.model, checked.holdings, session.today).fault(evidence_id)
    if fault is not None:
        write(_(N_("It proves nothing yet: {reason}.")).format(reason=express(fault, lang)))
