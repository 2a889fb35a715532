"""Region: the figures of one folder with the data of a region. A pure function of the files and the day."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from ..checking.one_file import Known
from ..checking.partial import errors_among, without_errors
from ..checking.pipeline import Checked, check_tree
from ..i18n import N_
from ..model.as_of import as_of
from ..model.focus import focus, stage_instrument
from ..model.in_force import in_force, stage_day
from ..model.model import Model
from ..model.program import Program, Stage
from ..scoring.official import standing
from ..scoring.score import RESTS_ON, Score, compute_score
from ..scoring.weighing.counting import exact
from ..workspace.disk import Disk
from ..workspace.layout import PROGRAM
from ..workspace.writers.workshop import sweep
from .figures import (
    OWN,
    SUPPORTED,
    ComparedRegion,
    CompareWish,
    Evaluation,
    OwnFigures,
    PlaceReading,
    RegionFigures,
    Unread,
    YearChange,
)
from .yardstick import yardstick

NO_DATA = N_("there is no data/program.yaml in it")
HAS_REGIONS = N_("it is a folder of regions; name each of them, in most terminals as {place}/*")
HAS_ERRORS = N_("its data have {errors} errors; see `smartcity validate --root {place}`")
NO_FIGURES = N_("its data/program.yaml names no instrument and variant with items to score")
OTHER_INSTRUMENT = N_("the region does not answer the instrument {instrument}")


def _quoted(place: str) -> str:
    """A path as a command line takes it."""
    return f'"{place}"' if " " in place else place


def read_region(place: str, wanted: CompareWish, known: Known | None = None) -> PlaceReading:
    """The figures of the region in a folder, as `score` computes them. Only the records that they rest on are read."""
    folder = Path(place)
    if not (folder / PROGRAM).is_file():
        sweep(folder)
    if not (folder / PROGRAM).is_file():
        if any(folder.glob(f"*/{PROGRAM}")):
            return PlaceReading((), (Unread(place, HAS_REGIONS, {"place": _quoted(place)}),))
        return _without(place, NO_DATA)
    for part in (folder, folder / "data"):
        sweep(part)  # what a killed run had begun is finished before anything is read
    checked = check_tree(Disk(folder), wanted.today, known, RESTS_ON)
    errors = errors_among(checked, RESTS_ON)
    model = without_errors(checked) if errors else checked.model
    program = model.program
    facts = {"errors": len(errors), "place": _quoted(place)}
    faulty = PlaceReading((), (Unread(place, HAS_ERRORS, facts, errors=True),))
    if errors and (not wanted.partial or program is None):
        return faulty
    if program is None:
        return _without(place, NO_FIGURES)
    if wanted.instrument and wanted.instrument not in {entry.instrument for entry in program.entries}:
        return _without(place, OTHER_INSTRUMENT, instrument=wanted.instrument)
    model = focus(model, wanted.instrument)
    score = _score(model, None, checked, wanted)
    if score is None:
        return faulty if errors else _without(place, NO_FIGURES)
    seen = as_of(model, wanted.today)
    change = _change(seen, model, score, checked, wanted)
    found = figures_of(place, seen.program or program, score)
    return PlaceReading((found._replace(partial=bool(errors), change=change),))


def _without(place: str, msgid: str, **facts: object) -> PlaceReading:
    return PlaceReading((), (Unread(place, msgid, facts),))


def _score(model: Model, stage: str | None, checked: Checked, wanted: CompareWish) -> Score | None:
    seen = as_of(model, wanted.today, stage)
    chosen = seen.stage(stage)
    if chosen is None:
        return None
    return compute_score(in_force(seen, stage_day(chosen, wanted.today)), chosen, wanted.today, checked.holdings)


def figures_of(place: str, program: Program, score: Score) -> RegionFigures:
    """What is compared of a score."""
    final = score.final
    return RegionFigures(
        place=place,
        region=region_of(program),
        evaluation=Evaluation(score.instrument.id, score.stage.year, OWN),
        variant=score.variant.id,
        final=final.claimed,
        aspects={node.id: node.claimed for node in score.aspects},
        yardstick=yardstick(score.instrument),
        own=OwnFigures(
            supported=final.supported,
            supported_aspects={node.id: node.supported for node in score.aspects},
            lowest=final.lowest,
            highest=final.highest,
            answered=final.answered,
            items=final.items,
        ),
    )


def region_of(program: Program) -> ComparedRegion:
    """The region of a programme."""
    return ComparedRegion(
        id=program.region_id,
        official_name=program.official_name,
        name=program.region,
        province=program.province,
        subdistricts=program.subdistricts,
    )


def _change(seen: Model, model: Model, score: Score, checked: Checked, wanted: CompareWish) -> YearChange | None:
    """Compared with the published result of the year before; without one, with the region's own stage of that year."""
    year = score.stage.year - 1
    if not score.final.answered:
        return None
    final = score.final.supported if wanted.by == SUPPORTED else score.final.claimed
    now = {node.id: node.supported if wanted.by == SUPPORTED else node.claimed for node in score.aspects}
    published = standing(seen, year)
    if published is not None and published.final is not None:
        basis = "derived" if published.row.final is None else "published"
        before = {name: exact(value) for name, value in published.row.aspects.items()}
        return YearChange(year, basis, final - exact(published.final), _differences(now, before))
    stage = _stage_of(seen, year)
    former = (
        _score(focus(model, stage_instrument(seen.program, stage.id)), stage.id, checked, wanted)
        if (stage and seen.program)
        else None
    )
    if former is None:
        return None
    whole = former.final.supported if wanted.by == SUPPORTED else former.final.claimed
    before = {node.id: node.supported if wanted.by == SUPPORTED else node.claimed for node in former.aspects}
    return YearChange(year, wanted.by, final - whole, _differences(now, before))


def _stage_of(model: Model, year: int) -> Stage | None:
    """The last stage of a year, of the same evaluation, that has answers."""
    program = model.program
    if program is None or model.instrument is None:
        return None
    answered = {sheet.stage for sheet in model.sheets if sheet.answers}
    found = [
        stage
        for stage in program.stages
        if stage.year == year and stage.id in answered and _series(model, stage.id) == model.instrument.series
    ]
    return found[-1] if found else None


def _series(model: Model, stage: str) -> str | None:
    named = stage_instrument(model.program, stage) if model.program else None
    found = model.instruments.get(named or "")
    return found.series if found else None


def _differences(now: dict[str, Fraction], before: dict[str, Fraction]) -> dict[str, Fraction]:
    return {name: value - before[name] for name, value in now.items() if name in before}
