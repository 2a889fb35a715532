"""Records of evidence on the command line: one that is named by its id, and what was seen in their files before."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ...i18n import N_, Language
from ..faults import UsageFaultError
from ..progress import each, progress
from ..session import Session

if TYPE_CHECKING:
    from ...checking.pipeline import Checked
    from ...diagnostics import At
    from ...evidence.verified import Read
    from ...model.evidence import Evidence
    from ...model.model import Model
    from ...reading.document import ReadDocument
    from ...seeing.claimed import SeenUse
    from ...seeing.sight import Sight


def require_record(checked: Checked, evidence_id: str) -> Evidence:
    """The record with this id. Raise `UsageFaultError` if there is none, or if it cannot be read."""
    record = checked.model.evidence.get(evidence_id)
    if record is not None:
        return record
    from ...model.likely import likely

    path = f"data/evidence/{evidence_id}.yaml"
    if path in checked.kinds:
        raise UsageFaultError(N_("{path} has errors; `smartcity validate {path}` lists them"), path=path)
    near = likely(checked.model, "evidence", evidence_id)
    if near is None:
        raise UsageFaultError(N_("there is no record of evidence {id}"), id=evidence_id)
    raise UsageFaultError(N_('there is no record of evidence {id}; did you mean "{near}"?'), id=evidence_id, near=near)


def reader(root: Path) -> Read:
    """Reads files of the repository, from memory if their content was read before on this computer."""
    from ...reading.formats import recognise
    from ...reading.remembered import read_once
    from ...workspace.disk import read_blocks
    from ...workspace.sample import take

    def read(path: str, sha256: str) -> ReadDocument:
        file = root / path
        return read_once(file, sha256, recognise(take(read_blocks(str(file)))[1]))

    return read


def read_now(session: Session, checked: Checked, names: Collection[str]) -> Mapping[str, ReadDocument]:
    """What is in the files of these records, each opened or remembered; without those that have no file."""
    from ...evidence.verified import verify

    with progress(N_("Reading documents"), session.lang, len(names)) as step:
        found = tuple(each(verify(checked.model, checked.holdings, names, reader(session.root)), step))
    return {document.evidence.id: document.read for document in found if document.read is not None}


def seen_in(model: Model, read: Mapping[str, ReadDocument]) -> Mapping[At, Sight]:
    """What is seen in documents that were read, by the place of the reference.

    It depends on the files alone, so that it is the same on every computer, whatever is remembered.
    """
    from ...seeing.claimed import seen_uses

    return {seen.use.at: seen.sight for seen in seen_uses(model, lambda record: read.get(record.id)) if seen.sight}


def seen_before(model: Model) -> tuple[SeenUse, ...]:
    """What is seen in the documents that `evidence verify` has read on this computer; no document is opened here."""
    from ...reading.remembered import is_empty

    if is_empty():
        return ()
    from ...seeing.claimed import seen_uses

    return tuple(seen for seen in seen_uses(model, read_before) if seen.sight is not None)


def seen_words(model: Model, lang: Language) -> Mapping[At, str]:
    """The same in words, by the place of the reference; what nothing can be looked for in is left out."""
    found = seen_before(model)
    if not found:
        return {}
    from ...render.words.evidence.seen import sight_text

    words = {seen.use.at: sight_text(seen.sight, lang) for seen in found if seen.sight}
    return {at: text for at, text in words.items() if text}


def read_before(record: Evidence) -> ReadDocument | None:
    """What was read in the file of a record on this computer, without opening it; None if it was not read."""
    from ...reading.remembered import recall

    return None if record.read is None else recall(record.read.sha256, record.read.kind)
