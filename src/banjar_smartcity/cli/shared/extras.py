"""Extras: optional libraries that some formats need."""

from __future__ import annotations

from importlib import import_module

from ...i18n import N_
from ...resources import pip_install
from ..faults import UsageFaultError

EXTRAS = {"pdf": ("weasyprint",), "docx": ("docx", "lxml.html"), "parquet": ("pyarrow.parquet",)}
"""Formats that need optional libraries, and these libraries."""
NOT_INSTALLED = N_("{extra} needs packages that are not installed; install them with: {command}")
NO_PANGO = N_(
    "PDF needs the library Pango, which is not on this machine. Debian and Ubuntu: apt install libpango-1.0-0"
    " libpangoft2-1.0-0 libharfbuzz-subset0; macOS: brew install pango; Windows: see WeasyPrint's installation guide"
)


def not_installed(extra: str) -> UsageFaultError:
    """The fault of an extra that is not installed, with the command that installs it."""
    return UsageFaultError(NOT_INSTALLED, extra=extra, command=pip_install(f"[{extra}]"))


def require_extras(format: str) -> None:
    """Raise `UsageFaultError` if a library for the format is missing, before anything is computed."""
    for library in EXTRAS.get(format, ()):
        try:
            import_module(library)
        except ImportError as missing:
            raise not_installed(format) from missing
        except OSError as missing:
            raise UsageFaultError(NO_PANGO) from missing
