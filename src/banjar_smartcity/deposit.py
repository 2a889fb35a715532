"""Deposit: the files that lie below data/evidence/, whether or not a record names them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from .holdings import Holding
from .model.evidence import Evidence
from .tree import Tree

FOLDER = "data/evidence"
FILES = f"{FOLDER}/files"
_MAX_DEPTH = 8


def find_files(root: Path, folder: str = FOLDER) -> Iterator[str]:
    """Sorted paths of the ordinary files below a folder, counted from the root; links are not followed."""
    return _walk(root, folder, 0)


def _walk(root: Path, folder: str, depth: int) -> Iterator[str]:
    try:
        with os.scandir(os.path.join(root, folder)) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in ordered:
        if entry.is_file(follow_symlinks=False):
            yield f"{folder}/{entry.name}"
        elif entry.is_dir(follow_symlinks=False) and depth < _MAX_DEPTH:
            yield from _walk(root, f"{folder}/{entry.name}", depth + 1)


def find_leaks(
    tree: Tree, evidence: Iterable[Evidence], holdings: Mapping[str, Holding]
) -> Mapping[str, tuple[str, ...]]:
    """Files of the repository that are internal documents, by the hash that an internal record gives.

    Nothing is listed or hashed where no internal record has a hash: most checks end here.
    """
    secret = {record.sha256 for record in evidence if record.access == "internal"} - {None}
    if not secret:
        return {}
    others = (path for path in tree.every() if path.startswith(FOLDER + "/") and path not in holdings)
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
