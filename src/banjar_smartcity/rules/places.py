"""Places: a sub-dimension must belong to its dimension, and a dimension to the programme."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Kind, Severity, closest
from ..i18n import N_
from ..model.focus import all_dimensions, stage_rules
from ..model.later import outlined
from ..model.model import stem
from .context import Context

ELSEWHERE = Kind(
    id="sub-dimension-elsewhere",
    severity=Severity.ERROR,
    message=N_('the sub-dimension "{name}" does not belong to the dimension "{dimension}"'),
    hint=N_("Choose a sub-dimension of this dimension, or move the record to the other dimension."),
    why=N_("A record in two dimensions would be counted in the wrong one."),
    example="dimension: living\nsub_dimension: tourism",
)
UNLISTED = Kind(
    id="dimension-unlisted",
    severity=Severity.ERROR,
    message=N_('the dimension "{name}" is not listed in data/program.yaml'),
    hint=N_("Add it to the list of dimensions there, or delete this folder."),
    why=N_("Only listed dimensions are counted and shown, so its answers would be overlooked."),
    example="dimensions: [governance]        # data/dimensions/living/ ada",
)
KINDS = (ELSEWHERE, UNLISTED)


def check_places(context: Context) -> Iterator[Diagnostic]:
    """Records that belong to two dimensions, and dimensions that are not in the programme."""
    model, rules = context.model, stage_rules(context.model)
    known = model.names["sub-dimension"]
    parts = {name: {s.id for s in d.sub_dimensions} for name, d in model.dimensions.items()}
    placed = [(i.dimension, i.sub_dimension, i.at) for n in model.instruments.values() for i in n.items]
    placed += [(n.dimension, n.sub_dimension, n.at) for n in outlined(model.innovations).values()]
    placed += [
        (survey.dimension, programme.sub_dimension, programme.at)
        for survey in model.surveys.values()
        if not rules(survey.stage).is_elsewhere(survey)
        for programme in survey.programmes
    ]
    for dimension, part, at in placed:
        if part is None or known.rules_out(part) or dimension not in parts or part in parts[dimension]:
            continue
        facts, meant = {"name": part, "dimension": dimension}, closest(part, parts[dimension])
        yield Diagnostic(ELSEWHERE, at / "sub_dimension", facts, None, meant)
    # If the programme lists an unknown name, it is probably this one, mistyped.
    program = model.program
    if program and not any(model.names["dimension-record"].rules_out(name) for name in program.shared_dimensions):
        listed = {dimension.id for dimension in all_dimensions(model)}
        listed.update(name for instrument in model.instruments.values() for name in instrument.dimensions or ())
        for record in model.dimensions.values():
            if not {record.id, stem(record.at.path)} & listed:
                yield Diagnostic(UNLISTED, record.at / "id", {"name": record.id})
