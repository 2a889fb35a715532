"""Stray rows: tables of respondents that got into the repository, where only aggregates may be.

One walk over the folders looks at names alone; of files named like a table the first bytes are read, and of those below
`data/` the text is searched for personal data too. Nothing of what they hold is ever shown.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from .diagnostics import START, At, Diagnostic, Kind, Severity
from .i18n import N_
from .model.model import Model

SURVEY_ROWS = Kind(
    "survey-rows",
    Severity.ERROR,
    N_("this file holds respondents' rows of a survey"),
    N_("Move it out of the repository; if it was committed, tell the keeper: it stays in the history."),
    N_(
        "Respondents' rows are personal data (UU 27/2022), even without names. Only aggregates enter the repository: "
        "smartcity survey import makes them from files that lie elsewhere."
    ),
    "data/surveys/responden-living.csv",
    secret=True,
)
KINDS = (SURVEY_ROWS,)

_ENDINGS = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".json", ".jsonl", ".csv.txt", ".tab")
_TABLES = (".csv", ".tsv", ".csv.txt", ".tab")
_PASSED_OVER = frozenset(("build", "dist", "node_modules", "venv", "site-packages", "__pycache__"))
_OF_THE_TOOL = frozenset(("src", "tests", "schemas", "templates", "benchmarks", "tools"))
"""Folders of this program beside the data: hundreds, and its tests make their tables elsewhere."""
_MAX_DEPTH = 12
_MAX_ENTRIES = 200_000
_HEAD = 64 * 1024
_MAX_SCANNED = 1024 * 1024
_OTHER = re.compile(r"[^0-9a-z]+")
_ENOUGH = 2
"""So many columns that are statements make a table of answers; one could be a coincidence."""
_METADATA = frozenset(
    ("deviceid", "subscriberid", "simserial", "instanceid", "meta_instanceid", "submission_time", "uuid")
)


def find_stray_rows(root: Path, model: Model) -> Iterator[Diagnostic]:
    """A finding for each table of respondents, and for personal data in other tables below `data/`."""
    names: frozenset[str] | None = None
    for path in _walk(root):
        if names is None:
            names = _statement_names(model)
        yield from _look(root, path, names)


def _walk(root: Path) -> Iterator[str]:
    """Paths of files named like a table, sorted within each folder; hidden folders and links are passed over."""
    own = _OF_THE_TOOL if os.path.isdir(os.path.join(root, "src", "banjar_smartcity")) else frozenset()
    pending = [("", 0)]
    seen = 0
    while pending:
        folder, depth = pending.pop()
        try:
            with os.scandir(os.path.join(root, folder)) as entries:
                listed = sorted((e.name, e.is_dir(follow_symlinks=False), e.is_symlink()) for e in entries)
        except OSError:
            continue
        seen += len(listed)
        if seen > _MAX_ENTRIES:
            return
        for name, is_folder, is_link in listed:
            path = f"{folder}/{name}" if folder else name
            if is_folder:
                if not (name.startswith(".") or name in _PASSED_OVER or path in own or depth >= _MAX_DEPTH):
                    pending.append((path, depth + 1))
            elif name.lower().endswith(_ENDINGS) and not is_link:
                yield path


def _statement_names(model: Model) -> frozenset[str]:
    """Ids and texts of all statements, as `_plain` writes them."""
    found: set[str] = set()
    for instrument in model.instruments.values():
        surveyed = {aspect.id for aspect in instrument.aspects if aspect.answered_by == "survey"}
        for item in instrument.items:
            if item.aspect in surveyed:
                found.update(_plain(text) for text in (item.id, item.question.id, item.question.en) if text)
    return frozenset(name for name in found if len(name) >= 10)


def _plain(text: str) -> str:
    return _OTHER.sub("_", text.casefold()).strip("_")


def _look(root: Path, path: str, names: frozenset[str]) -> Iterator[Diagnostic]:
    head = _head(os.path.join(root, path))
    if not head:
        return
    words = _words(head, os.path.join(root, path))
    if _is_answers(words, names):
        yield Diagnostic(SURVEY_ROWS, At(path), {}, START)
    elif path.startswith("data/") and path.lower().endswith(_TABLES):
        from .personal_data import check_personal_data

        with open(os.path.join(root, path), "rb") as file:
            yield from check_personal_data(path, _text(file.read(_MAX_SCANNED)))


def _head(full: str) -> bytes:
    try:
        handle = os.open(full, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            return file.read(_HEAD) if os.path.isfile(full) else b""
    except OSError:
        return b""


def _text(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _words(head: bytes, full: str) -> Collection[str]:
    """The names that stand in the first row or first record, or in the texts of a workbook."""
    if head.startswith(b"PK"):
        return _workbook_words(full)
    text = _text(head)
    if head.lstrip()[:1] in (b"[", b"{"):
        return {_plain(found) for found in re.findall(r'"([^"\\\n]{3,400})"\s*:', text)}
    first = "\n".join(text.splitlines()[:5])
    return {_plain(piece) for piece in re.split(r'[,;\t|"\n]', first)} | {
        _plain(row) for row in re.findall(r'"([^"]*)"', first)
    }


def _workbook_words(full: str) -> Collection[str]:
    """The texts of a workbook's cells, from the beginning of the parts that can hold them."""
    import zipfile

    found: set[str] = set()
    try:
        with zipfile.ZipFile(full) as archive:
            parts = [
                p
                for p in archive.namelist()[:500]
                if re.search(r"sharedStrings\.xml$|worksheets/[^/]+\.xml$|^content\.xml$", p)
            ]
            for part in parts[:20]:
                with archive.open(part) as file:
                    text = file.read(_HEAD * 4).decode("utf-8", "replace")
                found |= {_plain(piece) for piece in re.findall(r">([^<>]{3,400})<", text)}
    except Exception:  # a damaged or hostile archive holds nothing that anybody could read as rows
        return found
    return found


def _is_answers(words: Collection[str], names: frozenset[str]) -> bool:
    """Whether names of columns are those of a table of answers."""
    statements = 0
    for word in words:
        if len(word) >= 10 and (word in names or any(word.endswith("_" + name) for name in names)):
            statements += 1
    if statements >= _ENOUGH:
        return True
    return statements > 0 and any(word.endswith(tuple(_METADATA)) for word in words)
