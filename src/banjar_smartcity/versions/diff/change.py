"""Change: one of the changes between two versions, in the terms of reviewers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from ...checking.gathering.documents import Documents, by_path
from ...diagnostics import At, Phrase, Pointer, Position
from ...i18n import N_, Text
from ...named import NamedTuple
from ...scoring.parts import ZERO
from ...source.document import Document, Locator
from ...source.entries import place_of
from ..index.version import Version
from .records import CHANGED, REMOVED, Field, Record

MOVED, REPLACED = "moved", "replaced"
STANDS = Phrase(N_("it is valid"), "stands")
ABSENT = Phrase(N_("there is none"), "absent")
FAULTY = Phrase(N_("its record has errors"), "errors")
SAME_PROOF = Phrase(N_("the level rises on the same documents"), "same-documents")
NO_PROOF = Phrase(N_("the level rises without any document"), "no-documents")
OTHER_FIGURES = Phrase(N_("other figures on the same documents"), "other-figures")
OTHER_PAGES = Phrase(N_("other pages of the same document are named"), "other-pages")
SAID_ANEW = Phrase(N_("the document is the same; only what its record says of it has changed"), "said-anew")
UNCONFIRMED = Phrase(
    N_("it is no longer called carried over, but nobody is recorded to have confirmed it"), "carried-unconfirmed"
)
NO_FILE_PROOF = Phrase(
    N_("the level rises on the same documents and new ones without a file"), "documents-without-file"
)
WEAKER = Phrase(N_("its documents are weaker than before"), "weaker-documents")
NOT_APPLICABLE = Phrase(N_("now called not applicable"), "not-applicable")
NO_FIGURE = Phrase(N_("it has errors, so it does not count"), "errors")
BY_HAND = Phrase(N_("its figures were typed by hand, not imported"), "by-hand")
CANNOT_BE_READ = Phrase(N_("its file cannot be read any more"), "unreadable")
COULD_NOT_BE_READ = Phrase(N_("its file could not be read before"), "unreadable-before")
UNSURE = frozenset((CANNOT_BE_READ, COULD_NOT_BE_READ))
"""What only seems to be removed or added."""
_NAMES = frozenset(("name", "aspects", "variants"))
"""Keys of rules with names, whose translation changes nothing. All their other words are requirements."""
_VALID = frozenset(("stands", "proved", "survey"))
"""Ids of the reasons for which something counted in full."""
_PROOF = frozenset(("access", "file", "address", "kept_at", "sha256", "number", "expires_on"))
"""Keys of a document on which it depends whether it proves anything."""


_JUDGED_OTHERWISE = frozenset(("answer", "answers", "rules"))
"""Kinds of record of which a replaced figure is judged by what it moves, by the documents, or by a gate."""
RANKS = PROOF_LOST, LOST, NOTED, HARMLESS = range(4)
"""Proof is taken away, replaced or weaker; something else is taken away; a reviewer must know more; all the rest."""


class Gain(NamedTuple):
    """What a changed record of a document adds to the supported final index, everything else being as it is now."""

    points: Fraction
    """Negative if it takes away."""
    since: date | None
    """The day from which it does so, if that is after today: the day after the document would have expired."""
    others: tuple[tuple[str, Fraction], ...] = ()
    """What it adds to the index of each other instrument that it serves."""
    falls_short: bool = False
    """Whether the document now ends before the last day of a stage, in which it would have been valid to the end."""

    @property
    def takes(self) -> bool:
        """Whether it takes away from an index."""
        return self.points < 0 or any(points < 0 for _, points in self.others)

    @property
    def gives(self) -> bool:
        """Whether it adds to an index."""
        return self.points > 0 or any(points > 0 for _, points in self.others)


class Change(NamedTuple):
    """A changed answer, or a changed record of another kind."""

    kind: str
    """The kind of record; `answer` for an answer, `answers` for a whole sheet, `rules` for the rules of the score."""
    id: str
    what: str
    """`added`, `removed`, `changed` or `renamed`; `replaced` if a document has another file; `moved` if only a figure
    changed, because of something else."""
    path: str
    position: Position
    """The place in the new version; of what was removed, in the old one."""
    name: Text | None = None
    dimension: str | None = None
    agencies: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    claimed: Fraction = ZERO
    """Points of the claimed final index."""
    supported: Fraction = ZERO
    before: Phrase | None = None
    """Why an answer counted as it did, or whether a document was valid; None if that has not changed."""
    after: Phrase | None = None
    serves: tuple[str, ...] = ()
    """For a document: the items and innovations that name it, before or after."""
    notes: tuple[Phrase, ...] = ()
    """What a reviewer must know about it."""
    same_file: bool = False
    """For a document: whether its file has the same contents as before, perhaps at another path."""

    gains: Gain | None = None
    """For a document: what the change of its record adds to the supported final index by itself.

    For an answer: what its new documents take away on the last day of the stage, if they end before it.
    """
    instrument: str | None = None
    """The instrument whose index the points move; None for the default one."""

    @property
    def rank(self) -> int:
        """How early a reviewer must see it: a rank of `RANKS`."""
        proof = self.kind in ("answer", "evidence", "innovation")
        if self.supported < 0 or (proof and self.what in (REMOVED, REPLACED)) or WEAKER in self.notes or self._fell:
            return PROOF_LOST
        changed = [field for field in self.fields if not (self._worded(field) or self._kept(field))]
        if self.gains is not None and self.gains.takes:
            return PROOF_LOST
        if proof and any(_is_proof(self.kind, field) for field in changed):
            return PROOF_LOST
        if self.what == REMOVED or self.claimed < 0 or any(field.loses for field in changed):
            return LOST
        if self.kind not in _JUDGED_OTHERWISE and any(field.replaces for field in changed):
            return LOST
        return NOTED if any(note is not COULD_NOT_BE_READ for note in self.notes) else HARMLESS

    def _kept(self, field: Field) -> bool:
        """Whether a field that differs takes nothing away: the same file, or an answer that somebody has confirmed."""
        if field.pointer == ("carried",):
            return any(other.pointer == ("confirmed_from",) and other.after == field.before for other in self.fields)
        return self.same_file and field.pointer == ("file",)

    @property
    def _fell(self) -> bool:
        return self.before is not None and self.before.id in _VALID and self.after != STANDS

    @property
    def loses(self) -> bool:
        """Whether something is taken away, replaced, no longer valid, or rests on less than before."""
        return self.rank != HARMLESS

    @property
    def moves(self) -> bool:
        """Whether it moves the final index."""
        return bool(self.claimed or self.supported)

    @property
    def wording(self) -> bool:
        """Whether only words differ and nothing moves."""
        still = not self.moves and self.before is None
        return still and self.what == CHANGED and bool(self.fields) and all(map(self._worded, self.fields))

    def _worded(self, field: Field) -> bool:
        if self.kind != "rules":
            return field.wording
        translated = field.pointer[-1] == "en" and field.pointer[0] in _NAMES
        return field.wording and (translated or "note" in field.pointer)


def _is_proof(kind: str, field: Field) -> bool:
    """Whether a field that differs takes away proof, or changes what a document proves."""
    if kind == "evidence":
        return field.before is not None and field.pointer[0] in _PROOF
    return field.loses and ("evidence" in field.pointer or field.pointer[-1] == "level")


class Sides(NamedTuple):
    """The two versions, their documents by path, and the locators of their lines."""

    base: Version
    head: Version
    old: Mapping[str, Document]
    new: Mapping[str, Document]
    in_old: Locator
    in_new: Locator
    same: frozenset[str]
    """The paths of files that are certainly the same in both."""

    def position(self, record: Record, pointer: Pointer = ()) -> Position:
        """The position of a value, by a pointer with names: in the new version, or in the old one if it is gone."""
        gone = record.what == REMOVED
        documents, path = (self.old, record.before or record.path) if gone else (self.new, record.path)
        return self.locate(record, place_of(documents[path].data, pointer), gone=gone)

    def locate(self, record: Record, place: Pointer, *, gone: bool) -> Position:
        """The position of a value, by a pointer with list positions: in the old version if `gone`, else in the new."""
        return self.in_old(At(record.before or record.path, place)) if gone else self.in_new(At(record.path, place))


def sides_of(base: Version, head: Version, old: Documents, new: Documents, same: frozenset[str]) -> Sides:
    """The two versions with what is needed to look up their documents and lines.

    `old` and `new` are the documents that differ, as far as that is known.
    """
    read = ({document.path: document for _, document in documents} for documents in (old, new))
    before, after = (by_path(side.checked.readable, known) for side, known in zip((base, head), read, strict=True))
    return Sides(
        base=base,
        head=head,
        old=before,
        new=after,
        in_old=Locator(base.checked.texts),
        in_new=Locator(head.checked.texts),
        same=same,
    )
