"""Survey: the aggregates of a citizen survey in a stage and dimension; never the row of a respondent."""

from datetime import date
from typing import Any

from ..diagnostics import At
from ..i18n import Text
from ..named import NamedTuple
from ..privacy.groups import FEWEST
from .moment import parse_date
from .parts import EvidenceUse, optional_text, uses
from .survey_seal import UNSEALED, state_of

Distribution = tuple[int | None, ...]
"""How many respondents gave each mark of the instrument's scale, lowest first; None if they are too few to be shown."""


class Programme(NamedTuple):
    """The programme whose users were asked about a sub-dimension, and their answers if an import recorded them."""

    at: At
    sub_dimension: str
    name: Text | None
    agency: str | None
    users: int | None
    agency_took_part: bool | None
    respondents: int | None = None
    mean: float | None = None
    deviation: float | None = None
    distribution: Distribution | None = None
    evidence: tuple[EvidenceUse, ...] = ()
    """Documents that show that the agency took part."""


class StatementResult(NamedTuple):
    """The answers to a statement: how many, their mean and their standard deviation.

    Number and mean are None if fewer than five people answered; then it counts nowhere.
    """

    at: At
    item: str
    respondents: int | None
    mean: float | None
    deviation: float | None
    distribution: Distribution | None = None


class PartResult(NamedTuple):
    """The respondents of a sub-dimension: statistics of the mean of each respondent."""

    at: At
    sub_dimension: str
    respondents: int | None
    mean: float | None
    deviation: float | None
    distribution: Distribution | None


class LintResult(NamedTuple):
    """What the lint found at import: counts, and of each kind of finding its id, severity and public number of rows."""

    errors: int
    warnings: int
    findings: tuple[tuple[str, str, int | None], ...]


class Imported(NamedTuple):
    """An import: how many rows of how many files it read, how many rows did not count, and when.

    The numbers of rows are None where they would show that one to four rows did not count.
    """

    rows: int | None
    files: int
    not_counted: int | None
    on: date | None
    took_part: tuple[str, ...] | None = None
    """The sub-dimensions of the programmes whose agency took part according to the tables, once for each programme.
    None for records of earlier versions."""
    stayed_away: tuple[str, ...] | None = None
    """The same for the programmes whose agency did not take part."""
    sealed: bool = False
    """Whether it has a seal of the figures."""


class Survey(NamedTuple):
    """A survey among the users of programmes of a dimension."""

    at: At
    id: str
    stage: str
    dimension: str
    starts_on: date | None
    ends_on: date | None
    official_wording: bool
    respondents: int | None
    """None if they are fewer than five, as in every other place."""
    programmes: tuple[Programme, ...]
    statements: tuple[StatementResult, ...]
    note: Text | None
    sub_dimensions: tuple[PartResult, ...] = ()
    lint: LintResult | None = None
    imported: Imported | None = None
    collected: str | None = None
    """How the answers were collected: `interview`, `phone`, `paper`, `online` or `several`."""
    seal: str = UNSEALED
    """`whole`, `broken` or `unsealed`: whether its figures are those that an import wrote."""


def build_survey(at: At, data: dict[str, Any], text: str = "") -> Survey:
    """A survey from a document that passed its schema. `text` is that of its file, for seals of earlier versions."""
    return Survey(
        at=at,
        id=data["id"],
        stage=data["stage"],
        dimension=data["dimension"],
        starts_on=parse_date(data["starts_on"]),
        ends_on=parse_date(data["ends_on"]),
        official_wording=data["official_wording"],
        respondents=_people(data["respondents"]),
        programmes=tuple(
            Programme(
                at=at / "programmes" / i,
                sub_dimension=p["sub_dimension"],
                name=optional_text(p["name"]),
                agency=p["agency"],
                users=p["users"],
                agency_took_part=p["agency_took_part"],
                respondents=_people(p.get("respondents")),
                mean=p.get("mean"),
                deviation=p.get("deviation"),
                distribution=_distribution(p),
                evidence=uses(at / "programmes" / i / "evidence", p.get("evidence", [])),
            )
            for i, p in enumerate(data["programmes"])
        ),
        statements=tuple(
            StatementResult(
                at=at / "statements" / i,
                item=s["item"],
                respondents=_people(s["respondents"]),
                mean=s["mean"],
                deviation=s["deviation"],
                distribution=_distribution(s),
            )
            for i, s in enumerate(data["statements"])
        ),
        note=optional_text(data.get("note")),
        sub_dimensions=tuple(
            PartResult(
                at / "sub_dimensions" / i,
                p["sub_dimension"],
                _people(p["respondents"]),
                p["mean"],
                p["deviation"],
                _distribution(p),
            )
            for i, p in enumerate(data.get("sub_dimensions", ()))
        ),
        lint=_lint(data.get("lint")),
        imported=_imported(data.get("imported")),
        collected=data.get("collected"),
        seal=state_of(data, text),
    )


def _people(count: int | None) -> int | None:
    """A number of people; None for one to four, which records of earlier versions have."""
    return None if count is None or 0 < count < FEWEST else count


def _distribution(data: dict[str, Any]) -> Distribution | None:
    counts = data.get("distribution")
    return None if counts is None else tuple(counts)


def _lint(data: dict[str, Any] | None) -> LintResult | None:
    if data is None:
        return None
    found = tuple((f["id"], f["severity"], f["count"]) for f in data["findings"])
    return LintResult(data["errors"], data["warnings"], found)


def _imported(data: dict[str, Any] | None) -> Imported | None:
    if data is None:
        return None
    return Imported(
        rows=data["rows"],
        files=data["files"],
        not_counted=data["not_counted"],
        on=parse_date(data["on"]),
        took_part=_parts(data.get("took_part")),
        stayed_away=_parts(data.get("stayed_away")),
        sealed="seal" in data,
    )


def _parts(names: list[str] | None) -> tuple[str, ...] | None:
    return None if names is None else tuple(names)
