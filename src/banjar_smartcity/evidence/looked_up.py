"""What else can be said of documents: who signed them, whether their addresses open, which ones have the same text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from ..model.web_address import web_address
from ..named import NamedTuple
from ..reading.document import ReadDocument
from ..reading.online import FAULTS, OpenedAddress, open_all
from ..reading.signed import CHANGED, ElectronicSignature
from ..reading.signed_once import signatures_once
from ..reading.similar import SameText, similar
from ..reading.worker import is_signed
from .verified import VerifiedDocument


class LookedUp(NamedTuple):
    """What was looked up of documents, by their ids."""

    signatures: Mapping[str, tuple[ElectronicSignature, ...]]
    unchecked: tuple[str, ...]
    """Documents that are signed where the library that checks signatures is not installed."""
    opened: Mapping[str, OpenedAddress]
    """Empty unless addresses were asked for."""
    same: tuple[SameText, ...]

    def is_faulty(self, name: str) -> bool:
        """Whether a document was changed after it was signed, or cannot be opened at its address."""
        opened = self.opened.get(name)
        changed = any(signature.state == CHANGED for signature in self.signatures.get(name, ()))
        return changed or (opened is not None and opened.state in FAULTS)


def look_up(root: Path, found: Iterable[VerifiedDocument], *, online: bool) -> LookedUp:
    """Look up what else can be said of documents that were read. Addresses are opened only with `online`."""
    documents = tuple(found)
    signatures: dict[str, tuple[ElectronicSignature, ...]] = {}
    unchecked = []
    for document in documents:
        record = document.evidence
        if (
            document.read is not None
            and record.file
            and record.sha256
            and _may_be_signed(document.read, root / record.file)
        ):
            try:
                signatures[record.id] = signatures_once(root / record.file, record.sha256)
            except ImportError:
                unchecked.append(record.id)
    addresses = {
        document.evidence.id: address
        for document in documents
        if online and (address := web_address(document.evidence.address or ""))
    }
    opened = open_all(addresses.values())
    return LookedUp(
        signatures={name: signed for name, signed in signatures.items() if signed},
        unchecked=tuple(unchecked),
        opened={name: opened[address] for name, address in addresses.items()},
        same=similar({d.evidence.id: d.read.sequences for d in documents if d.read is not None}),
    )


def _may_be_signed(read: ReadDocument, path: Path) -> bool:
    """Whether a document has a signature; the file is looked through only if reading it came to no end."""
    return read.kind == "pdf" and (is_signed(str(path)) if read.signed is None else read.signed)
