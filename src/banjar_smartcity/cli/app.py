"""The application: one file a command, loaded when it is called, and help in the reader's language."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Annotated, Any, Literal, NamedTuple, cast

import typer
from typer._click import Command, Context
from typer._click.exceptions import NoArgsIsHelpError, UsageError
from typer._click.formatting import HelpFormatter  # typer carries click inside; the pinned range keeps this place
from typer._click.shell_completion import CompletionItem
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

from ..i18n import N_, Language
from .faults import UsageFaultError
from .options import Lang, Root, Today
from .registry import FAMILIES, GROUPS, NAMES, place
from .speech import complaint, speak


def _print_version(context: typer.Context, *, given: bool) -> None:
    if given and not context.resilient_parsing:
        from importlib.metadata import version

        sys.stdout.write(f"smartcity {version('banjar-smartcity')}\n")
        raise typer.Exit


def _install(context: typer.Context, shell: str | None) -> None:
    if shell is not None and not context.resilient_parsing:
        from .completion.shells import install

        lang: Language = context.command.lang  # type: ignore[attr-defined]  # that of the application
        install(shell, lang)
        raise typer.Exit


def _show(context: typer.Context, shell: str | None) -> None:
    if shell is not None and not context.resilient_parsing:
        from .completion.shells import show

        show(shell)
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=_print_version, is_eager=True, help=N_("Show the version and leave."))
]
Shell = Literal["auto", "bash", "zsh", "fish", "powershell", "pwsh"]
InstallCompletion = Annotated[
    Shell | None,
    typer.Option(
        "--install-completion",
        metavar=N_("[SHELL]"),
        callback=_install,
        help=N_("Install completion for the Tab key: bash, zsh, fish or powershell; else the current shell."),
    ),
]
ShowCompletion = Annotated[
    Shell | None,
    typer.Option(
        "--show-completion",
        metavar=N_("[SHELL]"),
        callback=_show,
        help=N_("Print the completion script instead of installing it."),
    ),
]
SHELL_OPTIONS = ("--install-completion", "--show-completion")


class _Group(TyperGroup):
    """A group whose commands are imported when they are called: `validate` need not pay for `report`."""

    lang: Language

    def list_commands(self, ctx: Context) -> list[str]:
        return list(NAMES)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        if cmd_name not in self.commands:
            command = _load(cmd_name)
            if command is None:
                return None
            speak(command, self.lang)
            self.add_command(command, cmd_name)
        return self.commands[cmd_name]

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The commands in their groups and what each is for."""
        width = max(map(len, NAMES))
        for title, names in GROUPS:
            told = [(f"{name:<{width}}", self._in_short(name, formatter.width - 6 - width)) for name in names]
            with formatter.section(title):
                formatter.write_dl(told)

    def shell_complete(self, ctx: Context, incomplete: str) -> list[CompletionItem]:
        """The commands that begin so; where an option is begun, the options."""
        begun = [name for name in NAMES if name.startswith(incomplete)]
        found = [CompletionItem(name, help=self._in_short(name, 80)) for name in begun]
        return found or Command.shell_complete(self, ctx, incomplete)

    def _in_short(self, name: str, limit: int) -> str:
        """What a command is for. None is built to be listed: that takes longer than all the rest."""
        return TyperCommand(name, help=self.lang.translate(_purpose(name))).get_short_help_str(limit)


def _typer(**settings: Any) -> typer.Typer:
    return typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False, **settings)


def _function(called: str) -> tuple[Any, str]:
    """The function at `module:function`, and its help."""
    name, _, function = called.partition(":")
    module = import_module(f"banjar_smartcity.cli.commands.{name}")
    return getattr(module, function), module.HELP


def _purpose(name: str) -> str:
    """What a command is for, as a msgid."""
    family = FAMILIES.get(name)
    return family.help if family else _function(place(name))[1]


def _load(name: str) -> Command | None:
    if family := FAMILIES.get(name):
        bare = family.bare is not None
        group = _typer(help=family.help, no_args_is_help=not bare, invoke_without_command=bare)
        for command, called in family.commands.items():
            function, text = _function(called)
            group.command(command, help=text)(function)
        # With a callback it stays a group even where it has but one command.
        group.callback()(_function(family.bare)[0] if family.bare else _nothing)
        return get_command(group)
    if name not in NAMES:
        return None
    single = _typer()
    function, text = _function(place(name))
    single.command(name, help=text)(function)
    return get_command(single)


def _nothing(context: typer.Context, root: Root = None, today: Today = None, lang: Lang = None) -> None:
    """Options of a family stand for those of its commands."""
    given = {"root": root and str(root), "today": today, "lang": lang}
    chosen = {name: value for name, value in given.items() if value is not None}
    known: Mapping[str, Any] = context.default_map or {}
    family = FAMILIES[context.info_name or ""]
    context.default_map = {name: {**known.get(name, {}), **chosen} for name in family.commands}


def _shared(
    context: typer.Context,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
    *,
    version: Version = False,
    install_completion: InstallCompletion = None,
    show_completion: ShowCompletion = None,
) -> None:
    """Shared options may also stand before the command: they become the defaults of its own."""
    given = {"root": root and str(root), "today": today, "lang": lang}
    chosen = {name: value for name, value in given.items() if value is not None}
    families = {name: {**chosen, **dict.fromkeys(family.commands, chosen)} for name, family in FAMILIES.items()}
    context.default_map = {**dict.fromkeys(NAMES, chosen), **families}


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
    speak(group, lang)
    return group


def call_app(arguments: Sequence[str], lang: Language) -> int:
    """Parse the command line and run the command; its exit code. Raises `UsageFaultError` for wrong use."""
    try:
        code = build_app(lang).main(_with_shell(arguments), prog_name="smartcity", standalone_mode=False)
    except NoArgsIsHelpError as error:
        sys.stderr.write(error.format_message() + "\n")
        return 2
    except UsageError as error:
        raise UsageFaultError("{text}", text=complaint(error, lang)) from error
    except SystemExit as end:  # click ends with 1 when nobody reads on; the boundary knows better
        if isinstance(end.__context__, BrokenPipeError):
            raise end.__context__ from None
        raise
    return code if isinstance(code, int) else 0


def _with_shell(arguments: Sequence[str]) -> list[str]:
    """The arguments; an option at their end that needs no shell's name gets one, as the parser knows no such option."""
    return [*arguments, "auto"] if arguments and arguments[-1] in SHELL_OPTIONS else list(arguments)


class Parameter(NamedTuple):
    """An argument or option: how it is written, and what it is for."""

    spelling: str
    help: str
    option: bool


class Listed(NamedTuple):
    """A command as help and the guide list it. `group` is what it is for, the heading that it stands under."""

    group: str
    name: str
    help: str
    parameters: tuple[Parameter, ...]


def list_commands(lang: Language) -> tuple[Listed, ...]:
    """Every command in the order of help, those of families after their family; nothing is read but the commands."""
    app = cast(_Group, build_app(lang))
    context = Context(app, info_name="smartcity")
    found = []
    for group, names in GROUPS:
        for name in names:
            command = cast(Command, app.get_command(context, name))
            found.append(_listed(group, name, command, lang))
            if isinstance(command, TyperGroup):
                found += [_listed(group, f"{name} {part}", held, lang) for part, held in command.commands.items()]
    return tuple(found)


def _listed(group: str, name: str, command: Command, lang: Language) -> Listed:
    context = command.context_class(command, info_name=name)
    records = ((parameter, parameter.get_help_record(context)) for parameter in command.get_params(context))
    parameters = tuple(
        Parameter(*record, option=parameter.param_type_name == "option") for parameter, record in records if record
    )
    return Listed(lang.translate(group), name, command.help or "", parameters)
