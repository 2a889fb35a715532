"""Version: a state of the data that is compared with another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from ...checking.gathering.documents import by_path
from ...checking.partial import Faulty, faulty, without_errors
from ...checking.pipeline import Checked
from ...checking.resolve import shown_path
from ...diagnostics import Finding, Severity
from ...evidence.holdings import Holding
from ...evidence.proof import Proof, prove
from ...model.as_of import as_of
from ...model.focus import each_focus
from ...model.model import Model
from ...named import NamedTuple
from ...scoring.score import Score, compute_score
from ...workspace.layout import FILE_MISSING
from .files import NO_FILES, Surroundings
from .unknown import unknown_items

_FEEDING = frozenset(("program", "agencies", "sources", "instrument", "dimension", "answers", "evidence", "survey"))
"""Kinds of record from which the index is computed."""


class Facet(NamedTuple):
    """A version by one of the instruments that the region answers."""

    instrument: str | None
    model: Model
    """The model of the version, in focus of the instrument."""
    score: Score | None
    unknown: frozenset[str]
    """Items whose figure cannot be right, because what feeds it has errors."""

    @property
    def stage(self) -> str | None:
        """The current stage of the instrument."""
        return self.model.program.stage if self.model.program else None


class Version(NamedTuple):
    """The result of the check, the model as of the day, and its score by each instrument."""

    checked: Checked
    model: Model
    """The model without what has errors, and without what came after the day."""
    facets: tuple[Facet, ...]
    """By each instrument that the region answers, the default first."""
    proof: Proof
    files: Surroundings
    """Its files besides the data."""
    faulty: Faulty
    """What is excluded from the model because of errors."""

    @property
    def score(self) -> Score | None:
        """The score by the default instrument."""
        return self.facets[0].score

    @property
    def unknown(self) -> frozenset[str]:
        """The items of the default instrument that have no figure."""
        return self.facets[0].unknown

    @property
    def obstacles(self) -> tuple[Finding, ...]:
        """Why it cannot be read completely: errors of files that are not valid records, and missing registers."""
        lost = self._lost if self.checked.errors else frozenset[str]()
        return tuple(
            finding
            for finding in self.checked.findings
            if finding.kind.severity is Severity.ERROR and (finding.kind == FILE_MISSING or finding.path in lost)
        )

    @property
    def _lost(self) -> frozenset[str]:
        """The files that cannot be read as records, as they are shown."""
        read = by_path(self.checked.readable)
        lost = frozenset(shown_path(path) for path in self.checked.kinds if path not in read)
        return lost - frozenset(map(shown_path, read)) if lost else lost

    @property
    def unread(self) -> tuple[str, ...]:
        """Files that could not be read as records, and missing registers."""
        return tuple(dict.fromkeys(str(f.facts["file"]) if f.kind == FILE_MISSING else f.path for f in self.obstacles))

    @property
    def left_out(self) -> tuple[str, ...]:
        """Files with errors from which the index would be computed, and which are excluded from it as a whole."""
        kinds = self.checked.kinds
        return tuple(shown_path(path) for path in kinds if path in self.faulty.files and kinds[path] in _FEEDING)

    @property
    def without(self) -> tuple[str, ...]:
        """All files that are excluded from the figures."""
        return tuple(dict.fromkeys((*self.unread, *self.left_out)))


def version(checked: Checked, today: date, files: Surroundings = NO_FILES) -> Version:
    """A version of the data as of a day."""
    excluded = faulty(checked)
    model = as_of(without_errors(checked) if checked.errors else checked.model, today)
    proof = prove(model, checked.holdings, today)
    facets = tuple(
        Facet(
            instrument=seen.program.instrument if seen.program else None,
            model=seen,
            score=score_by(seen, seen, proof),
            unknown=unknown_items(checked.kinds, checked.model, excluded, seen),
        )
        for seen in each_focus(model)
    )
    return Version(checked=checked, model=model, facets=facets, proof=proof, files=files, faulty=excluded)


def same_files(base: Version, head: Version) -> frozenset[str]:
    """The paths of files that are certainly the same in both, as far as that is known without reading them."""
    there = head.checked.keys
    return frozenset([path for path, key in base.checked.keys.items() if there.get(path) == key])


def supported_on(model: Model, day: date, holdings: Mapping[str, Holding]) -> Fraction | None:
    """The supported final index of a model on a day; None if it has none."""
    stage = model.stage()
    score = compute_score(model, stage, day, holdings) if stage else None
    return score.final.supported if score else None


def supported_leaves(facet: Facet, day: date, side: Version) -> Mapping[str, Fraction]:
    """What each item supports in the final index of a facet on a day, in points."""
    stage = facet.model.stage()
    score = compute_score(facet.model, stage, day, side.proof.holdings) if stage else None
    return {leaf.item.id: leaf.weight * leaf.supported for leaf in score.final.leaves} if score else {}


def score_by(model: Model, rules: Model, proof: Proof) -> Score | None:
    """The score of a model's own stage by the rules of another model: its instrument, variant and dimensions."""
    stage = model.stage()
    if stage is None or model.program is None or rules.program is None:
        return None
    program = model.program._replace(
        instrument=rules.program.instrument, variant=rules.program.variant, dimensions=rules.program.dimensions
    )
    ruled = model._replace(program=program, instruments=rules.instruments, dimensions=rules.dimensions)
    return compute_score(ruled, stage, proof.today, proof.holdings, proof)


def same_rules(one: Model, other: Model) -> bool:
    """Whether two models have the same rules of the score by the instrument in focus."""

    def rules(model: Model) -> tuple[object, ...]:
        program = model.program
        named = program and (program.instrument, program.variant, program.dimensions)
        return named, model.instrument, model.ordered_dimensions

    return rules(one) == rules(other)
