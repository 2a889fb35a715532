"""Hashing: BLAKE2 without the rest of `hashlib`, which loads OpenSSL and takes longer than to find a verdict again."""

from __future__ import annotations

try:
    from _blake2 import blake2b  # where hashlib takes it from
except ImportError:  # pragma: no cover - another Python
    from hashlib import blake2b

__all__ = ["blake2b"]
