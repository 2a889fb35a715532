"""The files of a pack: the folder or ZIP that it is in, read without unpacking it. Nothing in it is trusted."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from ...diagnostics import Phrase
from ...named import NamedTuple
from .entry_name import entry_name
from .gaps import gaps

MOST_FILES, MOST_BYTES = 200_000, 64 << 30
MARK = "bagit.txt"
"""The file by which a pack is known."""


class NoPackError(Exception):
    """There is no pack, or it is larger than any."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Held(NamedTuple):
    """A file: its path within the pack, its size, and whether it is a plain file that may be read."""

    path: str
    size: int
    is_plain: bool


class PackFiles(NamedTuple):
    """The files of a pack by their paths; `open` reads one."""

    files: dict[str, Held]
    twice: tuple[str, ...]
    """Paths that a ZIP has more than once, of which readers take different ones."""
    outside: tuple[str, ...]
    """Paths that lead out of the pack, or lie next to it in the ZIP."""
    renamed: tuple[str, ...]
    """Paths of a ZIP that are others for some programs."""
    gaps: tuple[Phrase, ...]
    """What a ZIP holds that is none of its files."""
    folder: Path | None
    archive: ZipFile | None
    entries: dict[str, ZipInfo]

    @contextmanager
    def open(self, path: str) -> Iterator[IO[bytes]]:
        """Open a file for reading. Raise `OSError` or `BadZipFile` if it cannot be read."""
        if self.archive is not None:
            with self.archive.open(self.entries[path]) as file:
                yield file
            return
        assert self.folder is not None  # noqa: S101 - it is one or the other
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(self.folder / path, flags), "rb") as file:
            yield file


@contextmanager
def open_pack(path: Path) -> Iterator[PackFiles]:
    """The files of a pack. Raise `NoPackError` if there is no pack at the path."""
    if path.is_dir():
        yield _of_folder(path)
        return
    try:
        with ZipFile(path) as archive:
            yield _of_archive(archive)
    except (OSError, BadZipFile, NotImplementedError) as error:
        raise NoPackError("unreadable") from error


def _of_folder(path: Path) -> PackFiles:
    top = path if (path / MARK).is_file() else next((p for p in sorted(path.iterdir()) if (p / MARK).is_file()), None)
    if top is None or top.is_symlink():
        raise NoPackError("none")
    found: dict[str, Held] = {}
    waiting, total = [""], 0
    while waiting:
        within = waiting.pop()
        with os.scandir(top / within) as entries:
            for entry in entries:
                name = f"{within}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{name}/")
                    continue
                told = entry.stat(follow_symlinks=False)
                found[name] = Held(name, told.st_size, stat.S_ISREG(told.st_mode))
                total = _bounded(len(found), total + told.st_size)
    return PackFiles(files=found, twice=(), outside=(), renamed=(), gaps=(), folder=top, archive=None, entries={})


def _of_archive(archive: ZipFile) -> PackFiles:
    names = [entry_name(entry) for entry in archive.infolist()]
    marks = [name.shown for name in names if PurePosixPath(name.shown).name == MARK]
    top = min((mark[: -len(MARK)] for mark in marks), key=lambda mark: (mark.count("/"), mark), default=None)
    if top is None or top.count("/") > 1:
        raise NoPackError("none")
    found: dict[str, Held] = {}
    entries: dict[str, ZipInfo] = {}
    twice, outside, renamed, total = [], [], [], 0
    for entry, (name, doubtful) in zip(archive.infolist(), names, strict=True):
        within = name.removeprefix(top)
        if not name.startswith(top) or _leads_out(within) or "\\" in entry.orig_filename:
            outside.append(name)
        elif not entry.is_dir():
            if within in found:
                twice.append(within)
            if doubtful:
                renamed.append(within)
            kind = stat.S_IFMT(entry.external_attr >> 16)
            found[within] = Held(within, entry.file_size, kind in (0, stat.S_IFREG) and not entry.flag_bits & 1)
            entries[within] = entry
            total = _bounded(len(found), total + entry.file_size)
    return PackFiles(
        files=found,
        twice=tuple(twice),
        outside=tuple(outside),
        renamed=tuple(renamed),
        gaps=tuple(gaps(archive)),
        folder=None,
        archive=archive,
        entries=entries,
    )


def _leads_out(path: str) -> bool:
    return path.startswith(("/", "\\")) or "\\" in path or ":" in path or ".." in path.split("/")


def _bounded(files: int, total: int) -> int:
    if files > MOST_FILES or total > MOST_BYTES:
        raise NoPackError("large")
    return total
