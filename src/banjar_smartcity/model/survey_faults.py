"""Survey faults: what assessors object to in the programmes of a survey. Import, rules and score all use this."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from ..diagnostics import At
from ..named import NamedTuple
from .survey import Programme, Survey

UNNAMED, NO_AGENCY, NOT_THERE, TOO_MANY, STAND_IN = "unnamed", "no-agency", "not-there", "too-many", "stand-in"


class ProgrammeFault(NamedTuple):
    """A fault of a programme: its kind, its place, its sub-dimension, and the facts for its message."""

    what: str
    at: At
    sub_dimension: str
    facts: Mapping[str, object]


def same_name(name: str) -> str:
    """The name of a programme in a form for comparison: `SI-DELIMAS` and `Si Delimas` are the same."""
    return "".join(filter(str.isalnum, name.casefold()))


def asked(survey: Survey, sub_dimension_of: Callable[[str], str | None]) -> dict[str, int]:
    """How many people answered about each sub-dimension: the largest number of answers to one of its statements.

    Fewer than five, of whom no number is recorded, are 0.
    """
    found: dict[str, int] = {}
    for statement in survey.statements:
        if part := sub_dimension_of(statement.item):
            found[part] = max(found.get(part, 0), statement.respondents or 0)
    for result in survey.sub_dimensions:
        found[result.sub_dimension] = max(found.get(result.sub_dimension, 0), result.respondents or 0)
    return found


def programme_faults(
    survey: Survey, sub_dimension_of: Callable[[str], str | None], others: Iterable[Programme] = ()
) -> Iterator[ProgrammeFault]:
    """The faults of a survey's programmes (domain page, section 5, nos. 4, 5, 6 and 8).

    `others` are the programmes of the other surveys of the stage: a programme may not be used for a sub-dimension there
    and for another one here.
    """
    count = asked(survey, sub_dimension_of)
    places: dict[str, list[Programme]] = {}
    reported: set[str] = set()
    for programme in (*others, *survey.programmes):
        if programme.name is not None and same_name(programme.name.id):
            listed = places.setdefault(same_name(programme.name.id), [])
            if all(programme.sub_dimension != known.sub_dimension for known in listed):
                listed.append(programme)
    for programme in survey.programmes:
        part = programme.sub_dimension
        if programme.name is None or not same_name(programme.name.id):
            yield ProgrammeFault(UNNAMED, programme.at / "name", part, {"sub_dimension": part})
        if programme.agency is None:
            yield ProgrammeFault(NO_AGENCY, programme.at / "agency", part, {"sub_dimension": part})
        elif programme.agency_took_part is False:
            facts = {"agency": programme.agency, "sub_dimension": part}
            yield ProgrammeFault(NOT_THERE, programme.at / "agency_took_part", part, facts)
        people = programme.respondents or count.get(part, survey.respondents or 0)
        if programme.users is not None and people > programme.users:
            facts_of_users = {"count": people, "users": programme.users, "sub_dimension": part}
            yield ProgrammeFault(TOO_MANY, programme.at / "users", part, facts_of_users)
        same = places.get(same_name(programme.name.id), []) if programme.name else []
        if programme.name and programme in same[1:] and (name := same_name(programme.name.id)) not in reported:
            reported.add(name)
            parts = tuple(known.sub_dimension for known in same)
            yield ProgrammeFault(STAND_IN, programme.at / "name", part, {"count": len(parts), "parts": parts})
    named = {programme.sub_dimension for programme in survey.programmes}
    # A programme of a sub-dimension about which nobody was asked names the wrong one; that is one fault, not two.
    for part in sorted(count.keys() - named) if named <= count.keys() else ():
        yield ProgrammeFault(UNNAMED, survey.at / "programmes", part, {"sub_dimension": part})
