"""Folder: a folder of ours is made beside and then takes the place of the one before it; no other is ever touched.

A file in it names all that was written. Where anything else lies there, the folder is not ours to replace.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ..i18n import N_
from .writing import UnwritableError, workshop

MARK = ".smartcity-site"
_FIRST_LINE = "Written by `smartcity site`, which replaces this folder when it holds these files and no others:"


def write_folder(target: Path, files: Iterable[tuple[str, bytes]], root: Path) -> None:
    """Write a folder whole or not at all. `root` is that of the data, which it may not lie among.

    The swap takes two renames: whoever looks in between finds no folder for a moment.
    """
    refuse_foreign(target, root)
    target = Path(os.path.abspath(target))
    with workshop(target) as beside:
        fresh, former = beside / "fresh", beside / "former"
        _fill(fresh, files)
        refuse_foreign(target, root)  # it may have changed in the meantime
        if target.exists():
            os.rename(target, former)
        try:
            os.rename(fresh, target)
        except BaseException:
            if former.exists():
                os.rename(former, target)
            raise


def written_files(folder: Path) -> tuple[str, ...]:
    """The paths that we wrote into a folder; none where it is not ours."""
    mark = folder / MARK
    if mark.is_symlink() or not mark.is_file():
        return ()
    first, *paths = mark.read_text("utf-8", "replace").splitlines() or [""]
    return tuple(paths) if first == _FIRST_LINE else ()


def refuse_foreign(target: Path, root: Path) -> None:
    """Complain about a place that is not ours to write to."""
    if target.is_symlink():
        raise UnwritableError(N_("{path} is a link; name the folder itself"), path=target)
    real = os.path.realpath(target)
    if (real + os.sep).startswith(os.path.realpath(root / "data") + os.sep):
        raise UnwritableError(N_("{path} lies among the data; name a place outside of data/"), path=target)
    if _inside(os.path.abspath(target), os.path.abspath(root)) and not _inside(real, os.path.realpath(root)):
        raise UnwritableError(N_("{path} leads out of the repository"), path=target)
    if not target.exists():
        return
    if not target.is_dir():
        raise UnwritableError(N_("{path} is a file; name a folder"), path=target)
    if strange := _strange(target):
        raise UnwritableError(
            N_("{path} holds {strange}, which this command did not write; name another folder"),
            path=target,
            strange=strange,
        )


def _inside(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip(os.sep) + os.sep)


def _strange(folder: Path) -> str | None:
    """The first thing in a folder that we did not write."""
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
