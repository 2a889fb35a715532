"""Merging: what git calls to merge a file. Whatever goes wrong, no side is lost and nothing unmerged looks merged."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ...i18n import N_
from ...merge.lines import merge_lines
from ...merge.texts import Merged, Refusal, merge_texts
from ...source.decode import MAX_BYTES
from ...workspace.writing import write_file
from ..session import language_before_parsing

CLEAN, CONFLICTS = 0, 1
"""Above 128 git would take the merge for broken off; any other code but these has no meaning to it."""

_MARKER_SIZE = 7
_LARGEST_MARKER = 200
_LISTED = 12


def drive(arguments: Sequence[str]) -> int:
    """Merge the files `ancestor ours theirs [marker-size [path]]` into the second; 0 clean, 1 with conflicts."""
    ancestor, ours, theirs = map(Path, arguments[:3])
    size = _marker_size(arguments[3] if len(arguments) > 3 else "")
    shown = arguments[4] if len(arguments) > 4 else str(ours)
    try:
        outcome = _merge(ancestor, ours, theirs, size)
    except (Exception, KeyboardInterrupt) as error:  # no fault of ours may cost a side of the merge
        outcome = Refusal(N_("smartcity failed: {fact}"), f"{type(error).__name__}: {error}")
    try:
        return _finish(outcome, ancestor, ours, theirs, size, shown)
    except (Exception, KeyboardInterrupt) as error:
        _say(N_("{path}: not merged; only our side stands in it: {error}"), path=shown, error=error)
        return CONFLICTS


def _marker_size(text: str) -> int:
    """git's size, which attributes of the repository may set to anything."""
    return min(int(text), _LARGEST_MARKER) if text.isdecimal() and len(text) < 9 and int(text) else _MARKER_SIZE


def _merge(ancestor: Path, ours: Path, theirs: Path, size: int) -> Merged | Refusal:
    if any(path.stat().st_size > MAX_BYTES for path in (ancestor, ours, theirs)):
        return Refusal(N_("it is too large"))
    return merge_texts(ancestor.read_bytes(), ours.read_bytes(), theirs.read_bytes(), size)


def _finish(outcome: Merged | Refusal, ancestor: Path, ours: Path, theirs: Path, size: int, shown: str) -> int:
    if isinstance(outcome, Merged):
        write_file(ours, [outcome.content])
        if outcome.clashes:
            listed = ", ".join(outcome.clashes[:_LISTED]) + (", …" if len(outcome.clashes) > _LISTED else "")
            _say(N_("{path}: both sides changed {entries}; decide between the marks"), path=shown, entries=listed)
        return CONFLICTS if outcome.clashes else CLEAN
    content, conflicts = merge_lines(ancestor, ours, theirs, size)
    if content is None:
        said = N_(
            "{path}: not merged: it holds a NUL byte, so it is no text. Only our side is in it now; "
            "choose a side with `git checkout --ours` or `git checkout --theirs`, then `git add`"
        )
        _say(said, path=shown)
        return CONFLICTS
    write_file(ours, [content])
    _say(
        N_("{path}: merged by lines, not by entries: {reason}"),
        path=shown,
        reason=lambda lang: lang.translate(outcome.reason).format(fact=outcome.fact),
    )
    return CONFLICTS if conflicts else CLEAN


def _say(msgid: str, **facts: object) -> None:
    """A line to standard error; that nobody listens is no reason to fail."""
    with suppress(Exception):
        from ...privacy.search import redact
        from ...render.words.wording import visible

        lang = language_before_parsing([])
        told = {name: fact(lang) if callable(fact) else fact for name, fact in facts.items()}
        shown = {name: visible(redact(str(fact))) for name, fact in told.items()}
        print("smartcity:", lang.translate(msgid).format(**shown), file=sys.stderr, flush=True)
