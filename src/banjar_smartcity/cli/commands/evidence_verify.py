"""`smartcity evidence verify`: read the documents, and record how many pages they have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ...i18n import N_
from ..faults import UsageFaultError
from ..options import Format, Lang, Root, Today
from ..output import write_json
from ..parameters.declared import argument, option
from ..session import Session, open_session

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ...checking.pipeline import Checked
    from ...model.evidence import Evidence
    from ...publish.verification import ExaminedDocument

HELP = N_("Read the documents. Show pages, scans, damaged files and pages that do not exist; record the page counts.")


def verify(
    ids: Annotated[
        list[str] | None, argument(metavar="[ID]…", help=N_("Ids of records; all if none."), show_default=False)
    ] = None,
    *,
    item: Annotated[
        str | None, option("--item", metavar="ID", help=N_("Only documents that answers to this item name."))
    ] = None,
    strict: Annotated[
        bool,
        option(
            "--strict",
            help=N_("Exit with 1 also if what is claimed is on no page, or if a document is not what its record says."),
        ),
    ] = False,
    online: Annotated[
        bool,
        option("--online", help=N_("Open the addresses of documents on the web, as somebody without an account.")),
    ] = False,
    ocr: Annotated[
        bool,
        option(
            "--ocr",
            help=N_("Let Tesseract read pages without text from their pictures. It changes no verdict."),
        ),
    ] = False,
    format: Format = "text",
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity evidence verify`. Return 1 if a file cannot be read, or has not the pages that are named."""
    from ...checking.pipeline import check_workspace
    from ...seeing.claimed import is_missing
    from ...seeing.record import contradicts
    from ..shared.documents.examined import examine
    from ..shared.drawn.ocr import require_tesseract

    program = require_tesseract() if ocr else None
    session = open_session(root, today, lang)
    checked = check_workspace(session.root, session.today)
    found = examine(session, checked, _names(checked, ids or (), item), program, anew=ids or (), online=online)
    found = found._replace(documents=tuple(_recorded(session, found.documents)))
    if format == "json":
        from ...render.json.documents.verified import verified_data

        write_json(verified_data(found, session.today))
    else:
        from ...render.terminal.verified import print_verified

        print_verified(found, checked.model, session.lang, all_words=bool(ids or item))
    faulty = any(
        one.unwritten or one.document.faulty or found.looked_up.is_faulty(one.document.evidence.id)
        for one in found.documents
    )
    doubted = any(any(map(contradicts, one.record)) or any(map(is_missing, one.seen)) for one in found.documents)
    return int(faulty or (strict and doubted))


def _names(checked: Checked, ids: Collection[str], item: str | None) -> Collection[str]:
    """The records to read. Raise `UsageFaultError` if one does not exist, or if the item does not."""
    from ...evidence.claims import claims
    from ..shared.evidence_records import require_record

    for name in ids:
        require_record(checked, name)
    if item is None:
        return ids or checked.model.evidence
    if not any(instrument.item(item) for instrument in checked.model.instruments.values()):
        raise UsageFaultError(N_('there is no item "{item}"'), item=item)
    named = {use.evidence for claim in claims(checked.model) if claim.id == item for use in claim.uses}
    return named & set(ids) if ids else named


def _recorded(session: Session, found: Iterable[ExaminedDocument]) -> Iterator[ExaminedDocument]:
    """Write into the records what was read."""
    from ...source.yaml_edit import EditError

    for one in found:
        if one.document.recorded:
            yield one
            continue
        try:
            _write(session, one.document.evidence)
            yield one
        except EditError:
            yield one._replace(unwritten=True)


def _write(session: Session, record: Evidence) -> None:
    """Write what was read into a record. Raise `EditError` if it cannot be changed safely."""
    from ...evidence.verified import with_document
    from ...source.document import parse
    from ...source.yaml_edit import EditError
    from ...workspace.disk import is_inside
    from ...workspace.writing import write_file

    path = session.root / record.at.path
    before = path.read_bytes()
    data, _ = parse(record.at.path, before)
    if path.is_symlink() or not is_inside(session.root, str(path)) or record.document is None:
        raise EditError
    if data is None or not isinstance(data.data, dict):
        raise EditError
    write_file(path, [with_document(before, data.data, record.document)])
