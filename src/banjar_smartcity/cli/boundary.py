"""The one error boundary: every way to end becomes an exit code and, where one is needed, a sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from ..i18n import N_, Language
from ..workspace.writing import UnwritableError
from .session import UsageFaultError, language_before_parsing, open_session

CLEAN, FAULTS, WRONG_USE, OUR_BUG = 0, 1, 2, 3


def main(arguments: Sequence[str]) -> int:
    """Run one command. 0 clean, 1 errors in the data, 2 wrong use, 3 a fault of ours."""
    if sys.stdout is None or sys.stderr is None:  # closed by the shell: >&-
        nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open until the end
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    for stream in (sys.stdout, sys.stderr):
        _never_fail_on_letters(stream)
    if arguments[:1] == ["merge-driver"] and len(arguments) > 3:
        # git calls this in the middle of a merge: every end of it must be one that git understands.
        from .merging import drive

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
    if arguments[:1] == ["validate"] and not any(argument.startswith("-") for argument in arguments):
        # Hooks, editors and people call this all day. There is no option to parse, and to load what parses options
        # takes longer than to check the data.
        from .checking import check_data

        return check_data(open_session(None, None, None), [Path(path) for path in arguments[1:]], "text", strict=False)
    if arguments[:1] == ["textconv"] and len(arguments) == 2 and not arguments[1].startswith("-"):
        from .flattening import print_values  # git calls it twice for every file that it shows

        return print_values(Path(arguments[1]))
    from .app import call_app

    return call_app(arguments, lang)


def guard(act: Callable[[], int], lang: Language) -> int:
    """The exit code of what is done; what goes wrong is said in a sentence."""
    try:
        return act()
    except (UsageFaultError, UnwritableError) as fault:
        facts = {name: _clean(value) for name, value in fault.facts.items()}
        return _complain(lang, lang.translate(fault.msgid).format(**facts))
    except BrokenPipeError:
        raise
    except OSError as error:
        text = lang.translate(N_("the disk refuses: {reason}"))
        return _complain(lang, text.format(reason=_clean(error)))
    except Exception as error:  # the boundary: whatever else comes here is our own bug
        if os.environ.get("SMARTCITY_DEBUG"):
            raise
        text = lang.translate(
            N_(
                "this is a fault of smartcity, not of your data: {error}. "
                "Run again with SMARTCITY_DEBUG=1 and report it."
            )
        )
        _say(text.format(error=_clean(f"{type(error).__name__}: {error}")))
        return OUR_BUG


def _clean(value: object) -> str:
    from ..render.words.wording import visible

    return visible(str(value))


def _complain(lang: Language, text: str) -> int:
    help_line = lang.translate(N_("See `smartcity --help`."))
    _say(f"smartcity: {text}\n{help_line}")
    return WRONG_USE


def _say(text: str) -> None:
    print(text, file=sys.stderr)
