"""Documents: the data of files, at hand or read again when somebody asks for them."""

from __future__ import annotations

import errno
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, overload

from ...model.building import build_record
from ...model.later import LaterRecord
from ...source.document import Document
from ...workspace import layout as workspace
from ...workspace.tree import Tree

Documents = Sequence[tuple[str, Document]]
"""Kind and document of each file, in the order of the files."""


class LaterDocuments(Sequence[tuple[str, Document]]):
    """Kind and document of files that can be read. Each is read again when asked for, unless it is in `known`.

    A file that is another one than its key in `keys` says has changed since it was examined.
    """

    def __init__(
        self,
        tree: Tree,
        files: Sequence[workspace.File],
        known: Mapping[str, Document] = {},
        keys: Mapping[str, bytes] = {},
    ) -> None:
        self._tree, self.files, self._known, self._keys = tree, files, known, keys

    @overload
    def __getitem__(self, place: int) -> tuple[str, Document]: ...
    @overload
    def __getitem__(self, place: slice) -> LaterDocuments: ...
    def __getitem__(self, place: int | slice) -> tuple[str, Document] | LaterDocuments:
        if isinstance(place, slice):
            return self._of(self.files[place])
        file = self.files[place]
        return file.kind, self.load(file)

    def __iter__(self) -> Iterator[tuple[str, Document]]:
        self._tree.expect(file.path for file in self.files)
        return ((file.kind, self.load(file)) for file in self.files)

    def __len__(self) -> int:
        return len(self.files)

    def load(self, file: workspace.File) -> Document:
        """The document of a file. Raise `OSError` (`ESTALE`) if it has changed since it was examined, or is gone."""
        if file.path in self._known:
            return self._known[file.path]
        content, fault = self._tree.read(file.path)
        document = workspace.load_content(file.path, content, fault, nodes=False).document
        if document is None or (file.path in self._keys and not self._is_same(file, content)):
            raise OSError(errno.ESTALE, "changed", file.path)
        return document.without_nodes()

    def _is_same(self, file: workspace.File, content: bytes | None) -> bool:
        from ..memory.store import key_of  # slow to load, and only there is a key where something is remembered

        return key_of(file, content) == self._keys[file.path]

    def with_build(self, file: workspace.File, record: Any) -> Any:
        """The record of a file; one whose document was left behind is built from the file, which is read again."""
        if isinstance(record, LaterRecord) and not record.written:
            return LaterRecord(record.outline, file, self._build)
        return record

    def _build(self, file: workspace.File) -> Any:
        return build_record(file.kind, self.load(file))

    def of_tree(self, tree: Tree, keys: Mapping[str, bytes]) -> LaterDocuments:
        """The same files in another version, in which those that differ have these keys."""
        return LaterDocuments(tree, self.files, self._known, {**self._keys, **keys})

    def with_more(self, documents: Documents, order: Mapping[str, int]) -> LaterDocuments:
        """These and others that are at hand, in an order of paths."""
        files = (*self.files, *(workspace.File(document.path, kind) for kind, document in documents))
        known = {**self._known, **{document.path: document for _, document in documents}}
        return LaterDocuments(self._tree, sorted(files, key=lambda file: order[file.path]), known, self._keys)

    def without(self, paths: Container[str]) -> LaterDocuments:
        """All but those of these files; none is read for it."""
        return self._of([file for file in self.files if file.path not in paths])

    def of_kind(self, kind: str) -> LaterDocuments:
        """Those of files of a kind; none is read for it."""
        return self._of([file for file in self.files if file.kind == kind])

    def _of(self, files: Sequence[workspace.File]) -> LaterDocuments:
        return LaterDocuments(self._tree, files, self._known, self._keys)


class _ByPath(Mapping[str, Document]):
    """Documents by path, each read once and when it is asked for."""

    def __init__(self, documents: LaterDocuments, read: Mapping[str, Document]) -> None:
        self._documents, self._read = documents, dict(read)

    @cached_property
    def _files(self) -> Mapping[str, workspace.File]:
        return {file.path: file for file in self._documents.files}

    def __getitem__(self, path: str) -> Document:
        if path not in self._read:
            self._read[path] = self._documents.load(self._files[path])
        return self._read[path]

    def __contains__(self, path: object) -> bool:
        return path in self._files  # without reading it

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def by_path(documents: Documents, read: Mapping[str, Document] = {}) -> Mapping[str, Document]:
    """The documents by their path. Those that were `read` before are not read again."""
    if isinstance(documents, LaterDocuments):
        return _ByPath(documents, read)
    return {document.path: document for _, document in documents}


class _DataByPath(Mapping[str, object]):
    """The same of documents with their data only."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents

    def __getitem__(self, path: str) -> object:
        return self._documents[path].data

    def __contains__(self, path: object) -> bool:
        return path in self._documents

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)


def data_by_path(documents: Documents) -> Mapping[str, object]:
    """The data of the documents by their path."""
    return _DataByPath(by_path(documents))


def of_kind(documents: Documents, kind: str) -> list[Document]:
    """The documents of a kind. No other file is read."""
    found = documents.of_kind(kind) if isinstance(documents, LaterDocuments) else documents
    return [document for other, document in found if other == kind]


def without(documents: Documents, paths: Container[str]) -> Documents:
    """All documents but those of these files."""
    if isinstance(documents, LaterDocuments):
        return documents.without(paths)
    return tuple(entry for entry in documents if entry[1].path not in paths)
