"""Published: the versions of a survey's record that git has, in any commit of any branch, or else the file on disk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import pairwise
from pathlib import Path
from typing import Any

from ....model.survey_faults import same_name
from ....named import NamedTuple
from ....workspace.disk import Disk
from ....workspace.git.objects import Objects
from ....workspace.git.program import Blob, GitDistrustError, GitFaultError, git, is_shallow, prefix, top_folder
from ....workspace.layout import Loaded, load_content, load_inside
from .unreadable import figures_of

FOLDER = "data/surveys"
_TEXTS = (".yaml", ".yml", ".yaml~", ".json", ".txt", ".md", ".bak", ".orig")
"""Endings of files in that folder that may hold a record, as people and programs name copies."""

Group = tuple[str, str, str]
Figures = Mapping[str, Any]


class Published(NamedTuple):
    """What was published of the surveys of a workspace before."""

    versions: tuple[Mapping[str, Any], ...]
    """The data of every version of every record, also of those that were renamed or deleted."""
    complete: bool
    """Whether all commits were looked at; False without a repository."""
    unread: str | None = None
    """Why commits that there are cannot be looked at; "" if the clone does not have the old ones."""
    trust: str | None = None
    """The command by which git opens the repository, where it does not because somebody else owns it."""

    def of(self, dimension: str, items: Set[str]) -> tuple[Mapping[str, Any], ...]:
        """The versions of the records of a dimension, or of some of its statements, in all stages."""
        return of_surveys(self.versions, dimension, items)


def published(root: Path) -> Published:
    """All versions of the records of a workspace that were committed; without a repository, those on disk.

    A commit that was replaced or reset counts too while git knows it: it may have been handed out.
    """
    found = committed(root, ("--all", "--reflog"))
    if found.complete:
        return found
    return found._replace(versions=(*found.versions, *_figures(_on_disk(root))))


def committed(root: Path, commits: Sequence[str]) -> Published:
    """All versions of the records of a workspace in the history of some commits."""
    try:
        names = _records_in(_changes(root, commits), prefix(root), top_folder(root))
        contents = Objects(root).read(Blob(name, 0, link=False) for name in names)
        versions = [load_content(f"{FOLDER}/{name}.yaml", content, None) for name, content in contents.items()]
        if not is_shallow(root):
            return Published(_figures(versions), complete=True)
        return Published(_figures(versions), complete=False, unread="")
    except GitFaultError as error:
        unread = str(error) if any((folder / ".git").exists() for folder in (root, *root.parents)) else None
        trust = error.command if isinstance(error, GitDistrustError) else None
        return Published((), complete=False, unread=unread, trust=trust)


def _changes(root: Path, commits: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The name of each object that was in a folder of surveys anywhere in the repository, and its path."""
    folders, magic = f":(top,glob)**/{FOLDER}/**", {"GIT_LITERAL_PATHSPECS": "0"}
    chosen = git(root, "rev-list", "--full-history", *commits, "--", folders, extra=magic)
    tell = ("diff-tree", "--stdin", "--root", "-m", "-r", "--raw", "-z", "--no-abbrev", "--no-renames")
    parts = git(root, *tell, "--", folders, stdin=chosen, extra=magic).split(b"\0")
    for change, path in pairwise(parts):
        if change.startswith(b":"):
            _, mode, _, name, _ = change.decode("ascii").split()
            if mode.startswith("100"):  # else it was deleted, or is not a file
                yield name, os.fsdecode(path)


def _records_in(changes: Iterable[tuple[str, str]], own: str, top: Path) -> list[str]:
    """The objects that may be records of the workspace; `own` is its place in the repository.

    What was in another folder belongs to it if that folder is gone: the workspace may have been moved. The records of
    other regions of the repository do not.
    """
    known, found = {own: True}, dict[str, None]()
    for name, path in changes:
        place, _, file = path.rpartition(f"{FOLDER}/")
        if file.lower().endswith(_TEXTS):
            if place not in known:
                known[place] = not (top / place / "data").exists()
            if known[place]:
                found[name] = None
    return list(found)


def of_surveys(versions: Sequence[Figures], dimension: str, items: Set[str]) -> tuple[Figures, ...]:
    """The versions that are about a dimension, or about some of its statements."""
    return tuple(data for data in versions if data.get("dimension") == dimension or items & _items(data))


def groups_of(data: Figures) -> dict[Group, Figures]:
    """The figures of a record that have a mean, by kind, item or sub-dimension, and name of the programme."""
    found: dict[Group, Figures] = {}
    for kind, field in (("statements", "item"), ("sub_dimensions", "sub_dimension"), ("programmes", "sub_dimension")):
        listed = data.get(kind)
        for one in listed if isinstance(listed, list) else ():
            if isinstance(one, dict) and _number(one.get("mean")) and _number(one.get("respondents")):
                name = one.get("name")
                text = name.get("id") if isinstance(name, dict) else name
                found[kind, str(one.get(field)), same_name(str(text)) if text and kind == "programmes" else ""] = one
    return found


def _number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _items(data: Mapping[str, Any]) -> set[str]:
    listed = data.get("statements")
    found = [one.get("item") for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return {item for item in found if isinstance(item, str)}


def _on_disk(root: Path) -> list[Loaded]:
    folder = root / FOLDER
    names = sorted(os.listdir(folder)) if folder.is_dir() else []
    return [load_inside(Disk(root), f"{FOLDER}/{name}") for name in names if name.endswith(".yaml")]


def _figures(versions: Sequence[Loaded]) -> tuple[Figures, ...]:
    """The data of versions; of those that have errors, what can be read in their text."""
    found: list[Figures] = []
    for one in versions:
        data = one.document.data if one.document else None
        if isinstance(data, dict) and groups_of(data):
            found.append(data)
        else:
            read = [figures for figures in figures_of(one.text) if groups_of(figures)]
            found += read or ([data] if isinstance(data, dict) else [])
    return tuple(found)
