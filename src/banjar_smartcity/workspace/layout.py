"""Layout: which files a data repository has, what kind of record each is, and how they are read."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, repeat
from pathlib import Path

from ..diagnostics import START, At, Diagnostic, Kind, Severity, closest
from ..i18n import N_
from ..named import NamedTuple
from ..source.decode import MAX_BYTES
from ..source.document import Document, parse
from ..spelling.patterns import late
from .disk import read_file
from .tree import FILE_ENDINGS, PATH_OUTSIDE, TOO_LARGE, Tree

FILE_MISPLACED = Kind(
    id="file-misplaced",
    severity=Severity.ERROR,
    message=N_("no kind of record is kept here"),
    hint=N_("Move or rename the file; data files end in .yaml and are kept in the folders that the data guide names."),
    why=N_("A file in the wrong place would never be read, and its contents would silently be missing."),
    example="data/inovasi/urc.yaml        # seharusnya data/innovations/urc.yaml",
)
FILE_MISSING = Kind(
    id="file-missing",
    severity=Severity.ERROR,
    message=N_("this file is missing: {file}"),
    hint=N_("Create it, or restore it from the version history."),
    why=N_("Other records refer to this register, so nothing can be checked without it."),
    example="# data/agencies.yaml tidak ada",
)
FOLDER_UNREADABLE = Kind(
    id="folder-unreadable",
    severity=Severity.ERROR,
    message=N_("this folder cannot be read"),
    hint=N_("Allow reading it: on Linux and macOS `chmod u+rx FOLDER`; on Windows in its properties, under Security."),
    why=N_("The records in the folder are not known, so figures that may depend on them are not shown."),
    example="data/innovations/        # tanpa izin baca",
)
FILE_COPY = Kind(
    id="file-copy",
    severity=Severity.ERROR,
    message=N_("this file is a copy of {original}"),
    hint=N_("Delete it; if the copy is the newer of the two, move its contents to {original} first."),
    why=N_("A copy says the same again, or something else. Only the file with the right name is read."),
    example="# data/evidence/sk-tim - Copy.yaml di samping data/evidence/sk-tim.yaml",
)
FILE_LEFT_BEHIND = Kind(
    id="file-left-behind",
    severity=Severity.WARNING,
    message=N_("this file was left behind by a command that was stopped"),
    hint=N_("Delete it. Nothing reads it; the complete file has the name without the last part."),
    why=N_("It holds a part of a file, or all of it. Once it is in git, everybody gets it."),
    example="data/evidence/files/.sk.pdf.x7_k2p9q",
)
KINDS = (FILE_MISPLACED, FILE_MISSING, FILE_COPY, FILE_LEFT_BEHIND, FOLDER_UNREADABLE, PATH_OUTSIDE, TOO_LARGE)

PROGRAM = "data/program.yaml"
LAYOUT: tuple[tuple[tuple[str, ...], str], ...] = (
    (("data", "program.yaml"), "program"),
    (("data", "agencies.yaml"), "agencies"),
    (("data", "sources.yaml"), "sources"),
    (("data", "assignments.yaml"), "assignments"),
    (("data", "instruments", "*.yaml"), "instrument"),
    (("data", "instruments", "*.yaml"), "maturity"),
    (("data", "dimensions", "*", "dimension.yaml"), "dimension"),
    (("data", "dimensions", "*", "answers", "*.yaml"), "answers"),
    (("data", "crosscutting", "answers", "*.yaml"), "answers"),
    (("data", "evidence", "*.yaml"), "evidence"),
    (("data", "innovations", "*.yaml"), "innovation"),
    (("data", "surveys", "*.yaml"), "survey"),
    (("data", "results", "*.yaml"), "results"),
    (("data", "assessments", "*.yaml"), "assessments"),
    (("data", "contests", "*.yaml"), "contest"),
    (("data", "crosswalks", "*.yaml"), "crosswalk"),
    (("data", "migrations", "*.yaml"), "migration"),
)
"""Where each kind of record is kept; the first match counts, unless the content says another.
`schemas/<kind>.schema.json` have the same names."""
_FORMER = re.compile(rb"""^["']?indicators["']?[ \t]*:""", re.MULTILINE)
"""The key that only instruments in the former shape have at the top, of kind `maturity`."""
REQUIRED = (PROGRAM, "data/agencies.yaml", "data/sources.yaml")
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""The form of an id, which is also the name of its record's file."""
LONGEST_ID = 80
_NAMED_BY_IDS = late(rf"(?>{ID.pattern}\.yaml(?:\n|\Z))++")
FOLDERS = (
    *("assessments", "contests", "crosscutting", "crosswalks", "dimensions", "evidence", "innovations", "instruments"),
    *("migrations", "results", "surveys"),
)


def is_id(text: str) -> bool:
    """Whether a text may be the id of a new record."""
    return len(text) <= LONGEST_ID and ID.fullmatch(text) is not None


class File(NamedTuple):
    """A file of the workspace: its path from the root, and the kind of record that it should contain."""

    path: str
    kind: str


class Discovered(NamedTuple):
    """The files of a workspace, misplaced files with the kind of record that they probably are, and findings.

    A folder that cannot be read is among the misplaced, with a slash at its end, once for each kind that it may have.
    """

    files: list[File]
    misplaced: list[File]
    diagnostics: list[Diagnostic]


class Loaded(NamedTuple):
    """A file that was read: its text, its document if the text is valid, and the faults of the text."""

    text: str
    document: Document | None
    diagnostics: tuple[Diagnostic, ...]


def find_root(start: Path) -> Path | None:
    """The nearest folder, `start` or above it, that contains `data/program.yaml`; None if there is none."""
    start = Path(os.path.realpath(start))  # `Path.resolve` raises where a link leads to itself
    return next((folder for folder in (start, *start.parents) if (folder / PROGRAM).is_file()), None)


def discover(tree: Tree) -> Discovered:
    """Every YAML file below `data/` with its kind, and the misplaced ones."""
    files: list[File] = []
    copies: list[Diagnostic] = []
    misplaced: list[str] = []
    walked = tuple(tree.walk())
    closed = tuple(path for path in walked if path.endswith("/"))
    known = frozenset(walked)
    for folder, listed in groupby(walked, _folder_of):
        paths = tuple(listed)
        if (usual := _usual_kind(folder, paths)) is not None:
            files += map(File, paths, repeat(usual))
            continue
        kinds = {path: kind_of(path) for path in paths if path not in closed}
        tree.expect(path for path, kind in kinds.items() if kind == "instrument")
        for path, kind in kinds.items():
            if kind is None and path.startswith("data/evidence/") and path.count("/") != 2:
                continue
            if (original := _original(path, known)) is not None:
                copies.append(Diagnostic(FILE_COPY, At(path), {"original": original}, START))
            elif kind is not None:
                files.append(File(path, _kind_of_content(tree, path) if kind == "instrument" else kind))
            else:
                misplaced.append(path)
    present = {file.path for file in files}
    missing = [path for path in REQUIRED if path not in present and not path.startswith(tuple(closed))]
    likely = {path: _likely_place(path, present, missing) for path in misplaced}
    faults = copies + [_misplaced(tree, path, place) for path, place in likely.items()]
    faults += [
        Diagnostic(FILE_MISSING, At(PROGRAM), {"file": path}, START) for path in missing if path not in likely.values()
    ]
    faults += [Diagnostic(FOLDER_UNREADABLE, At(path.rstrip("/")), {}, START) for path in closed]
    unread = [File(path, kind) for path in closed for kind in _kinds_below(path)]
    return Discovered(files, [*(_probable(path, place) for path, place in likely.items()), *unread], faults)


def _folder_of(path: str) -> str:
    return path.rpartition("/")[0]


def _usual_kind(folder: str, paths: Sequence[str]) -> str | None:
    """The kind of all files in a folder, as is seen at once if they are named by ids and only their names count."""
    (pattern, ending, kind), *_ = _kinds_in(folder) or (("", "", ""),)
    if pattern != "*.yaml" or kind == "instrument" or max(map(len, paths)) > len(f"{folder}/{ending}") + LONGEST_ID:
        return None
    names = "\n".join(paths).replace(f"{folder}/", "")
    return kind if names.count("\n") < len(paths) and _NAMED_BY_IDS.fullmatch(names) else None


def _kinds_below(folder: str) -> Iterator[str]:
    """The kinds of record that are kept in a folder or deeper."""
    parts = folder.rstrip("/").split("/")
    for pattern, kind in LAYOUT:
        if len(parts) < len(pattern) and all(map(_fits, parts, pattern)):
            yield kind


def _original(path: str, known: Container[str]) -> str | None:
    """The file of which a file is a copy by its name; None for an id, which may contain any word."""
    folder, _, name = path.rpartition("/")
    stem = _without_ending(name)
    if is_id(stem):
        return None
    from ..spelling.ids import copied_from

    source = copied_from(stem)
    original = f"{folder}/{source}.yaml"
    return original if source is not None and original in known else None


def _without_ending(name: str) -> str:
    """The name of a file without the ending of YAML files."""
    if name.endswith(".yaml"):  # as nearly all
        return name[: -len(".yaml")]
    return next((name[: -len(ending)] for ending in FILE_ENDINGS if name.lower().endswith(ending)), name)


def kind_of(path: str) -> str | None:
    """The kind of record that is kept at a path; None if none is."""
    folder, _, name = path.rpartition("/")
    for pattern, ending, kind in _kinds_in(folder):
        if name.endswith(ending) and _fits(name, pattern):
            return kind
    return None


@lru_cache(maxsize=1024)
def _kinds_in(folder: str) -> tuple[tuple[str, str, str], ...]:
    """What the names of files in a folder are like and how they end, and the kinds of record that they are."""
    parts = folder.split("/") if folder else []
    return tuple(
        (pattern[-1], pattern[-1].rpartition("*")[2], kind)
        for pattern, kind in LAYOUT
        if len(parts) == len(pattern) - 1 and all(map(_fits, parts, pattern))
    )


def _kind_of_content(tree: Tree, path: str) -> str:
    """Which of the two shapes an instrument has; the present one if it cannot be read."""
    content, _ = tree.read(path)
    return "maturity" if content is not None and _FORMER.search(content) else "instrument"


def _fits(part: str, pattern: str) -> bool:
    before, star, after = pattern.partition("*")
    return part.startswith(before) and part.endswith(after) if star else part == pattern


def _misplaced(tree: Tree, path: str, place: str | None) -> Diagnostic:
    kind = FILE_MISPLACED if tree.is_inside(path) else PATH_OUTSIDE
    return Diagnostic(kind, At(path), {}, START, place)


def _likely_place(path: str, present: Container[str], missing: Iterable[str]) -> str | None:
    """The path where a misplaced file probably belongs, by its name and folders; None if there is no guess."""
    *folders, name = path.split("/")[1:]
    stem = _without_ending(name)
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
    return next((fit for fit in fits if kind_of(fit) and fit not in present), None)


def _probable(path: str, place: str | None) -> File:
    """The record that a misplaced file probably is; without any hint an innovation, as most files are."""
    return File(place or path, (kind_of(place) if place else None) or "innovation")


def load(full: str, path: str, *, nodes: bool = True) -> Loaded:
    """Read any file on disk; findings name it as `path`. `nodes` as in `parse`."""
    return load_content(path, *read_file(full, path), nodes=nodes)


def load_inside(tree: Tree, path: str) -> Loaded:
    """Read one file of the workspace, unless a link leads out of the root."""
    return load_content(path, *tree.read(path))


def load_content(path: str, content: bytes | None, fault: Diagnostic | None, *, nodes: bool = True) -> Loaded:
    """A file of which the bytes are known, or the fault that says why there are none; as `parse`."""
    if content is None:
        return Loaded("", None, (fault,) if fault else ())
    document, diagnostics = parse(path, content, nodes=nodes)
    text = document.text if document else content[:MAX_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")
    return Loaded(text, document, tuple(diagnostics))


def expand(path: Path) -> list[str]:
    """A file itself, or the YAML and JSON files below a folder, sorted; links to folders are not followed."""
    if not path.is_dir():
        return [str(path)]
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [os.path.join(folder, name) for name in sorted(names) if name.endswith((".yaml", ".yml", ".json"))]
    return found
