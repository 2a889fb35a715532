"""Owners: which working group answers for which file, so that a change of it reaches the right reviewers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..evidence.claims import claims
from ..evidence.files import FILES
from ..model.dimension import WorkingGroup
from ..model.evidence import Evidence
from ..model.model import Model

RESTS_ON = frozenset(("program", "dimension", "answers", "innovation", "survey", "evidence"))
"""Kinds of record that say who answers for which file."""

Key = tuple[str | None, ...]
"""Ids of working groups in the programme's order; None, the first, is the secretariat."""
SECRETARIAT: Key = (None,)


class Share(NamedTuple):
    """What a working group answers for, or several together."""

    groups: tuple[WorkingGroup | None, ...]
    """None is the secretariat, to which belongs what no other share names."""
    accounts: tuple[str, ...]
    """Who reviews; empty where `reviewers` names nobody for any of these groups."""
    paths: tuple[str, ...]
    """From the root; a folder has a slash at its end."""


def compute_owners(model: Model, folders: tuple[str, ...] = ("data/",)) -> tuple[Share, ...]:
    """The shares of all data: first the secretariat's, then each working group's, then those of several together.

    `folders` are those that belong to the secretariat as a whole, but for what another share names.
    """
    groups = {dimension.working_group.id: dimension.working_group for dimension in model.ordered_dimensions}
    reviewers = model.program.reviewers if model.program else ()
    accounts = {entry.working_group: entry.accounts for entry in reviewers}
    paths: dict[Key, list[str]] = {SECRETARIAT: [*folders], **{(group,): [] for group in groups}}
    for path, key in _owned(model, (None, *groups)):
        paths.setdefault(key, []).append(path)
    return tuple(
        Share(
            tuple(groups[group] if group else None for group in key),
            tuple(dict.fromkeys(account for group in key for account in accounts.get(group, ()))),
            tuple(found),
        )
        for key, found in paths.items()
        if found
    )


def _owned(model: Model, order: Key) -> Iterator[tuple[str, Key]]:
    """Every path that is not the secretariat's alone, with its owners."""
    groups: dict[str | None, str | None] = {d.id: d.working_group.id for d in model.ordered_dimensions}
    for dimension, group in groups.items():
        yield f"data/dimensions/{dimension}/", (group,)
    yield from _folded("data/innovations/", {r.at.path: (groups.get(r.dimension),) for r in model.innovations.values()})
    yield from _folded("data/surveys/", {s.at.path: (groups.get(s.dimension),) for s in model.surveys.values()})
    users: dict[str, set[str | None]] = {}
    for claim in claims(model):
        for use in claim.uses:
            users.setdefault(use.evidence, set()).add(groups.get(claim.dimension))
    owners: dict[str, set[str | None]] = {}
    for record in model.evidence.values():
        for path in _files(record):
            owners.setdefault(path, set()).update(users.get(record.id, SECRETARIAT))
    rank = {group: place for place, group in enumerate(order)}
    yield from _folded("data/evidence/", {p: tuple(sorted(o, key=rank.__getitem__)) for p, o in owners.items()})


def _folded(folder: str, owners: Mapping[str, Key]) -> Iterator[tuple[str, Key]]:
    """The folder itself where all in it have the same owners; else what in it is not the secretariat's alone."""
    keys = set(owners.values())
    found = {folder: keys.pop()} if len(keys) == 1 else owners
    return ((path, key) for path, key in found.items() if key != SECRETARIAT)


def _files(record: Evidence) -> Iterator[str]:
    """The record of a document, and the document where it lies among the evidence.

    A record that names another file, such as the programme, must not bring that file into other hands.
    """
    yield record.at.path
    if record.file is not None and record.file.startswith(FILES + "/") and ".." not in record.file.split("/"):
        yield record.file
