"""Context: all that a rule may look at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from ..holdings import Holding
from ..model.model import Model


class Context(NamedTuple):
    """The model, the day that counts as today, and the evidence files on disk by their recorded path."""

    model: Model
    today: date
    holdings: Mapping[str, Holding]
