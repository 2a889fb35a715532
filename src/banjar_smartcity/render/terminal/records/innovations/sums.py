"""Sums: innovations summed up by dimension and sub-dimension, if there are too many to show one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .....i18n import N_, Language
from .....innovations.maturity import Maturity
from .....model.model import Model
from ...console import WIDE, styled, table
from ...many import summed_up

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text as Styled


def print_sums(out: Console, model: Model, found: Sequence[Maturity], lang: Language) -> None:
    """Print how many innovations each sub-dimension has, and how far they are."""
    _ = lang.translate
    groups: dict[str, dict[str | None, list[Maturity]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        groups[one.record.dimension][one.record.sub_dimension].append(one)
    headings = [N_("Dimension"), N_("Innovations"), N_("Assessed"), N_("Complete"), N_("Best supported")]
    columns = len(headings) if out.width >= WIDE else 4
    rows: list[list[Styled | str]] = []
    known = {dimension.id: dimension for dimension in model.ordered_dimensions}
    for dimension in sorted(groups, key=[*known, *groups].index):
        parts, record = groups[dimension], known.get(dimension)
        rows.append(_row(lang.text(record.name) if record else dimension, [m for some in parts.values() for m in some]))
        names = {part.id: lang.text(part.name) for part in record.sub_dimensions} if record else {}
        for part in sorted(parts, key=[*names, *parts].index):
            name = _(N_("sub-dimension unknown")) if part is None else names.get(part, part)
            rows.append(_row(f"  {name}", parts[part]))
    out.print(table([_(heading) for heading in headings[:columns]], [row[:columns] for row in rows]))
    out.print()
    out.print(styled(summed_up(len(found), lang)))
    out.print()


def _row(name: str, some: Sequence[Maturity]) -> list[Styled | str]:
    assessed, wanted = sum(m.assessed for m in some), sum(len(m.grades) for m in some)
    known, parts = sum(m.known for m in some), sum(len(m.parts) for m in some)
    best = max((m.supported for m in some if m.assessed), default="–")
    share = f"{known * 100 // parts}\u00a0%" if parts else "–"
    return [name, str(len(some)), f"{assessed}/{wanted}" if wanted else "–", share, str(best)]
