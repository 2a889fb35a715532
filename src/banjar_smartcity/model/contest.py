"""Contest: the yearly innovation contest, its entries and the marks of its judges; never the name of a person."""

from datetime import date
from typing import Any

from ..diagnostics import At
from ..i18n import Text
from ..named import NamedTuple
from .moment import Moment, parse_date, parse_moment
from .parts import Statement, conflicts, optional_text, sources, statements, text


class ContestDate(NamedTuple):
    """When a part of the contest took place."""

    at: At
    id: str
    starts_on: date | None
    ends_on: date | None
    sources: tuple[str, ...]
    planned: bool = False
    """Whether its sources speak of a plan only."""


class Finalists(NamedTuple):
    """How many entries of a category were judged."""

    at: At
    number: int
    sources: tuple[str, ...]


class Category(NamedTuple):
    """A category of entries, which has its own ranking."""

    at: At
    id: str
    name: Text
    finalists: Finalists | None
    sources: tuple[str, ...]


class Scale(NamedTuple):
    """The lowest and the highest mark that a judge can give."""

    at: At
    lowest: float
    highest: float
    sources: tuple[str, ...]


class Criterion(NamedTuple):
    """A criterion by which entries are judged, and its weight in percent."""

    at: At
    id: str
    name: Text
    weight: float | None
    sources: tuple[str, ...]


class Judge(NamedTuple):
    """A judge, identified by an office of the programme, an agency, or another body."""

    at: At
    id: str
    kind: str
    office: str | None
    agency: str | None
    name: Text | None
    sources: tuple[str, ...]


class ContestEntry(NamedTuple):
    """What was entered, as a recorded innovation or a name, and by whom."""

    at: At
    id: str
    innovation: str | None
    name: Text | None
    category: str
    agency: str | None
    body: Text | None
    status: str | None
    sources: tuple[str, ...]


class Mark(NamedTuple):
    """The mark that a judge gave an entry for a criterion."""

    at: At
    judge: str
    entry: str
    criterion: str
    mark: float


class Marks(NamedTuple):
    """All marks of a contest."""

    at: At
    given_on: date | None
    sources: tuple[str, ...]
    rows: tuple[Mark, ...]


class Place(NamedTuple):
    """A place in the published results."""

    at: At
    category: str
    place: int
    entry: str | None
    name: Text | None


class ContestResult(NamedTuple):
    """The results as published."""

    at: At
    published: Moment | None
    sources: tuple[str, ...]
    rows: tuple[Place, ...]


class Contest(NamedTuple):
    """The contest of a year. What is not known is None, and is named in `unknowns`."""

    at: At
    year: int
    name: Text
    organiser: str | None
    dates: tuple[ContestDate, ...]
    categories: tuple[Category, ...]
    scale: Scale | None
    criteria: tuple[Criterion, ...] | None
    judges: tuple[Judge, ...] | None
    entries: tuple[ContestEntry, ...] | None
    marks: Marks | None
    results: ContestResult | None
    conflicts: tuple[Statement, ...]
    unknowns: tuple[Text, ...]
    sources: tuple[str, ...]
    note: Text | None
    prizes: tuple[Statement, ...] = ()


def build_contest(at: At, data: dict[str, Any]) -> Contest:
    """The contest of a year from a document that passed its schema."""
    scale, marks, results = data["scale"], data["marks"], data["results"]
    return Contest(
        at=at,
        year=data["year"],
        name=text(data["name"]),
        organiser=data["organiser"],
        dates=tuple(
            ContestDate(
                at / "dates" / i,
                d["id"],
                parse_date(d["starts_on"]),
                parse_date(d["ends_on"]),
                sources(d),
                d.get("planned", False),
            )
            for i, d in enumerate(data["dates"])
        ),
        categories=tuple(_category(at / "categories" / i, c) for i, c in enumerate(data["categories"])),
        scale=scale and Scale(at / "scale", scale["lowest"], scale["highest"], sources(scale)),
        criteria=_listed(at / "criteria", data["criteria"], _criterion),
        judges=_listed(at / "judges", data["judges"], _judge),
        entries=_listed(at / "entries", data["entries"], _entry),
        marks=marks
        and Marks(
            at / "marks",
            parse_date(marks["given_on"]),
            sources(marks),
            tuple(
                Mark(at / "marks" / "rows" / i, m["judge"], m["entry"], m["criterion"], m["mark"])
                for i, m in enumerate(marks["rows"])
            ),
        ),
        results=results
        and ContestResult(
            at / "results",
            parse_moment(results["published"]),
            sources(results),
            tuple(
                Place(at / "results" / "rows" / i, r["category"], r["place"], r["entry"], optional_text(r.get("name")))
                for i, r in enumerate(results["rows"])
            ),
        ),
        conflicts=conflicts(at / "conflicts", data.get("conflicts", [])),
        unknowns=tuple(text(u) for u in data["unknowns"]),
        sources=tuple(data["sources"]),
        note=optional_text(data.get("note")),
        prizes=statements(at / "prizes", data.get("prizes", [])),
    )


def _listed(at: At, values: list[Any] | None, build: Any) -> Any:
    return None if values is None else tuple(build(at / i, value) for i, value in enumerate(values))


def _category(at: At, data: dict[str, Any]) -> Category:
    found = data["finalists"]
    return Category(
        at,
        data["id"],
        text(data["name"]),
        found and Finalists(at / "finalists", found["count"], sources(found)),
        sources(data),
    )


def _criterion(at: At, data: dict[str, Any]) -> Criterion:
    return Criterion(at, data["id"], text(data["name"]), data["weight"], sources(data))


def _judge(at: At, data: dict[str, Any]) -> Judge:
    name = optional_text(data.get("name"))
    return Judge(
        at=at,
        id=data["id"],
        kind=data["kind"],
        office=data.get("office"),
        agency=data.get("agency"),
        name=name,
        sources=sources(data),
    )


def _entry(at: At, data: dict[str, Any]) -> ContestEntry:
    return ContestEntry(
        at=at,
        id=data["id"],
        innovation=data["innovation"],
        name=optional_text(data.get("name")),
        category=data["category"],
        agency=data["agency"],
        body=optional_text(data.get("body")),
        status=data["status"],
        sources=sources(data),
    )
