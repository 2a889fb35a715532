"""The application: it loads a command when it is called, and shows help in the reader's language."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import wraps
from importlib import import_module
from inspect import signature
from typing import Annotated, Any, Literal, cast, get_type_hints

import typer
from typer._click import Command, Context
from typer._click.exceptions import NoArgsIsHelpError, UsageError
from typer._click.formatting import HelpFormatter  # typer includes click; the pinned range keeps this path
from typer._click.shell_completion import CompletionItem
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

from ..i18n import N_, Language
from ..named import NamedTuple
from .calling.speech import translate_error, translate_help, translate_notes
from .faults import UsageFaultError
from .options import Lang, Root, Today
from .parameters.declared import Declared
from .registry import FAMILIES, GROUPS, NAMES, entry_point


def _print_version(context: typer.Context, *, given: bool) -> None:
    if given and not context.resilient_parsing:
        from importlib.metadata import version

        sys.stdout.write(f"smartcity {version('banjar-smartcity')}\n")
        raise typer.Exit


def _install(context: typer.Context, shell: str | None) -> None:
    if shell is not None and not context.resilient_parsing:
        from .completion.shells import install

        lang: Language = context.command.lang  # type: ignore[attr-defined]  # set by `build_app`
        install(shell, lang)
        raise typer.Exit


def _show(context: typer.Context, shell: str | None) -> None:
    if shell is not None and not context.resilient_parsing:
        from .completion.shells import show

        show(shell)
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=_print_version, is_eager=True, help=N_("Show the version and exit."))
]
Shell = Literal["auto", "bash", "zsh", "fish", "powershell", "pwsh"]
InstallCompletion = Annotated[
    Shell | None,
    typer.Option(
        "--install-completion",
        metavar=N_("[SHELL]"),
        callback=_install,
        help=N_("Install completion for the Tab key: bash, zsh, fish or powershell; default: the current shell."),
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
    """A group that imports a command only when it is called: `validate` does not load what `report` needs."""

    lang: Language

    def list_commands(self, ctx: Context) -> list[str]:
        return list(NAMES)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        if cmd_name not in self.commands:
            command = _load(cmd_name)
            if command is None:
                return None
            translate_help(command, self.lang)
            self.add_command(command, cmd_name)
        return self.commands[cmd_name]

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the commands in their groups, each with what it is for."""
        width = max(map(len, NAMES))
        for title, names in GROUPS:
            rows = [(f"{name:<{width}}", self._short_help(name, formatter.width - 6 - width)) for name in names]
            with formatter.section(title):
                formatter.write_dl(rows)

    def shell_complete(self, ctx: Context, incomplete: str) -> list[CompletionItem]:
        """Complete the name of a command, or of an option if no command matches."""
        matching = [name for name in NAMES if name.startswith(incomplete)]
        found = [CompletionItem(name, help=self._short_help(name, 80)) for name in matching]
        return found or Command.shell_complete(self, ctx, incomplete)

    def _short_help(self, name: str, limit: int) -> str:
        """What a command is for, in a few words. The command is not built for it, as that is slow."""
        return TyperCommand(name, help=self.lang.translate(_help_of(name))).get_short_help_str(limit)


def _typer(**settings: Any) -> typer.Typer:
    return typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False, **settings)


def _import_function(target: str) -> tuple[Any, str]:
    """Import the function at `module:function`; return it and the help of its module."""
    name, _, function = target.partition(":")
    module = import_module(f"banjar_smartcity.cli.commands.{name}")
    return _with_parameters(getattr(module, function)), module.HELP


def _with_parameters(function: Any) -> Any:
    """The function with its parameters declared as typer reads them."""
    declared = get_type_hints(function, include_extras=True)

    @wraps(function)
    def call(*args: Any, **values: Any) -> Any:
        return function(*args, **values)

    call.__annotations__ = {name: _for_typer(hint) for name, hint in declared.items()}
    signed = signature(function)
    kept = [part.replace(annotation=call.__annotations__[part.name]) for part in signed.parameters.values()]
    call.__signature__ = signed.replace(parameters=kept)  # type: ignore[attr-defined]  # read before the wrapped one
    return call


def _for_typer(hint: Any) -> Any:
    declared = getattr(hint, "__metadata__", (None,))[0]
    if not isinstance(declared, Declared):
        return hint
    shown: dict[str, Any] = {"help": declared.help, "metavar": declared.metavar, "show_default": declared.show_default}
    if not declared.names:
        return Annotated[hint.__origin__, typer.Argument(**shown)]
    return Annotated[hint.__origin__, typer.Option(*declared.names, min=declared.min, max=declared.max, **shown)]


def _help_of(name: str) -> str:
    """The help of a command or family, as a msgid."""
    family = FAMILIES.get(name)
    return family.help if family else _import_function(entry_point(name))[1]


def _load(name: str) -> Command | None:
    if family := FAMILIES.get(name):
        runs_alone = family.default is not None
        group = _typer(help=family.help, no_args_is_help=not runs_alone, invoke_without_command=runs_alone)
        for command, target in family.commands.items():
            function, text = _import_function(target)
            group.command(command, help=text)(function)
        # Without a callback, typer turns a group of one command into that command.
        group.callback()(
            _import_function(family.default)[0] if family.default else _with_parameters(_pass_on_to_family)
        )
        return get_command(group)
    if name not in NAMES:
        return None
    single = _typer()
    function, text = _import_function(entry_point(name))
    single.command(name, help=text)(function)
    return get_command(single)


def _pass_on_to_family(context: typer.Context, root: Root = None, today: Today = None, lang: Lang = None) -> None:
    """Use options that come before the name of a family's command as defaults of that command."""
    given = {"root": root and str(root), "today": today, "lang": lang}
    chosen = {name: value for name, value in given.items() if value is not None}
    known: Mapping[str, Any] = context.default_map or {}
    family = FAMILIES[context.info_name or ""]
    context.default_map = {name: {**known.get(name, {}), **chosen} for name in family.commands}


def _pass_on(
    context: typer.Context,
    root: Root = None,
    today: Today = None,
    lang: Lang = None,
    *,
    version: Version = False,
    install_completion: InstallCompletion = None,
    show_completion: ShowCompletion = None,
) -> None:
    """Use shared options that come before the name of a command as defaults of that command."""
    given = {"root": root and str(root), "today": today, "lang": lang}
    chosen = {name: value for name, value in given.items() if value is not None}
    families = {name: {**chosen, **dict.fromkeys(family.commands, chosen)} for name, family in FAMILIES.items()}
    context.default_map = {**dict.fromkeys(NAMES, chosen), **families}


def build_app(lang: Language) -> Command:
    """Build the command line, with help in this language."""
    app = _typer(
        cls=_Group,
        help=N_("Prepare the yearly smart-city evaluation of a region from plain YAML files."),
        no_args_is_help=True,
        epilog=N_("Exit codes: 0 clean, 1 errors in the data, 2 wrong usage, 3 a bug in the program."),
    )
    app.callback()(_with_parameters(_pass_on))
    group = cast(_Group, get_group(app))
    group.lang = lang
    translate_help(group, lang)
    return group


def call_app(arguments: Sequence[str], lang: Language) -> int:
    """Parse the command line, run the command and return its exit code. Raise `UsageFaultError` for wrong use."""
    try:
        code = build_app(lang).main(_with_shell(arguments), prog_name="smartcity", standalone_mode=False)
    except NoArgsIsHelpError as error:
        sys.stderr.write(error.format_message() + "\n")
        return 2
    except UsageError as error:
        raise UsageFaultError("{text}", text=translate_error(error, lang)) from error
    except SystemExit as end:  # click exits with 1 if nobody reads the output; the boundary decides about that
        if isinstance(end.__context__, BrokenPipeError):
            raise end.__context__ from None
        raise
    return code if isinstance(code, int) else 0


def _with_shell(arguments: Sequence[str]) -> list[str]:
    """Add `auto` to a completion option at the end that names no shell, as the parser requires a value."""
    return [*arguments, "auto"] if arguments and arguments[-1] in SHELL_OPTIONS else list(arguments)


class Parameter(NamedTuple):
    """An argument or option: its spelling and its help."""

    spelling: str
    help: str
    option: bool


class CommandHelp(NamedTuple):
    """A command as help and the guide list it. `group` is the heading that it is listed under."""

    group: str
    name: str
    help: str
    parameters: tuple[Parameter, ...]


def list_commands(lang: Language) -> tuple[CommandHelp, ...]:
    """List all commands in the order of help, those of a family after the family. No data are read."""
    app = cast(_Group, build_app(lang))
    context = Context(app, info_name="smartcity")
    found = []
    for group, names in GROUPS:
        for name in names:
            command = cast(Command, app.get_command(context, name))
            found.append(_help_entry(group, name, command, lang))
            if isinstance(command, TyperGroup):
                found += [
                    _help_entry(group, f"{name} {subname}", subcommand, lang)
                    for subname, subcommand in command.commands.items()
                ]
    return tuple(found)


def _help_entry(group: str, name: str, command: Command, lang: Language) -> CommandHelp:
    context = command.context_class(command, info_name=name)
    records = ((parameter, parameter.get_help_record(context)) for parameter in command.get_params(context))
    parameters = tuple(
        Parameter(name, translate_notes(text, lang), option=parameter.param_type_name == "option")
        for parameter, (name, text) in ((parameter, record) for parameter, record in records if record)
    )
    return CommandHelp(lang.translate(group), name, command.help or "", parameters)
