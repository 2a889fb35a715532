"""Archive file: a package as one ZIP, the same bytes whenever it is written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

_COMMENT = b"smartcity export"


def write_package_archive(path: Path, files: Iterable[tuple[str, Iterable[bytes]]]) -> None:
    """Write an archive of files in pieces. They are not compressed: that differs between versions of zlib."""
    with ZipFile(path, "w", ZIP_STORED) as archive:
        archive.comment = _COMMENT
        for name, pieces in files:
            entry = ZipInfo(name)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            with archive.open(entry, "w") as file:
                for piece in pieces:
                    file.write(piece)


def is_package_archive(path: Path) -> bool:
    """Whether a file is an archive that this made."""
    try:
        with ZipFile(path) as archive:
            return archive.comment == _COMMENT
    except (BadZipFile, OSError):
        return False
