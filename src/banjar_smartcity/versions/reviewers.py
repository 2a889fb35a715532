"""Reviewers: which working group is responsible for which file, so that the right people review its changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..evidence.claims import claims
from ..evidence.files import FILES
from ..model.dimension import WorkingGroup
from ..model.evidence import Evidence
from ..model.focus import all_dimensions
from ..model.model import Model
from ..named import NamedTuple

RESTS_ON = frozenset(("program", "agencies", "dimension", "answers", "innovation", "survey", "evidence"))
"""Kinds of record that say who is responsible for which file."""

Key = tuple[str | None, ...]
"""Ids of working groups in the programme's order, after None for the secretariat."""
SECRETARIAT: Key = (None,)


class Share(NamedTuple):
    """The files for which a working group, or several together, are responsible."""

    groups: tuple[WorkingGroup | None, ...]
    """None is the secretariat, which is responsible for everything that no other share names."""
    accounts: tuple[str, ...]
    """The accounts that review; empty if `reviewers` of the programme has none for these groups."""
    paths: tuple[str, ...]
    """Paths from the root; folders end with a slash."""
    agencies: tuple[str, ...] = ()
    """The agencies whose own files these are, if their accounts review too."""


def review_shares(model: Model, folders: tuple[str, ...] = ("data/",)) -> tuple[Share, ...]:
    """The shares of all data: first the secretariat's, then each working group's, then those of several together.

    Last come the files of agencies that have accounts, with those and the accounts that review the file anyway.
    `folders` belong to the secretariat, except what another share names.
    """
    groups = {dimension.working_group.id: dimension.working_group for dimension in all_dimensions(model)}
    reviewers = model.program.reviewers if model.program else ()
    accounts = {entry.working_group: entry.accounts for entry in reviewers}
    paths: dict[Key, list[str]] = {SECRETARIAT: [*folders], **{(group,): [] for group in groups}}
    for path, key in _shared_paths(model, (None, *groups)):
        paths.setdefault(key, []).append(path)
    shares = tuple(
        Share(
            tuple(groups[group] if group else None for group in key),
            tuple(dict.fromkeys(account for group in key for account in accounts.get(group, ()))),
            tuple(found),
        )
        for key, found in paths.items()
        if found
    )
    return (*shares, *_of_agencies(model, shares))


def _of_agencies(model: Model, shares: tuple[Share, ...]) -> Iterator[Share]:
    """The evidence and innovations of agencies that have accounts."""
    names: dict[str, set[str]] = {}
    for record in model.innovations.values():
        names.setdefault(record.at.path, set()).update(record.agencies)
    for document in model.evidence.values():
        for path in _files(document):
            names.setdefault(path, set()).update((document.agency,) if document.agency else ())
    paths: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for path, owners in names.items():
        own = tuple(a.id for a in model.agencies.values() if a.id in owners and a.accounts)
        if own:
            added = (account for name in own for account in model.agencies[name].accounts)
            paths.setdefault((own, tuple(dict.fromkeys((*_reviewing(path, shares), *added)))), []).append(path)
    for (own, accounts), found in paths.items():
        yield Share((), accounts, tuple(found), own)


def _reviewing(path: str, shares: tuple[Share, ...]) -> tuple[str, ...]:
    """The accounts that review a file: those of the last share with accounts that names it or a folder above it."""
    found: tuple[str, ...] = ()
    for share in shares:
        if share.accounts and any(path == own or (own.endswith("/") and path.startswith(own)) for own in share.paths):
            found = share.accounts
    return found


def _shared_paths(model: Model, order: Key) -> Iterator[tuple[str, Key]]:
    """Every path that does not belong to the secretariat alone, with its working groups."""
    groups: dict[str | None, str | None] = {d.id: d.working_group.id for d in all_dimensions(model)}
    for dimension, group in groups.items():
        yield f"data/dimensions/{dimension}/", (group,)
    yield from _folded("data/innovations/", {r.at.path: (groups.get(r.dimension),) for r in model.innovations.values()})
    yield from _folded("data/surveys/", {s.at.path: (groups.get(s.dimension),) for s in model.surveys.values()})
    users: dict[str, set[str | None]] = {}
    for claim in claims(model):
        for use in claim.uses:
            users.setdefault(use.evidence, set()).add(groups.get(claim.dimension))
    groups_of: dict[str, set[str | None]] = {}
    for record in model.evidence.values():
        for path in _files(record):
            groups_of.setdefault(path, set()).update(users.get(record.id, SECRETARIAT))
    rank = {group: place for place, group in enumerate(order)}
    yield from _folded("data/evidence/", {p: tuple(sorted(o, key=rank.__getitem__)) for p, o in groups_of.items()})


def _folded(folder: str, groups_of: Mapping[str, Key]) -> Iterator[tuple[str, Key]]:
    """The folder, if all its files have the same groups; else the files that are not the secretariat's alone."""
    keys = set(groups_of.values())
    found = {folder: keys.pop()} if len(keys) == 1 else groups_of
    return ((path, key) for path, key in found.items() if key != SECRETARIAT)


def _files(record: Evidence) -> Iterator[str]:
    """The record of a document, and its file if that is an evidence file.

    A record that names another file, such as the programme, must not change who is responsible for that file.
    """
    yield record.at.path
    if record.file is not None and record.file.startswith(FILES + "/") and ".." not in record.file.split("/"):
        yield record.file
