"""Commit: the files of a workspace in a commit of git."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import BinaryIO

from ...diagnostics import START, At, Diagnostic, Phrase
from ...i18n import N_
from ...named import NamedTuple
from ...source.decode import MAX_BYTES
from ...source.kinds import FILE_TOO_LARGE, FILE_UNREADABLE
from ..disk import is_skipped
from ..sample import Look
from ..tree import ABSENT, FILE_ENDINGS, MAX_DEPTH, MOST_BYTES, OUTSIDE, PATH_OUTSIDE, Holding, excess_of, is_foreign
from .objects import Objects
from .program import Blob
from .revision import Revision

KEPT_BYTES = 16 << 20
"""The most bytes of data files that a commit keeps in memory."""
_HOPS = 8
"""The most links that a path may lead through."""


class Commit(NamedTuple):
    """A commit, whose files are read when they are asked for."""

    revision: Revision
    contents: dict[str, bytes]
    """Bytes of all links, and of the first KEPT_BYTES of files that were expected, by the name of their git object."""
    objects: Objects
    too_much: Diagnostic | None = None
    """Why nothing of it is read."""

    def excess(self) -> Diagnostic | None:
        """The finding for a workspace that is too large to be read; None if it is not."""
        files = self.revision.files
        whole = sum(blob.size or 0 for blob in files.values())  # counted in a fraction of the time
        size = whole if whole <= MOST_BYTES else sum(map(_read_size, _data_and_links(files)))
        return self.too_much or excess_of(size, len(files))

    def walk(self) -> Iterator[str]:
        """Sorted paths below data/: everything with the name of a YAML file, and folders that are not searched."""
        data = map(_cut, filter(is_data, self.revision.files))
        found = dict.fromkeys((*data, *self._linked_folders()))  # nearly in this order, which is sorted in no time
        return iter(sorted(found, key=_by_folder))

    def _linked_folders(self) -> Iterator[str]:
        """Links to folders below data/. Their files are not read, which must not happen silently."""
        links = [path for path, blob in self.revision.files.items() if blob.link and _is_below_data(path)]
        folders = {path[:end] for path in self.revision.files for end in _slashes(path)} if links else set()
        return (link for link in links if self._follow(link) in folders)

    def is_inside(self, path: str) -> bool:
        """Whether a path stays inside the root when its links are followed."""
        return self._follow(path) is not None

    def name_of(self, path: str) -> str | None:
        """The name of the object of an ordinary file that is small enough to be read, if it is in the repository."""
        real = self._follow(path)
        blob = self.revision.files.get(real) if real is not None else None
        if blob is None or blob.size is None or blob.link or blob.size > MAX_BYTES:
            return None
        return blob.object if self.objects.has(blob.object) else None

    def expect(self, paths: Iterable[str]) -> None:
        """Read the first of these files in one call of git; others are read when they are asked for."""
        real = (self._follow(path) for path in paths)
        blobs = (blob for path in real if path is not None and (blob := self.revision.files.get(path)) is not None)
        new = (blob for blob in blobs if blob.object not in self.contents)
        self.contents.update(self.objects.read(_first(new, KEPT_BYTES - sum(map(len, self.contents.values())))))

    def apart(self) -> Commit:
        """The same commit, read by calls of git of its own."""
        names = {blob.object for blob in links(self.revision.files)} & self.contents.keys()
        kept = {name: self.contents[name] for name in names}
        return self._replace(contents=kept, objects=self.objects.apart())

    def read(self, path: str) -> tuple[bytes | None, Diagnostic | None]:
        """The bytes of an ordinary file, or a finding if there is none or a link leads out of the root."""
        real = self._follow(path)
        if real is None:
            return None, Diagnostic(PATH_OUTSIDE, At(path), {}, START)
        blob = self.revision.files.get(real)
        if blob is None or blob.size is None or blob.link:
            reason = Phrase(N_("it is not an ordinary file"))
            return None, Diagnostic(FILE_UNREADABLE, At(path), {"reason": reason}, START)
        if blob.size > MAX_BYTES:
            return None, Diagnostic(FILE_TOO_LARGE, At(path), {"size": blob.size, "limit": MAX_BYTES}, START)
        content = self.contents.get(blob.object)
        return (self.objects.read([blob])[blob.object] if content is None else content), None

    def below(self, folder: str) -> Iterator[str]:
        """Paths of all ordinary files below a folder, including hidden ones."""
        return (
            path
            for path, blob in self.revision.files.items()
            if path.startswith(folder + "/") and not blob.link and blob.size is not None
        )

    def every(self) -> Iterator[str]:
        """Paths of all ordinary files in the repository, without links and hidden folders."""
        own = "src/banjar_smartcity/__init__.py" in self.revision.files
        for path, blob in self.revision.files.items():
            if not blob.link and blob.size is not None and not is_skipped(path, own=own):
                yield path

    def entries(self) -> Iterator[tuple[str, str | None]]:
        """Paths of all files and links in the repository, and where links lead; None for an ordinary file.

        A submodule leads to a commit of another repository.
        """
        for path, blob in self.revision.files.items():
            if blob.link:
                yield path, os.fsdecode(self.contents.get(blob.object, b"?"))
            else:
                yield path, f"commit {blob.object}" if blob.size is None else None

    def open(self, path: str) -> BinaryIO | None:
        """An open file, or None if there is no ordinary file at the path."""
        blob = self.revision.files.get(path)
        if blob is None or blob.link or blob.size is None:
            return None
        known = self.contents.get(blob.object)
        return BytesIO(self.objects.read([blob]).get(blob.object, b"") if known is None else known)

    def stock(self, paths: Iterable[str], look: Look | None = None) -> Mapping[str, Holding]:
        """The state and hash of evidence files, and their contents if `look` says what they are."""
        found: dict[str, Blob | Holding] = {path: self._find(path) for path in paths}
        blobs = {path: blob for path, blob in found.items() if isinstance(blob, Blob)}
        seen = self.objects.look(blobs, look)
        return {
            path: entry
            if isinstance(entry, Holding)
            else Holding(
                inside=True,
                present=True,
                sha256=seen[path][0],
                content=seen[path][1],
                linked=self._follow(path) != path,
            )
            for path, entry in found.items()
        }

    def _find(self, path: str) -> Blob | Holding:
        real = None if is_foreign(path) else self._follow(path)
        if real is None:
            return OUTSIDE
        blob = self.revision.files.get(real)
        return ABSENT if blob is None or blob.size is None or blob.link else blob

    def _follow(self, path: str) -> str | None:
        """The path after following links; None if it is outside the root."""
        for _ in range(_HOPS):
            blob = self.revision.files.get(path)
            if blob is None or not blob.link:
                return path
            target = os.fsdecode(self.contents.get(blob.object, b"/"))
            path = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            if path.startswith(("/", "../")) or path == "..":
                return None
        return path


def open_commit(revision: Revision, objects: Objects | None = None) -> Commit:
    """A commit with only its links read.

    `objects` are those of its repository, if other versions use them too.
    """
    objects = objects or Objects(revision.root)
    return Commit(revision, objects.read(links(revision.files)), objects)


def links(files: Mapping[str, Blob]) -> Iterator[Blob]:
    """The links among these files, which are always read: paths lead through them."""
    return (blob for blob in files.values() if blob.link)


def _data_and_links(files: Mapping[str, Blob]) -> Iterator[Blob]:
    return (blob for path, blob in files.items() if blob.link or is_data(path))


def first_to_read(files: Mapping[str, Blob]) -> Iterator[Blob]:
    """Links, and data files until they have KEPT_BYTES together, so that memory does not grow with a commit."""
    size = 0
    for blob in _data_and_links(files):
        size += _read_size(blob)
        if blob.link or size <= KEPT_BYTES:
            yield blob


def _first(blobs: Iterable[Blob], most: int) -> Iterator[Blob]:
    """The first of these files that have this many bytes together."""
    size = 0
    for blob in blobs:
        size += _read_size(blob)
        if size > most:
            return
        yield blob


def _read_size(blob: Blob) -> int:
    """The size of a file that would be read; 0 if it is too large by itself, which is a finding of its own."""
    return blob.size if blob.size is not None and blob.size <= MAX_BYTES else 0


def is_data(path: str) -> bool:
    """Whether `Disk.walk` would give this path."""
    return (path.endswith(".yaml") or path.lower().endswith(FILE_ENDINGS)) and _is_below_data(path)


def _is_below_data(path: str) -> bool:
    return path.startswith("data/") and "/." not in path


def _slashes(path: str) -> Iterator[int]:
    return (place for place, letter in enumerate(path) if letter == "/")


def _cut(path: str) -> str:
    """The path, cut to the first folder that is too deep to be searched."""
    return "/".join(path.split("/")[: MAX_DEPTH + 2]) if path.count("/") > MAX_DEPTH + 1 else path


def _by_folder(path: str) -> str:
    """What sorts paths as their parts do: no name has a letter that comes before this one."""
    return path.replace("/", "\0")
