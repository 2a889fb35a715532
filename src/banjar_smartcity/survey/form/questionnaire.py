"""Questionnaire: the statements of the citizen survey, as users of programmes are asked about them."""

from collections.abc import Mapping

from ...i18n import Text
from ...model.dimension import CROSSCUTTING
from ...model.instrument import SURVEY, Instrument, Item
from ...model.model import Model
from ...model.program import Stage
from ...named import NamedTuple
from .wording import OURS, Wording

RESTS_ON = frozenset(("program", "instrument", "dimension"))
"""Kinds of record that a questionnaire rests on."""


class ScaleStep(NamedTuple):
    """One answer of the scale; `official` if its text is the ministry's."""

    level: int
    text: Text | None
    official: bool


class Question(NamedTuple):
    """One statement; `official` if an official sentence replaces ours."""

    item: str
    text: Text
    official: bool


class FormSection(NamedTuple):
    """The statements of a sub-dimension; if `programme` is None, the form asks for its name."""

    id: str
    title: Text
    dimension: Text
    programme: Text | None
    questions: tuple[Question, ...]


class Questionnaire(NamedTuple):
    """A form for one stage: of the whole survey, a dimension or a sub-dimension. `source` is that of the wording."""

    id: str
    version: str
    region: Text
    stage: Text
    scope: Text | None
    title: Text | None
    source: str | None
    scale: tuple[ScaleStep, ...]
    sections: tuple[FormSection, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every statement, in the order of the form."""
        return tuple(question for section in self.sections for question in section.questions)

    @property
    def official(self) -> int:
        """The number of statements with official wording."""
        return sum(question.official for question in self.questions)

    @property
    def scale_is_official(self) -> bool:
        """Whether the texts of all answers are the ministry's."""
        return all(step.official for step in self.scale if step.text)


_TAKEN = frozenset({"consent", "end", "meta", "not_agreed", "occupation", "respondent_code", "start", "wording"})
"""Names of the form's other questions, which a group of a sub-dimension cannot have."""


def field_name(name: str) -> str:
    """The name of a question in ODK and KoboToolbox, and of its column in their exports, made from an id."""
    field = name.replace("-", "_")
    return f"_{field}" if field[:1].isdecimal() else field


def group_name(sub_dimension: str) -> str:
    """The name of the group of a sub-dimension's questions: its prefix in the columns of an export."""
    field = field_name(sub_dimension)
    return f"{field}_" if field in _TAKEN else field


def statements(model: Model) -> dict[str, Item]:
    """The items in force that citizens answer, by id, in the order of the instrument."""
    return {item.id: item for item in model.items if item.kind == SURVEY}


def section_of(item: Item) -> str:
    """The sub-dimension of a statement, else its dimension, else cross-cutting."""
    return item.sub_dimension or item.dimension or CROSSCUTTING


def build_questionnaire(
    model: Model,
    stage: Stage,
    dimension: str | None = None,
    sub_dimension: str | None = None,
    wording: Wording = OURS,
    programmes: Mapping[str, Text] | None = None,
) -> Questionnaire | None:
    """The questionnaire of a stage, in which the office's wording replaces ours; None if it has no statements.

    `programmes` are the names of the programmes asked about, by sub-dimension.
    """
    asked = [
        item
        for item in statements(model).values()
        if dimension in (None, item.dimension) and sub_dimension in (None, section_of(item))
    ]
    instrument, program = model.instrument, model.program
    if not asked or instrument is None or program is None:
        return None
    grouped: dict[str, list[Item]] = {}
    for item in asked:
        grouped.setdefault(section_of(item), []).append(item)
    sections = tuple(_section(model, part, items, wording, programmes or {}) for part, items in grouped.items())
    # A form of one sub-dimension belongs to a dimension, even if that is not given.
    inside = asked[0].dimension if sub_dimension else dimension
    whole = model.dimensions.get(inside or "")
    return Questionnaire(
        id="-".join(["kuesioner", stage.id, *(part for part in (inside, sub_dimension) if part)]),
        version=f"{stage.id} {instrument.id} {instrument.version}",
        region=program.region,
        stage=stage.name,
        scope=sections[0].title if sub_dimension else whole.name if whole else None,
        title=wording.title,
        source=wording.source,
        scale=_scale(instrument, asked[0], wording),
        sections=sections,
    )


def _section(
    model: Model, part: str, items: list[Item], wording: Wording, programmes: Mapping[str, Text]
) -> FormSection:
    dimension = model.dimensions.get(items[0].dimension or "")
    aspect = model.instrument.aspect(items[0].aspect) if model.instrument else None
    heading = items[0].group or (aspect.name if aspect else Text(part))
    titles = {sub.id: sub.name for sub in dimension.sub_dimensions} if dimension else {}
    return FormSection(
        part,
        titles.get(part, heading),
        dimension.name if dimension else heading,
        programmes.get(part),
        tuple(
            Question(item.id, wording.statements.get(item.id, item.question), item.id in wording.statements)
            for item in items
        ),
    )


def _scale(instrument: Instrument, item: Item, wording: Wording) -> tuple[ScaleStep, ...]:
    """The answers to a statement, from the lowest level of its aspect to the highest."""
    aspect = instrument.aspect(item.aspect)
    ladder = instrument.ladder(item)
    ours = ladder.levels if ladder else {}
    official = ladder is not None and ladder.rubric == "official"
    return tuple(
        ScaleStep(level, wording.scale.get(level, ours.get(level)), official or level in wording.scale)
        for level in (range(int(aspect.lowest), int(aspect.highest) + 1) if aspect else ())
    )
