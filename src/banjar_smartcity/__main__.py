"""`python -m banjar_smartcity`, and the command `smartcity`."""

import gc
import sys


def run() -> None:
    """Run the command line and leave with its exit code."""
    # A command lives a moment and makes no cycles worth finding; looking for them doubles the time of reading YAML.
    gc.set_threshold(200_000, 50, 50)
    from .cli.boundary import main

    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
