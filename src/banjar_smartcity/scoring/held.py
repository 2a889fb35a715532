"""Held innovations: what is counted of them, which is little of what their records say."""

from __future__ import annotations

from ..model.focus import other_instrument
from ..model.innovation import Innovation
from ..model.later import glances
from ..model.model import Model
from ..model.outline import InnovationOutline
from ..named import NamedTuple


class HeldInnovation(NamedTuple):
    """What is counted of an innovation. There may be thousands, and their records take ten times as much memory."""

    id: str
    name: str
    dimension: str
    sub_dimension: str | None
    has_owner: bool
    agencies: tuple[str, ...]
    has_source: bool
    has_evidence: bool


def held_innovations(model: Model) -> tuple[HeldInnovation, ...]:
    """The innovations that an instrument looks at: all by the default one, by another those of its dimensions."""
    own = None if other_instrument(model) is None else {dimension.id for dimension in model.ordered_dimensions}
    return tuple(_held(record) for _, record in glances(model.innovations) if own is None or record.dimension in own)


def _held(record: Innovation | InnovationOutline) -> HeldInnovation:
    return HeldInnovation(
        id=record.id,
        name=record.name,
        dimension=record.dimension,
        sub_dimension=record.sub_dimension,
        has_owner=record.has_owner,
        agencies=record.agencies,
        has_source=record.has_source,
        has_evidence=record.has_evidence,
    )
