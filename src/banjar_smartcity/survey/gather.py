"""Gather: read the files and the column map of a call, and check them together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ..diagnostics import Finding, Kind, Severity
from ..i18n import N_
from ..model.innovation import Innovation
from ..model.model import Model
from ..model.program import Stage
from ..model.survey_faults import same_name
from ..named import NamedTuple
from .answers.account import FileAccount, TableAccount, table_account
from .answers.collected import Collected
from .answers.forms import Form, TableContent
from .answers.keys.running import with_codes_by_table
from .answers.people import identify
from .answers.sheet_names import put_aside
from .cells.times.times import Days
from .columns.maps.column_map import EMPTY, ColumnMap, MapFile, map_in
from .columns.maps.programme_names import with_programmes
from .columns.statements import Statements
from .file_tables import Read, read_file
from .lint import lint
from .table.findings import finding
from .table.kinds import ROWS_FEWER
from .table.row_kinds import SHEET_ASIDE

FILE_TWICE = Kind(
    id="survey-file-twice",
    severity=Severity.ERROR,
    message=N_('this is the same file as "{other}"'),
    hint=N_("Name each file once."),
    why=N_("Rows that are read twice would count twice."),
    example="smartcity survey import living.csv salinan-living.csv",
)
SHEET_TWICE = Kind(
    id="survey-sheet-twice",
    severity=Severity.WARNING,
    message=N_('this sheet has the same answers, row by row, as "{other}"; it is not counted'),
    hint=N_("If it is a copy or has the same answers in other words, nothing needs to be done."),
    why=N_("People whose answers are on two sheets would count twice."),
    example="# lembar Jawaban dan lembar Kode: 60 orang yang sama",
)
KINDS = (FILE_TWICE, SHEET_TWICE)
_LEAST_SAME = 20
"""Rows of a table with the same answers, row by row, as another one, before that is not chance."""


class Gathered(NamedTuple):
    """The content of the files of a call, and all findings about them."""

    collected: Collected
    findings: tuple[Finding, ...]
    files: tuple[FileAccount, ...]
    """Every file with its tables: what was read, and why some rows do not count."""
    reads: tuple[tuple[str, TableContent], ...]
    """The content of each table, with its path."""

    @property
    def tables(self) -> tuple[TableAccount, ...]:
        """The accounts of all tables."""
        return tuple(table for file in self.files for table in file.tables)

    @property
    def column_names(self) -> dict[tuple[str, int], str]:
        """The labels of the known columns, by path and number of the column."""
        return {(path, i + 1): label for path, read in self.reads for i, label in read.columns.labels().items()}

    @property
    def errors(self) -> int:
        """The number of findings that are errors."""
        return sum(f.kind.severity is Severity.ERROR for f in self.findings)


def gather(
    paths: Sequence[str],
    map_file: MapFile | None,
    model: Model,
    statements: Statements,
    stage: Stage,
    today: date,
    dimension: str | None,
) -> Gathered:
    """Read all files of a call and lint them together; with `dimension`, only the answers of that dimension."""
    column_map, findings = _map(map_file, model, statements)
    statements = with_programmes(statements, column_map)
    days = _days(column_map, stage, today)
    reads: list[Read] = []
    others: dict[str, tuple[str, ...]] = {}
    digests: dict[bytes, str] = {}
    for path in paths:
        found, others[path], faults = read_file(path, column_map, statements, dimension, days)
        findings += faults
        digest = _digest(path) if len(paths) > 1 and any(read.content.rows for read in found) else b""
        if digest and digest in digests:
            findings.append(finding(FILE_TWICE, path, {"other": digests[digest]}))
            continue
        if digest:
            digests[digest] = path
        for read in found:
            findings += read.content.findings
        reads += found
    if len(reads) > 1:
        kept = list(_once(reads, findings))
        for read in reads:
            others[read.file] += () if any(read is one for one in kept) else (read.sheet,)
        reads = kept
    forms = tuple(f for read in reads for f in read.content.forms if dimension in (None, f.dimension))
    forms, faults = with_codes_by_table(forms)
    findings += faults
    findings += [*_fewer(reads), *_aside(reads)]
    collected = _collect(forms, model, statements, stage, today, column_map)
    if collected.dimensions or any(len(form.refused) for form in forms):
        findings += lint(collected)
    findings.sort(key=lambda f: (f.path, f.position, f.kind.id))
    files = tuple(
        FileAccount(
            path,
            tuple(
                table_account(r.content, r.path, r.sheet, r.header_row, collected, dimension)
                for r in reads
                if r.file == path and r.content.columns.statements
            ),
            others[path],
        )
        for path in dict.fromkeys(paths)
    )
    return Gathered(collected, tuple(findings), files, tuple((read.path, read.content) for read in reads))


def _fewer(reads: Sequence[Read]) -> Iterator[Finding]:
    """The finding that a table says that there are more people than all tables together have rows."""
    rows = sum(read.content.rows for read in reads)
    for read in reads:
        if read.content.stated > rows:
            yield finding(ROWS_FEWER, read.path, {"stated": read.content.stated, "count": rows})


def _aside(reads: Sequence[Read]) -> Iterator[Finding]:
    """The findings about sheets that are read, though their names say that their rows are trials or taken out."""
    for file in dict.fromkeys(read.file for read in reads):
        for facts in put_aside([read.sheet for read in reads if read.file == file]):
            yield finding(SHEET_ASIDE, file, facts)


def _days(column_map: ColumnMap, stage: Stage, today: date) -> Days:
    """The days of the survey in the column map, else the year up to today or to the end of the stage."""
    if column_map.starts_on or column_map.ends_on:
        return Days(column_map.starts_on, column_map.ends_on or today, until_today=not column_map.ends_on)
    last = min(today, stage.ends_on) if stage.ends_on else today
    first = stage.starts_on or last
    return Days(min(first, last) - timedelta(days=366), last, until_today=last == today)


def _map(file: MapFile | None, model: Model, statements: Statements) -> tuple[ColumnMap, list[Finding]]:
    if file is None:
        return EMPTY, []
    stages = tuple(stage.id for stage in model.program.stages) if model.program else ()
    return map_in(file, statements, stages)


def _collect(
    forms: tuple[Form, ...], model: Model, statements: Statements, stage: Stage, today: date, column_map: ColumnMap
) -> Collected:
    innovations: dict[str, Innovation] = {}
    for innovation in model.innovations.values():
        for name in (innovation.id, innovation.name, *innovation.also_named):
            innovations.setdefault(same_name(name), innovation)
    agencies = model.agency_list
    return Collected(
        forms=forms,
        statements=statements,
        stage=stage,
        today=today,
        column_map=column_map,
        agencies=agencies,
        innovations=innovations,
        region=(model.program.region.id, model.program.official_name) if model.program else (),
        people=identify(forms),
    )


def _once(reads: Sequence[Read], findings: list[Finding]) -> Iterator[Read]:
    """The tables, except those with the same answers, row by row, as an earlier one."""
    from hashlib import sha256

    seen: dict[tuple[str, bytes], Read] = {}
    for read in reads:
        forms = [form for form in read.content.forms if len(form.rows) >= _LEAST_SAME]
        keys = [(f.dimension, sha256(f.marks.matrix + str(f.items).encode()).digest()) for f in forms]
        if keys and len(keys) == len(read.content.forms) and all(key in seen for key in keys):
            findings[:] = [f for f in findings if f.path != read.path]
            other = min((seen[key] for key in keys), key=lambda one: one.path)
            kind = SHEET_TWICE if other.file == read.file else FILE_TWICE
            findings.append(finding(kind, read.path, {"other": other.path}))
            continue
        for key in keys:
            seen.setdefault(key, read)
        yield read


def _digest(path: str) -> bytes:
    from hashlib import sha256

    with open(path, "rb") as file:
        return sha256(file.read()).digest()
