"""Survey: the aggregates of a citizen survey in one stage and dimension; never a respondent's row."""

from datetime import date
from typing import Any, NamedTuple

from ..diagnostics import At
from ..i18n import Text
from .moment import parse_date
from .parts import optional_text


class Programme(NamedTuple):
    """The programme whose users were asked about a sub-dimension."""

    at: At
    sub_dimension: str
    name: Text | None
    agency: str | None
    users: int | None
    agency_took_part: bool | None


class StatementResult(NamedTuple):
    """The answers to one statement: how many, their mean (0-4) and standard deviation."""

    at: At
    item: str
    respondents: int
    mean: float
    deviation: float | None


class Survey(NamedTuple):
    """A survey of the users of programmes of one dimension."""

    at: At
    id: str
    stage: str
    dimension: str
    starts_on: date | None
    ends_on: date | None
    official_wording: bool
    respondents: int
    programmes: tuple[Programme, ...]
    statements: tuple[StatementResult, ...]
    note: Text | None


def build_survey(at: At, data: dict[str, Any]) -> Survey:
    """A survey from a sound document."""
    return Survey(
        at,
        data["id"],
        data["stage"],
        data["dimension"],
        parse_date(data["starts_on"]),
        parse_date(data["ends_on"]),
        data["official_wording"],
        data["respondents"],
        tuple(
            Programme(
                at / "programmes" / i,
                p["sub_dimension"],
                optional_text(p["name"]),
                p["agency"],
                p["users"],
                p["agency_took_part"],
            )
            for i, p in enumerate(data["programmes"])
        ),
        tuple(
            StatementResult(at / "statements" / i, s["item"], s["respondents"], s["mean"], s["deviation"])
            for i, s in enumerate(data["statements"])
        ),
        optional_text(data.get("note")),
    )
