"""Review: whether a change of the data is accepted, by the gates of the version that it changes.

The findings that the change adds and the findings of the gates decide. An error among them stops the change, unless
the policy only warns, a label opens the gate, or a waiver allows it until a day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple, cast

from ..diagnostics import At, Finding, Kind, Phrase, Severity
from ..i18n import N_
from ..model.policy import FAIL, OFF, WARN, Gate, Policy, Waiver
from ..model.program import build_program
from ..rules.policy import EVIDENCE_REMOVED, RULES_CHANGED, SUPPORTED_FALLS
from ..schema.validator import shipped
from ..scoring.parts import ZERO
from ..workspace.layout import PROGRAM, load_inside
from ..workspace.tree import Tree
from .diff.change import Change
from .diff.compare import Diff
from .diff.withdrawn import withdrawn

NEW_ERROR = "new-error"


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

    @property
    def passed(self) -> bool:
        """Whether the change is accepted."""
        return self.diff.readable and not any(entry.holds for entry in self.judged)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """New findings and those of the gates: errors if they stop the change, else warnings."""
        if not self.diff.readable:
            return (*self.diff.base.obstacles, *self.diff.head.obstacles)
        weighed = (entry.finding if entry.holds else _softened(entry.finding) for entry in self.judged)
        others = map(_softened, self.others)
        return tuple(sorted((*weighed, *others), key=lambda f: (f.path, f.position, f.kind.id)))

    @property
    def others(self) -> tuple[Finding, ...]:
        """New findings that no gate caught."""
        off = self.policy.gates[NEW_ERROR].action == OFF
        return tuple(f for f in self.diff.faults.new if off or f.kind.severity is not Severity.ERROR)


def _softened(finding: Finding) -> Finding:
    return finding._replace(kind=finding.kind._replace(severity=Severity.WARNING))


def judge(diff: Diff, policy: Policy, labels: Collection[str], today: date) -> Review:
    """Check a change against a policy, which must be the one of the version that it changes."""
    judged = [
        _judge(finding, name, gate, policy.waivers, labels, today)
        for name, gate in policy.gates.items()
        if gate.action != OFF
        for finding in _FINDINGS[name](diff, gate)
    ]
    # Files with errors have no figures; that the supported score falls is not a second fault.
    faulty = {entry.finding.path for entry in judged if entry.gate == NEW_ERROR and entry.holds}
    if not faulty.isdisjoint(diff.head.left_out):
        judged = [entry for entry in judged if entry.finding.kind != SUPPORTED_FALLS]
    return Review(diff, policy, tuple(judged))


def _judge(
    finding: Finding, name: str, gate: Gate, waivers: Iterable[Waiver], labels: Collection[str], today: date
) -> Judged:
    label = gate.label if gate.label in labels else None
    judged = Judged(finding, name, FAIL if gate.action == FAIL else WARN, label)
    for waiver in waivers:
        if waiver.covers(finding.kind.id, finding.path, today):
            return judged._replace(waiver=waiver)
        if waiver.covers(finding.kind.id, finding.path, waiver.until or today):
            judged = judged._replace(waiver=waiver, ended=True)
    return judged


def _new_errors(diff: Diff, gate: Gate) -> Iterator[Finding]:
    return (finding for finding in diff.faults.new if finding.kind.severity is Severity.ERROR)


def _falls(diff: Diff, gate: Gate) -> Iterator[Finding]:
    """The fall of the supported score through answers, evidence and surveys. Changes of the rules have their own gate.

    Each file that loses is reported separately, so that a waiver for one file does not cover losses in another.
    """
    counted = [change for change in diff.changes if change.kind != "rules" and change.supported]
    if sum(change.supported for change in counted) >= 0:
        return
    by_path: dict[str, list[Change]] = {}
    for change in counted:
        by_path.setdefault(change.path, []).append(change)
    for changes in by_path.values():
        lost = -sum((change.supported for change in changes), ZERO)
        if lost > 0:
            most = min(changes, key=lambda change: change.supported)
            yield _finding(SUPPORTED_FALLS, most, points=lost, id=most.id)


def _rules(diff: Diff, gate: Gate) -> Iterator[Finding]:
    for change in diff.changes:
        if change.kind == "rules" and not change.wording:
            yield _finding(RULES_CHANGED, change, id=change.id, label=gate.label or Phrase(N_("none")))


def _removed(diff: Diff, gate: Gate) -> Iterator[Finding]:
    for gone in withdrawn(diff):
        name = f"{gone.id}: {', '.join(gone.names)}" if gone.names else gone.id
        yield Finding(EVIDENCE_REMOVED, gone.path, gone.position, {"id": name}, None)


def _finding(kind: Kind, change: Change, **facts: object) -> Finding:
    return Finding(kind, change.path, change.position, facts, None)


_FINDINGS = {
    NEW_ERROR: _new_errors,
    "supported-falls": _falls,
    "rules-changed": _rules,
    "evidence-removed": _removed,
}
"""The findings of each gate in a change."""


def read_policy(tree: Tree) -> Policy | None:
    """The policy in a version of the data; None if its programme cannot be read."""
    document = load_inside(tree, PROGRAM).document
    if document is None or shipped("program").check(document):
        return None
    return build_program(At(PROGRAM), cast(dict[str, Any], document.data)).policy
