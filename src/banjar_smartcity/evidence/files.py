"""Evidence files: the files below data/evidence/, whether or not a record names them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..model.evidence import Evidence
from ..model.outline import EvidenceOutline
from ..workspace.disk import Disk
from ..workspace.tree import Tree, is_foreign, is_hidden
from ..workspace.writers.workshop import is_leftover
from .holdings import Holding
from .line_ends import with_line_ends

FOLDER = "data/evidence"
FILES = f"{FOLDER}/files"


def is_in_place(path: str) -> bool:
    """Whether a path, as a record gives it, leads to a file below data/evidence/files/ on every computer."""
    return path.startswith(FILES + "/") and not is_foreign(path) and not is_hidden(path)


def find_files(root: Path, folder: str = FOLDER) -> Iterator[str]:
    """Sorted paths, relative to the root, of the ordinary files below a folder; links are not followed.

    Temporary folders of writers are left out, also those that a killed run left behind.
    """
    return (path for path in Disk(root).below(folder) if not is_leftover(path))


def find_leaks(
    tree: Tree, evidence: Iterable[Evidence | EvidenceOutline], holdings: Mapping[str, Holding]
) -> Mapping[str, tuple[str, ...]]:
    """Files of the repository that are internal documents, by the SHA-256 that an internal record gives.

    A text is found whatever its line ends. If no internal record has a hash, which is usual, no file is listed or
    hashed.
    """
    secret = {record.sha256 for record in evidence if record.access == "internal" and record.sha256 is not None}
    if not secret:
        return {}
    others = (path for path in tree.below(FOLDER) if path not in holdings)
    leaks: dict[str, tuple[str, ...]] = {}
    for path, holding in sorted({**holdings, **tree.stock(others)}.items()):
        for found in sorted(hashes_of(tree, path, holding) & secret):
            leaks[found] = (*leaks.get(found, ()), path)
    return leaks


def hashes_of(tree: Tree, path: str, holding: Holding) -> frozenset[str]:
    """The hash of a file and, of a text, what it is with other line ends, which are the same text to a reader."""
    if holding.sha256 is None:
        return frozenset()
    return frozenset((holding.sha256, *(with_line_ends(tree, path) or ())))


def measure(root: Path, paths: Iterable[str]) -> Mapping[str, int]:
    """The size in bytes of each ordinary file, without files that are reached through a link."""
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
