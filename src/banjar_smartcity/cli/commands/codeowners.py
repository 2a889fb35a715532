"""`smartcity codeowners`: write the file that tells GitHub and GitLab whom to ask for a review of which data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from ...i18n import N_
from ...source.letters import visible
from ...workspace.writing import refuse_output, write_file
from ..faults import DataFaultError, UsageFaultError
from ..options import Lang, Root, Today
from ..output import print_findings
from ..parameters.declared import option
from ..session import Session, open_session

HELP = N_("Write CODEOWNERS. From the reviewers that data/program.yaml names; GitHub and GitLab both read it.")
LIMIT = 3_000_000
"""In bytes. GitHub silently ignores a larger file."""


def codeowners(
    *,
    output: Annotated[
        Path | None,
        option(
            "--output",
            metavar=N_("FILE"),
            help=N_("File to write, for example .github/CODEOWNERS; default: the screen."),
        ),
    ] = None,
    check: Annotated[
        bool, option("--check", help=N_("Write nothing; exit with 1 if the file of --output differs."))
    ] = False,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity codeowners`. Return 1 if --check finds a difference."""
    session = open_session(root, today, lang)
    if check and output is None:
        raise UsageFaultError(N_("--check needs --output: name the file to check"))
    text = _text(session)
    content = text.encode()
    if output is None:
        sys.stdout.write(text)
    elif check:
        if not output.is_file() or output.read_bytes() != content:
            _say(session, N_("{path} does not match the data; run `smartcity codeowners --output` again"), output)
            return 1
    else:
        refuse_output(session.root, output)
        _refuse_foreign(output)
        write_file(output, [content])
    if len(content) > LIMIT:
        _say(session, N_("{path} is larger than 3 MB, the most that GitHub reads"), output or "CODEOWNERS")
    return 0


def _text(session: Session) -> str:
    """The content of the file."""
    from ...checking.partial import errors_among
    from ...checking.pipeline import check_workspace
    from ...render.host.codeowners import codeowners as render
    from ...versions.reviewers import RESTS_ON, review_shares
    from ...workspace.git.program import prefix

    checked = check_workspace(session.root, session.today)
    errors = errors_among(checked, RESTS_ON)
    if errors:
        print_findings(errors, checked.paths, checked.texts, session.lang, "text")
        raise DataFaultError
    program = checked.model.program
    if program is None or not (program.reviewers or any(a.accounts for a in checked.model.agencies.values())):
        raise UsageFaultError(
            N_(
                "data/program.yaml names no reviewers. Add the key `reviewers`: a list with `working_group` (null: the "
                'secretariat) and `accounts` (for example ["@banjarkab/dkisp"])'
            )
        )
    return render(review_shares(checked.model, ("data/", "schemas/", "templates/")), prefix(session.root), session.lang)


def _refuse_foreign(output: Path) -> None:
    """Raise `UsageFaultError` if the file was not written by this command."""
    from ...render.host.codeowners import MARK

    if output.is_file() and not output.read_bytes().startswith(MARK.encode()):
        raise UsageFaultError(
            N_("{path} was not written by this command; move its lines elsewhere first, or name another file"),
            path=output,
        )


def _say(session: Session, text: str, path: object) -> None:
    print(session.lang.translate(text).format(path=visible(str(path))), file=sys.stderr)
