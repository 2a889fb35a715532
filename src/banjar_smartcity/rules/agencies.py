"""Agencies: one agency that is in the register twice."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Kind, Severity
from ..i18n import N_
from ..model.agency_names import same_agencies
from .context import Context

TWICE = Kind(
    id="agency-twice",
    severity=Severity.WARNING,
    message=N_('"{id}" has the name of the agency "{other}"'),
    hint=N_("Keep one of them and change the references; if one was renamed, give it until and replaced_by."),
    why=N_("If one agency has two ids, its answers, innovations and programmes are not counted together."),
    example="- id: dinkes\n  name: Dinas Kesehatan\n- id: kesehatan\n  name: Dinas Kesehatan Kab. Contoh",
)
KINDS = (TWICE,)


def check_agencies(context: Context) -> Iterator[Diagnostic]:
    """Each agency in force that has the name or the abbreviation of an earlier one."""
    program = context.model.program
    region = (program.region.id, program.official_name) if program else ()
    for agency, other in same_agencies(context.model.agency_list, region):
        yield Diagnostic(TWICE, agency.at / "id", {"id": agency.id, "other": other.id})
