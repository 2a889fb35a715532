"""`smartcity textconv`: a data file as one line a value, so that `git diff` names the item a change belongs to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ...i18n import N_
from ..options import Lang

HELP = N_("Print a data file as one line a value, for git diff. A file that is no sound YAML is printed as it is.")


def textconv(
    file: Annotated[Path, typer.Argument(metavar=N_("FILE"), show_default=False)],
    *,
    lang: Lang = None,
) -> int:
    """Print a data file as one line a value."""
    from ..direct.flattening import print_values

    return print_values(file)
