"""Outline: what the rules between records need of a record, in a few words and without its texts.

Where an outline has a field of its record, it has the same name, so that a rule may be given either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from sys import intern

from ..diagnostics import At, Pointer
from ..i18n import Text
from ..named import NamedTuple
from .evidence import FileContent
from .parts import EvidenceUse

References = tuple[tuple[str, tuple[str, ...]], ...]
"""The ids of other records that a record names, by their kind; each id once."""
Uses = tuple[tuple[str | None, ...], ...]
"""The documents that an innovation names as a whole, then those of each answer about its maturity: ids, each followed
by the pages that count."""


class InnovationOutline(NamedTuple):
    """The outline of an innovation."""

    path: str
    id: str
    name: str
    also_named: tuple[str, ...]
    draft: bool
    dimension: str
    sub_dimension: str | None
    is_placed_by_us: bool
    status: str
    agencies: tuple[str, ...]
    has_owner: bool
    has_source: bool
    latest: date | None
    """The last day on which by itself anything begins that is told; `date.max` if only the record shows it."""
    references: References
    levels: tuple[tuple[str, int | None], ...]
    """The level of each answer about its maturity, by indicator."""
    uses: Uses
    is_unpaged: bool
    """Whether it names a document without a page."""
    is_off_page: bool
    """Whether it names a page in words that name none."""
    marks: bytes
    """Marks of its names: innovations that have none in common have different names."""
    remarks: tuple[str, ...]
    """The checks that have something to say about the record by itself."""

    @property
    def at(self) -> At:
        """The place of the record."""
        return At(self.path)

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents that it names."""
        return self.named("evidence")

    @property
    def has_evidence(self) -> bool:
        """Whether it names a document, not only for its maturity."""
        return bool(self.uses[0])

    @property
    def missions(self) -> tuple[str, ...]:
        """The ids of the missions that it serves."""
        return self.named("mission")

    def named(self, kind: str) -> tuple[str, ...]:
        """The ids of the other records of a kind that it names, each once."""
        return next((names for what, names in self.references if what == kind), ())

    def each_use(self) -> Iterator[EvidenceUse]:
        """The documents that it names, as its record has them."""
        for place, named in enumerate(self.uses):
            steps: Pointer = ("maturity", place - 1, "evidence") if place else ("evidence",)
            for entry in range(0, len(named), 2):
                yield EvidenceUse(At(self.path, (*steps, entry // 2)), named[entry] or "", named[entry + 1])


class EvidenceOutline(NamedTuple):
    """The outline of a record of evidence."""

    path: str
    id: str
    title: Text
    kind: str
    access: str
    file: str | None
    page: str | None
    """The page of its address, as it is compared with others."""
    sha256: str | None
    issued_on: date | None
    begins: date | None
    expires_on: date | None
    read: FileContent | None
    references: References
    remarks: tuple[str, ...]
    """The checks that have something to say about the record by itself."""

    @property
    def at(self) -> At:
        """The place of the record."""
        return At(self.path)


Outline = InnovationOutline | EvidenceOutline


def short_uses(named: Iterable[Iterable[tuple[str, str | None]]]) -> Uses:
    """The documents as an outline has them, of ids with their pages. Each text is there once for all outlines."""
    return tuple(tuple(part and intern(part) for use in some for part in use) for some in named)


def names_only(outline: Outline, listed: Mapping[str, frozenset[str] | None]) -> bool:
    """Whether a record names only what is listed; of a kind that is None, anything may be right."""
    for what, names in outline.references:
        known = listed[what]
        if known is not None and not known.issuperset(names):
            return False
    return True
