"""Markdown: people's text made safe for CommonMark and for the extensions of GitHub and GitLab."""

from __future__ import annotations

import re

from ...source.letters import visible
from ...spelling.patterns import late

_SPECIAL = late(r"[\\`*_{}\[\]<>#!|~&$]|(?<=\{)%")
"""Characters that can begin a span, link, table cell, entity, formula or template tag anywhere in a line."""
_MARKER = late(r"^(?:[-+=/]|(?P<number>\d{1,9})(?P<dot>[.)])(?= |$))")
"""What makes a list item, a heading or a command to the platform at the beginning of a line."""
_ADDRESS = late(r":(?=//)|(?<=\bwww)\.", re.IGNORECASE)
_MENTION = late(r'\\?(?:([@#!])(?=\w)|(%)(?=[\w"])|\b(g[hl]-)(?=\d))', re.IGNORECASE)
"""Mentions of people, teams, issues, requests and milestones: platforms would notify them or link to them."""
_EMOJI = late(r":(?=(?:100|1234|[\w+-]*[a-z+-][\w+-]*):)", re.IGNORECASE | re.ASCII)
"""What GitHub shows as an emoji; the number in `a.yaml:100:5` is one too."""
_JOINER = "&#8288;"


class Safe(str):
    """Markdown that is not escaped again: our own, or text that is escaped already."""

    __slots__ = ()


def escape(text: str) -> Safe:
    """The text on one line, escaped so that Markdown shows it as it is written, anywhere in a line."""
    escaped = _SPECIAL.sub(r"\\\g<0>", visible(" ".join(text.split())))
    escaped = _MARKER.sub(lambda m: f"{m['number']}\\{m['dot']}" if m["number"] else f"\\{m[0]}", escaped)
    escaped = _ADDRESS.sub(r"\\\g<0>", escaped)
    # Platforms look for these after Markdown is parsed, when a backslash does not help; a word joiner does.
    escaped = _MENTION.sub(_part, escaped)
    return Safe(_EMOJI.sub(rf"\g<0>{_JOINER}", escaped))


def _part(found: re.Match[str]) -> str:
    """The mark of a mention with a word joiner after it, so that it is not a mention."""
    sign, percent, prefix = found.groups()
    return f"\\{sign}{_JOINER}" if sign else f"{percent or prefix}{_JOINER}"
