"""Watch: build anew whenever data are saved, and show it. What cannot be built leaves the last good one in place."""

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
from .server import HERE, State, policy, serve

WATCHED = ("data", "templates")
_PAUSE = 0.5
"""Seconds between two looks."""
_PROBLEMS = {
    FAULTS: N_("The data have errors; see the terminal. Nothing newer is shown until they are mended."),
    None: N_("It could not be built; see the terminal. Nothing newer is shown until it can."),
}

Snapshot = Mapping[str, tuple[int, int]]
"""Files with their time and size."""


def watch_build(session: Session, target: Path, first: str, build: Callable[[], int], port: int) -> int:
    """Build, show, and build anew until Ctrl-C. `build` writes `target`, a file or folder, and gives an exit code.

    `first` is the name of the page to show first.
    """
    state = State()
    try:
        server = serve(_shell(first, session.lang), state, lambda: built_files(target), port)
    except OSError as error:
        raise UsageFaultError(N_("port {port} cannot be used: {reason}"), port=port, reason=error.strerror) from error
    write(session.lang.translate(N_("Shown at {address}; Ctrl-C ends.")).format(address=_address(server.server_port)))
    try:
        for _ in changed(_looks(session.root)):
            state.tell(_problem(guard(build, session.lang), session.lang))
            sys.stdout.flush()
    except KeyboardInterrupt:
        return CLEAN
    finally:
        server.shutdown()
        server.server_close()
    return CLEAN


def changed(looks: Iterable[Snapshot]) -> Iterator[Snapshot]:
    """The first look, and each that shows something else than the one before it.

    A look is taken before anything is built from it: what is saved meanwhile shows in the next.
    """
    before = None
    for look in looks:
        if look != before:
            yield look
        before = look


def look_at(root: Path) -> Snapshot:
    """The files that a build may read, as they are now. Links are not followed."""
    found = {}
    for top in WATCHED:
        for folder, _, names in os.walk(root / top):
            for name in names:
                path = os.path.join(folder, name)
                try:
                    seen = os.stat(path, follow_symlinks=False)
                except OSError:  # gone in the meantime
                    continue
                found[path] = seen.st_mtime_ns, seen.st_size
    return found


def built_files(target: Path) -> Mapping[str, Path]:
    """What was built, by its name in addresses."""
    if target.is_dir():
        return {name: target / name for name in written_files(target)}
    return {target.name: target}


def _looks(root: Path) -> Iterator[Snapshot]:
    while True:
        yield look_at(root)
        time.sleep(_PAUSE)


def _problem(code: int, lang: Language) -> str | None:
    return None if code == CLEAN else lang.translate(_PROBLEMS.get(code, _PROBLEMS[None]))


def _address(port: int) -> str:
    return f"http://{HERE}:{port}/"


def _shell(first: str, lang: Language) -> str:
    """The page around what is shown."""
    from urllib.parse import quote

    from ...render.page.environment import FORMATS, environment

    pages = environment(FORMATS["html"], {}, lang)
    assert pages.loader is not None  # noqa: S101 - set there
    style, script = (pages.loader.get_source(pages, f"watch/{name}")[0] for name in ("style.css", "script.js"))
    return pages.get_template("watch.html.j2").render(
        lang=lang.code,
        first=quote(first),
        style=FORMATS["html"].safe(style),
        script=FORMATS["html"].safe(script),
        policy=FORMATS["html"].safe(policy(style, script)),
    )
