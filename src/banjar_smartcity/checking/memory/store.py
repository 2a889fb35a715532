"""Store: the parts of files that were examined before, each found again by its path, kind and content.

A part is the same wherever and whenever a file is examined, so that a version of the data shares what it has in common
with the version before.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from ...diagnostics import At, Position
from ...source.decode import decode
from ...source.document import Place
from ...workspace.disk import Disk
from ...workspace.git.naming import object_name
from ...workspace.layout import File
from ...workspace.memory.held import HeldStretch
from ...workspace.memory.place import find_place
from ...workspace.tree import Tree
from ..gathering.part import FilePart
from .box import Box, digest_of
from .contents import MOST_BYTES as MOST_OF_CONTENTS
from .contents import ContentMemory
from .loading import dump, load, outlined_part, written_part
from .outlines import KeptOutlines, outline_alone
from .stamps import FileStamps

MOST_BYTES = 128 << 20
"""The most that the parts of one workspace may take, but for outlines that are nothing else."""
MOST_CONTENT = 256 << 10
"""Larger files are examined each time, in bytes: data files are small, and memory must not grow with large ones."""
_LIKE = "0" * 40
"""A name as nearly all repositories have them."""


class PartStore:
    """The parts of the files of a workspace. Nothing is written before `save`."""

    def __init__(self, place: Path, name: str) -> None:
        self._box = Box(place, f"{name}-files", MOST_BYTES)
        self._outlines = KeptOutlines(place, f"{name}-outlines")
        self._stamps = FileStamps(place, name)
        self.contents: ContentMemory | None = ContentMemory(Box(place, f"{name}-contents", MOST_OF_CONTENTS))
        """What is known of the documents; None if nothing may be remembered of them."""
        self._parts: dict[bytes, FilePart] = {}
        self._unread: dict[str, bytes] = {}
        """Stamps of files that are examined without looking up what they hold, by path."""
        self._is_closed = self._has_new = False

    def __contains__(self, key: object) -> bool:
        return key in self._outlines or key in self._box

    def find(self, key: bytes | None) -> FilePart | None:
        """The part of a file, if it was kept and can be read."""
        if key is None or key in self._parts:
            return self._parts.get(key or b"")
        part = None if self._is_closed else self._kept(key)
        if part is not None:
            self._parts[key] = part
        return part

    def _kept(self, key: bytes) -> FilePart | None:
        outline = self._outlines.find(key)
        if outline is not None:
            return outlined_part(outline)
        written = self._box.place_of(key)
        return load(written) if written else None

    def of_files(self, tree: Tree, files: Sequence[File]) -> list[tuple[bytes | None, FilePart | None]]:
        """Where the part of each file is kept, and the part if it was. What git or a stamp tells is not read."""
        stamps = [self._stamps.stamp(tree, file.path) for file in files] if isinstance(tree, Disk) else []
        if not (self._parts or self._outlines or self._box):
            self._unread = {file.path: stamp for file, stamp in zip(files, stamps, strict=False) if stamp}
            return [(None, None)] * len(files)
        if stamps:
            keys = [self._stamps.find(stamp) if stamp else None for stamp in stamps]
        else:
            names = (tree.name_of(file.path) for file in files)
            keys = [_key_of_name(file, name) for file, name in zip(files, names, strict=True)]
        unknown = [place for place, key in enumerate(keys) if key is None]
        tree.expect(files[place].path for place in unknown)
        for place in unknown:
            key = keys[place] = key_of(files[place], tree.read(files[place].path)[0])
            if key and stamps and (stamp := stamps[place]):
                self._stamps.put(stamp, key)
        return [(key, self.find(key)) for key in keys]

    def keep(self, file: File, key: bytes, made: FilePart, written: bytes) -> FilePart:
        """Keep a part that was made now, of the content that the key is of, and as it is written. Return it as kept.

        Personal data are not written, or they would be here when they are gone from the data.
        """
        part = made
        self._has_new = True
        if outline_alone(part) is None and not (part.is_personal or self._is_closed):
            self._box.put(key, written)
            place = self._box.place_of(key)
            if isinstance(place, HeldStretch):
                part = written_part(written, place)
        self._parts[key] = part
        if stamp := self._unread.pop(file.path, None):
            self._stamps.put(stamp, key)
        return part

    def close(self) -> None:
        """Save, and know from now on only the parts that were asked for until now. What is new is not remembered."""
        self.save()
        self._is_closed = True
        self.contents = None

    def places(self, keys: Mapping[str, bytes], texts: Mapping[str, str]) -> dict[Place, Position]:
        """The lines and columns that are known of these files, by their texts."""
        return {
            (at, texts[path]): position
            for path, key in keys.items()
            for at, position in self._parts[key].places.items()
        }

    def learn(
        self, tree: Tree, kinds: Mapping[str, str], keys: Mapping[str, bytes], places: Mapping[Place, Position]
    ) -> None:
        """Add lines and columns to the parts of their files, unless a file is another one by now."""
        found: dict[tuple[str, str], dict[At, Position]] = {}
        for (at, text), position in places.items():
            if at.path in keys and at not in self._parts[keys[at.path]].places:
                found.setdefault((at.path, text), {})[at] = position
        for (path, text), new in found.items():
            content, _ = tree.read(path)
            file, key = File(path, kinds[path]), keys[path]
            if content is not None and key_of(file, content) == key and decode(path, content)[0] == text:
                part = self._parts[key]
                written = dump(part._replace(places={**part.places, **new}))
                self.keep(file, key, written_part(written), written)

    def forget(self) -> None:
        """Forget all parts, so that memory does not grow without limit. What was saved is found again."""
        self._parts.clear()
        self._box.forget()

    def save(self) -> None:
        """Write what is new. If the disk cannot be written to, nothing is kept."""
        if self._is_closed:
            return
        if self._has_new:
            alone = {key: outline for key, part in self._parts.items() if (outline := outline_alone(part)) is not None}
            for key, outline in self._outlines.save(alone).items():
                self._box.put(key, dump(outlined_part(outline)))
        self._box.save()
        self._stamps.save(self)
        if self.contents is not None:
            self.contents.save()


def key_of(file: File, content: bytes | None) -> bytes | None:
    """Where the part of a file is kept; None if it is not kept, since the file is large or cannot be read."""
    if content is None or len(content) > MOST_CONTENT:
        return None
    return _key_of_name(file, object_name(len(content), (content,), _LIKE))


def _key_of_name(file: File, name: str | None) -> bytes | None:
    """The same of a file whose content git calls so; None if only reading it tells, as where names are longer ones.

    Somebody who made two contents of one name could not give both to git.
    """
    if name is None or len(name) != len(_LIKE):
        return None
    return digest_of(f"{file.kind}\0{file.path}\0{name}".encode("utf-8", "surrogateescape"))


def open_store(root: Path) -> PartStore | None:
    """The store of a workspace; None if nothing is to be remembered."""
    place = find_place()
    if place is None:
        return None
    return PartStore(place, digest_of(os.fsencode(os.path.realpath(root))).hex())
