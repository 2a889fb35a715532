"""Points: contributions to an index, and differences between figures, with their sign."""

from __future__ import annotations

from fractions import Fraction

from ...i18n import Language, round_half_up

PLACES = 4
"""Decimals of a contribution: one level of one item of impact adds only 0.0037 to the index."""


def step(name: str, before: Fraction, after: Fraction, lang: Language) -> str:
    """A figure before and after, such as `living 2,31 → 2,49 (+0,18)`."""
    return f"{name} {lang.number(before)} → {lang.number(after)} ({gain(after - before, lang)})"


def gain(value: Fraction, lang: Language) -> str:
    """A difference with two decimals, or with more if it would be shown as 0."""
    return signed(value, lang, 2 if round_half_up(value, 2) else PLACES)


def signed(value: Fraction, lang: Language, digits: int = PLACES) -> str:
    """A number with its sign."""
    shown = lang.number(value, digits).replace("-", "\N{MINUS SIGN}")
    return shown if value < 0 else f"+{shown}"
