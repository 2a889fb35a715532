"""Settings of a new workspace: what git, editors and the code host need to know."""

from __future__ import annotations

import re

from ... import resources
from ...i18n import N_, Language
from ...regions.editors import COPIES, editor_settings
from ...workspace.tree import EVIDENCE_AS_IT_IS
from ...workspace.writers.git_files import MERGED
from ...workspace.writers.workshop import PREFIX

WORKFLOW = ".github/workflows/review.yml"
TO_FILL_IN = "OWNER/REPOSITORY@FULL-SHA"
"""What a person replaces in the workflow."""
_OWN = re.compile(r"(?m)^( +)uses: \./$")


def schema_copies() -> dict[str, bytes]:
    """The copies of the tool's schemas, by their path in a workspace."""
    return {f"{COPIES}/{path.name}": path.read_bytes() for path in sorted(resources.SCHEMAS.glob("*.schema.json"))}


def settings_files(lang: Language) -> dict[str, str]:
    """The files besides the data, by their path. What is there already is never replaced."""
    _ = lang.translate
    return {
        ".gitattributes": "\n".join(
            (
                "* text=auto eol=lf",
                "# " + _(N_("Evidence is what its hash says, byte for byte.")),
                EVIDENCE_AS_IT_IS,
                "# " + _(N_("Data are merged and shown by entries, after `smartcity merge-driver --install`.")),
                MERGED,
                "",
            )
        ),
        ".gitignore": f"build/\n.venv/\n{PREFIX}*\n",
        ".editorconfig": "root = true\n\n[*]\ncharset = utf-8\nend_of_line = lf\ninsert_final_newline = true\n"
        "indent_style = space\nindent_size = 2\n",
        ".vscode/settings.json": editor_settings(),
        ".vscode/extensions.json": '{\n  "recommendations": ["redhat.vscode-yaml"]\n}\n',
        WORKFLOW: _workflow(lang),
    }


def _workflow(lang: Language) -> str:
    """The tool's own workflow for reviews. A person says which repository and commit the tool comes from."""
    advice = lang.translate(
        N_("FILL IN: the repository of smartcity and the full id of one of its commits. Until then no review runs.")
    )
    text = resources.WORKFLOW.read_text("utf-8")
    changed, count = _OWN.subn(rf"\1# {advice}\n\1uses: {TO_FILL_IN}", text)
    if count != 1:
        raise AssertionError(WORKFLOW)
    return changed
