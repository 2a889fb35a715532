"""Workshop: a folder next to a target in which a writer makes its files before they take their places.

A killed run leaves its workshop behind. The next writer in the same folder recognises it by its name, finishes what
was half done, and removes it. A workshop in use is locked; the system frees the lock when the process ends in any way.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from ...named import NamedTuple
from .leftovers import remove_old_folders

try:
    import fcntl
except ImportError:  # Windows: a file that is open cannot be deleted there
    fcntl = None  # type: ignore[assignment]  # Windows has none

PREFIX = ".smartcity-tmp-"
"""How the name of every workshop begins: what .gitignore names."""
_LOCK, _PLAN = "lock", "plan"
_TRIES = 100
_LONGEST_PLAN = 1 << 20
_UNKNOWN_TO_DISK = frozenset((errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM, errno.EROFS))
"""Faults of a pipe, or of a disk that does not know how to keep a file at once."""
_SURELY_DEAD = 24 * 60 * 60
"""Seconds after which a workshop on a disk without locks is taken for left behind."""
_OPEN = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Delivery(NamedTuple):
    """A file or folder of the workshop, and the path that it takes, counted from the folder of the workshop."""

    made: str
    target: str
    before: tuple[int, ...] | None
    """What is at that path before: its identity, size and time; None if nothing is."""


def is_leftover(path: str) -> bool:
    """Whether a path leads to or into a workshop."""
    return any(part.startswith(PREFIX) for part in path.split("/"))


@contextmanager
def workshop(parent: Path) -> Iterator[Path]:
    """Yield a new workshop in a folder, which is created if it is missing. Remove the workshop at the end.

    If nothing is put in the folder, it is removed too if it was missing.
    """
    missing = [place for place in (parent, *parent.parents) if not place.exists()]
    try:
        parent.mkdir(parents=True, exist_ok=True)
        sweep(parent)
        bench, lock = _open_bench(parent)
        try:
            yield bench
        finally:
            forget(bench)
            os.close(lock)
            _remove(bench)
    finally:
        for place in missing:
            with suppress(OSError):  # it is not empty, or was never created
                os.rmdir(place)


def sweep(parent: Path) -> None:
    """Finish and remove what killed runs left in a folder. Workshops in use stay."""
    remove_old_folders(parent)
    try:
        with os.scandir(parent) as entries:
            found = [e.path for e in entries if e.name.startswith(PREFIX) and e.is_dir(follow_symlinks=False)]
    except OSError:
        return
    for bench in map(Path, sorted(found)):
        with suppress(OSError):
            lock = _seize(bench)
            if lock is not None:
                try:
                    _finish(bench)
                finally:
                    os.close(lock)
                    _remove(bench)


def announce(bench: Path, deliveries: Sequence[Delivery]) -> None:
    """Note what is about to be put in place: from here on, a killed run is finished by the next."""
    import json

    with open(bench / _PLAN, "x", encoding="utf-8") as file:
        json.dump([delivery._asdict() for delivery in deliveries], file)
        settle(file.fileno())
    settle_folder(bench)


def forget(bench: Path) -> None:
    """Drop the note: nothing is left to finish."""
    (bench / _PLAN).unlink(missing_ok=True)


def identity(path: Path) -> tuple[int, ...] | None:
    """What tells a file or folder from another one or a later version of it; None if it does not exist."""
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        return None
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def put_over(bench: Path, name: str, target: Path) -> None:
    """Put a file of the workshop over a target. It stays in the workshop too, as the proof of what was done."""
    again = bench / f"{name}.again"
    again.unlink(missing_ok=True)
    try:
        os.link(bench / name, again)
    except OSError:  # a disk without hard links
        os.replace(bench / name, target)
    else:
        os.replace(again, target)


def settle(handle: int) -> None:
    """Have the disk keep a file before anything points to it. Raise `OSError` if it is full or broken."""
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _UNKNOWN_TO_DISK:
            raise


def settle_folder(folder: Path) -> None:
    """Have the disk keep the names in a folder."""
    with suppress(OSError):  # Windows opens no folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def settle_tree(top: Path) -> None:
    """Have the disk keep a file, or a folder with all that is in it."""
    for path in (top, *top.rglob("*")):
        if path.is_dir():
            settle_folder(path)
        else:
            with open(path, "r+b") as file:
                settle(file.fileno())


def _open_bench(parent: Path) -> tuple[Path, int]:
    """A new workshop and its lock, held."""
    for _ in range(_TRIES):
        bench = parent / f"{PREFIX}{os.urandom(4).hex()}"
        with suppress(FileExistsError, FileNotFoundError):  # a sweep came between: try again
            os.mkdir(bench, 0o700)
            lock = _new_lock(bench)
            if fcntl:
                with suppress(OSError):  # a disk without locks
                    fcntl.flock(lock, fcntl.LOCK_EX)
            if _is_at(lock, bench / _LOCK):
                return bench, lock
            os.close(lock)
    # Each name was taken, or the folder is not one of a disk, such as /proc: it says that it does not exist.
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(parent / PREFIX))


def _new_lock(bench: Path) -> int:
    """A new lock. Remove the workshop if there is no space for it."""
    try:
        return os.open(bench / _LOCK, _OPEN | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        with suppress(OSError):
            os.rmdir(bench)
        raise


def _seize(bench: Path) -> int | None:
    """The lock of a workshop that nobody uses; None if somebody does, or if nothing is left of it."""
    path = bench / _LOCK
    try:
        if fcntl:
            lock = os.open(path, _OPEN)
            if _is_free(lock) and _is_at(lock, path):
                return lock
            os.close(lock)
            return None
        os.unlink(path)  # Windows refuses this while a process has it open
    except FileNotFoundError:
        with suppress(OSError):
            os.rmdir(bench)  # killed before it began
            return None
    except PermissionError:
        return None
    # Killed while it was removed. If its lock has come into being by now, this raises `FileExistsError`.
    return os.open(path, _OPEN | os.O_CREAT | os.O_EXCL, 0o600)


def _is_free(lock: int) -> bool:
    found = os.fstat(lock)
    if not stat.S_ISREG(found.st_mode):
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return time.time() - found.st_mtime > _SURELY_DEAD
    return True


def _is_at(lock: int, path: Path) -> bool:
    """Whether a path still leads to an open file."""
    try:
        return os.path.samestat(os.fstat(lock), os.lstat(path))
    except FileNotFoundError:
        return False


def _finish(bench: Path) -> None:
    """Put in place what a killed run had begun to put in place.

    A repository can hold a folder that only looks like a workshop. Files are therefore finished only if one of them is
    in place already as the very same file (a hard link): git makes no such files. A folder only takes a free name.
    """
    deliveries = _read_plan(bench)
    here = os.path.realpath(bench.parent) + os.sep
    places = [bench.parent / delivery.target for delivery in deliveries]
    if any(not (os.path.realpath(place.parent) + os.sep).startswith(here) for place in places):
        return
    made = [identity(bench / delivery.made) for delivery in deliveries]
    begun = any(own is not None and own == identity(place) for own, place in zip(made, places, strict=True))
    for delivery, own, place in zip(deliveries, made, places, strict=True):
        if own is None or delivery.before != (there := identity(place)):
            continue
        if stat.S_ISDIR(os.lstat(bench / delivery.made).st_mode):
            if there is None and not place.name.startswith("."):
                os.rename(bench / delivery.made, place)
        elif begun:
            put_over(bench, delivery.made, place)


def _read_plan(bench: Path) -> list[Delivery]:
    import json  # few workshops have a plan, and `validate` never meets one

    try:
        handle = os.open(bench / _PLAN, _OPEN & ~os.O_RDWR)
    except FileNotFoundError:
        return []
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return []
        content = file.read(_LONGEST_PLAN)
    try:
        found: Any = json.loads(content)
        deliveries = [
            Delivery(delivery["made"], delivery["target"], delivery["before"] and tuple(delivery["before"]))
            for delivery in found
        ]
        sound = all(
            os.path.basename(delivery.made) == delivery.made and delivery.made.isalnum() for delivery in deliveries
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return []
    return deliveries if sound else []


def _remove(bench: Path) -> None:
    try:
        (bench / _LOCK).unlink(missing_ok=True)
        os.rmdir(bench)
    except OSError:
        import shutil

        shutil.rmtree(bench, ignore_errors=True)
