"""Two surveys compared, in words: the interval of a difference, and why figures are not comparable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from ....i18n import N_, Language

if TYPE_CHECKING:
    from ....model.model import Model
    from ....survey.summary.compare import Comparison, Pair

INTERVAL = N_(
    "The 95 % interval (Welch) is where the difference would be if the respondents of both surveys "
    "had been drawn at random. They were chosen on purpose, so it describes only those who were asked. Where a "
    "deviation is not published, there is no interval."
)
WAY_UNKNOWN = N_("It is not recorded of both surveys how the answers were collected (collected).")
ONLY_ASKED = (N_("Asked only before: {names}"), N_("Asked only after: {names}"))


def half_width(pair: Pair, lang: Language, before: str = "") -> str:
    """How far the interval goes to both sides of the difference, after this text; nothing if there is none."""
    ends = pair.interval
    return "" if ends is None else f"{before}±{lang.number(Fraction((ends.high - ends.low) / 2))}"


def part_names(model: Model, lang: Language) -> dict[str, str]:
    """The names of the sub-dimensions, by id."""
    return {sub.id: lang.text(sub.name) or sub.id for d in model.ordered_dimensions for sub in d.sub_dimensions}


def asked_names(model: Model, lang: Language) -> dict[str, str]:
    """What people call the statements and the sub-dimensions that surveys ask about, by id."""
    names = {item.id: lang.text(item.question) or item.id for item in model.items}
    return names | part_names(model, lang)


def reason_lines(comparison: Comparison, lang: Language, names: Mapping[str, str]) -> Iterator[str]:
    """Why the two surveys as a whole, and then single figures, are not comparable.

    `names` are those of sub-dimensions and statements, by id. Statements are not named next to their sub-dimension.
    """
    for reason in comparison.reasons:
        yield lang.translate(N_("not comparable: {why}")).format(why=lang.translate(reason.msgid))
    found: dict[str, list[str]] = {}
    for name, pair in (*comparison.programmes, *comparison.sub_dimensions, *comparison.statements):
        for reason in pair.reasons:
            if reason not in comparison.reasons:
                found.setdefault(reason.msgid, []).append(name)
    for msgid, concerned in found.items():
        line = lang.translate(N_("not comparable: {why} ({names})"))
        shown = [names.get(name, name) for name in concerned if comparison.part_of.get(name) not in concerned]
        yield line.format(why=lang.translate(msgid), names=", ".join(shown))
