"""Merging: the merge driver that git calls. If it fails, no side is lost and no conflict looks resolved."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ...i18n import N_
from ...merge.lines import merge_lines
from ...merge.texts import Merged, Refusal, merge_texts
from ...source.decode import MAX_BYTES
from ...source.letters import visible
from ...workspace.writing import write_file
from ..session import language_before_parsing

CLEAN, CONFLICTS = 0, 1
"""Exit codes for git: above 128 it would stop the whole merge, and other codes have no meaning."""

_MARKER_SIZE = 7
_LARGEST_MARKER = 200
_LISTED = 12


def drive(arguments: Sequence[str]) -> int:
    """Merge the files `ancestor ours theirs [marker-size [path]]` into `ours`. Return 1 if there are conflicts."""
    ancestor, ours, theirs = map(Path, arguments[:3])
    size = _marker_size(arguments[3] if len(arguments) > 3 else "")
    shown = arguments[4] if len(arguments) > 4 else str(ours)
    try:
        outcome = _merge(ancestor, ours, theirs, size)
    except (Exception, KeyboardInterrupt) as error:  # a fault of smartcity must not lose a side of the merge
        outcome = Refusal(N_("smartcity failed: {fact}"), f"{type(error).__name__}: {error}")
    try:
        return _finish(outcome, ancestor, ours, theirs, size, shown)
    except (Exception, KeyboardInterrupt) as error:
        _say(N_("{path}: not merged; it contains only our side: {error}"), path=shown, error=error)
        return CONFLICTS


def _marker_size(text: str) -> int:
    """The length of the conflict markers. Attributes of the repository may set any value, so it is limited."""
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
            _say(N_("{path}: both sides changed {entries}; decide between the markers"), path=shown, entries=listed)
        return CONFLICTS if outcome.clashes else CLEAN
    content, conflicts = merge_lines(ancestor, ours, theirs, size)
    if content is None:
        said = N_(
            "{path}: not merged: it has a NUL byte, so it is not a text file. Only our side is in it now; "
            "choose a side with `git checkout --ours` or `git checkout --theirs`, then `git add`"
        )
        _say(said, path=shown)
        return CONFLICTS
    write_file(ours, [content])
    _say(
        N_("{path}: merged line by line, not entry by entry: {reason}"),
        path=shown,
        reason=lambda lang: lang.translate(outcome.reason).format(fact=outcome.fact),
    )
    return CONFLICTS if conflicts else CLEAN


def _say(msgid: str, **facts: object) -> None:
    """Print a line to standard error. A failure to print it is ignored."""
    with suppress(Exception):
        from ...privacy.search import redact

        lang = language_before_parsing([])
        values = {name: fact(lang) if callable(fact) else fact for name, fact in facts.items()}
        shown = {name: visible(redact(str(fact))) for name, fact in values.items()}
        print("smartcity:", lang.translate(msgid).format(**shown), file=sys.stderr, flush=True)
