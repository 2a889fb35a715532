"""`python -m banjar_smartcity`, and the command `smartcity`."""

import gc
import os
import sys


def run() -> None:
    """Run the command line and exit with its code."""
    # A command runs for a moment and has few reference cycles; searching for them doubles the time to read YAML.
    gc.set_threshold(200_000, 50, 50)
    from .cli.boundary import main

    code = main(sys.argv[1:])
    if sys.stderr is not None:
        sys.stderr.flush()
    # All output is written. Freeing every object before the exit would take as long as a small command.
    os._exit(code)


if __name__ == "__main__":
    run()
