"""Names: which names of files and folders every system can have, and which are the same on some systems."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from .patterns import late

DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in "0123456789\u00b9\u00b2\u00b3")}
)
"""Names that Windows reserves for devices, whatever ending follows."""
_REFUSED = frozenset(("<", ">", ":", '"', "|", "?", "*", "\\", *map(chr, range(ord(" ")))))
_OF_GIT = frozenset((".git", "git~1"))
"""How the folder of git may be spelled."""
_PLAIN = "".join(letter for letter in map(chr, range(ord(" "), 128)) if letter not in _REFUSED).encode()
_DOUBTFUL = ("./", " /", *(f"/{name}/" for name in _OF_GIT))
_DEVICE = late(rf"/(?:{'|'.join(sorted(name for name in DEVICES if name.isascii()))}) *[./]")


@lru_cache(maxsize=1 << 16)
def is_portable(name: str) -> bool:
    """Whether the name of a file or folder exists on Windows as it is.

    https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
    """
    stem = name.partition(".")[0].rstrip(" ").casefold()
    return not (
        stem in DEVICES or folded(name) in _OF_GIT or name.endswith((".", " ")) or not _REFUSED.isdisjoint(name)
    )


def not_portable(paths: Iterable[str]) -> frozenset[str]:
    """The names in paths that are not portable. Most paths have none, as is seen of all of them at once."""
    text = "/".join(("", *paths, ""))
    if text.isascii() and not text.encode().translate(None, _PLAIN):
        small = text.lower()
        if not any(part in small for part in _DOUBTFUL) and not _DEVICE.search(small):
            return frozenset()
    return frozenset(name for name in {*text.split("/")} if not is_portable(name))


def folded(name: str) -> str:
    """The name as a system sees it that tells neither case nor forms of letters apart, and ignores the invisible."""
    if name.isascii():
        return name.lower().rstrip(" .")
    seen = "".join(letter for letter in name if letter.isascii() or unicodedata.category(letter) != "Cf")
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", seen).casefold()).rstrip(" .")
