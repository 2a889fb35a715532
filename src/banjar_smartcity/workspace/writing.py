"""Writing: what a command writes is written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from ..i18n import N_


class UnwritableError(Exception):
    """A place that nothing may be written to: said to the person in a sentence."""

    def __init__(self, msgid: str, **facts: object) -> None:
        super().__init__(msgid)
        self.msgid = msgid
        self.facts = facts


def write_file(target: Path, pieces: Iterable[bytes]) -> None:
    """Write a file whole or not at all; its folder is made where it is missing. A device is simply written to."""
    if target.is_dir():
        raise UnwritableError(N_("{path} is a folder; name a file"), path=target)
    target = Path(os.path.realpath(target))  # a link keeps leading where it leads
    if target.exists() and not target.is_file():
        # A device or a pipe is written to; to replace it by a file would break the machine.
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
    """Write several files, all or none: each is on disk in full before the first takes its place."""
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
    """Create new files: all of them or none; one that exists already is never overwritten (`FileExistsError`)."""
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
            with suppress(OSError):  # it has something in it, or was never made
                os.rmdir(folder)


def _missing_folders(folder: Path) -> list[Path]:
    """The folders that have to be made for this one, the deepest first."""
    return [place for place in (folder, *folder.parents) if not place.exists()]


@contextmanager
def workshop(target: Path) -> Iterator[Path]:
    """A folder beside the target in which it is made; gone at the end, whatever happens."""
    target.parent.mkdir(parents=True, exist_ok=True)
    import tempfile

    folder = Path(tempfile.mkdtemp(dir=target.parent, prefix=".smartcity-"))
    try:
        yield folder
    finally:
        import shutil

        shutil.rmtree(folder, ignore_errors=True)


def place_new(temporary: str | Path, target: Path) -> None:
    """Give a file its name, unless there is one of that name (`FileExistsError`)."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        if os.path.lexists(target):
            raise FileExistsError(str(target)) from None
        os.rename(temporary, target)


def _prepare(target: Path, pieces: Iterable[bytes]) -> str:
    """A file beside the target that holds all it will hold; its path."""
    target.parent.mkdir(parents=True, exist_ok=True)
    import tempfile

    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
        # mkstemp makes files for oneself alone; what is written here is handed round.
        os.chmod(temporary, 0o666 & ~_umask())
    except BaseException:
        os.unlink(temporary)
        raise
    return temporary


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
