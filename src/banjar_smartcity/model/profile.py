"""Profile: what the ministry asks about an innovation, from the problem that it solves to its results."""

from __future__ import annotations

from typing import Any

from ..diagnostics import At
from ..i18n import Text
from ..named import NamedTuple
from .moment import Moment, parse_moment
from .parts import Sourced, Statement, optional_statement, sources, text


class StatedValue(NamedTuple):
    """A value that sources state: a word of the schema, or whether something is so."""

    at: At
    value: str | bool
    sources: tuple[str, ...]


class MeasuredValue(NamedTuple):
    """The figure of a measure, and its year if a source gives it."""

    at: At
    value: float
    year: int | None
    sources: tuple[str, ...]


class ResultMeasure(NamedTuple):
    """What is measured of the result of an innovation, before and after it. None is not known."""

    at: At
    id: str
    measure: Text
    unit: str | None
    before: MeasuredValue | None
    after: MeasuredValue | None


class Affair(NamedTuple):
    """An affair of government (urusan): the main one, or one that the innovation touches."""

    at: At
    id: str
    name: Text
    main: bool
    sources: tuple[str, ...]


class Trial(NamedTuple):
    """When an innovation was tried out."""

    at: At
    date: Moment | None
    sources: tuple[str, ...]


class Profile(NamedTuple):
    """What the ministry asks about an innovation. None and an empty tuple are not known."""

    problem: Statement | None = None
    method: Statement | None = None
    novelty: Statement | None = None
    results: tuple[ResultMeasure, ...] = ()
    digital: StatedValue | None = None
    phase: StatedValue | None = None
    initiator: StatedValue | None = None
    kind: StatedValue | None = None
    affairs: tuple[Affair, ...] = ()
    trial: Trial | None = None

    @property
    def parts(self) -> tuple[Sourced, ...]:
        """Every part of it that names its sources."""
        single = (self.problem, self.method, self.novelty, self.digital, self.phase, self.initiator, self.kind)
        figures = (figure for result in self.results for figure in (result.before, result.after))
        return tuple(part for part in (*single, *figures, *self.affairs, self.trial) if part is not None)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The keys of which nothing is known."""
        return tuple(key for key, value in self._asdict().items() if not value)


def build_profile(at: At, data: dict[str, Any]) -> Profile:
    """The profile in an innovation that passed its schema."""
    tried = data.get("trial")
    return Profile(
        problem=optional_statement(at / "problem", data.get("problem")),
        method=optional_statement(at / "method", data.get("method")),
        novelty=optional_statement(at / "novelty", data.get("novelty")),
        results=tuple(_result(at / "results" / i, result) for i, result in enumerate(data.get("results", ()))),
        digital=_value(at / "digital", data.get("digital")),
        phase=_value(at / "phase", data.get("phase")),
        initiator=_value(at / "initiator", data.get("initiator")),
        kind=_value(at / "kind", data.get("kind")),
        affairs=tuple(
            Affair(at / "affairs" / i, a["id"], text(a["name"]), a["main"], sources(a))
            for i, a in enumerate(data.get("affairs", ()))
        ),
        trial=tried and Trial(at / "trial", parse_moment(tried["date"]), sources(tried)),
    )


def _value(at: At, data: dict[str, Any] | None) -> StatedValue | None:
    return StatedValue(at, data["value"], sources(data)) if data else None


def _result(at: At, data: dict[str, Any]) -> ResultMeasure:
    before, after = (_figure(at / key, data[key]) for key in ("before", "after"))
    return ResultMeasure(at, data["id"], text(data["measure"]), data["unit"], before, after)


def _figure(at: At, data: dict[str, Any] | None) -> MeasuredValue | None:
    return MeasuredValue(at, data["value"], data["year"], sources(data)) if data else None
