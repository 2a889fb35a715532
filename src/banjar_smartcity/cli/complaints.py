"""Complaints about the command line in the reader's language; typer knows them in English only."""

from __future__ import annotations

import re

from ..i18n import N_, Language

_COMPLAINTS = (
    (r"No such command '(.+)'\.(?: Did you mean (.+)\?)?", N_("there is no command {0}")),
    (r"No such option: ([^ ]+).*", N_("there is no option {0}")),
    (r"Missing command\.", N_("a command is missing")),
    (r"Missing argument '(.+)'\..*", N_("this argument is missing: {0}")),
    (r"Missing option '(.+)'\..*", N_("this option is missing: {0}")),
    (r"Got unexpected extra argument\(s\) \((.*)\)", N_("too much on the command line: {0}")),
    (r"Option '(.+)' requires an argument\.", N_("{0} needs a value")),
    (r"Option '(.+)' does not take a value\.", N_("{0} takes no value")),
    (r"Invalid value for '(.+)': '?(.*?)'? is not one of (.*)\.", N_("{1} is no value for {0}; allowed are {2}")),
    (
        r"Invalid value for '(.+)': '?(.*?)'? is not a valid int(?:eger)?\.",
        N_("{1} is no value for {0}; a whole number is"),
    ),
    (
        r"Invalid value for '(.+)': (-?\d+) is not in the range (-?\d+)<=x<=(\d+)\.",
        N_("{1} is no value for {0}; it goes from {2} to {3}"),
    ),
    (r"Invalid value for '(.+)': (.*)", N_("wrong value for {0}: {1}")),
)
MSGIDS = tuple(msgid for _, msgid in _COMPLAINTS)


def complaint(message: str, lang: Language) -> str:
    """The complaint in the language; as it is where it is not known."""
    for pattern, msgid in _COMPLAINTS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return lang.translate(msgid).format(*(part or "" for part in found.groups()))
    return message
