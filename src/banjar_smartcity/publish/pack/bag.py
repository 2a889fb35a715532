"""Bag: write a folder or ZIP in the BagIt format (RFC 8493), with the library of the Library of Congress.

The same payload gives the same bytes. The library lists tag files in the order of the disk, so their manifest is
sorted. A ZIP has its files uncompressed and sorted, dated 1980, with the same permissions: compression differs between
versions of zlib, and most documents are compressed already.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from ...named import NamedTuple
from ...reading.embedded.pictures import EMBEDDING
from ...reading.embedded.stripped import without_photo_data
from ...reading.stripped import without_metadata
from ...resources import MADE_BY
from ...workspace.writers.placing import place_new, take_after
from ...workspace.writers.workshop import settle_folder, settle_tree, workshop
from .signature import sign

TAG_MANIFEST = "tagmanifest-sha256.txt"
_BLOCK = 1 << 20
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Copied(NamedTuple):
    """A file to copy into the bag, and the SHA-256 that it must have."""

    path: str
    sha256: str


class Stripped(NamedTuple):
    """A picture or document to put into the bag without what names the camera and the place.

    `sha256` is that of the file, `new` that of what is written.
    """

    path: str
    sha256: str
    new: str
    kind: str


class ChangedError(Exception):
    """A file has changed since its SHA-256 was taken."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


Payload = Mapping[str, bytes | Copied | Stripped]


def write_bag(
    target: Path,
    name: str,
    payload: Payload,
    info: Mapping[str, str],
    tags: Mapping[str, bytes],
    *,
    zipped: bool,
    key: Path | None = None,
) -> None:
    """Write a bag atomically. `name` is the folder within a ZIP, `tags` are more files next to `data/`.

    With `key`, an SSH key, the bag is signed. Raise `ChangedError` if a file has changed, `FileExistsError` if the
    target exists, and `SigningError` if it cannot be signed.
    """
    target = Path(os.path.abspath(target))
    with workshop(target.parent) as bench:
        bag = bench / name
        bag.mkdir()
        _fill(bag, payload)
        _seal(bag, info, tags)
        if key is not None:
            sign(bag / TAG_MANIFEST, key)
        if zipped:
            made = bench / "bag.zip"
            _zip(bag, made)
            settle_tree(made)
            place_new(made, target)
        else:
            settle_tree(bag)
            take_after(bag, target)
            if os.name == "nt" and target.is_dir():
                os.rmdir(target)
            os.rename(bag, target)  # over an empty folder only
        settle_folder(target.parent)


def _fill(bag: Path, payload: Payload) -> None:
    for path, content in sorted(payload.items()):
        full = bag / path
        full.parent.mkdir(parents=True, exist_ok=True)
        with open(full, "xb") as file:
            file.writelines([content] if isinstance(content, bytes) else _pieces(content))


def _without_metadata(content: bytes, kind: str) -> bytes | None:
    return without_photo_data(content, kind) if kind in EMBEDDING else without_metadata(content, kind)


def strip(source: Copied, kind: str) -> Stripped | Copied | None:
    """A picture or document as it is to be in the bag, the same if nothing is left out; None if that is not safe.

    Raise `ChangedError` if the file is another one by now.
    """
    content = b"".join(_read(source))
    found = _without_metadata(content, kind)
    if found is None or found == content:
        return None if found is None else source
    return Stripped(source.path, source.sha256, hashlib.sha256(found).hexdigest(), kind)


def _pieces(source: Copied | Stripped) -> Iterator[bytes]:
    if isinstance(source, Copied):
        yield from _read(source)
        return
    found = _without_metadata(b"".join(_read(source)), source.kind)
    if found is None or hashlib.sha256(found).hexdigest() != source.new:
        raise ChangedError(source.path)
    yield found


def _read(source: Copied | Stripped) -> Iterator[bytes]:
    try:
        handle = os.open(source.path, os.O_RDONLY | _NOFOLLOW)
    except OSError as error:
        raise ChangedError(source.path) from error
    seen = hashlib.sha256()
    with os.fdopen(handle, "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise ChangedError(source.path)
        while block := file.read(_BLOCK):
            seen.update(block)
            yield block
    if seen.hexdigest() != source.sha256:
        raise ChangedError(source.path)


def _seal(bag: Path, info: Mapping[str, str], tags: Mapping[str, bytes]) -> None:
    """Make a bag of the folder, and check it against its own manifests."""
    import bagit

    logger = logging.getLogger("bagit")
    logger.addHandler(logging.NullHandler())
    logger.propagate = False  # errors are raised too, and people should not see a traceback
    bagit.make_bag(str(bag), dict(info), checksums=["sha256"])
    for name, content in tags.items():
        (bag / name).write_bytes(content)
    lines = (  # two spaces, as in the other manifest: sha256sum reads both in one call only then
        f"{hashlib.sha256((bag / name).read_bytes()).hexdigest()}  {name}\n"
        for name in sorted(os.listdir(bag))
        if name not in ("data", TAG_MANIFEST)
    )
    (bag / TAG_MANIFEST).write_text("".join(lines), "utf-8", newline="\n")
    bagit.Bag(str(bag)).validate()


def _zip(bag: Path, target: Path) -> None:
    from zipfile import ZIP_STORED, ZipFile, ZipInfo

    files = sorted(path for path in bag.rglob("*") if path.is_file())
    with ZipFile(target, "w", ZIP_STORED) as archive:
        archive.comment = MADE_BY.encode()
        for path in files:
            entry = ZipInfo(path.relative_to(bag.parent).as_posix(), (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            entry.file_size = path.stat().st_size
            with archive.open(entry, "w") as inside, open(path, "rb") as file:
                shutil.copyfileobj(file, inside, _BLOCK)
