"""Owners: agencies that tables name as the owner of a programme, and that the register does not have."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Finding, Kind, Severity, closest
from ...i18n import N_
from ...model.agency_names import near_agency
from ...privacy.groups import FEWEST
from ..answers.collected import Collected
from ..answers.programmes import NamedProgramme, programmes_of

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
            spot = programme.spots["agency"]()
            few = spot.path != collected.column_map.path and _writers(collected, dimension, programme) < FEWEST
            shown = "…" if few else programme.agency  # what a few people wrote may be a name or an address
            meant = near_agency(programme.agency, collected.agencies, collected.region)
            near = None if few else meant.id if meant else closest(programme.agency, names)
            fault = Finding(KIND, spot.path, spot.position, {"agency": shown}, near)
            found.setdefault((spot.path, programme.agency), (fault, []))[1].append(programme.sub_dimension)
    for fault, parts in found.values():
        yield fault._replace(facts={**fault.facts, "sub_dimension": tuple(dict.fromkeys(parts))})


def _writers(collected: Collected, dimension: str, programme: NamedProgramme) -> int:
    """How many rows name this owner."""
    forms = collected.forms_of(dimension)
    count = 0
    for number, places in programme.rows:
        labels = forms[number][0].labels.get(("agency", programme.sub_dimension))
        if labels is not None:
            codes = {code for code, text in enumerate(labels.texts) if text and collected.agency_id(text) is None}
            count += sum(labels.codes[i] in codes for i in places)
    return count
