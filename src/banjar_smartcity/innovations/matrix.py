"""Matrix: which innovations serve which mission in which dimension, and which stand for which sub-dimension.

Withdrawn innovations count nowhere; they are named. An innovation that serves two missions stands in both rows, so that
the cells add up to more than there are innovations: both sums are given.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..model.dimension import Dimension, SubDimension
from ..model.innovation import Innovation
from ..model.model import Model
from ..model.program import Mission

RESTS_ON = frozenset(("program", "dimension", "innovation", "sources"))
"""Kinds of record that the matrices rest on."""
Ids = tuple[str, ...]


class MissionRow(NamedTuple):
    """A mission and the innovations that serve it, in each dimension of the matrix."""

    mission: Mission
    cells: tuple[Ids, ...]

    @property
    def total(self) -> int:
        """How many innovations serve it."""
        return sum(map(len, self.cells))


class MissionMatrix(NamedTuple):
    """Missions by dimensions. Cells and the last row follow `dimensions`."""

    dimensions: tuple[Dimension, ...]
    rows: tuple[MissionRow, ...]
    without: tuple[Ids, ...]
    """Innovations that name no mission."""
    totals: tuple[int, ...]
    """Innovations of each dimension, each once."""
    withdrawn: Ids

    @property
    def innovations(self) -> int:
        """How many innovations there are, each once."""
        return sum(self.totals)

    @property
    def without_mission(self) -> int:
        """How many innovations name no mission."""
        return sum(map(len, self.without))

    @property
    def served(self) -> int:
        """The sum of all cells: an innovation counts once for each mission it serves."""
        return sum(row.total for row in self.rows)

    @property
    def holes(self) -> int:
        """How many cells are empty."""
        return sum(not cell for row in self.rows for cell in row.cells)


class SubDimensionRow(NamedTuple):
    """A sub-dimension and the innovations that stand for it."""

    sub_dimension: SubDimension
    innovations: Ids


class DimensionRows(NamedTuple):
    """A dimension with its sub-dimensions, and its innovations that stand for none of them."""

    dimension: Dimension
    rows: tuple[SubDimensionRow, ...]
    without: Ids

    @property
    def total(self) -> int:
        """How many innovations it has."""
        return sum(len(row.innovations) for row in self.rows) + len(self.without)


class SubDimensionMatrix(NamedTuple):
    """Sub-dimensions by innovations."""

    dimensions: tuple[DimensionRows, ...]
    withdrawn: Ids

    @property
    def innovations(self) -> int:
        """How many innovations there are."""
        return sum(part.total for part in self.dimensions)

    @property
    def without_sub_dimension(self) -> int:
        """How many innovations stand for no sub-dimension."""
        return sum(len(part.without) for part in self.dimensions)

    @property
    def sub_dimensions(self) -> int:
        """How many sub-dimensions there are."""
        return sum(len(part.rows) for part in self.dimensions)

    @property
    def holes(self) -> int:
        """How many sub-dimensions no innovation stands for."""
        return sum(not row.innovations for part in self.dimensions for row in part.rows)


def mission_matrix(model: Model) -> MissionMatrix:
    """Missions of the RPJMD by dimensions."""
    dimensions, standing = model.ordered_dimensions, _standing(model)
    missions = model.program.missions if model.program else ()
    known = {mission.id for mission in missions}
    placed: dict[tuple[str, str | None], list[str]] = {}
    for record in standing:
        served = known.intersection(record.missions)
        for mission in served or (None,):
            placed.setdefault((record.dimension, mission), []).append(record.id)

    def cells(mission: str | None) -> tuple[Ids, ...]:
        return tuple(tuple(placed.get((dimension.id, mission), ())) for dimension in dimensions)

    return MissionMatrix(
        dimensions,
        tuple(MissionRow(mission, cells(mission.id)) for mission in missions),
        cells(None),
        tuple(sum(record.dimension == dimension.id for record in standing) for dimension in dimensions),
        _withdrawn(model),
    )


def sub_dimension_matrix(model: Model) -> SubDimensionMatrix:
    """Sub-dimensions of every dimension, with their innovations."""
    standing = _standing(model)
    return SubDimensionMatrix(
        tuple(
            _rows(dimension, [record for record in standing if record.dimension == dimension.id])
            for dimension in model.ordered_dimensions
        ),
        _withdrawn(model),
    )


def _rows(dimension: Dimension, records: Iterable[Innovation]) -> DimensionRows:
    held: dict[str | None, list[str]] = {part.id: [] for part in dimension.sub_dimensions}
    for record in records:
        held.setdefault(record.sub_dimension if record.sub_dimension in held else None, []).append(record.id)
    rows = tuple(SubDimensionRow(part, tuple(held[part.id])) for part in dimension.sub_dimensions)
    return DimensionRows(dimension, rows, tuple(held.get(None, ())))


def _standing(model: Model) -> tuple[Innovation, ...]:
    known = {dimension.id for dimension in model.ordered_dimensions}
    return tuple(r for r in model.innovations.values() if r.status != "withdrawn" and r.dimension in known)


def _withdrawn(model: Model) -> Ids:
    return tuple(record.id for record in model.innovations.values() if record.status == "withdrawn")


def withdrawn(*matrices: MissionMatrix | SubDimensionMatrix | None) -> tuple[str, ...]:
    """Those that no matrix counts: the same in each."""
    return next((matrix.withdrawn for matrix in matrices if matrix is not None), ())
