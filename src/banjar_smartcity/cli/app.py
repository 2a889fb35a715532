"""The application: one file a command, loaded when it is called, and help in the reader's language."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple, cast

import typer
from typer._click import Command, Context
from typer._click.exceptions import NoArgsIsHelpError, UsageError
from typer._click.formatting import HelpFormatter  # typer carries click inside; the pinned range keeps this place
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

from ..i18n import N_, Language
from .complaints import complaint
from .faults import UsageFaultError
from .options import Lang, Root, Today

HEADINGS = (N_("Usage: "), N_("Arguments"), N_("Options"), N_("Commands"))
HELP = N_("Show this help and leave.")
COMMANDS = (
    "validate",
    "status",
    "todo",
    "score",
    "diff",
    "review",
    "history",
    "report",
    "site",
    "codeowners",
    "explain",
    "merge-driver",
    "textconv",
)
"""Each is the function of this name in the module of this name, with `_` for `-`."""


class _Family(NamedTuple):
    """Commands of one noun: each the `module:function` it calls. `bare` is called where none of them is named."""

    help: str
    commands: Mapping[str, str]
    bare: str | None = None


FAMILIES: Mapping[str, _Family] = {
    "new": _Family(N_("Begin a new record."), {"innovation": "new:innovation"}),
    "evidence": _Family(
        N_("Evidence: record documents, see their state, pack them for the assessors."),
        {"add": "evidence_add:add", "check": "evidence_check:check", "pack": "evidence_pack:pack"},
    ),
    "survey": _Family(
        N_("The citizen survey: its questionnaire, its tables checked and summed up, two compared."),
        {
            "form": "survey_form:form",
            "import": "survey_import:import_",
            "lint": "survey_lint:lint",
            "compare": "survey_compare:compare",
        },
    ),
    "innovations": _Family(
        N_("Show innovations and their maturity. Says what is proved, what is not known, and who may stand first."),
        {
            "show": "innovations_show:show",
            "shortlist": "innovations_shortlist:shortlist",
            "matrix": "innovations_matrix:matrix",
            "contest": "innovations_contest:contest",
        },
        bare="innovations:innovations",
    ),
}


class _Group(TyperGroup):
    """A group whose commands are imported when they are called: `validate` need not pay for `report`."""

    lang: Language

    def list_commands(self, ctx: Context) -> list[str]:
        return [*COMMANDS, *FAMILIES]

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        if cmd_name not in self.commands:
            command = _load(cmd_name)
            if command is None:
                return None
            _speak(command, self.lang)
            self.add_command(command, cmd_name)
        return self.commands[cmd_name]

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The commands and what each is for. None is built to be listed: that takes longer than all the rest."""
        names = self.list_commands(ctx)
        limit = formatter.width - 6 - max(map(len, names))
        told = {name: TyperCommand(name, help=self.lang.translate(_purpose(name))) for name in names}
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.get_short_help_str(limit)) for name, command in told.items()])


def _typer(**settings: Any) -> typer.Typer:
    return typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False, **settings)


def _function(place: str) -> tuple[Any, str]:
    """The function at `module:function`, and its help."""
    name, _, function = place.partition(":")
    module = import_module(f"banjar_smartcity.cli.commands.{name}")
    return getattr(module, function), module.HELP


def _purpose(name: str) -> str:
    """What a command is for, as a msgid."""
    family = FAMILIES.get(name)
    return family.help if family else _function(_place(name))[1]


def _place(name: str) -> str:
    module = name.replace("-", "_")
    return f"{module}:{module}"


def _load(name: str) -> Command | None:
    if family := FAMILIES.get(name):
        bare = family.bare is not None
        group = _typer(help=family.help, no_args_is_help=not bare, invoke_without_command=bare)
        for command, place in family.commands.items():
            function, text = _function(place)
            group.command(command, help=text)(function)
        # With a callback it stays a group even where it has but one command.
        group.callback()(_function(family.bare)[0] if family.bare else _nothing)
        return get_command(group)
    if name not in COMMANDS:
        return None
    single = _typer()
    function, text = _function(_place(name))
    single.command(name, help=text)(function)
    return get_command(single)


def _nothing(context: typer.Context, root: Root = None, today: Today = None, lang: Lang = None) -> None:
    """Options of a family stand for those of its commands."""
    given = {"root": root and str(root), "today": today, "lang": lang}
    chosen = {name: value for name, value in given.items() if value is not None}
    known: Mapping[str, Any] = context.default_map or {}
    family = FAMILIES[context.info_name or ""]
    context.default_map = {name: {**known.get(name, {}), **chosen} for name in family.commands}


def _shared(context: typer.Context, root: Root = None, today: Today = None, lang: Lang = None) -> None:
    """Shared options may also stand before the command: they become the defaults of its own."""
    given = {"root": root and str(root), "today": today, "lang": lang}
    chosen = {name: value for name, value in given.items() if value is not None}
    families = {name: {**chosen, **dict.fromkeys(family.commands, chosen)} for name, family in FAMILIES.items()}
    context.default_map = {**dict.fromkeys(COMMANDS, chosen), **families}


def build_app(lang: Language) -> Command:
    """The command line, its help in this language."""
    app = _typer(
        cls=_Group,
        help=N_("Prepare the yearly smart-city evaluation of a region from plain YAML files."),
        no_args_is_help=True,
        epilog=N_("Exit codes: 0 clean, 1 errors in the data, 2 wrong use, 3 a fault of the program."),
    )
    app.callback()(_shared)
    group = cast(_Group, get_group(app))
    group.lang = lang
    _speak(group, lang)
    return group


def call_app(arguments: Sequence[str], lang: Language) -> int:
    """Parse the command line and run the command; its exit code. Raises `UsageFaultError` for wrong use."""
    try:
        code = build_app(lang).main(list(arguments), prog_name="smartcity", standalone_mode=False)
    except NoArgsIsHelpError as error:
        sys.stderr.write(error.format_message() + "\n")
        return 2
    except UsageError as error:
        raise UsageFaultError("{text}", text=complaint(error.format_message(), lang)) from error
    return code if isinstance(code, int) else 0


def _speak(command: Command, lang: Language) -> None:
    """Put the help of a command and of what is below it into the language."""

    class Formatter(HelpFormatter):
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, lang.translate(HEADINGS[0]))

        def section(self, name: str) -> Any:
            return super().section(lang.translate(name))

    class Speaking(Context):
        formatter_class = Formatter

    def translate(text: str | None) -> str | None:
        return lang.translate(" ".join(text.split())) if text else text

    command.context_class = Speaking
    command.help, command.epilog = translate(command.help), translate(command.epilog)
    own_help = command.get_help_option(Speaking(command))
    if own_help is not None:
        own_help.help = lang.translate(HELP)
    for parameter in command.params:
        if (text := getattr(parameter, "help", None)) is not None:
            parameter.help = translate(text)  # type: ignore[attr-defined]  # options and arguments have it
        if parameter.metavar is not None:
            parameter.metavar = lang.translate(parameter.metavar)
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = lang.translate(N_("COMMAND ..."))
        for part in command.commands.values():
            _speak(part, lang)
