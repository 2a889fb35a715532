"""Zip archives that are the same bytes whenever they are written, for files of Word and Excel."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from io import BytesIO
from shutil import copyfileobj
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)


class UndatedZip(ZipFile):
    """An archive to which libraries write without the clock: before 1980 and after 2107, Zip has no dates."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *rest: Any, **more: Any) -> None:
        """Write an entry."""
        entry = zinfo_or_arcname
        if isinstance(entry, str):
            entry = ZipInfo(entry, _EPOCH)
            entry.compress_type = self.compression
        super().writestr(entry, data, *rest, **more)

    def write(self, filename: Any, arcname: Any = None, *rest: Any, **more: Any) -> None:
        """Write a file as an entry."""
        entry = ZipInfo(str(arcname or filename), _EPOCH)
        entry.compress_type, entry.file_size = self.compression, os.path.getsize(filename)
        with open(filename, "rb") as file, self.open(entry, "w") as part:
            copyfileobj(file, part)


def without_clock(written: BytesIO, change: Mapping[str, Callable[[bytes], bytes]] = {}) -> bytes:
    """The same archive with its entries sorted by name and without dates; `change` makes other parts of some."""
    packed = BytesIO()
    with ZipFile(written) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 3
            content = old.read(name)
            new.writestr(entry, change[name](content) if name in change else content)
    return packed.getvalue()
