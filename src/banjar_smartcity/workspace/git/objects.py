"""Objects: the contents of git's objects, read through one process of git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

from ...source.decode import MAX_BYTES
from ..sample import Content, Look, take
from .program import NOTHING, Blob, GitFaultError, start, stop

_BLOCK = 1 << 20
_BATCH = 50
"""This many names fit into the smallest pipe, so that git reads them all before it waits for its output to be read."""


class Objects:
    """The objects of a repository. Within a `with` block all calls share one git process; else each starts its own."""

    def __init__(self, root: Path, extra: Mapping[str, str] = NOTHING) -> None:
        self._root = root
        self._extra = extra
        self._git: subprocess.Popen[bytes] | None = None
        self._is_kept = False
        self._fresh: dict[str, bytes] = {}
        self._files: dict[str, Path] = {}
        self._seen: dict[tuple[str, str], tuple[str, Content]] = {}
        """The SHA-256 and contents of objects, by the name of the object and the path that it was looked at for."""

    def apart(self) -> Objects:
        """The same objects for another process, which may not share one of git."""
        found = Objects(self._root, self._extra)
        found._fresh, found._files = self._fresh, self._files
        return found

    def __enter__(self) -> Objects:
        self._is_kept = True  # it is started when something is asked for
        return self

    def __exit__(self, *_: object) -> None:
        self._is_kept = False
        if self._git is not None:
            stop(self._git)
            self._git = None

    def read(self, blobs: Iterable[Blob]) -> dict[str, bytes]:
        """The bytes of files by the name of their object, without submodules and files larger than MAX_BYTES."""
        names = (blob.object for blob in blobs if blob.size is not None and blob.size <= MAX_BYTES)
        return {name: b"".join(pieces) for name, pieces in self._stream(names)}

    def look(self, blobs: Mapping[str, Blob], look: Look | None) -> Mapping[str, tuple[str, Content]]:
        """The SHA-256 and contents of files by path, whatever their size; each object is read once."""
        seen = {path: (blob.object, path if look else "") for path, blob in blobs.items() if blob.size is not None}
        wanted: dict[str, set[str]] = {}
        for name, path in seen.values():
            if (name, path) not in self._seen:
                wanted.setdefault(name, set()).add(path)
        for name, pieces in self._stream(wanted):
            sha256, sample = take(pieces)
            for path in wanted[name]:
                self._seen[name, path] = sha256, look(path, sample) if look else Content()
        return {path: self._seen[key] for path, key in seen.items()}

    def has(self, name: str) -> bool:
        """Whether an object is in the repository, and not only known here."""
        return name not in self._fresh and name not in self._files

    def know(self, contents: Mapping[str, bytes]) -> None:
        """Give the bytes of objects that the repository does not have."""
        self._fresh.update(contents)

    def know_files(self, places: Mapping[str, Path]) -> None:
        """Give the places of files on disk with the bytes of objects that the repository does not have."""
        self._files.update(places)

    def _stream(self, objects: Iterable[str]) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Each object with its bytes in pieces. The pieces must be consumed before the next object is taken."""
        names = list(dict.fromkeys(objects))
        yield from ((name, iter((self._fresh[name],))) for name in names if name in self._fresh)
        for name in names:
            if name in self._files and name not in self._fresh:
                yield name, _pieces_of(self._files[name])
        names = [name for name in names if name not in self._fresh and name not in self._files]
        if not names:
            return
        process = self._git or start(self._root, self._extra)
        if self._is_kept:
            self._git = process
        assert process.stdin is not None  # noqa: S101 - started with a pipe
        assert process.stdout is not None  # noqa: S101 - as well
        complete = False
        try:
            for begin in range(0, len(names), _BATCH):
                batch = names[begin : begin + _BATCH]
                process.stdin.write("".join(f"{name}\n" for name in batch).encode())
                process.stdin.flush()
                for name in batch:
                    header = process.stdout.readline().split()
                    if len(header) != 3:  # "… missing": a clone without all objects
                        raise GitFaultError(f"object {name} is not in this clone")
                    yield name, _pieces(process.stdout, int(header[2]))
                    process.stdout.read(1)  # the line end after each object
            complete = True
        except BrokenPipeError as error:
            raise GitFaultError("git cat-file") from error
        finally:
            if not complete and process is self._git:
                self._git = None  # what it still writes would be taken for the answer to the next question
            if process is not self._git:
                stop(process)


def _pieces(stream: IO[bytes], size: int) -> Iterator[bytes]:
    while size > 0 and (piece := stream.read(min(size, _BLOCK))):
        size -= len(piece)
        yield piece


def _pieces_of(path: Path) -> Iterator[bytes]:
    """The bytes of a file or link on disk. Raise `GitFaultError` if it is gone since it was listed."""
    try:
        if path.is_symlink():
            yield os.fsencode(os.readlink(path))
        else:
            with open(path, "rb") as file:
                yield from iter(lambda: file.read(_BLOCK), b"")
    except OSError as error:
        raise GitFaultError(str(error)) from error
