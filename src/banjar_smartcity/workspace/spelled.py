"""Spelled: paths as the disk has them. Windows and macOS take `SK.pdf` and `sk.pdf` for one name, git does not.

So that every computer finds the same, a file counts as there only under its own name.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

Listed = dict[str, dict[str, list[str]]]
"""The names in folders, by their letters without regard to large and small."""


def ignores_case(root: Path) -> bool:
    """Whether the disk of a workspace takes large and small letters for the same."""
    try:
        return os.path.samefile(root / "DATA", root / "data")
    except OSError:
        return False


def spelled(root: Path, path: str, listed: Listed) -> str | None:
    """A path with each name as its folder lists it, large and small letters aside; None if there is no such file.

    `listed` keeps the names in folders. Begin each walk with an empty one, since folders can change.
    """
    found = ""
    for part in path.split("/"):
        if found not in listed:
            listed[found] = _names(os.path.join(root, found))
        same = listed[found].get(_plain(part), [])
        if not same:
            return None
        found, folder = part if part in same else min(same), found
        found = f"{folder}/{found}" if folder else found
    return found


def is_spelled(root: Path, path: str, listed: Listed) -> bool:
    """Whether the disk has a path under this very name. macOS may have accents as letters of their own."""
    found = spelled(root, path, listed)
    return found is not None and _composed(found) == _composed(path)


def _names(folder: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with suppress(OSError):
        for name in os.listdir(folder):
            found.setdefault(_plain(name), []).append(name)
    return found


def _plain(name: str) -> str:
    return _composed(name).casefold()


def _composed(text: str) -> str:
    from unicodedata import normalize  # most commands look for no name

    return normalize("NFC", text)
