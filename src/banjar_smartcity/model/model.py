"""Model: all records of a workspace, and the ids that are known in it."""

from collections.abc import Mapping
from types import MappingProxyType

from ..named import NamedTuple
from .answer import Answer, AnswerSheet
from .assessment import AssessmentSheet
from .assignment import Assignment
from .contest import Contest
from .crosswalk import Crosswalk
from .dimension import Dimension, unread_dimension
from .evidence import Evidence
from .innovation import Innovation
from .instrument import Instrument, Item, Variant
from .migration import Migration
from .program import Program, Stage
from .register import Agency, Source
from .result import OfficialResult
from .survey import Survey


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
    def later(self) -> tuple[Mapping[str, Evidence | Innovation], ...]:
        """The records of which there may be thousands, so that they may be built when they are asked for."""
        return self.evidence, self.innovations, self.drafts

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


def stem(path: str) -> str:
    """The id of a record by the name of its file."""
    folder, _, name = path.rpartition("/")
    return folder.rpartition("/")[2] if name == "dimension.yaml" else name.removesuffix(".yaml")
