"""Names: which names of files and folders every system can have, and which are the same on some systems."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in "0123456789\u00b9\u00b2\u00b3")}
)
"""Names that Windows reserves for devices, whatever ending follows."""
_REFUSED = frozenset(("<", ">", ":", '"', "|", "?", "*", "\\", *map(chr, range(ord(" ")))))
_OF_GIT = frozenset((".git", "git~1"))
"""How the folder of git may be spelled."""


@lru_cache(maxsize=1 << 16)
def is_portable(name: str) -> bool:
    """Whether the name of a file or folder exists on Windows as it is.

    https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
    """
    stem = name.partition(".")[0].rstrip(" ").casefold()
    return not (
        stem in DEVICES or folded(name) in _OF_GIT or name.endswith((".", " ")) or not _REFUSED.isdisjoint(name)
    )


def folded(name: str) -> str:
    """The name as a system sees it that tells neither case nor forms of letters apart, and ignores the invisible."""
    if name.isascii():
        return name.lower().rstrip(" .")
    seen = "".join(letter for letter in name if letter.isascii() or unicodedata.category(letter) != "Cf")
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", seen).casefold()).rstrip(" .")
