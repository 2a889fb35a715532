"""Holdings: what is on disk of the evidence files that records name."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from .model.evidence import Evidence
from .workspace import is_inside

_BLOCK = 1 << 20


class Holding(NamedTuple):
    """One file: whether its path stays inside the root, whether it is an ordinary file, and its SHA-256."""

    inside: bool
    present: bool
    sha256: str | None


def take_stock(root: Path, evidence: Iterable[Evidence]) -> Mapping[str, Holding]:
    """The state and hash of each evidence file, by the path its record gives."""
    return {record.file: _look(root, record.file) for record in evidence if record.file is not None}


def _look(root: Path, path: str) -> Holding:
    # A path from Windows or from the root of the disk is no path inside a repository on every computer.
    if path.startswith("/") or "\\" in path or ":" in path or ".." in path.split("/") or "\0" in path:
        return Holding(inside=False, present=False, sha256=None)
    full = os.path.join(root, path)
    if not is_inside(root, full):
        return Holding(inside=False, present=False, sha256=None)
    try:
        if not stat.S_ISREG(os.stat(full).st_mode):
            return Holding(inside=True, present=False, sha256=None)
        return Holding(inside=True, present=True, sha256=digest(full))
    except (OSError, ValueError):
        return Holding(inside=True, present=False, sha256=None)


def digest(path: str) -> str:
    """The SHA-256 of a file."""
    import hashlib  # OpenSSL is slow to load, and most checks meet no evidence file

    digest = hashlib.sha256()
    with open(path, "rb", buffering=0) as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
