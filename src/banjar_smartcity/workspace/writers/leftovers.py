"""Leftovers: what killed runs of the first versions left behind, which made files next to their places.

They were called `.NAME.x7_k2p9q`, and folders `.smartcity-x7_k2p9q`. Other programs have similar names: so only a file
next to the very file that is written again is removed, and others among the data are named.
"""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_MADE_UP = r"(?=[a-z_]*[0-9_])(?=[0-9_]*[a-z])[a-z0-9_]{8}"
"""Eight letters, digits and underscores; a word or a date is somebody's own."""
_FILE = rf"\.(?P<name>.+\.\w{{1,5}})\.{_MADE_UP}"
_FOLDER = rf"\.smartcity-{_MADE_UP}"
_SURELY_DEAD = 24 * 60 * 60
"""Seconds; no command works for so long."""


def is_old_leftover(path: str) -> bool:
    """Whether a path has the name of what such a run left behind."""
    *folders, name = path.split("/")
    return re.fullmatch(_FILE, name) is not None or any(re.fullmatch(_FOLDER, part) for part in (*folders, name))


def remove_old(targets: Iterable[Path]) -> None:
    """Remove what such runs left of files that have been written now."""
    names: dict[Path, set[str]] = {}
    for target in targets:
        names.setdefault(target.parent, set()).add(target.name)
    for folder, written in names.items():
        for path in _entries(folder):
            found = re.fullmatch(_FILE, os.path.basename(path))
            if found is not None and found["name"] in written and _is_dead(path, stat.S_ISREG):
                with suppress(OSError):
                    os.unlink(path)


def remove_old_folders(parent: Path) -> None:
    """Remove the folders of such runs."""
    for path in _entries(parent):
        if re.fullmatch(_FOLDER, os.path.basename(path)) and _is_dead(path, stat.S_ISDIR):
            import shutil

            shutil.rmtree(path, ignore_errors=True)


def _entries(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [entry.path for entry in entries if entry.name.startswith(".")]
    except OSError:
        return []


def _is_dead(path: str, is_kind: object) -> bool:
    try:
        found = os.lstat(path)
    except OSError:
        return False
    return callable(is_kind) and bool(is_kind(found.st_mode)) and time.time() - found.st_mtime > _SURELY_DEAD
