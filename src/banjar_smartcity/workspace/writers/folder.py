"""Folder: write a whole folder, which replaces the folder of an earlier run but never any other.

A file in the folder lists all files that were written. If the folder contains any other file, it is not replaced.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ...i18n import N_
from ..unwritable import UnwritableError
from ..writing import refuse_output, refuse_protected
from .exchange import exchange
from .placing import fill, take_after
from .workshop import Delivery, announce, settle_folder, sweep, workshop

MARK = ".smartcity-site"
_FIRST_LINE = "Written by `smartcity {}`, which replaces this folder when it holds these files and no others:"


def write_folder(
    target: Path, files: Iterable[tuple[str, bytes | Iterable[bytes]]], root: Path, command: str = "site"
) -> None:
    """Write a folder completely or leave it as it was. `root` is the root of the data, which it may not be among.

    Files may come in pieces. A folder that another `command` wrote is not replaced.

    The two folders are exchanged in one step if the system can do that. Otherwise two renames are needed, and the next
    run finishes what a killed run left between them. Raise `UnwritableError` as `refuse_foreign` does.
    """
    refuse_foreign(target, root, command)
    target = Path(os.path.abspath(target))
    with workshop(target.parent) as bench:
        fresh = bench / "fresh"
        _fill(fresh, files, command)
        refuse_foreign(target, root, command)  # it may have changed meanwhile
        if target.exists():
            _inherit(fresh, target, command)
            _swap(bench, fresh, target)
        else:
            os.rename(fresh, target)
        settle_folder(target.parent)


def _swap(bench: Path, fresh: Path, target: Path) -> None:
    if exchange(fresh, target):
        return
    former = bench / "former"
    announce(bench, [Delivery("fresh", target.name, None)])
    os.rename(target, former)
    try:
        os.rename(fresh, target)
    except BaseException:
        os.rename(former, target)
        raise


def _mark(command: str) -> str:
    return MARK if command == "site" else f".smartcity-{command}"


def written_files(folder: Path, command: str = "site") -> tuple[str, ...]:
    """The paths that an earlier run wrote into a folder; empty if the folder is not from this command."""
    mark = folder / _mark(command)
    if mark.is_symlink() or not mark.is_file():
        return ()
    first, *paths = mark.read_text("utf-8", "replace").splitlines() or [""]
    return tuple(paths) if first == _FIRST_LINE.format(command) else ()


def refuse_foreign(target: Path, root: Path, command: str = "site") -> None:
    """Raise `UnwritableError` if a folder may not be replaced: it has other files, is among the data, or is a link.

    What a killed run left unfinished is finished first.
    """
    if target.is_symlink():
        raise UnwritableError(N_("{path} is a link; name the folder itself"), path=target)
    refuse_output(root, target)
    sweep(Path(os.path.abspath(target)).parent)
    if not target.exists():
        return
    if not target.is_dir():
        raise UnwritableError(N_("{path} is a file; name a folder"), path=target)
    if strange := _foreign_file(target, command):
        raise UnwritableError(
            N_("{path} contains {strange}, which this command did not write; name another folder"),
            path=target,
            strange=strange,
        )
    for place in (target, *(target / path for path in written_files(target, command))):
        refuse_protected(place)


def _foreign_file(folder: Path, command: str) -> str | None:
    """The first file in a folder that an earlier run did not write; None if there is none."""
    written = written_files(folder, command)
    known = {*written, _mark(command)} if written else set()
    for place, folders, names in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]
        for name in sorted([*names, *links]):
            path = Path(place, name).relative_to(folder).as_posix()
            if path not in known:
                return path
    return None


def _fill(folder: Path, files: Iterable[tuple[str, bytes | Iterable[bytes]]], command: str) -> None:
    folder.mkdir()
    lines = [_FIRST_LINE.format(command)]
    made = {folder}
    for path, content in files:
        full = folder / path
        if full.parent not in made:
            full.parent.mkdir()
            made.add(full.parent)
        fill(full, [content] if isinstance(content, bytes) else content)
        lines.append(path)
    fill(folder / _mark(command), [("\n".join(lines) + "\n").encode()])
    for place in made:
        settle_folder(place)


def _inherit(fresh: Path, former: Path, command: str) -> None:
    """Give a folder, and each file that both have, the owner and permissions of the former."""
    for path in (*written_files(fresh, command), _mark(command)):
        take_after(fresh / path, former / path)
    take_after(fresh, former)
