"""Column map: a small YAML file with the meaning of columns whose names are not recognised."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fnmatch import fnmatchcase
from typing import Any

from ....diagnostics import At, Diagnostic, Finding, Phrase, closest
from ....i18n import N_, Text
from ....model.focus import each_focus, stage_instrument
from ....model.model import Model
from ....model.moment import parse_date
from ....model.parts import optional_text
from ....named import NamedTuple
from ....schema.scale import off_scale
from ....schema.validator import shipped
from ....source.document import Locator
from ....workspace.layout import Loaded, load
from ...table.kinds import MAP
from ..statements import Statements, statements_of


class MappedProgramme(NamedTuple):
    """The programme of a sub-dimension in the map; `stated` has the keys that are there, even with null."""

    name: Text | None
    agency: str | None
    users: int | None
    agency_took_part: bool | None
    stated: frozenset[str]


class MappedFile(NamedTuple):
    """What the map states about files whose name matches a pattern."""

    pattern: str
    sheet: str | None
    place: str | None
    """The dimension or sub-dimension of its numbered columns."""


class ColumnMap(NamedTuple):
    """The map; empty if none is given."""

    path: str = ""
    stage: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    official_wording: bool = False
    collected: str | None = None
    """How the answers were collected, as the record says it."""
    scale: Mapping[str, int | None] = {}
    """The marks of the office's own labels; None for those that mean no answer."""
    sheet: str | None = None
    columns: Mapping[str, Any] = {}
    statements: Mapping[str, str] = {}
    programmes: Mapping[str, MappedProgramme] = {}
    files: tuple[MappedFile, ...] = ()
    locator: Locator | None = None

    def file(self, name: str) -> MappedFile:
        """What the map states about the file of this name."""
        for entry in self.files:
            if fnmatchcase(name.casefold(), entry.pattern.casefold()):
                return entry._replace(sheet=entry.sheet or self.sheet)
        return MappedFile(name, self.sheet, None)

    def finding(self, diagnostic: Diagnostic) -> Finding:
        """A fault of the map as a finding with line and column."""
        assert self.locator is not None  # noqa: S101 - only a map that was read has faults
        return _finding(diagnostic, self.locator)


EMPTY = ColumnMap()


def _finding(d: Diagnostic, locator: Locator) -> Finding:
    return Finding(d.kind, d.at.path, d.position or locator(d.at), d.facts, d.suggestion)


class MapFile(NamedTuple):
    """A YAML file with a map: its path, and what was read there, once for all who ask."""

    path: str
    loaded: Loaded


def open_map(path: str) -> MapFile:
    """Read the file of a map."""
    return MapFile(path, load(path, path, nodes=False))


def map_in(file: MapFile, statements: Statements, stages: tuple[str, ...]) -> tuple[ColumnMap, list[Finding]]:
    """The map in a file, and its faults; an empty map if the file could not be read or is not valid."""
    path, loaded = file
    locator = Locator({path: loaded.text})
    faults = list(loaded.diagnostics)
    if loaded.document is not None:
        faults += shipped("survey-columns").check(loaded.document)
    if loaded.document is None or faults:
        return EMPTY, [_finding(d, locator) for d in faults]
    data = loaded.document.data
    assert isinstance(data, dict)  # noqa: S101 - the schema asks for it
    found = _build(path, data)._replace(locator=locator)
    faults_of_names = [found.finding(d) for d in _unknown(found, statements, stages)]
    known = {item.id for item in statements.items}
    return found._replace(statements={i: c for i, c in found.statements.items() if i in known}), faults_of_names


def _build(path: str, data: dict[str, Any]) -> ColumnMap:
    return ColumnMap(
        path=path,
        stage=data.get("stage"),
        starts_on=parse_date(data.get("starts_on")),
        ends_on=parse_date(data.get("ends_on")),
        official_wording=data.get("official_wording", False),
        collected=data.get("collected"),
        scale=data.get("scale", {}),
        sheet=data.get("sheet"),
        columns=data.get("columns", {}),
        statements=data.get("statements", {}),
        programmes={
            part: MappedProgramme(
                optional_text(p.get("name")), p.get("agency"), p.get("users"), p.get("agency_took_part"), frozenset(p)
            )
            for part, p in data.get("programmes", {}).items()
        },
        files=tuple(
            MappedFile(f["file"], f.get("sheet"), f.get("sub_dimension") or f.get("dimension"))
            for f in data.get("files", ())
        ),
    )


def _unknown(found: ColumnMap, statements: Statements, stages: tuple[str, ...]) -> list[Diagnostic]:
    """Faults for names and marks in the map that the instrument does not have."""
    at = At(found.path)
    items = [item.id for item in statements.items]
    parts = [sub.id for dimension in statements.dimensions for sub in dimension.sub_dimensions]
    wholes = [dimension.id for dimension in statements.dimensions]
    faults: list[Diagnostic] = []

    def look(where: At, name: str | None, known: list[str], what: str) -> None:
        if name is not None and name not in known:
            facts = {"what": Phrase(what), "name": name}
            faults.append(Diagnostic(MAP, where, facts, None, closest(name, known)))

    given = {(at / "scale").key(label): mark for label, mark in found.scale.items() if mark is not None}
    faults += off_scale(given, statements.marks)
    look(at / "stage", found.stage, list(stages), N_("stage"))
    for item in found.statements:
        look((at / "statements").key(item), item, items, N_("statement"))
    for part in found.programmes:
        look((at / "programmes").key(part), part, parts, N_("sub-dimension"))
    for role, column in found.columns.items():
        if isinstance(column, dict):
            for part in column:
                look((at / "columns" / role).key(part), part, parts, N_("sub-dimension"))
    for i, entry in enumerate(found.files):
        look(at / "files" / i, entry.place, [*parts, *wholes], N_("dimension or sub-dimension"))
    return faults


def named_stage(file: MapFile, model: Model) -> str | None:
    """The stage that a map names, if the map is valid by the instrument that this stage answers; None if it is not."""
    for seen in each_focus(model):
        program = seen.program
        stages = tuple(stage.id for stage in program.stages) if program else ()
        named, faults = map_in(file, statements_of(seen), stages)
        if program and not faults and named.stage and stage_instrument(program, named.stage) == program.instrument:
            return named.stage
    return None
