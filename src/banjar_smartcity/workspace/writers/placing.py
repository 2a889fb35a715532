"""Placing: a file that is complete on disk before it gets its name."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from .workshop import settle


def fill(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a new file and have the disk keep it before anything refers to it."""
    with open(path, "xb") as file:
        file.writelines(pieces)
        file.flush()
        settle(file.fileno())


def take_after(made: Path, former: Path) -> None:
    """Give a file or folder the owner and permissions of the one that it replaces."""
    try:
        found = os.stat(former)
    except OSError:  # it replaces nothing
        return
    with suppress(OSError, AttributeError):  # Windows has no owners
        if found.st_uid != os.stat(made).st_uid or found.st_gid != os.stat(made).st_gid:
            os.chown(made, found.st_uid, found.st_gid)
    with suppress(OSError):
        os.chmod(made, stat.S_IMODE(found.st_mode))
    with suppress(OSError, AttributeError):  # lists of access, labels of security
        for name in os.listxattr(former):
            os.setxattr(made, name, os.getxattr(former, name))


def place_new(made: Path, target: Path) -> None:
    """Rename a file to its final name. Raise `FileExistsError` with that name if it exists."""
    try:
        os.link(made, target)
    except OSError:  # it exists, or the disk has no hard links
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        os.rename(made, target)
