"""Figures: weights must add up, and published results must follow from their own aspects."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..diagnostics import Diagnostic, Kind, Severity
from ..i18n import N_
from ..model.instrument import Variant
from ..scoring.official import TOLERANCE, compute_row
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
KINDS = (WEIGHTS, MISMATCH)


def check_weights(context: Context) -> Iterator[Diagnostic]:
    """Variants whose weights do not add up to 100 percent."""
    for instrument in context.model.instruments.values():
        for variant in instrument.variants:
            if (total := _total(variant)) != 100:
                yield Diagnostic(WEIGHTS, variant.at.key("weights"), {"variant": variant.id, "sum": total})


def _total(variant: Variant) -> Fraction:
    return sum((Fraction(str(weight)) for weight in variant.weights.values()), Fraction(0))


def check_official(context: Context) -> Iterator[Diagnostic]:
    """Published final indices that differ from the computed ones by more than rounding can explain."""
    for result in context.model.results.values():
        instrument = context.model.instruments.get(result.instrument or "")
        if instrument is None:
            continue
        sound = {variant.id: variant for variant in instrument.variants if _total(variant) == 100}
        items = {item.id for item in instrument.items}
        for row in result.rows:
            variant = sound.get(row.variant or "")
            if variant is None or row.final is None or not items.issuperset(row.items):
                continue
            computed = compute_row(instrument, variant, row)
            if computed and abs(computed.final - Fraction(str(row.final))) > TOLERANCE:
                facts = {"published": Fraction(str(row.final)), "computed": computed.final}
                yield Diagnostic(MISMATCH, row.at / "final", facts)
