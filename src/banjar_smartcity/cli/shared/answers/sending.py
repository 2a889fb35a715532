"""Answer sending: whose items a command sends, into which files, whatever the form of the files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ....i18n import N_
from ....named import NamedTuple
from ....workspace.writing import refuse_output
from ...basis import in_focus, require_agency, require_dimension
from ...faults import UsageFaultError
from ...session import Session
from ..stages import require_stage
from .files import readable

if TYPE_CHECKING:
    from ....exchange.parcel import Parcel
    from ....model.model import Model


class Addressed(NamedTuple):
    """Whose items the command line names: those of one agency, of one dimension, or all."""

    agency: str | None
    dimension: str | None
    all_items: bool


class Sending(NamedTuple):
    """What is sent, by the file that it is written into."""

    model: Model
    parcels: Mapping[Path, Parcel]


def sending(
    session: Session, to: Addressed, output: Path, ending: str, stage: str | None, instrument: str | None
) -> Sending:
    """What a command sends. With all items and a name without the ending, `output` is a folder for one file each.

    Raise `UsageFaultError` if nothing is to be sent, or if the files may not be written there.
    """
    from ....exchange.parcel import Recipient, parcel, parcels
    from ....model.as_of import as_of

    if (to.agency is not None) + (to.dimension is not None) + to.all_items != 1:
        raise UsageFaultError(N_("name one of --agency, --dimension and --all"))
    checked, program = readable(session)
    model = as_of(in_focus(checked.model, instrument, stage), session.today, stage)
    seen = model.program or program
    chosen = require_stage(seen, stage or seen.stage)
    folder = to.all_items and output.suffix.lower() != ending
    if not folder and output.suffix.lower() != ending:
        raise UsageFaultError(N_("{path} must end in {ending}"), path=output, ending=ending)
    refuse_output(session.root, output)
    if folder:
        found = parcels(model, chosen)
        return Sending(model, {output / f"isian-{one.recipient.agency or 'lain'}{ending}": one for one in found})
    recipient = Recipient(require_agency(model, to.agency), require_dimension(model, to.dimension))
    one = parcel(model, chosen, recipient)
    if not one.rows and not one.owned:
        raise UsageFaultError(
            N_("{name} is not responsible for any item of the stage {stage}; nothing was written"),
            name=to.agency or to.dimension or "--all",
            stage=chosen.id,
        )
    return Sending(model, {output: one})


def write_sent(contents: Mapping[Path, bytes]) -> None:
    """Write the files, all or none of them, and create their folder if needed."""
    from ....workspace.writing import write_file, write_files

    if len(contents) == 1:
        for target, content in contents.items():
            write_file(target, [content])
        return
    write_files(contents)


def sent_line(session: Session, target: Path, sent: Parcel) -> str:
    """A file that was written, and how many items it has."""
    items = session.lang.ngettext("{n} item", "{n} items", len(sent.rows)).format(n=len(sent.rows))
    return f"{target}: {items}"


def commit_sent(session: Session) -> str | None:
    """The commit that holds exactly what is sent; None if the data were changed since, or are in no repository."""
    from ....workspace.git.program import GitFaultError, git, resolve

    try:
        changed = git(session.root, "status", "--porcelain", "--untracked-files=all", "--", "data")
        return None if changed.strip() else resolve(session.root, "HEAD")[:12]
    except GitFaultError:
        return None
