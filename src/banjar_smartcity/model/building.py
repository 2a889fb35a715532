"""Building: records from documents, and the model from records."""

from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any

from ..diagnostics import At
from ..source.document import Document
from .answer import build_answers
from .assessment import build_assessments
from .assignment import build_assignments
from .contest import build_contest
from .crosswalk import build_crosswalk
from .dimension import Dimension, build_dimension
from .evidence import build_evidence
from .innovation import build_innovation
from .instrument import PER_INNOVATION, Instrument, build_instrument
from .later import LaterRecord, built_later
from .maturity import build_former
from .migration import build_migration
from .model import Model, Names, stem
from .program import Program, build_program
from .register import Agency, Source, build_agencies, build_sources
from .result import build_results
from .survey import build_survey

_BUILDERS: Mapping[str, Callable[..., Any]] = {
    "program": build_program,
    "agencies": build_agencies,
    "sources": build_sources,
    "instrument": build_instrument,
    "maturity": build_former,
    "dimension": build_dimension,
    "answers": build_answers,
    "evidence": build_evidence,
    "innovation": build_innovation,
    "survey": build_survey,
    "results": build_results,
    "contest": build_contest,
    "crosswalk": build_crosswalk,
    "migration": build_migration,
    "assignments": build_assignments,
    "assessments": build_assessments,
}

_RECORDED = ("instrument", "maturity", "dimension", "evidence", "innovation")
_Listed = tuple[Any, str, str, Any]
"""The id of a record, what it should be by the name of its file, the path, and the record."""
Records = dict[tuple[str, str], Any]
"""Built records by path and text, which versions of a workspace may share since records are frozen."""


def build_record(kind: str, document: Document) -> Any:
    """The record of a document that passed the schema of its kind; of a register or a list, all of its entries."""
    text = (document.text,) if kind in ("evidence", "survey") else ()
    return _BUILDERS[kind](At(document.path), document.mapping, *text)


def build_model(documents: Iterable[tuple[str, Document]], unreadable: Iterable[tuple[str, str]]) -> Model:
    """The model of the documents that passed their schema, given as pairs (kind, document); else as `join_records`."""
    return join_records(((kind, build_record(kind, document)) for kind, document in documents), unreadable)


def join_records(records: Iterable[tuple[str, Any]], unreadable: Iterable[tuple[str, str]]) -> Model:
    """The model of records, given as pairs (kind, record) in the order of their files. Some may be `LaterRecord`.

    `unreadable` has the kind and path of all other files; a path that ends in a slash is a folder that cannot be read.
    """
    built: dict[str, list[Any]] = {kind: [] for kind in _BUILDERS}
    for kind, record in records:
        built[kind].append(record)
    broken: dict[str, list[str]] = {kind: [] for kind in _BUILDERS}
    hidden = set()
    for kind, path in unreadable:
        broken[kind].append(stem(path))
        if path.endswith("/"):
            hidden.add(kind)
    listed = {kind: _listed(built[kind]) for kind in (*_RECORDED, "survey", "crosswalk", "migration")}
    every = _unique((*listed["instrument"], *listed["maturity"]))
    named, drafts = _parted(listed["innovation"])
    instruments = {name: found for name, found in every.items() if found.per != PER_INNOVATION}
    program = _by_own_dimensions(next(iter(built["program"]), None), instruments)
    agencies = [agency for register in built["agencies"] for agency in register]
    sources = [source for register in built["sources"] for source in register]
    return Model(
        program=program,
        agency_list=tuple(agencies),
        source_list=tuple(sources),
        agencies={agency.id: agency for agency in agencies},
        sources={source.id: source for source in sources},
        instruments=instruments,
        maturity_instruments={name: found for name, found in every.items() if name not in instruments},
        dimensions=_unique(listed["dimension"]),
        sheets=tuple(built["answers"]),
        evidence=built_later(_unique(listed["evidence"])),
        innovations=built_later(_unique(named)),
        surveys=_unique(listed["survey"]),
        result_list=tuple(built["results"]),
        contests=_unique(_listed(built["contest"], "year")),
        names=_names(program, built, listed, broken, agencies, sources, hidden),
        unreadable=frozenset(kind for kind, names in broken.items() if names),
        drafts=built_later(_unique(drafts)),
        crosswalks=_unique(listed["crosswalk"]),
        migrations=_unique(listed["migration"]),
        assignments=tuple(found for listed in built["assignments"] for found in listed),
        assessments=tuple(built["assessments"]),
    )


def _listed(records: Iterable[Any], key: str = "id") -> list[_Listed]:
    found = []
    for record in records:
        if isinstance(record, LaterRecord):
            name, path = record.outline.id, record.outline.path
        else:
            name, path = getattr(record, key), record.at.path
        found.append((name, stem(path), path, record))
    return found


def _parted(innovations: Iterable[_Listed]) -> tuple[list[_Listed], list[_Listed]]:
    """Innovations with a name, and drafts."""
    parts: tuple[list[_Listed], list[_Listed]] = [], []
    for entry in innovations:
        parts[entry[3].draft].append(entry)
    return parts


def _unique(listed: Iterable[_Listed]) -> dict[Any, Any]:
    """Records by id. If two have the same id, the one whose file has another name is kept under its path."""
    entries = list(listed)
    named = {name: record for name, of_file, _, record in entries if str(name) == of_file}
    if len(named) == len(entries):
        return named  # as nearly always
    found: dict[Any, Any] = {}
    for name, _, path, record in sorted(entries, key=lambda entry: str(entry[0]) != entry[1]):
        found[name if name not in found else path] = record
    return found


def _by_own_dimensions(program: Program | None, instruments: Mapping[str, Instrument]) -> Program | None:
    """The programme with the dimensions of its first instrument, if that has its own."""
    first = instruments.get(program.instrument or "") if program else None
    if program is None or first is None or first.dimensions is None:
        return program
    return program._replace(dimensions=first.dimensions)


def _names(
    program: Program | None,
    built: Mapping[str, list[Any]],
    listed: Mapping[str, list[_Listed]],
    broken: Mapping[str, list[str]],
    agencies: list[Agency],
    sources: list[Source],
    hidden: Container[str],
) -> dict[str, Names]:
    def recorded(*kinds: str) -> frozenset[str]:
        # A record whose id differs from the name of its file is known by both: the mismatch is one finding.
        names = {name for kind in kinds for name in broken[kind]}
        for kind in kinds:
            names.update([entry[0] for entry in listed[kind]], [entry[1] for entry in listed[kind]])
        return frozenset(names)

    def of_program(ids: Iterable[str]) -> Names:
        return Names(frozenset(ids), complete=program is not None)

    every: list[Instrument] = [*built["instrument"], *built["maturity"]]
    instruments = [found for found in every if found.per != PER_INNOVATION]
    of_innovations = [found for found in every if found.per == PER_INNOVATION]
    dimensions: list[Dimension] = built["dimension"]
    known_instruments, known_dimensions = recorded("instrument", "maturity"), recorded("dimension")
    used = set(program.named_instruments if program else ())
    of_all = program.dimensions if program else ()
    all_dimensions = not broken["dimension"] and known_dimensions.issuperset(of_all)
    return {
        "agency": Names(frozenset(a.id for a in agencies), complete=bool(built["agencies"])),
        "source": Names(frozenset(s.id for s in sources), complete=bool(built["sources"])),
        "mission": of_program(m.id for m in program.missions) if program else of_program(()),
        "stage": of_program(s.id for s in program.stages) if program else of_program(()),
        "office": of_program(o.id for o in program.offices) if program else of_program(()),
        # What the programme names but no file describes is one fault of the programme, not of every reference.
        "instrument-record": Names(known_instruments, complete="instrument" not in hidden),
        "instrument": Names(known_instruments.union(used), complete="instrument" not in hidden),
        "maturity-instrument": Names(
            known_instruments.difference(found.id for found in instruments), complete="instrument" not in hidden
        ),
        "indicator": Names(
            frozenset(item.id for instrument in of_innovations for item in instrument.items),
            complete=bool(of_innovations) and not broken["instrument"] and not broken["maturity"],
        ),
        "dimension-record": Names(known_dimensions, complete="dimension" not in hidden),
        "dimension": Names(known_dimensions.union(of_all), complete="dimension" not in hidden),
        "evidence": Names(recorded("evidence"), complete="evidence" not in hidden),
        "innovation": Names(recorded("innovation"), complete="innovation" not in hidden),
        "item": Names(
            frozenset(item.id for instrument in instruments for item in instrument.items),
            complete=bool(instruments) and not broken["instrument"] and known_instruments.issuperset(used),
        ),
        "sub-dimension": Names(
            frozenset(part.id for dimension in dimensions for part in dimension.sub_dimensions), all_dimensions
        ),
        "working-group": Names(frozenset(dimension.working_group.id for dimension in dimensions), all_dimensions),
    }
