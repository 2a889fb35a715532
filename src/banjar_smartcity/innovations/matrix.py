"""Matrix: which innovations serve which mission in which dimension, and which belong to which sub-dimension.

Withdrawn innovations do not count; they are listed. An innovation that serves two missions is in both rows, so the
cells may add up to more than the number of innovations; both sums are given.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..model.dimension import Dimension, SubDimension
from ..model.later import glances, outlined
from ..model.model import Model
from ..model.program import Mission
from ..named import NamedTuple

RESTS_ON = frozenset(("program", "dimension", "innovation", "sources"))
"""Kinds of record from which the matrices are computed."""
Ids = tuple[str, ...]


class _Placed(NamedTuple):
    """What counts of an innovation here: there may be thousands."""

    id: str
    dimension: str
    sub_dimension: str | None
    missions: tuple[str, ...]
    is_placed_by_us: bool


class MissionRow(NamedTuple):
    """A mission and the innovations that serve it, in each dimension of the matrix."""

    mission: Mission
    cells: tuple[Ids, ...]

    @property
    def total(self) -> int:
        """How many innovations serve it."""
        return sum(map(len, self.cells))


class MissionMatrix(NamedTuple):
    """Missions by dimensions. Cells, `without` and `totals` are in the order of `dimensions`."""

    dimensions: tuple[Dimension, ...]
    rows: tuple[MissionRow, ...]
    without: tuple[Ids, ...]
    """The innovations that name no mission, by dimension."""
    totals: tuple[int, ...]
    """The number of innovations of each dimension, each counted once."""
    withdrawn: Ids
    elsewhere: Ids
    """The innovations in `without` that name only missions of another RPJMD."""

    @property
    def innovations(self) -> int:
        """How many innovations there are, each counted once."""
        return sum(self.totals)

    @property
    def without_mission(self) -> int:
        """How many innovations name no mission."""
        return sum(map(len, self.without))

    @property
    def served(self) -> int:
        """The sum of all cells: an innovation counts once for each mission that it serves."""
        return sum(row.total for row in self.rows)

    @property
    def holes(self) -> int:
        """How many cells are empty."""
        return sum(not cell for row in self.rows for cell in row.cells)


class SubDimensionRow(NamedTuple):
    """A sub-dimension and its innovations."""

    sub_dimension: SubDimension
    innovations: Ids


class DimensionRows(NamedTuple):
    """A dimension with its sub-dimensions, and its innovations that belong to none of them."""

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
    placed_by_us: Ids
    """The innovations whose sub-dimension is our own placement."""

    @property
    def innovations(self) -> int:
        """How many innovations there are."""
        return sum(part.total for part in self.dimensions)

    @property
    def without_sub_dimension(self) -> int:
        """How many innovations belong to no sub-dimension."""
        return sum(len(part.without) for part in self.dimensions)

    @property
    def sub_dimensions(self) -> int:
        """How many sub-dimensions there are."""
        return sum(len(part.rows) for part in self.dimensions)

    @property
    def holes(self) -> int:
        """How many sub-dimensions have no innovation."""
        return sum(not row.innovations for part in self.dimensions for row in part.rows)


def mission_matrix(model: Model) -> MissionMatrix:
    """The matrix of the missions of the RPJMD in force by dimensions."""
    dimensions, counted = model.ordered_dimensions, _counted(model)
    missions = model.program.missions if model.program else ()
    known = {mission.id for mission in missions}
    placed: dict[tuple[str, str | None], list[str]] = {}
    for record in counted:
        served = known.intersection(record.missions)
        for mission in served or (None,):
            placed.setdefault((record.dimension, mission), []).append(record.id)

    def cells(mission: str | None) -> tuple[Ids, ...]:
        return tuple(tuple(placed.get((dimension.id, mission), ())) for dimension in dimensions)

    return MissionMatrix(
        dimensions,
        tuple(MissionRow(mission, cells(mission.id)) for mission in missions),
        cells(None),
        tuple(sum(record.dimension == dimension.id for record in counted) for dimension in dimensions),
        _withdrawn(model),
        tuple(record.id for record in counted if record.missions and not known.intersection(record.missions)),
    )


def sub_dimension_matrix(model: Model) -> SubDimensionMatrix:
    """The matrix of the sub-dimensions of every dimension, with their innovations."""
    counted = _counted(model)
    return SubDimensionMatrix(
        tuple(
            _rows(dimension, [record for record in counted if record.dimension == dimension.id])
            for dimension in model.ordered_dimensions
        ),
        _withdrawn(model),
        tuple(record.id for record in counted if record.is_placed_by_us),
    )


def _rows(dimension: Dimension, records: Iterable[_Placed]) -> DimensionRows:
    placed: dict[str | None, list[str]] = {part.id: [] for part in dimension.sub_dimensions}
    for record in records:
        placed.setdefault(record.sub_dimension if record.sub_dimension in placed else None, []).append(record.id)
    rows = tuple(SubDimensionRow(part, tuple(placed[part.id])) for part in dimension.sub_dimensions)
    return DimensionRows(dimension, rows, tuple(placed.get(None, ())))


def _counted(model: Model) -> tuple[_Placed, ...]:
    known = {dimension.id for dimension in model.ordered_dimensions}
    return tuple(
        _Placed(r.id, r.dimension, r.sub_dimension, r.missions, r.is_placed_by_us)
        for _, r in glances(model.innovations)
        if r.status != "withdrawn" and r.dimension in known
    )


def _withdrawn(model: Model) -> Ids:
    return tuple(record.id for record in outlined(model.innovations).values() if record.status == "withdrawn")


def withdrawn(*matrices: MissionMatrix | SubDimensionMatrix | None) -> tuple[str, ...]:
    """The withdrawn innovations, which are the same in all matrices."""
    return next((matrix.withdrawn for matrix in matrices if matrix is not None), ())
