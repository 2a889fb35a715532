"""Check: all checks from files to findings. Each stage uses only what passed the stage before."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import source
from ..diagnostics import At, Diagnostic, Finding, Kind, Severity
from ..evidence.files import find_leaks
from ..evidence.holdings import Holding, take_stock
from ..model.building import build_model, join_records
from ..model.later import open_paths, opened_paths, outlined
from ..model.model import Model
from ..named import NamedTuple
from ..rules import every as rules
from ..rules.context import Context
from ..schema import validator as schema
from ..survey import stray_rows
from ..workspace import layout as workspace
from ..workspace.disk import Disk
from ..workspace.tree import Tree
from .elsewhere import find_elsewhere
from .following.joint import JointFindings
from .gathering.documents import Documents, LaterDocuments
from .gathering.gather import GatheredFiles, gather
from .gathering.kinds import OF_FILES
from .meant import with_meant
from .resolve import resolve, shown_paths

if TYPE_CHECKING:
    from .following.kept import KeptFindings
    from .memory.store import PartStore
    from .one_file import Known

_OF_RECORDS: tuple[Kind, ...] = (
    *OF_FILES,
    *rules.KINDS,
    *stray_rows.KINDS,
)


def __getattr__(name: str) -> tuple[Kind, ...]:
    """`KINDS`: every kind of finding, in the order in which files are checked.

    It is built on demand, so that `validate` need not load the kinds of tables of respondents.
    """
    if name != "KINDS":
        raise AttributeError(name)
    from ..publish import template_kinds
    from ..survey import gather, lint
    from . import returned_kinds

    return (*_OF_RECORDS, *template_kinds.KINDS, *returned_kinds.KINDS, *lint.KINDS, *gather.KINDS)


class Checked(NamedTuple):
    """The contents of a workspace and all findings."""

    model: Model
    holdings: Mapping[str, Holding]
    findings: tuple[Finding, ...]
    kinds: Mapping[str, str]
    """The kind of record of each file that was read, by its path."""
    sound: Documents
    """Kind and document of each file that passed its schema."""
    texts: Mapping[str, str]
    """The text of every file, for showing lines and finding positions."""
    salvaged: Documents = ()
    """Kind and document of each file that did not pass its schema, but of which a part can be read."""
    records: Mapping[str, tuple[str, Any]] = {}
    """Kind and record of each file that can be read at least in part, by its path and in the order of the files."""
    keys: Mapping[str, bytes] = {}
    """What the same file has in every version, where it is known, by path."""
    placed: frozenset[str] = frozenset()
    """The files of which the lines count, since something was found in them, or its words give one of their lines."""

    @property
    def readable(self) -> Documents:
        """Kind and document of each file that can be read at least in part, in the order of the files."""
        if not self.salvaged:
            return self.sound
        places = {path: place for place, path in enumerate(self.kinds)}
        if isinstance(self.sound, LaterDocuments):
            return self.sound.with_more(self.salvaged, places)
        return tuple(sorted((*self.sound, *self.salvaged), key=lambda entry: places[entry[1].path]))

    @property
    def paths(self) -> tuple[str, ...]:
        """Every file that was read."""
        return shown_paths(self.kinds)

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(f.kind.severity is Severity.ERROR for f in self.findings)

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return len(self.findings) - self.errors


def check_workspace(
    root: Path, today: date, jobs: int | None = None, *, memory: bool = True, again: bool = False
) -> Checked:
    """Read and check everything below `data/` of a folder, in as many processes as `jobs` says or is fastest.

    With `memory`, files that were examined before are not examined again. With `again` too, what is found is kept, and
    no rule is asked about files that are as they were on the same day.
    """
    store = kept = None
    if memory:
        from .memory.store import open_store  # slow to load, and not needed where nothing is remembered

        store = open_store(root)
    if memory and again:
        from .following.kept import open_kept

        kept = open_kept(root)
    checked = check_tree(Disk(root), today, jobs=jobs, store=store, kept=kept)
    if store:
        store.save()
    if kept:
        kept.save()
    return checked


def check_tree(
    tree: Tree,
    today: date,
    known: Known | None = None,
    wanted: Container[str] | None = None,
    jobs: int | None = None,
    store: PartStore | None = None,
    kept: KeptFindings | None = None,
) -> Checked:
    """Read and check everything below `data/`. Files that are `known` or in the store are not examined again.

    What is new is put in the store and written when that is saved. With both, only documents are `known`. No rule is
    asked about a version whose findings are `kept`.
    With `wanted`, only files of these kinds are read; of the others the names count, as if they could not be read.
    """
    if fault := tree.excess():
        return _unread(fault)
    asked = kept.ask(tree, today) if kept else None
    files, misplaced, diagnostics = workspace.discover(tree)
    read = [file for file in files if wanted is None or file.kind in wanted]
    unread = [(file.kind, file.path) for file in files if wanted is not None and file.kind not in wanted]
    found = gather(tree, read, None if store else known, jobs, store)
    hidden = ((file.kind, file.path) for file in misplaced)
    model = join_records(found.records.values(), (*hidden, *unread, *found.unreadable))
    contents = store.contents if store else None
    holdings = take_stock(tree, outlined(model.evidence).values(), contents.look if contents else None)
    checked = Checked(
        model=model,
        holdings=holdings,
        findings=(),
        kinds={file.path: file.kind for file in files},
        sound=found.sound,
        texts=found.texts,
        salvaged=found.salvaged,
        records=found.records,
        keys=found.keys,
    )
    joint = kept.find(asked) if kept and asked else None
    if joint is None:
        joint = _judge(tree, today, checked, found, diagnostics, known, store)
        if kept and asked:
            kept.keep(asked, joint, holdings)
    else:
        open_paths(model.later, joint.opened)
    return checked._replace(findings=joint.findings, placed=joint.placed)


def _judge(
    tree: Tree,
    today: date,
    checked: Checked,
    found: GatheredFiles,
    faults: Sequence[Diagnostic],
    known: Known | None,
    store: PartStore | None,
) -> JointFindings:
    """What is found in all files together. `faults` are those of their names."""
    model, holdings = checked.model, checked.holdings
    diagnostics = [*faults, *found.faults]
    context = Context(model, today, holdings, find_leaks(tree, outlined(model.evidence).values(), holdings))
    blank = found.blank
    for rule in rules.RULES:
        diagnostics += (d for d in rule(context) if not blank or (d.at.path, *d.at.pointer[:2]) not in blank)
    diagnostics = with_meant(model, _without_followers(diagnostics))
    paths = list(tree.every())
    rows = list(stray_rows.find_stray_rows(tree, paths, model))
    held = {path: holding.sha256 for path, holding in holdings.items() if holding.sha256}
    seen = {*checked.kinds, *(row.at.path for row in rows)}
    contents = store.contents if store else None
    diagnostics += [*rows, *find_elsewhere(tree, paths, seen, known.searched if known else None, held, contents)]
    places = store.places(found.keys, found.texts) if store else known.places if known else {}
    placed = _placed((*found.faults, *diagnostics))
    findings = resolve(diagnostics, found.texts, source.Locator(found.texts, found.nodes, places), found.secret)
    if store:
        store.learn(tree, checked.kinds, found.keys, places)
    return JointFindings(findings, placed, opened_paths(model.later))


def _placed(faults: Iterable[Diagnostic]) -> frozenset[str]:
    """The files in which faults are, or to which their words lead."""
    return frozenset(at.path for fault in faults for at in (fault.at, *fault.facts.values()) if isinstance(at, At))


def _unread(fault: Diagnostic) -> Checked:
    """A workspace of which nothing is read, with the finding that says why."""
    kinds = {fault.at.path: "program"}
    return _without_records(resolve([fault], {}), kinds, {})


def _without_records(findings: tuple[Finding, ...], kinds: Mapping[str, str], texts: Mapping[str, str]) -> Checked:
    return Checked(model=build_model((), ()), holdings={}, findings=findings, kinds=kinds, sound=(), texts=texts)


def _without_followers(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """The faults without those of files that only seem to be missing, since their folder cannot be read."""
    closed = tuple(f"{d.at.path}/" for d in diagnostics if d.kind is workspace.FOLDER_UNREADABLE)
    return [d for d in diagnostics if not (closed and str(d.facts.get("file", "")).startswith(closed))]


def check_against(schema_file: Path, paths: Iterable[Path]) -> Checked:
    """Check any YAML or JSON files, or those in folders, with any JSON Schema."""
    texts: dict[str, str] = {}
    documents: list[source.Document] = []
    diagnostics: list[Diagnostic] = []

    def read(name: str) -> source.Document | None:
        loaded = workspace.load(name, name)
        texts[name] = loaded.text
        diagnostics.extend(loaded.diagnostics)
        return loaded.document

    own = read(str(schema_file))
    compiled, faults = schema.compile_schema(own) if own else (None, [])
    diagnostics += faults
    names = [name for path in paths for name in workspace.expand(path)]
    if compiled:
        documents = [document for name in names if (document := read(name))]
        for document in documents:
            diagnostics += compiled.check(document)
            if diagnostics and diagnostics[-1].at.path == compiled.path:
                break  # checks with this schema take too long
    kinds = dict.fromkeys(names, "any")
    return _without_records(resolve(diagnostics, texts), kinds, texts)
