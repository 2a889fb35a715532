"""Archive file: a package as one ZIP, the same bytes whenever it is written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

_COMMENT = b"smartcity export"
_LISTED = b": "
"""Then the names of the files follow; former versions did not list them."""


def write_package_archive(path: Path, files: Iterable[tuple[str, Iterable[bytes]]]) -> None:
    """Write an archive of files in pieces. They are not compressed: that differs between versions of zlib."""
    with ZipFile(path, "w", ZIP_STORED) as archive:
        for name, pieces in files:
            entry = ZipInfo(name)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            with archive.open(entry, "w") as file:
                for piece in pieces:
                    file.write(piece)
        archive.comment = _COMMENT + _LISTED + _names(archive)


def is_package_archive(path: Path) -> bool:
    """Whether a file is an archive that this made, to which nobody has added a file."""
    try:
        with ZipFile(path) as archive:
            return archive.comment in (_COMMENT, _COMMENT + _LISTED + _names(archive))
    except (BadZipFile, OSError):
        return False


def _names(archive: ZipFile) -> bytes:
    return ", ".join(archive.namelist()).encode()
