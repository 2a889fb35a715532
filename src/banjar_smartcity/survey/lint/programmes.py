"""Programmes: unnamed, without their agency, with fewer users than respondents, or the same for several sub-dimensions.

They are checked as in `rules/surveys.py`, but here a finding is an error, at its place in the table or the column map.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...diagnostics import At, Diagnostic, Finding, Kind, Severity
from ...i18n import N_
from ...model.survey import PartResult, Programme, Survey
from ...rules.surveys import AGENCY_ABSENT, PROGRAMME_UNNAMED, check_programmes
from ..answers.collected import Collected
from ..answers.programmes import NamedProgramme, programmes_of
from ..table.findings import about_rows

MIXED = Kind(
    id="survey-programmes-mixed",
    severity=Severity.WARNING,
    message=N_(
        '{programmes} programmes are named for "{sub_dimension}"; one is chosen for each sub-dimension; rows {rows}'
    ),
    hint=N_("Keep the rows about the programme that was chosen, or correct the names if they mean one programme."),
    why=N_(
        "One programme is chosen for each sub-dimension, and its users are asked. A mean over several "
        "programmes describes none of them."
    ),
    example="programme_health\nDelimas\nPosyandu",
)
PARTLY_UNNAMED = Kind(
    id="survey-programme-gaps",
    severity=Severity.WARNING,
    message=N_('{count} rows about "{sub_dimension}" do not name the programme that others name; rows {rows}'),
    hint=N_("Fill in the name if the person was asked about this programme."),
    why=N_(
        "Nobody can tell from an empty cell whose users answered. The rows are counted for the programme that is named."
    ),
    example="programme_health\nDelimas\n\n",
)
KINDS = (MIXED, PARTLY_UNNAMED)


def check(collected: Collected) -> Iterator[Finding]:
    """Yield findings about programmes, dimension by dimension."""
    named = {dimension: tuple(programmes_of(collected, dimension)) for dimension in collected.dimensions}
    agencies_stated = any("agency" in one.stated for listed in named.values() for one in listed)
    earlier: list[Programme] = []
    for dimension, listed in named.items():
        survey = as_survey(dimension, listed)
        found = list(check_programmes(survey, collected.statements.sub_dimension_of, earlier))
        yield from _folded(found, listed, agencies_stated=agencies_stated)
        earlier += survey.programmes
        yield from _mixed(collected, dimension, listed)


def as_survey(dimension: str, listed: tuple[NamedProgramme, ...]) -> Survey:
    """A survey record with the programmes of the tables and the respondents, which is all that is checked of it."""
    at = At(dimension)
    asked: dict[str, int] = {}
    for one in listed:
        asked[one.sub_dimension] = asked.get(one.sub_dimension, 0) + sum(len(places) for _, places in one.rows)
    programmes = tuple(
        Programme(
            at=at / "programmes" / i,
            sub_dimension=one.sub_dimension,
            name=one.name,
            agency=one.agency,
            users=one.users,
            agency_took_part=one.agency_took_part,
            respondents=sum(len(places) for _, places in one.rows),
        )
        for i, one in enumerate(listed)
    )
    parts = tuple(PartResult(at, part, count, None, None, None) for part, count in asked.items())
    return Survey(
        at=at,
        id=dimension,
        stage="",
        dimension=dimension,
        starts_on=None,
        ends_on=None,
        official_wording=False,
        respondents=max(asked.values(), default=0),
        programmes=programmes,
        statements=(),
        note=None,
        sub_dimensions=parts,
    )


def _folded(found: list[Diagnostic], listed: tuple[NamedProgramme, ...], *, agencies_stated: bool) -> Iterator[Finding]:
    """The findings; those about the same column for several sub-dimensions become one."""
    groups: dict[object, tuple[Diagnostic, NamedProgramme, str, list[str]]] = {}
    for d in found:
        index, field = d.at.pointer[-2:]
        one = listed[int(index)]
        nameless = one.name is None and "name" not in one.stated
        if d.kind is AGENCY_ABSENT and one.agency is None and "agency" not in one.stated and nameless:
            continue  # nothing is stated about this programme, which is one fault
        spot = one.spots[str(field)]()
        same = d.kind in (AGENCY_ABSENT, PROGRAMME_UNNAMED)
        # A field without a column and without a line of the map is one gap of the table, not one per sub-dimension.
        column = spot.position.column if field in one.stated else 0
        key = (d.kind.id, spot.path, column, d.facts.get("how")) if same else (d.kind.id, d.at)
        groups.setdefault(key, (d, one, str(field), []))[3].append(one.sub_dimension)
    for d, one, field, parts in groups.values():
        unknown = d.kind is AGENCY_ABSENT and one.agency is None and not agencies_stated
        spot = one.spots[field]()
        facts: Mapping[str, object] = {**d.facts, "sub_dimension": tuple(dict.fromkeys(parts))}
        # If no table and no map has agencies, they may have taken part: that is a warning only.
        kind = d.kind._replace(severity=Severity.WARNING if unknown else Severity.ERROR)
        yield Finding(kind, spot.path, spot.position, facts, None)


def _mixed(collected: Collected, dimension: str, listed: tuple[NamedProgramme, ...]) -> Iterator[Finding]:
    forms = [form for form, _ in collected.forms_of(dimension)]
    by_part: dict[str, list[NamedProgramme]] = {}
    for one in listed:
        by_part.setdefault(one.sub_dimension, []).append(one)
    for part, several in by_part.items():
        facts = {"programmes": len(several) + len(several[0].others), "sub_dimension": part}
        for number, places in (entry for rows in several[0].others for entry in rows):
            form = forms[number]
            rows = [form.rows[i] for i in places]
            yield about_rows(MIXED, form.path, rows, facts, column=form.labels["programme", part].column.place)
        if len(several) == 1 and not several[0].unnamed:
            continue
        column = several[0].spots["name"]().position.column - 1
        for number, places in (entry for one in several for entry in one.unnamed):
            rows = [forms[number].rows[i] for i in places]
            yield about_rows(PARTLY_UNNAMED, forms[number].path, rows, {"sub_dimension": part}, column=column)
        if len(several) > 1:
            # The rows of the programme that most rows name are correct.
            most = max(several, key=lambda one: sum(len(places) for _, places in one.rows))
            others: dict[int, list[int]] = {}
            for one in several:
                for number, places in one.rows if one is not most else ():
                    others.setdefault(number, []).extend(places)
            for number, found in others.items():
                rows = [forms[number].rows[i] for i in found]
                yield about_rows(MIXED, forms[number].path, rows, facts, column=column)
