"""Past: the history of a repository as commands ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...i18n import N_
from ..faults import UsageFaultError
from ..progress import each, progress
from ..session import Session
from ..versions import UNREADABLE, require_versions

if TYPE_CHECKING:
    from ...model.instrument import Instrument
    from ...versions.commits import DataCommit
    from ...versions.history import History
    from ...workspace.git.at_once import Present


def load_history(
    session: Session,
    since: str | None,
    dimension: str | None,
    limit: int | None,
    instrument: Instrument | None = None,
    *,
    tags: bool = False,
) -> History:
    """The history of a repository, by an instrument or by all of them. Raise `UsageFaultError` if there is none."""
    from ...checking.memory.store import open_store
    from ...versions.commits import find_commits, find_tags
    from ...versions.history import History, compute_history
    from ...workspace.git.program import GitFaultError

    present = _present(session)
    try:
        start = _since(session, since) if since is not None else None
        commits = find_tags(session.root, start) if tags else find_commits(session.root, start, present.commit)
        past: list[DataCommit] = [commit for commit in commits if commit.day <= session.today]
        # One more than is shown, to see whether the rules changed just before the first one that is shown.
        selected = past if limit is None or tags else past[-limit - 1 :]
        with progress(N_("Reading versions"), session.lang, len(selected)) as step:
            found = compute_history(session.root, selected, dimension, instrument, open_store(session.root))
            points = tuple(each(found, step))
    except GitFaultError as error:
        raise UsageFaultError(UNREADABLE, reason=error) from error
    shown, name = points[-limit:] if limit else points, instrument and instrument.id
    return History(shown, dimension, present.shallow, len(commits) - len(past), name)


def _present(session: Session) -> Present:
    """What is checked out. Raise `UsageFaultError` if there is nothing."""
    from ...workspace.git.at_once import Present, find_present
    from ...workspace.git.program import GitFaultError, has_commits, is_shallow, resolve

    found = find_present(session.root)
    if found is not None:
        return found
    require_versions(session.root)
    try:
        if not has_commits(session.root):
            raise UsageFaultError(N_("nothing has been committed to this repository yet"))
        return Present(resolve(session.root, "HEAD"), is_shallow(session.root))
    except GitFaultError as error:
        raise UsageFaultError(UNREADABLE, reason=error) from error


def _since(session: Session, since: str) -> str:
    """The commit that the history starts with."""
    from ...versions.commits import is_on_line
    from ...workspace.git.program import GitFaultError, resolve

    try:
        commit = resolve(session.root, since)
    except GitFaultError as error:
        text = N_("{name} is not a revision that git knows: {reason}")
        raise UsageFaultError(text, name=since, reason=error) from error
    if not is_on_line(session.root, commit):
        raise UsageFaultError(N_("{name} is not on the line of commits that leads to HEAD"), name=since)
    return commit
