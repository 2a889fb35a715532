"""Stamp: the state of a file on disk, by which it is known to be what it was without being read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ..named import NamedTuple
from .memory.hashing import blake2b
from .straight import is_straight

_COARSEST = 2_000_000_000
"""Nanoseconds within which a file may change twice and keep its time: two seconds, as on a memory stick."""
BYTES = 16


class FileStamp(NamedTuple):
    """A hash of the path and the state of a file, and when this state began."""

    digest: bytes
    since: int
    """Nanoseconds since 1970 by the clock of the machine, which may be in the future."""


def is_settled(since: int, now: int) -> bool:
    """Whether any later change of what is so since then would show: just after a change another may keep its time."""
    return since < now - _COARSEST


def marks_of(status: os.stat_result) -> tuple[int, ...]:
    """What differs when a file was replaced, written or given other rights. No program can choose `st_ctime`."""
    return status.st_mode, status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def stamp_of(root: Path, path: str, folders: dict[str, bool]) -> FileStamp | None:
    """The stamp of an ordinary file below the root; None if it is none, or a link may be on the way to it.

    `folders` is what `is_straight` knows. Windows does not say when a file was last changed in a way that no program
    can alter, so nothing has a stamp there.
    """
    if os.name != "posix" or not is_straight(root, path.rpartition("/")[0], folders):
        return None
    try:
        status = os.lstat(f"{root}/{path}")
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    text = f"{path}\0{marks_of(status)}".encode("utf-8", "surrogateescape")
    return FileStamp(blake2b(text, digest_size=BYTES).digest(), max(status.st_mtime_ns, status.st_ctime_ns))
