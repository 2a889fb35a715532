"""Endings: the name of an output says what it is, so that no page is called a workbook, and no folder a file."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from ...i18n import N_
from ...spelling.patterns import late
from ..unwritable import UnwritableError

_OF_A_FILE = late(r"\.(?:[a-z]{1,5}|7z)")
"""How names of files end. Who writes such a name expects a file, and would be surprised by a folder."""


def require_ending(output: Path, endings: Collection[str]) -> None:
    """Raise `UnwritableError` if the name of a file has an ending, and none of these."""
    ending = output.suffix.lower()
    if _OF_A_FILE.fullmatch(ending) and ending not in endings:
        raise UnwritableError(N_("{path} must end in one of these: {endings}"), path=output, endings=", ".join(endings))


def is_named_as_file(output: Path) -> bool:
    """Whether a folder that is to be written has the name of a file, and does not exist yet."""
    return bool(_OF_A_FILE.fullmatch(output.suffix.lower())) and not output.is_dir()


def refuse_file_name(output: Path) -> None:
    """Raise `UnwritableError` if a folder that is to be written would have the name of a file."""
    if is_named_as_file(output):
        raise UnwritableError(N_("{path}: a folder is written here, so leave out the ending"), path=output)
