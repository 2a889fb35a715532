"""Figures: weights must add up, and published results must follow from their own aspects."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..diagnostics import At, Diagnostic, Kind, Severity
from ..i18n import N_
from ..model.instrument import Instrument, Variant
from ..model.result import OfficialResult
from ..scoring.official import TOLERANCE, compute_row
from ..scoring.weighing.counting import exact
from ..scoring.weighing.shares import shares_within
from ..scoring.weighing.sums import total
from .context import Context

WEIGHTS = Kind(
    id="weights-sum",
    severity=Severity.ERROR,
    message=N_('the weights of the variant "{variant}" add up to {sum}, not 100'),
    hint=N_("Correct the weights from the ministry's letter."),
    why=N_(
        "The final index is the weighted sum of the aspects; if the weights do not add up to 100, it leaves its scale."
    ),
    example="weights: {baseline: 10, output: 20}",
)
MISMATCH = Kind(
    id="official-mismatch",
    severity=Severity.ERROR,
    message=N_("the published final index is {published}, but the scores and weights of this row give {computed}"),
    hint=N_("Compare the row with the published table; it may belong to another variant."),
    why=N_(
        "The formula reproduces every result published in 2023 to within 0.0151, so a larger difference "
        "is a copying mistake."
    ),
    example="aspects: {baseline: 3.48, …}\nfinal: 3.42        # seharusnya 2.42",
)
SCALE = Kind(
    id="official-scale",
    severity=Severity.ERROR,
    message=N_("{score} is outside the scale of this instrument, which goes from {lowest} to {highest}"),
    hint=N_("Compare it with the published table, or correct the instrument."),
    why=N_("No score can be outside the scale, so the figure was copied wrongly or belongs to another instrument."),
    example="aspects: {baseline: 34.8}        # seharusnya 3.48",
)
FRACTION = Kind(
    id="official-fraction",
    severity=Severity.ERROR,
    message=N_('the score {score} of "{item}" is not whole, but assessors give whole levels by this instrument'),
    hint=N_("Compare it with the published table, or correct `assessment` in the instrument."),
    why=N_("An instrument says whether its assessors may give decimals."),
    example="items: {tata-kelola-rencana: 2.5}        # assessment: whole",
)
KINDS = (WEIGHTS, MISMATCH, SCALE, FRACTION)


def check_weights(context: Context) -> Iterator[Diagnostic]:
    """Variants whose weights do not add up to 100 percent."""
    for instrument in context.model.all_instruments.values():
        for variant in instrument.variants:
            if (total := _total(variant)) != 100:
                yield Diagnostic(WEIGHTS, variant.at.key("weights"), {"variant": variant.id, "sum": total})


def _total(variant: Variant) -> Fraction:
    return total(map(exact, variant.weights.values()))


def check_official(context: Context) -> Iterator[Diagnostic]:
    """Published scores outside the scale, and final indices that rounding cannot explain."""
    for result in context.model.result_list:
        named = context.model.instruments.get(result.instrument or "")
        instrument = named or (context.model.instrument if result.instrument is None else None)
        if instrument is not None:
            yield from official_faults(instrument, result)


def official_faults(instrument: Instrument, result: OfficialResult) -> Iterator[Diagnostic]:
    """The faults of published results by an instrument. Only a result that names it is computed again."""
    faults = tuple(_scale(instrument, result))
    yield from faults
    if result.instrument is None:
        return
    faulty = {fault.at.pointer[:2] for fault in faults}
    sound = {variant.id: variant for variant in instrument.variants if _total(variant) == 100}
    items = {item.id for item in instrument.items}
    shares: dict[str, dict[str, Fraction]] = {}
    for row in result.rows:
        variant = sound.get(row.variant or "")
        if row.at.pointer in faulty or variant is None or row.final is None or not items.issuperset(row.items):
            continue
        if variant.id not in shares:
            shares[variant.id] = shares_within(instrument, instrument.items_of(variant))
        computed = compute_row(instrument, variant, row, shares[variant.id])
        if computed and abs(computed.final - Fraction(str(row.final))) > TOLERANCE:
            facts = {"published": Fraction(str(row.final)), "computed": computed.final}
            yield Diagnostic(MISMATCH, row.at / "final", facts)


def _scale(instrument: Instrument, result: OfficialResult) -> Iterator[Diagnostic]:
    """Published scores that no region can have. Unanswered items may count less than the lowest level."""
    lowest, highest = min(0, instrument.lowest), instrument.highest
    for at, score in _scores(result):
        if not lowest <= score <= highest:
            yield Diagnostic(SCALE, at, {"score": score, "lowest": lowest, "highest": highest})
    widest = highest - lowest
    for row in result.rows:
        if row.improvement is not None and abs(row.improvement) > widest:
            facts = {"score": row.improvement, "lowest": -widest, "highest": widest}
            yield Diagnostic(SCALE, row.at / "improvement", facts)
    for row in result.rows if instrument.whole_scores else ():
        for item, score in row.items.items():
            if score != int(score):
                yield Diagnostic(FRACTION, row.at / "items" / item, {"score": score, "item": item})


def _scores(result: OfficialResult) -> Iterator[tuple[At, float]]:
    """Every published score with its place."""
    for row in result.rows:
        yield from ((row.at / "aspects" / aspect, score) for aspect, score in row.aspects.items())
        yield from ((row.at / "items" / item, score) for item, score in row.items.items())
        if row.final is not None:
            yield row.at / "final", row.final
        if row.derived is not None:
            yield row.at / "derived" / "final", row.derived.final
    for name, values in result.distribution.values.items() if result.distribution else ():
        at = result.at / "distribution" / "values" / name
        yield from ((at / i, value) for i, value in enumerate(values))
