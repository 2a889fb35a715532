"""Two surveys in the terminal: what they have in common, both on one scale, and why some of it is not comparable."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from ....i18n import N_, Language
from ...words.compared.surveys import INTERVAL, ONLY_ASKED, WAY_UNKNOWN, asked_names, half_width, reason_lines
from ...words.points import signed
from ...words.scale import Span

if TYPE_CHECKING:
    from ....model.model import Model
    from ....survey.summary.compare import Comparison, Pair

_WIDTH = 21
_SIGNS, _PLAIN = "·─○●◉", ".-ox*"
"""The scale, the interval, before, after, and both at one place."""


def print_comparison(comparison: Comparison, model: Model, lang: Language) -> None:
    """Print what two surveys have in common for people."""
    from ..console import console, hanging, styled, table

    out = console()
    _ = lang.translate
    out.print(styled(f"{comparison.before.id} → {comparison.after.id}", "bold"))
    names = asked_names(model, lang)
    for line in reason_lines(comparison, lang, names):
        out.print(styled(line, "yellow"))
    sections = (
        (N_("Programme"), comparison.programmes),
        (N_("Sub-dimension"), [(names.get(id, id), one) for id, one in comparison.sub_dimensions]),
        (N_("Statement"), [(names.get(id, id), one) for id, one in comparison.statements]),
    )
    for title, pairs in sections:
        if not pairs:
            continue
        out.print()
        headings = [_(title), "n", _(N_("Before")), "n", _(N_("After")), "+/-", "95 %"]
        out.print(table(headings, [[name, *_cells(one, lang)] for name, one in pairs]))
        for line, name in _drawn(pairs, comparison.scale):
            hanging(out, styled(name), 2, line)
    out.print()
    if comparison.scale is not None and any(_comparable(pairs) for _, pairs in sections):
        signs = _signs()
        legend = _(N_("{before} before, {after} after, {both} both, {line} the 95 % interval, counted from before"))
        out.print(styled(legend.format(before=signs[2], after=signs[3], both=signs[4], line=signs[1])))
    for only, text in zip((comparison.only_before, comparison.only_after), ONLY_ASKED, strict=True):
        if only:
            out.print(styled(_(text).format(names=", ".join(names.get(id, id) for id in only))))
    if comparison.before.collected is None or comparison.after.collected is None:
        out.print(styled(_(WAY_UNKNOWN)))
    out.print(styled(_(INTERVAL)))


def _signs() -> str:
    return _SIGNS if (sys.stdout.encoding or "").lower().startswith("utf") else _PLAIN


def _comparable(pairs: Sequence[tuple[str, Pair]]) -> list[tuple[str, Pair, Fraction, Fraction]]:
    """The pairs that can be drawn, with both means: these are known and may be compared."""
    return [
        (name, pair, before, after)
        for name, pair in pairs
        if (before := pair.before.mean) is not None and (after := pair.after.mean) is not None and not pair.reasons
    ]


def _drawn(pairs: Sequence[tuple[str, Pair]], scale: tuple[int, int] | None) -> Iterator[tuple[str, str]]:
    """Both means of each pair on the scale of the instrument, and the name of what they are about."""
    drawn = _comparable(pairs)
    if scale is None or not drawn:
        return
    span, signs = Span(Fraction(scale[0]), Fraction(scale[1])), _signs()
    yield f"{scale[0]}{scale[1]:>{_WIDTH - 1}}", ""

    def place(value: Fraction | float) -> int:
        return round(min(max(span.share(Fraction(value)), Fraction(0)), Fraction(1)) * (_WIDTH - 1))

    for name, pair, before, after in drawn:
        line = [signs[0]] * _WIDTH
        if (ends := pair.interval) is not None:
            start = float(before)
            for i in range(place(start + ends.low), place(start + ends.high) + 1):
                line[i] = signs[1]
        first, last = place(before), place(after)
        line[first] = signs[2]
        line[last] = signs[4] if first == last else signs[3]
        yield f"{''.join(line)} ", name


def _cells(one: Pair, lang: Language) -> list[str]:
    def shown(value: Fraction | None) -> str:
        return "–" if value is None else lang.number(value)

    return [
        "–" if one.before.n is None else str(one.before.n),
        shown(one.before.mean),
        "–" if one.after.n is None else str(one.after.n),
        shown(one.after.mean),
        "–" if one.difference is None else signed(one.difference, lang, 2),
        half_width(one, lang) or "–",
    ]
