"""Context: everything that a rule may use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ..evidence.holdings import Holding
from ..model.model import Model
from ..named import NamedTuple


class Context(NamedTuple):
    """The model, the day that counts as today, and the state of the evidence files."""

    model: Model
    today: date
    holdings: Mapping[str, Holding]
    """The evidence files that records name, by the path that these give."""
    leaks: Mapping[str, tuple[str, ...]] = {}
    """Files of the repository that are internal documents, by their SHA-256."""
