"""Changed: the changes of answers, with the points by which each moves the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ....diagnostics import At
from ....model.answer import Answer
from ....model.dimension import CROSSCUTTING
from ....model.focus import stage_rules
from ....model.instrument import Item
from ....model.survey import Survey
from ....named import NamedTuple
from ....scoring.parts import ZERO, Leaf
from ....workspace.layout import PROGRAM
from ...index.comparison import Comparisons, IndexComparison
from ...index.figures import Move
from ...index.version import Facet
from ..change import MOVED, Change, Sides
from ..records import ADDED, CHANGED, REMOVED, RENAMED, Field, Record, compare_values, follow
from .notes import AnswerPair, notes_of


class _Moved(NamedTuple):
    """The figures that moved by an instrument, by item."""

    instrument: str | None
    """None for the default one."""
    comparison: IndexComparison
    moves: Mapping[str, Move]


def changed_answers(sides: Sides, records: tuple[Record, ...], comparisons: Comparisons) -> Iterator[Change]:
    """Answers that were changed, then unchanged ones that count differently because of something else."""
    by_instrument = tuple(
        _Moved(found.instrument if place else None, found, {m.item: m for m in found.figures.moves})
        for place, found in enumerate(comparisons)
        if found.figures
    )
    # Each stage answers one instrument. An answer of a stage that is not current moves nothing.
    current = {stage: found for found in reversed(by_instrument) for stage in found.comparison.stages}
    items = _items_of(sides)
    documents = {
        str(field.before): str(field.after)
        for record in records
        if record.kind == "evidence" and record.what == RENAMED
        for field in record.fields
        if field.pointer == ("id",)
    }
    pairs: list[AnswerPair] = []
    for record in sorted(records, key=_paths):  # the same order in both directions
        if record.kind == "answers":
            data = _data(sides, record)
            found = tuple(_differing(record, data, documents))
            fields = tuple(field for field in record.fields if field.pointer[0] != "answers")
            if fields or record.what == RENAMED or not found:
                yield _sheet(sides, record, data, fields)
            pairs += found
    reported: set[tuple[str | None, str]] = set()
    for pair in _joined(pairs):
        moved = next((current[stage] for stage in sorted(pair.stages) if stage in current), None)
        key = (moved.instrument if moved else None, pair.item)
        move = moved.moves.get(pair.item) if moved and key not in reported else None
        reported |= {key} if move else set()
        yield _answer(sides, items(pair.stages, pair.item), pair, move)._replace(instrument=key[0])
    for other in by_instrument:
        for item, move in other.moves.items():
            if (other.instrument, item) not in reported:
                change = _moved(sides, items(other.comparison.stages, item), other.comparison, move)
                yield change._replace(instrument=other.instrument)


def _items_of(sides: Sides) -> Callable[[frozenset[str], str], Item | None]:
    """The item of this id in the instrument that one of these stages answers, in the new version or else in the old."""
    rules = [stage_rules(side.model) for side in (sides.head, sides.base)]

    def find(stages: frozenset[str], item: str) -> Item | None:
        found = (rule(stage).items.get(item) for rule in rules for stage in sorted(stages))
        return next(filter(None, found), None)

    return find


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


def _differing(record: Record, data: tuple[Any, Any], documents: Mapping[str, str]) -> Iterator[AnswerPair]:
    """The answers that differ; an added or removed answer has all its fields."""
    old, new = (_answers(sheet) for sheet in data)
    stages = frozenset(str(sheet["stage"]) for sheet in data if sheet)
    for key in dict.fromkeys((*new, *old)):
        before, after = old.get(key), new.get(key)
        compared = compare_values(before[1] if before else {}, after[1] if after else {})
        fields = tuple(follow(compared, documents))
        if fields:
            others = tuple(field for field in fields if field.pointer != ("item",))
            yield AnswerPair(record, key[0], stages, before, after, others)


def _joined(pairs: list[AnswerPair]) -> Iterator[AnswerPair]:
    """The pairs, where an answer that is gone from one sheet and new in another one of the stage is one that moved."""
    gone: dict[tuple[str, frozenset[str]], list[AnswerPair]] = {}
    for pair in pairs:
        if pair.new is None:
            gone.setdefault((pair.item, pair.stages), []).append(pair)
    waiting = {key: iter(found) for key, found in gone.items()}
    joined: dict[int, AnswerPair] = {}
    taken: set[int] = set()
    for pair in pairs:
        former = next(waiting.get((pair.item, pair.stages), iter(())), None) if pair.old is None else None
        if former and former.old and pair.new:
            sheet = Field(("sheet",), former.record.before or former.record.path, pair.record.path)
            fields = tuple(compare_values(former.old[1], pair.new[1]))
            joined[id(pair)] = pair._replace(old=former.old, fields=(sheet, *fields))
            taken.add(id(former))
    for pair in pairs:
        if id(pair) not in taken:
            yield joined.get(id(pair), pair)


def _answers(sheet: Any) -> Mapping[tuple[str, int], tuple[int, Any]]:
    """The answers of a sheet by item and occurrence: an item may be answered twice, which is a fault."""
    found: dict[tuple[str, int], tuple[int, Any]] = {}
    occurrences: Counter[str] = Counter()
    for place, answer in enumerate(sheet["answers"] if sheet else ()):
        found[answer["item"], occurrences[answer["item"]]] = place, answer
        occurrences[answer["item"]] += 1
    return found


def _answer(sides: Sides, item: Item | None, pair: AnswerPair, move: Move | None) -> Change:
    what = ADDED if pair.old is None else REMOVED if pair.new is None else CHANGED
    place, answer = pair.new or pair.old or (0, {})
    position = sides.locate(pair.record, ("answers", place), gone=pair.new is None)
    responsible = answer.get("responsible")
    change = Change(
        kind="answer",
        id=pair.item,
        what=what,
        path=pair.record.path,
        position=position,
        agencies=(responsible,) if responsible else (),
        fields=pair.fields,
        notes=tuple(notes_of(sides, pair)),
    )
    return _with_figures(change, item, move)


def _moved(sides: Sides, item: Item | None, comparison: IndexComparison, move: Move) -> Change:
    """The change of an item whose figure moved although its answer did not change."""
    places = ((comparison.head, move.after, sides.in_new), (comparison.base, move.before, sides.in_old))
    found = ((_source(facet, leaf, move.item), locate) for facet, leaf, locate in places)
    source, locate = next(((source, locate) for source, locate in found if source), (None, sides.in_new))
    at = source.at if source else At(PROGRAM)
    responsible = source.responsible if isinstance(source, Answer) else None
    agencies = (responsible,) if responsible else ()
    change = Change(kind="answer", id=move.item, what=MOVED, path=at.path, position=locate(at), agencies=agencies)
    return _with_figures(change, item, move)


def _source(facet: Facet | None, leaf: Leaf | None, item: str) -> Answer | Survey | None:
    """The answer or survey that a figure comes from, or that would count under the other rules."""
    counted = leaf and (leaf.answer or leaf.survey)
    return counted or (facet.model.answers(facet.stage).get(item) if facet and facet.stage else None)


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
