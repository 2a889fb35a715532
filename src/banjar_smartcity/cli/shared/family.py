"""Family: options that come before the name of a command of a family that also runs alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import typer

from ...i18n import N_
from ..faults import UsageFaultError

if TYPE_CHECKING:
    from typer.core import TyperGroup


def pass_on(context: typer.Context, name: str) -> None:
    """Use options that come before a command as its defaults. Raise `UsageFaultError` if it has no such option."""
    family = cast("TyperGroup", context.command)
    known = {parameter.name for parameter in family.commands[name].params}
    given = {
        option: str(value)
        for option, value in context.params.items()
        if (source := context.get_parameter_source(option)) and source.name == "COMMANDLINE"
    }
    for option in given:
        if option not in known:
            raise UsageFaultError(N_("{option} does not belong to {command}"), option=f"--{option}", command=name)
    defaults = context.default_map or {}
    context.default_map = {name: {**defaults.get(name, {}), **given}}
