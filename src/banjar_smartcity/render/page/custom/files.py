"""Files: the templates that stand in a workspace's `templates/`, read as what anybody may have put there.

In the repository of this program `templates/` holds the shipped ones: there are no custom ones
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from .... import resources
from ....diagnostics import START, At, Diagnostic, Finding
from ....source.decode import encoding_of
from ....source.kinds import FILE_ENCODING, FILE_TOO_LARGE
from ....workspace.disk import is_inside, read_file
from ....workspace.tree import PATH_OUTSIDE, is_foreign, is_hidden

FOLDER = "templates"
SHIPPED = "shipped/"
"""What stands before the name of a shipped template where the workspace has one of the same name."""
_ENDINGS = (".j2", ".css")
"""Scripts are never taken from a workspace."""
_MAX_BYTES = 256 * 1024


class TemplateFaultError(Exception):
    """A custom template is at fault."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*(f"{f.path}:{f.position.line}: {f.kind.id}" for f in findings))
        self.findings = findings


class CustomTemplates(NamedTuple):
    """The templates of one workspace, by the names of shipped ones that they replace."""

    root: Path
    texts: Mapping[str, str]

    def read(self, name: str) -> str | None:
        """The text of a template; None where the workspace has none of this name."""
        return self.texts[name] if name in self.texts else _read(self.root, name)


def find_custom(root: Path) -> CustomTemplates | None:
    """The templates with which a workspace replaces shipped ones; None where it has none."""
    if not os.path.isdir(root / FOLDER) or os.path.isdir(root / "src" / "banjar_smartcity"):
        return None
    found = {name: text for name in shipped_names() if (text := _read(root, name)) is not None}
    return CustomTemplates(root, found) if found else None


def shipped_names() -> list[str]:
    """The names of all shipped templates and style sheets."""
    found = [path for path in resources.TEMPLATES.rglob("*") if path.name.endswith(_ENDINGS)]
    return sorted(path.relative_to(resources.TEMPLATES).as_posix() for path in found)


def shipped_text(name: str) -> str:
    """The text of a shipped template."""
    return (resources.TEMPLATES / name).read_text(encoding="utf-8")


def path_of(name: str) -> str:
    """Where a template of the workspace stands, counted from its root."""
    return f"{FOLDER}/{name}"


def _read(root: Path, name: str) -> str | None:
    if is_foreign(name) or is_hidden(name) or not name.endswith(_ENDINGS) or name.startswith(SHIPPED):
        return None
    path, full = path_of(name), os.path.join(root, FOLDER, name)
    if not os.path.lexists(full):
        return None
    folder = os.path.join(os.path.realpath(root), FOLDER)
    # A link to .git/config lies inside the repository, and what stands in it is no template.
    if os.path.realpath(os.path.join(root, FOLDER)) != folder or not is_inside(Path(folder), full):
        raise _fault(Diagnostic(PATH_OUTSIDE, At(path)))
    content, fault = read_file(full, path)
    if fault is not None or content is None:
        raise _fault(fault)
    if len(content) > _MAX_BYTES:
        raise _fault(Diagnostic(FILE_TOO_LARGE, At(path), {"size": len(content), "limit": _MAX_BYTES}))
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise _fault(Diagnostic(FILE_ENCODING, At(path), {"encoding": encoding_of(content)})) from None


def _fault(fault: Diagnostic | None) -> TemplateFaultError:
    assert fault is not None  # noqa: S101 - there are bytes, or why there are none
    return TemplateFaultError(Finding(fault.kind, fault.at.path, fault.position or START, fault.facts, None))
