"""Documents: the data of files, at hand or read again when somebody asks for them."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import overload

from ...source.document import Document
from ...workspace import layout as workspace
from ...workspace.tree import Tree

Documents = Sequence[tuple[str, Document]]
"""Kind and document of each file, in the order of the files."""


class LaterDocuments(Sequence[tuple[str, Document]]):
    """Kind and document of files that can be read. Each is read again when asked for, unless it is in `known`."""

    def __init__(self, tree: Tree, files: Sequence[workspace.File], known: Mapping[str, Document] = {}) -> None:
        self._tree, self._files, self._known = tree, files, known

    @overload
    def __getitem__(self, place: int) -> tuple[str, Document]: ...
    @overload
    def __getitem__(self, place: slice) -> LaterDocuments: ...
    def __getitem__(self, place: int | slice) -> tuple[str, Document] | LaterDocuments:
        if isinstance(place, slice):
            return LaterDocuments(self._tree, self._files[place], self._known)
        file = self._files[place]
        return file.kind, self.load(file.path)

    def __len__(self) -> int:
        return len(self._files)

    def load(self, path: str) -> Document:
        """The document of a file. Raise `OSError` if it cannot be read any more."""
        if path in self._known:
            return self._known[path]
        document = workspace.load_inside(self._tree, path).document
        if document is None:
            raise OSError(path)  # it has changed since it was examined
        return document.without_nodes()

    def with_more(self, documents: Documents, order: Mapping[str, int]) -> LaterDocuments:
        """These and others that are at hand, in an order of paths."""
        files = (*self._files, *(workspace.File(document.path, kind) for kind, document in documents))
        known = {**self._known, **{document.path: document for _, document in documents}}
        return LaterDocuments(self._tree, sorted(files, key=lambda file: order[file.path]), known)

    def without(self, paths: Container[str]) -> LaterDocuments:
        """All but those of these files; none is read for it."""
        return LaterDocuments(self._tree, [file for file in self._files if file.path not in paths], self._known)

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of the files; none is read for it."""
        return tuple(file.path for file in self._files)


class _ByPath(Mapping[str, Document]):
    """Documents by path, each read once and when it is asked for."""

    def __init__(self, documents: LaterDocuments) -> None:
        self._documents, self._paths = documents, frozenset(documents.paths)
        self._read: dict[str, Document] = {}

    def __getitem__(self, path: str) -> Document:
        if path not in self._paths:
            raise KeyError(path)
        if path not in self._read:
            self._read[path] = self._documents.load(path)
        return self._read[path]

    def __contains__(self, path: object) -> bool:
        return path in self._paths  # without reading it

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents.paths)

    def __len__(self) -> int:
        return len(self._documents)


def by_path(documents: Documents) -> Mapping[str, Document]:
    """The documents by their path."""
    if isinstance(documents, LaterDocuments):
        return _ByPath(documents)
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


def without(documents: Documents, paths: Container[str]) -> Documents:
    """All documents but those of these files."""
    if isinstance(documents, LaterDocuments):
        return documents.without(paths)
    return tuple(entry for entry in documents if entry[1].path not in paths)
