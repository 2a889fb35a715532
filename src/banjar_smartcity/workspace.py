"""Workspace: which files a data repository holds, what kind of record each is, and their bytes."""

from __future__ import annotations

import os
import stat
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from .diagnostics import START, At, Diagnostic, Kind, Phrase, Severity, closest
from .i18n import N_
from .source.decode import MAX_BYTES
from .source.document import Document, parse
from .source.kinds import FILE_TOO_LARGE, FILE_UNREADABLE

FILE_MISPLACED = Kind(
    "file-misplaced",
    Severity.ERROR,
    N_("no kind of record is kept at this place"),
    N_("Move or rename the file; data files end in .yaml and lie in the folders that the data guide names."),
    N_("A file at a wrong place would never be read, and what it says would be missing without anyone noticing."),
    "data/inovasi/urc.yaml        # seharusnya data/innovations/urc.yaml",
)
FILE_MISSING = Kind(
    "file-missing",
    Severity.ERROR,
    N_("this file is missing: {file}"),
    N_("Create it, or restore it from the version history."),
    N_("Other records refer to this register, so nothing can be checked without it."),
    "# data/agencies.yaml tidak ada",
)
PATH_OUTSIDE = Kind(
    "path-outside",
    Severity.ERROR,
    N_("this path leads out of the repository"),
    N_("Put the file itself into the repository instead of a link or a path with .. in it."),
    N_("A change under review could otherwise make the tool open any file of the reader's computer."),
    "file: ../../etc/passwd",
)
KINDS = (FILE_MISPLACED, FILE_MISSING, PATH_OUTSIDE)

PROGRAM = "data/program.yaml"
LAYOUT: tuple[tuple[tuple[str, ...], str], ...] = (
    (("data", "program.yaml"), "program"),
    (("data", "agencies.yaml"), "agencies"),
    (("data", "sources.yaml"), "sources"),
    (("data", "instruments", "iid-*.yaml"), "maturity"),
    (("data", "instruments", "*.yaml"), "instrument"),
    (("data", "dimensions", "*", "dimension.yaml"), "dimension"),
    (("data", "dimensions", "*", "answers", "*.yaml"), "answers"),
    (("data", "crosscutting", "answers", "*.yaml"), "answers"),
    (("data", "evidence", "*.yaml"), "evidence"),
    (("data", "innovations", "*.yaml"), "innovation"),
    (("data", "surveys", "*.yaml"), "survey"),
    (("data", "results", "*.yaml"), "results"),
    (("data", "contests", "*.yaml"), "contest"),
)
"""Where each kind of record is kept, the first that fits; the names are those of `schemas/<kind>.schema.json`."""
REQUIRED = (PROGRAM, "data/agencies.yaml", "data/sources.yaml")
_ENDINGS = (".yaml.txt", ".yml.txt", ".yaml", ".yml")
"""Notepad adds .txt to what it saves, and hides it."""
FOLDERS = ("contests", "crosscutting", "dimensions", "evidence", "innovations", "instruments", "results", "surveys")
_MAX_DEPTH = 8


class File(NamedTuple):
    """A file of the workspace: its path from the root, and the kind of record it should hold."""

    path: str
    kind: str


class Discovered(NamedTuple):
    """The files of a workspace; those at a wrong place as the records that they probably are; and what is wrong."""

    files: list[File]
    misplaced: list[File]
    diagnostics: list[Diagnostic]


class Loaded(NamedTuple):
    """A file that was read: its text, its document where the text is sound, and the faults of the text."""

    text: str
    document: Document | None
    diagnostics: tuple[Diagnostic, ...]


def find_root(start: Path) -> Path | None:
    """The folder at or above `start` that holds `data/program.yaml`."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / PROGRAM).is_file()), None)


def discover(root: Path) -> Discovered:
    """Every YAML file below `data/` with its kind, and those at a wrong place."""
    files: list[File] = []
    strays: list[str] = []
    for path in _walk(root, "data", 0):
        kind = _kind(path)
        if kind is not None:
            files.append(File(path, kind))
        elif path.count("/") == 2 or not path.startswith("data/evidence/"):
            strays.append(path)
    present = {file.path for file in files}
    missing = [path for path in REQUIRED if path not in present]
    likely = {path: _likely_place(path, present, missing) for path in strays}
    faults = [_stray(root, path, place) for path, place in likely.items()]
    faults += [
        Diagnostic(FILE_MISSING, At(PROGRAM), {"file": path}, START) for path in missing if path not in likely.values()
    ]
    return Discovered(files, [_probable(path, place) for path, place in likely.items()], faults)


def _kind(path: str) -> str | None:
    """The kind of record that is kept at a path."""
    parts = path.split("/")
    for pattern, kind in LAYOUT:
        if len(parts) == len(pattern) and all(map(_fits, parts, pattern)):
            return kind
    return None


def _fits(part: str, pattern: str) -> bool:
    before, star, after = pattern.partition("*")
    return part.startswith(before) and part.endswith(after) if star else part == pattern


def _walk(root: Path, folder: str, depth: int) -> Iterator[str]:
    """Sorted paths of what is named like a YAML file, and of folders not looked into: links and very deep ones."""
    with os.scandir(root / folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if entry.name.startswith("."):
            continue
        path = f"{folder}/{entry.name}"
        if entry.name.lower().endswith(_ENDINGS):
            yield path
        elif os.path.isdir(entry.path):
            if entry.is_symlink() or depth == _MAX_DEPTH:
                yield path
            else:
                yield from _walk(root, path, depth + 1)


def _stray(root: Path, path: str, place: str | None) -> Diagnostic:
    kind = FILE_MISPLACED if is_inside(root, os.path.join(root, path)) else PATH_OUTSIDE
    return Diagnostic(kind, At(path), {}, START, place)


def _likely_place(path: str, present: Container[str], missing: Iterable[str]) -> str | None:
    """Where a file at a wrong place probably belongs, by its name and folders."""
    *folders, name = path.split("/")[1:]
    stem = next((name[: -len(ending)] for ending in _ENDINGS if name.lower().endswith(ending)), name)
    if not folders:
        register = closest(stem, (path[5:-5] for path in missing))
        return register and f"data/{register}.yaml"
    first, rest = folders[0], folders[1:]
    place = first if first in FOLDERS else closest(first, FOLDERS)
    dimension = rest[0] if place == "dimensions" and rest else stem if place == "dimensions" else first
    fits = (
        *([f"data/dimensions/{dimension}/dimension.yaml"] if dimension == stem or closest(stem, ["dimension"]) else ()),
        f"data/{place}/{'/'.join([*rest, stem])}.yaml",
        f"data/{place}/{'/'.join([*rest[:1], 'answers', stem])}.yaml",
        f"data/{place}/{stem}.yaml",
    )
    return next((fit for fit in fits if _kind(fit) and fit not in present), None)


def _probable(path: str, place: str | None) -> File:
    """The record that a file at a wrong place probably is; where nothing tells, an innovation: most are."""
    return File(place or path, (_kind(place) if place else None) or "innovation")


def is_inside(root: Path, path: str) -> bool:
    """Whether a path, its links followed, stays inside the root."""
    real, base = os.path.realpath(path), os.path.realpath(root)
    return real == base or real.startswith(base + os.sep)


def read_bytes(full: str, path: str) -> tuple[bytes | None, Diagnostic | None]:
    """The bytes of an ordinary file, or why there are none. Never waits for a pipe, never reads too much.

    `path` is the name under which the file is spoken of.
    """
    at = At(path)
    try:
        handle = os.open(full, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        reason = Phrase(N_("it is a folder")) if os.path.isdir(full) else _reason(error)
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


def _reason(error: Exception) -> object:
    return error.strerror or "?" if isinstance(error, OSError) else Phrase(N_("its name is not valid"))


def load(full: str, path: str) -> Loaded:
    """Read any one file, spoken of as `path`."""
    content, fault = read_bytes(full, path)
    if content is None:
        return Loaded("", None, (fault,) if fault else ())
    document, diagnostics = parse(path, content)
    text = document.text if document else content[:MAX_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")
    return Loaded(text, document, tuple(diagnostics))


def load_inside(root: Path, path: str) -> Loaded:
    """Read one file of the workspace, unless a link leads it out of the root."""
    full = os.path.join(root, path)
    if not is_inside(root, full):
        return Loaded("", None, (Diagnostic(PATH_OUTSIDE, At(path), {}, START),))
    return load(full, path)


def expand(path: Path) -> list[str]:
    """A file itself, or the YAML and JSON files below a folder, sorted; links to folders are not followed."""
    if not path.is_dir():
        return [str(path)]
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [os.path.join(folder, name) for name in sorted(names) if name.endswith((".yaml", ".yml", ".json"))]
    return found
