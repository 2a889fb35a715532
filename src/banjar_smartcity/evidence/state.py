"""State of the evidence: whether each document exists, is unchanged and in force, and what it is used for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from ..diagnostics import Phrase
from ..model.evidence import Evidence
from ..model.focus import each_focus
from ..model.later import in_no_doubt, look_at, outlined
from ..model.model import Model
from ..model.outline import EvidenceOutline
from ..model.parts import EvidenceUse
from ..named import NamedTuple
from ..workspace.disk import Disk
from .claims import MOST_ITEMS, Claim, claims, crowds, is_off_kind, unpaged
from .files import FILES, find_files, find_leaks
from .holdings import Holding, agrees
from .proof import EMPTY, MISPLACED, NO_ADDRESS, OTHER_FORMAT, OWN_DATA, Proof, judged_by, place_fault, prove

RESTS_ON = frozenset(("program", "agencies", "instrument", "dimension", "answers", "evidence", "innovation", "survey"))
"""Kinds of record from which the state of the evidence is computed."""
AGREES, DIFFERS, UNRECORDED = "agrees", "differs", "unrecorded"
IN_FORCE, NOT_YET, EXPIRED = "in-force", "not-yet", "expired"
OFF_KIND, WITHOUT_PAGES, CROWDED = "kind", "pages", "crowded"
FILE_FAULTS = frozenset(
    {
        "evidence-file-missing",
        "evidence-file-misplaced",
        "evidence-hash",
        "evidence-empty",
        "evidence-own-data",
        "evidence-format",
        "evidence-address",
        "evidence-internal-file",
        "evidence-internal-leaked",
        "path-outside",
    }
)
"""Findings about files and addresses. `smartcity evidence check` shows them with the documents, not as obstacles."""


ERRORS = (MISPLACED, EMPTY, OWN_DATA, OTHER_FORMAT, NO_ADDRESS)
"""Flaws that are errors of the data."""


class DocumentUse(NamedTuple):
    """A claim that names a document, and the pages that count."""

    claim: Claim
    pages: str | None
    wanted: bool | None
    """Whether the item requires a document of this kind; None for other records, for which nothing says so."""


class DocumentState(NamedTuple):
    """The state of a document on a day."""

    name: str
    """Under which its record is in the model: its id, unless that is also the one of another record."""
    evidence: Evidence | EvidenceOutline
    """The record, or its outline if that tells all that is here."""
    place: str | None
    """`file`, `address` or `kept-at`; None if the record does not say where it is."""
    present: bool | None
    """Whether the file exists; None if the record names none."""
    hash: str | None
    """`agrees`, `differs` or `unrecorded`: the hash of the file compared with the record; None if there is no file."""
    force: str
    days_left: int | None
    """Days until it expires, negative after that; None if it does not expire."""
    stands: bool
    leaks: tuple[str, ...]
    """Other files of the repository that have the content of this internal document."""
    uses: tuple[DocumentUse, ...]
    wanted_by: tuple[str, ...]
    """Items that require a document of its kind."""
    reason: Phrase | None
    """Why it supports nothing on the day; None if it supports what it is named for."""
    flaw: Phrase | None
    """Why nobody can open and read it; None if everybody can."""
    repeats: str | None
    """The record that has the same document and counts instead of this one."""

    @property
    def faulty(self) -> bool:
        """Whether its file or address is an error of the data."""
        internal_file = self.evidence.access == "internal" and self.place == "file"
        lost = self.present is False or self.hash == DIFFERS or bool(self.leaks) or internal_file
        return lost or self.flaw in ERRORS


class Overuse(NamedTuple):
    """A claim whose documents cannot prove it: of no required kind, without pages, or on a page named too often."""

    reason: str
    claim: Claim
    uses: tuple[EvidenceUse, ...]


class EvidenceState(NamedTuple):
    """The state of all evidence on a day."""

    today: date
    within: int
    documents: tuple[DocumentState, ...]
    """All recorded documents, including those that were issued after the day."""
    overused: tuple[Overuse, ...]
    unnamed: tuple[str, ...]
    """Paths of files in data/evidence/files/ that no record names."""

    @property
    def faulty(self) -> tuple[DocumentState, ...]:
        """Documents whose file is an error."""
        return tuple(state for state in self.documents if state.faulty)

    @property
    def issued(self) -> tuple[DocumentState, ...]:
        """Documents that existed on the day."""
        return tuple(state for state in self.documents if _issued(state.evidence, self.today))

    @property
    def unissued(self) -> tuple[DocumentState, ...]:
        """Documents that were issued after the day, on which they did not exist yet."""
        return tuple(state for state in self.documents if not _issued(state.evidence, self.today))

    @property
    def expired(self) -> tuple[DocumentState, ...]:
        """Documents that are no longer in force."""
        return tuple(state for state in self.issued if state.force == EXPIRED)

    @property
    def expiring(self) -> tuple[DocumentState, ...]:
        """Documents that expire within `within` days, the next one first."""
        found = [s for s in self.issued if s.days_left is not None and 0 <= s.days_left <= self.within]
        return tuple(sorted(found, key=lambda state: state.days_left or 0))

    @property
    def not_counted(self) -> tuple[DocumentState, ...]:
        """Documents in force that support nothing because of their record, although nothing in it is an error."""
        found = (state for state in self.issued if state.force == IN_FORCE and not state.faulty)
        return tuple(state for state in found if not state.stands)

    @property
    def unused(self) -> tuple[DocumentState, ...]:
        """Documents that no answer and no innovation names."""
        return tuple(state for state in self.issued if not state.uses)


def assess_evidence(
    model: Model, holdings: Mapping[str, Holding], root: Path, today: date, within: int, agency: str | None = None
) -> EvidenceState:
    """The state of all evidence on a day, or of the evidence of one agency. `within` is in days."""
    leaks = find_leaks(Disk(root), outlined(model.evidence).values(), holdings)
    uses = _uses(model)
    proof = prove(model, holdings, today)
    wanted = _wanted(model)
    states: list[DocumentState] = []
    for name in model.evidence:
        if agency is None or look_at(model.evidence, name).agency == agency:
            record = judged_by(model.evidence, name, holdings)
            states.append(_state(record, name, proof, leaks=leaks, uses=uses.get(name, ()), wanted=wanted))
    issued = {state.name for state in states if _issued(state.evidence, today)}
    overused = tuple(over for over in _overused(model) if any(use.evidence in issued for use in over.uses))
    return EvidenceState(today, within, tuple(states), overused, _unnamed(model, root) if agency is None else ())


def _state(
    record: Evidence | EvidenceOutline,
    name: str,
    proof: Proof,
    *,
    leaks: Mapping[str, Sequence[str]],
    uses: Sequence[DocumentUse],
    wanted: Mapping[str, tuple[str, ...]],
) -> DocumentState:
    present, hash_state = _file(record, proof.holdings)
    reason = proof.fault(name)
    copies = leaks.get(record.sha256 or "", ()) if record.access == "internal" else ()
    return DocumentState(
        name=name,
        evidence=record,
        place=_place(record),
        present=present,
        hash=hash_state,
        force=_force(record, proof.today),
        days_left=(record.expires_on - proof.today).days if record.expires_on else None,
        stands=reason is None,
        leaks=tuple(path for path in copies if path != record.file),
        uses=tuple(uses),
        wanted_by=wanted.get(record.kind, ()),
        reason=reason,
        flaw=place_fault(record, proof.holdings),
        repeats=proof.repeated.get(name),
    )


def _wanted(model: Model) -> dict[str, tuple[str, ...]]:
    """The items of all instruments that the region answers, by the kinds of document that they require."""
    found: dict[str, dict[str, None]] = {}
    for seen in each_focus(model):
        for item in seen.items:
            for document in item.evidence:
                found.setdefault(document.kind, {})[item.id] = None
    return {kind: tuple(items) for kind, items in found.items()}


def _uses(model: Model) -> dict[str, list[DocumentUse]]:
    found: dict[str, list[DocumentUse]] = {}
    evidence = outlined(model.evidence)
    for claim in claims(model):
        short = claim._replace(uses=(), wanted=())  # there may be thousands, and nobody asks for more
        for use in claim.uses:
            record = evidence.get(use.evidence)
            wanted = record is not None and record.kind in claim.wanted if claim.by == "answer" else None
            found.setdefault(use.evidence, []).append(DocumentUse(short, use.pages, wanted))
    return found


def _place(record: Evidence | EvidenceOutline) -> str | None:
    if isinstance(record, EvidenceOutline):
        return "address" if record.file is None else "file"
    places = {"file": record.file, "address": record.address, "kept-at": record.kept_at}
    return next((name for name, value in places.items() if value is not None), None)


def _file(record: Evidence | EvidenceOutline, holdings: Mapping[str, Holding]) -> tuple[bool | None, str | None]:
    """Whether the file is there, and whether it is the recorded one."""
    if record.file is None:
        return None, None
    holding = holdings.get(record.file)
    if holding is None or not holding.inside or not holding.present:
        return False, None
    if record.sha256 is None:
        return True, UNRECORDED
    return True, AGREES if agrees(record, holding) else DIFFERS


def _issued(record: Evidence | EvidenceOutline, today: date) -> bool:
    return record.issued_on is None or record.issued_on <= today


def _force(record: Evidence | EvidenceOutline, today: date) -> str:
    if record.expires_on and record.expires_on < today:
        return EXPIRED
    return NOT_YET if record.begins and record.begins > today else IN_FORCE


def _overused(model: Model) -> Iterable[Overuse]:
    evidence = outlined(model.evidence)
    for claim in claims(model, in_no_doubt):  # only an answer requires kinds of document
        if is_off_kind(claim, evidence):
            yield Overuse(OFF_KIND, claim, claim.uses)
    for claim, use in unpaged(model):
        yield Overuse(WITHOUT_PAGES, claim, (use,))
    for crowd in crowds(model):
        yield Overuse(CROWDED, crowd.claims[MOST_ITEMS], (crowd.use,))


def _unnamed(model: Model, root: Path) -> tuple[str, ...]:
    """Paths of evidence files that no record names, without hidden files, which are for git and other tools."""
    named = {record.file for record in outlined(model.evidence).values()}
    return tuple(p for p in find_files(root, FILES) if p not in named and not p.rpartition("/")[2].startswith("."))
