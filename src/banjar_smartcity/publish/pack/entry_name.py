"""Entry name: what a file in a ZIP is called, as most programs read it, and whether others read another name."""

from __future__ import annotations

import struct
from zipfile import ZipInfo

from ...named import NamedTuple

_FIELD, _NAME_FIELD, _BEFORE_NAME = struct.Struct("<HH"), 0x7075, 5
"""A field that an entry has besides its name; that with a name in UTF-8 has five bytes before it."""
_IS_UTF_8 = 1 << 11


class EntryName(NamedTuple):
    """The name of an entry, and whether it is another file for some programs."""

    shown: str
    doubtful: bool


def entry_name(entry: ZipInfo) -> EntryName:
    """The name of an entry. Some programs write UTF-8 without saying so, or in a field of its own."""
    own, more = entry.filename, _more(entry)
    if not entry.flag_bits & _IS_UTF_8:
        own = _utf_8(own)
    cut = entry.orig_filename != entry.filename
    if more is None or more == own:
        return EntryName(own, cut)
    return EntryName(more, cut or more.isascii())  # letters that the own name cannot have are why there is a field


def _utf_8(name: str) -> str:
    """A name as UTF-8 if its bytes are that; the library reads them as those of old computers."""
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def _more(entry: ZipInfo) -> str | None:
    rest = entry.extra
    while len(rest) >= _FIELD.size:
        kind, size = _FIELD.unpack_from(rest)
        if kind == _NAME_FIELD:
            return rest[_FIELD.size + _BEFORE_NAME : _FIELD.size + size].decode("utf-8", "replace")
        rest = rest[_FIELD.size + size :]
    return None
