"""Changes: all changes between two versions, with the points that each moves, which add up to the whole."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import START
from ...i18n import Text
from ...model.innovation import Innovation
from ...model.model import Model
from ...model.survey import Survey
from ...model.survey_seal import WHOLE
from ...workspace.layout import PROGRAM
from ..index.comparison import Comparisons
from .answers.changed import changed_answers
from .answers.ends import with_ends
from .change import BY_HAND, Change, Sides
from .documents import changed_documents
from .lines import compare_lines
from .records import ADDED, CHANGED, REMOVED, Field, Record

RULES = frozenset(("instrument", "maturity", "crosswalk", "migration"))
"""Kinds of record that are rules of the score, or of what is carried over from one form to another."""
RULES_OF_PROGRAM = frozenset(
    ("instrument", "maturity_instrument", "variant", "also", "dimensions", "reviewers", "review")
)
"""Keys of the programme that are rules of the score or of the review."""

_FIGURES = frozenset(("respondents", "statements", "sub_dimensions", "programmes", "lint", "imported"))
"""Keys of a survey with figures."""


def list_changes(sides: Sides, records: tuple[Record, ...], comparisons: Comparisons) -> Iterator[Change]:
    """The rules first, then answers, documents, and all other records."""
    yield from _rules(sides, records, comparisons)
    yield from with_ends(sides, comparisons, changed_answers(sides, records, comparisons))
    yield from changed_documents(sides, records)
    for record in records:
        if record.kind not in RULES | {"answers", "evidence"}:
            yield from _record(sides, record)


def _rules(sides: Sides, records: tuple[Record, ...], comparisons: Comparisons) -> Iterator[Change]:
    """Changes of the rules. The points that they move together in an index are given to the first of its own.

    By the default instrument that is the first of all; by another one, the change of that instrument.
    """
    found = [*_changed_rules(sides, records), *_changed_files(sides)]
    for place, comparison in enumerate(comparisons):
        figures = comparison.figures
        if figures and (figures.rules_claimed or figures.rules_supported):
            free = [n for n, change in enumerate(found) if not change.moves]
            own = [n for n in free if found[n].id == comparison.instrument] if place else free
            number = own[0] if own else len(found)
            if not own:
                name = comparison.instrument if place and comparison.instrument else _name(PROGRAM)
                found.append(Change(kind="rules", id=name, what=CHANGED, path=PROGRAM, position=START))
            found[number] = found[number]._replace(
                claimed=figures.rules_claimed,
                supported=figures.rules_supported,
                instrument=comparison.instrument if place else None,
            )
    yield from found


def _changed_rules(sides: Sides, records: tuple[Record, ...]) -> Iterator[Change]:
    in_force = sides.head.model.program and sides.head.model.program.instrument
    for record in sorted(records, key=lambda r: _name(r.path) != in_force):
        fields = record.fields if record.kind in RULES else ()
        if record.kind == "program":
            fields = tuple(filter(_is_rule, record.fields))
        if record.kind in RULES or fields:
            pointer = fields[0].pointer if fields else ()
            position = sides.position(record, pointer)
            yield Change(
                kind="rules",
                id=_name(record.path),
                what=record.what,
                path=record.path,
                position=position,
                fields=fields,
            )


def _is_rule(field: Field) -> bool:
    """Whether a field of the programme is a rule. Which stage of another instrument is current is none, as above."""
    if field.pointer[0] == "also":
        return field.pointer[-1] != "stage"
    is_instrument = field.pointer[0] == "stages" and field.pointer[-1] == "instrument"
    return field.pointer[0] in RULES_OF_PROGRAM or is_instrument


def _changed_files(sides: Sides) -> Iterator[Change]:
    """Changes of files that decide how data are judged, shown or reviewed.

    The repository's schemas serve editors, since the tool uses its own, but they are rules too.
    """
    old, new = sides.base.files.rules, sides.head.files.rules
    for path in sorted(old.keys() | new.keys()):
        before, after = old.get(path), new.get(path)
        if before is None or after is None or not before.is_same(after):
            yield Change(
                kind="rules",
                id=path,
                what=ADDED if before is None else REMOVED if after is None else CHANGED,
                path=path,
                position=START,
                fields=tuple(compare_lines(before.text if before else "", after.text if after else "")),
            )


def _is_typed(sides: Sides, record: Record, survey: Survey) -> bool:
    """Whether figures of a survey changed, or came, without an import that sealed them."""
    if record.what == REMOVED or survey.seal == WHOLE:
        return False
    return record.what == ADDED or any(field.pointer[0] in _FIGURES for field in record.fields if not field.wording)


def _name(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml")


def _innovation(sides: Sides, record: Record, model: Model) -> Innovation | None:
    """The innovation of a file, also if its id is not the file's name, or another innovation has it too."""
    gone = record.what == REMOVED
    path = (record.before or record.path) if gone else record.path
    data = (sides.old if gone else sides.new)[path].data
    names = (path, _name(path), str(data.get("id")) if isinstance(data, dict) else "")
    known = (model.innovations.get(name) for name in names)
    return next((innovation for innovation in known if innovation and innovation.at.path == path), None)


def _record(sides: Sides, record: Record) -> Iterator[Change]:
    model = (sides.base if record.what == REMOVED else sides.head).checked.model
    name = _name(record.path)
    fields = record.fields
    if record.kind == "program":
        fields = tuple(field for field in fields if not _is_rule(field))
        if record.what == CHANGED and not fields:
            return
    position = sides.position(record, fields[0].pointer if fields else ())
    change = Change(kind=record.kind, id=name, what=record.what, path=record.path, position=position, fields=fields)
    if record.kind == "innovation" and (innovation := _innovation(sides, record, model)):
        change = change._replace(
            name=Text(innovation.name), dimension=innovation.dimension, agencies=innovation.agencies
        )
    elif record.kind == "survey" and (survey := model.surveys.get(name)):
        agencies = tuple(dict.fromkeys(p.agency for p in survey.programmes if p.agency))
        notes = (BY_HAND,) if _is_typed(sides, record, survey) else ()
        change = change._replace(dimension=survey.dimension, agencies=agencies, notes=notes)
    elif record.kind == "dimension":
        folder = record.path.split("/")[-2]
        change = change._replace(id=folder, dimension=folder)
    yield change
