"""Changes: all changes between two versions, with the points that each moves, which add up to the whole."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import START
from ...i18n import Text
from ...scoring.completeness import owners_of
from ...workspace.layout import PROGRAM
from .answers import changed_answers
from .change import Change, Sides
from .documents import changed_documents
from .figures import IndexChange
from .records import ADDED, CHANGED, REMOVED, Record

RULES = frozenset(("instrument", "maturity"))
"""Kinds of record that are rules of the score."""
RULES_OF_PROGRAM = frozenset(("instrument", "maturity_instrument", "variant", "dimensions", "reviewers", "review"))
"""Keys of the programme that are rules of the score or of the review."""


def list_changes(sides: Sides, records: tuple[Record, ...], figures: IndexChange | None) -> Iterator[Change]:
    """The rules first, then answers, documents, and all other records."""
    yield from _rules(sides, records, figures)
    yield from changed_answers(sides, records, figures)
    yield from changed_documents(sides, records)
    for record in records:
        if record.kind not in RULES | {"answers", "evidence"}:
            yield from _record(sides, record)


def _rules(sides: Sides, records: tuple[Record, ...], figures: IndexChange | None) -> Iterator[Change]:
    """Changes of the rules. The points that they move together are given to the first."""
    found = [*_changed_rules(sides, records), *_changed_schemas(sides)]
    if figures and (figures.rules_claimed or figures.rules_supported):
        first = (
            found[0] if found else Change(kind="rules", id=_name(PROGRAM), what=CHANGED, path=PROGRAM, position=START)
        )
        yield first._replace(claimed=figures.rules_claimed, supported=figures.rules_supported)
        yield from found[1:]
    else:
        yield from found


def _changed_rules(sides: Sides, records: tuple[Record, ...]) -> Iterator[Change]:
    in_force = sides.head.model.program and sides.head.model.program.instrument
    for record in sorted(records, key=lambda r: _name(r.path) != in_force):
        fields = record.fields if record.kind in RULES else ()
        if record.kind == "program":
            fields = tuple(field for field in record.fields if field.pointer[0] in RULES_OF_PROGRAM)
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


def _changed_schemas(sides: Sides) -> Iterator[Change]:
    """Changes of the repository's schemas. They serve editors, since the tool uses its own, but they are rules too."""
    old, new = sides.base.schemas, sides.head.schemas
    for path in sorted(old.keys() | new.keys()):
        if old.get(path) != new.get(path):
            what = ADDED if path not in old else REMOVED if path not in new else CHANGED
            yield Change(kind="rules", id=path.rpartition("/")[2], what=what, path=path, position=START)


def _name(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml")


def _record(sides: Sides, record: Record) -> Iterator[Change]:
    model = (sides.base if record.what == REMOVED else sides.head).checked.model
    name = _name(record.path)
    fields = record.fields
    if record.kind == "program":
        fields = tuple(field for field in fields if field.pointer[0] not in RULES_OF_PROGRAM)
        if record.what == CHANGED and not fields:
            return
    position = sides.position(record, fields[0].pointer if fields else ())
    change = Change(kind=record.kind, id=name, what=record.what, path=record.path, position=position, fields=fields)
    if record.kind == "innovation" and (innovation := model.innovations.get(name)):
        change = change._replace(
            name=Text(innovation.name), dimension=innovation.dimension, agencies=owners_of(innovation)
        )
    elif record.kind == "survey" and (survey := model.surveys.get(name)):
        agencies = tuple(dict.fromkeys(p.agency for p in survey.programmes if p.agency))
        change = change._replace(dimension=survey.dimension, agencies=agencies)
    elif record.kind == "dimension":
        folder = record.path.split("/")[-2]
        change = change._replace(id=folder, dimension=folder)
    yield change
