"""Watch: build again whenever the data are saved, and show the result. If a build fails, the last good one stays."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from ...i18n import N_, Language
from ...workspace.writers.folder import written_files
from ..faults import CLEAN, FAULTS, UsageFaultError, guard
from ..output import write
from ..session import Session
from .server import HOST, State, policy, serve

WATCHED = ("data", "templates")
_PAUSE = 0.5
"""Seconds between two snapshots."""
_PROBLEMS = {
    FAULTS: N_("The data have errors; see the terminal. Nothing newer is shown until they are fixed."),
    None: N_("The page could not be built; see the terminal. Nothing newer is shown until it can."),
}

Snapshot = Mapping[str, tuple[int, int]]
"""Files with the time of their last change and their size."""


def watch_build(session: Session, target: Path, first: str, build: Callable[[], int], port: int) -> int:
    """Build, show, and build again until Ctrl-C. `build` writes `target`, a file or folder, and returns an exit code.

    `first` is the name of the page to show first.
    """
    state = State()
    try:
        server = serve(_page(first, session.lang), state, lambda: built_files(target), port)
    except OSError as error:
        raise UsageFaultError(N_("port {port} cannot be used: {reason}"), port=port, reason=error.strerror) from error
    write(
        session.lang.translate(N_("Shown at {address}; press Ctrl-C to stop.")).format(
            address=_address(server.server_port)
        )
    )
    try:
        for _ in changed(_snapshots(session.root)):
            state.record_build(_problem(guard(build, session.lang), session.lang))
            sys.stdout.flush()
    except KeyboardInterrupt:
        return CLEAN
    finally:
        server.shutdown()
        server.server_close()
    return CLEAN


def changed(snapshots: Iterable[Snapshot]) -> Iterator[Snapshot]:
    """Yield the first snapshot, and each one that differs from the one before it.

    Each is taken before the build that it starts, so a file that is saved during the build is in the next snapshot.
    """
    before = None
    for snapshot in snapshots:
        if snapshot != before:
            yield snapshot
        before = snapshot


def take_snapshot(root: Path) -> Snapshot:
    """The files that a build may read, with their current time and size. Links are not followed."""
    found = {}
    for top in WATCHED:
        for folder, _, names in os.walk(root / top):
            for name in names:
                path = os.path.join(folder, name)
                try:
                    status = os.stat(path, follow_symlinks=False)
                except OSError:  # gone in the meantime
                    continue
                found[path] = status.st_mtime_ns, status.st_size
    return found


def built_files(target: Path) -> Mapping[str, Path]:
    """The built files by their names in addresses."""
    if target.is_dir():
        return {name: target / name for name in written_files(target)}
    return {target.name: target}


def _snapshots(root: Path) -> Iterator[Snapshot]:
    while True:
        yield take_snapshot(root)
        time.sleep(_PAUSE)


def _problem(code: int, lang: Language) -> str | None:
    return None if code == CLEAN else lang.translate(_PROBLEMS.get(code, _PROBLEMS[None]))


def _address(port: int) -> str:
    return f"http://{HOST}:{port}/"


def _page(first: str, lang: Language) -> str:
    """The page with the frame that shows what was built."""
    from urllib.parse import quote

    from ...render.page.environment import FORMATS, environment, style

    pages = environment(FORMATS["html"], {}, lang)
    css, script = (style(pages, f"watch/{name}")[0] for name in ("style.css", "script.js"))
    return pages.get_template("watch.html.j2").render(
        lang=lang.code,
        first=quote(first),
        style=css,
        script=script,
        policy=FORMATS["html"].safe(policy(css, script)),
    )
