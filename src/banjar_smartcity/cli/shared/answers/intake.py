"""Answer intake: the files that agencies send back, read and merged, and what is to be written for them."""

from __future__ import annotations

import os
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ....i18n import N_
from ....named import NamedTuple
from ....workspace.writing import refuse_links
from ...basis import in_focus
from ...faults import UsageFaultError
from ...session import Session
from ..evidence_adding import Addition, NewPaper, prepare
from ..stages import require_stage
from .files import listed_folder, with_embedded

if TYPE_CHECKING:
    from ....checking.pipeline import Checked
    from ....exchange.intake.filled import Resolve
    from ....exchange.intake.newcomers import Newcomer
    from ....exchange.intake.owned import OwnedMerging
    from ....exchange.intake.papers import Planned
    from ....exchange.intake.plan import Merging
    from ....exchange.intake.replies import RepliesMerging
    from ....exchange.returned import Returned
    from ....model.model import Model
    from ....model.program import Stage
    from ....source.document import Document


class Intake(NamedTuple):
    """What comes back, merged."""

    model: Model
    """In focus of the instrument of the stage."""
    stage: Stage
    merging: Merging
    owned: OwnedMerging
    replies: RepliesMerging
    newcomers: Mapping[str, Newcomer]
    """Innovations that get a record, by id."""
    planned: Mapping[str, Planned]
    """Documents to be recorded."""
    additions: tuple[Addition, ...]
    """What is written for them."""
    late: bool
    """Whether the stage is over, so that nobody knows the day of the answers."""


class Written(NamedTuple):
    """What is to be written."""

    changed: Mapping[Path, bytes]
    created: Mapping[Path, Iterable[bytes]]
    after: Model


def take_in(
    session: Session,
    checked: Checked,
    files: Sequence[Returned],
    take: Mapping[str, int],
    folder: Path | None,
    scratch: Path,
) -> Intake:
    """Merge the files with the repository. Nothing is written yet but to `scratch`, which must last until the end.

    A document that is refused counts as one that did not come: it is named, and the rest of the answer is taken in.
    """
    from ....exchange.intake.newcomers import newcomers
    from ....exchange.intake.owned import merge_owned
    from ....exchange.intake.papers import listed_faults, refused_papers, register, unusable_papers
    from ....exchange.intake.plan import Request, merge_answers
    from ....exchange.intake.replies import merge_replies
    from ....model.assignment import assigned

    model = in_focus(checked.model, None, files[0].stage)
    program = model.program
    assert program is not None  # noqa: S101 - `readable` has seen to it
    stage = require_stage(program, files[0].stage)
    new = newcomers(model, files, take)
    _refuse_unknown({*(item.id for item in model.items), *model.innovations, *new.ids}, take)
    papers, unusable = with_embedded(listed_folder(folder), files, scratch)
    planned: dict[str, Planned] = {}
    registers = {}
    for file in files:
        registers[file.path] = register(model, file, papers, planned)
        planned.update(registers[file.path].planned)
    additions, refused = _additions(session, checked, planned)
    late = stage.ends_on is not None and session.today > stage.ends_on
    owners = {}
    if model.instrument is not None:
        given = assigned(model.assignments, stage.id, model.instrument)
        owners = {item: assignment.agency for item, assignment in given.items()}
    request = Request(
        model=model,
        stage=stage,
        day=None if late else session.today,
        take=take,
        resolve=lambda file: _recordable(registers[file.path].resolve, refused),
        refusal=lambda file, name: (
            refused.get(registers[file.path].resolve(name) or "")
            or next((one.what for one in unusable[file.path] if one.name == name), None)
        ),
        owners=owners,
    )
    merging = merge_answers(request, files)
    faults = [fault for file in files for fault in unusable_papers(file, unusable[file.path])]
    faults += [fault for file in files for fault in listed_faults(file, papers)]
    faults += [fault for file in files for fault in refused_papers(file, registers[file.path].resolve, refused)]
    owned = merge_owned(model, [f._replace(owned=(*f.owned, *new.again.get(f.path, ()))) for f in files], take)
    return Intake(
        model=model,
        stage=stage,
        merging=merging._replace(findings=(*merging.findings, *faults)),
        owned=owned._replace(findings=(*owned.findings, *new.findings)),
        replies=merge_replies(model, stage.id, files, take),
        newcomers=new.made,
        planned={name: one for name, one in planned.items() if name not in refused},
        additions=additions,
        late=late,
    )


def _recordable(resolve: Resolve, refused: Container[str]) -> Resolve:
    """Find a document by what a line calls it, unless it is refused."""

    def find(line: str) -> str | None:
        found = resolve(line)
        return None if found in refused else found

    return find


def _refuse_unknown(known: Collection[str], take: Mapping[str, int]) -> None:
    from ....diagnostics import closest

    for name in take:
        if name not in known:
            near = closest(name, known)
            unknown = N_('there is no item "{item}"')
            similar = N_('there is no item "{item}"; did you mean "{near}"?')
            raise UsageFaultError(similar if near else unknown, item=name, near=near)


def to_write(session: Session, checked: Checked, intake: Intake) -> Written:
    """Every file that is changed or created. Raise `UsageFaultError` if one cannot be changed safely."""
    from ....exchange.assessors.writing import changed_marks
    from ....exchange.intake.owned import changed_innovation
    from ....exchange.intake.replies import reply_changes
    from ....exchange.sheets import changed_sheet
    from ....model.building import build_model
    from ....source.document import parse
    from ....source.yaml_edit import EditError

    documents = {document.path: (kind, document) for kind, document in checked.sound}
    changed: dict[str, bytes] = {}
    created: dict[str, bytes] = {}
    for path, after in _by_sheet(intake).items():
        target = refuse_links(session.root, session.root / path)
        if path in documents:
            data = documents[path][1].mapping
            try:
                changed[path] = changed_sheet(target.read_bytes(), data, intake.merging.before, after)
            except (EditError, KeyError) as error:
                raise _unsafe(path) from error
        elif target.exists():
            raise UsageFaultError(N_("{path} has errors; `smartcity validate {path}` lists them"), path=path)
        else:
            created[path] = _new_sheet(session, intake, path, after)
    for name, cells in intake.owned.changes.items():
        path = intake.model.innovations[name].at.path
        data = documents[path][1].mapping
        target = refuse_links(session.root, session.root / path)
        try:
            changed[path] = changed_innovation(target.read_bytes(), data, cells)
        except (EditError, KeyError) as error:
            raise _unsafe(path) from error
    for path, changes in reply_changes(intake.replies).items():
        data = documents[path][1].mapping
        target = refuse_links(session.root, session.root / path)
        try:
            changed[path] = changed_marks(target.read_bytes(), data, changes)
        except (EditError, KeyError) as error:
            raise _unsafe(path) from error
    records = {f"data/innovations/{name}.yaml": one for name, one in intake.newcomers.items()}
    for path, one in records.items():
        refuse_links(session.root, session.root / path)
        created[path] = _record(session, path, one)
    after_all: list[tuple[str, Document]] = []
    for path, content in {**changed, **created}.items():
        document, _ = parse(path, content)
        kind = documents[path][0] if path in documents else "innovation" if path in records else "answers"
        after_all.append((kind, _valid(kind, path, document)))
    kept = [(kind, document) for path, (kind, document) in documents.items() if path not in changed]
    return Written(
        {session.root / path: content for path, content in changed.items()},
        {
            **{session.root / path: [content] for path, content in created.items()},
            **{target: pieces for added in intake.additions for target, pieces in added.contents.items()},
        },
        in_focus(build_model((*kept, *after_all), ()), None, intake.stage.id),
    )


def _unsafe(path: str) -> UsageFaultError:
    return UsageFaultError(N_("{path} cannot be changed safely; change it in the file"), path=path)


def _by_sheet(intake: Intake) -> Mapping[str, Mapping[str, Mapping[str, object]]]:
    """The answers that are changed, by the path of their sheet."""
    from ....model.answer import sheet_path

    answers = intake.model.answers(intake.stage.id)
    found: dict[str, dict[str, Mapping[str, object]]] = {}
    for item in intake.model.items:
        if item.id in intake.merging.answers:
            answer = answers.get(item.id)
            path = answer.at.path if answer else sheet_path(item.dimension, intake.stage.id)
            found.setdefault(path, {})[item.id] = intake.merging.answers[item.id]
    return found


def _new_sheet(session: Session, intake: Intake, path: str, after: Mapping[str, Mapping[str, object]]) -> bytes:
    from ....model.instrument import SURVEY
    from ....render.records.answer_sheet import sheet_text
    from ....source.yaml_write import schema_beside
    from ....stages.carry import NewAnswer
    from ....stages.start import Sheet
    from ....workspace.layout import PROGRAM

    items = [item for item in intake.model.items if item.id in after]
    surveyed = (i for i in intake.model.items if i.dimension == items[0].dimension and i.kind == SURVEY)
    entries = tuple(NewAnswer(item, after[item.id], ()) for item in items)
    sheet = Sheet(path, items[0].dimension, entries, tuple(surveyed), ())
    schema = schema_beside((session.root / PROGRAM).read_text("utf-8"), PROGRAM, path, "answers")
    return sheet_text(intake.stage.id, sheet, session.lang, schema).encode()


def _record(session: Session, path: str, one: Newcomer) -> bytes:
    """The record of a new innovation, with what its agency wrote and comments for the rest."""
    from ....regions.editors import schema_path
    from ....render.records.skeleton import innovation_skeleton

    known: dict[str, object] = {"name": one.name, "dimension": one.dimension}
    if one.agency is not None:
        known["owners"] = [{"kind": "agency", "agency": one.agency, "sources": []}]
    if one.started:
        known["started"] = int(one.started) if one.started.isdecimal() else one.started
    if one.remark:
        known["note"] = one.remark
    schema = schema_path(session.root, path, "innovation")
    return innovation_skeleton(one.id, session.lang, schema, known).encode()


def _valid(kind: str, path: str, document: Document | None) -> Document:
    """The document. Raise `UsageFaultError` if there is none, or it breaks its schema."""
    from ....schema.validator import shipped

    if document is None or next(iter(shipped(kind).check(document)), None):
        raise UsageFaultError(N_("{path} would have errors; nothing was written"), path=path)
    return document


def _additions(
    session: Session, checked: Checked, planned: Mapping[str, Planned]
) -> tuple[tuple[Addition, ...], Mapping[str, str]]:
    """What is written for the documents, and why those are refused that `evidence add` would refuse, by id."""
    found = []
    refused = {}
    for one in planned.values():
        wish = NewPaper(
            file=one.full,
            id=one.id,
            title=one.title,
            kind=one.kind,
            agency=one.agency,
            number=one.number,
            issued_on=one.issued_on,
        )
        try:
            found.append(prepare(session, wish, checked))
        except UsageFaultError as fault:
            words = session.lang.translate(fault.msgid).format(**fault.facts)
            # The folder is known, and a long path would leave no room for the reason.
            refused[one.id] = words.replace(f"{Path(one.full).parent}{os.sep}", "")
    return tuple(found), refused
