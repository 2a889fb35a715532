"""Markdown: people's text made safe for CommonMark and for what GitHub and GitLab add to it."""

from __future__ import annotations

import re

from .wording import visible

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#!|~&$]|(?<=\{)%")
"""What can begin a span, link, table cell, entity, formula or template tag anywhere in a line."""
_MARKER = re.compile(r"^(?:[-+=/]|(?P<number>\d{1,9})(?P<dot>[.)])(?= |$))")
"""What makes a list item, a heading or a command to the platform where it begins a line."""
_ADDRESS = re.compile(r":(?=//)|(?<=\bwww)\.", re.IGNORECASE)
_MENTION = re.compile(r"\\?([@#!])(?=\w)")
"""People, teams, issues and requests: platforms tell them that they were spoken of."""


class Safe(str):
    """Markdown of ours, or text that has been escaped already."""

    __slots__ = ()


def escape(text: str) -> Safe:
    """Text as one line that shows as it is written, wherever in a line of Markdown it stands."""
    escaped = _SPECIAL.sub(r"\\\g<0>", visible(" ".join(text.split())))
    escaped = _MARKER.sub(lambda m: f"{m['number']}\\{m['dot']}" if m["number"] else f"\\{m[0]}", escaped)
    escaped = _ADDRESS.sub(r"\\\g<0>", escaped)
    # Platforms look for mentions after Markdown has been read, where no backslash helps: a word joiner does.
    return Safe(_MENTION.sub(r"\\\1&#8288;", escaped))
