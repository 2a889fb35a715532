"""Model: all records of a workspace, and the ids that are known in it."""

from collections.abc import Callable, Container, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from ..diagnostics import At
from ..source.document import Document
from .answer import Answer, AnswerSheet, build_answers
from .assessment import AssessmentSheet, build_assessments
from .assignment import Assignment, build_assignments
from .contest import Contest, build_contest
from .crosswalk import Crosswalk, build_crosswalk
from .dimension import Dimension, build_dimension, unread_dimension
from .evidence import Evidence, build_evidence
from .innovation import Innovation, build_innovation
from .instrument import PER_INNOVATION, Instrument, Item, Variant, build_instrument
from .maturity import build_former
from .migration import Migration, build_migration
from .program import Program, Stage, build_program
from .register import Agency, Source, build_agencies, build_sources
from .result import OfficialResult, build_results
from .survey import Survey, build_survey


class Names(NamedTuple):
    """The ids of one kind. `complete` is False if a file with such ids could not be read: then any id may be right."""

    ids: frozenset[str]
    complete: bool

    def rules_out(self, name: str) -> bool:
        """Whether this id is certainly wrong."""
        return self.complete and name not in self.ids


class Model(NamedTuple):
    """The records of all files that passed their schema. Mappings are by id, in the order of the files."""

    program: Program | None
    agency_list: tuple[Agency, ...]
    source_list: tuple[Source, ...]
    agencies: Mapping[str, Agency]
    sources: Mapping[str, Source]
    instruments: Mapping[str, Instrument]
    """The instruments that evaluate the region."""
    maturity_instruments: Mapping[str, Instrument]
    """The instruments that evaluate each innovation, which are answered in its record."""
    dimensions: Mapping[str, Dimension]
    sheets: tuple[AnswerSheet, ...]
    evidence: Mapping[str, Evidence]
    innovations: Mapping[str, Innovation]
    surveys: Mapping[str, Survey]
    result_list: tuple[OfficialResult, ...]
    """The official results of all instruments; `results` has those of the one in force."""
    contests: Mapping[int, Contest]
    names: Mapping[str, Names]
    unreadable: frozenset[str]
    """Kinds of record of which at least one file could not be read."""
    drafts: Mapping[str, Innovation] = MappingProxyType({})
    """Innovations that have no name yet. They are not counted anywhere."""
    crosswalks: Mapping[str, Crosswalk] = MappingProxyType({})
    """Links between items of two instruments, by the names of their files."""
    migrations: Mapping[str, Migration] = MappingProxyType({})
    """The ways from one instrument to another, by the names of their files."""
    assignments: tuple[Assignment, ...] = ()
    assessments: tuple[AssessmentSheet, ...] = ()

    @property
    def instrument(self) -> Instrument | None:
        """The instrument in force."""
        return self.instruments.get(self.program.instrument or "") if self.program else None

    @property
    def all_instruments(self) -> dict[str, Instrument]:
        """The instruments of the region and of innovations."""
        return {**self.maturity_instruments, **self.instruments}

    @property
    def maturity_instrument(self) -> Instrument | None:
        """The maturity instrument that the programme names, or else the newest."""
        if self.program and self.program.maturity_instrument:
            return self.maturity_instruments.get(self.program.maturity_instrument)
        return max(self.maturity_instruments.values(), key=lambda i: (i.version, i.id), default=None)

    @property
    def variant(self) -> Variant | None:
        """The variant in force."""
        return self.instrument.variant(self.program.variant) if self.program and self.instrument else None

    @property
    def items(self) -> tuple[Item, ...]:
        """The items that count for this region, in the order of the form."""
        return self.instrument.items_of(self.variant) if self.instrument and self.variant else ()

    @property
    def results(self) -> dict[int, OfficialResult]:
        """The official results of the evaluation in force, by year; of two of a year, the one named after its year.

        Results that name no instrument belong to the evaluation that the programme names first.
        """
        first = self.program.entries[0].instrument if self.program and self.program.entries else None
        wanted = self._series(self.program.instrument) if self.program else None
        named = sorted(self.result_list, key=lambda r: stem(r.at.path) == str(r.year))
        return {r.year: r for r in named if wanted is None or self._series(r.instrument or first) == wanted}

    def _series(self, instrument: str | None) -> str | None:
        """The evaluation of which an instrument is one year; its own id if it is not recorded."""
        found = self.instruments.get(instrument or "")
        return found.series if found else instrument

    @property
    def ordered_dimensions(self) -> tuple[Dimension, ...]:
        """All dimensions in the programme's order, even unreadable ones, so that their parts add up to the index."""
        program = self.program
        if program is None:
            return ()
        return tuple(
            self.dimensions.get(name)
            or unread_dimension(
                (program if program.dimensions == program.shared_dimensions else self.instrument or program).at
                / "dimensions"
                / i,
                name,
                (item.sub_dimension for item in self.items if item.dimension == name and item.sub_dimension),
            )
            for i, name in enumerate(program.dimensions)
        )

    def stage(self, stage: str | None = None) -> Stage | None:
        """The stage with this id, or the current one; None if it does not exist."""
        return self.program.find_stage(stage or self.program.stage) if self.program else None

    def answers(self, stage: str) -> dict[str, Answer]:
        """The answers of a stage by item; if an item has two, the first."""
        found: dict[str, Answer] = {}
        for sheet in self.sheets:
            if sheet.stage == stage:
                for answer in sheet.answers:
                    found.setdefault(answer.item, answer)
        return found


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


def stem(path: str) -> str:
    """The id of a record by the name of its file."""
    parts = path.split("/")
    return parts[-2] if parts[-1] == "dimension.yaml" else parts[-1].removesuffix(".yaml")


Records = dict[tuple[str, str], Any]
"""Built records by path and text, which versions of a workspace may share since records are frozen."""


def build_model(
    documents: Iterable[tuple[str, Document]], unreadable: Iterable[tuple[str, str]], known: Records | None = None
) -> Model:
    """The model of the documents that passed their schema, given as pairs (kind, document).

    `unreadable` has the kind and path of all other files; a path that ends in a slash is a folder that cannot be read.
    Records that are `known` from other versions are used again, and new ones are added to it.
    """
    built: dict[str, list[Any]] = {kind: [] for kind in _BUILDERS}
    for kind, document in documents:
        record = None if known is None else known.get((document.path, document.text))
        if record is None:
            assert isinstance(document.data, dict)  # noqa: S101 - the schemas require it
            text = (document.text,) if kind in ("evidence", "survey") else ()
            record = _BUILDERS[kind](At(document.path), document.data, *text)
            if known is not None:
                known[document.path, document.text] = record
        built[kind].append(record)
    broken: dict[str, list[str]] = {kind: [] for kind in _BUILDERS}
    hidden = set()
    for kind, path in unreadable:
        broken[kind].append(stem(path))
        if path.endswith("/"):
            hidden.add(kind)
    every = _unique((*built["instrument"], *built["maturity"]))
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
        dimensions=_unique(built["dimension"]),
        sheets=tuple(built["answers"]),
        evidence=_unique(built["evidence"]),
        innovations=_unique(record for record in built["innovation"] if not record.draft),
        surveys=_unique(built["survey"]),
        result_list=tuple(built["results"]),
        contests=_unique(built["contest"], "year"),
        names=_names(program, built, broken, agencies, sources, hidden),
        unreadable=frozenset(kind for kind, names in broken.items() if names),
        drafts=_unique(record for record in built["innovation"] if record.draft),
        crosswalks=_unique(built["crosswalk"]),
        migrations=_unique(built["migration"]),
        assignments=tuple(found for listed in built["assignments"] for found in listed),
        assessments=tuple(built["assessments"]),
    )


def _unique(records: Iterable[Any], key: str = "id") -> dict[Any, Any]:
    """Records by id. If two have the same id, the one whose file has another name is kept under its path."""
    found: dict[Any, Any] = {}
    for record in sorted(records, key=lambda record: str(getattr(record, key)) != stem(record.at.path)):
        name = getattr(record, key)
        found[name if name not in found else record.at.path] = record
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
    broken: Mapping[str, list[str]],
    agencies: list[Agency],
    sources: list[Source],
    hidden: Container[str],
) -> dict[str, Names]:
    def recorded(*kinds: str) -> frozenset[str]:
        # A record whose id differs from the name of its file is known by both: the mismatch is one finding.
        records = [record for kind in kinds for record in built[kind]]
        unread = {name for kind in kinds for name in broken[kind]}
        return frozenset({record.id for record in records} | {stem(record.at.path) for record in records} | unread)

    def of_program(ids: Iterable[str]) -> Names:
        return Names(frozenset(ids), complete=program is not None)

    every: list[Instrument] = [*built["instrument"], *built["maturity"]]
    instruments = [found for found in every if found.per != PER_INNOVATION]
    of_innovations = [found for found in every if found.per == PER_INNOVATION]
    dimensions: list[Dimension] = built["dimension"]
    known_instruments, known_dimensions = recorded("instrument", "maturity"), recorded("dimension")
    used = set(program.named_instruments if program else ())
    listed = program.dimensions if program else ()
    all_dimensions = not broken["dimension"] and known_dimensions.issuperset(listed)
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
        "dimension": Names(known_dimensions.union(listed), complete="dimension" not in hidden),
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
