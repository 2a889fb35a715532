"""Markdown: people's text made safe for CommonMark and for what GitHub and GitLab add to it."""

from __future__ import annotations

import re

from ...source.letters import visible

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#!|~&$]|(?<=\{)%")
"""What can begin a span, link, table cell, entity, formula or template tag anywhere in a line."""
_MARKER = re.compile(r"^(?:[-+=/]|(?P<number>\d{1,9})(?P<dot>[.)])(?= |$))")
"""What makes a list item, a heading or a command to the platform where it begins a line."""
_ADDRESS = re.compile(r":(?=//)|(?<=\bwww)\.", re.IGNORECASE)
_MENTION = re.compile(r'\\?(?:([@#!])(?=\w)|(%)(?=[\w"])|\b(g[hl]-)(?=\d))', re.IGNORECASE)
"""People, teams, issues, requests and milestones: platforms tell them that they were spoken of."""
_EMOJI = re.compile(r":(?=(?:100|1234|[\w+-]*[a-z+-][\w+-]*):)", re.IGNORECASE | re.ASCII)
"""What GitHub shows as a picture, as it does with the number in `a.yaml:100:5`."""
_JOINER = "&#8288;"


class Safe(str):
    """Markdown of ours, or text that has been escaped already."""

    __slots__ = ()


def escape(text: str) -> Safe:
    """Text as one line that shows as it is written, wherever in a line of Markdown it stands."""
    escaped = _SPECIAL.sub(r"\\\g<0>", visible(" ".join(text.split())))
    escaped = _MARKER.sub(lambda m: f"{m['number']}\\{m['dot']}" if m["number"] else f"\\{m[0]}", escaped)
    escaped = _ADDRESS.sub(r"\\\g<0>", escaped)
    # Platforms look for these after Markdown has been read, where no backslash helps: a word joiner does.
    escaped = _MENTION.sub(_part, escaped)
    return Safe(_EMOJI.sub(rf"\g<0>{_JOINER}", escaped))


def _part(found: re.Match[str]) -> str:
    """The mark of a mention, with a word joiner between it and who is mentioned."""
    sign, percent, prefix = found.groups()
    return f"\\{sign}{_JOINER}" if sign else f"{percent or prefix}{_JOINER}"
