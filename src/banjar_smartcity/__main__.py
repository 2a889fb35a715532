"""`python -m banjar_smartcity`, and the command `smartcity`."""

import gc
import os
import sys


def run() -> None:
    """Run the command line and leave with its exit code."""
    # A command lives a moment and makes no cycles worth finding; looking for them doubles the time of reading YAML.
    gc.set_threshold(200_000, 50, 50)
    from .cli.boundary import main

    code = main(sys.argv[1:])
    if sys.stderr is not None:
        sys.stderr.flush()
    # All is written and closed; to take the interpreter apart object by object would take as long as a small command.
    os._exit(code)


if __name__ == "__main__":
    run()
