"""Speech: typer's help and error messages in the reader's language. typer itself has them in English only."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from typer._click import Command, Context
from typer._click.exceptions import NoSuchOption, UsageError
from typer._click.formatting import HelpFormatter  # typer includes click; the pinned range keeps this path
from typer.core import TyperArgument, TyperGroup, TyperOption

from ...diagnostics import closest
from ...i18n import N_, Language
from ..registry import NAMES, full_names

HEADINGS = (N_("Usage: "), N_("Arguments"), N_("Options"), N_("Commands"))
HELP = N_("Show this help and exit.")
_NOTES = (
    (re.compile(r"(?<=[\[ ])required(?=\]$)"), N_("required")),
    (re.compile(r"(?<=[\[ ])(-?\d+)<=x<=(\d+)(?=\]$)"), N_("from {0} to {1}")),
    (re.compile(r"(?<=[\[ ])x>=(-?\d+)(?=\]$)"), N_("at least {0}")),
)
"""What typer writes in brackets at the end of the help of an argument or option, and its words."""

_MESSAGES = (
    (r"No such command '(.+)'\.(?: Did you mean (.+)\?)?", N_("unknown command {0}")),
    (r"No such option: ([^ ]+).*", N_("unknown option {0}")),
    (r"Missing command\.", N_("a command is missing")),
    (r"Missing argument '(.+)'\..*", N_("this argument is missing: {0}")),
    (r"Missing option '(.+)'\..*", N_("this option is missing: {0}")),
    (r"Got unexpected extra argument\(s\) \((.*)\)", N_("unexpected argument: {0}")),
    (r"Option '(.+)' requires an argument\.", N_("{0} needs a value")),
    (r"Option '(.+)' does not take a value\.", N_("{0} takes no value")),
    (
        r"Invalid value for '(.+)': '?(.*?)'? is not one of (.*)\.",
        N_("{1} is not a valid value for {0}; choose from {2}"),
    ),
    (
        r"Invalid value for '(.+)': '?(.*?)'? is not a valid int(?:eger)?(?: range)?\.",
        N_("{1} is not a valid value for {0}; write a whole number"),
    ),
    (
        r"Invalid value for '(.+)': (-?\d+) is not in the range (-?\d+)<=x<=(\d+)\.",
        N_("{1} is not a valid value for {0}; it goes from {2} to {3}"),
    ),
    (
        r"Invalid value for '(.+)': (-?\d+) is not in the range x>=(-?\d+)\.",
        N_("{1} is not a valid value for {0}; it is at least {2}"),
    ),
    (r"Invalid value for '(.+)': (.*)", N_("wrong value for {0}: {1}")),
)
INDONESIAN = {
    "bandingkan": "compare",
    "beda": "diff",
    "bukti": "evidence",
    "buku-kerja": "workbook",
    "butir": "item",
    "data-dukung": "evidence",
    "ekspor": "export",
    "formulir": "form",
    "ingatkan": "remind",
    "impor": "import",
    "inovasi": "innovations",
    "instrumen": "instruments",
    "jelaskan": "explain",
    "konfirmasi": "confirm",
    "kontes": "contest",
    "langkah": "todo",
    "laporan": "report",
    "mulai": "init",
    "nilai": "score",
    "periksa": "validate",
    "rencana": "plan",
    "riwayat": "history",
    "situs": "site",
    "skor": "score",
    "survei": "survey",
    "tinjau": "review",
    "tugas": "todo",
    "tugaskan": "assign",
    "validasi": "validate",
}
"""What people may call a command: help describes it with this word."""
MSGIDS = tuple(msgid for _, msgid in _MESSAGES)


def translate_notes(text: str, lang: Language) -> str:
    """The help of an argument or option, with what typer adds in brackets in the reader's language."""
    for pattern, msgid in _NOTES:
        if found := pattern.search(text):
            return text[: found.start()] + lang.translate(msgid).format(*found.groups()) + text[found.end() :]
    return text


def translate_error(error: UsageError, lang: Language) -> str:
    """The translated message of a usage error, with the name that was probably meant.

    A message that typer adds in a new version stays in English.
    """
    text = _translated(error.format_message(), lang)
    meant = _suggestion(error)
    if meant is None:
        return text
    return lang.translate(N_("{complaint}; did you mean {meant}?")).format(complaint=text, meant=meant)


def _translated(message: str, lang: Language) -> str:
    for pattern, msgid in _MESSAGES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return lang.translate(msgid).format(*(part or "" for part in found.groups()))
    return message


def _suggestion(error: UsageError) -> str | None:
    """The existing option or command that is most similar to an unknown one."""
    if error.ctx is None:
        return None
    if isinstance(error, NoSuchOption):
        options = {o.lstrip("-"): o for p in error.ctx.command.params for o in (*p.opts, *p.secondary_opts)}
        near = closest(error.option_name.lstrip("-"), options)  # hyphens make all of them similar
        return options[near] if near else None
    unknown = re.match(_MESSAGES[0][0], error.message)
    if unknown is None or not isinstance(error.ctx.command, TyperGroup):
        return None
    known = _commands(error.ctx)
    words = {word: known[name] for word, name in INDONESIAN.items() if name in known}
    written = unknown[1].lower()
    meant = {**words, **known}
    name = written if written in meant else closest(written, meant)
    return meant[name] if name else None


def _commands(context: Context) -> Mapping[str, str]:
    """The commands that may follow, with what to type for each. One of a family is also found without its family."""
    if context.parent is not None and isinstance(context.command, TyperGroup):
        return {name: name for name in context.command.list_commands(context)}
    return {name.split()[-1]: name for name in reversed(full_names())} | {name: name for name in NAMES}


def translate_help(command: Command, lang: Language) -> None:
    """Translate the help of a command and of its subcommands."""

    class Formatter(HelpFormatter):
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, lang.translate(HEADINGS[0]))

        def section(self, name: str) -> Any:
            return super().section(lang.translate(name))

        def write_dl(self, rows: Sequence[tuple[str, str]], *args: Any, **options: Any) -> None:
            super().write_dl([(name, translate_notes(text, lang)) for name, text in rows], *args, **options)

    class TranslatedContext(Context):
        formatter_class = Formatter

    def translate(text: str | None) -> str | None:
        return lang.translate(" ".join(text.split())) if text else text

    command.context_class = TranslatedContext
    command.options_metavar = lang.translate(N_("[OPTIONS]"))
    command.help, command.epilog = translate(command.help), translate(command.epilog)
    help_option = command.get_help_option(TranslatedContext(command))
    if help_option is not None:
        help_option.help = lang.translate(HELP)
    for parameter in command.params:
        if isinstance(parameter, (TyperArgument, TyperOption)):
            parameter.help = translate(parameter.help)
        if parameter.metavar is not None:
            parameter.metavar = lang.translate(parameter.metavar)
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = lang.translate(N_("COMMAND ..."))
        for subcommand in command.commands.values():
            translate_help(subcommand, lang)
