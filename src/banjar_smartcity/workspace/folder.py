"""Folder: write a whole folder, which replaces the folder of an earlier run but never any other.

A file in the folder lists all files that were written. If the folder contains any other file, it is not replaced.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ..i18n import N_
from .writing import UnwritableError, temporary_folder

MARK = ".smartcity-site"
_FIRST_LINE = "Written by `smartcity site`, which replaces this folder when it holds these files and no others:"


def write_folder(target: Path, files: Iterable[tuple[str, bytes]], root: Path) -> None:
    """Write a folder completely or leave it as it was. `root` is the root of the data, which it may not be among.

    The swap takes two renames, between which there is no folder for a moment. Raise `UnwritableError` as
    `refuse_foreign` does.
    """
    refuse_foreign(target, root)
    target = Path(os.path.abspath(target))
    with temporary_folder(target) as temporary:
        fresh, former = temporary / "fresh", temporary / "former"
        _fill(fresh, files)
        refuse_foreign(target, root)  # it may have changed meanwhile
        if target.exists():
            os.rename(target, former)
        try:
            os.rename(fresh, target)
        except BaseException:
            if former.exists():
                os.rename(former, target)
            raise


def written_files(folder: Path) -> tuple[str, ...]:
    """The paths that an earlier run wrote into a folder; empty if the folder is not from `smartcity site`."""
    mark = folder / MARK
    if mark.is_symlink() or not mark.is_file():
        return ()
    first, *paths = mark.read_text("utf-8", "replace").splitlines() or [""]
    return tuple(paths) if first == _FIRST_LINE else ()


def refuse_foreign(target: Path, root: Path) -> None:
    """Raise `UnwritableError` if a folder may not be replaced: it has other files, is among the data, or is a link."""
    if target.is_symlink():
        raise UnwritableError(N_("{path} is a link; name the folder itself"), path=target)
    real = os.path.realpath(target)
    if (real + os.sep).startswith(os.path.realpath(root / "data") + os.sep):
        raise UnwritableError(N_("{path} is among the data; name a place outside data/"), path=target)
    if _inside(os.path.abspath(target), os.path.abspath(root)) and not _inside(real, os.path.realpath(root)):
        raise UnwritableError(N_("{path} leads out of the repository"), path=target)
    if not target.exists():
        return
    if not target.is_dir():
        raise UnwritableError(N_("{path} is a file; name a folder"), path=target)
    if strange := _foreign_file(target):
        raise UnwritableError(
            N_("{path} contains {strange}, which this command did not write; name another folder"),
            path=target,
            strange=strange,
        )


def _inside(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip(os.sep) + os.sep)


def _foreign_file(folder: Path) -> str | None:
    """The first file in a folder that an earlier run did not write; None if there is none."""
    written = written_files(folder)
    known = {*written, MARK} if written else set()
    for place, folders, names in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]
        for name in sorted([*names, *links]):
            path = Path(place, name).relative_to(folder).as_posix()
            if path not in known:
                return path
    return None


def _fill(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    folder.mkdir()
    lines = [_FIRST_LINE]
    made = {folder}
    for path, content in files:
        full = folder / path
        if full.parent not in made:
            full.parent.mkdir()
            made.add(full.parent)
        with open(full, "xb") as file:
            file.write(content)
        lines.append(path)
    (folder / MARK).write_text("\n".join(lines) + "\n", "utf-8", newline="\n")
