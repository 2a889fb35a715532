"""Answer: which values of an answer belong together when it is merged."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..source.entries import identity
from .tree import Scalar, Tree

CLAIM = ("fact", "statistic", "level", "not_applicable", "external", "sources")
"""The keys of the claim: the level of one version is never combined with the fact of the other."""
ANSWERED_ON = "answered_on"

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def claims_clash(base: Mapping[str, object], ours: Mapping[str, object], theirs: Mapping[str, object]) -> bool:
    """Whether both sides changed the claim in different ways."""
    claims = {tuple(sorted((key, identity(value)) for key, value in side.items())) for side in (base, ours, theirs)}
    return len(claims) == 3


def later_day(ours: Tree, theirs: Tree) -> Tree | None:
    """The later of two days; None if one is not a day, or if only their comments differ."""
    days = [side.value for side in (ours, theirs) if isinstance(side, Scalar) and _is_day(side.value)]
    if len(days) < 2 or days[0] == days[1]:
        return None
    return ours if days[0] > days[1] else theirs


def _is_day(value: object) -> bool:
    return isinstance(value, str) and _DAY.fullmatch(value) is not None
