"""Options that several commands share. Help texts are msgids, translated where help is shown."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ..i18n import N_, Language

if TYPE_CHECKING:
    from collections.abc import Callable


def known(what: str) -> Callable[[typer.Context, str], list[str]]:
    """What completes an option: the function of this name in `completion.words`, loaded when a shell asks."""

    def find(context: typer.Context, incomplete: str) -> list[str]:
        from .completion import words

        found: list[str] = getattr(words, what)(context, incomplete)
        return found

    return find


Root = Annotated[
    Path | None,
    typer.Option(
        "--root", metavar=N_("FOLDER"), help=N_("The repository with the folder data/; else found upwards from here.")
    ),
]
Today = Annotated[
    str | None,
    typer.Option(
        "--today", metavar=N_("DAY"), help=N_("The day that counts as today, YYYY-MM-DD; nothing later is shown.")
    ),
]
Lang = Annotated[
    Literal["id", "en"] | None,
    typer.Option("--lang", metavar="id|en", help=N_("Language; else SMARTCITY_LANG, else that of data/program.yaml.")),
]
Format = Annotated[
    Literal["text", "json"], typer.Option("--format", metavar="text|json", help=N_("How to print."), show_default=False)
]
ReviewFormat = Annotated[
    Literal["text", "json", "github", "gitlab", "sarif", "junit", "markdown"],
    typer.Option(
        "--format",
        metavar="FORMAT",
        help=N_("text, json, github (annotations), gitlab (code quality), sarif, junit or markdown."),
        show_default=False,
    ),
]
DimensionOption = Annotated[
    str | None,
    typer.Option(
        "--dimension",
        metavar="ID",
        help=N_("Only this dimension, for example living."),
        autocompletion=known("dimensions"),
    ),
]
StageOption = Annotated[
    str | None,
    typer.Option(
        "--stage",
        metavar="ID",
        help=N_("Another stage than the current one of program.yaml."),
        autocompletion=known("stages"),
    ),
]
Summary = Annotated[bool, typer.Option("--summary", help=N_("Only what matters most, in a few lines."))]
Partial = Annotated[
    bool,
    typer.Option("--partial", help=N_("Leave out files with errors instead of refusing; the result says so.")),
]
Watch = Annotated[
    bool, typer.Option("--watch", help=N_("Show it in a browser and build it anew whenever data are saved."))
]
Port = Annotated[
    int,
    typer.Option(
        "--port", metavar="N", min=0, max=65535, help=N_("The port for --watch; else a free one."), show_default=False
    ),
]


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
