"""Resources: the tool's own schemas, templates and instruments, whether it is installed or run from a checkout.

Data are always checked with the schemas of the tool, never with copies in the data repository: a change under review
could alter those.
"""

from pathlib import Path

_HERE = Path(__file__).parent
_SHIPPED = _HERE / "_shipped"
_ROOT = _SHIPPED if _SHIPPED.is_dir() else _HERE.parent.parent

SCHEMAS = _ROOT / "schemas"
TEMPLATES = _ROOT / "templates"
DATA = _ROOT / "data"
"""Of the data of Kabupaten Banjar, the instruments and what belongs to them. The wheel has no more (hatch_build.py)."""
WORKFLOW = _ROOT / ".github" / "workflows" / "review.yml"
MADE_BY = "smartcity (banjar-smartcity)"
"""What files say of the program that made them, so that they are never taken for documents."""
