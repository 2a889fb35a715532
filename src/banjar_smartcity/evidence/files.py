"""Deposit: the files that lie below data/evidence/, whether or not a record names them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..model.evidence import Evidence
from ..workspace.disk import Disk
from ..workspace.tree import Tree
from ..workspace.writers.workshop import is_leftover
from .holdings import Holding

FOLDER = "data/evidence"
FILES = f"{FOLDER}/files"


def find_files(root: Path, folder: str = FOLDER) -> Iterator[str]:
    """Sorted paths of the ordinary files below a folder, counted from the root; links are not followed.

    What a writer is making, or left behind when it was killed, is no file yet.
    """
    return (path for path in Disk(root).below(folder) if not is_leftover(path))


def find_leaks(
    tree: Tree, evidence: Iterable[Evidence], holdings: Mapping[str, Holding]
) -> Mapping[str, tuple[str, ...]]:
    """Files of the repository that are internal documents, by the hash that an internal record gives.

    Nothing is listed or hashed where no internal record has a hash: most checks end here.
    """
    secret = {record.sha256 for record in evidence if record.access == "internal"} - {None}
    if not secret:
        return {}
    others = (path for path in tree.below(FOLDER) if path not in holdings)
    leaks: dict[str, tuple[str, ...]] = {}
    for path, holding in sorted({**holdings, **tree.stock(others)}.items()):
        if holding.sha256 is not None and holding.sha256 in secret:
            leaks[holding.sha256] = (*leaks.get(holding.sha256, ()), path)
    return leaks


def measure(root: Path, paths: Iterable[str]) -> Mapping[str, int]:
    """The size of each ordinary file that no link leads to; others are left out."""
    found: dict[str, int] = {}
    for path in paths:
        parts = path.split("/")
        places = [os.path.join(root, *parts[: n + 1]) for n in range(len(parts))]
        try:
            if not any(os.path.islink(place) for place in places):
                found[path] = os.path.getsize(places[-1])
        except (OSError, ValueError):
            continue
    return found
