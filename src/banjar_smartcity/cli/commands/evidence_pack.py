"""`smartcity evidence pack`: write the folder for the assessors, in the BagIt format."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ...i18n import N_
from ...workspace.writers.endings import is_named_as_file
from ...workspace.writers.workshop import sweep
from ...workspace.writing import refuse_output
from ..basis import Basis, of_stage, open_basis, require_dimension, require_score
from ..faults import CHANGED, UsageFaultError
from ..options import DimensionOption, InstrumentOption, Lang, Partial, Root, StageOption, Today
from ..output import write
from ..parameters.declared import option
from ..progress import progress
from ..session import Session, open_session
from ..shared.documents.reading import read_now
from ..shared.documents.seen import seen_in
from ..shared.drawn.pictures import pack_pictures, require_pictures

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...publish.pack.bag import Copied
    from ...publish.pack.contents import Pack, Placed, Stock
    from ...publish.pack.pictures import Documents, StrippedDocuments
    from ...reading.document import ReadDocument

HELP = N_("Pack the evidence for the assessors. A folder or ZIP in the BagIt format, by aspect and item.")
REFUSAL = N_("Nothing was packed, because some files have errors. Fix them, or add --partial.")


def pack(
    *,
    output: Annotated[
        Path, option("--output", metavar=N_("PATH"), help=N_("A new folder, or a new file that ends in .zip."))
    ],
    sign: Annotated[
        Path | None,
        option(
            "--sign", metavar=N_("KEY"), help=N_("Sign the pack with this SSH key, as git signs commits (ssh-keygen).")
        ),
    ] = None,
    strip: Annotated[
        bool,
        option(
            "--strip",
            help=N_(
                "Leave camera, place and day out of pictures, also inside documents; what they show stays the same."
            ),
        ),
    ] = False,
    pictures: Annotated[
        bool, option("--pictures", help=N_("Show the page that is named as a picture on the cover sheet of each item."))
    ] = False,
    stage: StageOption = None,
    instrument: InstrumentOption = None,
    dimension: DimensionOption = None,
    partial: Partial = False,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity evidence pack`. Nothing is overwritten, and no incomplete pack remains."""
    from ...evidence.state import FILE_FAULTS

    if pictures:
        require_pictures("html")
    session = open_session(root, today, lang)
    zipped = output.name.lower().endswith(".zip")
    _refuse_target(session.root, output, zipped=zipped)
    tolerated = FILE_FAULTS if partial else frozenset()
    basis = of_stage(
        open_basis(session, stage=stage, instrument=instrument, partial=partial, refusal=REFUSAL, tolerated=tolerated)
    )
    from ...publish.pack.bag import ChangedError, Stripped, write_bag
    from ...publish.pack.contents import PACKED, plan_pack
    from ...publish.pack.pictures import places
    from ...publish.pack.signature import SigningError
    from ...render.page.pack import index as render
    from ...render.page.pack.cover import COVER, PRINT_LIST, render_cover, render_print_list
    from ...render.terminal.records.pack import print_pack, print_pictures, print_shown, print_unseen

    chosen = require_dimension(basis.model, dimension)
    stock = _stock(session, basis)
    score = require_score(basis)
    plan = plan_pack(basis.model, score, session.today, chosen, stock, partial=basis.partial)
    packed = {placed.id for placed in plan.documents(PACKED)}
    read = read_now(session, basis.checked, packed)
    seen = seen_in(basis.checked.model, read)
    shown = pack_pictures(session, plan, read, seen) if pictures else {}
    documents, failed = _documents(plan, session.root, stock), tuple[str, ...]()
    if strip:
        documents, failed = _stripped(plan, documents, read)
    stripped = {path: source for path, source in documents.items() if isinstance(source, Stripped)}
    payload: dict[str, bytes | Copied | Stripped] = {
        "index.html": render.render_index(plan, session.lang).encode("utf-8", "backslashreplace"),
        "manifest.csv": render.manifest_csv(plan, stock.holdings, session.lang, ",", stripped),
        "manifest-excel.csv": render.manifest_csv(plan, stock.holdings, session.lang, ";", stripped),
        PRINT_LIST: render_print_list(plan, session.lang),
        **{f"{item.folder}/{COVER}": render_cover(plan, item, seen, shown, session.lang) for item in plan.covered},
        **_notes(plan, session),
        **documents,
    }
    tags = {"README.txt": render.readme(plan, session.lang, signed=sign is not None, stripped=len(stripped))}
    try:
        with progress(N_("Copying documents"), session.lang):
            write_bag(output, plan.name, payload, render.bag_info(plan, session.lang), tags, zipped=zipped, key=sign)
    except SigningError as error:
        raise UsageFaultError(N_("the pack was not signed and not written: {why}"), why=error) from error
    except ChangedError as error:
        raise UsageFaultError(CHANGED, path=error.path) from error
    except FileExistsError as error:
        raise UsageFaultError(N_("{path} already exists; nothing was written"), path=output) from error
    write(str(output))
    print_pack(plan, session.lang, basis.banner)
    print_unseen(plan, seen, session.lang)
    print_shown(plan, shown, session.lang)
    originals = len({picture.sha256 for picture in stripped.values()})
    print_pictures(originals, failed, () if strip else places(read), session.lang)
    return 0


def _stripped(plan: Pack, documents: Documents, read: Mapping[str, ReadDocument]) -> StrippedDocuments:
    from ...publish.pack.bag import ChangedError
    from ...publish.pack.pictures import strip_pictures

    try:
        return strip_pictures(plan, documents, read)
    except ChangedError as error:
        raise UsageFaultError(CHANGED, path=error.path) from error


def _refuse_target(root: Path, output: Path, *, zipped: bool) -> None:
    if not zipped and is_named_as_file(output):
        raise UsageFaultError(N_("{path}: a pack is a folder or a .zip file"), path=output)
    refuse_output(root, output)
    sweep(Path(os.path.abspath(output)).parent)
    free = not os.path.lexists(output)
    if not free and not zipped and output.is_dir() and not output.is_symlink():
        free = not os.listdir(output)
    if not free:
        raise UsageFaultError(N_("{path} already exists; nothing was written"), path=output)


def _stock(session: Session, basis: Basis) -> Stock:
    """The files on disk. Hashes of internal documents come from all readable records, also from those with errors."""
    from ...checking.gathering.documents import by_path
    from ...evidence.files import hashes_of, measure
    from ...evidence.searched_texts import TABLES
    from ...privacy.search import redact
    from ...publish.pack.contents import Stock
    from ...workspace.disk import Disk

    checked = basis.checked
    secret = {record.sha256 for record in checked.model.evidence.values() if record.access == "internal"}
    sound = by_path(checked.sound)
    for path, text in checked.texts.items():
        if path.startswith("data/evidence/") and path not in sound and "internal" in text:
            secret.update(re.findall(r"\b[0-9a-f]{64}\b", text))
    inside = [path for path, holding in checked.holdings.items() if holding.inside and holding.present]
    if secret - {None}:
        disk, known = Disk(session.root), frozenset(secret)
        held = ((checked.holdings[path], hashes_of(disk, path, checked.holdings[path])) for path in inside)
        secret.update(holding.sha256 for holding, hashes in held if not known.isdisjoint(hashes))
    named = frozenset(path for path in inside if redact(path) != path)
    tables = ("personal-data-in-document",)  # of a document a person decides, of a table with people in it nobody
    withheld = named | {
        f.path
        for f in checked.findings
        if f.kind.id in ("survey-rows", "personal-data") or (f.kind.id in tables and f.path.lower().endswith(TABLES))
    }
    return Stock(checked.holdings, measure(session.root, inside), frozenset(s for s in secret if s), withheld)


def _placed(plan: Pack) -> list[tuple[str, Placed]]:
    """Each use of a document, with the folder of the item or innovation that uses it."""
    items = [(item.folder, placed) for a in plan.aspects for item in a.items for placed in item.placed]
    return [*items, *((i.folder, placed) for i in plan.innovations for placed in i.placed)]


def _notes(plan: Pack, session: Session) -> dict[str, bytes]:
    from ...render.page.pack.index import note

    return {placed.note: note(placed, folder, session.lang) for folder, placed in _placed(plan) if placed.note}


def _documents(plan: Pack, root: Path, stock: Stock) -> Documents:
    from ...evidence.line_ends import as_recorded
    from ...publish.pack.bag import Copied

    found: dict[str, Copied | bytes] = {}
    for _, placed in _placed(plan):
        if placed.path and placed.evidence and placed.evidence.file:
            file = placed.evidence.file
            held, full = stock.holdings[file], os.path.join(root, file)
            if held.turned is not None and placed.evidence.sha256 is not None:
                found[placed.path] = as_recorded(Path(full).read_bytes(), held.turned)
            else:
                found[placed.path] = Copied(full, held.sha256 or "")
    return found
