"""Line ends: git on Windows changes those of text files, and with them the hash, but nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from ..named import NamedTuple
from ..workspace.disk import Disk
from ..workspace.tree import Tree

_BLOCK = 1 << 20
_LOOKED_AT = 8000
"""git takes a file for text if there is no NUL in this many first bytes."""


class LineEnds(NamedTuple):
    """The SHA-256 of a text with each kind of line ends."""

    lf: str
    crlf: str


def with_line_ends(tree: Tree, path: str) -> LineEnds | None:
    """What the hash of a text is with LF and with CRLF; None if it is not a text."""
    file = tree.open(path)
    if file is None:
        return None
    with file:
        return _hashes(file)


def are_left_alone(tree: Tree) -> bool:
    """Whether .gitattributes next to data/ has git leave the files of evidence as they are."""
    content, _ = tree.read(".gitattributes")
    for line in (content or b"").splitlines():
        pattern, *attributes = line.split() or [b"#"]
        if (b"data/evidence/" in pattern or pattern == b"*") and {b"-text", b"binary"}.intersection(attributes):
            return True
    return False


def may_change(root: Path, path: str, sha256: str) -> bool:
    """Whether git would change the line ends of a file with this hash."""
    from ..workspace.writers.git_files import keeps_bytes

    found = with_line_ends(Disk(root), path)
    return found is not None and found.lf != sha256 and not keeps_bytes(root, path)


def as_recorded(content: bytes, sha256: str) -> bytes:
    """A text with the line ends that give this hash."""
    from hashlib import sha256 as digest

    plain = content.replace(b"\r\n", b"\n")
    return plain if digest(plain).hexdigest() == sha256 else plain.replace(b"\n", b"\r\n")


def _hashes(file: BinaryIO) -> LineEnds | None:
    import hashlib  # OpenSSL is slow to load, and most checks meet no such file

    lf, crlf = hashlib.sha256(), hashlib.sha256()
    block = file.read(_BLOCK)
    if b"\0" in block[:_LOOKED_AT]:
        return None
    while block:
        following = file.read(_BLOCK)
        if block.endswith(b"\r") and following.startswith(b"\n"):
            block, following = block[:-1], b"\r" + following
        plain = block.replace(b"\r\n", b"\n")
        lf.update(plain)
        crlf.update(plain.replace(b"\n", b"\r\n"))
        block = following
    return LineEnds(lf.hexdigest(), crlf.hexdigest())
