"""`smartcity migrate workspace`: update a workspace of an older version to this one."""

from __future__ import annotations

from ...i18n import N_
from ...workspace.writing import change_files, refuse_links
from ..options import DryRun, Lang, Root, Today
from ..output import write
from ..shared.changing import open_to_change

HELP = N_(
    "Update the files of an older workspace to this version, and say what was done. Data stay as they are: every "
    "earlier shape of them is still valid."
)


def workspace(
    *,
    dry_run: DryRun = False,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
) -> int:
    """Run `smartcity migrate workspace`. Either everything is written or nothing."""
    from ...regions.modernise import steps
    from ...render.records.settings import schema_copies
    from ...render.terminal.region import done_lines

    session = open_to_change(root, today, lang)
    _ = session.lang.translate
    found = steps(session.root, schema_copies())
    if not found:
        write(_(N_("Nothing to do: this workspace is of today's shape.")))
        return 0
    contents = {refuse_links(session.root, session.root / path): text for path, text in found.contents.items()}
    if not dry_run:
        changed = {target: content for target, content in contents.items() if target.exists()}
        created = {target: content for target, content in contents.items() if not target.exists()}
        change_files(session.root, changed, created)
    for line in done_lines(found, session.lang):
        write(line)
    write(_(N_("Nothing was written.")) if dry_run else _(N_("Data did not change. Next: smartcity validate")))
    return 0
