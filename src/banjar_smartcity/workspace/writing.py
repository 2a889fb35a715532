"""Writing: write files atomically, so that a failure leaves what was there before, and only inside the repository."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Container, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from ..i18n import N_
from .unwritable import UnwritableError
from .writers.leftovers import remove_old
from .writers.placing import fill, place_new, take_after
from .writers.workshop import Delivery, announce, forget, identity, put_over, settle, settle_folder, workshop


def write_file(target: Path, pieces: Iterable[bytes]) -> None:
    """Write a file atomically and create its folder if needed. Raise `UnwritableError` if that is not allowed."""
    _refuse_folder(target)
    target = Path(os.path.realpath(target))  # a link is kept; the file that it leads to is replaced
    if target.exists() and not target.is_file():
        # A device or a pipe is written to directly; replacing it with a file would break the system.
        with open(target, "wb") as device:
            device.writelines(pieces)
        return
    _write(target, lambda place: fill(place, pieces))


def write_made(target: Path, make: Callable[[Path], None]) -> None:
    """Write an ordinary file that `make` makes at the place that it is given; all else as for `write_file`."""
    _refuse_folder(target)

    def fill_by(place: Path) -> None:
        fill(place, ())
        make(place)
        with open(place, "r+b") as file:
            settle(file.fileno())

    _write(Path(os.path.realpath(target)), fill_by)


def _write(target: Path, fill_at: Callable[[Path], None]) -> None:
    refuse_protected(target)
    with workshop(target.parent) as bench:
        fill_at(bench / "0")
        take_after(bench / "0", target)
        os.replace(bench / "0", target)
        settle_folder(target.parent)
    remove_old([target])


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Write several files, all of them or none. All are complete on disk before the first is renamed into place."""
    _place(_in_one_piece(contents), frozenset())


def create_files(contents: Mapping[Path, Iterable[bytes]]) -> None:
    """Create new files, all of them or none. Raise `FileExistsError` if one exists; it is not overwritten."""
    _place(contents, frozenset(contents), None)


def change_files(
    top: Path, changed: Mapping[Path, bytes], created: Mapping[Path, bytes] | Mapping[Path, Iterable[bytes]]
) -> None:
    """Replace some files and create others, all of them or none. What a killed run left is finished in `top`.

    Raise `FileExistsError` if a file that is to be created exists.
    """
    new = {target: [piece] if isinstance(piece, bytes) else piece for target, piece in created.items()}
    for target in new:
        _refuse_folder(target)
    _place({**new, **_in_one_piece(changed)}, frozenset(new), top)


def _in_one_piece(contents: Mapping[Path, bytes]) -> Mapping[Path, Iterable[bytes]]:
    """Contents that are written in one piece. Raise `UnwritableError` if a file may not be replaced."""
    for target in contents:
        _refuse_folder(target)
        refuse_protected(target)
    return {target: [content] for target, content in contents.items()}


def _place(contents: Mapping[Path, Iterable[bytes]], new: Container[Path], top: Path | None = None) -> None:
    """Put files in place; those that are new replace nothing.

    All are complete on disk before the first is placed; a killed run is finished later.
    """
    top = top or Path(os.path.commonpath([target.parent for target in contents]))
    missing = [folder for target in contents for folder in _missing_folders(target.parent)]
    try:
        _place_from(top, contents, new)
    finally:
        for folder in missing:
            with suppress(OSError):  # it is not empty, or was never created
                os.rmdir(folder)


def _place_from(top: Path, contents: Mapping[Path, Iterable[bytes]], new: Container[Path]) -> None:
    with workshop(top) as bench:
        deliveries = []
        for number, (target, pieces) in enumerate(contents.items()):
            fill(bench / str(number), pieces)
            take_after(bench / str(number), target)
            target.parent.mkdir(parents=True, exist_ok=True)
            deliveries.append(
                Delivery(str(number), os.path.relpath(target, top), None if target in new else identity(target))
            )
        if len(deliveries) > 1:
            announce(bench, deliveries)
        placed: list[tuple[Path, Path | None]] = []
        try:
            for delivery, target in zip(deliveries, contents, strict=True):
                kept = None if delivery.before is None else _keep(target, bench / f"{delivery.made}.before")
                if target in new:
                    place_new(bench / delivery.made, target)
                else:
                    put_over(bench, delivery.made, target)
                placed.append((target, kept))
        except BaseException:
            for target, kept in placed:
                if kept is None:
                    os.unlink(target)
                else:
                    os.replace(kept, target)
            raise
        finally:
            forget(bench)
        for folder in {target.parent for target in contents}:
            settle_folder(folder)
    remove_old(contents)


def refuse_protected(target: Path) -> None:
    """Raise `UnwritableError` if a file or folder is read-only, or `OSError` if its whole disk is."""
    if not target.exists():
        return
    refuse_read_only_disk(target)
    # Root may write to everything, but a file without any permission to write is protected from root as well.
    writable = os.stat(target).st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    if not writable or not os.access(target, os.W_OK):
        raise UnwritableError(
            N_("{path} is read-only, so it was not replaced. Allow writing to it, or delete it first"), path=target
        )


def refuse_read_only_disk(place: Path) -> None:
    """Raise `OSError` if the disk of a file or folder that exists can only be read."""
    if hasattr(os, "statvfs") and os.statvfs(place).f_flag & os.ST_RDONLY:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(place))


def refuse_links(root: Path, target: Path) -> Path:
    """Return a default target. Raise `UnwritableError` if a link leads it out of the repository or into its data."""
    if target.is_symlink():
        raise UnwritableError(N_("{path} is a link, and nothing is written through it; delete the link"), path=target)
    _refuse_out_of(root, target)
    real, top = os.path.realpath(target), os.path.realpath(root)
    for kept in ("data", ".git"):
        own = os.path.realpath(os.path.join(top, kept)) + os.sep
        if real.startswith(own) and not os.path.abspath(target).startswith(os.path.join(os.path.abspath(root), kept)):
            raise UnwritableError(N_("{path} leads into {folder} by a link; delete the link"), path=target, folder=kept)
    return target


def refuse_way_out(root: Path, target: Path) -> None:
    """Raise `UnwritableError` if a path is in the repository of a folder but a link leads it out."""
    folder = Path(os.path.abspath(root))
    tops = (place for place in (folder, *folder.parents) if os.path.lexists(place / ".git"))
    _refuse_out_of(next(tops, folder), target)


def refuse_output(root: Path, output: Path) -> None:
    """Raise `UnwritableError` if a path that a person names is among the data, or leads out of the repository.

    Folders are compared, not their names: `DATA` is `data` on the disks of Windows and macOS.
    """
    refuse_way_out(root, output)
    data, place = root / "data", Path(os.path.realpath(output))
    if data.exists() and any(folder.exists() and folder.samefile(data) for folder in (place, *place.parents)):
        raise UnwritableError(N_("{path} is among the data; name a place outside data/"), path=output)


def _refuse_out_of(top: Path, target: Path) -> None:
    here, real = os.path.abspath(target), os.path.realpath(target)
    within = os.path.realpath(top)
    if (is_below(here, os.path.abspath(top)) or is_below(here, within)) and not is_below(real, within):
        raise UnwritableError(N_("{path} leads out of the repository"), path=target)


def is_below(path: str, folder: str) -> bool:
    """Whether a path is in a folder or deeper, judged by their text alone."""
    return path.startswith(folder.rstrip(os.sep) + os.sep)


def _refuse_folder(target: Path) -> None:
    if target.is_dir():
        raise UnwritableError(N_("{path} is a folder; name a file"), path=target)


def _missing_folders(folder: Path) -> list[Path]:
    """The folders that must be created for this one, the deepest first."""
    return [place for place in (folder, *folder.parents) if not place.exists()]


def _keep(target: Path, place: Path) -> Path:
    """The former file, kept under a second name."""
    try:
        os.link(target, place)
    except OSError:  # a disk without hard links
        import shutil

        shutil.copy2(target, place)
    return place
