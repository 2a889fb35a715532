"""Innovation: a new way of serving the public, in a dimension."""

from typing import Any

from ..diagnostics import At
from ..i18n import Text
from ..named import NamedTuple
from .maturity import IndicatorAnswer, indicator_answers
from .moment import Moment, parse_moment
from .parts import (
    EvidenceUse,
    Statement,
    conflicts,
    optional_statement,
    optional_text,
    sources,
    statements,
    text,
    uses,
)
from .profile import Profile, build_profile


class Owner(NamedTuple):
    """An agency of the register (`agency`), or a named body of another kind (`name`)."""

    at: At
    kind: str
    agency: str | None
    name: Text | None
    role: Text | None
    sources: tuple[str, ...]


class StatedFact(NamedTuple):
    """A fact that sources state, and when it happened."""

    at: At
    text: Text
    date: Moment | None
    sources: tuple[str, ...]


class BudgetYear(NamedTuple):
    """The budget of an innovation in a year: the code of its line, and the amount in rupiah."""

    at: At
    year: int
    line: str | None
    amount: int | None
    sources: tuple[str, ...]


class Participant(NamedTuple):
    """A group or body that takes part, such as a community information group (KIM); never a person."""

    at: At
    kind: str
    name: Text
    sources: tuple[str, ...]


class Origins(NamedTuple):
    """The sources of values that name none themselves; those of the innovation state what has none here."""

    dimension: tuple[str, ...] = ()
    sub_dimension: tuple[str, ...] = ()
    started: tuple[str, ...] = ()
    missions: tuple[str, ...] = ()
    also_named: tuple[str, ...] = ()


class Innovation(NamedTuple):
    """An innovation. What is not known is None or an empty tuple, and is named in `unknowns`.

    The name of a draft is its id; its dimension may be "".
    """

    at: At
    id: str
    name: str
    also_named: tuple[str, ...]
    expansions: tuple[Statement, ...]
    dimension: str
    sub_dimension: str | None
    status: str
    owners: tuple[Owner, ...]
    started: Moment | None
    description: Statement | None
    facts: tuple[StatedFact, ...]
    conflicts: tuple[Statement, ...]
    unknowns: tuple[Text, ...]
    possible_duplicate_of: str | None
    missions: tuple[str, ...]
    evidence: tuple[EvidenceUse, ...]
    maturity: tuple[IndicatorAnswer, ...]
    """Answers to indicators; an indicator without an answer is unknown."""
    sources: tuple[str, ...]
    note: Text | None
    programme: Statement | None = None
    activity: Statement | None = None
    budget: tuple[BudgetYear, ...] = ()
    participants: tuple[Participant, ...] = ()
    draft: bool = False
    """Whether it has no name yet: it counts nowhere."""
    sub_dimension_basis: str | None = None
    """`ours` if we placed it in its sub-dimension ourselves, as no source names one."""
    sources_of: Origins = Origins()
    profile: Profile = Profile()
    """What the ministry asks about it."""

    def states(self, key: str) -> bool:
        """Whether the record says something under this key, of its own or of its profile."""
        value: object = getattr(self.profile if key in Profile._fields else self, key)
        return bool(value)

    @property
    def has_owner(self) -> bool:
        """Whether an owner is recorded."""
        return bool(self.owners)

    @property
    def has_source(self) -> bool:
        """Whether a source of the record as a whole is recorded."""
        return bool(self.sources)

    @property
    def has_evidence(self) -> bool:
        """Whether a document is recorded, not only for its maturity."""
        return bool(self.evidence)

    @property
    def agencies(self) -> tuple[str, ...]:
        """The agencies that own it."""
        return tuple(owner.agency for owner in self.owners if owner.agency)

    @property
    def is_placed_by_us(self) -> bool:
        """Whether its sub-dimension is our own placement."""
        return self.sub_dimension is not None and self.sub_dimension_basis == "ours"


def build_innovation(at: At, data: dict[str, Any]) -> Innovation:
    """An innovation from a document that passed its schema."""
    return Innovation(
        at=at,
        id=data["id"],
        name=data["name"] or data["id"],
        also_named=tuple(data.get("also_named", ())),
        expansions=statements(at / "expansions", data["expansions"]),
        dimension=data["dimension"] or "",
        sub_dimension=data["sub_dimension"],
        status=data["status"],
        owners=tuple(
            Owner(
                at / "owners" / i,
                o["kind"],
                o.get("agency"),
                optional_text(o.get("name")),
                optional_text(o.get("role")),
                sources(o),
            )
            for i, o in enumerate(data["owners"])
        ),
        started=parse_moment(data["started"]),
        description=optional_statement(at / "description", data["description"]),
        facts=tuple(
            StatedFact(at / "facts" / i, text(f["text"]), parse_moment(f["date"]), sources(f))
            for i, f in enumerate(data["facts"])
        ),
        conflicts=conflicts(at / "conflicts", data.get("conflicts", [])),
        unknowns=tuple(text(u) for u in data["unknowns"]),
        possible_duplicate_of=data["possible_duplicate_of"],
        missions=tuple(data["missions"]),
        evidence=uses(at / "evidence", data["evidence"]),
        maturity=indicator_answers(at / "maturity", data.get("maturity", [])),
        sources=tuple(data["sources"]),
        note=optional_text(data.get("note")),
        programme=optional_statement(at / "programme", data.get("programme")),
        activity=optional_statement(at / "activity", data.get("activity")),
        budget=tuple(
            BudgetYear(at / "budget" / i, b["year"], b["line"], b["amount"], sources(b))
            for i, b in enumerate(data.get("budget", ()))
        ),
        participants=tuple(
            Participant(at / "participants" / i, p["kind"], text(p["name"]), sources(p))
            for i, p in enumerate(data.get("participants", ()))
        ),
        draft=data["name"] is None,
        sub_dimension_basis=data.get("sub_dimension_basis"),
        sources_of=Origins(**{key: tuple(names) for key, names in data.get("sources_of", {}).items()}),
        profile=build_profile(at, data),
    )
