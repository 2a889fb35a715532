"""Merging: an answer as sent, as it came back and as the repository has it now, by the rules of the merge driver."""

from __future__ import annotations

import re
from typing import Any

from ...merge.texts import Refusal, merge_texts
from ...named import NamedTuple
from ...source.yaml_text import read_yaml
from ...source.yaml_write import mapping_lines
from ..record import Record, tidy

OURS, THEIRS = 1, 2
_CLASH = re.compile(r"^<{7} ours\n(.*?)^={7}\n(.*?)^>{7} theirs\n", re.M | re.S)
_ITEM = re.compile(r"\Aanswers\[[^\]]*\]\.?")


class MergedRecord(NamedTuple):
    """A merged answer; with conflicts it is that of the repository where they are."""

    record: Record
    conflicts: tuple[str, ...]
    """The keys that both sides changed in different ways; "" for the answer as a whole."""


def merge_records(base: Record, ours: Record, theirs: Record, side: int = OURS) -> MergedRecord:
    """Merge two versions of an answer. `side` decides conflicts: OURS or THEIRS."""
    if theirs in (base, ours):
        return MergedRecord(ours, ())
    if ours == base:
        return MergedRecord(theirs, ())
    merged = merge_texts(sheet_bytes(base), sheet_bytes(ours), sheet_bytes(theirs))
    if isinstance(merged, Refusal):  # an evidence record is named twice, with the same pages
        return MergedRecord(theirs if side == THEIRS else ours, ("",))
    text = _CLASH.sub(rf"\{side}", merged.content.decode())
    data: Any = read_yaml("", text)[0]
    keys = dict.fromkeys(_ITEM.sub("", trail).partition("[")[0].partition(".")[0] for trail in merged.clashes)
    return MergedRecord(_in_place(ours, tidy(data["answers"][0])), tuple(keys))


def _in_place(ours: Record, merged: Record) -> Record:
    """The merged answer with its documents in our order, if they are the same."""
    same = sorted(map(repr, ours["evidence"])) == sorted(map(repr, merged["evidence"]))
    return {**merged, "evidence": ours["evidence"]} if same else merged


def sheet_bytes(record: Record) -> bytes:
    """A sheet with nothing but this answer."""
    return ("\n".join(["answers:", *mapping_lines(record, "    ", "  - ")]) + "\n").encode()
