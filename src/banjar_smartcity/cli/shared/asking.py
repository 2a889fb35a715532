"""Asking: questions to a person in a terminal. Elsewhere nothing is asked, and defaults apply."""

from __future__ import annotations

import sys

from ...i18n import N_, Language
from ..faults import UsageFaultError
from ..output import write


def can_ask() -> bool:
    """Whether a person is at the other end of input and output."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str, default: str | None) -> str:
    """What a person answers; just Enter gives the default. Raise `UsageFaultError` at the end of input."""
    while True:
        sys.stdout.write(f"{question} [{default}]: " if default else f"{question}: ")
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            write("")
            raise UsageFaultError(N_("the question was not answered; nothing was written"))
        if answer := line.strip() or default:
            return answer


def agrees(question: str, lang: Language) -> bool:
    """Whether a person agrees. Anything but a clear yes means no."""
    choice, no = lang.translate(N_("y/n")), lang.translate(N_("n"))
    answer = ask(f"{question} ({choice})", no)
    return answer.casefold() in ("y", "yes", "ya")
