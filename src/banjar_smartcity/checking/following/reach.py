"""Reach: whether a change of innovations and documents can reach what a rule says, where rules go by their outlines.

Rules read the status of an outline only to see whether the innovation is withdrawn, its levels only to see whether
they are on the scale, and the marks of its names only to find others that have one in common. What a record is called
is only asked for where an id is wrong, to say which one was meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from ...diagnostics import Finding, Phrase
from ...model.later import outlined
from ...model.model import Model
from ...model.outline import EvidenceOutline, InnovationOutline
from ...rules.innovations import is_withdrawn
from ...rules.maturity import off_scale_in
from ...rules.references import UNKNOWN, WHAT
from ...schema.kinds import WRONG_FORM

Change = tuple[InnovationOutline, InnovationOutline]
"""The outline of an innovation before and after."""
OfDocument = tuple[EvidenceOutline, EvidenceOutline]
"""The same of a document."""


def is_out_of_reach(
    model: Model, findings: Sequence[Finding], changes: Sequence[Change], documents: Sequence[OfDocument]
) -> bool:
    """Whether all rules say the same of a model, which has these findings, and of one with these changes.

    No rule has looked at the records.
    """
    is_off = off_scale_in(model)
    return (
        all(_is_near(old, new) and not any(is_off(*pair) for pair in new.levels) for old, new in changes)
        and all(old._replace(title=new.title) == new for old, new in documents)
        and not (any(_is_renamed(*pair) for pair in changes) and _are_asked_for("innovation", findings))
        and not (documents and _are_asked_for("evidence", findings))
        and not _repeat([old.marks for old, _ in changes])
        and not _repeat([new.marks for _, new in changes])
        and not _are_shared(model, changes)
    )


def _are_asked_for(what: str, findings: Iterable[Finding]) -> bool:
    """Whether it counts for a finding what records of a kind are called."""
    unknown = Phrase(WHAT[what])
    return any(
        finding.kind.id == WRONG_FORM.id or (finding.kind.id == UNKNOWN.id and finding.facts["what"] == unknown)
        for finding in findings
    )


def _is_renamed(old: InnovationOutline, new: InnovationOutline) -> bool:
    return (old.name, old.also_named) != (new.name, new.also_named)


def _is_near(old: InnovationOutline, new: InnovationOutline) -> bool:
    """Whether nothing differs but the status, the levels, the names and their marks."""
    same = old._replace(status=new.status, levels=new.levels, name=new.name, also_named=new.also_named, marks=new.marks)
    return same == new and is_withdrawn(old) == is_withdrawn(new)


def _repeat(marks: Sequence[bytes]) -> bool:
    """Whether two of them have a mark in common."""
    every = [set(_each(own)) for own in marks]
    return len(set().union(*every)) < sum(map(len, every))


def _are_shared(model: Model, changes: Sequence[Change]) -> bool:
    """Whether another innovation has a mark of those that changed, before or after."""
    differ = [(old, new) for old, new in changes if old.marks != new.marks]
    marks = set(chain.from_iterable(_each(one.marks) for pair in differ for one in pair))
    own = {old.path for old, _ in differ}
    others = (one.marks for one in outlined(model.innovations).values() if one.path not in own) if marks else ()
    return any(not marks.isdisjoint(_each(one)) for one in others)


def _each(marks: bytes) -> Iterable[int]:
    return memoryview(marks).cast("I")
