"""Modernise: what the files of an older workspace need so that editors know their schemas.

Every shape of data that was ever valid still is, so data are never changed, only the comment in their first line.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..named import NamedTuple
from ..workspace.disk import Disk
from ..workspace.layout import discover
from .editors import COPIES, copied_schema

_FIRST_LINE = re.compile(rb"\A(?:\xef\xbb\xbf)?# yaml-language-server: \$schema=(\S+)")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


class Steps(NamedTuple):
    """What is to be written, by path: data files with another first line, and copies of schemas."""

    repointed: Mapping[str, bytes]
    copied: Mapping[str, bytes]
    """Copies that are missing."""
    renewed: Mapping[str, bytes]
    """Copies of an older version of the tool."""

    def __bool__(self) -> bool:
        """Whether there is anything to do."""
        return any(self)

    @property
    def contents(self) -> dict[str, bytes]:
        """All of it, by path."""
        return {**self.copied, **self.renewed, **self.repointed}


def steps(root: Path, schemas: Mapping[str, bytes]) -> Steps:
    """What a workspace needs. `schemas` are the copies as the tool would write them, by path."""
    tree = Disk(root)
    repointed = dict(_repointed(tree))
    if not repointed and not (root / COPIES).is_dir():
        return Steps({}, {}, {})
    here = {path: tree.read(path)[0] for path in schemas}
    return Steps(
        repointed,
        {path: content for path, content in schemas.items() if here[path] is None},
        {path: content for path, content in schemas.items() if here[path] not in (None, content)},
    )


def _repointed(tree: Disk) -> Iterator[tuple[str, bytes]]:
    """The data files whose first line names a schema that does not exist, with one that will."""
    for file in discover(tree).files:
        content, _ = tree.read(file.path)
        found = _FIRST_LINE.match(content or b"")
        if content is None or found is None:
            continue
        named = found[1].decode("utf-8", "replace")
        if _ADDRESS.match(named) or os.path.exists(tree.root / os.path.dirname(file.path) / named):
            continue
        schema = copied_schema(file.path, file.kind)
        if named != schema:
            yield file.path, content[: found.start(1)] + schema.encode() + content[found.end(1) :]
