"""Papers: which record of evidence a line of a workbook names, and which documents are to be recorded first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ...checking.returned_kinds import CELL, DOCUMENT
from ...diagnostics import Finding, Phrase
from ...evidence.guess import guess
from ...i18n import LANGUAGES, N_, language
from ...model.evidence import EVIDENCE_KINDS
from ...model.model import Model
from ...named import NamedTuple
from ...privacy.search import redact
from ...spelling.ids import id_of, kebab
from ...spelling.names import folded as same_name
from ..cells import DOCUMENT as LISTED
from ..headings import folded
from ..reading.embedded import Unusable, is_path
from ..reading.places import finding_at
from ..returned import Listed, Returned
from .filled import Resolve
from .meaning import Asked, lines_of, meaning

_ASKED = Asked((), fractions=False, external=False)


class Folder(NamedTuple):
    """The files of a folder that came with the workbooks, by name; a name that two files share is in `doubtful`."""

    files: Mapping[str, str]
    """Full paths by name, as `same_name` writes names."""
    doubtful: frozenset[str]
    hashes: Mapping[str, str]
    """The SHA-256 of each file, by full path."""

    def found(self, name: str, sha256: str | None) -> str | None:
        """The full path of a document: by its hash if that is known, whatever it is called now, or else by its name."""
        if is_path(name):
            return None
        same = (full for full, digest in self.hashes.items() if digest == sha256)
        return next(same, None) or self.files.get(same_name(name))


class Planned(NamedTuple):
    """A document that is to be recorded."""

    id: str
    full: str
    title: str | None
    kind: str | None
    agency: str | None
    number: str | None = None
    issued_on: str | None = None
    remark: str | None = None
    """What the workbook says of it and its record does not hold."""


class Register(NamedTuple):
    """The documents that lines of a file may name."""

    known: Mapping[str, frozenset[str]]
    """Ids of records by what they are called."""
    planned: Mapping[str, Planned]
    """Documents to record, by id."""
    names: Mapping[str, str]
    """Their ids, by name of the file and by title."""

    @property
    def resolve(self) -> Resolve:
        """The id of the record that a line names; None if none or several are called so."""

        def find(line: str) -> str | None:
            found = self.names.get(same_name(line)) or self.names.get(folded(line))
            if found is not None:
                return found
            known = self.known.get(id_of(line) or "", frozenset())
            return next(iter(known)) if len(known) == 1 else None

        return find


def register(model: Model, file: Returned, folder: Folder, before: Mapping[str, Planned]) -> Register:
    """The documents that a file may name: those recorded, and those of the folder that it lists or names.

    `before` are those that files before it have planned.
    """
    recorded = {e.sha256: e.id for e in model.evidence.values() if e.sha256}
    names: dict[str, str] = {}
    planned: dict[str, Planned] = {}
    hashes = {folder.hashes[one.full]: one.id for one in before.values()}
    for name, listed in _named(file):
        full = folder.found(name, listed.sha256 if listed else None)
        if full is None or (listed is None and same_name(name) in names):
            continue  # what the list says counts more
        found = recorded.get(folder.hashes[full]) or hashes.get(folder.hashes[full])
        if found is None:
            found = _free(name, model, {**before, **planned})
            planned[found] = _plan(found, full, listed, file.recipient.agency)
            hashes[folder.hashes[full]] = found
        names[same_name(name)] = found
        if listed is not None and (title := _said(listed, "title")):
            names.setdefault(folded(title), found)
    return Register(_called(model), planned, names)


def listed_faults(file: Returned, folder: Folder) -> Iterator[Finding]:
    """Documents of the list that are not certain: a path, or a name that two files of the folder have."""
    for listed in file.papers:
        name = _said(listed, "file")
        place = listed.places.get("file", next(iter(listed.places.values()), ""))
        if is_path(name):
            yield finding_at(CELL, file.path, place, {"text": name, "what": Phrase(N_("it is a path, not a name"))})
            continue
        for cell in LISTED if listed.content is None else LISTED[1:]:  # the file inside is checked with its name
            found = meaning(cell, listed.cells.get(cell), _ASKED)
            unknown = cell == "kind" and found.text and _kind(found.text) is None
            fault = Phrase(N_("it is not a kind of document; choose one from the list")) if unknown else found.fault
            if fault:
                facts = {"text": found.text, "what": fault}
                yield finding_at(CELL, file.path, listed.places.get(cell, place), facts)
        full = folder.found(name, listed.sha256)
        if full is None and same_name(name) in folder.doubtful:
            what = Phrase(N_("two different files have this name"))
            yield finding_at(CELL, file.path, place, {"text": name, "what": what})
        elif full and listed.sha256 and listed.sha256 != folder.hashes[full]:
            what = Phrase(N_("the file that came is another one than the one that was chosen in the form"))
            yield finding_at(CELL, file.path, place, {"text": name, "what": what})


def unusable_papers(file: Returned, unusable: Sequence[Unusable]) -> Iterator[Finding]:
    """Documents inside the file that are not used, if no answer names them: those are named with the answer."""
    lines = (line for back in file.answers for line in lines_of(str(back.cells.get("document") or "")))
    named = {same_name(line) for line in lines}
    return (one.finding for one in unusable if same_name(one.name) not in named)


def refused_papers(file: Returned, resolve: Resolve, refused: Mapping[str, str]) -> Iterator[Finding]:
    """Documents of the list that are refused, if no answer names them: those are named with the answer."""
    named = {resolve(line) for back in file.answers for line in lines_of(str(back.cells.get("document") or ""))}
    for listed in file.papers:
        name = _said(listed, "file")
        found = resolve(name)
        if found is not None and found in refused and found not in named:
            place = listed.places.get("file", next(iter(listed.places.values()), ""))
            yield finding_at(DOCUMENT, file.path, place, {"text": redact(name), "what": refused[found]})


def _named(file: Returned) -> Iterator[tuple[str, Listed | None]]:
    """Names of files, those of the list of documents first, since the list says more about them."""
    for listed in file.papers:
        if name := _said(listed, "file"):
            yield name, listed
    for back in file.answers:
        value = back.cells.get("document")
        for line in re.split(r"\n|;\s+", value) if isinstance(value, str) else ():
            if line.strip():
                yield line.strip(), None


def _said(listed: Listed, cell: str) -> str:
    return meaning(cell, listed.cells.get(cell), _ASKED).text


def _certain(listed: Listed, cell: str) -> str | None:
    """What a cell says; None if that is nothing or not certain."""
    found = meaning(cell, listed.cells.get(cell), _ASKED)
    return None if found.fault else found.text or None


def _plan(name: str, full: str, listed: Listed | None, agency: str | None) -> Planned:
    if listed is None:
        return Planned(id=name, full=full, title=None, kind=None, agency=agency)
    return Planned(
        id=name,
        full=full,
        title=_certain(listed, "title"),
        kind=_kind(_certain(listed, "kind") or ""),
        agency=agency,
        number=_certain(listed, "number"),
        issued_on=_certain(listed, "issued_on"),
        remark=_certain(listed, "remark"),
    )


def _kind(text: str) -> str | None:
    """The kind of document that is called so in any language."""
    for kind, msgid in EVIDENCE_KINDS.items():
        if folded(text) in {folded(kind), *(folded(language(code).translate(msgid)) for code in LANGUAGES)}:
            return kind
    return None


def _free(name: str, model: Model, planned: Mapping[str, Planned]) -> str:
    """An id that no record has yet, made from the name of a file."""
    wanted = guess(name).id or "dokumen"
    taken = {*model.names["evidence"].ids, *planned}
    return next(
        found
        for number in range(1, len(taken) + 2)
        if (found := wanted if number == 1 else f"{wanted}-{number}") not in taken
    )


def _called(model: Model) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for record in model.evidence.values():
        texts: Sequence[str | None] = (record.id, record.title.id, record.title.en, record.file)
        for text in texts:
            if text and (name := id_of(text) if text == record.file else kebab(text)):
                found.setdefault(name, set()).add(record.id)
    return {name: frozenset(ids) for name, ids in found.items()}
