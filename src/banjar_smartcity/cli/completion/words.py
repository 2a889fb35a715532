"""Words: complete a command line for a shell."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...workspace.layout import PROGRAM, find_root, is_id, load
from ..output import write

if TYPE_CHECKING:
    from typer._click import Command, Context
    from typer._click.shell_completion import CompletionItem

VARIABLE = "_SMARTCITY_COMPLETE"
"""Set by a shell that asks for words: `values`, or `described` for values with their help after a tab.

The arguments are then the words before the incomplete one, which is the value of `_SMARTCITY_WORD`."""
WORD = "_SMARTCITY_WORD"


def complete(app: Command, before: Sequence[str]) -> int:
    """Print the words that may follow, one a line. Print none for a file name: shells complete those themselves."""
    from typer._click.shell_completion import CompletionItem, _resolve_context, _resolve_incomplete

    args = [word for word in before if word != "="]  # bash splits `--format=json` into three words
    context = _resolve_context(app, {}, "smartcity", args)
    target, word = _resolve_incomplete(context, args, os.environ.get(WORD, ""))
    described = os.environ[VARIABLE] != "values"
    values = IDS.get(target.name or "") if target is not context.command else None
    if values is None:
        found = target.shell_complete(context, word)
    else:
        found = [CompletionItem(id) for id in _matching(values(context), word)]
    for item in found:
        if item.type == "plain":
            write(_line(item) if described else item.value)
    return 0


def _line(item: CompletionItem) -> str:
    return f"{item.value}\t{' '.join((item.help or item.value).split())}"


def _dimensions(context: Context) -> list[object]:
    return [*_program_list(context, "dimensions"), "crosscutting"]


def _answered(context: Context) -> list[object]:
    """The instruments that the region answers: of these, commands show figures."""
    also = (entry.get("instrument") for entry in _program_list(context, "also") if isinstance(entry, dict))
    return [_program_value(context, "instrument"), *also]


def _stages(context: Context) -> list[object]:
    return [stage.get("id") for stage in _program_list(context, "stages") if isinstance(stage, dict)]


def _innovations(context: Context) -> list[object]:
    return _records(context, "innovations")


def _instruments(context: Context) -> list[object]:
    return _records(context, "instruments")


def _records(context: Context, folder: str) -> list[object]:
    root = _root(context)
    return [path.stem for path in (root / "data" / folder).glob("*.yaml")] if root else []


def _items(context: Context) -> list[object]:
    from ..shared.items import item_ids

    root = _root(context)
    return [*item_ids(root)] if root else []


def _findings(_: Context) -> list[object]:
    from ...checking.pipeline import KINDS

    return [kind.id for kind in KINDS]


IDS: Mapping[str, Callable[[Context], list[object]]] = {
    "dimension": _dimensions,
    "stage": _stages,
    "source": _stages,
    "instrument": _answered,
    "of_instrument": _instruments,
    "old": _instruments,
    "new": _instruments,
    "innovation": _innovations,
    "finding": _findings,
    "item": _items,
}
"""The possible values of an option or argument of this name."""


def _matching(values: Iterable[object], incomplete: str) -> list[str]:
    """The values that are ids and start with the incomplete word. Data may contain anything; a shell might run it."""
    return [found for found in values if isinstance(found, str) and is_id(found) and found.startswith(incomplete)]


def _program_list(context: Context, key: str) -> list[Any]:
    """A list of the programme; empty if it cannot be read."""
    found = _program_value(context, key)
    return found if isinstance(found, list) else []


def _program_value(context: Context, key: str) -> object:
    """A value of the programme; None if it cannot be read."""
    root = _root(context)
    document = load(str(root / PROGRAM), PROGRAM).document if root else None
    return document.data.get(key) if document and isinstance(document.data, dict) else None


def _root(context: Context | None) -> Path | None:
    """The folder that the command line names so far, or else the repository of the current folder."""
    while context is not None:
        if named := context.params.get("root"):
            return Path(named)
        context = context.parent
    return find_root(Path.cwd())
