"""Where an official result lost its points, in a sentence."""

from __future__ import annotations

from ...i18n import N_, Language, round_half_up
from ...scoring.losses import OfficialLoss

PLACES = 3


def loss_line(loss: OfficialLoss, lang: Language) -> str:
    """How many points were lost, and in which aspects, the largest loss first; rounding is named if it shows."""
    _ = lang.translate
    parts = [f"{lang.text(part.name)} {lang.number(part.points, PLACES)}" for part in loss.aspects]
    if round_half_up(loss.rest, PLACES):
        parts.append(_(N_("rounding of the published figures {rest}")).format(rest=lang.number(loss.rest, PLACES)))
    text = N_("Of {top} points, {lost} were lost in {year}: {parts}.")
    return _(text).format(
        top=lang.number(loss.top),
        lost=lang.number(loss.points),
        year=loss.standing.result.year,
        parts=", ".join(parts),
    )
