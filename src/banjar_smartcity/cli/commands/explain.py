"""`smartcity explain`: what a kind of finding means, why it matters, and how to fix it."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Annotated

from ...diagnostics import Kind
from ...i18n import N_, Language, language
from ...workspace.layout import find_root
from ..faults import UsageFaultError
from ..options import Format, Lang
from ..output import write, write_json
from ..parameters.declared import argument
from ..session import find_language, open_session

HELP = N_("Explain a kind of finding, or show an item. Why it matters, an example, and how to fix it.")


def explain(
    finding: Annotated[
        str | None,
        argument(metavar=N_("[FINDING-ID]"), help=N_("For example reference-unknown; default: list all.")),
    ] = None,
    *,
    format: Format = "text",
    lang: Lang = None,
) -> int:
    """Run `smartcity explain`."""
    from ...checking.pipeline import KINDS

    speech = language(lang or find_language())
    if finding is None:
        chosen = KINDS
    else:
        chosen = tuple(kind for kind in KINDS if kind.id == finding)
        if not chosen:
            return _item(finding, format, lang)
    if format == "json":
        from ...render.json.values import kinds_data

        write_json(kinds_data(chosen, speech))
    elif finding is None:
        _list(chosen, speech)
    else:
        _explain(chosen[0], speech)
    return 0


def _item(name: str, format: str, lang: str | None) -> int:
    """Show an item of this id; raise `UsageFaultError` with what was probably meant if there is none."""
    from ...checking.pipeline import KINDS
    from ..shared.items import item_ids, nearest, show_item

    root = find_root(Path.cwd())
    items = frozenset(item_ids(root)) if root else frozenset[str]()
    if name in items:
        session = open_session(root, None, lang)
        return show_item(session, name, stage=None, instrument=None, partial=False, format=format)
    known = dict.fromkeys([*(kind.id for kind in KINDS), *sorted(items)], "")
    meant = next(iter(nearest(name, known)), "reference-unknown")
    raise UsageFaultError(N_("unknown finding or item {id}; did you mean {meant}?"), id=name, meant=meant)


def _list(kinds: tuple[Kind, ...], lang: Language) -> None:
    from ...render.words.wording import pattern

    width = max(len(kind.id) for kind in kinds)
    for kind in kinds:
        write(f"{kind.id:<{width}}  {pattern(kind.message, lang)}")


def _explain(kind: Kind, lang: Language) -> None:
    from ...render.words.wording import pattern, severity

    write(f"{kind.id} ({severity(kind, lang)})")
    write(_indented(pattern(kind.message, lang)))
    for heading, text in ((N_("Why"), kind.why), (N_("How to fix it"), kind.hint)):
        write(lang.translate(heading) + "\n" + _indented(pattern(text, lang)))
    example = "\n".join(f"  {line}" for line in kind.example.splitlines())
    write(lang.translate(N_("Example")) + "\n" + example)


def _indented(text: str) -> str:
    from ...render.terminal.console import UNBOUNDED, columns

    width = columns()
    if width != UNBOUNDED:
        width = min(width, 100)
    return textwrap.fill(text, width, initial_indent="  ", subsequent_indent="  ") + "\n"
