"""Made-up regions: copies of the smallest workspace that differ in what is compared."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from banjar_smartcity.comparison.figures import (
    OWN,
    PUBLISHED,
    ComparedRegion,
    Evaluation,
    OwnFigures,
    RegionFigures,
)
from banjar_smartcity.i18n import Text
from conftest import BASE, base_text, put

PROGRAM = "data/program.yaml"
RESULTS = "data/results/2023.yaml"
PUBLISHED_IN_2023 = Evaluation("satu", 2023, PUBLISHED)
CROSSCUTTING = "data/crosscutting/answers/2023-tahap-1.yaml"


def workspace(folder: Path, code: str, texts: Mapping[str, str | bytes | None] = {}) -> Path:
    """A workspace of a region with this id, which is also in its names."""
    shutil.copytree(BASE, folder)
    program = base_text(
        PROGRAM,
        ("id: kabupaten-contoh", f'id: "{code.lower()}"'),
        ("{id: Kabupaten Contoh, en: Contoh Regency}", f"{{id: Kabupaten {code}, en: {code} Regency}}"),
        ("KAB. CONTOH", f"KAB. {code}"),
    )
    put(folder, {PROGRAM: program, RESULTS: base_text(RESULTS, ("KAB. CONTOH", f"KAB. {code}")), **texts})
    return folder


def figures(
    name: str,
    final: Fraction | float | None,
    *,
    aspects: Mapping[str, Fraction] = {},
    evaluation: Evaluation = PUBLISHED_IN_2023,
    province: str | None = None,
    subdistricts: int | None = None,
    place: str = "hasil.yaml",
) -> RegionFigures:
    """Published figures of a region, or claimed ones if the evaluation says so."""
    value = None if final is None else Fraction(str(final))
    own = OwnFigures(value or Fraction(0), aspects, Fraction(0), Fraction(4), 1, 1)
    return RegionFigures(
        place=place,
        region=ComparedRegion(None, name, None, Text(province) if province else None, subdistricts),
        evaluation=evaluation,
        variant=None,
        final=value,
        aspects=aspects,
        own=own if evaluation.basis == OWN else None,
    )
