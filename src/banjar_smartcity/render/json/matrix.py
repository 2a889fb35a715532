"""The matrices as JSON: missions by dimensions, sub-dimensions by innovations; documented in docs/json.md."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from ...i18n import Language
from ...innovations.matrix import MissionMatrix, SubDimensionMatrix, withdrawn
from ..words.wording import express


def matrix_data(
    missions: MissionMatrix | None, parts: SubDimensionMatrix | None, today: date, lang: Language, *, partial: bool
) -> dict[str, Any]:
    """The matrices; one that is None is left out."""
    data: dict[str, Any] = {"as_of": today.isoformat(), "partial": partial}
    if missions is not None:
        data["missions"] = _missions_data(missions, lang)
    if parts is not None:
        data["sub_dimensions"] = _parts_data(parts)
    data["withdrawn"] = list(withdrawn(missions, parts))
    return data


def _missions_data(matrix: MissionMatrix, lang: Language) -> dict[str, Any]:
    ids = [dimension.id for dimension in matrix.dimensions]

    def by_dimension(cells: Iterable[tuple[str, ...]]) -> dict[str, list[str]]:
        return {name: list(cell) for name, cell in zip(ids, cells, strict=True)}

    return {
        "rows": {
            row.mission.id: {
                "text": express(lang.text(row.mission.text), lang),
                "period": row.mission.period,
                "sources": list(row.mission.sources),
                "innovations": by_dimension(row.cells),
                "total": row.total,
            }
            for row in matrix.rows
        },
        "without_mission": by_dimension(matrix.without),
        "of_another_period": list(matrix.elsewhere),
        "totals": dict(zip(ids, matrix.totals, strict=True)),
        "innovations": matrix.innovations,
        "cells": matrix.served,
        "holes": matrix.holes,
    }


def _parts_data(matrix: SubDimensionMatrix) -> dict[str, Any]:
    return {
        "rows": {
            part.dimension.id: {row.sub_dimension.id: list(row.innovations) for row in part.rows}
            for part in matrix.dimensions
        },
        "placed_by_us": list(matrix.placed_by_us),
        "without_sub_dimension": {part.dimension.id: list(part.without) for part in matrix.dimensions},
        "totals": {part.dimension.id: part.total for part in matrix.dimensions},
        "innovations": matrix.innovations,
        "holes": matrix.holes,
    }
