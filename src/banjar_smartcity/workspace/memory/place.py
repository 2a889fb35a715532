"""Place: the folder of the memory, which only its user may write to. All in it is sealed with a key of the user.

It is never in a repository: what is there could have come from anybody, together with a key.
What cannot be read, has another owner or breaks its seal is as if it were not there.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterable, Mapping
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING

from .hashing import blake2b
from .held import HeldBytes

if TYPE_CHECKING:
    from hashlib import blake2b as _Seal

VARIABLE = "SMARTCITY_CACHE"
"""Names another folder; if it is empty, or in a repository, nothing is remembered."""
_KEY, _ENDING, _NEW = "key", ".memory", ".new"
_KEY_BYTES = _SEAL_BYTES = 32
_AT_ONCE = 1 << 20
"""The bytes that are read at once where the whole file need not be in memory."""
MOST_BYTES, MOST_FILES, MOST_TOGETHER = 16 << 20, 128, 512 << 20
"""The most bytes that a file may have unless it says otherwise, the most files, and the most bytes of all of them.

What was not written for longest goes.
"""
MOST_VERSIONS = 3
"""The most files of one name up to its first point; what follows is the version of the tool that wrote it."""
_LEFT_BEHIND = 3600
"""Seconds after which a file that is still being written is what a killed run left behind."""


def find_place(variables: Mapping[str, str] = os.environ) -> Path | None:
    """The folder of the memory; None if there is to be none."""
    named = variables.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    if sys.platform == "win32":
        base = variables.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        base = variables.get("HOME") and os.path.join(variables["HOME"], "Library", "Caches")
    else:
        home = variables.get("HOME") and os.path.join(variables["HOME"], ".cache")
        base = variables.get("XDG_CACHE_HOME") or home
    return Path(base, "smartcity") if base and os.path.isabs(base) else None


def read_sealed(place: Path, name: str, most: int | None = None) -> memoryview | None:
    """What was kept under a name; None if there is nothing, or if anything about it is not as this tool left it."""
    try:
        key = _key(place) if _is_private(place) else None
        found = _read(place, name + _ENDING, most or MOST_BYTES) if key else None
    except OSError:
        return None
    if key is None or found is None:
        return None
    content = memoryview(found)[_SEAL_BYTES:]
    return content if found[:_SEAL_BYTES] == _seal(key, name, content) else None


def open_sealed(place: Path, name: str, most: int) -> tuple[HeldBytes, int] | None:
    """What was kept under a name, read when it is asked for, and how long it is; None as for `read_sealed`."""
    try:
        key = _key(place) if _is_private(place) else None
        file = _open(place, name + _ENDING, most) if key else None
        if key is None or file is None:
            return None
    except OSError:
        return None
    seal = _begun_seal(key, name)
    try:
        with file:
            found = file.read(_SEAL_BYTES)
            while content := file.read(_AT_ONCE):
                seal.update(content)
            length = file.tell() - _SEAL_BYTES
            return (HeldBytes(file, _SEAL_BYTES), length) if found == seal.digest() else None
    except OSError:
        return None


def write_sealed(
    place: Path, name: str, *pieces: bytes | memoryview, most: int | None = None, files: int | None = None
) -> None:
    """Keep these pieces, joined, under a name, written atomically. If the disk cannot be written to, nothing is kept.

    What is larger than `most`, or else `MOST_BYTES`, is not kept either. `files` is how many the folder may have, if
    not `MOST_FILES`; 0 if many pieces are written and `forget_oldest` is called once at their end.
    """
    if sum(map(len, pieces)) <= (most or MOST_BYTES) - _SEAL_BYTES:
        write_sealed_pieces(place, name, pieces, files)


def write_sealed_pieces(place: Path, name: str, pieces: Iterable[bytes | memoryview], files: int | None = None) -> None:
    """The same of pieces that are made one after the other, and are not too long together."""
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.mkdir(mode=0o700, exist_ok=True)
        if not _is_private(place):
            return
        if _key(place) is None:
            _write(place, _KEY, (os.urandom(_KEY_BYTES),))
        key = _key(place) or b""  # of two first runs at once, the last one's counts
        _write(place, name + _ENDING, pieces, _begun_seal(key, name))
        _forget_versions(place, name)
        if files != 0:
            forget_oldest(place, files or MOST_FILES)
    except OSError:
        return


def _begun_seal(key: bytes, name: str) -> _Seal:
    return blake2b(name.encode() + b"\0", key=key, digest_size=_SEAL_BYTES)


def _seal(key: bytes, name: str, content: memoryview) -> bytes:
    seal = _begun_seal(key, name)
    seal.update(content)
    return seal.digest()


def _key(place: Path) -> bytes | None:
    """The key of the user; None if there is none, or if others may read it, so that it is not one that we made."""
    key = _read(place, _KEY, _KEY_BYTES, others=0o077)
    return key if key is not None and len(key) == _KEY_BYTES else None


def _is_private(place: Path) -> bool:
    """Whether this is a folder that nobody but the user can write to, outside any repository."""
    return _is_own(os.lstat(place), stat.S_ISDIR) and not _is_in_repository(place)


def _is_in_repository(place: Path) -> bool:
    """Whether the folder is in a repository, so that somebody could have sent it with the data."""
    real = Path(os.path.realpath(place))
    return any(os.path.lexists(folder / ".git") for folder in (real, *real.parents))


def _is_own(status: os.stat_result, is_right: object, others: int = 0o022) -> bool:
    if not callable(is_right) or not is_right(status.st_mode):
        return False
    return not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & others)


def _read(place: Path, name: str, most: int, others: int = 0o022) -> bytes | None:
    """The bytes of an ordinary file of the user; None if there is none, or if it is larger.

    `others` are the rights that nobody else may have.
    """
    file = _open(place, name, most, others)
    if file is None:
        return None
    with file:
        return file.read()


def _open(place: Path, name: str, most: int, others: int = 0o022) -> BufferedReader | None:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(place / name, flags)
    except FileNotFoundError:
        return None
    file = os.fdopen(handle, "rb")
    try:
        status = os.fstat(handle)
        if _is_own(status, stat.S_ISREG, others) and status.st_size <= most:
            return file
    except OSError:
        file.close()
        raise
    file.close()
    return None


def _write(place: Path, name: str, pieces: Iterable[bytes | memoryview], seal: _Seal | None = None) -> None:
    """Write a file atomically; with `seal`, the seal of the pieces comes first."""
    new = place / f"{name}.{os.getpid()}.{os.urandom(4).hex()}{_NEW}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(new, flags, 0o600), "wb") as file:
            if seal:
                file.write(bytes(_SEAL_BYTES))
            for piece in pieces:
                file.write(piece)
                if seal:
                    seal.update(piece)
            if seal:
                file.seek(0)
                file.write(seal.digest())
        os.replace(new, place / name)
    except BaseException:  # ^C too
        new.unlink(missing_ok=True)
        raise


def _forget_versions(place: Path, name: str) -> None:
    """Delete what more than a few versions of the tool wrote under a name, the oldest first."""
    family, point, _ = name.partition(".")
    if point:
        names = [own for own in os.listdir(place) if own.startswith(family + point) and own.endswith(_ENDING)]
        for own in sorted(names, key=lambda own: os.lstat(place / own).st_mtime)[:-MOST_VERSIONS]:
            os.unlink(place / own)


def forget_oldest(place: Path, most: int) -> None:
    """Delete what is beyond the bounds, the oldest first, and what killed runs left behind.

    Raise `OSError` if the folder cannot be read, or a file in it not be deleted.
    """
    names = [name for name in os.listdir(place) if name.endswith((_ENDING, _NEW))]
    states = {name: os.lstat(place / name) for name in names}
    for name in names:
        if name.endswith(_NEW) and states[name].st_mtime < time.time() - _LEFT_BEHIND:
            os.unlink(place / name)
            del states[name]
    many, together = len(states), sum(status.st_size for status in states.values())
    for name in sorted(states, key=lambda name: states[name].st_mtime)[:-1]:
        if many <= most and together <= MOST_TOGETHER:
            return
        many, together = many - 1, together - states[name].st_size
        os.unlink(place / name)
