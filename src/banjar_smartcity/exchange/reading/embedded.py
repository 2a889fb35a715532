"""Embedded: small photos and PDFs that came inside the file of a form, each checked before anybody keeps it."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Iterator
from hashlib import sha256

from ...checking.returned_kinds import DOCUMENT
from ...diagnostics import Finding, Phrase
from ...i18n import N_
from ...named import NamedTuple
from ...privacy.search import redact
from ...reading.formats import ENDINGS, ending_of, recognise
from ...workspace.sample import take
from ..returned import MOST_EMBEDDED, MOST_TOGETHER, Listed, Returned
from .places import finding_at

_FORMATS = frozenset(("pdf", "png", "jpeg", "gif", "webp", "bmp", "tiff", "heif"))
_MOST_NAME = 200
"""Bytes of a name; file systems take 255."""


class Embedded(NamedTuple):
    """A document that came inside the file of a form, and is what the file says it is."""

    name: str
    content: bytes
    sha256: str


class Unusable(NamedTuple):
    """A document inside the file of a form that is not what it says, or too large."""

    name: str
    what: Phrase
    finding: Finding


def embedded_documents(file: Returned) -> Iterator[Embedded | Unusable]:
    """The documents inside a file, and why others that are inside it are not used."""
    together = 0
    for listed in file.papers:
        name = str(listed.cells.get("file") or "")
        if listed.content is None or is_path(name):
            continue  # a name with a path is a finding of the list itself
        found = _checked(name, listed, MOST_TOGETHER - together)
        if isinstance(found, Embedded):
            together += len(found.content)
            yield found
        else:
            place = listed.places["file"].removesuffix("file") + "content"
            yield Unusable(name, found, finding_at(DOCUMENT, file.path, place, {"text": redact(name), "what": found}))


def is_path(name: str) -> bool:
    """Whether a name leads to another folder, which nobody but an attacker writes."""
    return "/" in name or "\\" in name or name in (".", "..")


def _checked(name: str, listed: Listed, room: int) -> Embedded | Phrase:
    """A document, or what is wrong with it: its name, its size, its hash or its kind."""
    if not _is_portable(name):
        return Phrase(N_("no file can have this name on every computer"))
    try:
        content = b64decode(listed.content or "", validate=True)
    except (binascii.Error, ValueError):
        return Phrase(N_("what the answer file contains of it is damaged"))
    if len(content) > min(MOST_EMBEDDED, room):
        return Phrase(N_("it is larger than a document in an answer file may be"))
    digest = sha256(content).hexdigest()
    if digest != listed.sha256:
        return Phrase(N_("the file that came is another one than the one that was chosen in the form"))
    form = recognise(take([content])[1])
    if form not in _FORMATS or form not in ENDINGS.get(ending_of(name), ()):
        return Phrase(N_("it is not a photo or a PDF, or not what its name says"))
    return Embedded(name, content, digest)


def _is_portable(name: str) -> bool:
    """Whether a file can have this name on every computer."""
    short = 0 < len(name.encode("utf-8", "replace")) <= _MOST_NAME
    return short and name.isprintable() and name.strip(". ") == name and not any(mark in name for mark in ':*?"<>|')
