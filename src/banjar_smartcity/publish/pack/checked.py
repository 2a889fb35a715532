"""A pack, checked: whether it is complete and unchanged, and who signed it. It needs no repository."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import BadZipFile

from ...diagnostics import Phrase
from ...i18n import N_
from ...named import NamedTuple
from .files import PackFiles, open_pack
from .signature import ENDING, MOST, Signature, check

MISSING = Phrase(N_("is listed and not there"), "missing")
CHANGED = Phrase(N_("was changed"), "changed")
UNLISTED = Phrase(N_("is there and not listed"), "unlisted")
TWICE = Phrase(N_("is there more than once"), "twice")
OUTSIDE = Phrase(N_("is outside the pack"), "outside")
RENAMED = Phrase(N_("has another name for some programs"), "renamed")
CONFLICT = Phrase(N_("is listed with two different hashes"), "conflict")
NOT_PLAIN = Phrase(N_("is not a plain file"), "not-plain")
UNREADABLE = Phrase(N_("cannot be read"), "unreadable")
NO_MANIFEST = Phrase(N_("is missing, so that nothing can be checked"), "no-manifest")
MANIFEST, TAG_MANIFEST, ABOUT = "manifest-sha256.txt", "tagmanifest-sha256.txt", "bag-info.txt"
PAYLOAD = "data/"
LIST = f"{PAYLOAD}manifest.csv"
_HASH = re.compile(r"[0-9a-fA-F]{64}")
BROKEN = (OSError, BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error)
_LONGEST, _BLOCK = 64 << 20, 1 << 20
_LINE = re.compile(r"([0-9a-fA-F]{64})[ \t]+\*?(.+)")


class PackFault(NamedTuple):
    """A file of the pack that is not as the manifests say."""

    path: str
    kind: Phrase


class StrippedPicture(NamedTuple):
    """A picture that was packed without camera and place, and the hash of its original."""

    path: str
    original: str


class CheckedPack(NamedTuple):
    """What a pack says of itself, and whether it holds."""

    about: Mapping[str, str]
    """The entries of bag-info.txt: whose pack it is, of which stage and day."""
    files: int
    """The documents and pages that are complete and unchanged."""
    faults: tuple[PackFault, ...]
    signature: Signature | None
    """None if it is not signed."""
    stripped: tuple[StrippedPicture, ...] = ()
    """Pictures that were packed without camera and place, as the list of documents says."""


def check_pack(path: Path, signers: Path | None = None) -> CheckedPack:
    """Check a pack in a folder or ZIP. Raise `NoPackError` if there is none."""
    with open_pack(path) as pack:
        faults = [PackFault(name, TWICE) for name in pack.twice]
        faults += [PackFault(name, OUTSIDE) for name in pack.outside]
        faults += [PackFault(name, RENAMED) for name in pack.renamed]
        faults += [PackFault(path.name, gap) for gap in pack.gaps]
        faults += [PackFault(name, NOT_PLAIN) for name, held in pack.files.items() if not held.is_plain]
        listed: dict[str, str] = {}
        for manifest in (MANIFEST, TAG_MANIFEST):
            content = _small(pack, manifest)
            if content is None:
                faults.append(PackFault(manifest, NO_MANIFEST))
            else:
                for name, digest in _listed(content):
                    if listed.setdefault(name, digest) != digest:
                        faults.append(PackFault(name, CONFLICT))
        wrong = [fault for name, digest in listed.items() if (fault := _fault(pack, name, digest))]
        known = {fault.path for fault in faults}
        faults += [fault for fault in wrong if fault.path not in known]
        signed = {TAG_MANIFEST, TAG_MANIFEST + ENDING}
        strays = pack.files.keys() - listed.keys() - signed - known
        faults += [PackFault(name, UNLISTED) for name in strays]
        sound = listed.keys() - {fault.path for fault in faults}
        return CheckedPack(
            about=_about(_small(pack, ABOUT) or b""),
            files=sum(name.startswith(PAYLOAD) for name in sound),
            faults=tuple(sorted(faults)),
            signature=_signature(pack, signers),
            stripped=tuple(dict.fromkeys(_stripped(_small(pack, LIST) or b"", listed))),
        )


def _signature(pack: PackFiles, signers: Path | None) -> Signature | None:
    made, content = _small(pack, TAG_MANIFEST + ENDING, MOST), _small(pack, TAG_MANIFEST)
    return None if made is None or content is None else check(content, made, signers)


def _fault(pack: PackFiles, name: str, digest: str) -> PackFault | None:
    held = pack.files.get(name)
    if held is None:
        return PackFault(name, MISSING)
    if not held.is_plain:
        return PackFault(name, NOT_PLAIN)
    seen = hashlib.sha256()
    try:
        with pack.open(name) as file:
            while block := file.read(_BLOCK):
                seen.update(block)
    except BROKEN:
        return PackFault(name, UNREADABLE)
    return None if seen.hexdigest() == digest else PackFault(name, CHANGED)


def _small(pack: PackFiles, name: str, most: int = _LONGEST) -> bytes | None:
    """The content of a file; None if it is not there, too long or unreadable."""
    held = pack.files.get(name)
    if held is None or not held.is_plain or held.size > most:
        return None
    try:
        with pack.open(name) as file:
            return file.read(most + 1)[:most]
    except BROKEN:
        return None


def _listed(content: bytes) -> Iterator[tuple[str, str]]:
    for line in content.decode("utf-8", "replace").split("\n"):  # names may have other marks that end a line
        if found := _LINE.fullmatch(line.rstrip("\r")):
            path = found[2].replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
            yield path.removeprefix("./"), found[1].lower()


def _stripped(content: bytes, listed: Mapping[str, str]) -> Iterator[StrippedPicture]:
    """The pictures that the list of documents calls stripped, if they are those of the manifest."""
    text = content.decode("utf-8-sig", "replace")
    try:
        for row in csv.DictReader(io.StringIO(text)):
            path, new, original = (row.get(name) or "" for name in ("path", "sha256", "original_sha256"))
            if _HASH.fullmatch(original) and path in listed and listed[path] == new.lower():
                yield StrippedPicture(path, original.lower())
    except csv.Error:
        return


def _about(content: bytes) -> dict[str, str]:
    pairs = (line.partition(":") for line in content[:_BLOCK].decode("utf-8", "replace").splitlines())
    return {name.strip(): value.strip() for name, colon, value in pairs if colon}
