"""Writing: the marks of a stage with what a table gives. Comments and everything else stay, byte for byte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ...named import NamedTuple
from ...source.yaml_edit import Splice, add_entries, add_pair, edit_file, list_at, pairs_of, replace_scalar
from ...source.yaml_ends import line_after
from ...source.yaml_write import mapping_lines
from .table import GivenMark

MARK = ("assessor", "level", "remark", "verdict", "received_at", "reply_by", "reply", "replied_at")
"""The keys of a mark, in their order."""
Record = Mapping[str, Any]


class MarkChange(NamedTuple):
    """A mark that is new, or of which values are changed: by key the old and the new one."""

    given: GivenMark
    is_new: bool
    values: Mapping[str, tuple[Any, Any]]


def mark_changes(data: Record, given: Iterable[GivenMark]) -> tuple[MarkChange, ...]:
    """What a table changes in the marks of a stage. Nothing is deleted by an empty cell."""
    known = {(entry["item"], mark["assessor"]): mark for entry in data["assessments"] for mark in entry["marks"]}
    found = []
    for one in given:
        mark = known.get((one.item, one.assessor))
        before = mark or {}
        values = {k: (_plain(before.get(k)), v) for k, v in one.values.items() if _plain(before.get(k)) != v}
        if mark is None or values:
            found.append(MarkChange(one, mark is None, values))
    return tuple(found)


def changed_marks(content: bytes, data: Record, changes: Sequence[MarkChange]) -> bytes:
    """The file with the changes. Raise `EditError` if its layout is unusual."""
    return edit_file(content, _MarkEdits(data, changes), _after(data, changes)) if changes else content


def new_record(stage: str, changes: Iterable[MarkChange]) -> dict[str, Any]:
    """The marks of a stage of which none were recorded."""
    return _after({"stage": stage, "assessments": []}, tuple(changes))


def _plain(value: Any) -> Any:
    """A text without its translation."""
    return value["id"] if isinstance(value, dict) else value


def _with(before: Any, value: Any) -> Any:
    """The new value, with the translation of the one before, which nobody but its author can renew."""
    return {**before, "id": value} if isinstance(before, dict) else value


def _mark(given: GivenMark) -> dict[str, Any]:
    return {key: given.assessor if key == "assessor" else given.values.get(key) for key in MARK}


def _new_marks(changes: Iterable[MarkChange]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for change in changes:
        if change.is_new:
            found.setdefault(change.given.item, []).append(_mark(change.given))
    return found


def _after(data: Record, changes: Sequence[MarkChange]) -> dict[str, Any]:
    """The data after the changes; a key that a mark did not have comes below the one before it in MARK."""
    changed = {(c.given.item, c.given.assessor): c.values for c in changes if not c.is_new}
    added = _new_marks(changes)
    entries = []
    for entry in data["assessments"]:
        marks = [_merged(mark, changed.get((entry["item"], mark["assessor"]), {})) for mark in entry["marks"]]
        entries.append({**entry, "marks": [*marks, *added.pop(entry["item"], ())]})
    return {**data, "assessments": [*entries, *({"item": item, "marks": marks} for item, marks in added.items())]}


def _merged(mark: Record, values: Mapping[str, tuple[Any, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in mark.items():
        found[key] = _with(value, values[key][1]) if key in values else value
        # Edits at one place are made in the order of their texts.
        found |= {new: values[new][1] for new in sorted(values) if new not in mark and _above(mark, new) == key}
    return found


def _above(mark: Record, key: str) -> str:
    """The key of a mark below which another one is added."""
    return [known for known in MARK[: MARK.index(key)] if known in mark][-1]


class _MarkEdits(NamedTuple):
    """The edits for all changes."""

    data: Record
    changes: Sequence[MarkChange]

    def __call__(self, text: str, root: Any) -> Iterator[Splice]:
        key, value = pairs_of(root)["assessments"]
        nodes = list_at(value).value
        changed = {(c.given.item, c.given.assessor): c.values for c in self.changes if not c.is_new}
        added = _new_marks(self.changes)
        for entry, node in zip(self.data["assessments"], nodes, strict=True):
            marks = list_at(pairs_of(node)["marks"][1]).value
            for mark, place in zip(entry["marks"], marks, strict=True):
                yield from _values(text, place, mark, changed.get((entry["item"], mark["assessor"]), {}))
            if new := added.pop(entry["item"], None):
                yield add_entries(text, node, "marks", new)
        entries = [{"item": item, "marks": marks} for item, marks in added.items()]
        if entries and nodes:
            yield add_entries(text, root, "assessments", entries)
        elif entries:
            lines = [line for entry in entries for line in mapping_lines(entry, "    ", "  - ")]
            below = line_after(text, value.end_mark.index)
            yield Splice(text.index(":", key.end_mark.index) + 1, value.end_mark.index, "")
            yield Splice(below, below, "\n".join(lines) + "\n")


def _values(text: str, node: Any, mark: Record, values: Mapping[str, tuple[Any, Any]]) -> Iterator[Splice]:
    for key, (_, value) in values.items():
        if isinstance(mark.get(key), dict):
            yield replace_scalar(pairs_of(pairs_of(node)[key][1])["id"][1], value)
        elif key in mark:
            yield replace_scalar(pairs_of(node)[key][1], value)
        else:
            yield add_pair(text, node, _above(mark, key), key, value)
