"""Writing: write files atomically, so that a failure leaves what was there before."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from ..i18n import N_


class UnwritableError(Exception):
    """A path may not be written to. `msgid` and `facts` make the sentence that people see."""

    def __init__(self, msgid: str, **facts: object) -> None:
        super().__init__(msgid)
        self.msgid = msgid
        self.facts = facts


def write_file(target: Path, pieces: Iterable[bytes]) -> None:
    """Write a file atomically and create its folder if needed. Raise `UnwritableError` if it is a folder."""
    if target.is_dir():
        raise UnwritableError(N_("{path} is a folder; name a file"), path=target)
    target = Path(os.path.realpath(target))  # a link is kept; the file that it leads to is replaced
    if target.exists() and not target.is_file():
        # A device or a pipe is written to directly; replacing it with a file would break the system.
        with open(target, "wb") as device:
            device.writelines(pieces)
        return
    temporary = _prepare(target, pieces)
    try:
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Write several files, all of them or none. All are complete on disk before the first is renamed into place."""
    for target in contents:
        if target.is_dir():
            raise UnwritableError(N_("{path} is a folder; name a file"), path=target)
    prepared: dict[Path, str] = {}
    before: dict[Path, bytes | None] = {}
    try:
        for target, content in contents.items():
            prepared[target] = _prepare(target, [content])
        for target in list(prepared):
            before[target] = target.read_bytes() if target.exists() else None
            os.replace(prepared[target], target)
            del prepared[target]
    except BaseException:
        for target, content_before in before.items():
            if target in prepared:
                continue
            if content_before is None:
                target.unlink(missing_ok=True)
            else:
                target.write_bytes(content_before)
        raise
    finally:
        for temporary in prepared.values():
            os.unlink(temporary)


def create_files(contents: Mapping[Path, Iterable[bytes]]) -> None:
    """Create new files, all of them or none. Raise `FileExistsError` if one exists; it is not overwritten."""
    prepared: dict[Path, str] = {}
    created: list[Path] = []
    folders = [folder for target in contents for folder in _missing_folders(target.parent)]
    try:
        for target, pieces in contents.items():
            prepared[target] = _prepare(target, pieces)
        for target, temporary in prepared.items():
            place_new(temporary, target)
            created.append(target)
    except BaseException:
        for target in created:
            os.unlink(target)
        raise
    finally:
        for temporary in prepared.values():
            with suppress(FileNotFoundError):
                os.unlink(temporary)
        for folder in folders:
            with suppress(OSError):  # it is not empty, or was never created
                os.rmdir(folder)


def _missing_folders(folder: Path) -> list[Path]:
    """The folders that must be created for this one, the deepest first."""
    return [place for place in (folder, *folder.parents) if not place.exists()]


@contextmanager
def temporary_folder(target: Path) -> Iterator[Path]:
    """A temporary folder next to the target, which is removed at the end whatever happens."""
    target.parent.mkdir(parents=True, exist_ok=True)
    import tempfile

    folder = Path(tempfile.mkdtemp(dir=target.parent, prefix=".smartcity-"))
    try:
        yield folder
    finally:
        import shutil

        shutil.rmtree(folder, ignore_errors=True)


def place_new(temporary: str | Path, target: Path) -> None:
    """Rename a file to its final name. Raise `FileExistsError` if that name exists."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        if os.path.lexists(target):
            raise FileExistsError(str(target)) from None
        os.rename(temporary, target)


def _prepare(target: Path, pieces: Iterable[bytes]) -> str:
    """Write a complete temporary file next to the target and return its path."""
    target.parent.mkdir(parents=True, exist_ok=True)
    import tempfile

    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
        # mkstemp makes files that only their owner can read; these are for others too.
        os.chmod(temporary, 0o666 & ~_umask())
    except BaseException:
        os.unlink(temporary)
        raise
    return temporary


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
