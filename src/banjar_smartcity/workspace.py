"""Workspace: which files a data repository holds, what kind of record each is, and their bytes."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
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
_ID = r"[^/]+"
LAYOUT = (
    (re.compile(r"data/program\.yaml"), "program"),
    (re.compile(r"data/agencies\.yaml"), "agencies"),
    (re.compile(r"data/sources\.yaml"), "sources"),
    (re.compile(rf"data/instruments/{_ID}\.yaml"), "instrument"),
    (re.compile(rf"data/dimensions/{_ID}/dimension\.yaml"), "dimension"),
    (re.compile(rf"data/dimensions/{_ID}/answers/{_ID}\.yaml"), "answers"),
    (re.compile(rf"data/crosscutting/answers/{_ID}\.yaml"), "answers"),
    (re.compile(rf"data/evidence/{_ID}\.yaml"), "evidence"),
    (re.compile(rf"data/innovations/{_ID}\.yaml"), "innovation"),
    (re.compile(rf"data/surveys/{_ID}\.yaml"), "survey"),
    (re.compile(rf"data/results/{_ID}\.yaml"), "results"),
)
"""Where each kind of record is kept; the names are those of `schemas/<kind>.schema.json`."""
REQUIRED = (PROGRAM, "data/agencies.yaml", "data/sources.yaml")
FOLDERS = ("crosscutting", "dimensions", "evidence", "innovations", "instruments", "results", "surveys")
_MAX_DEPTH = 8


class File(NamedTuple):
    """A file of the workspace: its path from the root, and the kind of record it should hold."""

    path: str
    kind: str


class Loaded(NamedTuple):
    """A file that was read, its document where the text is sound, and the faults of the text."""

    file: File
    text: str
    document: Document | None
    diagnostics: tuple[Diagnostic, ...]


def find_root(start: Path) -> Path | None:
    """The folder at or above `start` that holds `data/program.yaml`."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / PROGRAM).is_file()), None)


def discover(root: Path) -> tuple[list[File], list[Diagnostic]]:
    """Every YAML file below `data/` with its kind, and the faults of those at a wrong place."""
    files: list[File] = []
    faults: list[Diagnostic] = []
    for path in _walk(root, "data", 0):
        kind = next((kind for pattern, kind in LAYOUT if pattern.fullmatch(path)), None)
        if kind is not None:
            files.append(File(path, kind))
        elif not path.startswith("data/evidence/"):
            faults.append(Diagnostic(FILE_MISPLACED, At(path), {}, START, _likely_place(path)))
    present = {file.path for file in files}
    faults += [
        Diagnostic(FILE_MISSING, At(PROGRAM), {"file": path}, START) for path in REQUIRED if path not in present
    ]
    return files, faults


def _walk(root: Path, folder: str, depth: int) -> Iterator[str]:
    """Paths of what is named like a YAML file, sorted; links to folders are not followed."""
    with os.scandir(root / folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if entry.name.startswith("."):
            continue
        path = f"{folder}/{entry.name}"
        if entry.name.lower().endswith((".yaml", ".yml")):
            yield path
        elif entry.is_dir(follow_symlinks=False) and depth < _MAX_DEPTH:
            yield from _walk(root, path, depth + 1)


def _likely_place(path: str) -> str | None:
    parts = path.split("/")
    name = parts[-1].rsplit(".", 1)[0] + ".yaml"
    folder = parts[1] if len(parts) > 2 else ""
    place = folder if folder in FOLDERS else closest(folder, FOLDERS) if folder else None
    fitting = "/".join(["data", *([place] if place else []), *parts[2:-1], name])
    known = any(pattern.fullmatch(fitting) for pattern, _ in LAYOUT)
    return fitting if known and fitting != path else None


def read_bytes(root: Path, path: str) -> tuple[bytes | None, Diagnostic | None]:
    """The bytes of an ordinary file inside the root, or why there are none. Never waits, never reads too much."""
    at = At(path)
    full = os.path.join(root, path)
    try:
        if not is_inside(root, full):
            return None, Diagnostic(PATH_OUTSIDE, at, {}, START)
        handle = os.open(full, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        reason = Phrase(N_("it is a folder")) if os.path.isdir(full) else _reason(error)
        return None, Diagnostic(FILE_UNREADABLE, at, {"reason": reason}, START)
    with os.fdopen(handle, "rb", buffering=0) as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return None, Diagnostic(FILE_UNREADABLE, at, {"reason": Phrase(N_("it is not an ordinary file"))}, START)
        if status.st_size > MAX_BYTES:
            return None, Diagnostic(FILE_TOO_LARGE, at, {"size": status.st_size, "limit": MAX_BYTES}, START)
        return file.read(), None


def _reason(error: Exception) -> object:
    return error.strerror or "?" if isinstance(error, OSError) else Phrase(N_("its name is not valid"))


def is_inside(root: Path, path: str) -> bool:
    """Whether a path, its links followed, stays inside the root."""
    real, base = os.path.realpath(path), os.path.realpath(root)
    return real == base or real.startswith(base + os.sep)


def load(root: Path, file: File) -> Loaded:
    """Read one file of the workspace."""
    content, fault = read_bytes(root, file.path)
    if content is None:
        return Loaded(file, "", None, (fault,) if fault else ())
    document, diagnostics = parse(file.path, content)
    text = document.text if document else content.decode("utf-8", "replace")
    return Loaded(file, text, document, tuple(diagnostics))
