"""Published: the versions of a survey's record that git has, in any commit of any branch, or else the file on disk."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ...workspace.disk import Disk
from ...workspace.git.program import Blob, GitFaultError, Objects, git, is_shallow
from ...workspace.layout import Loaded, load_content, load_inside

FOLDER = "data/surveys"


class Published(NamedTuple):
    """What was published of the surveys of a workspace before."""

    versions: tuple[Mapping[str, Any], ...]
    """The data of every version of every record, also of those that were renamed or deleted."""
    complete: bool
    """Whether all commits were looked at; False without git and in a clone that lacks old commits."""

    def of(self, dimension: str, stage: str) -> tuple[Mapping[str, Any], ...]:
        """The versions of the records of a dimension in a stage."""
        return tuple(data for data in self.versions if (data.get("dimension"), data.get("stage")) == (dimension, stage))


def published(root: Path) -> Published:
    """All versions of the records of a workspace that were committed; without a repository, those on disk."""
    try:
        listed = git(root, "rev-list", "--objects", "--all", "--full-history", "--", FOLDER).splitlines()
        names = [line.split(b" ", 1)[0].decode("ascii") for line in listed if line.endswith(b".yaml")]
        contents = Objects(root).read(Blob(name, 0, link=False) for name in names)
        versions = [load_content(f"{FOLDER}/{name}.yaml", content, None) for name, content in contents.items()]
        if not is_shallow(root):
            return Published(_sound(versions), complete=True)
    except GitFaultError:
        versions = []
    return Published(_sound([*versions, *_on_disk(root)]), complete=False)


def _on_disk(root: Path) -> list[Loaded]:
    folder = root / FOLDER
    names = sorted(os.listdir(folder)) if folder.is_dir() else []
    return [load_inside(Disk(root), f"{FOLDER}/{name}") for name in names if name.endswith(".yaml")]


def _sound(versions: list[Loaded]) -> tuple[Mapping[str, Any], ...]:
    return tuple(one.document.data for one in versions if one.document and isinstance(one.document.data, dict))
