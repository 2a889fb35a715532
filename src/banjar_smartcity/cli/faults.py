"""Faults: each way in which a command can fail gives an exit code and, if needed, a message."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from ..i18n import N_, Language
from ..schema.engine import EngineError
from ..source.letters import visible
from ..workspace.unwritable import UnwritableError

CLEAN, FAULTS, WRONG_USE, OUR_BUG = 0, 1, 2, 3
CHANGED = N_("{path} was changed while it was read; try again")
FULL = frozenset((errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)))
"""Errors of a disk that is full, or of a person who has used up what they may use of it."""
CLOSED = frozenset((errno.EACCES, errno.EPERM, errno.EROFS))
"""Errors of a file or folder that is not open to this person, or is on a disk to which nobody may write."""
_LONG = 120
"""The most letters of a path that a message repeats: the system refuses names of thousands."""
at_end: list[Callable[[], None]] = []
"""What is called when the command ends, in whatever way."""


class UsageFaultError(Exception):
    """The command was used wrongly. The user gets a message; the exit code is 2."""

    def __init__(self, msgid: str, **facts: object) -> None:
        super().__init__(msgid)
        self.msgid = msgid
        self.facts = facts


def require_id(text: str) -> None:
    """Raise `UsageFaultError`, with an id that is made of the text, if the text is not the id of a record."""
    from ..spelling.ids import kebab  # only where a record is begun
    from ..workspace.layout import is_id

    if not is_id(text):
        wrong = N_(
            "{id} is not a valid id: use small letters, digits and single hyphens, at most 80 characters, "
            "such as {example}"
        )
        raise UsageFaultError(wrong, id=text, example=kebab(text)[:80].strip("-") or "mpp-barokah")


class DataFaultError(Exception):
    """The data have errors, and the command stops. They are shown already; the exit code is 1."""


def guard(action: Callable[[], int], lang: Language, arguments: Sequence[str] = ()) -> int:
    """Run an action and return its exit code. If it fails, print a message.

    `arguments` are those of the command line, to name the command whose help to read.
    """
    try:
        return action()
    except (UsageFaultError, UnwritableError, EngineError) as fault:
        facts = {name: _clean(value) for name, value in fault.facts.items()}
        return _complain(lang, lang.translate(fault.msgid).format(**facts), arguments)
    except DataFaultError:
        return FAULTS
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.errno in FULL:
            return say_full(error, lang)
        text = lang.translate(N_("cannot read or write a file: {reason}"))
        return _complain(lang, text.format(reason=_reason(error, lang)), arguments)
    except Exception as error:  # the boundary: any other exception is our own bug
        if os.environ.get("SMARTCITY_DEBUG"):
            raise
        text = lang.translate(
            N_(
                "this is a bug in smartcity, not an error in your data: {error}. Run again with "
                "SMARTCITY_DEBUG=1 and report it."
            )
        )
        _say(text.format(error=_clean(f"{type(error).__name__}: {error}")))
        return OUR_BUG
    finally:
        while at_end:
            at_end.pop()()


def say_full(error: OSError, lang: Language) -> int:
    """Say that a disk is full, and return the exit code."""
    text = lang.translate(
        N_("the disk is full ({reason}); what was there stays as it was. Free some space, then run the command again")
    )
    _say(f"smartcity: {text.format(reason=_clean(error))}")
    return WRONG_USE


def _clean(value: object) -> str:
    return visible(str(value))


def _reason(error: OSError, lang: Language) -> str:
    """Why a file cannot be used. The operating system has its reasons in English; the usual ones are translated."""
    if error.errno == errno.ESTALE and error.filename is not None:
        return lang.translate(CHANGED).format(path=_clean(error.filename))
    if isinstance(error, FileNotFoundError) and error.filename is not None:
        return lang.translate(N_("{name} does not exist")).format(name=_clean(error.filename))
    if error.errno in CLOSED and error.filename is not None:
        from ..workspace.writers.workshop import PREFIX  # only where something went wrong

        folder, last = os.path.split(os.fsdecode(error.filename))
        name = folder if last.startswith(PREFIX) else error.filename
        text = N_("no permission for {name}: it belongs to somebody else, is read-only, or is open in another program")
        if error.errno == errno.EROFS:
            text = N_("{name} is on a disk to which nobody may write; choose a place on another one")
        return lang.translate(text).format(name=_clean(name))
    if error.filename is not None:
        from ..render.words.wording import express  # only where something went wrong
        from ..workspace.refusals import refusal

        name = _clean(os.fsdecode(error.filename))
        return f"{name if len(name) <= _LONG else name[:_LONG] + '…'}: {express(refusal(error), lang)}"
    return _clean(error)


def _complain(lang: Language, text: str, arguments: Sequence[str]) -> int:
    from .registry import named_command

    command = " ".join(("smartcity", *named_command(arguments), "--help"))
    help_line = lang.translate(N_("See `{command}`.")).format(command=command)
    _say(f"smartcity: {text}\n{help_line}")
    return WRONG_USE


def _say(text: str) -> None:
    with suppress(OSError):  # it may lead to the same full disk
        print(text, file=sys.stderr)
