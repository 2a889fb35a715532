"""Program: the region, its vision and missions, and the stages of the evaluation."""

from datetime import date
from typing import Any

from ..diagnostics import At
from ..i18n import Text
from ..named import NamedTuple
from .entry import Entry, build_entries
from .letter import Letter, build_letter
from .meeting import Meeting, build_meetings
from .moment import Moment, parse_date, parse_moment
from .office import Office, build_office
from .parts import Sourced, number_as_text, optional_text, sources, text
from .policy import Policy, build_policy
from .target import Target, build_targets


class Mission(NamedTuple):
    """A mission of the RPJMD."""

    at: At
    id: str
    text: Text
    sources: tuple[str, ...]
    period: str | None = None
    """The years of its RPJMD; if None they are not known, and it is in force."""


class Vision(NamedTuple):
    """The vision of the RPJMD."""

    at: At
    text: Text
    period: str | None
    sources: tuple[str, ...]


class Stage(NamedTuple):
    """A stage of a year's evaluation."""

    at: At
    id: str
    name: Text
    year: int
    starts_on: date | None
    ends_on: date | None
    place: str | None
    mode: str | None
    sources: tuple[str, ...]
    planned: bool = False
    """Whether its sources speak of a plan only."""
    instrument: str | None = None
    """The instrument that it answers; None for the one at the top of the programme."""


class Index(NamedTuple):
    """An index, statistic or award of the region that others published, for one year."""

    at: At
    id: str
    name: Text
    year: int
    value: float | None
    unit: str | None
    rank: int | None
    predicate: Text | None
    sources: tuple[str, ...]


class ProgramDocument(NamedTuple):
    """A letter or plan that governs the programme."""

    at: At
    id: str
    title: Text
    kind: str
    number: str | None
    issuer: Text | None
    date: Moment | None
    sources: tuple[str, ...]


class Reviewers(NamedTuple):
    """The reviewers of what a working group is responsible for."""

    at: At
    working_group: str | None
    """None for the secretariat, which is responsible for the rules and for what is cross-cutting."""
    accounts: tuple[str, ...]


class Program(NamedTuple):
    """The programme of the region, and the instrument, variant and stage in force."""

    at: At
    region: Text
    official_name: str
    province: Text | None
    seat: str | None
    subdistricts: int | None
    villages: int | None
    urban_villages: int | None
    region_sources: tuple[str, ...]
    language: str
    instrument: str | None
    maturity_instrument: str | None
    variant: str | None
    stage: str
    dimensions: tuple[str, ...]
    vision: Vision | None
    """The vision in force: `model/in_force.py` chooses it by the day."""
    visions: tuple[Vision, ...]
    """The visions of all periods."""
    missions: tuple[Mission, ...]
    """The missions of all periods, or those in force on a day."""
    stages: tuple[Stage, ...]
    meetings: tuple[Meeting, ...]
    offices: tuple[Office, ...]
    documents: tuple[ProgramDocument, ...]
    reviewers: tuple[Reviewers, ...]
    policy: Policy
    indices: tuple[Index, ...] = ()
    other_missions: tuple[Mission, ...] = ()
    """The missions that are not in force on the day; empty while no day is chosen."""
    entries: tuple[Entry, ...] = ()
    """All instruments that the region answers; the first is the default."""
    shared_dimensions: tuple[str, ...] = ()
    """The dimensions that the programme lists, whatever instrument is in focus."""
    targets: tuple[Target, ...] = ()
    letter: Letter | None = None
    region_id: str = ""

    @property
    def named_instruments(self) -> tuple[str, ...]:
        """The instruments that it names, for itself and for its stages."""
        named = (*(entry.instrument for entry in self.entries), *(stage.instrument for stage in self.stages))
        return tuple(name for name in named if name)

    def find_stage(self, stage: str) -> Stage | None:
        """The stage with this id; None if there is none."""
        return next((s for s in self.stages if s.id == stage), None)


def sourced_parts(program: Program) -> tuple[Sourced, ...]:
    """Every part of the programme that names its own sources, except the region."""
    parts: list[Sourced] = [*program.visions, *program.missions, *program.other_missions]
    parts += [*program.stages, *program.meetings]
    return (*parts, *program.offices, *program.documents, *program.indices, *program.targets)


def build_program(at: At, data: dict[str, Any]) -> Program:
    """The programme from a document that passed its schema."""
    region = data["region"]
    visions = _visions(at / "vision", data["vision"])
    return Program(
        at=at,
        region=text(region["name"]),
        official_name=region["official_name"],
        province=optional_text(region.get("province")),
        seat=region.get("seat"),
        subdistricts=region.get("subdistricts"),
        villages=region.get("villages"),
        urban_villages=region.get("urban_villages"),
        region_sources=sources(region),
        language=data["language"],
        instrument=data["instrument"],
        maturity_instrument=data.get("maturity_instrument"),
        variant=data["variant"],
        stage=data["stage"],
        dimensions=tuple(data["dimensions"]),
        vision=visions[-1] if visions else None,
        visions=visions,
        missions=tuple(
            Mission(at / "missions" / i, m["id"], text(m["text"]), sources(m), m.get("period"))
            for i, m in enumerate(data["missions"])
        ),
        stages=tuple(
            Stage(
                at=at / "stages" / i,
                id=s["id"],
                name=text(s["name"]),
                year=s["year"],
                starts_on=parse_date(s["starts_on"]),
                ends_on=parse_date(s["ends_on"]),
                place=s["place"],
                mode=s["mode"],
                sources=sources(s),
                planned=s.get("planned", False),
                instrument=s.get("instrument"),
            )
            for i, s in enumerate(data["stages"])
        ),
        meetings=build_meetings(at, data),
        offices=tuple(build_office(at / "offices" / i, o) for i, o in enumerate(data["offices"])),
        documents=tuple(
            ProgramDocument(
                at=at / "documents" / i,
                id=d["id"],
                title=text(d["title"]),
                kind=d["kind"],
                number=number_as_text(d["number"]),
                issuer=optional_text(d["issuer"]),
                date=parse_moment(d["date"]),
                sources=sources(d),
            )
            for i, d in enumerate(data["documents"])
        ),
        reviewers=tuple(
            Reviewers(at / "reviewers" / i, r["working_group"], tuple(r["accounts"]))
            for i, r in enumerate(data.get("reviewers", ()))
        ),
        policy=build_policy(at / "review", data.get("review", {})),
        entries=build_entries(at, data),
        shared_dimensions=tuple(data["dimensions"]),
        targets=build_targets(at, data),
        letter=build_letter(at, data),
        region_id=region["id"],
        indices=tuple(_index(at / "indices" / i, entry) for i, entry in enumerate(data.get("indices", ()))),
    )


def _visions(at: At, value: dict[str, Any] | list[Any] | None) -> tuple[Vision, ...]:
    """The visions of a list, or a single one."""
    listed = [(at / i, v) for i, v in enumerate(value)] if isinstance(value, list) else [(at, value)]
    return tuple(Vision(place, text(v["text"]), v["period"], sources(v)) for place, v in listed if v)


def _index(at: At, data: dict[str, Any]) -> Index:
    return Index(
        at=at,
        id=data["id"],
        name=text(data["name"]),
        year=data["year"],
        value=data["value"],
        unit=data.get("unit"),
        rank=data.get("rank"),
        predicate=optional_text(data.get("predicate")),
        sources=sources(data),
    )
