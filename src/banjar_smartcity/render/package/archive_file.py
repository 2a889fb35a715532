"""Archive file: a package as one ZIP, the same bytes whenever it is written."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

_COMMENT = b"smartcity export"


def package_archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The bytes of an archive. Files are not compressed: that differs between versions of zlib."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_STORED) as archive:
        archive.comment = _COMMENT
        for name, content in files:
            entry = ZipInfo(name)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, content)
    return written.getvalue()


def is_package_archive(content: bytes) -> bool:
    """Whether the bytes of a file are an archive that this made."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            return archive.comment == _COMMENT
    except (BadZipFile, OSError):
        return False
