"""A region that was begun, and the shipped instruments, in the terminal."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Iterator

from ...i18n import N_, Language
from ...regions import updates
from ...regions.begin import Region
from ...regions.modernise import Steps
from ...regions.shipped import Shipped
from ...source.letters import visible

STATES = {
    updates.ABSENT: N_("not in this workspace"),
    updates.SAME: N_("up to date"),
    updates.NEWER: N_("a newer version is shipped"),
    updates.OWN: N_("changed in this workspace"),
    updates.BOTH: N_("changed in this workspace, and a newer version is shipped"),
    updates.UNKNOWN: N_("differs from what is shipped"),
}
"""How an instrument of a workspace compares with the shipped one."""


def begun_lines(region: Region, lang: Language) -> Iterator[str]:
    """The lines about a new workspace: its instruments, and where to write answers."""
    _ = lang.translate
    yield visible(f"{region.name} ({region.official_name})")
    for part in region.answered:
        sheets = [sheet for sheet in part.sheets if sheet.entries]
        items = sum(len(sheet.entries) for sheet in sheets)
        asked = lang.ngettext("{n} item", "{n} items", items).format(n=items)
        where = lang.ngettext("{n} sheet", "{n} sheets", len(sheets)).format(n=len(sheets))
        text = _(N_("{instrument}, variant {variant}, stage {stage}: {items} in {sheets}"))
        yield "  " + text.format(
            instrument=part.shipped.id, variant=part.variant.id, stage=part.stage, items=asked, sheets=where
        )
    for shipped in region.kept:
        yield "  " + _(N_("{instrument}, without sheets")).format(instrument=shipped.id)
    first = region.answered[0].sheets[0].path
    yield _(N_("Write answers in the sheets, for example {path}.")).format(path=first)


def next_lines(folder: str | None, lang: Language) -> Iterator[str]:
    """The three next commands, and how to go to the folder unless one is there."""
    _ = lang.translate
    yield ""
    yield _(N_("Next:"))
    if folder is not None:
        yield f"  cd {quoted_path(folder)}"
    for command, text in (
        ("status", N_("what is missing, and who owes it")),
        ("report", N_("the first report, in the folder build/")),
        ("validate", N_("after every change: is it right?")),
    ):
        yield f"  {f'smartcity {command}':<20}{_(text)}"


def quoted_path(path: str) -> str:
    """A path as a shell takes it as one word."""
    return f'"{path}"' if os.name == "nt" else shlex.quote(path)


def done_lines(steps: Steps, lang: Language) -> Iterator[str]:
    """What is done to an older workspace, with each file."""
    copied, renewed, repointed = len(steps.copied), len(steps.renewed), len(steps.repointed)
    for paths, text in (
        (
            steps.copied,
            lang.ngettext("{n} schema is copied for editors:", "{n} schemas are copied for editors:", copied),
        ),
        (
            steps.renewed,
            lang.ngettext(
                "{n} copy of a schema is of another version and is renewed:",
                "{n} copies of schemas are of another version and are renewed:",
                renewed,
            ),
        ),
        (
            steps.repointed,
            lang.ngettext(
                "{n} file names a schema that does not exist; its first line gets the copy:",
                "{n} files name a schema that does not exist; their first lines get the copies:",
                repointed,
            ),
        ),
    ):
        if paths:
            yield text.format(n=len(paths))
            yield from (f"  {visible(path)}" for path in paths)


def instrument_lines(known: Iterable[tuple[Shipped, str | None]], lang: Language) -> Iterator[str]:
    """The shipped instruments, each with its state if there is a workspace."""
    _ = lang.translate
    for shipped, state in known:
        yield f"{shipped.id}  {lang.text(shipped.name)}"
        size = lang.ngettext("{n} item", "{n} items", shipped.size).format(n=shipped.size)
        variants = shipped.instrument.variants
        facts = [_(N_("version {version}")).format(version=shipped.version), size]
        facts += [", ".join(variant.id for variant in variants)] if variants else []
        facts += [_(STATES[state])] if state else []
        yield "    " + " · ".join(facts)


def instrument_sheet(shipped: Shipped, state: str | None, lang: Language) -> Iterator[str]:
    """What there is to know of one shipped instrument before a region takes it."""
    _ = lang.translate
    yield from instrument_lines([(shipped, state)], lang)
    if shipped.note:
        yield "    " + lang.text(shipped.note)
    if not shipped.is_official:
        yield "    " + _(N_("The texts of its levels or its evidence are unofficial."))
    instrument = shipped.instrument
    for variant in instrument.variants:
        yield ""
        yield _(N_("Variant {variant}: {name}")).format(variant=variant.id, name=lang.text(variant.name))
        for aspect in instrument.aspects:
            if aspect.id not in variant.weights:
                continue
            count = sum(item.aspect == aspect.id for item in instrument.items)
            items = lang.ngettext("{n} item", "{n} items", count).format(n=count)
            weight = lang.number(variant.weights[aspect.id], 2).rstrip("0").rstrip(",.")
            yield f"  {weight:>6} %  {lang.text(aspect.name)} ({items})"
