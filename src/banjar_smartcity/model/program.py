"""Program: the region, its vision and missions, and the stages of the evaluation."""

from datetime import date
from typing import Any, NamedTuple

from ..diagnostics import At
from ..i18n import Text
from .moment import Moment, parse_date, parse_moment
from .parts import Sourced, optional_text, text
from .policy import Policy, build_policy


class Mission(NamedTuple):
    """A mission of the RPJMD."""

    at: At
    id: str
    text: Text
    sources: tuple[str, ...]


class Vision(NamedTuple):
    """The vision of the RPJMD."""

    at: At
    text: Text
    period: str
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


class Meeting(NamedTuple):
    """A meeting that prepares a stage."""

    at: At
    id: str
    name: Text
    starts_on: date | None
    ends_on: date | None
    place: str | None
    chair: str | None
    host: str | None
    sources: tuple[str, ...]


class Holder(NamedTuple):
    """The holder of an office, and the moment for which a source states it."""

    name: str
    seen_on: Moment | None
    sources: tuple[str, ...]


class Office(NamedTuple):
    """An office and its roles in the programme."""

    at: At
    id: str
    name: Text
    agency: str | None
    roles: tuple[Text, ...]
    holder: Holder | None
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
    missions: tuple[Mission, ...]
    stages: tuple[Stage, ...]
    meetings: tuple[Meeting, ...]
    offices: tuple[Office, ...]
    documents: tuple[ProgramDocument, ...]
    reviewers: tuple[Reviewers, ...]
    policy: Policy

    def find_stage(self, stage: str) -> Stage | None:
        """The stage with this id; None if there is none."""
        return next((s for s in self.stages if s.id == stage), None)


def sourced_parts(program: Program) -> tuple[Sourced, ...]:
    """Every part of the programme that names its own sources, except the region and the vision."""
    parts: list[Sourced] = [*program.missions, *program.stages, *program.meetings]
    return (*parts, *program.offices, *program.documents)


def build_program(at: At, data: dict[str, Any]) -> Program:
    """The programme from a document that passed its schema."""
    region = data["region"]
    vision = data["vision"]
    return Program(
        at=at,
        region=text(region["name"]),
        official_name=region["official_name"],
        province=optional_text(region.get("province")),
        seat=region.get("seat"),
        subdistricts=region.get("subdistricts"),
        villages=region.get("villages"),
        urban_villages=region.get("urban_villages"),
        region_sources=tuple(region["sources"]),
        language=data["language"],
        instrument=data["instrument"],
        maturity_instrument=data.get("maturity_instrument"),
        variant=data["variant"],
        stage=data["stage"],
        dimensions=tuple(data["dimensions"]),
        vision=vision and Vision(at / "vision", text(vision["text"]), vision["period"], tuple(vision["sources"])),
        missions=tuple(
            Mission(at / "missions" / i, m["id"], text(m["text"]), tuple(m["sources"]))
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
                sources=tuple(s["sources"]),
            )
            for i, s in enumerate(data["stages"])
        ),
        meetings=tuple(
            Meeting(
                at=at / "meetings" / i,
                id=m["id"],
                name=text(m["name"]),
                starts_on=parse_date(m["starts_on"]),
                ends_on=parse_date(m["ends_on"]),
                place=m["place"],
                chair=m["chair"],
                host=m["host"],
                sources=tuple(m["sources"]),
            )
            for i, m in enumerate(data["meetings"])
        ),
        offices=tuple(_office(at / "offices" / i, o) for i, o in enumerate(data["offices"])),
        documents=tuple(
            ProgramDocument(
                at=at / "documents" / i,
                id=d["id"],
                title=text(d["title"]),
                kind=d["kind"],
                number=d["number"],
                issuer=optional_text(d["issuer"]),
                date=parse_moment(d["date"]),
                sources=tuple(d["sources"]),
            )
            for i, d in enumerate(data["documents"])
        ),
        reviewers=tuple(
            Reviewers(at / "reviewers" / i, r["working_group"], tuple(r["accounts"]))
            for i, r in enumerate(data.get("reviewers", ()))
        ),
        policy=build_policy(at / "review", data.get("review", {})),
    )


def _office(at: At, data: dict[str, Any]) -> Office:
    holder = data["holder"]
    return Office(
        at=at,
        id=data["id"],
        name=text(data["name"]),
        agency=data["agency"],
        roles=tuple(text(role) for role in data["roles"]),
        holder=holder and Holder(holder["name"], parse_moment(holder["seen_on"]), tuple(holder["sources"])),
        sources=tuple(data["sources"]),
    )
