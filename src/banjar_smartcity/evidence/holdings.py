"""Holdings: the state of the evidence files that records name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model.evidence import Evidence
from ..workspace.tree import Holding, Tree
from .contents import look

__all__ = ["Holding", "take_stock"]


def take_stock(tree: Tree, evidence: Iterable[Evidence]) -> Mapping[str, Holding]:
    """The state, hash and contents of each evidence file, by the path that its record gives."""
    return tree.stock((record.file for record in evidence if record.file is not None), look)
