"""`smartcity merge-driver`: merge two versions of a data file for git, and configure git to call it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from ...i18n import N_, Language, language
from ...workspace.git.program import top_folder
from ...workspace.layout import find_root
from ...workspace.tree import EVIDENCE_AS_IT_IS
from ...workspace.writers.git_files import look_after
from ...workspace.writing import refuse_read_only_disk
from ..faults import UsageFaultError
from ..options import Lang
from ..output import write
from ..parameters.declared import argument, option
from ..session import find_language
from ..versions import require_versions

HELP = N_("Merge a data file entry by entry. git calls it after --install.")

_CALLED_WITH = 3


def merge_driver(
    files: Annotated[
        list[str] | None,
        argument(
            metavar=N_("ANCESTOR OURS THEIRS [MARKER-SIZE [PATH]]"),
            help=N_("The common ancestor, our file (it gets the result) and theirs."),
        ),
    ] = None,
    *,
    install: Annotated[
        bool,
        option("--install", help=N_("Set up git in this repository to merge and show data files entry by entry.")),
    ] = False,
    lang: Lang = None,
) -> int:
    """Run `smartcity merge-driver`."""
    if install:
        return _install(lang)
    if len(files or ()) < _CALLED_WITH:
        raise UsageFaultError(N_("git passes three files here; to set git up, run: smartcity merge-driver --install"))
    from ..direct.merging import drive

    return drive(files or [])


def _look_after(root: Path, speech: Language) -> None:
    """Tell git, in files that go into the repository, what to ignore and what to leave as it is."""
    added = tuple(look_after(root))
    for file, line in added:
        write(speech.translate(N_("{file}: added `{line}`. Commit this file.")).format(file=root / file, line=line))
    if any(line == EVIDENCE_AS_IT_IS for _, line in added) and (root / "data" / "evidence" / "files").is_dir():
        again = N_(
            "If git has changed line ends in data/evidence/files/, delete that folder and run: "
            "git checkout -- data/evidence/files"
        )
        write(speech.translate(again))


def _install(lang: str | None) -> int:
    """Write git's configuration of this clone. git runs the lines in a shell, on Windows too."""
    import shlex

    from ...workspace.git.program import GitFaultError, git

    # -P: a file of a data repository is never imported, even if it is named like one of our modules.
    program = f"{shlex.quote(sys.executable.replace(chr(92), '/'))} -P -m banjar_smartcity"
    settings = {
        "merge.smartcity.name": "smartcity",
        "merge.smartcity.driver": f"{program.replace('%', '%%')} merge-driver %O %A %B %L %P",
        "diff.smartcity.textconv": f"{program} textconv",
    }
    require_versions(Path.cwd())
    try:
        for name, value in settings.items():
            git(Path.cwd(), "config", "--local", name, value)
    except GitFaultError as error:
        refuse_read_only_disk(top_folder(Path.cwd()))
        raise UsageFaultError(N_("git failed: {reason}"), reason=error) from error
    speech = language(lang or find_language())
    write(speech.translate(N_("git now merges and shows the data of this clone entry by entry.")))
    _look_after(find_root(Path.cwd()) or top_folder(Path.cwd()), speech)
    return 0
