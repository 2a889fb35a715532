"""The one error boundary: every way to end becomes an exit code and, where one is needed, a sentence."""

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
    """Run one command. 0 clean, 1 errors in the data, 2 wrong use, 3 a fault of ours."""
    if sys.stdout is None or sys.stderr is None:  # closed by the shell: >&-
        nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open until the end
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    for stream in (sys.stdout, sys.stderr):
        _never_fail_on_letters(stream)
    if arguments[:1] == ["merge-driver"] and len(arguments) > 3 and not arguments[1].startswith("--"):
        # git calls this in the middle of a merge: every end of it must be one that git understands.
        from .direct.merging import drive

        return drive(arguments[1:])
    try:
        lang = language_before_parsing(arguments)
        code = guard(lambda: _call(arguments, lang), lang)
        sys.stdout.flush()
    except BrokenPipeError:
        # `smartcity validate | head`: the reader has seen enough. Nothing more may be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except KeyboardInterrupt:
        return 130
    return code


def _never_fail_on_letters(stream: TextIO) -> None:
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")


def _call(arguments: Sequence[str], lang: Language) -> int:
    if os.environ.get("_SMARTCITY_COMPLETE"):  # a shell asks what may follow
        from .app import build_app
        from .completion.words import complete

        return complete(build_app(lang), arguments)
    if arguments[:1] == ["validate"] and not any(argument.startswith("-") for argument in arguments):
        # Hooks, editors and people call this all day. There is no option to parse, and to load what parses options
        # takes longer than to check the data.
        from .direct.checking import check_data

        return check_data(open_session(None, None, None), [Path(path) for path in arguments[1:]], "text", strict=False)
    if arguments[:1] == ["textconv"] and len(arguments) == 2 and not arguments[1].startswith("-"):
        from .direct.flattening import print_values  # git calls it twice for every file that it shows

        return print_values(Path(arguments[1]))
    from .app import call_app

    return call_app(arguments, lang)
