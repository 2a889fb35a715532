"""Gather: the files of a workspace, each examined by itself, with what all checks between them need.

Few files are examined here. Many are shared among processes, which send back records and faults, and neither texts
nor data: these are read again if somebody asks for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, overload

from ... import source
from ...diagnostics import Diagnostic, Kind
from ...model.building import build_record
from ...privacy import search as personal_data
from ...rules import dates
from ...schema import validator as schema
from ...source import kinds as source_kinds
from ...workspace import layout as workspace
from ...workspace.disk import Disk
from ...workspace.tree import Tree
from .. import written_kinds
from ..kept_texts import KeptTexts, stand_in
from ..one_file import Known, examine
from .pool import cores, share

OF_FILES: tuple[Kind, ...] = (
    *source_kinds.KINDS,
    *workspace.KINDS,
    *personal_data.KINDS,
    *schema.KINDS,
    *written_kinds.KINDS,
)
"""The kinds of finding that a file can have by itself, but for its dates."""
KEPT_CHARACTERS = 400_000
"""Nodes are kept for this much text, for finding lines and columns; other texts are composed again if needed."""
FROM = 500
"""Files from which processes are worth their start."""
_CHUNK = 250
"""The most files that a process examines before it asks for more."""
Documents = Sequence[tuple[str, source.Document]]


class GatheredFiles(NamedTuple):
    """What the files of a workspace have, each by itself."""

    records: list[tuple[str, Any]]
    """Kind and record of each file that can be read at least in part, in the order of the files."""
    unreadable: list[tuple[str, str]]
    """Kind and path of all other files."""
    faults: list[Diagnostic]
    blank: frozenset[tuple[str | int, ...]]
    """Answers of which a part is not known, so that no rule can judge them."""
    secret: Mapping[str, frozenset[int]]
    """Lines with personal data of each file."""
    sound: Documents
    salvaged: Documents
    texts: KeptTexts
    nodes: Mapping[str, object]


class _FilePart(NamedTuple):
    """What a process sends back of a file: its record, unless nothing can be read, and its faults."""

    record: Any
    faults: tuple[Diagnostic, ...]
    secret: frozenset[int]
    rest: source.Document | None
    """The document, if only a part of it can be read."""


class LaterDocuments(Sequence[tuple[str, source.Document]]):
    """Kind and document of files that are valid. Each is read again when it is asked for."""

    def __init__(self, tree: Tree, files: Sequence[workspace.File]) -> None:
        self._tree, self._files = tree, files

    @overload
    def __getitem__(self, place: int) -> tuple[str, source.Document]: ...
    @overload
    def __getitem__(self, place: slice) -> LaterDocuments: ...
    def __getitem__(self, place: int | slice) -> tuple[str, source.Document] | LaterDocuments:
        if isinstance(place, slice):
            return LaterDocuments(self._tree, self._files[place])
        file = self._files[place]
        document = workspace.load_inside(self._tree, file.path).document
        if document is None:
            raise OSError(file.path)  # it has changed since it was examined
        return file.kind, document.without_nodes()

    def __len__(self) -> int:
        return len(self._files)


def gather(
    tree: Tree, files: Sequence[workspace.File], known: Known | None = None, jobs: int | None = None
) -> GatheredFiles:
    """Examine the files. With `jobs`, in this many processes; else in one for each core, if that is faster."""
    workers = jobs or (cores() if len(files) >= FROM else 1)
    if known is None and isinstance(tree, Disk) and workers > 1 and len(files) >= FROM:
        return _gather_shared(tree, files, workers)
    return _gather_here(tree, files, known)


def _gather_here(tree: Tree, files: Sequence[workspace.File], known: Known | None) -> GatheredFiles:
    records: list[tuple[str, Any]] = []
    unreadable: list[tuple[str, str]] = []
    faults: list[Diagnostic] = []
    blank: set[tuple[str | int, ...]] = set()
    sound: list[tuple[str, source.Document]] = []
    salvaged: list[tuple[str, source.Document]] = []
    secret: dict[str, frozenset[int]] = {}
    texts = KeptTexts(tree)
    nodes: dict[str, object] = {}
    read = 0
    for file in files:
        found = examine(tree, file, known)
        kept = texts.add(file.path, found.text)
        secret[file.path] = found.secret
        faults += found.faults
        read += len(found.text)
        if read < KEPT_CHARACTERS:
            nodes[file.path] = found.node
        document = found.document or found.rest
        if document is None:
            unreadable.append((file.kind, file.path))
            continue
        short = document if kept else document._replace(text=stand_in(found.text))
        records.append((file.kind, _record(file.kind, document, short.text, known)))
        if found.document is None:
            salvaged.append((file.kind, document))
            blank |= _unknown_answers(found.faults)
        else:
            sound.append((file.kind, short))
    return GatheredFiles(
        records=records,
        unreadable=unreadable,
        faults=faults,
        blank=frozenset(blank),
        secret=secret,
        sound=tuple(sound),
        salvaged=tuple(salvaged),
        texts=texts,
        nodes=nodes,
    )


def _unknown_answers(faults: Sequence[Diagnostic]) -> set[tuple[str | int, ...]]:
    return {(fault.at.path, *fault.at.pointer[:2]) for fault in faults}


def _record(kind: str, document: source.Document, text: str, known: Known | None) -> Any:
    """The record of a document; versions of it with the same text share one."""
    if known is None:
        return build_record(kind, document)
    record = known.records.get((document.path, text))
    if record is None:
        record = known.records[document.path, text] = build_record(kind, document)
    return record


def _gather_shared(tree: Disk, files: Sequence[workspace.File], workers: int) -> GatheredFiles:
    size = max(1, min(_CHUNK, len(files) // (2 * workers)))
    chunks = [files[start : start + size] for start in range(0, len(files), size)]
    parts = chain.from_iterable(share(partial(examine_chunk, tree.root), chunks, workers))
    kinds = _kinds()
    records: list[tuple[str, Any]] = []
    unreadable: list[tuple[str, str]] = []
    faults: list[Diagnostic] = []
    blank: set[tuple[str | int, ...]] = set()
    sound: list[workspace.File] = []
    salvaged: list[tuple[str, source.Document]] = []
    secret: dict[str, frozenset[int]] = {}
    texts = KeptTexts(tree)
    for file, part in zip(files, parts, strict=True):
        texts.name(file.path)
        secret[file.path] = part.secret
        found = [fault._replace(kind=kinds[str(fault.kind)]) for fault in part.faults]
        faults += found
        if part.record is None:
            unreadable.append((file.kind, file.path))
            continue
        records.append((file.kind, part.record))
        if part.rest is None:
            sound.append(file)
        else:
            salvaged.append((file.kind, part.rest))
            blank |= _unknown_answers(found)
    return GatheredFiles(
        records=records,
        unreadable=unreadable,
        faults=faults,
        blank=frozenset(blank),
        secret=secret,
        sound=LaterDocuments(tree, sound),
        salvaged=tuple(salvaged),
        texts=texts,
        nodes={},
    )


@cache
def _kinds() -> Mapping[str, Kind]:
    """Kinds by id: a process sends the id, so that a kind remains one and the same value."""
    return {kind.id: kind for kind in (*OF_FILES, *dates.KINDS)}


def examine_chunk(root: Path, files: Sequence[workspace.File]) -> list[_FilePart]:
    """Examine a few files of a folder in this process, for another one."""
    tree = Disk(root)
    return [_examine_part(tree, file) for file in files]


def _examine_part(tree: Disk, file: workspace.File) -> _FilePart:
    found = examine(tree, file)
    document = found.document or found.rest
    return _FilePart(
        build_record(file.kind, document) if document else None,
        tuple(_located(file.path, found.text, found.node, found.faults)),
        found.secret,
        found.rest and found.rest.without_nodes(),
    )


def _located(path: str, text: str, node: object, faults: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Faults with their lines and columns, which are at hand here, and with the id of their kind in its place."""
    locate = source.Locator({path: text}, {path: node})
    for fault in faults:
        name: Any = fault.kind.id
        yield fault._replace(kind=name, position=fault.position or locate(fault.at))
