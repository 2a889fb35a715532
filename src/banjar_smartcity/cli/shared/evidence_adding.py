"""Adding evidence: what is written for a document, before anything is written."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ...evidence.files import is_in_place
from ...i18n import N_
from ...named import NamedTuple
from ...source.letters import printable
from ..basis import require_agency, require_evidence_kind
from ..faults import CHANGED, UsageFaultError, require_id
from ..session import Session

if TYPE_CHECKING:
    from ...checking.pipeline import Checked

MAX_COPIED = 100 * 1024 * 1024
"""In bytes. Code hosts refuse larger files in a repository."""
_MAX_PATH = 400
_BLOCK = 1 << 20


class NewPaper(NamedTuple):
    """A document to record, and what is known of it; title and kind are guessed from its name if they are None."""

    file: str
    id: str | None
    title: str | None
    kind: str | None
    agency: str | None
    number: str | None = None
    issued_on: str | None = None


class Addition(NamedTuple):
    """What is written for a document: the record, and its copy if there is one."""

    id: str
    contents: Mapping[Path, Iterable[bytes]]
    """By target; each can be read once."""
    place: str | None
    """Where the file is in the repository."""
    sha256: str
    warnings: tuple[str, ...]
    """What is strange about its contents."""


class _Document(NamedTuple):
    """The given file: its path on disk, its name, and its path from the root if it is in the repository."""

    full: str
    name: str
    inside: str | None
    size: int

    @property
    def placed(self) -> bool:
        """Whether it is where documents are kept."""
        return self.inside is not None and is_in_place(self.inside)


def prepare(
    session: Session,
    wish: NewPaper,
    checked: Checked | None,
    *,
    internal: bool = False,
    kept_at: str | None = None,
    copy: bool | None = None,
) -> Addition:
    """What is written for a document. Raise `UsageFaultError` if it is refused; nothing is written here."""
    for text in (os.path.basename(wish.file), wish.id, kept_at, wish.title, wish.number):
        _refuse_personal_data(text or "", _spaced(text or ""))
    document = _inspect(session.root, wish.file)
    _refuse_personal_data(_spaced(document.inside or ""))
    _refuse_contradictions(document, internal=internal, kept_at=kept_at, copy=copy)

    from ...checking.pipeline import check_workspace
    from ...evidence.contents.content import look
    from ...evidence.guess import guess
    from ...evidence.proof import possible_kind
    from ...evidence.verified import content_of, document_lines, reading_fault
    from ...reading.document import read_document
    from ...reading.formats import recognise
    from ...regions.editors import schema_path
    from ...render.records.evidence_skeleton import EvidenceDraft, evidence_skeleton
    from ...render.words.wording import express
    from ...survey.stray_rows import holds_people
    from ...workspace.sample import read_blocks, take
    from .documents.refused import refuse_nothing

    checked = checked or check_workspace(session.root, session.today)
    if document.inside in checked.kinds:
        raise UsageFaultError(N_("{path} is a record of the data, not a document"), path=document.inside)
    folder, name = os.path.split(document.full)
    if not internal and holds_people(Path(folder), name, checked.model):
        raise UsageFaultError(
            N_("{path} contains respondents' rows or personal data; it must not enter the repository"), path=wish.file
        )
    agency = require_agency(checked.model, wish.agency)
    suggested = guess(document.name)
    record_id = _id(wish.id, suggested.id)
    sha256, sample = take(read_blocks(document.full))
    content = look(document.name, sample)
    _refuse_known(session.root, document, sha256, checked)
    read = read_document(Path(document.full), recognise(sample))
    refuse_nothing(wish.file, content, read, session.lang)
    found = content_of(sha256, read)
    copied = not internal and not document.placed and copy is not False
    place = _copy_path(record_id, document) if copied else document.inside
    draft = EvidenceDraft(
        id=record_id,
        title=wish.title or suggested.title or record_id,
        kind=require_evidence_kind(wish.kind) or possible_kind(suggested.kind, document.name, content),
        kind_given=wish.kind is not None,
        dates=suggested.dates,
        internal=internal,
        file=place,
        kept_at=_short_line(kept_at),
        sha256=sha256,
        document=document_lines(found) if found else (),
        agency=agency,
        number=wish.number,
        issued_on=wish.issued_on,
    )
    schema = schema_path(session.root, f"data/evidence/{record_id}.yaml", "evidence")
    text = evidence_skeleton(draft, session.lang, schema)
    _refuse_personal_data(text)
    contents: dict[Path, Iterable[bytes]] = {}
    if copied and place:
        contents[session.root / place] = _read_blocks(document.full, sha256)
    contents[session.root / "data" / "evidence" / f"{record_id}.yaml"] = iter([text.encode()])
    strange = reading_fault(read)
    return Addition(record_id, contents, place, sha256, (express(strange, session.lang),) if strange else ())


def _refuse_personal_data(*spellings: str) -> None:
    """Refuse personal data in names, which lists and links would show. The message does not repeat it."""
    from ...privacy.search import find_personal_data

    if any(next(find_personal_data(text), None) for text in spellings):
        raise UsageFaultError(
            N_("the name of the file or an option contains personal data; rename the file and try again")
        )


def _spaced(text: str) -> str:
    """A name with spaces instead of all that is not a letter or digit, as in its title."""
    return re.sub(r"[\W_]+", " ", text)


def _inspect(root: Path, file: str) -> _Document:
    """Look at the file without opening it. Only an ordinary file is accepted."""
    try:
        status = os.lstat(file)
    except (OSError, ValueError) as error:
        raise UsageFaultError(N_("there is no file {path}"), path=file) from error
    if stat.S_ISLNK(status.st_mode):
        raise UsageFaultError(N_("{path} is a link; name the file that it points to"), path=file)
    if stat.S_ISDIR(status.st_mode):
        raise UsageFaultError(N_("{path} is a folder; name a file"), path=file)
    if not stat.S_ISREG(status.st_mode):
        raise UsageFaultError(N_("{path} is not an ordinary file"), path=file)
    if status.st_size == 0:
        raise UsageFaultError(N_("{path} is empty: it proves nothing"), path=file)
    full, base = os.path.realpath(file), os.path.realpath(root)
    inside = os.path.relpath(full, base).replace(os.sep, "/") if full.startswith(base + os.sep) else None
    if inside is not None and (not _is_portable_path(inside) or any(p.startswith(".") for p in inside.split("/"))):
        raise UsageFaultError(
            N_("{path} cannot be named in a record: rename it (letters, digits, spaces, . - _), with no dot in front"),
            path=file,
        )
    return _Document(full, os.path.basename(full), inside, status.st_size)


def _is_portable_path(path: str) -> bool:
    """Whether a path is valid on every computer."""
    return len(path) <= _MAX_PATH and path.isprintable() and not any(mark in path for mark in '\\:*?"<>|')


def _refuse_contradictions(document: _Document, *, internal: bool, kept_at: str | None, copy: bool | None) -> None:
    if internal and document.inside is not None:
        raise UsageFaultError(
            N_(
                "{path} is in the repository, where an internal file must never be: move it out first. If it has "
                "been committed, tell the maintainer of the repository"
            ),
            path=document.inside,
        )
    if internal and copy:
        raise UsageFaultError(N_("an internal file is never copied into the repository; leave out --copy"))
    if internal and not _short_line(kept_at):
        raise UsageFaultError(N_("say with --kept-at where the internal document is kept"))
    if kept_at is not None and not internal:
        raise UsageFaultError(N_("--kept-at is for internal documents; add --internal"))
    if copy and document.placed:
        raise UsageFaultError(N_("{path} is already in the repository; leave out --copy"), path=document.inside)
    if copy is False and document.inside is not None and not document.placed:
        raise UsageFaultError(
            N_("{path} is in the repository, but not in data/evidence/files/: leave out --no-copy"),
            path=document.inside,
        )


def _short_line(text: str | None) -> str | None:
    """A text of the command line on one line, without invisible characters; None if nothing is left of it."""
    return printable(text or "")[:_MAX_PATH] or None


def _id(given: str | None, suggested: str | None) -> str:
    from ...evidence.guess import is_reserved

    if given is None and suggested is None:
        raise UsageFaultError(N_("no id can be made from the name of this file; give one with --id"))
    chosen = given if given is not None else str(suggested)
    require_id(chosen)
    if is_reserved(chosen):
        raise UsageFaultError(N_("Windows reserves the name {id} for a device; choose another id"), id=chosen)
    return chosen


def _refuse_known(root: Path, document: _Document, sha256: str, checked: Checked) -> None:
    """Refuse a document that is recorded already, or that is in the repository under another name."""
    from ...evidence.files import find_files
    from ...workspace.sample import digest

    same = {path for path, holding in checked.holdings.items() if holding.sha256 == sha256}
    for path in find_files(root):
        full = os.path.join(root, path)
        if os.path.getsize(full) == document.size and path not in same and digest(full) == sha256:
            same.add(path)
    for record in checked.model.evidence.values():
        if record.sha256 == sha256 or record.file in same or (document.inside and record.file == document.inside):
            raise UsageFaultError(
                N_("this document is already recorded as {id} ({path}); nothing was written"),
                id=record.id,
                path=record.at.path,
            )
    for path, text in checked.texts.items():
        if path.startswith("data/evidence/") and sha256 in text:
            raise UsageFaultError(N_("this document is already recorded in {path}; nothing was written"), path=path)
    for path in sorted(same - {document.inside}):
        raise UsageFaultError(
            N_("the same file is already in the repository as {path}; record that one, or delete it"), path=path
        )


def _copy_path(record_id: str, document: _Document) -> str:
    """The path of the copy in the repository."""
    from ...evidence.files import FILES
    from ...evidence.guess import split_name

    if document.size > MAX_COPIED:
        raise UsageFaultError(
            N_("{path} is larger than {limit} MB; put it on the web and record its address: --no-copy"),
            path=document.name,
            limit=MAX_COPIED >> 20,
        )
    return f"{FILES}/{record_id}{split_name(document.name)[1]}"


def _read_blocks(path: str, sha256: str) -> Iterator[bytes]:
    """Read a file in blocks. Raise `UsageFaultError` if its hash is not the expected one."""
    import hashlib

    seen = hashlib.sha256()
    with open(path, "rb", buffering=0) as file:
        while block := file.read(_BLOCK):
            seen.update(block)
            yield block
    if seen.hexdigest() != sha256:
        raise UsageFaultError(CHANGED, path=path)
