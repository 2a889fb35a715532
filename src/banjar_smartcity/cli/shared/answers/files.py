"""Answer files: what agencies send back, opened and checked against the data that it was sent from."""

from __future__ import annotations

import os
from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ....i18n import N_
from ...basis import in_focus
from ...faults import DataFaultError, UsageFaultError
from ...output import print_findings
from ...progress import Step, each
from ...session import Session
from ..stages import require_stage

if TYPE_CHECKING:
    from ....checking.pipeline import Checked
    from ....exchange.intake.papers import Folder
    from ....exchange.packing import Packed
    from ....exchange.reading.embedded import Unusable
    from ....exchange.returned import Returned
    from ....model.program import Program

NEEDED = frozenset(
    ("program", "agencies", "instrument", "answers", "assignments", "dimension", "evidence", "innovation")
)
"""Kinds of record that must be readable, since what cannot be read would seem to be empty."""
MOST_FILES = 20_000
"""Files of a folder with documents."""


def readable(session: Session, format: str = "text") -> tuple[Checked, Program]:
    """The data. Raise `DataFaultError` if files that answers depend on cannot be read."""
    from ....checking.partial import errors_among
    from ....checking.pipeline import check_workspace

    checked = check_workspace(session.root, session.today)
    hidden = any(kind in NEEDED for kind, _ in checked.salvaged)
    if checked.model.program is None or checked.model.unreadable & NEEDED or hidden:
        print_findings(errors_among(checked, NEEDED), checked.paths, checked.texts, session.lang, format)
        raise DataFaultError
    return checked, checked.model.program


def read_returned(
    session: Session,
    program: Program,
    agencies: Container[str],
    files: Sequence[Path],
    stage: str | None,
    base: str | None,
    step: Step,
) -> tuple[Returned, ...]:
    """The files that came back, a step for each. Raise `UsageFaultError` if one is refused: then none is taken in."""
    from ....exchange.reading.book import read_book_return
    from ....exchange.returned import ReturnError, read_json_return
    from ....render.words.wording import message
    from ....survey.files.foreign import OLE
    from ....survey.files.opening import read_plain_file
    from ....survey.table.rows import TableError

    packed = packed_at(session, base, stage) if base is not None else None
    found = []
    for file in each(files, step):
        name = str(file)
        try:
            content = read_plain_file(name, name)
            is_book = content.startswith((b"PK", OLE))
            returned = read_book_return(name, content, packed) if is_book else read_json_return(name, content)
        except ReturnError as error:
            raise UsageFaultError(error.msgid, **error.facts) from error
        except TableError as error:
            text = N_("{path}: {reason}; nothing was written")
            raise UsageFaultError(text, path=name, reason=message(error.fault, session.lang)) from error
        found.append(returned)
    for returned in found:
        _check_address(program, returned, stage)
        agency = returned.recipient.agency
        if agency is not None and agency not in agencies:
            raise UsageFaultError(
                N_("{path} was sent to {agency}, which is not in data/agencies.yaml; add it first"),
                path=returned.path,
                agency=agency,
            )
    if len({returned.stage for returned in found}) > 1:
        raise UsageFaultError(N_("the files belong to different stages; take in those of one stage at a time"))
    return tuple(found)


def _check_address(program: Program, returned: Returned, stage: str | None) -> None:
    """Raise `UsageFaultError` if a file was not sent by this region, for this instrument and for a stage at work."""
    from ....model.focus import stage_instrument

    if returned.region != program.official_name:
        raise UsageFaultError(
            N_("{path} was sent by {other}, not by {region}; nothing was written"),
            path=returned.path,
            other=returned.region,
            region=program.official_name,
        )
    if program.find_stage(returned.stage) is None:
        known = ", ".join(s.id for s in program.stages)
        raise UsageFaultError(
            N_("{path} belongs to the stage {stage}, which is not known here; known are {known}"),
            path=returned.path,
            stage=returned.stage,
            known=known,
        )
    own = stage_instrument(program, returned.stage)
    if own != returned.instrument:
        raise UsageFaultError(
            N_("{path} was sent for the instrument {other}, but the stage {stage} belongs to {own}"),
            path=returned.path,
            other=returned.instrument,
            stage=returned.stage,
            own=own,
        )
    current = next((e.stage for e in program.entries if e.instrument == own), program.stage)
    if stage is None and returned.stage != current:
        raise UsageFaultError(
            N_(
                "{path} belongs to the stage {stage}, but the current one is {current}; if that is meant, add "
                "--stage {stage}"
            ),
            path=returned.path,
            stage=returned.stage,
            current=current,
        )
    if stage is not None and returned.stage != stage:
        raise UsageFaultError(
            N_("{path} belongs to the stage {other}, not to {stage}"),
            path=returned.path,
            other=returned.stage,
            stage=stage,
        )


def packed_at(session: Session, base: str, stage: str | None) -> Packed:
    """What was sent from a commit, for files that do not say so themselves any more."""
    from ....checking.pipeline import check_tree
    from ....exchange.packing import Packed, SentRow
    from ....exchange.parcel import Recipient, parcel
    from ....exchange.returned import address_of
    from ...versions import open_tree

    model = in_focus(check_tree(open_tree(session, base), session.today).model, None, stage)
    program = model.program
    if program is None or model.unreadable & NEEDED:
        raise UsageFaultError(N_("the data of {base} cannot be read"), base=base)
    sent = parcel(model, require_stage(program, stage or program.stage), Recipient())
    return Packed(
        address_of(sent),
        tuple(SentRow(r.item, r.number, tuple(filter(None, r.question)), r.record, r.sent) for r in sent.rows),
        tuple(SentRow(one.id, 0, (one.name,), None, one.sent) for one in sent.owned),
        tuple(SentRow(one.code, one.mark.assessor, (one.item.id,), None, one.sent) for one in sent.marks),
    )


def with_embedded(
    folder: Folder, files: Sequence[Returned], scratch: Path
) -> tuple[Folder, Mapping[str, list[Unusable]]]:
    """A folder with the documents inside files too, which are written to `scratch`; and those not used, by file.

    They are found by their hash only: two agencies may give different photos the same name.
    """
    from ....exchange.reading.embedded import Embedded, embedded_documents

    hashes = dict(folder.hashes)
    unusable: dict[str, list[Unusable]] = {file.path: [] for file in files}
    for path, found in ((file.path, found) for file in files for found in embedded_documents(file)):
        if not isinstance(found, Embedded):
            unusable[path].append(found)
        elif found.sha256 not in hashes.values():
            place = scratch / str(len(hashes))
            place.mkdir()
            (place / found.name).write_bytes(found.content)
            hashes[str(place / found.name)] = found.sha256
    return folder._replace(hashes=hashes), unusable


def listed_folder(folder: Path | None) -> Folder:
    """The files of a folder with documents, and of the folders in it. Links are not followed."""
    from ....exchange.intake.papers import Folder
    from ....spelling.names import folded
    from ....workspace.sample import digest

    if folder is None:
        return Folder({}, frozenset(), {})
    if not folder.is_dir():
        raise UsageFaultError(N_("there is no folder {path}"), path=folder)
    files: dict[str, str] = {}
    hashes: dict[str, str] = {}
    doubtful = set()
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            full = os.path.join(place, name)
            if os.path.islink(full) or not os.path.isfile(full):
                continue
            if len(hashes) >= MOST_FILES:
                raise UsageFaultError(N_("{path} has more than {n} files"), path=folder, n=MOST_FILES)
            hashes[full] = digest(full)
            other = files.setdefault(folded(name), full)
            if hashes[other] != hashes[full]:
                doubtful.add(folded(name))
    return Folder({name: full for name, full in files.items() if name not in doubtful}, frozenset(doubtful), hashes)
