"""Outline: what the rules between records need of a record, in a few words and without its texts.

Where an outline has a field of its record, it has the same name, so that a rule may be given either.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ..diagnostics import At
from ..named import NamedTuple
from .evidence import FileContent

References = tuple[tuple[str, tuple[str, ...]], ...]
"""The ids of other records that a record names, by their kind; each id once."""


class InnovationOutline(NamedTuple):
    """The outline of an innovation."""

    path: str
    id: str
    draft: bool
    dimension: str
    sub_dimension: str | None
    status: str
    references: References
    levels: tuple[tuple[str, int | None], ...]
    """The level of each answer about its maturity, by indicator."""
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
        return next((names for what, names in self.references if what == "evidence"), ())


class EvidenceOutline(NamedTuple):
    """The outline of a record of evidence."""

    path: str
    id: str
    kind: str
    access: str
    file: str | None
    page: str | None
    """The page of its address, as it is compared with others."""
    sha256: str | None
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


def names_only(outline: Outline, listed: Mapping[str, frozenset[str] | None]) -> bool:
    """Whether a record names only what is listed; of a kind that is None, anything may be right."""
    for what, names in outline.references:
        known = listed[what]
        if known is not None and not known.issuperset(names):
            return False
    return True
