"""The pack in the terminal: which documents are in it, and which are not."""

from __future__ import annotations

from ....i18n import N_, Language
from ....publish.pack import ADDRESS, INTERNAL, LOUD, PACKED, Pack, Placed
from ...words.values import STATUSES
from ..console import console, hanging, styled


def print_pack(pack: Pack, lang: Language, banner: str | None) -> None:
    """Print how many documents are in the pack, and list those that are not."""
    out, _ = console(), lang.translate
    if banner:
        out.print(styled(banner, "bold red"))
    packed = len(pack.documents(PACKED))
    out.print(styled(lang.ngettext("{n} document is packed.", "{n} documents are packed.", packed).format(n=packed)))
    groups = (
        (_(N_("LEFT OUT, and nobody can open them")), pack.documents(*LOUD), "bold red"),
        (_(N_("Internal, left out")), pack.documents(INTERNAL), "yellow"),
        (_(N_("On the web, not in the pack")), pack.documents(ADDRESS), "yellow"),
    )
    for title, found, colour in groups:
        if found:
            out.print(styled(f"{title} ({len(found)})", colour))
            for placed in found:
                hanging(out, styled(f"{placed.id}: {_where(placed, lang)}"), 2)


def _where(placed: Placed, lang: Language) -> str:
    """Why a document is not in the pack, or where it is instead."""
    record = placed.evidence
    if record is not None and placed.status == INTERNAL:
        if record.kept_at is None:
            return lang.translate(N_("place unknown"))
        return lang.translate(N_("kept at {where}")).format(where=record.kept_at)
    if record is not None and placed.status == ADDRESS:
        return record.address or ""
    file = f" ({record.file})" if record is not None and record.file else ""
    return lang.translate(STATUSES[placed.status]) + file
