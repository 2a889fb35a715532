"""Innovations: each has an owner, a source and evidence, and each sub-dimension an innovation."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Kind, Severity, closest
from ..i18n import N_
from ..model.model import Model, stem
from .context import Context

NO_OWNER = Kind(
    "innovation-without-owner",
    Severity.WARNING,
    N_('no owner of "{name}" is known'),
    N_("Ask the working group which agency or body runs it, and record the source that says so."),
    N_("Without an owner nobody answers the assessors' questions or brings the evidence."),
    "owners: []",
)
DRAFT = Kind(
    "innovation-draft",
    Severity.WARNING,
    N_('"{name}" is a draft: it has no name yet, so it is not counted anywhere'),
    N_("Fill in `name` and `dimension`, or delete the file."),
    N_("A record that only has an id shows nothing to anybody, and must not raise the number of innovations."),
    "name: null",
)
NO_SOURCE = Kind(
    "innovation-without-source",
    Severity.WARNING,
    N_('"{name}" names no source'),
    N_("Add the source to data/sources.yaml and name it here."),
    N_("What cannot be traced to a source cannot be shown to an assessor."),
    "sources: []",
)
NO_EVIDENCE = Kind(
    "innovation-without-evidence",
    Severity.WARNING,
    N_('"{name}" has no evidence yet'),
    N_("Collect at least the decree or guide that names the innovation and record it in data/evidence/."),
    N_("Assessors ask for the proof of every innovation that is presented."),
    "evidence: []",
)
FACT_WITHOUT_SOURCE = Kind(
    "fact-without-source",
    Severity.WARNING,
    N_("this fact names no source"),
    N_("Name the source that states it, or remove it."),
    N_("A fact without a source cannot be told from a rumour."),
    "- text: Dipakai 2.000 warga\n  sources: []",
)
EMPTY = Kind(
    "sub-dimension-empty",
    Severity.WARNING,
    N_('no innovation stands for the sub-dimension "{name}"'),
    N_("Assign an innovation to it (sub_dimension), or start one."),
    N_("The evaluation goes through every sub-dimension; a hole is seen at once."),
    "# tidak ada innovation dengan sub_dimension: mobility",
)
ITSELF = Kind(
    "innovation-same-as-itself",
    Severity.ERROR,
    N_('"{name}" names itself as the innovation that it may be the same as'),
    N_("Name the other record, or write null."),
    N_("Every innovation is the same as itself; the other one that was meant stays unnamed."),
    "id: urc\npossible_duplicate_of: urc",
)
KINDS = (DRAFT, NO_OWNER, NO_SOURCE, NO_EVIDENCE, FACT_WITHOUT_SOURCE, ITSELF, EMPTY)


def check_innovations(context: Context) -> Iterator[Diagnostic]:
    """What innovations lack, those that point to themselves, and drafts."""
    for record in context.model.drafts.values():
        yield Diagnostic(DRAFT, record.at / "name", {"name": record.id})
    for record in context.model.innovations.values():
        facts = {"name": record.name}
        if not record.owners:
            yield Diagnostic(NO_OWNER, record.at / "owners", facts)
        if not record.sources:
            yield Diagnostic(NO_SOURCE, record.at / "sources", facts)
        if not record.evidence:
            yield Diagnostic(NO_EVIDENCE, record.at / "evidence", facts)
        if record.possible_duplicate_of in (record.id, stem(record.at.path)):
            yield Diagnostic(ITSELF, record.at / "possible_duplicate_of", facts)
        for fact in record.facts:
            if not fact.sources:
                yield Diagnostic(FACT_WITHOUT_SOURCE, fact.at / "sources")


def check_coverage(context: Context) -> Iterator[Diagnostic]:
    """Sub-dimensions for which no innovation stands. Silent while an innovation cannot be read: it may be that one."""
    model = context.model
    if "innovation" in model.unsound:
        return
    covered = set(_covered(model))
    for dimension in model.dimensions.values():
        for part in dimension.sub_dimensions:
            if part.id not in covered:
                covered.add(part.id)
                yield Diagnostic(EMPTY, part.at / "id", {"name": part.id})


def _covered(model: Model) -> Iterator[str]:
    """The sub-dimensions that standing innovations name; where a name is mistyped, those that may be meant."""
    known = model.names["sub-dimension"]
    for record in model.innovations.values():
        if record.sub_dimension is None or record.status == "withdrawn":
            continue
        if not known.rules_out(record.sub_dimension):
            yield record.sub_dimension
        elif meant := closest(record.sub_dimension, known.ids):
            yield meant
        elif dimension := model.dimensions.get(record.dimension):
            yield from (part.id for part in dimension.sub_dimensions)
