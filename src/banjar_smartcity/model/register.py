"""Registers: the agencies (SKPD) and the sources that records refer to."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..diagnostics import At
from ..i18n import Text
from ..named import NamedTuple
from .moment import Moment, parse_date, parse_moment
from .parts import optional_text, sources


class Agency(NamedTuple):
    """An agency of the regional government (SKPD). The full name is None until a source gives it."""

    at: At
    id: str
    abbreviation: str
    name: Text | None
    sources: tuple[str, ...]
    starts: Moment | None = None
    """From when it exists under this name; if None it is not known, and the agency is in force."""
    ends: Moment | None = None
    """Its last year, month or day; None while it is in force."""
    replaced_by: str | None = None
    accounts: tuple[str, ...] = ()
    """The accounts that also review its own evidence and innovations."""


class Source(NamedTuple):
    """A source of facts: what it is, when it was published, and when it was read."""

    at: At
    id: str
    title: str | None
    kind: str
    publisher: str | None
    address: str | None
    published: Moment | None
    not_before: date | None
    """The first day on which it can have been published, if the day itself is not recorded."""
    read: date | None
    note: Text | None

    @property
    def earliest(self) -> date | None:
        """The first day on which it can have been known."""
        first = self.published.first if self.published else None
        return max(filter(None, (first, self.not_before)), default=None)


def successor(agency: Agency, register: Mapping[str, Agency], day: date) -> str | None:
    """The agency in force on a day that took over from another one; None if none is recorded."""
    seen: set[str] = set()
    heir: Agency | None = agency
    while heir is not None and heir.id not in seen:
        if heir.ends is None or heir.ends.last >= day:
            return heir.id
        seen.add(heir.id)
        heir = register.get(heir.replaced_by or "")
    return None


def build_agencies(at: At, data: dict[str, Any]) -> tuple[Agency, ...]:
    """The register of agencies from a document that passed its schema."""
    return tuple(
        Agency(
            at=at / "agencies" / i,
            id=a["id"],
            abbreviation=a["abbreviation"],
            name=optional_text(a["name"]),
            sources=sources(a),
            starts=parse_moment(a.get("from")),
            ends=parse_moment(a.get("until")),
            replaced_by=a.get("replaced_by"),
            accounts=tuple(a.get("accounts", ())),
        )
        for i, a in enumerate(data["agencies"])
    )


def build_sources(at: At, data: dict[str, Any]) -> tuple[Source, ...]:
    """The register of sources from a document that passed its schema."""
    return tuple(
        Source(
            at=at / "sources" / i,
            id=s["id"],
            title=s["title"],
            kind=s["kind"],
            publisher=s["publisher"],
            address=s["address"],
            published=parse_moment(s["published"]),
            not_before=parse_date(s.get("not_before")),
            read=parse_date(s["read"]),
            note=optional_text(s.get("note")),
        )
        for i, s in enumerate(data["sources"])
    )
