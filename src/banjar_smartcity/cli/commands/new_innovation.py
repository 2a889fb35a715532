"""`smartcity new innovation`: write a commented skeleton to fill in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from ...i18n import N_
from ...regions.editors import schema_path
from ...workspace.layout import is_id
from ...workspace.writing import create_files, refuse_links
from ..basis import require_dimension
from ..faults import UsageFaultError, require_id
from ..options import Lang, Root, Today
from ..output import write
from ..parameters.declared import argument, option
from ..shared.changing import open_to_change

HELP = N_("Start an innovation record. Write data/innovations/ID.yaml with comments that say what to fill in.")


def innovation(
    innovation_id: Annotated[
        str, argument(metavar="ID", help=N_("Its id and file name, for example mpp-barokah."), show_default=False)
    ],
    *,
    dimension: Annotated[
        str | None, option("--dimension", metavar="ID", help=N_("The dimension it belongs to."))
    ] = None,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity new innovation`."""
    session = open_to_change(root, today, lang)
    require_id(innovation_id)
    if dimension is not None:
        dimension = _known(session.root, session.today, dimension)
    from ...render.records.skeleton import innovation_skeleton

    place = f"data/innovations/{innovation_id}.yaml"
    path = refuse_links(session.root, session.root / place)
    schema = schema_path(session.root, place, "innovation")
    content = innovation_skeleton(innovation_id, session.lang, schema, {"dimension": dimension}).encode()
    try:
        create_files({path: [content]})
    except FileExistsError as error:
        raise UsageFaultError(N_("{path} already exists; nothing was written"), path=path) from error
    write(str(path))
    return 0


def _known(root: Path, today: date, dimension: str) -> str | None:
    """The dimension of the command line. Any id is taken while the programme cannot be read."""
    from ...checking.pipeline import check_workspace

    model = check_workspace(root, today).model
    if model.program is None and is_id(dimension):
        return dimension
    return require_dimension(model, dimension, crosscutting=False)
