"""Items on the command line: one item shown, and the ids of the items that there are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ...diagnostics import closest
from ...i18n import N_
from ..basis import Basis, of_stage, open_basis, proof_of
from ..faults import UsageFaultError
from ..output import write_json
from ..session import Session
from .documents.seen import seen_before

if TYPE_CHECKING:
    from ...model.instrument import Instrument
    from ...model.model import Model
    from ...scoring.steps.item_view import ItemView

_FEW = 3
"""The most ids that are offered in place of an unknown one."""


def show_item(
    session: Session, item: str, *, stage: str | None, instrument: str | None, partial: bool, format: str
) -> int:
    """Show an item of one of the instruments. Raise `UsageFaultError` if there is no such item."""
    from ...scoring.score import RESTS_ON

    rests_on = RESTS_ON | {"crosswalk", "migration"}
    basis = of_stage(
        open_basis(session, rests_on, format=format, stage=stage, instrument=instrument, item=item, partial=partial)
    )
    from ...source import Locator

    view = _view(basis, item, fixed=stage is not None or instrument is not None)
    locate, proof = Locator(basis.checked.texts), proof_of(basis)
    sheets = frozenset(sheet.at.path for sheet in basis.checked.model.sheets)
    seen = seen_before(basis.model, session.root, view.item.id)
    if format == "json":
        from ...render.json.item import item_data

        write_json(item_data(view, proof, locate, sheets, seen, basis.lang, partial=basis.partial))
        return 0
    from ...render.terminal.figures.item.sheet import print_item
    from ...render.words.evidence.seen import sight_text

    words = {found.use.at: sight_text(found.sight, basis.lang) for found in seen if found.sight}
    print_item(basis.model, view, proof, locate, sheets, words, basis.lang, banner=basis.banner)
    return 0


def _view(basis: Basis, name: str, *, fixed: bool) -> ItemView:
    """The item of the instrument in focus, or, unless that is `fixed`, of one that the region does not answer."""
    from ...model.focus import instruments_with
    from ...scoring.score import compute_score
    from ...scoring.steps.item_view import view_foreign_item, view_item

    model, own = basis.model, basis.model.instrument
    found = own.item(name) if own else None
    if found is not None:
        score = compute_score(model, basis.stage, basis.today, basis.checked.holdings)
        return view_item(model, found, basis.stage, score, proof_of(basis), basis.today)
    having = instruments_with(model, name)
    if not having:
        raise _unknown(name, (own,) if own and fixed else model.all_instruments.values())
    if fixed:
        text = N_("{item} is an item of {instrument}, not of {own}")
        raise UsageFaultError(text, item=name, instrument=having[0].id, own=own and own.id)
    return view_foreign_item(model, having[0], next(item for item in having[0].items if item.id == name))


def _unknown(name: str, instruments: Iterable[Instrument]) -> UsageFaultError:
    known = {item.id: f"{item.question.id} {item.question.en or ''}" for one in instruments for item in one.items}
    meant = ", ".join(nearest(name, known))
    text = (
        N_("unknown item {item}; did you mean {meant}?")
        if meant
        else N_("unknown item {item}; `smartcity todo` lists items")
    )
    return UsageFaultError(text, item=name, meant=meant)


def nearest(name: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """The ids that a wrong one may stand for: the most similar one, then those with its words in the id or its text."""
    words = re.findall(r"\w+", name.lower().replace("_", "-"))

    def holding(texts: Mapping[str, str]) -> list[str]:
        return [one for one, text in texts.items() if words and all(word in text.lower() for word in words)]

    by_id, by_text = holding({one: one for one in known}), holding({k: f"{k} {text}" for k, text in known.items()})
    similar = closest(name, known)
    return tuple(dict.fromkeys([*([similar] if similar else []), *by_id, *by_text]))[:_FEW]


def instrument_of(model: Model, items: Collection[str]) -> str | None:
    """The instrument that the items of the command line belong to; None for the first one of the programme.

    Raise `UsageFaultError` if no instrument has them all, or if several later ones have them.
    """
    from ...model.focus import instruments_with

    known = _answered(model)
    having = {item: [one.id for one in instruments_with(model, item) if one.id in known] for item in items}
    return _common(known, having)


def instrument_of_part(model: Model, scope: Mapping[str, str]) -> str | None:
    """The instrument that has the aspect, group or dimension of the command line; None for the first one.

    `scope` has the keys of an assignment. Raise `UsageFaultError` if several later instruments have such a part.
    """
    from ...diagnostics import At
    from ...model.assignment import build_assignments, covered

    (part,) = build_assignments(At(""), {"assignments": [{"stage": "", "agency": "", **scope}]})
    known = _answered(model)
    every = model.all_instruments
    having = [name for name in known if name is not None and name in every and covered(part, every[name])]
    return _common(known, {" ".join(scope.values()): having})


def _answered(model: Model) -> list[str | None]:
    """The instruments that the region answers, in the programme's order."""
    return list(dict.fromkeys(entry.instrument for entry in model.program.entries)) if model.program else []


def _common(known: Sequence[str | None], having: Mapping[str, Sequence[str]]) -> str | None:
    """The instrument that has all that is named; None for the first one, and if nothing of it is known."""
    having = {name: found for name, found in having.items() if found}  # the unknown is refused where it is sought
    common = [one for one in known if one is not None and having and all(one in found for found in having.values())]
    if not having or known[0] in common:
        return None
    if not common:
        told = ", ".join(f"{item} ({names[0]})" for item, names in having.items())
        raise UsageFaultError(N_("name items of one instrument at a time: {told}"), told=told)
    if len(common) > 1:
        text = N_("{item} belongs to {known}; name one with --instrument")
        raise UsageFaultError(text, item=next(iter(having)), known=", ".join(common))
    return common[0]


def item_ids(root: Path) -> Iterator[str]:
    """The ids of all items of the instruments of a workspace, as far as they can be read."""
    from ...workspace.layout import load

    for path in sorted((root / "data" / "instruments").glob("*.yaml")):
        document = load(str(path), path.name).document
        items = document.data.get("items") if document and isinstance(document.data, dict) else None
        for item in items if isinstance(items, list) else ():
            name = item.get("id") if isinstance(item, dict) else None
            if isinstance(name, str):
                yield name
