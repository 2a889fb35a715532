"""Published: the versions of a survey's record that git has, in any commit of any branch, or else the file on disk."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from typing import Any

from ....model.survey_faults import same_name
from ....named import NamedTuple
from ....workspace.disk import Disk
from ....workspace.git.objects import Objects
from ....workspace.git.program import Blob, GitFaultError, git, is_shallow
from ....workspace.layout import Loaded, load_content, load_inside

FOLDER = "data/surveys"

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
    return found._replace(versions=(*found.versions, *_sound(_on_disk(root))))


def committed(root: Path, commits: Sequence[str]) -> Published:
    """All versions of the records of a workspace in the history of some commits."""
    try:
        everything = ("rev-list", "--objects", "--full-history", *commits, "--", FOLDER)
        listed = git(root, *everything).splitlines()
        names = [line.split(b" ", 1)[0].decode("ascii") for line in listed if line.endswith(b".yaml")]
        contents = Objects(root).read(Blob(name, 0, link=False) for name in names)
        versions = [load_content(f"{FOLDER}/{name}.yaml", content, None) for name, content in contents.items()]
        if not is_shallow(root):
            return Published(_sound(versions), complete=True)
        return Published(_sound(versions), complete=False, unread="")
    except GitFaultError as error:
        unread = str(error) if any((folder / ".git").exists() for folder in (root, *root.parents)) else None
        return Published((), complete=False, unread=unread)


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


def _sound(versions: list[Loaded]) -> tuple[Mapping[str, Any], ...]:
    return tuple(one.document.data for one in versions if one.document and isinstance(one.document.data, dict))
