"""Sums: innovations summed up by dimension and sub-dimension, if there are too many to show one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import TYPE_CHECKING

from .....i18n import N_, Language
from .....innovations.maturity import Maturity
from .....model.instrument import Level
from .....model.model import Model
from .....named import NamedTuple
from ...console import WIDE, styled, table
from ...many import summed_up

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text as Styled


class InnovationSum(NamedTuple):
    """How many innovations there are, and how far they are."""

    number: int
    assessed: int
    wanted: int
    """Their indicators."""
    known: int
    parts: int
    best: Level | None
    """The most supported points of one; None if none is assessed."""


def _together(one: InnovationSum, other: InnovationSum) -> InnovationSum:
    return InnovationSum(
        number=one.number + other.number,
        assessed=one.assessed + other.assessed,
        wanted=one.wanted + other.wanted,
        known=one.known + other.known,
        parts=one.parts + other.parts,
        best=max((best for best in (one.best, other.best) if best is not None), default=None),
    )


Sums = Mapping[str, Mapping[str | None, InnovationSum]]
NOTHING = InnovationSum(number=0, assessed=0, wanted=0, known=0, parts=0, best=None)


def sums(found: Iterable[Maturity]) -> Sums:
    """The sums of innovations by dimension and sub-dimension, each in the order of the first that belongs there."""
    groups: dict[str, dict[str | None, InnovationSum]] = {}
    for one in found:
        own = groups.setdefault(one.record.dimension, {})
        best = one.supported if one.assessed else None
        single = InnovationSum(
            number=1,
            assessed=one.assessed,
            wanted=len(one.grades),
            known=one.known,
            parts=len(one.parts),
            best=best,
        )
        own[one.record.sub_dimension] = _together(own.get(one.record.sub_dimension, NOTHING), single)
    return groups


def whole(parts: Iterable[InnovationSum]) -> InnovationSum:
    """The sum of sums."""
    return reduce(_together, parts, NOTHING)


def print_sums(out: Console, model: Model, groups: Sums, lang: Language) -> None:
    """Print how many innovations each sub-dimension has, and how far they are."""
    _ = lang.translate
    headings = [N_("Dimension"), N_("Innovations"), N_("Assessed"), N_("Complete"), N_("Best supported")]
    columns = len(headings) if out.width >= WIDE else 4
    rows: list[list[Styled | str]] = []
    known = {dimension.id: dimension for dimension in model.ordered_dimensions}
    for dimension in sorted(groups, key=[*known, *groups].index):
        parts, record = groups[dimension], known.get(dimension)
        rows.append(_row(lang.text(record.name) if record else dimension, whole(parts.values())))
        names = {part.id: lang.text(part.name) for part in record.sub_dimensions} if record else {}
        for part in sorted(parts, key=[*names, *parts].index):
            name = _(N_("sub-dimension unknown")) if part is None else names.get(part, part)
            rows.append(_row(f"  {name}", parts[part]))
    out.print(table([_(heading) for heading in headings[:columns]], [row[:columns] for row in rows]))
    out.print()
    out.print(styled(summed_up(sum(whole(parts.values()).number for parts in groups.values()), lang)))
    out.print()


def _row(name: str, some: InnovationSum) -> list[Styled | str]:
    best = "–" if some.best is None else some.best
    share = f"{some.known * 100 // some.parts}\u00a0%" if some.parts else "–"
    return [name, str(some.number), f"{some.assessed}/{some.wanted}" if some.wanted else "–", share, str(best)]
