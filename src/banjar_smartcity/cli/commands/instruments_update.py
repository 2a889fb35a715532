"""`smartcity instruments update`: offer what is shipped in a newer version, and copy what the workspace has not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from ...i18n import N_
from ...workspace.writing import change_files, refuse_links
from ..faults import UsageFaultError
from ..options import Lang, Root
from ..output import write
from ..parameters.declared import argument, option
from ..session import open_session
from ..shared.asking import agrees, can_ask
from ..shared.instruments import Shelf, open_shelf

if TYPE_CHECKING:
    from ...regions.shipped import Shipped

HELP = N_(
    "Show as a diff what a newer version of an instrument changes. It is only taken with --accept, or after a question "
    "in a terminal. An instrument that the workspace has not yet is copied with its sources."
)
SOURCES = "data/sources.yaml"


def update(
    name: Annotated[
        str | None,
        argument(metavar=N_("[ID]"), help=N_("The instrument; default: all of the workspace."), show_default=False),
    ] = None,
    *,
    accept: Annotated[bool, option("--accept", help=N_("Take what the diff shows."))] = False,
    root: Root = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity instruments update`. All files are written or none."""
    from ...regions.updates import ABSENT, OFFERED
    from ...render.terminal.region import STATES

    shelf = open_shelf(root, lang)
    _ = shelf.lang.translate
    folder = shelf.root or open_session(None, None, lang).root  # which says what to do without a workspace
    chosen = [shelf.find(name)] if name else [s for s in shelf.known.values() if shelf.state(s) != ABSENT]
    if not chosen:
        write(_(N_("None of the shipped instruments is in this workspace.")))
    for shipped in chosen:
        state = shelf.state(shipped) or ABSENT
        write(f"{shipped.id}: {_(STATES[state])}")
        if state in OFFERED:
            _offer(shelf, folder, shipped, state, accept=accept)
    return 0


def _offer(shelf: Shelf, root: Path, shipped: Shipped, state: str, *, accept: bool) -> None:
    from ...regions.updates import ABSENT, BOTH, UNKNOWN, difference
    from ...source.letters import visible

    _ = shelf.lang.translate
    if state != ABSENT:
        for line in difference(shipped, shelf.here(shipped)):
            write(visible(line))
    if state in (BOTH, UNKNOWN):
        write(_(N_("What this workspace changed itself would be lost; the lines with a minus show it.")))
    if not (accept or (can_ask() and agrees(_(N_("Take it?")), shelf.lang))):
        text = N_("Nothing was written. To take it: smartcity instruments update {id} --accept")
        write(_(text).format(id=shipped.id))
        return
    for path in _take(shelf, root, shipped):
        write(_(N_("{path} was written.")).format(path=path))
    if state == ABSENT and shipped.is_answered:
        text = N_("To answer it: smartcity new stage ID --from STAGE --instrument {id} --carry none")
        write(_(text).format(id=shipped.id))


def _take(shelf: Shelf, root: Path, shipped: Shipped) -> list[str]:
    """Write the instrument, its crosswalks, the sources that they name, and its mark; return the paths for people."""
    from ...regions.editors import schema_path
    from ...regions.shipped import shipped_crosswalks
    from ...regions.updates import RECORD, mark, marks_text, read_marks
    from ...render.records.region import with_schema

    text = with_schema(shipped.text, schema_path(root, shipped.path, shipped.kind))
    marks = {**read_marks(shelf.read(RECORD)), shipped.id: mark(shipped.text)}
    contents = {shipped.path: text.encode(), RECORD: marks_text(marks).encode()}
    records: list[Mapping[str, Any]] = [shipped.data]
    for path, link, data in shipped_crosswalks():
        other = {data["from"], data["to"]} - {shipped.id}
        if len(other) == 1 and shelf.has(*other) and shelf.read(path) is None:
            contents[path] = with_schema(link, schema_path(root, path, "crosswalk")).encode()
            records.append(data)
    added = _with_sources(shelf, records)
    if added is not None:
        contents[SOURCES] = added
    targets = {refuse_links(root, root / path): content for path, content in contents.items()}
    changed = {target: content for target, content in targets.items() if target.exists()}
    created = {target: content for target, content in targets.items() if not target.exists()}
    change_files(root, changed, created)
    return [path for path in contents if path != RECORD]


def _with_sources(shelf: Shelf, records: list[Mapping[str, Any]]) -> bytes | None:
    """The register of sources with those that records name and that are missing; None if none is."""
    from ...regions.shipped import cited, shipped_sources
    from ...source.document import parse
    from ...source.yaml_edit import EditError, Splice, add_entries, edit_file

    content = shelf.read(SOURCES) or b""
    document, _ = parse(SOURCES, content)
    data: Any = document.data if document else None
    if not isinstance(data, dict) or not isinstance(data.get("sources"), list):
        raise UsageFaultError(N_("{path} has errors; `smartcity validate {path}` lists them"), path=SOURCES)
    known = {entry.get("id") for entry in data["sources"] if isinstance(entry, dict)}
    register = shipped_sources()
    needed = [dict(register[name]) for name in dict.fromkeys(cited(records)) if name in register and name not in known]
    for entry in needed:
        before: Mapping[str, Any] = data

        def edit(text: str, root: Any, entry: Mapping[str, Any] = entry) -> list[Splice]:
            return [add_entries(text, root, "sources", [entry])]

        data = {**before, "sources": [*before["sources"], entry]}
        try:
            content = edit_file(content, edit, data)
        except EditError as error:
            raise UsageFaultError(N_("{path} cannot be changed safely; change it in the file"), path=SOURCES) from error
    return content if needed else None
