"""Holdings: the state of the evidence files that records name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model.evidence import Evidence
from ..model.outline import EvidenceOutline
from ..workspace.sample import Look
from ..workspace.tree import Holding, Tree
from .line_ends import are_left_alone, with_line_ends

__all__ = ["Holding", "agrees", "take_stock"]


def take_stock(
    tree: Tree, evidence: Iterable[Evidence | EvidenceOutline], look: Look | None = None
) -> Mapping[str, Holding]:
    """The state, hash and contents of each evidence file, by the path that its record gives.

    `look` says what is in a file.
    """
    records = [(record.file, record.sha256) for record in evidence if record.file is not None]
    if not records:
        return {}
    if look is None:
        from .contents.content import look  # slow to load, and many regions have no files yet
    stock = dict(tree.stock((path for path, _ in records), look))
    for path, recorded in records:
        holding = stock[path]
        if holding.sha256 not in (None, recorded) and holding.turned is None:
            stock[path] = _compare(tree, path, recorded, holding)
    return stock


def agrees(record: Evidence | EvidenceOutline, holding: Holding) -> bool:
    """Whether a file is the recorded one, line ends aside."""
    return record.sha256 is None or record.sha256 in (holding.sha256, holding.turned)


def _compare(tree: Tree, path: str, recorded: str | None, holding: Holding) -> Holding:
    """The state of a file that is not the recorded one, or of which none is recorded."""
    found = with_line_ends(tree, path)
    if found is None:
        return holding
    plain = found.lf == holding.sha256
    if recorded is None:
        return holding if plain or are_left_alone(tree) else holding._replace(turned=found.lf)
    return holding._replace(turned=recorded, plain=plain) if recorded in found else holding
