"""Every: all rules and their kinds, in the order in which they are asked. Who needs one of them need not load all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ..diagnostics import Diagnostic, Kind
from . import (
    agencies,
    answers,
    assessments,
    assignments,
    carried,
    contests,
    crosswalks,
    dates,
    duplicates,
    entries,
    evidence,
    evidence_content,
    evidence_reading,
    evidence_record,
    evidence_use,
    figures,
    identity,
    innovations,
    instruments,
    maturity,
    migrations,
    places,
    policy,
    references,
    surveys,
    targets,
)
from .context import Context

Rule = Callable[[Context], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    references.check_references,
    places.check_places,
    entries.check_entries,
    identity.check_identity,
    agencies.check_agencies,
    dates.check_order,
    answers.check_answers,
    assessments.check_assessments,
    carried.check_carried,
    evidence.check_evidence,
    evidence_content.check_contents,
    evidence_reading.check_evidence_reading,
    evidence_record.check_records,
    evidence_use.check_evidence_use,
    innovations.check_innovations,
    innovations.check_coverage,
    maturity.check_maturity,
    assignments.check_assignments,
    crosswalks.check_crosswalks,
    migrations.check_migrations,
    duplicates.check_duplicates,
    instruments.check_instruments,
    figures.check_weights,
    figures.check_official,
    surveys.check_surveys,
    contests.check_contests,
    policy.check_policy,
    targets.check_targets,
)

KINDS: tuple[Kind, ...] = (
    *references.KINDS,
    *places.KINDS,
    *entries.KINDS,
    *identity.KINDS,
    *agencies.KINDS,
    *dates.KINDS,
    *answers.KINDS,
    *assessments.KINDS,
    *assignments.KINDS,
    *carried.KINDS,
    *evidence.KINDS,
    *evidence_content.KINDS,
    *evidence_reading.KINDS,
    *evidence_record.KINDS,
    *evidence_use.KINDS,
    *innovations.KINDS,
    *maturity.KINDS,
    *crosswalks.KINDS,
    *migrations.KINDS,
    *duplicates.KINDS,
    *instruments.KINDS,
    *figures.KINDS,
    *surveys.KINDS,
    *contests.KINDS,
    *policy.KINDS,
    *targets.KINDS,
)

ALONE: Mapping[str, Mapping[str, Callable[[Any], Iterable[object]]]] = {
    "innovation": {
        "identity": identity.of_innovation,
        "dates": dates.of_innovation,
        "innovations": innovations.of_innovation,
        "maturity": maturity.of_innovation,
    },
    "evidence": {
        "dates": dates.of_evidence,
        "evidence": evidence.of_evidence,
        "reading": evidence_reading.of_evidence,
        "records": evidence_record.of_evidence,
    },
}
"""Rules that may have something to say about a record by itself, by its kind; the outline of the record says which."""
