"""Migration: which items of an old instrument become which items of a new one, and what is carried over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..diagnostics import At
from ..i18n import Text
from ..named import NamedTuple
from .parts import optional_text

SAME, RENAMED, SPLIT, MERGED, DROPPED, NEW = "same", "renamed", "split", "merged", "dropped", "new"
KEEP, RESCALE, ASK = "keep", "rescale", "ask"
"""What happens to a level: it stays, it is converted to the new scale, or it is judged again."""


class Relation(NamedTuple):
    """Items of the old instrument, and what they become in the new one."""

    at: At
    kind: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    level: str


class Migration(NamedTuple):
    """The way from one instrument to another."""

    at: At
    old: str
    new: str
    relations: tuple[Relation, ...]
    sources: tuple[str, ...]
    note: Text | None

    @property
    def id(self) -> str:
        """The name of its file."""
        return migration_id(self.old, self.new)


def migration_id(old: str, new: str) -> str:
    """The name of the file of the migration from one instrument to another."""
    return f"{old}--{new}"


def same_items(items: Mapping[str, At]) -> tuple[Relation, ...]:
    """The relations of an instrument with itself."""
    return tuple(Relation(at, SAME, (item,), (item,), KEEP) for item, at in items.items())


def build_migration(at: At, data: dict[str, Any]) -> Migration:
    """A migration from a document that passed its schema."""
    return Migration(
        at,
        data["from"],
        data["to"],
        tuple(_relation(at / "items" / i, relation) for i, relation in enumerate(data["items"])),
        tuple(data["sources"]),
        optional_text(data.get("note")),
    )


def _relation(at: At, data: dict[str, Any]) -> Relation:
    usual = KEEP if data["kind"] in (SAME, RENAMED) else ASK
    return Relation(at, data["kind"], tuple(data["from"]), tuple(data["to"]), data.get("level", usual))
