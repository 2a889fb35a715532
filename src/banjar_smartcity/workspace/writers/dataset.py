"""Dataset: write files among those of earlier runs into a folder that only this command fills.

Each region of a country writes its own files there. Other files in the folders that it writes to would be read with its
own, so they are refused; so is a folder that another program has filled.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from ...i18n import N_
from ..unwritable import UnwritableError
from ..writing import is_below, refuse_output, refuse_protected, write_files
from .workshop import sweep

MARK = ".smartcity-dataset"
_FIRST_LINE = "Written by `smartcity export`, which replaces its own files here."


def write_dataset(target: Path, files: Mapping[str, bytes], root: Path, is_own: Callable[[Path], bool]) -> None:
    """Write files below a folder, all of them or none. `root` is the root of the data, which it may not be among.

    `is_own` says of a file whether this command made it. Raise `UnwritableError` as `refuse_dataset` does.
    """
    refuse_dataset(target, root)
    target = Path(os.path.abspath(target))
    top = os.path.realpath(target)
    for path in files:
        _refuse_strangers(target, top, path, is_own)
    write_files({target / MARK: f"{_FIRST_LINE}\n".encode(), **{target / path: files[path] for path in files}})


def refuse_dataset(target: Path, root: Path) -> None:
    """Raise `UnwritableError` if a folder is not one that this command fills: a link, among the data, or of others.

    What a killed run left unfinished is finished first.
    """
    if target.is_symlink():
        raise UnwritableError(N_("{path} is a link; name the folder itself"), path=target)
    refuse_output(root, target)
    if not target.exists():
        return
    if not target.is_dir():
        raise UnwritableError(N_("{path} is a file; name a folder"), path=target)
    refuse_protected(target)
    sweep(target)
    strange = None if _is_marked(target) else _any_file(target)
    if strange is not None:
        raise UnwritableError(
            N_("{path} contains {strange}, which this command did not write; name another folder"),
            path=target,
            strange=strange,
        )


def _any_file(folder: Path) -> str | None:
    """A file or link in a folder or deeper; None if there are only folders, as a killed run may leave them."""
    for place, folders, names in os.walk(folder):
        found = sorted([*names, *(name for name in folders if os.path.islink(os.path.join(place, name)))])
        if found:
            return Path(place, found[0]).relative_to(folder).as_posix()
    return None


def _is_marked(target: Path) -> bool:
    mark = target / MARK
    return not mark.is_symlink() and mark.is_file() and mark.read_text("utf-8", "replace").startswith(_FIRST_LINE)


def _refuse_strangers(target: Path, top: str, path: str, is_own: Callable[[Path], bool]) -> None:
    """Raise `UnwritableError` if the folder of a file has others that this command did not write, or is elsewhere."""
    folder = (target / path).parent
    if not is_below(os.path.realpath(folder) + os.sep, top):
        raise UnwritableError(N_("{path} is a link; name the folder itself"), path=folder)
    if not folder.is_dir():
        return
    for place in sorted(folder.iterdir()):
        if place.is_symlink() or not place.is_file() or not is_own(place):
            raise UnwritableError(
                N_("{path} contains {strange}, which this command did not write; name another folder"),
                path=target,
                strange=place.relative_to(target).as_posix(),
            )
