"""Sheets: the text of a sheet in which answers are changed or added. Everything else stays, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from ..source.yaml_edit import EditError, Splice, edit_file, flow, list_at, pairs_of, replace_scalar
from ..source.yaml_ends import line_after, own_comments, value_end
from ..source.yaml_write import mapping_lines
from .record import KEYS, Record

_COLON = re.compile(r"[ \t]*:")
_BELOW = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*")
"""Comments and empty lines."""
_RENAMED = {"carried": "confirmed_from"}
"""A key that becomes another one, with the same value, when the answer is no longer carried over."""

Data = Mapping[str, Any]


def changed_sheet(content: bytes, data: Data, before: Mapping[str, Record], after: Mapping[str, Record]) -> bytes:
    """A sheet after some of its answers are changed, and others added at its end. Raise `EditError` if it is unusual.

    `before` are the answers as they are, by item, in the same form as those in `after`.
    """
    answers: list[dict[str, Any]] = list(data["answers"])
    known: set[str] = set()
    changed = []
    for one in answers:
        first = one["item"] not in known  # an item that is answered twice is a fault; the first answer counts
        known.add(one["item"])
        changed.append(_changed(one, before, after) if first else one)
    added = [dict(record) for item, record in after.items() if item not in known]

    def splices(text: str, root: Node) -> list[Splice]:
        return joined(every(text, root))

    def every(text: str, root: Node) -> Iterator[Splice]:
        key, node = pairs_of(root)["answers"]
        for one, old, new in zip(list_at(node).value, answers, changed, strict=True):
            if old is not new:
                yield from mapping_splices(text, one, old, new)
        if added:
            yield from _appended(text, key, list_at(node), added)

    return edit_file(content, splices, {**data, "answers": [*changed, *added]})


def joined(splices: Iterable[Splice]) -> list[Splice]:
    """The edits, those that add text at one place as one, in their order."""
    found: dict[tuple[int, int], str] = {}
    for first, last, text in splices:
        found[first, last] = found.get((first, last), "") + text
    return [Splice(first, last, text) for (first, last), text in found.items()]


def _changed(old: dict[str, Any], before: Mapping[str, Record], after: Mapping[str, Record]) -> dict[str, Any]:
    """An answer as its sheet will have it, with its keys where they are now; the same value if it is not changed."""
    item = old["item"]
    if item not in after:
        return old
    was, now = before[item], after[item]
    different = [key for key in KEYS if was.get(key) != now.get(key)]
    found: dict[str, Any] = {}
    for key, value in old.items():
        new = _RENAMED.get(key, key)
        if new != key and key in different and now.get(key) is None and now.get(new) is not None:
            found[new] = now[new]
        elif key == "evidence" and key in different:
            found[key] = _evidence(value, was[key], now[key])
        else:
            found[key] = _like(value, now.get(key)) if key in different else value
    for key in different:
        if key not in found and now.get(key) is not None:
            found = _inserted(found, key, now[key])
    return found


def _like(old: Any, new: Any) -> Any:
    """A value with its keys in the order in which they are."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return new
    return {**{key: new.get(key) for key in old}, **new}


def _evidence(raw: list[dict[str, Any]], was: list[dict[str, Any]], now: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The documents of an answer; those that are not changed as they are written, such as `pages: 5`."""
    left = list(zip(was, raw, strict=True))
    found = []
    for use in now:
        same = next((pair for pair in left if pair[0] == use), None)
        same = same or next(
            (pair for pair in left if pair[0]["evidence"] == use["evidence"] and pair[0] not in now), None
        )
        if same is None:
            found.append(use)
            continue
        left.remove(same)
        found.append(same[1] if same[0] == use else _like(same[1], use))
    return found


def _inserted(found: dict[str, Any], key: str, value: Any) -> dict[str, Any]:
    """A mapping with a new key behind the last one that comes before it in the usual order."""
    after = next(name for name in reversed(KEYS[: KEYS.index(key)]) if name in found)
    grown: dict[str, Any] = {}
    for name, old in found.items():
        grown[name] = old
        if name == after:
            grown[key] = value
    return grown


def mapping_splices(text: str, node: Node, old: Data, new: Data) -> Iterator[Splice]:
    """The edits that make one mapping of another one. Keys are replaced, renamed and added, never removed."""
    if isinstance(node, MappingNode) and node.flow_style:
        yield Splice(node.start_mark.index, node.end_mark.index, flow(new))
        return
    pairs = pairs_of(node)
    place: list[str] = []
    for name, value in new.items():
        if name in old:
            place.append(name)
            if value != old[name] or type(value) is not type(old[name]):
                yield from _replaced(text, *pairs[name], old[name], value)
        elif (former := _former(name, old, new)) is not None:
            key = pairs[former][0]
            place.append(former)
            yield Splice(key.start_mark.index, key.end_mark.index, name)
        else:
            yield _added(text, pairs[place[-1]], name, value)


def _former(name: str, old: Data, new: Data) -> str | None:
    """The key that becomes this one."""
    return next((key for key, now in _RENAMED.items() if now == name and key in old and key not in new), None)


def _replaced(text: str, key: Node, node: Node, old: Any, new: Any) -> Iterator[Splice]:
    """The edits that put another value in the place of a value."""
    if isinstance(old, dict) and isinstance(new, dict) and list(old) == list(new):
        yield from mapping_splices(text, node, old, new)
    elif old and new and isinstance(new, list) and isinstance(node, SequenceNode) and node.flow_style:
        yield Splice(node.start_mark.index, node.end_mark.index, flow(new))
    elif old and new and isinstance(node, SequenceNode) and all(isinstance(one, dict) for one in (*old, *new)):
        yield from _list_splices(text, node, old, new)
    elif isinstance(node, ScalarNode) and node.style not in ("|", ">") and not isinstance(new, dict | list):
        yield replace_scalar(node, new)
    else:
        yield _written_anew(text, key, node, new)


def _written_anew(text: str, key: Node, node: Node, new: Any) -> Splice:
    """The edit that writes all of a value again, with the lines that it goes over."""
    colon = _COLON.match(text, key.end_mark.index)
    if colon is None:
        raise EditError
    column = " " * key.start_mark.column
    first, *more = mapping_lines({"x": new}, column, column)
    return Splice(colon.end(), max(colon.end(), value_end(text, node)), "\n".join([first[len(column) + 2 :], *more]))


def _added(text: str, pair: tuple[Node, Node], name: str, value: Any) -> Splice:
    """The edit that adds a key below another one."""
    key, node = pair
    place = line_after(text, value_end(text, node))
    column = " " * key.start_mark.column
    return Splice(place, place, "\n".join(mapping_lines({name: value}, column, column)) + "\n")


def _list_splices(text: str, node: SequenceNode, old: list[Any], new: list[Any]) -> Iterator[Splice]:
    """The edits of a list: entries at the same place are changed, others added or removed at its end."""
    for one, was, now in zip(node.value, old, new, strict=False):
        if was != now:
            yield from _entry_splices(text, one, was, now)
    column = node.value[0].start_mark.column
    line = text.rfind("\n", 0, node.value[0].start_mark.index) + 1
    dash = text.index("-", line) - line
    if len(new) > len(old):
        place = line_after(text, value_end(text, node))
        lead = " " * dash + "-" + " " * (column - dash - 1)
        lines = [line for entry in new[len(old) :] for line in mapping_lines(entry, " " * column, lead)]
        yield Splice(place, place, "\n".join(lines) + "\n")
    elif len(new) < len(old):
        first = line_after(text, value_end(text, node.value[len(new) - 1]))
        yield Splice(first, line_after(text, value_end(text, node)), "")


def _entry_splices(text: str, node: Node, was: dict[str, Any], now: dict[str, Any]) -> Iterator[Splice]:
    """The edits of an entry: key by key if none of its keys goes, else the entry as a whole."""
    names = list(now)
    if list(was) == [name for name in names if name in was] and names[0] in was:
        yield from mapping_splices(text, node, was, now)
        return
    if isinstance(node, MappingNode) and node.flow_style:
        yield Splice(node.start_mark.index, node.end_mark.index, flow(now))
        return
    column = " " * node.start_mark.column
    lines = mapping_lines(now, column, "")
    yield Splice(node.start_mark.index, value_end(text, node), "\n".join(lines))


def _appended(text: str, key: Node, node: SequenceNode, added: list[dict[str, Any]]) -> Iterator[Splice]:
    """The edit that adds answers at the end of a list, with an empty line between them if the others have one."""
    if not node.value:
        yield _first_entries(key, node, added)
        return
    if node.flow_style:
        close = node.end_mark.index - 1
        yield Splice(close, close, "".join(f", {flow(entry)}" for entry in added))
        return
    column, line = node.value[-1].start_mark.column, text.rfind("\n", 0, node.value[-1].start_mark.index) + 1
    dash = text.index("-", line) - line
    lead = " " * dash + "-" + " " * (column - dash - 1)
    end = line_after(text, value_end(text, node))
    below = _BELOW.match(text, end)
    place = own_comments(text, end, below.end() if below else end, dash)
    spaced = len(node.value) < 2 or "\n\n" in text[value_end(text, node.value[-2]) : node.value[-1].start_mark.index]
    lines: list[str] = []
    for entry in added:
        lines += [*([""] if spaced else []), *mapping_lines(entry, " " * column, lead)]
    yield Splice(place, place, "\n".join(lines) + "\n")


def _first_entries(key: Node, node: SequenceNode, added: list[dict[str, Any]]) -> Splice:
    """The edit that fills an empty list."""
    lines = [""]
    for number, entry in enumerate(added):
        lines += [*([""] if number else []), *mapping_lines(entry, "    ", "  - ")]
    first = key.end_mark.index + 1
    return Splice(first, node.end_mark.index, "\n".join(lines))
