"""Straight: paths on which no link is, as nearly all are: they stay inside the root, and need not be resolved.

To resolve every link of a path takes ten times as long as to read the file. What is not certain here is resolved as
ever. Windows has links of more kinds and no flag against them, so that nothing is certain there.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ..source.decode import MAX_BYTES
from .tree import is_foreign

_NOFOLLOW: int | None = getattr(os, "O_NOFOLLOW", None)
"""With this flag a link is not opened."""
_ODD = ("", ".", "..")


def is_straight(root: Path, path: str, known: dict[str, bool]) -> bool:
    """Whether a path below the root is written plainly and no part of it is a link; False if that is not certain.

    `known` keeps the answers about folders. Begin each walk with an empty one, since folders can change.
    """
    return _NOFOLLOW is not None and not is_foreign(path) and path != "" and _has_no_link(root, path, known)


def _has_no_link(root: Path, path: str, known: dict[str, bool]) -> bool:
    found = known.get(path)
    if found is None:
        above, _, name = path.rpartition("/")
        found = name not in _ODD and (above == "" or _has_no_link(root, above, known)) and _is_no_link(root, path)
        known[path] = found
    return found


def _is_no_link(root: Path, path: str) -> bool:
    try:
        return not stat.S_ISLNK(os.lstat(f"{root}/{path}").st_mode)
    except OSError:
        return False


def read_straight(root: Path, path: str, known: dict[str, bool]) -> bytes | None:
    """The bytes of an ordinary file to which no link leads; None if that is not certain, or it is too large.

    `known` is as in `is_straight`.
    """
    folder, _, name = path.rpartition("/")
    if _NOFOLLOW is None or name in _ODD or is_foreign(path) or (folder and not is_straight(root, folder, known)):
        return None
    try:
        handle = os.open(f"{root}/{path}", os.O_RDONLY | os.O_NONBLOCK | _NOFOLLOW)
    except OSError:
        return None
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
            return None
        content = os.read(handle, status.st_size + 1)
        return content if len(content) == status.st_size else None
    except OSError:
        return None
    finally:
        os.close(handle)
