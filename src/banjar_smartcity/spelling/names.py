"""Names: which names of files and folders every system can have, and which are the same on some systems."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from functools import lru_cache

DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in "0123456789\u00b9\u00b2\u00b3")}
)
"""Names that Windows reserves for devices, whatever ending follows."""
_REFUSED = frozenset(("<", ">", ":", '"', "|", "?", "*", "\\", *map(chr, range(ord(" ")))))
_OF_GIT = frozenset((".git", "git~1"))
"""How the folder of git may be spelled."""
_PLAIN = "".join(letter for letter in map(chr, range(ord(" "), 128)) if letter not in _REFUSED).encode()
_DEVICE_STARTS = frozenset(name[:3] for name in DEVICES)


@lru_cache(maxsize=1 << 16)
def is_portable(name: str) -> bool:
    """Whether the name of a file or folder exists on Windows as it is.

    https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
    """
    stem = name.partition(".")[0].rstrip(" ").casefold()
    return not (
        stem in DEVICES or folded(name) in _OF_GIT or name.endswith((".", " ")) or not _REFUSED.isdisjoint(name)
    )


def not_portable(names: Collection[str]) -> Collection[str]:
    """Those of many names that are not portable. Of plain letters, most are passed over at once."""
    text = "/".join(names)
    doubtful = names
    if text.isascii() and not text.encode().translate(None, _PLAIN):
        doubtful = [
            name
            for name in names
            if name[:3].lower() in _DEVICE_STARTS or name[-1:] in (".", " ") or name.lower() in _OF_GIT
        ]
    return {name for name in doubtful if not is_portable(name)}


def folded(name: str) -> str:
    """The name as a system sees it that tells neither case nor forms of letters apart, and ignores the invisible."""
    if name.isascii():
        return name.lower().rstrip(" .")
    seen = "".join(letter for letter in name if letter.isascii() or unicodedata.category(letter) != "Cf")
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", seen).casefold()).rstrip(" .")
