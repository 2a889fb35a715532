"""Answers: the changes of answers, with the points by which each moves the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ...diagnostics import At
from ...model.answer import Answer
from ...model.dimension import CROSSCUTTING
from ...model.instrument import Item
from ...model.survey import Survey
from ...scoring.parts import ZERO, Leaf
from ...workspace.layout import PROGRAM
from .change import MOVED, Change, Sides
from .figures import IndexChange, Move
from .records import ADDED, CHANGED, REMOVED, RENAMED, Field, Record, compare_values
from .version import Version


def changed_answers(sides: Sides, records: tuple[Record, ...], figures: IndexChange | None) -> Iterator[Change]:
    """Answers that were changed, then unchanged ones that count differently because of something else."""
    moves = {move.item: move for move in figures.moves} if figures else {}
    known = {item.id: item for side in (sides.base, sides.head) for item in side.model.items}
    current = {stage.id for side in (sides.base, sides.head) if (stage := side.model.stage())}
    reported: set[str] = set()
    for record in sorted(records, key=_paths):  # the same order in both directions
        if record.kind == "answers":
            data = _data(sides, record)
            stages, found = {str(sheet["stage"]) for sheet in data if sheet}, tuple(_differing(data))
            fields = tuple(field for field in record.fields if field.pointer[0] != "answers")
            if fields or record.what == RENAMED or not found:
                yield _sheet(sides, record, data, fields)
            for pair in found:
                # An answer of another stage moves nothing, even if the figure of its item moves in this one.
                counts = pair.item not in reported and not stages.isdisjoint(current)
                move = moves.get(pair.item) if counts else None
                reported |= {pair.item} if move else set()
                yield _answer(sides, record, known.get(pair.item), pair, move)
    for item, move in moves.items():
        if item not in reported:
            yield _moved(sides, known.get(item), move)


def _paths(record: Record) -> list[str]:
    return sorted((record.path, record.before or record.path))


def _data(sides: Sides, record: Record) -> tuple[Any, Any]:
    """The data of the sheet before and after; None if there is none."""
    old = None if record.what == ADDED else sides.old[record.before or record.path].data
    return old, None if record.what == REMOVED else sides.new[record.path].data


def _sheet(sides: Sides, record: Record, data: tuple[Any, Any], fields: tuple[Field, ...]) -> Change:
    """The change of a sheet itself, such as its stage and dimension."""
    position = sides.position(record, fields[0].pointer if fields else ())
    name = record.path.rpartition("/")[2].removesuffix(".yaml")
    dimension = (data[1] or data[0])["dimension"] or CROSSCUTTING
    return Change(
        kind="answers",
        id=name,
        what=record.what,
        path=record.path,
        position=position,
        dimension=dimension,
        fields=fields,
    )


class _Pair(NamedTuple):
    """An answer before and after, each with its position in the sheet, and the fields that differ."""

    item: str
    old: tuple[int, Any] | None
    new: tuple[int, Any] | None
    fields: tuple[Field, ...]


def _differing(data: tuple[Any, Any]) -> Iterator[_Pair]:
    """The answers that differ; an added or removed answer has all its fields."""
    old, new = (_answers(sheet) for sheet in data)
    for key in dict.fromkeys((*new, *old)):
        before, after = old.get(key), new.get(key)
        fields = tuple(compare_values(before[1] if before else {}, after[1] if after else {}))
        if fields:
            yield _Pair(key[0], before, after, tuple(field for field in fields if field.pointer != ("item",)))


def _answers(sheet: Any) -> Mapping[tuple[str, int], tuple[int, Any]]:
    """The answers of a sheet by item and occurrence: an item may be answered twice, which is a fault."""
    found: dict[tuple[str, int], tuple[int, Any]] = {}
    occurrences: Counter[str] = Counter()
    for place, answer in enumerate(sheet["answers"] if sheet else ()):
        found[answer["item"], occurrences[answer["item"]]] = place, answer
        occurrences[answer["item"]] += 1
    return found


def _answer(sides: Sides, record: Record, item: Item | None, pair: _Pair, move: Move | None) -> Change:
    what = ADDED if pair.old is None else REMOVED if pair.new is None else CHANGED
    place, answer = pair.new or pair.old or (0, {})
    position = sides.locate(record, ("answers", place), gone=pair.new is None)
    responsible = answer.get("responsible")
    change = Change(
        kind="answer",
        id=pair.item,
        what=what,
        path=record.path,
        position=position,
        agencies=(responsible,) if responsible else (),
    )
    return _with_figures(change._replace(fields=pair.fields), item, move)


def _moved(sides: Sides, item: Item | None, move: Move) -> Change:
    """The change of an item whose figure moved although its answer did not change."""
    places = ((sides.head, move.after, sides.in_new), (sides.base, move.before, sides.in_old))
    found = ((_source(side, leaf, move.item), locate) for side, leaf, locate in places)
    source, locate = next(((source, locate) for source, locate in found if source), (None, sides.in_new))
    at = source.at if source else At(PROGRAM)
    responsible = source.responsible if isinstance(source, Answer) else None
    agencies = (responsible,) if responsible else ()
    change = Change(kind="answer", id=move.item, what=MOVED, path=at.path, position=locate(at), agencies=agencies)
    return _with_figures(change, item, move)


def _source(side: Version, leaf: Leaf | None, item: str) -> Answer | Survey | None:
    """The answer or survey that a figure comes from, or that would count under the other rules."""
    stage = side.model.stage()
    counted = leaf and (leaf.answer or leaf.survey)
    return counted or (side.model.answers(stage.id).get(item) if stage else None)


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
