"""The one place that handles errors: whatever happens, there is an exit code and, if needed, a message."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from ..i18n import Language
from ..render.terminal.unencodable import allow_any_sign
from .faults import CLEAN, FULL, guard, say_full
from .session import language_before_parsing


def main(arguments: Sequence[str]) -> int:
    """Run one command. Return 0 (clean), 1 (errors in the data), 2 (wrong use) or 3 (a fault of smartcity)."""
    if sys.stdout is None or sys.stderr is None:  # closed by the shell: >&-
        nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open until the end
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    for stream in (sys.stdout, sys.stderr):
        allow_any_sign(stream)
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
        _close_output()
        return CLEAN
    except OSError as error:  # the output goes to a file on a disk that is full
        if error.errno not in FULL:
            raise
        _close_output()
        return say_full(error, lang)
    except KeyboardInterrupt:
        return 130
    return code


def _close_output() -> None:
    """Lead what is left of the output nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _dispatch(arguments: Sequence[str], lang: Language) -> int:
    if os.environ.get("_SMARTCITY_COMPLETE"):  # a shell asks for completions
        from .app import build_app
        from .completion.words import complete

        return complete(build_app(lang), arguments)
    from .calling.plain import parse

    if call := parse(arguments):  # the option parser takes longer to load than the data to be checked
        code = call.function(**call.values)
        return code if isinstance(code, int) else 0
    from .app import call_app

    return call_app(arguments, lang)
