"""Innovations: what is sent of those that an agency owns, and the dimensions among which a new one is."""

from __future__ import annotations

from ..i18n import Text
from ..model.innovation import Innovation
from ..model.model import Model
from ..model.moment import Moment
from ..named import NamedTuple
from .cells import INNOVATION, Cells


class Owned(NamedTuple):
    """An innovation of the agency, and what is sent of it."""

    id: str
    name: str
    dimension: str
    sent: Cells


class Belonging(NamedTuple):
    """A dimension to which an innovation may belong."""

    id: str
    name: Text


def owned_innovation(found: Innovation) -> Owned:
    """An innovation as it is sent."""
    return Owned(found.id, found.name, found.dimension, innovation_cells(found))


def innovation_cells(found: Innovation) -> dict[str, str]:
    """The cells of an innovation."""
    cells = (_written(found.started), found.note.id if found.note else "")
    return dict(zip(INNOVATION, cells, strict=True))


def belongings(model: Model) -> tuple[Belonging, ...]:
    """The dimensions of the programme, in its order."""
    named = model.program.shared_dimensions if model.program else ()
    return tuple(Belonging(name, model.dimensions[name].name) for name in named if name in model.dimensions)


def _written(moment: Moment | None) -> str:
    """A moment as data write it: `2023`, `2023-05` or `2023-05-30`."""
    return "" if moment is None else moment.first.isoformat()[: {"year": 4, "month": 7, "day": 10}[moment.precision]]
