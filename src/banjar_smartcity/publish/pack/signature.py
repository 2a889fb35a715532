"""Signature: an SSH key's signature of a pack, made and checked by `ssh-keygen`, as git does for commits.

It is made of the tag manifest, which has the hash of the manifest, which has the hash of every document: who signs it
signs them all.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from ...named import NamedTuple

PROGRAM = "ssh-keygen"
NAMESPACE = "smartcity-pack"
"""What the signature is for: one made for something else is not valid for a pack."""
ENDING = ".sig"
MOST = 64 << 10
"""Bytes of a signature; one has 300 to 2,000."""
GOOD, UNKNOWN, BAD, UNCHECKED = "good", "unknown", "bad", "unchecked"
_SECONDS = 60


class Signature(NamedTuple):
    """What is known of a signature.

    `good`: by a key that the list of signers names. `unknown`: by a key that no list names. `bad`: of another text, or
    none. `unchecked`: `ssh-keygen` is not installed.
    """

    state: str
    signer: str | None = None
    """Who signed, as the list of signers names them."""
    key: str | None = None
    """The fingerprint of the key, such as `SHA256:…`."""


class SigningError(Exception):
    """`ssh-keygen` did not sign; the text is what it said."""


def sign(file: Path, key: Path) -> None:
    """Write the signature of a file next to it. `ssh-keygen` asks for the passphrase of the key, if it has one.

    Raise `SigningError` if there is no signature.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise SigningError(PROGRAM)
    run = subprocess.run(  # noqa: S603 - a list, no shell
        [program, "-Y", "sign", "-f", os.path.abspath(key), "-n", NAMESPACE, os.path.abspath(file)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    if run.returncode or not file.with_name(file.name + ENDING).is_file():
        raise SigningError(_last_line(run.stderr))


def check(content: bytes, signature: bytes, signers: Path | None) -> Signature:
    """What is known of the signature of a text. `signers` is a list as `ssh-keygen` reads it (`allowed_signers`)."""
    program = shutil.which(PROGRAM)
    if program is None:
        return Signature(UNCHECKED)
    with tempfile.TemporaryDirectory() as folder:
        made = os.path.join(folder, "signature")
        Path(made).write_bytes(signature)
        found = _run(program, ["check-novalidate", "-n", NAMESPACE, "-s", made], content)
        if found is None:
            return Signature(BAD)
        key = re.search(r"SHA256:[A-Za-z0-9+/=]+", found)
        fingerprint = key[0] if key else None
        listed = ["-f", os.path.abspath(signers)] if signers else []
        named = _run(program, ["find-principals", *listed, "-s", made], b"") if signers else None
        for signer in (named or "").splitlines():
            told = ["verify", *listed, "-I", signer, "-n", NAMESPACE, "-s", made]
            if _run(program, told, content) is not None:
                return Signature(GOOD, signer, fingerprint)
        return Signature(UNKNOWN, None, fingerprint)


def _run(program: str, arguments: list[str], content: bytes) -> str | None:
    """What `ssh-keygen -Y` prints; None if it refuses."""
    run = subprocess.run(  # noqa: S603 - a list, no shell
        [program, "-Y", *arguments], input=content, capture_output=True, check=False, timeout=_SECONDS
    )
    return run.stdout.decode("utf-8", "replace") if run.returncode == 0 else None


def _last_line(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else "ssh-keygen"
