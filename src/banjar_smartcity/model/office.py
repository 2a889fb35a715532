"""Office: a post in the administration, its roles in the programme, and who held it."""

from typing import Any

from ..diagnostics import At
from ..i18n import Text
from ..named import NamedTuple
from .moment import Moment, parse_moment
from .parts import sources, text


class Holder(NamedTuple):
    """The holder of an office, and the moment for which a source states it."""

    at: At
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
    holders: tuple[Holder, ...]
    """Who held it, in the order of time."""
    sources: tuple[str, ...]

    @property
    def holder(self) -> Holder | None:
        """Who was seen in it last; None if nobody is known."""
        return self.holders[-1] if self.holders else None

    @property
    def people(self) -> tuple[Holder, ...]:
        """Its holders, each as seen last."""
        return tuple({holder.name: holder for holder in self.holders}.values())


def build_office(at: At, data: dict[str, Any]) -> Office:
    """An office of a programme that passed its schema."""
    held = data["holder"]
    listed = [(at / "holder" / i, h) for i, h in enumerate(held)] if isinstance(held, list) else [(at / "holder", held)]
    return Office(
        at=at,
        id=data["id"],
        name=text(data["name"]),
        agency=data["agency"],
        roles=tuple(text(role) for role in data["roles"]),
        holders=tuple(Holder(place, h["name"], parse_moment(h["seen_on"]), sources(h)) for place, h in listed if h),
        sources=sources(data),
    )
