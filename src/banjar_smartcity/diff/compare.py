"""Compare: what a change does, told as changes of records with what each moves in the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ..as_of import as_of
from ..check import Checked, without_errors
from ..completeness import owners_of
from ..model.dimension import CROSSCUTTING
from ..model.model import Model
from ..scoring.score import Score, compute_score
from ..scoring.tree import ZERO
from .faults import Faults, Findings, compare_findings
from .figures import Figures, Move, compare_scores
from .records import CHANGED, Field, Record, compare_records

RULES = frozenset(("instrument",))
"""Kinds of record that say how to count; so do `instrument`, `variant` and `dimensions` of the programme."""
_RULES_OF_PROGRAM = frozenset(("instrument", "variant", "dimensions"))


class Version(NamedTuple):
    """One version of the data: what the check says, the model as of the day, and its score where there is one."""

    checked: Checked
    model: Model
    score: Score | None

    @property
    def unread(self) -> tuple[str, ...]:
        """Files that could not be read as what they should be."""
        sound = {document.path for _, document in self.checked.sound}
        return tuple(path for path in self.checked.kinds if path not in sound)


class Change(NamedTuple):
    """One thing that changed: an answer, or a record of any other kind."""

    kind: str
    """Of the record; `answer` for an answer, `rules` for what says how to count."""
    id: str
    what: str
    """`added`, `removed`, `changed` or `renamed`; `moved` where only its figure changed, through something else."""
    path: str
    dimension: str | None
    agencies: tuple[str, ...]
    fields: tuple[Field, ...]
    claimed: Fraction
    """Points of the claimed final index."""
    supported: Fraction

    @property
    def wording(self) -> bool:
        """Whether only words differ and no figure moves."""
        still = not self.claimed and not self.supported
        return still and self.what == CHANGED and all(field.wording for field in self.fields)


class Diff(NamedTuple):
    """All that a change does. `figures` is None where one of the two has no rules to count by."""

    base: Version
    head: Version
    changes: tuple[Change, ...]
    figures: Figures | None
    faults: Faults

    @property
    def claimed(self) -> Fraction:
        """What the claimed final index gains."""
        return self.figures.head.final.claimed - self.figures.base.final.claimed if self.figures else ZERO

    @property
    def supported(self) -> Fraction:
        """What the supported final index gains."""
        return self.figures.head.final.supported - self.figures.base.final.supported if self.figures else ZERO


def version(checked: Checked, today: date) -> Version:
    """A version of the data as of a day. Files with errors do not count."""
    model = as_of(without_errors(checked) if checked.errors else checked.model, today)
    return Version(checked, model, _score(model, model, checked, today))


def compare(base: Version, head: Version, today: date) -> Diff:
    """What leads from one version to the other."""
    records = compare_records(base.checked.sound, head.checked.sound)
    renamed = {record.before: record.path for record in records if record.before and record.before != record.path}
    figures = None
    replayed = _score(base.model, head.model, base.checked, today)
    if base.score and replayed and head.score:
        figures = compare_scores(base.score, replayed, head.score)
    return Diff(
        base,
        head,
        tuple(_changes(records, figures, base.model, head.model)),
        figures,
        compare_findings(_findings(base.checked), _findings(head.checked), renamed),
    )


def _findings(checked: Checked) -> Findings:
    return Findings(checked.findings, checked.texts)


def _score(model: Model, rules: Model, checked: Checked, today: date) -> Score | None:
    """The score of a model's own stage by the rules of another."""
    stage = model.stage()
    if stage is None or model.program is None or rules.program is None:
        return None
    program = model.program._replace(
        instrument=rules.program.instrument, variant=rules.program.variant, dimensions=rules.program.dimensions
    )
    ruled = model._replace(program=program, instruments=rules.instruments, dimensions=rules.dimensions)
    return compute_score(ruled, stage, today, checked.holdings)


def _changes(records: Iterable[Record], figures: Figures | None, base: Model, head: Model) -> Iterator[Change]:
    moves = {move.item: move for move in figures.moves} if figures else {}
    if figures and (figures.rules_claimed or figures.rules_supported or _ruled(records)):
        own = tuple(field for record in records if _rules(record) for field in record.fields)
        paths = [record.path for record in records if _rules(record)] or [""]
        yield Change(
            "rules", head.program.instrument or "" if head.program else "", CHANGED, paths[0], None, (), own,
            figures.rules_claimed, figures.rules_supported,
        )  # fmt: skip
    told: set[str] = set()
    for record in records:
        if record.kind == "answers":
            yield from _answers(record, moves, base, head, told)
        elif not _rules(record):
            yield _record(record, base, head)
    for item, move in moves.items():
        if item not in told:
            yield _answer(item, "moved", "", (), move, base, head)


def _ruled(records: Iterable[Record]) -> bool:
    return any(map(_rules, records))


def _rules(record: Record) -> bool:
    if record.kind == "program":
        return bool(record.fields) and all(field.pointer[0] in _RULES_OF_PROGRAM for field in record.fields)
    return record.kind in RULES


def _answers(record: Record, moves: Mapping[str, Move], base: Model, head: Model, told: set[str]) -> Iterator[Change]:
    """The answers of a sheet that changed, each by its item."""
    changed: dict[str, list[Field]] = {}
    for field in record.fields:
        if field.pointer[0] == "answers" and len(field.pointer) > 1:
            rest = field.pointer[2:] or ("answer",)
            changed.setdefault(str(field.pointer[1]), []).append(field._replace(pointer=rest))
    if record.what in ("added", "removed"):
        model = head if record.what == "added" else base
        sheet = next((sheet for sheet in model.sheets if sheet.at.path == record.path), None)
        changed = {answer.item: [] for answer in sheet.answers} if sheet else {}
    for item, fields in changed.items():
        what = record.what if record.what in ("added", "removed") else CHANGED
        if len(fields) == 1 and fields[0].pointer == ("answer",):
            what = "removed" if fields[0].after is None else "added"
        told.add(item)
        yield _answer(item, what, record.path, tuple(fields), moves.get(item), base, head)


def _answer(
    item: str, what: str, path: str, fields: tuple[Field, ...], move: Move | None, base: Model, head: Model
) -> Change:
    model = head if any(known.id == item for known in head.items) else base
    known = next((known for known in model.items if known.id == item), None)
    leaf = (move.after or move.before) if move else None
    answer = leaf.answer if leaf else None
    return Change(
        "answer",
        item,
        what,
        path,
        (known.dimension or CROSSCUTTING) if known else None,
        (answer.responsible,) if answer and answer.responsible else (),
        fields,
        move.claimed if move else ZERO,
        move.supported if move else ZERO,
    )


def _record(record: Record, base: Model, head: Model) -> Change:
    model = base if record.what == "removed" else head
    name = record.path.rpartition("/")[2].removesuffix(".yaml")
    dimension: str | None = None
    agencies: tuple[str, ...] = ()
    if record.kind == "innovation" and (innovation := model.innovations.get(name)):
        dimension, agencies = innovation.dimension, owners_of(innovation)
    elif record.kind == "evidence" and (evidence := model.evidence.get(name)):
        agencies = (evidence.agency,) if evidence.agency else ()
    elif record.kind == "survey" and (survey := model.surveys.get(name)):
        dimension = survey.dimension
        agencies = tuple(dict.fromkeys(p.agency for p in survey.programmes if p.agency))
    elif record.kind == "dimension":
        dimension = name = record.path.split("/")[-2]
    return Change(record.kind, name, record.what, record.path, dimension, agencies, record.fields, ZERO, ZERO)
