"""Filled: an answer as its agency means it now, from the cells that came back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...diagnostics import Phrase
from ...i18n import N_
from ...named import NamedTuple
from ..cells import ANSWER, CLAIMED, NO_PAGES, plain
from ..record import Record, empty_record, number, tidy
from ..returned import Back
from .meaning import SEPARATED, Asked, Meaning, clean, is_same, lines_of, meaning

Resolve = Callable[[str], str | None]
"""The id of the record of evidence that a line names; None if there is none."""


class Unsure(NamedTuple):
    """A cell whose meaning is not certain."""

    cell: str
    text: str
    what: Phrase


class Filled(NamedTuple):
    """An answer that came back."""

    theirs: Record
    """The answer as it came back; what was emptied stays, since nothing is deleted without being asked for."""
    bare: Record | None
    """The same without what was emptied; None if that would leave half a figure."""
    changed: tuple[str, ...]
    """Cells that say something else than was sent, in the order of the sheet."""
    emptied: tuple[str, ...]
    """Cells that are empty now and were not."""
    noted: tuple[tuple[str, str, str], ...]
    """Cells that are written differently from how they were read, each as it was read and as it is written."""
    doubts: tuple[Unsure, ...]
    unnamed: tuple[str, ...]
    """Lines of the cell of documents that name none that is recorded."""

    @property
    def is_torn(self) -> bool:
        """Whether a part of the claim was emptied and another one changed, so that neither is certain."""
        return any(cell in CLAIMED for cell in self.emptied) and any(cell in CLAIMED for cell in self.changed)


class Reply(NamedTuple):
    """What is known of an answer that comes back."""

    back: Back
    asked: Asked
    responsible: str | None
    """The agency of a new answer."""


def filled(reply: Reply, resolve: Resolve) -> Filled:
    """The answer that the cells of an item mean."""
    back = reply.back
    found = {cell: meaning(cell, back.cells[cell], reply.asked) for cell in ANSWER if cell in back.cells}
    changed = {cell: m for cell, m in found.items() if not is_same(cell, back.sent[cell], m.text)}
    emptied = tuple(cell for cell, m in changed.items() if not m.text and not m.fault)
    said = {cell: m.text for cell, m in changed.items() if m.text}
    doubts = [Unsure(cell, m.text, m.fault) for cell, m in changed.items() if m.fault]
    base = back.record or empty_record(back.id, reply.responsible)
    if doubts:
        return _filled(base, None, changed, emptied, back, doubts, ())
    theirs, faults = _applied(base, said, reply)
    bare, incomplete = _applied(base, {**said, **dict.fromkeys(emptied, "")}, reply)
    unnamed: tuple[str, ...] = ()
    if "document" in emptied:
        bare["evidence"] = []
    elif {"document", "pages"} & changed.keys():
        papers = _papers(back, found, resolve)
        unnamed = papers.unnamed
        faults = (*faults, *papers.doubts)
        theirs["evidence"], bare["evidence"] = _kept(base["evidence"], papers.uses), _bare(papers.uses)
        if [use for use in theirs["evidence"] if use not in bare["evidence"]]:
            emptied = tuple(dict.fromkeys((*emptied, "document")))
    if faults:
        return _filled(base, None, changed, emptied, back, list(faults), unnamed)
    return _filled(tidy(theirs), None if incomplete else tidy(bare), changed, emptied, back, [], unnamed)


def _filled(
    theirs: Record,
    bare: Record | None,
    changed: Mapping[str, Meaning],
    emptied: tuple[str, ...],
    back: Back,
    doubts: list[Unsure],
    unnamed: tuple[str, ...],
) -> Filled:
    noted = tuple((cell, str(back.cells[cell]), m.text) for cell, m in changed.items() if m.noted and not m.fault)
    return Filled(
        theirs=theirs,
        bare=bare,
        changed=tuple(cell for cell in changed if cell not in emptied or changed[cell].text),
        emptied=emptied,
        noted=noted,
        doubts=tuple(doubts),
        unnamed=unnamed,
    )


def _applied(base: Record, said: Mapping[str, str], reply: Reply) -> tuple[dict[str, Any], tuple[Unsure, ...]]:
    """A record with the texts of some cells, without its evidence, and what is not certain of it."""
    after = dict(base)
    for cell, key in (("fact", "fact"), ("not_applicable", "not_applicable"), ("remark", "note")):
        if cell in said:
            after[key] = _text(base.get(key), said[cell])
    if "level" in said:
        after["level"] = number(float(said["level"])) if said["level"] else None
    doubts: list[Unsure] = []
    if {"value", "unit", "year"} & said.keys():
        key = "external" if reply.asked.external else "statistic"
        after[key], doubt = _figure(base.get(key) or {}, said, reply)
        doubts += [doubt] if doubt else []
    if after["level"] is not None and after.get("not_applicable"):
        cell = "not_applicable" if "not_applicable" in said else "level"
        doubts.append(Unsure(cell, said.get(cell, ""), Phrase(N_("an item has a level or does not apply, not both"))))
    return after, tuple(doubts)


def _text(before: Any, text: str) -> Any:
    """A text in place of the Indonesian one; a translation stays, for a person to correct."""
    if not text:
        return None
    return {**before, "id": text} if isinstance(before, Mapping) else text


def _figure(before: Mapping[str, Any], said: Mapping[str, str], reply: Reply) -> tuple[Any, Unsure | None]:
    """A figure with its unit and year, or None where all of it is empty.

    A number typed with a percent sign may come back as a fraction of 1, and looks like any other such fraction.
    """
    external = reply.asked.external
    keys = ("value", "year") if external else ("value", "unit", "year")
    values = {key: said[key] if key in said else plain(before.get(key)) for key in keys}
    missing = [key for key in keys if not values[key]]
    if external and said.get("unit"):
        return None, Unsure("unit", said["unit"], Phrase(N_("the value of another body has no unit")))
    if len(missing) == len(keys):
        return None, None
    if missing:
        cell = next(key for key in keys if key not in missing)
        return None, Unsure(cell, values[cell], Phrase(_MISSING[missing[0]]))
    value = number(float(values["value"]))
    came = reply.back.cells.get("value") if "value" in said else None
    is_share = "%" in (values.get("unit") or "") or "persen" in (values.get("unit") or "").casefold()
    if isinstance(came, int | float) and is_share and 0 < value <= 1:
        return None, Unsure("value", said["value"], Phrase(N_("a percentage may have become a fraction of 1")))
    if isinstance(came, str) and clean(came).endswith("%") and not is_share and not external:
        return None, Unsure("value", clean(came), Phrase(N_("it is a percentage, and its unit is another one")))
    return {**before, **values, "value": value, "year": int(values["year"])}, None


_MISSING = {
    "value": N_("a figure needs its value, unit and year; the value is empty"),
    "unit": N_("a figure needs its value, unit and year; the unit is empty"),
    "year": N_("a figure needs its value, unit and year; the year is empty"),
}


class _Papers(NamedTuple):
    """The documents that the cells of an item name, in their order; one without pages has none in its cell."""

    uses: tuple[tuple[str, str], ...]
    unnamed: tuple[str, ...]
    doubts: tuple[Unsure, ...]


def _papers(back: Back, found: Mapping[str, Meaning], resolve: Resolve) -> _Papers:
    names, text = (found[cell].text if cell in found else back.sent[cell] for cell in ("document", "pages"))
    lines = lines_of(names)
    pages: tuple[str, ...] = tuple(filter(None, map(str.strip, text.split("\n"))))
    if len(lines) > 1 and len(pages) not in (0, len(lines)):
        pages = tuple(SEPARATED.split(text))
    if len(lines) == 1 and len(pages) > 1:
        pages = (", ".join(pages),)
    if pages and len(pages) != len(lines):
        doubt = Unsure("pages", text, Phrase(N_("it has not as many lines as there are documents")))
        return _Papers((), (), (doubt,))
    sent = set(lines_of(back.sent["document"]))
    named = [(line, line if line in sent else resolve(line)) for line in lines]
    at = [page if page != NO_PAGES else "" for page in pages] or [""] * len(lines)
    uses = dict.fromkeys((name, page) for (_, name), page in zip(named, at, strict=True) if name is not None)
    return _Papers(tuple(uses), tuple(line for line, name in named if name is None), ())


def _kept(before: list[dict[str, Any]], uses: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
    """The documents as sent, each with its pages of now, and then the new ones. None is removed, nor its pages."""
    waiting: dict[str, list[str]] = {}
    for name, pages in uses:
        waiting.setdefault(name, []).append(pages)
    found = []
    for use in before:
        left = waiting.get(use["evidence"], [])
        now = left.pop(0) if left else ""
        found.append(_use(use["evidence"], now or use.get("pages") or ""))
    return found + [_use(name, pages) for name, left in waiting.items() for pages in left]


def _bare(uses: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
    return [_use(name, pages) for name, pages in uses]


def _use(name: str, pages: str) -> dict[str, Any]:
    return {"evidence": name, **({"pages": pages} if pages else {})}
