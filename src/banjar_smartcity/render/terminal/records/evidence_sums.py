"""Sums: documents summed up by their kind, if there are too many to show one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ....evidence.state import AGREES, IN_FORCE, DocumentState
from ....i18n import N_, Language
from ....model.evidence import EVIDENCE_KINDS
from ..console import table
from ..many import summed_up

if TYPE_CHECKING:
    from rich.console import Console


def print_sums(out: Console, documents: Sequence[DocumentState], lang: Language) -> None:
    """Print how many documents of each kind there are, and how many of them are in order."""
    _ = lang.translate
    kinds: dict[str, list[DocumentState]] = defaultdict(list)
    for document in documents:
        kinds[document.evidence.kind].append(document)
    headings = [N_("Kind"), N_("Documents"), N_("Now in force"), N_("File as recorded"), N_("Used")]
    rows = [_row(_(EVIDENCE_KINDS[kind]), kinds[kind]) for kind in EVIDENCE_KINDS if kind in kinds]
    out.print()
    out.print(table([_(heading) for heading in headings], rows))
    out.print()
    out.print(summed_up(len(documents), lang))


def _row(name: str, some: Sequence[DocumentState]) -> list[str]:
    return [
        name,
        str(len(some)),
        str(sum(document.force == IN_FORCE for document in some)),
        str(sum(document.hash == AGREES for document in some)),
        str(sum(bool(document.uses) for document in some)),
    ]
