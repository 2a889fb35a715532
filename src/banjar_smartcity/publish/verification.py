"""Verification: all that is said of documents that were read, for anyone who shows it."""

from __future__ import annotations

from collections.abc import Sequence

from ..evidence.looked_up import LookedUp
from ..evidence.verified import VerifiedDocument
from ..named import NamedTuple
from ..reading.drawn.ocr import MachineRead
from ..seeing.claimed import SeenUse
from ..seeing.record import FieldCheck


class ExaminedDocument(NamedTuple):
    """A document that was read, and what its words say."""

    document: VerifiedDocument
    """Without the texts of its pages, unless a machine has read some of them."""
    seen: tuple[SeenUse, ...]
    """What was seen of each claim that names it."""
    record: tuple[FieldCheck, ...]
    """Its record next to what it says of itself."""
    machine: MachineRead | None
    """None unless a machine has read pictures of its pages."""
    unwritten: bool
    """Whether its record cannot be changed safely."""


class Verification(NamedTuple):
    """Documents that were read, in the order of their records, and what else was looked up of them."""

    documents: Sequence[ExaminedDocument]
    looked_up: LookedUp
