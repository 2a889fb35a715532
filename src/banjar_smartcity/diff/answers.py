"""Answers: which of them a change moves, each by its item, with its part of what the index changes by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..diagnostics import At, Pointer
from ..model.dimension import CROSSCUTTING
from ..model.instrument import Item
from ..scoring.tree import ZERO, Leaf
from .change import MOVED, Change, Sides
from .figures import Figures, Move
from .records import ADDED, CHANGED, REMOVED, Field, Record, compare_values


def changed_answers(sides: Sides, records: tuple[Record, ...], figures: Figures | None) -> Iterator[Change]:
    """Answers that were changed, then those that count otherwise through something else."""
    moves = {move.item: move for move in figures.moves} if figures else {}
    known = {item.id: item for side in (sides.base, sides.head) for item in side.model.items}
    told: set[str] = set()
    for record in records:
        if record.kind == "answers":
            stage, own = _stage(sides, record), _by_item(sides, record)
            for item, fields in own.items():
                # An answer of another stage moves nothing, whatever the item does in this one.
                counts = item not in told and stage in _stages(sides)
                move = moves.get(item) if counts else None
                told |= {item} if move else set()
                yield _answer(sides, record, known.get(item), item, fields, move)
    for item, move in moves.items():
        if item not in told:
            yield _moved(sides, known.get(item), move)


def _stages(sides: Sides) -> set[str]:
    return {stage.id for side in (sides.base, sides.head) if (stage := side.model.stage())}


def _data(sides: Sides, record: Record) -> tuple[Any, Any]:
    """What the sheet says before and after; None where there is none."""
    old = None if record.what == ADDED else sides.old[record.before or record.path].data
    return old, None if record.what == REMOVED else sides.new[record.path].data


def _stage(sides: Sides, record: Record) -> str:
    old, new = _data(sides, record)
    return str((new or old)["stage"])


def _by_item(sides: Sides, record: Record) -> Mapping[str, tuple[Field, ...]]:
    """The fields of each answer that differ; of one that came or went, all it says."""
    old, new = (_answers(data) for data in _data(sides, record))
    found = {}
    for item in dict.fromkeys((*new, *old)):
        fields = tuple(compare_values(old.get(item, {}), new.get(item, {})))
        if fields:
            found[item] = tuple(field for field in fields if field.pointer != ("item",))
    return found


def _answers(data: Any) -> Mapping[str, Any]:
    """The answers of a sheet by their item; where an item is answered twice, which is a fault, the first."""
    found: dict[str, Any] = {}
    for answer in data["answers"] if data else ():
        found.setdefault(answer["item"], answer)
    return found


def _answer(
    sides: Sides, record: Record, item: Item | None, name: str, fields: tuple[Field, ...], move: Move | None
) -> Change:
    old, new = (_answers(data) for data in _data(sides, record))
    what = ADDED if name not in old else REMOVED if name not in new else CHANGED
    pointer: Pointer = ("answers", name)
    position = sides.position(record, pointer, gone=what == REMOVED)
    responsible = (new.get(name) or old.get(name, {})).get("responsible")
    change = Change("answer", name, what, record.path, position, agencies=(responsible,) if responsible else ())
    return _with_figures(change._replace(fields=fields), item, move)


def _moved(sides: Sides, item: Item | None, move: Move) -> Change:
    """An item whose figure changed although nobody changed its answer."""
    places = ((move.after, sides.in_new), (move.before, sides.in_old))
    at, locate = next(((at, locate) for leaf, locate in places if (at := _source(leaf))), (At(""), sides.in_new))
    answer = move.after.answer if move.after else None
    agencies = (answer.responsible,) if answer and answer.responsible else ()
    change = Change("answer", move.item, MOVED, at.path, locate(at), agencies=agencies)
    return _with_figures(change, item, move)


def _source(leaf: Leaf | None) -> At | None:
    """The answer or the survey that a figure comes from."""
    source = leaf and (leaf.answer or leaf.survey)
    return source.at if source else None


def _with_figures(change: Change, item: Item | None, move: Move | None) -> Change:
    before, after = (leaf.reason if leaf else None for leaf in ((move.before, move.after) if move else (None, None)))
    differ = before != after and before is not None and after is not None
    return change._replace(
        name=item.question if item else None,
        dimension=(item.dimension or CROSSCUTTING) if item else None,
        claimed=move.claimed if move else ZERO,
        supported=move.supported if move else ZERO,
        before=before if differ else None,
        after=after if differ else None,
    )
