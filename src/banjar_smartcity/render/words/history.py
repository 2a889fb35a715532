"""A history in words: notes on each version, and remarks on the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...i18n import N_, Language
from ...versions.history import History, Point

NOTES: tuple[tuple[str, Callable[[Point], bool], str], ...] = (
    ("*", lambda point: point.partial, N_("files with errors are left out of the figures")),
    ("!", lambda point: point.new_rules, N_("the rules changed: figures before and after cannot be compared")),
    (">", lambda point: point.new_stage, N_("another stage, which begins without answers")),
)
"""Marks of a version: the sign, whether a version has it, and what it means."""


def remarks(history: History, lang: Language) -> Iterator[str]:
    """Remarks that a reader of a history needs, such as that versions are left out."""
    _ = lang.translate
    if history.points:
        yield _(N_("Each version is computed as of the day of its commit."))
    if history.dimension and history.points:
        text = _(N_("Only dimension {dimension}; its score is our own view."))
        yield text.format(dimension=history.dimension)
    if history.shallow:
        yield _(N_("This clone has only the last commits; what came before is missing here."))
    if history.later:
        text = lang.ngettext("{n} later version is left out.", "{n} later versions are left out.", history.later)
        yield text.format(n=history.later)


def notes(point: Point, lang: Language) -> list[str]:
    """The meaning of each mark of a version."""
    return [lang.translate(meaning) for _, is_set, meaning in NOTES if is_set(point)]
