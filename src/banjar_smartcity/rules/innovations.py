"""Innovations: each needs an owner, a source and evidence, and each sub-dimension needs an innovation."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Kind, Severity, closest
from ..i18n import N_
from ..model.focus import all_dimensions
from ..model.innovation import Innovation
from ..model.later import outlined, suspects
from ..model.model import Model, stem
from ..model.outline import InnovationOutline
from ..model.parts import Sourced
from .context import Context

NO_OWNER = Kind(
    id="innovation-without-owner",
    severity=Severity.WARNING,
    message=N_('the owner of "{name}" is not known'),
    hint=N_("Ask the working group who runs it, and record the source that says so."),
    why=N_("Without an owner, nobody answers the assessors' questions or provides the evidence."),
    example="owners: []",
)
DRAFT = Kind(
    id="innovation-draft",
    severity=Severity.WARNING,
    message=N_('"{name}" is a draft: it has no name yet, so it is not counted anywhere'),
    hint=N_("Fill in `name` and `dimension`, or delete the file."),
    why=N_("A record that has only an id shows nothing to an assessor, so it may not raise the number of innovations."),
    example="name: null",
)
NO_SOURCE = Kind(
    id="innovation-without-source",
    severity=Severity.WARNING,
    message=N_('"{name}" names no source'),
    hint=N_("Add the source to data/sources.yaml and name it here."),
    why=N_("What cannot be traced to a source cannot be shown to an assessor."),
    example="sources: []",
)
NO_EVIDENCE = Kind(
    id="innovation-without-evidence",
    severity=Severity.WARNING,
    message=N_('"{name}" has no evidence yet'),
    hint=N_("Collect at least the decree or guide that names the innovation and record it in data/evidence/."),
    why=N_("Assessors ask for evidence of every innovation that is presented."),
    example="evidence: []",
)
FACT_WITHOUT_SOURCE = Kind(
    id="fact-without-source",
    severity=Severity.WARNING,
    message=N_("this fact names no source"),
    hint=N_("Name the source that states it, or remove it."),
    why=N_("Without a source, nobody can tell a fact from a rumour."),
    example="- text: Dipakai 2.000 warga\n  sources: []",
)
EMPTY = Kind(
    id="sub-dimension-empty",
    severity=Severity.WARNING,
    message=N_('the sub-dimension "{name}" has no innovation'),
    hint=N_("Assign an innovation to it (sub_dimension), or start a new one."),
    why=N_("The evaluation goes through every sub-dimension; a gap is seen at once."),
    example="# tidak ada innovation dengan sub_dimension: mobility",
)
ITSELF = Kind(
    id="innovation-same-as-itself",
    severity=Severity.ERROR,
    message=N_('"{name}" names itself as its possible duplicate'),
    hint=N_("Name the other record, or write null."),
    why=N_("An innovation cannot be a duplicate of itself; the other one is not named."),
    example="id: urc\npossible_duplicate_of: urc",
)
KINDS = (DRAFT, NO_OWNER, NO_SOURCE, NO_EVIDENCE, FACT_WITHOUT_SOURCE, ITSELF, EMPTY)


def check_innovations(context: Context) -> Iterator[Diagnostic]:
    """What is missing from innovations, innovations that refer to themselves, and drafts."""
    for record in context.model.drafts.values():
        yield Diagnostic(DRAFT, record.at / "name", {"name": record.id})
    for _, record in suspects(context.model.innovations, lambda outline: "innovations" in outline.remarks):
        yield from of_innovation(record)


def of_innovation(record: Innovation) -> Iterator[Diagnostic]:
    """What is missing from an innovation that has a name."""
    facts = {"name": record.name}
    if not record.owners:
        yield Diagnostic(NO_OWNER, record.at / "owners", facts)
    if not record.sources:
        yield Diagnostic(NO_SOURCE, record.at / "sources", facts)
    if not record.evidence:
        yield Diagnostic(NO_EVIDENCE, record.at / "evidence", facts)
    if record.possible_duplicate_of in (record.id, stem(record.at.path)):
        yield Diagnostic(ITSELF, record.at / "possible_duplicate_of", facts)
    stated: tuple[Sourced, ...] = (*record.facts, *record.profile.parts)
    for fact in stated:
        if not fact.sources:
            yield Diagnostic(FACT_WITHOUT_SOURCE, fact.at / "sources")


def check_coverage(context: Context) -> Iterator[Diagnostic]:
    """Sub-dimensions without an innovation.

    Not reported while an innovation cannot be read, as it may be there, nor before the first one is recorded.
    """
    model = context.model
    if "innovation" in model.unreadable or not model.innovations:
        return
    covered = set(_covered(model))
    others = {d.id for d in all_dimensions(model)} - {*(model.program.shared_dimensions if model.program else ())}
    for dimension in model.dimensions.values():
        for part in dimension.sub_dimensions if dimension.id not in others else ():
            if part.id not in covered:
                covered.add(part.id)
                yield Diagnostic(EMPTY, part.at / "id", {"name": part.id})


def _covered(model: Model) -> Iterator[str]:
    """The sub-dimensions that innovations name, except withdrawn ones; for a mistyped name, those that may be meant."""
    known = model.names["sub-dimension"]
    for record in outlined(model.innovations).values():
        if record.sub_dimension is None or is_withdrawn(record):
            continue
        if not known.rules_out(record.sub_dimension):
            yield record.sub_dimension
        elif meant := closest(record.sub_dimension, known.ids):
            yield meant
        elif dimension := model.dimensions.get(record.dimension):
            yield from (part.id for part in dimension.sub_dimensions)


def is_withdrawn(record: Innovation | InnovationOutline) -> bool:
    """Whether an innovation is withdrawn, so that it covers nothing."""
    return record.status == "withdrawn"
