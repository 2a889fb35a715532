"""Assigning: the register of assignments with a line more, changed or fewer. Comments and everything else stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ..named import NamedTuple
from ..source.yaml_edit import Splice, add_entries, add_pair, edit_file, list_at, pairs_of, replace_scalar
from ..source.yaml_ends import line_after, value_end
from ..source.yaml_write import mapping_lines

SCOPES = ("item", "group", "aspect", "sub_dimension", "dimension")
"""The keys that say what a line is about."""
Line = Mapping[str, Any]


class Wanted(NamedTuple):
    """What a person assigns: to whom, what of which stage, by when, decided on which day."""

    stage: str
    scope: Mapping[str, str]
    """The keys of SCOPES that are named, with their values."""
    agency: str
    due: date | None
    decided_on: date


def same_lines(lines: Sequence[Line], stage: str, scope: Mapping[str, str]) -> tuple[int, ...]:
    """The places of the lines that assign exactly this."""
    return tuple(
        place
        for place, line in enumerate(lines)
        if line["stage"] == stage and {key: line[key] for key in SCOPES if line.get(key) is not None} == dict(scope)
    )


def assigned_lines(content: bytes, data: Line, wanted: Iterable[Wanted]) -> bytes:
    """The register in which each thing is assigned: a line of its own is changed, else one is added.

    Raise `EditError` if its layout is unusual.
    """
    for wish in wanted:
        lines = list(data["assignments"])
        found = same_lines(lines, wish.stage, wish.scope)
        if found:
            lines[found[0]] = _changed(lines[found[0]], wish)
        else:
            lines.append(new_line(wish))
        after = {**data, "assignments": lines}
        content = edit_file(content, _Edit(data, found[0] if found else None, wish), after)
        data = after
    return content


def without_lines(content: bytes, data: Line, places: Iterable[int]) -> bytes:
    """The register without these lines. Raise `EditError` if its layout is unusual."""
    for place in sorted(places, reverse=True):
        lines = [line for number, line in enumerate(data["assignments"]) if number != place]
        after = {**data, "assignments": lines}
        content = edit_file(content, lambda text, root, place=place: _removal(text, root, place), after)
        data = after
    return content


def new_line(wish: Wanted) -> dict[str, Any]:
    """The line that assigns something."""
    line: dict[str, Any] = {"stage": wish.stage, **wish.scope, "agency": wish.agency}
    if wish.due is not None:
        line["due"] = wish.due.isoformat()
    return {**line, "decided_on": wish.decided_on.isoformat()}


def _news(line: Line, wish: Wanted) -> dict[str, str]:
    """The values of a line that change. What stays the same was decided before, and keeps its day."""
    news = {"agency": wish.agency} if line["agency"] != wish.agency else {}
    if wish.due is not None and line.get("due") != wish.due.isoformat():
        news["due"] = wish.due.isoformat()
    return {**news, "decided_on": wish.decided_on.isoformat()} if news else {}


def _changed(line: Line, wish: Wanted) -> dict[str, Any]:
    """A line after its change; keys that it did not have come below its agency."""
    news = _news(line, wish)
    found: dict[str, Any] = {}
    for key, value in line.items():
        found[key] = news.get(key, value)
        if key == "agency":
            # Edits at one place are made in the order of their texts.
            found |= {new: news[new] for new in sorted(news) if new not in line}
    return found


class _Edit(NamedTuple):
    """The edits for one wish: a line is changed, or one is added if there is none."""

    data: Line
    place: int | None
    wish: Wanted

    def __call__(self, text: str, root: Any) -> Iterator[Splice]:
        if self.place is None:
            yield from _addition(text, root, new_line(self.wish))
            return
        line = self.data["assignments"][self.place]
        node = list_at(pairs_of(root)["assignments"][1]).value[self.place]
        for key, value in _news(line, self.wish).items():
            if key in line:
                yield replace_scalar(pairs_of(node)[key][1], value)
            else:
                yield add_pair(text, node, "agency", key, value)


def _addition(text: str, root: Any, line: Line) -> Iterator[Splice]:
    """The edits that add an entry; the first one of an empty list gets lines of its own."""
    key, value = pairs_of(root)["assignments"]
    node = list_at(value)
    if node.value:
        yield add_entries(text, root, "assignments", [line])
        return
    below = line_after(text, node.end_mark.index)
    yield Splice(text.index(":", key.end_mark.index) + 1, node.end_mark.index, "")
    yield Splice(below, below, "\n".join(mapping_lines(line, "    ", "  - ")) + "\n")


def _removal(text: str, root: Any, place: int) -> Iterator[Splice]:
    """The edits that remove an entry: its lines, but no comment above or below it."""
    key, value = pairs_of(root)["assignments"]
    node = list_at(value)
    entries = node.value
    entry = entries[place]
    if node.flow_style:
        first = entries[place - 1].end_mark.index if place else entry.start_mark.index
        last = entry.end_mark.index if place or len(entries) == 1 else entries[1].start_mark.index
        yield Splice(first, last, "")
        return
    dash = text.rfind("-", 0, entry.start_mark.index)
    yield Splice(text.rfind("\n", 0, dash) + 1, line_after(text, value_end(text, entry)), "")
    if len(entries) == 1:
        colon = text.index(":", key.end_mark.index) + 1
        yield Splice(colon, colon, " []")
