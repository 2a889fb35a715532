"""`smartcity new innovation`: a commented skeleton to fill in."""

from __future__ import annotations

import os
import re
from typing import Annotated

import typer

from ...i18n import N_
from ..faults import UsageFaultError
from ..options import Lang, Root, Today
from ..output import write
from ..session import open_session

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


HELP = N_("Begin an innovation. Writes data/innovations/ID.yaml with comments that say what to fill in.")


def innovation(
    innovation_id: Annotated[
        str, typer.Argument(metavar="ID", help=N_("Its id and file name, for example mpp-barokah."), show_default=False)
    ],
    *,
    dimension: Annotated[
        str | None, typer.Option("--dimension", metavar="ID", help=N_("The dimension it stands for."))
    ] = None,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Begin an innovation. Writes data/innovations/ID.yaml with comments that say what to fill in."""
    session = open_session(root, today, lang)
    if not _ID.fullmatch(innovation_id) or len(innovation_id) > 80:
        raise UsageFaultError(
            N_("{id} is no id: small letters, digits and single hyphens, at most 80"), id=innovation_id
        )
    if dimension is not None and not _ID.fullmatch(dimension):
        raise UsageFaultError(N_("{id} is no id: small letters, digits and single hyphens, at most 80"), id=dimension)
    from ...render.records.skeleton import innovation_skeleton

    path = session.root / "data" / "innovations" / f"{innovation_id}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    content = innovation_skeleton(innovation_id, dimension, session.lang).encode()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    except FileExistsError as error:
        raise UsageFaultError(N_("{path} exists already; nothing was written"), path=path) from error
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    write(str(path))
    return 0
