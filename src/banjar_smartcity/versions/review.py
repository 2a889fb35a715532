"""Review: whether a change of the data is accepted, by the gates of the version that it changes.

The findings that the change adds and the findings of the gates decide. An error among them stops the change, unless
the policy only warns, a label opens the gate, or a waiver allows it until a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, cast

from ..diagnostics import START, At, Finding, Kind, Phrase, Severity
from ..i18n import N_
from ..model.instrument import Item
from ..model.policy import FAIL, OFF, WARN, Gate, Policy, Waiver
from ..model.program import build_program
from ..named import NamedTuple
from ..rules.policy import (
    ANSWER_ENDS,
    EVIDENCE_REMOVED,
    ITEM_LEFT_OUT,
    MERGE_CONFLICT,
    RULES_CHANGED,
    SUPPORT_ENDS,
    SUPPORTED_FALLS,
    WORDS_NOT_FOUND,
)
from ..schema.validator import shipped
from ..scoring.parts import ZERO
from ..spelling.patterns import late
from ..workspace.layout import PROGRAM, load_inside
from ..workspace.tree import Tree
from .diff.change import NOT_APPLICABLE, Change
from .diff.compare import Diff
from .diff.withdrawn import withdrawn
from .index.figures import IndexChange

NEW_ERROR = "new-error"


_COMMIT = late(r"[0-9a-fA-F]{7,64}")
_LOSSES = frozenset(
    kind._replace(severity=s)
    for kind in (EVIDENCE_REMOVED, SUPPORTED_FALLS, SUPPORT_ENDS, ANSWER_ENDS)
    for s in Severity
)


class GivenLabels(NamedTuple):
    """The labels of a change: those that count for its head, and those that were given for another version."""

    valid: frozenset[str]
    old: frozenset[str] = frozenset()


def read_labels(given: Iterable[str], old: Iterable[str], head: str | None) -> GivenLabels:
    """GivenLabels as they are given: `NAME` counts for the head, `NAME@COMMIT` if the head is that commit.

    A commit is named by at least seven letters of its id. `head` is None if the head is not a commit.
    """
    valid, others = set[str](), set(old)
    for label in given:
        name, sign, commit = label.rpartition("@")
        if not sign or not _COMMIT.fullmatch(commit):
            valid.add(label)
        elif head is not None and head.startswith(commit.lower()):
            valid.add(name)
        else:
            others.add(name)
    return GivenLabels(frozenset(valid), frozenset(others - valid))


class Judged(NamedTuple):
    """A finding, the gate that caught it, and what allows it."""

    finding: Finding
    gate: str
    action: str
    """`fail` or `warn`."""
    label: str | None = None
    """The label that opens the gate for this change."""
    waiver: Waiver | None = None
    """The waiver that allows it; if `ended`, the waiver that would have allowed it before."""
    ended: bool = False

    @property
    def holds(self) -> bool:
        """Whether it stops the change."""
        return self.action == FAIL and self.label is None and (self.waiver is None or self.ended)


class Review(NamedTuple):
    """A change, the findings of its gates, and the policy that they follow."""

    diff: Diff
    policy: Policy
    """The policy of the version that is changed; `Policy()`, with all gates closed, if it could not be read."""
    judged: tuple[Judged, ...]
    old_labels: tuple[str, ...] = ()
    """GivenLabels of gates that were given for another version, so that they open nothing."""

    @property
    def passed(self) -> bool:
        """Whether the change is accepted."""
        return self.diff.readable and not any(entry.holds for entry in self.judged)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """New findings and those of the gates: errors if they stop the change, else warnings."""
        if not self.diff.readable:
            return (*self.diff.base.obstacles, *self.diff.head.obstacles)
        weighed = [entry.finding if entry.holds else _softened(entry.finding) for entry in self.judged]
        found = (*weighed, *map(_softened, self.others))
        return tuple(sorted(found, key=lambda f: (*_rank(f), f.path, f.position, f.kind.id)))

    @property
    def others(self) -> tuple[Finding, ...]:
        """New findings that no gate caught."""
        off = self.policy.gates[NEW_ERROR].action == OFF
        found = (f for f in self.diff.faults.new if off or f.kind.severity is not Severity.ERROR)
        unseen = self.policy.gates[WORDS_NOT_FOUND.id].action == OFF
        return tuple(f for f in found if unseen or f.kind is not WORDS_NOT_FOUND)


def _rank(finding: Finding) -> tuple[bool, bool]:
    """What stops the change comes first, and of that, what is taken away: hosts show only the first few findings."""
    return finding.kind.severity is not Severity.ERROR, finding.kind not in _LOSSES


def _softened(finding: Finding) -> Finding:
    return finding._replace(kind=finding.kind._replace(severity=Severity.WARNING))


def judge(diff: Diff, policy: Policy, labels: GivenLabels, today: date) -> Review:
    """Check a change against a policy, which must be the one of the version that it changes."""
    judged = [
        _judge(finding, name, gate, policy.waivers, labels, today)
        for name, gate in policy.gates.items()
        if gate.action != OFF
        for finding in _FINDINGS[name](diff, gate)
    ]
    old = tuple(dict.fromkeys(gate.label for gate in policy.gates.values() if gate.label and gate.label in labels.old))
    return Review(diff, policy, tuple(judged), old)


def _judge(
    finding: Finding, name: str, gate: Gate, waivers: Iterable[Waiver], labels: GivenLabels, today: date
) -> Judged:
    label = gate.label if gate.label in labels.valid else None
    judged = Judged(finding, name, FAIL if gate.action == FAIL else WARN, label)
    for waiver in waivers:
        if waiver.covers(finding.kind.id, finding.path, today):
            return judged._replace(waiver=waiver)
        if waiver.covers(finding.kind.id, finding.path, waiver.until or today):
            judged = judged._replace(waiver=waiver, ended=True)
    return judged


def _new_errors(diff: Diff, gate: Gate) -> Iterator[Finding]:
    yield from (Finding(MERGE_CONFLICT, path, START, {}, None) for path in diff.conflicts)
    yield from (finding for finding in diff.faults.new if finding.kind.severity is Severity.ERROR)


def _falls(diff: Diff, gate: Gate) -> Iterator[Finding]:
    """Each item whose supported score falls through answers, evidence and surveys, whatever rises elsewhere.

    Also each document that now ends before the last day of its stage, although it is still valid today.

    Changes of the rules have their own gate. If a document has errors, these are reported, not the fall as well.
    """
    moves = {
        (found.instrument if place else None, move.item): move
        for place, found in enumerate(diff.comparisons)
        for move in (found.figures.moves if found.figures else ())
    }
    faulty = {name for name in diff.head.checked.model.evidence if name not in diff.head.model.evidence}
    for change in diff.changes:
        if change.kind != "rules" and change.supported < 0:
            move = moves.get((change.instrument, change.id))
            answer = move.after.answer if move and move.after else None
            if answer is None or faulty.isdisjoint(use.evidence for use in answer.evidence):
                yield _finding(SUPPORTED_FALLS, change, points=-change.supported, id=change.id)
        if change.gains is not None and change.gains.falls_short:
            points = -min(points for _, points in ((None, change.gains.points), *change.gains.others))
            kind = ANSWER_ENDS if change.kind == "answer" else SUPPORT_ENDS
            yield _finding(kind, change, points=points, id=change.id, day=change.gains.since)


def _rules(diff: Diff, gate: Gate) -> Iterator[Finding]:
    for change in diff.changes:
        if change.kind == "rules" and not change.wording:
            yield _finding(RULES_CHANGED, change, id=change.id, label=gate.label or Phrase(N_("none")))
    for change in _left_out(diff):
        yield _finding(ITEM_LEFT_OUT, change, id=change.id, label=gate.label or Phrase(N_("none")))


def _left_out(diff: Diff) -> Iterator[Change]:
    """Answers newly called not applicable, if that raises an index, because the item would count less than the mean."""
    for place, found in enumerate(diff.comparisons):
        if found.figures and found.head and found.figures.head.instrument.not_applicable == "excluded":
            instrument = found.instrument if place else None
            named = [c for c in diff.changes if NOT_APPLICABLE in c.notes and c.instrument == instrument]
            yield from _raising(named, found.figures, {item.id: item for item in found.head.model.items})


def _raising(changes: Iterable[Change], figures: IndexChange, items: Mapping[str, Item]) -> Iterator[Change]:
    """Those of the answers that were called not applicable for which the mean of their aspect is higher."""
    old = {leaf.item.id: leaf for leaf in figures.base.final.leaves}
    means = {aspect.id: aspect for aspect in figures.head.aspects}
    for change in changes:
        if (item := items.get(change.id)) and (mean := means.get(item.aspect)):
            leaf = old.get(change.id)
            claimed, supported = (leaf.claimed, leaf.supported) if leaf else (ZERO, ZERO)
            if claimed < mean.claimed or supported < mean.supported:
                yield change


def _removed(diff: Diff, gate: Gate) -> Iterator[Finding]:
    for gone in withdrawn(diff):
        name = f"{gone.id}: {', '.join(gone.names)}" if gone.names else gone.id
        yield Finding(EVIDENCE_REMOVED, gone.path, gone.position, {"id": name}, None)


def _unseen(diff: Diff, gate: Gate) -> Iterator[Finding]:
    as_error = WORDS_NOT_FOUND._replace(severity=Severity.ERROR)
    yield from (found._replace(kind=as_error) for found in diff.faults.new if found.kind is WORDS_NOT_FOUND)


def _finding(kind: Kind, change: Change, **facts: object) -> Finding:
    return Finding(kind, change.path, change.position, facts, None)


_FINDINGS = {
    NEW_ERROR: _new_errors,
    "supported-falls": _falls,
    "rules-changed": _rules,
    "evidence-removed": _removed,
    WORDS_NOT_FOUND.id: _unseen,
}
"""The findings of each gate in a change."""


def read_policy(tree: Tree) -> Policy | None:
    """The policy in a version of the data; None if its programme cannot be read."""
    document = load_inside(tree, PROGRAM).document
    if document is None or shipped("program").check(document):
        return None
    return build_program(At(PROGRAM), cast(dict[str, Any], document.data)).policy
