"""Identity: an id must be the name of its file, and no id may occur twice."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from ..diagnostics import At, Diagnostic, Kind, Severity
from ..i18n import N_
from ..model.contest_links import registers
from ..model.dimension import CROSSCUTTING
from ..model.innovation import Innovation
from ..model.later import outlined, suspects
from ..model.model import Model, stem
from ..workspace.layout import FILE_COPY, is_id
from .context import Context

MISMATCH = Kind(
    id="id-mismatch",
    severity=Severity.ERROR,
    message=N_('"{id}" does not match the name of the file or folder, "{name}"'),
    hint=N_("Rename the file, or correct the value."),
    why=N_("People find a record by its file and programs by its id; both must lead to the same place."),
    example="# data/innovations/urc.yaml\nid: unit-reaksi-cepat",
)
DUPLICATE = Kind(
    id="id-duplicate",
    severity=Severity.ERROR,
    message=N_('the id "{id}" is repeated here; the first is on line {first}'),
    hint=N_("Give one of the two another id, or remove it."),
    why=N_("A reference to this id could mean either of the two."),
    example="- id: dkisp\n- id: dkisp",
)
KINDS = (MISMATCH, DUPLICATE)


def check_identity(context: Context) -> Iterator[Diagnostic]:
    """Ids that differ from the name of the file, and ids that occur twice in one register."""
    model = context.model
    groups = (
        model.all_instruments,
        model.dimensions,
        outlined(model.evidence),
        outlined(model.innovations),
        outlined(model.drafts),
        model.surveys,
    )
    paths = {record.at.path for group in groups for record in group.values()} | {s.at.path for s in model.sheets}
    paths |= {marked.at.path for marked in model.assessments}
    for group in groups:
        for record in group.values():
            yield from _named(paths, record.id, record.at / "id")
    for result in model.result_list:
        # Several instruments may have results of one year: then the name of the file begins with the instrument's.
        if not stem(result.at.path).endswith(f"-{result.year}"):
            yield from _named(paths, str(result.year), result.at / "year")
    for contest in model.contests.values():
        yield from _named(paths, str(contest.year), contest.at / "year")
    for crosswalk in model.crosswalks.values():
        yield from _named(paths, crosswalk.id, crosswalk.at / "from")
    for migration in model.migrations.values():
        yield from _named(paths, migration.id, migration.at / "from")
    misnamed = {(d.id, stem(d.at.path)) for d in model.dimensions.values()}
    for sheet in model.sheets:
        yield from _named(paths, sheet.stage, sheet.at / "stage")
        # If a folder has another name than its dimension, that is one fault, not one of every sheet in it.
        if sheet.dimension != sheet.folder and (sheet.dimension, sheet.folder) not in misnamed:
            facts = {"id": sheet.dimension or "null", "name": sheet.folder or CROSSCUTTING}
            yield Diagnostic(MISMATCH, sheet.at / "dimension", facts, None, sheet.folder)
    for marked in model.assessments:
        yield from _named(paths, marked.stage, marked.at / "stage")
    yield from _registers(model)


def _named(paths: Container[str], record_id: str, at: At) -> Iterator[Diagnostic]:
    name = stem(at.path)
    if record_id == name:
        return
    from ..spelling.ids import copied_from

    original = f"{at.path.rpartition('/')[0]}/{record_id}.yaml"
    if copied_from(name) == record_id and original in paths:
        yield Diagnostic(FILE_COPY, at, {"original": original})
    else:
        # A name with spaces or brackets is not an id: then the file has the wrong name.
        yield Diagnostic(
            MISMATCH, at, {"id": record_id, "name": name}, None, name if is_id(name) else f"{record_id}.yaml"
        )


def _registers(model: Model) -> Iterator[Diagnostic]:
    program = model.program
    if program:
        registers_of = (program.missions, program.stages, program.meetings, program.offices)
        for register in (*registers_of, program.documents, program.indices, program.targets):
            yield from _twice((record.id, record.at / "id") for record in register)
        for meeting in program.meetings:
            yield from _twice((decision.id, decision.at / "id") for decision in meeting.decisions)
        yield from _twice((entry.working_group or "null", entry.at / "working_group") for entry in program.reviewers)
    yield from _twice((a.id, a.at / "id") for a in model.agency_list)
    yield from _twice((s.id, s.at / "id") for s in model.source_list)
    for instrument in model.all_instruments.values():
        # `within` may name an aspect or a group, so that these share their ids.
        yield from _twice(
            (*((a.id, a.at / "id") for a in instrument.aspects), *((g.id, g.at / "id") for g in instrument.groups))
        )
        yield from _twice((table.id, table.at / "id") for table in instrument.conversions)
        for members in (instrument.variants, instrument.ladders, instrument.items):
            yield from _twice((m.id, m.at / "id") for m in members)
    for records in (model.innovations, model.drafts):
        for _, innovation in suspects(records, lambda outline: "identity" in outline.remarks):
            yield from of_innovation(innovation)
    for result in model.result_list:
        yield from _twice((row.region, row.at / "region") for row in result.rows)
    for contest in model.contests.values():
        for listed in (contest.dates, *registers(contest).values()):
            yield from _twice((part.id, part.at / "id") for part in listed or ())
    for marked in model.assessments:
        yield from _twice((entry.item, entry.at / "item") for entry in marked.items)
    yield from _twice((part.id, part.at / "id") for d in model.dimensions.values() for part in d.sub_dimensions)


def of_innovation(record: Innovation) -> Iterator[Diagnostic]:
    """Ids that occur twice in an innovation."""
    yield from _twice((result.id, result.at / "id") for result in record.profile.results)
    yield from _twice((affair.id, affair.at / "id") for affair in record.profile.affairs)


def _twice(records: Iterable[tuple[str, At]]) -> Iterator[Diagnostic]:
    first: dict[str, At] = {}
    for record_id, at in records:
        if record_id in first:
            yield Diagnostic(DUPLICATE, at, {"id": record_id, "first": first[record_id]})
        else:
            first[record_id] = at
