"""Owners: agencies that tables name as the owner of a programme, and that the register does not have."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Finding, Kind, Severity, closest
from ...i18n import N_
from ..answers.collected import Collected
from ..answers.programmes import programmes_of

KIND = Kind(
    id="survey-agency-unknown",
    severity=Severity.WARNING,
    message=N_('the owner "{agency}" of the programme for "{sub_dimension}" is not in data/agencies.yaml'),
    hint=N_("Write the owner as the register does, or add the agency to data/agencies.yaml."),
    why=N_("In the record such an owner stays open, and the survey does not count as supported."),
    example="agency_health\nDinas Sehat",
)
KINDS = (KIND,)


def check(collected: Collected) -> Iterator[Finding]:
    """Yield one finding for each owner that is not known, where it is named first."""
    names = [name for agency in collected.agencies for name in (agency.id, agency.abbreviation)]
    found: dict[tuple[str, str], tuple[Finding, list[str]]] = {}
    for dimension in collected.dimensions:
        for programme in programmes_of(collected, dimension):
            if programme.agency is None or programme.agency_id is not None:
                continue
            spot = programme.spots["agency"]
            fault = Finding(KIND, spot.path, spot.position, {}, closest(programme.agency, names))
            found.setdefault((spot.path, programme.agency), (fault, []))[1].append(programme.sub_dimension)
    for (_, agency), (fault, parts) in found.items():
        yield fault._replace(facts={"agency": agency, "sub_dimension": tuple(dict.fromkeys(parts))})
