"""Words: what may follow on a command line, for the shells that ask for it."""

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
"""Set by a shell that asks: `values`, or `described` for words with their help after a tab. The arguments are the
words before the one that is begun, which `_SMARTCITY_WORD` holds."""
WORD = "_SMARTCITY_WORD"


def complete(app: Command, before: Sequence[str]) -> int:
    """Print the words that may follow, one a line; none where a file is meant, which shells know best."""
    from typer._click.shell_completion import CompletionItem, _resolve_context, _resolve_incomplete

    args = [word for word in before if word != "="]  # bash takes `--format=json` apart
    context = _resolve_context(app, {}, "smartcity", args)
    asked, word = _resolve_incomplete(context, args, os.environ.get(WORD, ""))
    described = os.environ[VARIABLE] != "values"
    ids = IDS.get(asked.name or "") if asked is not context.command else None
    if ids is None:
        found = asked.shell_complete(context, word)
    else:
        found = [CompletionItem(id) for id in _begun(ids(context), word)]
    for item in found:
        if item.type == "plain":
            write(_line(item) if described else item.value)
    return 0


def _line(item: CompletionItem) -> str:
    return f"{item.value}\t{' '.join((item.help or item.value).split())}"


def _dimensions(context: Context) -> list[object]:
    return [*_listed(context, "dimensions"), "crosscutting"]


def _stages(context: Context) -> list[object]:
    return [stage.get("id") for stage in _listed(context, "stages") if isinstance(stage, dict)]


def _innovations(context: Context) -> list[object]:
    root = _root(context)
    return [path.stem for path in (root / "data" / "innovations").glob("*.yaml")] if root else []


def _findings(_: Context) -> list[object]:
    from ...checking.pipeline import KINDS

    return [kind.id for kind in KINDS]


IDS: Mapping[str, Callable[[Context], list[object]]] = {
    "dimension": _dimensions,
    "stage": _stages,
    "innovation": _innovations,
    "finding": _findings,
}
"""What an option or argument of this name may be."""


def _begun(ids: Iterable[object], incomplete: str) -> list[str]:
    """What is an id and begins so. Data may hold anything, and a shell might run it."""
    return [found for found in ids if isinstance(found, str) and is_id(found) and found.startswith(incomplete)]


def _listed(context: Context, key: str) -> list[Any]:
    """A list of the programme; an empty one where it cannot be read."""
    root = _root(context)
    document = load(str(root / PROGRAM), PROGRAM).document if root else None
    found = document.data.get(key) if document and isinstance(document.data, dict) else None
    return found if isinstance(found, list) else []


def _root(context: Context | None) -> Path | None:
    """The data that the command line names so far, else those that one stands in."""
    while context is not None:
        if named := context.params.get("root"):
            return Path(named)
        context = context.parent
    return find_root(Path.cwd())
