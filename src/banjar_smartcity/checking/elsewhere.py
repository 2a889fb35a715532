"""Elsewhere: faults of what is not a record: personal data in names and documents, folders that pass for the data."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from ..diagnostics import START, At, Diagnostic, Kind, Phrase, Position
from ..evidence.files import FOLDER
from ..evidence.searched_texts import MAX_SCANNED, PDF, TEXTS, in_properties, in_text, way_of
from ..privacy.kinds import IN_DOCUMENT, IN_NAME, PERSONAL_DATA
from ..privacy.search import find_personal_data
from ..rules.policy import NAMES_COLLIDE
from ..spelling.names import folded
from ..workspace.layout import FILE_LEFT_BEHIND
from ..workspace.tree import Tree
from ..workspace.writers.leftovers import is_old_leftover

if TYPE_CHECKING:
    from .memory.contents import ContentMemory

Searched = dict[tuple[str, str], dict[str, tuple[Position, int]]]
"""What was found in documents, by path and hash."""
_MARGIN = 1 << 20
_BETWEEN = "\n\n"


def find_elsewhere(
    tree: Tree,
    paths: Sequence[str],
    read: Collection[str],
    known: Searched | None = None,
    held: Mapping[str, str] = {},
    contents: ContentMemory | None = None,
) -> Iterator[Diagnostic]:
    """The findings of all files of the repository but the records, which have been `read`.

    `known` remembers what was found in documents that several versions share. `held` are hashes of files, and
    `contents` knows those in which nothing was found.
    """
    yield from _other_data(paths)
    yield from _left_behind(paths)
    yield from _in_names(paths)
    searched = {path: kind for path in paths if path not in read and (kind := _kind(path)) is not None}
    holdings = tree.stock(searched) if known is not None else {}
    for path, kind in searched.items():
        sha256 = held.get(path)
        if contents is not None and sha256 is not None and contents.is_clean(sha256, way_of(path)):
            continue
        key = (path, holdings[path].sha256 or "") if path in holdings else None
        found = known.get(key) if known is not None and key is not None else None
        if found is None:
            found = _search(tree, path)
            if contents is not None and sha256 is not None and not found and _has_hash(tree, path, sha256):
                contents.keep_clean(sha256, way_of(path))
            if known is not None and key is not None:
                known[key] = found
        for what, (position, count) in found.items():
            facts: dict[str, object] = {"what": Phrase(what)}
            if kind is IN_DOCUMENT:
                facts["count"] = count
            yield Diagnostic(kind, At(path), facts, position)


def _other_data(paths: Sequence[str]) -> Iterator[Diagnostic]:
    """Folders next to `data/` that Windows and macOS take for it, each at its first file."""
    first: dict[str, str] = {}
    for path in paths:
        first.setdefault(path.partition("/")[0], path)
    for name, path in first.items() if "data" in first else ():
        if name != "data" and folded(name) == "data":
            yield Diagnostic(NAMES_COLLIDE, At(path), {"name": name, "other": "data"}, START)


def _left_behind(paths: Sequence[str]) -> Iterator[Diagnostic]:
    """Files among the data that a killed run of a former version left behind. Those of today remove themselves."""
    for path in paths:
        if path.startswith("data/") and "/." in path and is_old_leftover(path):
            yield Diagnostic(FILE_LEFT_BEHIND, At(path), {}, START)


def _kind(path: str) -> Kind | None:
    """How bad personal data in a file is: what is printed or read as data may have none; documents are warned of."""
    small = path.lower()
    if not small.endswith((*TEXTS, PDF)):
        return None
    if path.startswith(FOLDER + "/"):
        return IN_DOCUMENT
    if path.startswith(("data/", "templates/")):
        return PERSONAL_DATA
    return IN_DOCUMENT if small.rpartition("/")[2].startswith("readme") else None


def _search(tree: Tree, path: str) -> dict[str, tuple[Position, int]]:
    file = tree.open(path)
    if file is None:
        return {}
    with file:
        if not path.lower().endswith(PDF):
            return in_text(path, file.read(MAX_SCANNED))
        from ..source import pdf_properties as pdf

        content = file.read(pdf.MAX_SCANNED)
        rest = file.seek(0, 2)
        if rest > pdf.MAX_SCANNED:  # what a file says of itself is often at its end
            file.seek(max(pdf.MAX_SCANNED, rest - _MARGIN))
            content += file.read(_MARGIN)
        return in_properties(content)


def _has_hash(tree: Tree, path: str, sha256: str) -> bool:
    """Whether a file still is the one of this hash: somebody may have replaced it since stock was taken."""
    from hashlib import sha256 as new_digest  # slow to load (OpenSSL)

    file = tree.open(path)
    if file is None:
        return False
    digest = new_digest()
    with file:
        while block := file.read(_MARGIN):
            digest.update(block)
    return digest.hexdigest() == sha256


def _in_names(paths: Sequence[str]) -> Iterator[Diagnostic]:
    """A finding for each file or folder whose name holds personal data; a folder's once, at its first file."""
    text = _BETWEEN.join(paths)
    starts = list(accumulate((len(path) + len(_BETWEEN) for path in paths), initial=0))
    told: set[str] = set()
    for datum in find_personal_data(text):
        k = bisect_right(starts, datum.start) - 1
        path = paths[k]
        end = path.find("/", datum.end - starts[k])
        name = path if end < 0 else path[:end]
        if name not in told:
            told.add(name)
            yield Diagnostic(IN_NAME, At(path), {"what": Phrase(datum.what)}, START)
