"""Listing: the text of the programme in which a new stage is listed. Comments stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..source.yaml_edit import Splice, add_entries, add_key, edit_file, pairs_of
from .start import Start


def listed(content: bytes, data: Mapping[str, Any], start: Start) -> bytes:
    """The programme with the stage and, if it is new, the instrument. Raise `EditError` if its layout is unusual."""
    after = dict(data)
    if start.record is not None:
        after["stages"] = [*data["stages"], dict(start.record)]
    if start.entry is not None:
        after["also"] = [*data.get("also", ()), dict(start.entry)]

    def edits(text: str, root: Any) -> Iterator[Splice]:
        if start.record is not None:
            yield add_entries(text, root, "stages", [start.record])
        if start.entry is not None and "also" in pairs_of(root):
            yield add_entries(text, root, "also", [start.entry])
        elif start.entry is not None:
            yield add_key(text, root, "stage", "also", (start.entry,))

    return edit_file(content, edits, _in_order(data, after))


def _in_order(before: Mapping[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """The data with a new key where it is written: below the current stage."""
    if "also" in before or "also" not in after:
        return after
    found: dict[str, Any] = {}
    for key in before:
        found[key] = after[key]
        if key == "stage":
            found["also"] = after["also"]
    return found
