"""A new stage in the terminal: what was written, what is carried over, and what is not."""

from __future__ import annotations

from collections.abc import Iterator

from ....i18n import N_, Language
from ....source.letters import visible
from ....stages.carry import JUDGE_AGAIN
from ....stages.start import Start


def start_lines(start: Start, lang: Language, *, written: bool) -> Iterator[str]:
    """The lines about a stage that was started or, unless `written`, would be."""
    for line in _lines(start, lang, written=written):
        yield visible(line)


def _lines(start: Start, lang: Language, *, written: bool) -> Iterator[str]:
    _ = lang.translate
    heading = N_("Stage {stage}, from {source}:") if written else N_("Stage {stage}, from {source}, as it would be:")
    yield _(heading).format(stage=start.stage, source=start.source.id)
    if start.migrated:
        yield "  " + _(N_("instrument {instrument}")).format(instrument=start.instrument.id)
    for sheet in start.sheets:
        carried = sum(entry.carried for entry in sheet.entries)
        items = lang.ngettext("{n} item", "{n} items", len(sheet.entries)).format(n=len(sheet.entries))
        yield "  " + _(N_("{path}: {items}, {carried} carried over")).format(
            path=sheet.path, items=items, carried=carried
        )
    carry = start.carry
    if carry.expired:
        yield ""
        yield _(N_("Not carried over, since it has expired:"))
        for gone in carry.expired:
            text = N_("{evidence} ({item}), valid until {day}")
            yield "  " + _(text).format(evidence=gone.evidence, item=gone.item, day=lang.date(gone.expires_on))
    again = [entry for entry in carry.left if entry.reason is JUDGE_AGAIN]
    kept = [entry for entry in carry.left if entry.reason is not JUDGE_AGAIN]
    if kept:
        yield ""
        yield _(N_("No place in the new stage; it stays in the earlier sheet:"))
        for entry in kept:
            values = f" ({', '.join(entry.values)})" if entry.values else ""
            yield f"  {entry.item}{values}: {_(entry.reason.msgid)} · {entry.path}"
    if again:
        yield ""
        yield _(N_("Levels to be judged again; the former ones are in the comments:"))
        yield "  " + ", ".join(entry.item for entry in again)
    yield ""
    if not written:
        yield _(N_("Nothing was written."))
    elif carry.carried:
        text = N_(
            "{n} carried over. They do not count until they are confirmed: check them, then run `smartcity confirm "
            "ITEM`, with `--agency` or `--dimension` for many."
        )
        yield _(text).format(n=carry.carried)
