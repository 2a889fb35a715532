"""Basis: what a rise of the supported index rests on, and whether proof has become weaker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from fractions import Fraction

from ...diagnostics import Phrase
from ...i18n import N_
from ...model.later import outlined
from ...model.survey_seal import WHOLE
from ...named import NamedTuple
from ...scoring.parts import ZERO, Leaf
from .figures import IndexChange, Move
from .version import Version

BY_HAND = Phrase(N_("survey figures typed by hand"), "survey-by-hand")
IMPORTED = Phrase(N_("imported surveys"), "survey-imported")
NO_FILE = Phrase(N_("documents without a file"), "documents-without-file")
NO_HASH = Phrase(N_("documents without a recorded hash"), "documents-without-hash")
FILES = Phrase(N_("documents with a file"), "documents-with-file")
SAID_ANEW = Phrase(N_("documents of which only the record has changed"), "said-anew")
SAME = Phrase(N_("higher levels on the same documents"), "same-documents")
NOTHING = Phrase(N_("answers that need no document"), "no-documents")
LEFT_OUT = Phrase(N_("items called not applicable"), "not-applicable")
RULES = Phrase(N_("changed rules"), "rules")
LOST = Phrase(N_("what falls"), "falls")
ALL = (BY_HAND, NO_FILE, NO_HASH, SAME, NOTHING, LEFT_OUT, RULES, SAID_ANEW, IMPORTED, FILES, LOST)
"""The weaker ones first."""

INVALID, ELSEWHERE, UNHASHED, ON_FILE = range(4)
"""How strong a document is: not valid; only at an address or in a cupboard; a file; a file with its hash."""


class RisePart(NamedTuple):
    """A part of what the supported index gains, in points, and what it rests on."""

    basis: Phrase
    points: Fraction


def parts_of_rise(figures: IndexChange, base: Version, head: Version) -> tuple[RisePart, ...]:
    """The parts that add up to what the supported index gains; empty if nothing rises."""
    rises: dict[Phrase, Fraction] = {}
    for move in figures.moves:
        if move.supported:
            basis = _basis(move, base, head) if move.supported > 0 else LOST
            rises[basis] = rises.get(basis, ZERO) + move.supported
    if figures.rules_supported:
        basis = RULES if figures.rules_supported > 0 else LOST
        rises[basis] = rises.get(basis, ZERO) + figures.rules_supported
    if not rises.keys() - {LOST}:
        return ()
    return tuple(RisePart(basis, rises[basis]) for basis in ALL if basis in rises)


def _basis(move: Move, base: Version, head: Version) -> Phrase:
    before, after = move.before, move.after
    if after is None or (before and before.supported == after.supported and before.weight < after.weight):
        return LEFT_OUT
    if after.survey is not None:
        return IMPORTED if after.survey.seal == WHOLE else BY_HAND
    if before and before.supported and _documents(after):
        more = fresh(_documents(before), _documents(after), base, head)
        best = max((strength(head, name) for name in more), default=INVALID)
        return (SAME, NO_FILE, NO_HASH, FILES)[best]
    if _is_said_anew(move, base, head):
        return SAID_ANEW
    weakest = min(_kinds(after, head), default=None)
    return NOTHING if weakest is None else (NO_FILE, NO_FILE, NO_HASH, FILES)[weakest]


def _is_said_anew(move: Move, base: Version, head: Version) -> bool:
    """Whether an item that was not supported is now, at the same level and on the same documents."""
    before, after = move.before, move.after
    if before is None or after is None or before.supported or before.claimed != after.claimed:
        return False
    return bool(_documents(after)) and not fresh(_documents(before), _documents(after), base, head)


def fresh(old: Set[str], new: Set[str], base: Version, head: Version) -> tuple[str, ...]:
    """The documents among the new ones that say more than the old ones: another document, or another file."""
    files = {content(base, name) for name in old} - {None}
    changed = (name for name in new if name not in old or content(base, name) != content(head, name))
    return tuple(name for name in changed if content(head, name) not in files)


def _documents(leaf: Leaf) -> frozenset[str]:
    return frozenset(use.evidence for use in leaf.answer.evidence) if leaf.answer else frozenset()


def _kinds(leaf: Leaf, side: Version) -> Iterator[int]:
    """For each kind of document that the item requires, how strong the best one of the answer is."""
    for wanted in dict.fromkeys(document.kind for document in leaf.item.evidence):
        records = (name for name in _documents(leaf) if name in side.model.evidence)
        yield max(
            (strength(side, name) for name in records if side.model.evidence[name].kind == wanted), default=INVALID
        )


def strength(side: Version, name: str) -> int:
    """How strong a document is in a version."""
    record = side.model.evidence.get(name)
    if record is None or not side.proof.stands(name):
        return INVALID
    if record.file is None:
        return ELSEWHERE
    return UNHASHED if record.sha256 is None else ON_FILE


def content(side: Version, name: str) -> str | None:
    """The SHA-256 of the file of a document, whatever its line ends; None if it has none that can be read."""
    record = outlined(side.checked.model.evidence).get(name)
    holding = side.checked.holdings.get(record.file) if record and record.file else None
    return holding.settled if holding else None


def unmatched(lost: Iterable[str], gained: Iterable[str], base: Version, head: Version) -> tuple[str, ...]:
    """The lost documents for which none of the gained ones is as strong; each gained one replaces one."""
    waiting = sorted(strength(head, name) for name in gained)
    left = []
    for name in sorted(lost, key=lambda name: -strength(base, name)):
        if waiting and waiting[-1] >= max(strength(base, name), ELSEWHERE):
            waiting.pop()
        else:
            left.append(name)
    return tuple(sorted(left))
