"""Model: all records of a workspace together, and which names are known in it."""

from collections.abc import Callable, Container, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from ..diagnostics import At
from ..source.document import Document
from .answer import Answer, AnswerSheet, build_answers
from .contest import Contest, build_contest
from .dimension import Dimension, build_dimension, unread_dimension
from .evidence import Evidence, build_evidence
from .innovation import Innovation, build_innovation
from .instrument import Instrument, Item, Variant, build_instrument
from .maturity import MaturityInstrument, build_maturity
from .program import Program, Stage, build_program
from .register import Agency, Source, build_agencies, build_sources
from .result import OfficialResult, build_results
from .survey import Survey, build_survey


class Names(NamedTuple):
    """The ids of one kind. Not complete where a file that holds some could not be read: then any name may be right."""

    ids: frozenset[str]
    complete: bool

    def rules_out(self, name: str) -> bool:
        """Whether this name is certainly not one of them."""
        return self.complete and name not in self.ids


class Model(NamedTuple):
    """Everything sound that a workspace says. Mappings are by id, in the order of the files."""

    program: Program | None
    agency_list: tuple[Agency, ...]
    source_list: tuple[Source, ...]
    agencies: Mapping[str, Agency]
    sources: Mapping[str, Source]
    instruments: Mapping[str, Instrument]
    maturity_instruments: Mapping[str, MaturityInstrument]
    dimensions: Mapping[str, Dimension]
    sheets: tuple[AnswerSheet, ...]
    evidence: Mapping[str, Evidence]
    innovations: Mapping[str, Innovation]
    surveys: Mapping[str, Survey]
    results: Mapping[int, OfficialResult]
    contests: Mapping[int, Contest]
    names: Mapping[str, Names]
    unsound: frozenset[str]
    """Kinds of record of which a file could not be read."""
    drafts: Mapping[str, Innovation] = MappingProxyType({})
    """Innovations that have no name yet. They count nowhere."""

    @property
    def instrument(self) -> Instrument | None:
        """The instrument in force."""
        return self.instruments.get(self.program.instrument or "") if self.program else None

    @property
    def maturity_instrument(self) -> MaturityInstrument | None:
        """The maturity instrument that the programme names, else the newest."""
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
    def ordered_dimensions(self) -> tuple[Dimension, ...]:
        """The dimensions in the programme's order; none is missing, or their parts would not add up to the whole."""
        program = self.program
        if program is None:
            return ()
        return tuple(
            self.dimensions.get(name)
            or unread_dimension(
                program.at / "dimensions" / i,
                name,
                (item.sub_dimension for item in self.items if item.dimension == name and item.sub_dimension),
            )
            for i, name in enumerate(program.dimensions)
        )

    def stage(self, stage: str | None = None) -> Stage | None:
        """A stage by its id, or the current one."""
        return self.program.find_stage(stage or self.program.stage) if self.program else None

    def answers(self, stage: str) -> dict[str, Answer]:
        """The answers of a stage by item; of two for one item the first."""
        found: dict[str, Answer] = {}
        for sheet in self.sheets:
            if sheet.stage == stage:
                for answer in sheet.answers:
                    found.setdefault(answer.item, answer)
        return found

    def is_elsewhere(self, survey: Survey) -> bool:
        """Whether all statements of a survey belong to one dimension, and the survey names another."""
        items = {item.id: item.dimension for item in self.items}
        places = {items.get(statement.item) for statement in survey.statements}
        return len(survey.statements) > 1 and len(places) == 1 and not places & {survey.dimension, None}


_BUILDERS: Mapping[str, Callable[[At, dict[str, Any]], Any]] = {
    "program": build_program,
    "agencies": build_agencies,
    "sources": build_sources,
    "instrument": build_instrument,
    "maturity": build_maturity,
    "dimension": build_dimension,
    "answers": build_answers,
    "evidence": build_evidence,
    "innovation": build_innovation,
    "survey": build_survey,
    "results": build_results,
    "contest": build_contest,
}


def stem(path: str) -> str:
    """The id that a file's name gives its record."""
    parts = path.split("/")
    return parts[-2] if parts[-1] == "dimension.yaml" else parts[-1].removesuffix(".yaml")


Records = dict[tuple[str, str], Any]
"""What files say, by path and text: records are values, and versions of a workspace may share them."""


def build_model(
    documents: Iterable[tuple[str, Document]], unsound: Iterable[tuple[str, str]], known: Records | None = None
) -> Model:
    """The model from the sound documents (kind, document). `unsound` names the kind and path of the others.

    A path that ends in a slash is a folder that cannot be read: any record of the kind may be in it.

    Records `known` from other versions are taken up, and new ones added.
    """
    built: dict[str, list[Any]] = {kind: [] for kind in _BUILDERS}
    for kind, document in documents:
        record = None if known is None else known.get((document.path, document.text))
        if record is None:
            assert isinstance(document.data, dict)  # noqa: S101 - the schemas ask for it
            record = _BUILDERS[kind](At(document.path), document.data)
            if known is not None:
                known[document.path, document.text] = record
        built[kind].append(record)
    broken: dict[str, list[str]] = {kind: [] for kind in _BUILDERS}
    hidden = set()
    for kind, path in unsound:
        broken[kind].append(stem(path))
        if path.endswith("/"):
            hidden.add(kind)
    program = next(iter(built["program"]), None)
    agencies = [agency for register in built["agencies"] for agency in register]
    sources = [source for register in built["sources"] for source in register]
    return Model(
        program,
        tuple(agencies),
        tuple(sources),
        {agency.id: agency for agency in agencies},
        {source.id: source for source in sources},
        _unique(built["instrument"]),
        _unique(built["maturity"]),
        _unique(built["dimension"]),
        tuple(built["answers"]),
        _unique(built["evidence"]),
        _unique(record for record in built["innovation"] if not record.draft),
        _unique(built["survey"]),
        _unique(built["results"], "year"),
        _unique(built["contest"], "year"),
        _names(program, built, broken, agencies, sources, hidden),
        frozenset(kind for kind, names in broken.items() if names),
        _unique(record for record in built["innovation"] if record.draft),
    )


def _unique(records: Iterable[Any], key: str = "id") -> dict[Any, Any]:
    """Records by their id; of two with one id the one that is not named as its file stands under its path."""
    found: dict[Any, Any] = {}
    for record in sorted(records, key=lambda record: str(getattr(record, key)) != stem(record.at.path)):
        name = getattr(record, key)
        found[name if name not in found else record.at.path] = record
    return found


def _names(
    program: Program | None,
    built: Mapping[str, list[Any]],
    broken: Mapping[str, list[str]],
    agencies: list[Agency],
    sources: list[Source],
    hidden: Container[str],
) -> dict[str, Names]:
    def recorded(kind: str) -> frozenset[str]:
        # A record whose id differs from its file's name is found by either: the mismatch is one finding.
        return frozenset(
            {record.id for record in built[kind]} | {stem(record.at.path) for record in built[kind]} | {*broken[kind]}
        )

    def of_program(ids: Iterable[str]) -> Names:
        return Names(frozenset(ids), complete=program is not None)

    instruments: list[Instrument] = built["instrument"]
    dimensions: list[Dimension] = built["dimension"]
    known_instruments, known_dimensions = recorded("instrument"), recorded("dimension")
    used = (program.instrument,) if program and program.instrument else ()
    wanted = program.dimensions if program else ()
    all_dimensions = not broken["dimension"] and known_dimensions.issuperset(wanted)
    return {
        "agency": Names(frozenset(a.id for a in agencies), complete=bool(built["agencies"])),
        "source": Names(frozenset(s.id for s in sources), complete=bool(built["sources"])),
        "mission": of_program(m.id for m in program.missions) if program else of_program(()),
        "stage": of_program(s.id for s in program.stages) if program else of_program(()),
        "office": of_program(o.id for o in program.offices) if program else of_program(()),
        # What the programme names and nobody has recorded is one fault of the programme, and of nobody else.
        "instrument-record": Names(known_instruments, complete="instrument" not in hidden),
        "instrument": Names(known_instruments.union(used), complete="instrument" not in hidden),
        "maturity-instrument": Names(recorded("maturity"), complete="maturity" not in hidden),
        "indicator": Names(
            frozenset(indicator.id for instrument in built["maturity"] for indicator in instrument.indicators),
            complete=bool(built["maturity"]) and not broken["maturity"],
        ),
        "dimension-record": Names(known_dimensions, complete="dimension" not in hidden),
        "dimension": Names(known_dimensions.union(wanted), complete="dimension" not in hidden),
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
