"""Naming: how git calls the content of a file."""

from __future__ import annotations

from collections.abc import Iterable


def object_name(size: int, pieces: Iterable[bytes], like: str) -> str:
    """The name of the object with this many bytes, by the algorithm of a repository, as in the name of a commit."""
    from hashlib import sha1, sha256  # slow to load (OpenSSL)

    digest = sha1(usedforsecurity=False) if len(like) == 40 else sha256()
    digest.update(b"blob %d\0" % size)
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()
