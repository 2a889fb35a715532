"""The one place that handles errors: whatever happens, there is an exit code and, if needed, a message."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from ..i18n import Language
from .faults import CLEAN, guard
from .session import language_before_parsing, open_session


def main(arguments: Sequence[str]) -> int:
    """Run one command. Return 0 (clean), 1 (errors in the data), 2 (wrong use) or 3 (a fault of smartcity)."""
    if sys.stdout is None or sys.stderr is None:  # closed by the shell: >&-
        nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open until the end
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    for stream in (sys.stdout, sys.stderr):
        _escape_unencodable(stream)
    if arguments[:1] == ["merge-driver"] and len(arguments) > 3 and not arguments[1].startswith("--"):
        # git calls this during a merge and understands only some exit codes.
        from .direct.merging import drive

        return drive(arguments[1:])
    try:
        lang = language_before_parsing(arguments)
        code = guard(lambda: _dispatch(arguments, lang), lang, arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # `smartcity validate | head`: nobody reads the rest. Nothing more may be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except KeyboardInterrupt:
        return 130
    return code


def _escape_unencodable(stream: TextIO) -> None:
    """Escape characters that the encoding of the stream does not have, instead of failing."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")


def _dispatch(arguments: Sequence[str], lang: Language) -> int:
    if os.environ.get("_SMARTCITY_COMPLETE"):  # a shell asks for completions
        from .app import build_app
        from .completion.words import complete

        return complete(build_app(lang), arguments)
    if arguments[:1] == ["validate"] and not any(argument.startswith("-") for argument in arguments):
        # Hooks, editors and people call this often. It has no options, and loading the option parser takes longer
        # than checking the data.
        from .direct.checking import check_data

        return check_data(open_session(None, None, None), [Path(path) for path in arguments[1:]], "text", strict=False)
    if arguments[:1] == ["textconv"] and len(arguments) == 2 and not arguments[1].startswith("-"):
        from .direct.flattening import print_values  # git calls this twice for each file that it shows

        return print_values(Path(arguments[1]))
    from .app import call_app

    return call_app(arguments, lang)
