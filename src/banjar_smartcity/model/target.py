"""Target: the figure that the region means to reach in a stage."""

from typing import Any

from ..diagnostics import At
from ..named import NamedTuple
from .parts import sources


class Target(NamedTuple):
    """The figure to reach in a stage: of the final index, or of one aspect, in levels."""

    at: At
    id: str
    stage: str
    aspect: str | None
    """The aspect; None for the final index."""
    value: float
    sources: tuple[str, ...]


def build_targets(at: At, data: dict[str, Any]) -> tuple[Target, ...]:
    """The targets of a programme that passed its schema."""
    return tuple(
        Target(at / "targets" / i, t["id"], t["stage"], t.get("aspect"), t["value"], sources(t))
        for i, t in enumerate(data.get("targets", ()))
    )
