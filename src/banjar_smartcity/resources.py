"""Resources: the tool's own schemas, templates and instruments, whether it is installed or run from a checkout.

Data are always checked with the schemas of the tool, never with copies in the data repository: a change under review
could alter those.
"""

import os
import sys
from pathlib import Path

_HERE = Path(__file__).parent
_SHIPPED = _HERE / "_shipped"
_ROOT = _SHIPPED if _SHIPPED.is_dir() else _HERE.parent.parent

SCHEMAS = _ROOT / "schemas"
TEMPLATES = _ROOT / "templates"
DATA = _ROOT / "data"
"""Of the data of Kabupaten Banjar, the instruments and what belongs to them. The wheel has no more (hatch_build.py)."""
WORKFLOW = _ROOT / ".github" / "workflows" / "review.yml"
PACKAGE = "banjar-smartcity"
MADE_BY = f"smartcity ({PACKAGE})"
"""What files say of the program that made them, so that they are never taken for documents."""


def pip_install(what: str) -> str:
    """The command that installs a package where this program runs, or an extra of it (`[pdf]`), as a shell takes it.

    The program is on no index: with its name, pip takes the one that is installed there, and nowhere else.
    """
    import shlex

    python = f'"{sys.executable}"' if os.name == "nt" else shlex.quote(sys.executable)
    return f'{python} -m pip install "{PACKAGE if what.startswith("[") else ""}{what}"'
