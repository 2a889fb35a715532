"""Signed: the electronic signatures of a PDF (PAdES, as BSrE makes them), checked offline in a process of its own.

`python -m banjar_smartcity.reading.signed PATH` prints one line of JSON. What is checked: whether the signed part is
as it was signed, and whether anything was added later. What is not: whether the certificate is the one of the person
that it names, or was withdrawn; that takes the authority's own site.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from ..diagnostics import Phrase
from ..i18n import N_
from ..named import NamedTuple
from .worker import bound

INTACT = Phrase(N_("unchanged since it was signed"), "intact")
FILLED = Phrase(N_("as signed; a form was filled in or another signature added afterwards"), "filled")
ADDED = Phrase(N_("as signed, but something was added afterwards"), "added")
CHANGED = Phrase(N_("changed since it was signed"), "changed")
UNCHECKED = Phrase(N_("signed; the signature cannot be read"), "unreadable")
STATES = (INTACT, FILLED, ADDED, CHANGED, UNCHECKED)
_SECONDS, _MOST = 60, 1 << 20
_LATER = {"NONE": INTACT.id, "LTA_UPDATES": INTACT.id, "FORM_FILLING": FILLED.id}
"""What was added later and changes no text: nothing, proofs of time, and filled forms, as further signatures are."""


class ElectronicSignature(NamedTuple):
    """An electronic signature of a PDF."""

    state: Phrase
    signer: str | None
    """The name in the certificate, not checked."""
    issuer: str | None
    """Who gave out the certificate, as the certificate says."""
    signed_at: str | None
    """When it was signed, as the signature says, as an ISO time."""


def electronic_signatures(path: Path) -> tuple[ElectronicSignature, ...]:
    """The signatures of a PDF that has some, the first one first. Raise `ImportError` if pyhanko is not installed."""
    import importlib.util

    if importlib.util.find_spec("pyhanko") is None:
        raise ImportError("pyhanko")
    command = [sys.executable, "-I", "-m", "banjar_smartcity.reading.signed", os.path.abspath(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - our own
        found = json.loads(done.stdout[:_MOST])
    except (subprocess.TimeoutExpired, ValueError):
        return (ElectronicSignature(UNCHECKED, None, None, None),)
    states = {state.id: state for state in STATES}
    return tuple(
        ElectronicSignature(states[one["state"]], one["signer"], one["issuer"], one["signed_at"]) for one in found
    )


def _check(path: str) -> list[dict[str, Any]]:
    from pyhanko.pdf_utils.reader import PdfFileReader

    with open(path, "rb") as file:
        return [_told(signature) for signature in PdfFileReader(file, strict=False).embedded_regular_signatures]


def _told(signature: Any) -> dict[str, Any]:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    certificate = signature.signer_cert
    told = {
        "signer": _name(certificate.subject),
        "issuer": _name(certificate.issuer),
        "signed_at": signature.self_reported_timestamp.isoformat() if signature.self_reported_timestamp else None,
    }
    try:
        context = ValidationContext(trust_roots=[], allow_fetching=False)
        status = validate_pdf_signature(signature, signer_validation_context=context)
    except Exception:  # whatever the library raises, it could not check it
        return {**told, "state": UNCHECKED.id}
    if not (status.intact and status.valid):
        return {**told, "state": CHANGED.id}
    covered = status.coverage is not None and status.coverage.name in ("ENTIRE_FILE", "ENTIRE_REVISION")
    later = status.modification_level.name if status.modification_level is not None else "OTHER"
    return {**told, "state": _LATER.get(later, ADDED.id) if covered else ADDED.id}


def _name(name: Any) -> str | None:
    parts = name.native
    found = parts.get("common_name") or parts.get("organization_name")
    return str(found)[:200] if found else None


def main() -> None:
    """Check the signatures of the file that the command line names."""
    bound()
    logging.disable(logging.CRITICAL)
    try:
        print(json.dumps(_check(sys.argv[1])))
    except Exception:  # whatever the library raises, it could not read the file
        print(json.dumps([{"state": UNCHECKED.id, "signer": None, "issuer": None, "signed_at": None}]))


if __name__ == "__main__":
    main()
