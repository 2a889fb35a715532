"""Records of evidence on the command line: one that is named by its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...i18n import N_
from ..faults import UsageFaultError

if TYPE_CHECKING:
    from ...checking.pipeline import Checked
    from ...model.evidence import Evidence


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
