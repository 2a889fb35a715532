"""Records of evidence on the command line: one that is named by its id, and what was seen in their files before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...i18n import N_
from ..faults import UsageFaultError

if TYPE_CHECKING:
    from ...checking.pipeline import Checked
    from ...model.evidence import Evidence
    from ...model.model import Model
    from ...reading.document import ReadDocument
    from ...seeing.claimed import SeenUse


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


def seen_before(model: Model) -> tuple[SeenUse, ...]:
    """What is seen in the documents that `evidence verify` has read on this computer; no document is opened here."""
    from ...reading.remembered import is_empty

    if is_empty():
        return ()
    from ...seeing.claimed import seen_uses

    return tuple(seen for seen in seen_uses(model, read_before) if seen.sight is not None)


def read_before(record: Evidence) -> ReadDocument | None:
    """What was read in the file of a record on this computer, without opening it; None if it was not read."""
    from ...reading.remembered import recall

    return None if record.read is None else recall(record.read.sha256, record.read.kind)
