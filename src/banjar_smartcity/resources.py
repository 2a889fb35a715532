"""Resources: where the tool's own schemas and templates are, installed or in a checkout.

A data repository is always judged by the schemas of the tool, never by copies that a change under review may carry.
"""

from pathlib import Path

_HERE = Path(__file__).parent
_SHIPPED = _HERE / "_shipped"
_ROOT = _SHIPPED if _SHIPPED.is_dir() else _HERE.parent.parent

SCHEMAS = _ROOT / "schemas"
TEMPLATES = _ROOT / "templates"
