"""Server: a process that forks one of its own for each document, so that no document pays for starting Python.

`python -m banjar_smartcity.reading.together.server` reads lines of JSON: a path, a format, and the seconds that
it may take. For each one it writes a line with three numbers, whether reading ended by itself, how many bytes follow,
and the milliseconds of computing since the last answer, and what the document's process printed. That process has the
bounds of `worker`, and can reach nothing but its own pipe. Nothing of a document is ever
opened here. If the input ends, so does everything at once.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import time
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module

from ..worker import MOST_OUTPUT, SECONDS, bound, lines

_LIBRARIES: Mapping[str, str] = {"pdf": "pypdfium2", "xlsx": "python_calamine", "ods": "python_calamine"}
"""What is loaded before the first document of a format is read, since the processes of documents share it."""
_BLOCK = 1 << 16


def _read(path: str, kind: str, seconds: int, own: int) -> tuple[bool, bytes]:
    """What the process of a document prints, and whether it ended by itself."""
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        failed = 1
        try:
            for end in (source, own, 0):
                os.close(end)
            bound(seconds)
            for line in lines(path, kind):
                _write(sink, line.encode() + b"\n")
            failed = 0
        finally:
            os._exit(failed)
    os.close(sink)
    output, ended = bytearray(), False
    until = time.monotonic() + SECONDS
    while (left := until - time.monotonic()) > 0 and len(output) < MOST_OUTPUT:
        ready = select.select([source, 0], [], [], left)[0]
        if 0 in ready:  # no request comes before its answer, so this is the end
            _end(child)
            os._exit(0)
        if ready:
            block = os.read(source, _BLOCK)
            if not block:
                ended = True
                break
            output += block
    os.close(source)
    if not ended:
        _end(child)
    _, status = os.waitpid(child, 0)
    return ended and status == 0, bytes(output)


def _end(child: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


def _write(to: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(to, view) :]


def _requests() -> bytes:
    """The bytes of the next request; empty at the end."""
    found = bytearray()
    while not found.endswith(b"\n"):
        block = os.read(0, _BLOCK)
        if not block:
            return b""
        found += block
    return bytes(found)


def main() -> None:
    """Answer requests until there are no more. ^C ends this process at once and without a word."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    own = os.dup(1)
    os.dup2(2, 1)
    gc.disable()  # so that the processes of documents share its memory with it, and do not go through it
    told = 0.0
    while request := _requests():
        path, kind, seconds = json.loads(request)
        if kind in _LIBRARIES:
            with suppress(ImportError):
                import_module(_LIBRARIES[kind])
        ended, output = _read(path, kind, seconds, own)
        spent = sum(os.times()[:4])  # of this process and those that have ended
        _write(own, b"%d %d %d\n" % (ended, len(output), (spent - told) * 1000) + output)
        told = spent


if __name__ == "__main__":
    main()
