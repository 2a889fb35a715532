"""Files: the templates in a workspace's `templates/`, which are never trusted.

In the repository of this program `templates/` has the shipped templates, so there are no custom ones.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from .... import resources
from ....diagnostics import START, At, Diagnostic, Finding
from ....named import NamedTuple
from ....source.decode import encoding_of
from ....source.kinds import FILE_ENCODING, FILE_TOO_LARGE
from ....workspace.disk import is_inside, read_file
from ....workspace.tree import PATH_OUTSIDE, is_foreign, is_hidden

FOLDER = "templates"
SHIPPED = "shipped/"
"""The prefix by which a custom template names the shipped template of the same name."""
_ENDINGS = (".j2", ".css")
"""Endings of templates and style sheets. Scripts are never taken from a workspace."""
_MAX_BYTES = 256 * 1024


class TemplateFaultError(Exception):
    """Custom templates have faults; `findings` are those."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*(f"{f.path}:{f.position.line}: {f.kind.id}" for f in findings))
        self.findings = findings


class CustomTemplates(NamedTuple):
    """The templates of a workspace: `texts` by the names of the shipped ones that they replace."""

    root: Path
    texts: Mapping[str, str]

    def read(self, name: str) -> str | None:
        """The text of a template; None if the workspace has none of this name.

        Raise `TemplateFaultError` if its file cannot be used.
        """
        return self.texts[name] if name in self.texts else _read(self.root, name)


def find_custom(root: Path) -> CustomTemplates | None:
    """The templates with which a workspace replaces shipped ones; None if there are none.

    An unchanged copy replaces nothing: its text is the shipped one, which needs no sandbox.
    Raise `TemplateFaultError` if one of the files cannot be used.
    """
    if not os.path.isdir(root / FOLDER) or os.path.isdir(root / "src" / "banjar_smartcity"):
        return None
    found = {name: text for name in shipped_names() if (text := _read(root, name)) is not None}
    changed = any(text != shipped_text(name) for name, text in found.items())
    return CustomTemplates(root, found) if changed else None


def shipped_names() -> list[str]:
    """The names of all shipped templates and style sheets."""
    found = [path for path in resources.TEMPLATES.rglob("*") if path.name.endswith(_ENDINGS)]
    return sorted(path.relative_to(resources.TEMPLATES).as_posix() for path in found)


def shipped_text(name: str) -> str:
    """The text of a shipped template."""
    return (resources.TEMPLATES / name).read_text(encoding="utf-8")


def path_of(name: str) -> str:
    """The path of a custom template, relative to the root of the workspace."""
    return f"{FOLDER}/{name}"


def _read(root: Path, name: str) -> str | None:
    if is_foreign(name) or is_hidden(name) or not name.endswith(_ENDINGS) or name.startswith(SHIPPED):
        return None
    path, full = path_of(name), os.path.join(root, FOLDER, name)
    if not os.path.lexists(full):
        return None
    folder = os.path.join(os.path.realpath(root), FOLDER)
    # A link to .git/config would stay inside the repository but not lead to a template.
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
    assert fault is not None  # noqa: S101 - `read_file` returns bytes or a fault
    return TemplateFaultError(Finding(fault.kind, fault.at.path, fault.position or START, fault.facts, None))
