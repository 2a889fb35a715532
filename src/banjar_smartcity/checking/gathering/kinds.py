"""Kinds of finding that a file can have by itself."""

from collections.abc import Mapping
from functools import cache

from ...diagnostics import Kind
from ...privacy import search as personal_data
from ...rules import dates
from ...schema import validator as schema
from ...source import kinds as source_kinds
from ...workspace import layout as workspace
from .. import written_kinds

OF_FILES: tuple[Kind, ...] = (
    *source_kinds.KINDS,
    *workspace.KINDS,
    *personal_data.KINDS,
    *schema.KINDS,
    *written_kinds.KINDS,
)
"""All but those of its dates, which come among the rules."""


@cache
def by_id() -> Mapping[str, Kind]:
    """The kinds by id, with those of dates."""
    return {kind.id: kind for kind in (*OF_FILES, *dates.KINDS)}
