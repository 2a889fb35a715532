"""`python -m banjar_smartcity`, and the command `smartcity`."""

from __future__ import annotations

import gc
import os
import sys

_INTERRUPTED = 130


def run() -> None:
    """Run the command line and exit with its code."""
    sys.unraisablehook = _unraisable
    # A command runs for a moment and has few reference cycles; searching for them doubles the time to read YAML.
    gc.set_threshold(1_000_000, 50, 50)
    try:
        from .cli.boundary import main

        code = main(sys.argv[1:])
        if sys.stderr is not None:
            sys.stderr.flush()
    except KeyboardInterrupt:  # while it was still loading, or when all was done
        code = _INTERRUPTED
    # All output is written. Freeing every object before the exit would take as long as a small command.
    os._exit(code)


def _unraisable(fault: sys.UnraisableHookArgs) -> None:
    """End as if killed if ^C comes where Python cannot raise it, and would print it and go on."""
    if fault.exc_type is KeyboardInterrupt:
        os._exit(_INTERRUPTED)
    sys.__unraisablehook__(fault)


if __name__ == "__main__":
    run()
