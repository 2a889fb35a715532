"""View: what could be known on a day of statements, by when their sources were published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol, TypeVar

from ..named import NamedTuple
from .moment import Moment
from .parts import Together
from .register import Source


def known_by(day: date, sources: Iterable[str], register: Mapping[str, Source], happened: Moment | None = None) -> bool:
    """Whether something could be known on a day: a source stated it by then, or nothing shows that it came later.

    Sources that state it only together (`Together`) must all have been published.
    """
    cited = [source for name in sources if (source := register.get(name))]
    known = [source for source in cited if source.earliest is None or source.earliest <= day]
    if isinstance(sources, Together) and len(known) < len(cited):
        return False
    if any(source.published for source in known):
        return True
    if happened and happened.first > day:
        return False
    return not cited or bool(known)


def is_undated(sources: Iterable[str], register: Mapping[str, Source], happened: Moment | None = None) -> bool:
    """Whether neither the event nor any of its sources has a date."""
    return happened is None and not any(s.published for name in sources if (s := register.get(name)))


def is_plan(day: date, happens: Moment | date | None) -> bool:
    """Whether something is still to come on a day, so that what is said about it is a plan."""
    return happens is not None and (happens.first if isinstance(happens, Moment) else happens) > day


class Cited(Protocol):
    """Anything that names its sources."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of its sources."""


Part = TypeVar("Part", bound=Cited)


class View(NamedTuple):
    """What can be seen on a day of the statements of these sources."""

    day: date
    register: Mapping[str, Source]

    def knows(self, sources: Iterable[str], happened: Moment | None = None) -> bool:
        """Whether a statement of these sources could be known."""
        return known_by(self.day, sources, self.register, happened)

    @property
    def is_complete(self) -> bool:
        """Whether every source had been published, so that every statement without a date of its own was known."""
        return all(source.earliest is None or source.earliest <= self.day for source in self.register.values())

    def known(self, sources: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the sources that may be cited."""
        kept = tuple(name for name in sources if known_by(self.day, (name,), self.register))
        return sources if len(kept) == len(sources) else kept

    def cited(self, part: Part) -> Part:
        """The part with those of its sources that may be cited."""
        kept = self.known(part.sources)
        if kept is part.sources:
            return part
        named_tuple: Any = part
        changed: Part = named_tuple._replace(sources=kept)
        return changed

    def one(self, part: Part | None, happened: Moment | None = None) -> Part | None:
        """The part as it could be known; None if it was not."""
        return self.cited(part) if part is not None and self.knows(part.sources, happened) else None

    def all(self, parts: Iterable[Part]) -> tuple[Part, ...]:
        """The parts that could be known."""
        return tuple(self.cited(part) for part in parts if self.knows(part.sources))

    def list(self, parts: tuple[Part, ...] | None) -> tuple[Part, ...] | None:
        """The parts that could be known; None, which is unknown, if there were some and none of them was."""
        return parts and (self.all(parts) or None)

    def past(self, begun: date | None) -> bool:
        """Whether the day has come; True if it is not known."""
        return begun is None or begun <= self.day


def is_after(moment: Moment | None, day: date) -> bool:
    """Whether a moment begins after a day; False if it is not known."""
    return moment is not None and moment.first > day
