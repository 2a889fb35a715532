"""Disk: the files of a workspace in a folder on disk."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from ..diagnostics import START, At, Diagnostic, Phrase
from ..i18n import N_
from ..named import NamedTuple
from ..source.decode import MAX_BYTES
from ..source.kinds import FILE_TOO_LARGE, FILE_UNREADABLE
from .refusals import refusal
from .rule_files import is_kept, is_rule
from .sample import Content, Look, read_blocks, take
from .spelled import Listed, ignores_case, is_spelled, spelled
from .straight import is_straight, read_straight
from .tree import ABSENT, FILE_ENDINGS, MAX_DEPTH, MOST_ENTRIES, OUTSIDE, PATH_OUTSIDE, Holding, excess_of, is_foreign

SKIPPED_FOLDERS = frozenset(("build", "dist", "node_modules", "venv", "site-packages", "__pycache__"))
TOOL_FOLDERS = frozenset(("src", "tests", "schemas", "templates", "benchmarks", "tools"))
"""Folders of this program in its own repository. They have hundreds of files and no data."""
_OF_HOSTS = frozenset((".github", ".gitlab"))
"""Hidden folders with settings of code hosts, which decide how changes are reviewed."""
_DEEPEST = 12


class Disk(NamedTuple):
    """A folder on disk that contains data/."""

    root: Path
    straight: dict[str, bool] | None = None
    """What is known of folders while a few files are read, as in `is_straight`; None if nothing is kept."""

    def excess(self) -> Diagnostic | None:
        """The finding for a workspace that is too large to be read; None if it is not."""
        size = entries = 0
        for place, folders, names in os.walk(os.path.join(self.root, "data")):
            entries += len(names) + len(folders)
            if entries > MOST_ENTRIES:
                break
            for name in names:
                if name.lower().endswith(FILE_ENDINGS):
                    size += _size(os.path.join(place, name))
        return excess_of(size, entries)

    def walk(self) -> Iterator[str]:
        """Sorted paths below data/: everything with the name of a YAML file, and folders that are not searched."""
        return _walk(self.root, "data", 0)

    def is_inside(self, path: str) -> bool:
        """Whether a path stays inside the root when its links are followed."""
        return is_inside(self.root, os.path.join(self.root, path))

    def name_of(self, path: str) -> str | None:
        """None: what is on disk is named by nobody."""
        return None

    def expect(self, paths: Iterable[str]) -> None:
        """Do nothing: each file is opened by itself."""

    def apart(self) -> Disk:
        """The same folder, for any process. Whether links lead to its folders is asked once."""
        return Disk(self.root, {})

    def read(self, path: str) -> tuple[bytes | None, Diagnostic | None]:
        """The bytes of an ordinary file, or a finding if there is none or a link leads out of the root."""
        known = {} if self.straight is None else self.straight
        if (content := read_straight(self.root, path, known)) is not None:
            return content, None
        full = os.path.join(self.root, path)
        if not is_inside(self.root, full):
            return None, Diagnostic(PATH_OUTSIDE, At(path), {}, START)
        return read_file(full, path)

    def below(self, folder: str) -> Iterator[str]:
        """Paths of all ordinary files below a folder, including hidden ones; links are not followed."""
        return _below(self.root, folder, 0)

    def every(self) -> Iterator[str]:
        """Paths of all ordinary files in the repository, without links and without hidden and built folders."""
        return _every(self.root)

    def entries(self) -> Iterator[tuple[str, str | None]]:
        """Paths of files and links, and where links lead; None for an ordinary file.

        Folders of tools and what is built are excluded, but not the settings of code hosts. In a repository, rule
        files and links above the root are included.
        """
        yield from _entries(self.root)
        yield from _entries_above(self.root)

    def open(self, path: str) -> BinaryIO | None:
        """An open file, or None if there is no ordinary file at the path."""
        full = os.path.join(self.root, path)
        try:
            handle = os.open(full, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        except OSError:
            return None
        file = os.fdopen(handle, "rb")
        if stat.S_ISREG(os.fstat(handle).st_mode):
            return file
        file.close()
        return None

    def stock(self, paths: Iterable[str], look: Look | None = None) -> Mapping[str, Holding]:
        """The state and hash of evidence files, and their contents if `look` says what they are."""
        straight: dict[str, bool] = {}
        found = {path: _find(self.root, path, look, straight) for path in paths}
        loose, listed = ignores_case(self.root), Listed()
        for path, holding in found.items():
            if holding.inside and not (holding.present and (not loose or is_spelled(self.root, path, listed))):
                meant = spelled(self.root, path, listed)
                found[path] = ABSENT._replace(meant=None if meant == path else meant)
        return found


def _size(path: str) -> int:
    """The size of a file that would be read; 0 if it is too large by itself, which is a finding of its own."""
    try:
        size = os.stat(path).st_size
    except OSError:
        return 0
    return size if size <= MAX_BYTES else 0


def _walk(root: Path, folder: str, depth: int) -> Iterator[str]:
    """Sorted paths of everything named like a YAML file, and of folders not searched: links and very deep ones.

    A folder that cannot be read ends in a slash.
    """
    try:
        with os.scandir(root / folder) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        yield f"{folder}/"
        return
    for entry in ordered:
        if entry.name.startswith("."):
            continue
        path = f"{folder}/{entry.name}"
        if entry.name.lower().endswith(FILE_ENDINGS):
            yield path
        elif os.path.isdir(entry.path):
            if entry.is_symlink() or depth == MAX_DEPTH:
                yield path
            else:
                yield from _walk(root, path, depth + 1)


def _below(root: Path, folder: str, depth: int) -> Iterator[str]:
    try:
        with os.scandir(os.path.join(root, folder)) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in ordered:
        if entry.is_file(follow_symlinks=False):
            yield f"{folder}/{entry.name}"
        elif entry.is_dir(follow_symlinks=False) and depth < MAX_DEPTH:
            yield from _below(root, f"{folder}/{entry.name}", depth + 1)


def is_skipped(path: str, *, own: bool) -> bool:
    """Whether a file is in a folder without data. `own`: the repository is the one of this program."""
    return _is_skipped_folder(path.rpartition("/")[0], own=own)


@lru_cache(maxsize=1 << 16)
def _is_skipped_folder(path: str, *, own: bool) -> bool:
    folders = path.split("/")
    return "/." in f"/{path}" or not SKIPPED_FOLDERS.isdisjoint(folders) or (own and folders[0] in TOOL_FOLDERS)


def _every(root: Path) -> Iterator[str]:
    own = TOOL_FOLDERS if os.path.isdir(os.path.join(root, "src", "banjar_smartcity")) else frozenset()
    pending = [("", 0)]
    seen = 0
    while pending:
        folder, depth = pending.pop()
        try:
            with os.scandir(os.path.join(root, folder)) as entries:
                listed = [(e.name, e.is_dir(follow_symlinks=False), e.is_symlink()) for e in entries]
        except OSError:
            continue
        listed.sort()
        seen += len(listed)
        if seen > MOST_ENTRIES:
            return
        for name, is_folder, is_link in listed:
            path = f"{folder}/{name}" if folder else name
            if is_folder:
                if not (name.startswith(".") or name in SKIPPED_FOLDERS or path in own or depth >= _DEEPEST):
                    pending.append((path, depth + 1))
            elif not is_link:
                yield path


def _entries(root: Path) -> Iterator[tuple[str, str | None]]:
    base = os.path.join(root, "")
    pending = [""]
    seen = 0
    while pending and seen <= MOST_ENTRIES:
        folder = pending.pop()
        try:
            with os.scandir(base + folder) as entries:
                listed = [(e.name, e.is_dir(follow_symlinks=False), e.is_symlink()) for e in entries]
        except OSError:
            continue
        listed.sort()
        seen += len(listed)
        for name, is_folder, is_link in listed:
            path = f"{folder}/{name}" if folder else name
            if is_folder:
                if name in _OF_HOSTS or not (name.startswith(".") or name in SKIPPED_FOLDERS):
                    pending.append(path)
            elif name != ".git":  # of a linked work tree or a submodule: git keeps none of that name
                yield path, _target(base + path) if is_link else None


def _entries_above(root: Path) -> Iterator[tuple[str, str | None]]:
    """Rule files in the folders from the top of the repository down to the root, and links next to them."""
    folders = (Path(os.path.abspath(root)), *Path(os.path.abspath(root)).parents)
    top = next((depth for depth, folder in enumerate(folders) if os.path.lexists(folder / ".git")), 0)
    for depth, folder in enumerate(folders[1 : top + 1], 1):
        up = "../" * depth
        try:
            with os.scandir(folder) as listed:
                entries = sorted((e.name, e.is_dir(follow_symlinks=False), e.is_symlink()) for e in listed)
        except OSError:
            continue
        for name, is_folder, is_link in entries:
            if not is_folder:
                if is_kept(up + name, link=is_link):
                    yield up + name, _target(os.path.join(folder, name)) if is_link else None
            elif is_rule(up + name) or name == "docs":
                found = ((f"{up}{name}/{path}", target) for path, target in _entries(folder / name))
                yield from ((path, target) for path, target in found if is_kept(path, link=target is not None))


def _target(path: str) -> str:
    try:
        return os.readlink(path)
    except OSError:
        return "?"


def is_inside(root: Path, path: str) -> bool:
    """Whether a path stays inside the root when its links are followed."""
    real, base = os.path.realpath(path), os.path.realpath(root)
    return real == base or real.startswith(base + os.sep)


def read_file(full: str, path: str) -> tuple[bytes | None, Diagnostic | None]:
    """The bytes of an ordinary file, or a finding that says why it cannot be read.

    It never waits for a pipe and never reads more than MAX_BYTES. `path` is the path that the finding names.
    """
    at = At(path)
    try:
        handle = os.open(full, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        reason = Phrase(N_("it is a folder")) if os.path.isdir(full) else refusal(error)
        return None, Diagnostic(FILE_UNREADABLE, at, {"reason": reason}, START)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            words = N_("it is a folder") if stat.S_ISDIR(status.st_mode) else N_("it is not an ordinary file")
            return None, Diagnostic(FILE_UNREADABLE, at, {"reason": Phrase(words)}, START)
        if status.st_size > MAX_BYTES:
            return None, Diagnostic(FILE_TOO_LARGE, at, {"size": status.st_size, "limit": MAX_BYTES}, START)
        with os.fdopen(handle, "rb", buffering=0, closefd=False) as file:
            return file.read(), None
    finally:
        os.close(handle)


def _find(root: Path, path: str, look: Look | None, straight: dict[str, bool]) -> Holding:
    full = os.path.join(root, path)
    linked = False
    if not is_straight(root, path, straight):
        if is_foreign(path) or not is_inside(root, full):
            return OUTSIDE
        whole = os.path.join(os.path.realpath(root), path)
        linked = os.path.normcase(os.path.realpath(full)) != os.path.normcase(whole)
    try:
        if not stat.S_ISREG(os.stat(full).st_mode):
            return ABSENT
        sha256, sample = take(read_blocks(full))
    except (OSError, ValueError):
        return ABSENT
    content = look(path, sample) if look else Content()
    return Holding(inside=True, present=True, sha256=sha256, content=content, linked=linked)
