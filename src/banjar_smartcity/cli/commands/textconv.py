"""`smartcity textconv`: print a data file with one value a line, so that `git diff` names the item that changed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from ...i18n import N_
from ..options import Lang
from ..parameters.declared import argument

HELP = N_("Print a data file as one line per value, for git diff. A file that is not valid YAML is printed as it is.")


def textconv(
    file: Annotated[Path, argument(metavar=N_("FILE"), help=N_("The data file."), show_default=False)],
    *,
    lang: Lang = None,
) -> int:
    """Run `smartcity textconv`."""
    from ..direct.flattening import print_values

    return print_values(file)
