"""Gather: the files of a workspace, each examined by itself, with what all checks between them need.

Few files are examined here. Many are shared among processes, which send back records and faults, and neither texts
nor data: these are read again if somebody asks for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Any

from ... import source
from ...diagnostics import Diagnostic
from ...model.building import build_record
from ...named import NamedTuple
from ...workspace import layout as workspace
from ...workspace.disk import Disk
from ...workspace.tree import Tree
from ..kept_texts import KeptTexts, stand_in
from .cores import METHOD, cores
from .documents import Documents, LaterDocuments
from .part import FilePart, with_kinds

if TYPE_CHECKING:
    from ..memory.store import PartStore
    from ..one_file import Known

KEPT_CHARACTERS = 400_000
"""Nodes are kept for this much text, for finding lines and columns; other texts are composed again if needed."""
FROM = 500 if METHOD == "fork" else 2_000
"""Files from which processes are worth their start, which takes longer where nothing is copied."""
_CHUNK = 250
"""The most files that a process examines before it asks for more."""
_LEAST = 8
"""The fewest, since each chunk is a message and its answer."""


class GatheredFiles(NamedTuple):
    """What the files of a workspace have, each by itself."""

    records: dict[str, tuple[str, Any]]
    """Kind and record of each file that can be read at least in part, by its path and in the order of the files."""
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
    keys: Mapping[str, bytes] = {}
    """Where the parts of files are remembered, by path; the same for the same file in another version."""


def gather(
    tree: Tree,
    files: Sequence[workspace.File],
    known: Known | None = None,
    jobs: int | None = None,
    store: PartStore | None = None,
) -> GatheredFiles:
    """Examine the files. With `jobs`, in this many processes; else in one for each core, if that is faster.

    What is in the store is not examined again, and what is new is put there. Of many files no more is kept than what
    rules need, however many processes there are.
    """
    is_large = isinstance(tree, Disk) and len(files) >= FROM
    if known is not None or (store is None and not is_large):
        return _gather_here(tree, files, known)
    return _gather_parts(tree, files, jobs, store)


def _gather_here(tree: Tree, files: Sequence[workspace.File], known: Known | None) -> GatheredFiles:
    from ..one_file import examine  # slow to load, and not needed where all parts are remembered

    records: dict[str, tuple[str, Any]] = {}
    unreadable: list[tuple[str, str]] = []
    faults: list[Diagnostic] = []
    blank: set[tuple[str | int, ...]] = set()
    sound: list[tuple[str, source.Document]] = []
    salvaged: list[tuple[str, source.Document]] = []
    secret: dict[str, frozenset[int]] = {}
    texts = KeptTexts(tree)
    nodes: dict[str, object] = {}
    read = 0
    tree.expect(file.path for file in files)
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
        records[file.path] = file.kind, _record(file.kind, document, short.text, known)
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


def _gather_parts(
    tree: Tree, files: Sequence[workspace.File], jobs: int | None, store: PartStore | None
) -> GatheredFiles:
    records: dict[str, tuple[str, Any]] = {}
    unreadable: list[tuple[str, str]] = []
    faults: list[Diagnostic] = []
    blank: set[tuple[str | int, ...]] = set()
    sound: list[workspace.File] = []
    salvaged: list[tuple[str, source.Document]] = []
    paths = [file.path for file in files]
    secret = dict.fromkeys(paths, frozenset[int]())
    keys: dict[str, bytes] = {}
    documents = LaterDocuments(tree, sound, keys=keys)
    for file, (key, part) in zip(files, parts_of(tree, files, jobs, store), strict=True):
        if key:
            keys[file.path] = key
        if part.secret:
            secret[file.path] = part.secret
        found = with_kinds(part.faults) if part.faults else ()
        faults += found
        if part.record is None:
            unreadable.append((file.kind, file.path))
            continue
        records[file.path] = file.kind, documents.with_build(file, part.record)
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
        sound=documents,
        salvaged=tuple(salvaged),
        texts=KeptTexts(tree, paths),
        nodes={},
        keys=keys if store else {},
    )


class _Written(NamedTuple):
    """A part as bytes, and where it is remembered.

    The key is of the bytes that were examined, which may be others than a moment before.
    """

    key: bytes | None
    part: bytes


def parts_of(
    tree: Tree, files: Sequence[workspace.File], jobs: int | None, store: PartStore | None
) -> Iterator[tuple[bytes | None, FilePart]]:
    """The part of each file and where it is remembered: as it was kept, or made now, here or in several processes."""
    workers = jobs or (cores() if len(files) >= FROM else 1)
    from ..memory.loading import written_part

    kept = store.of_files(tree, files) if store else [(None, None)] * len(files)
    new = [file for file, (_, part) in zip(files, kept, strict=True) if part is None]
    fresh = _examined(tree, new, workers)
    for file, (key, part) in zip(files, kept, strict=True):
        if part is not None:
            yield key, part
            continue
        key_of_new, written = next(fresh)
        made = written_part(written)
        if store and key_of_new:
            made = store.keep(file, key_of_new, made, written)
        yield key_of_new, made


def _examined(tree: Tree, files: Sequence[workspace.File], workers: int) -> Iterator[_Written]:
    """The parts of files, examined now."""
    if workers == 1 or len(files) < FROM:
        tree.expect(file.path for file in files)
        return (_made(tree, file) for file in files)
    # Slow to load, and not needed where the files are few.
    from .pool import share

    if METHOD == "fork":
        _load_for_all()
    return chain.from_iterable(share(partial(examine_chunk, tree.apart()), tuple(_chunks(files, workers)), workers))


def _load_for_all() -> None:
    """Load what each process needs, before they begin as copies of this one."""
    for name in ("...source.simple.lines", ".making"):
        import_module(name, __package__)


def _chunks(files: Sequence[workspace.File], workers: int) -> Iterator[Sequence[workspace.File]]:
    """The files in chunks, the last ones small, so that all processes end at about the same time."""
    start = 0
    while start < len(files):
        size = min(_CHUNK, max(_LEAST, (len(files) - start) // (4 * workers)))
        yield files[start : start + size]
        start += size


def examine_chunk(whole: Tree, files: Sequence[workspace.File]) -> list[_Written]:
    """Examine a few files of a tree in this process, for another one."""
    tree = whole.apart()  # what is read of them is let go after them
    tree.expect(file.path for file in files)
    return [_made(tree, file) for file in files]


def _made(tree: Tree, file: workspace.File) -> _Written:
    # Slow to load, and not needed where all parts are remembered or the files are few.
    from ..memory.loading import dump
    from ..memory.store import key_of
    from .making import part_of

    content, fault = tree.read(file.path)
    return _Written(key_of(file, content), dump(part_of(file, content, fault)))
