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
    """The dimensions of the instrument that the command line names so far, itself or by a stage."""
    chosen = _chosen(context)
    described = _instrument(context, chosen)
    own = described.get("dimensions")
    if not isinstance(own, list):
        is_first = chosen == _program_value(context, "instrument")
        has_any = any(isinstance(i, dict) and i.get("dimension") for i in _listed(described, "items"))
        own = _program_list(context, "dimensions") if is_first or has_any or not described else []
    return [*own, "crosscutting"]


def _chosen(context: Context) -> object:
    """The instrument that is shown: the one named, or that of the stage named, or the first of the programme."""
    first = _program_value(context, "instrument")
    named, stage = context.params.get("instrument"), context.params.get("stage")
    return named or next((own for name, own in _stage_owners(context) if name == stage), None) or first


def _stage_owners(context: Context) -> list[tuple[object, object]]:
    """Each stage with the instrument that it answers."""
    first = _program_value(context, "instrument")
    also = [entry for entry in _program_list(context, "also") if isinstance(entry, dict)]
    current = {str(entry.get("stage")): entry.get("instrument") for entry in also}
    stages = [stage for stage in _program_list(context, "stages") if isinstance(stage, dict)]
    return [(s.get("id"), s.get("instrument") or current.get(str(s.get("id"))) or first) for s in stages]


def _instrument(context: Context, name: object) -> dict[Any, Any]:
    """The file of an instrument; empty if it cannot be read."""
    root = _root(context)
    if root is None or not isinstance(name, str) or not is_id(name):
        return {}
    path = f"data/instruments/{name}.yaml"
    document = load(str(root / path), path).document
    return document.data if document and isinstance(document.data, dict) else {}


def _listed(data: dict[Any, Any], key: str) -> list[Any]:
    found = data.get(key)
    return found if isinstance(found, list) else []


def _answered(context: Context) -> list[object]:
    """The instruments that the region answers: of these, commands show figures."""
    also = (entry.get("instrument") for entry in _program_list(context, "also") if isinstance(entry, dict))
    return [_program_value(context, "instrument"), *also]


def _stages(context: Context) -> list[object]:
    named = context.params.get("instrument")
    return [stage for stage, own in _stage_owners(context) if named in (None, own)]


def _innovations(context: Context) -> list[object]:
    return _records(context, "innovations")


def _evidence(context: Context) -> list[object]:
    return _records(context, "evidence")


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
    "ids": _evidence,
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
