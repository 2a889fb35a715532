"""Characters: signs of word processors and of other keyboards that look like those of data, but are others."""

from __future__ import annotations

import re

from ..i18n import N_

_QUOTES = "“”„‟«»″＂‘’‚‛′`´"
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_UNSEEN = "\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f"
_DASHES = "\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_WIDE = "\uff01-\uff5e"

LOOKALIKES = f"[{_QUOTES.replace('`', '')}{_SPACES}{_UNSEEN}{_DASHES}{_WIDE}]"
"""Any such character."""
_INVISIBLE = f"[{_SPACES}{_UNSEEN}]"
_PICTURE = "\u203c-\u3299\U0001f000-\U0001faff"
"""Symbols and emoji."""
_JOINED = f"(?<=[{_PICTURE}])\ufe0f|(?<=[{_PICTURE}\ufe0f])\u200d(?=[{_PICTURE}])"
"""Signs that cannot be seen by themselves and make one emoji of others: ❤ and ❤️ are two texts."""
_EDGE = f"\\A[{_SPACES}{_UNSEEN}]|[{_SPACES}{_UNSEEN}](?<!(?<=[{_PICTURE}])\ufe0f)\\Z"
_BLANKS = "".join(
    map(
        chr,
        (
            *(9, 10, 13, 32, 0xA0, 0xAD, 0x34F, 0x61C, 0x115F, 0x1680, 0x180E, 0x202F, 0x205F, 0x3000),
            *range(0x2000, 0x2010),
            *range(0x2060, 0x2065),
            *range(0xFE00, 0xFE10),
        ),
    )
)
"""All that cannot be seen."""
_QUOTED = "\\A(?:[“”„‟″＂][^“”„‟″＂]*[“”″＂]|‘[^‘’]*’)\\Z"
"""One pair of quotes around all of it; with others in between they may belong to its first and its last word."""
_NAMES = (
    (_SPACES, N_("a no-break space")),
    (_UNSEEN, N_("an invisible character")),
    (_QUOTES, N_("word-processor quotes")),
    ("\u2212", N_("a minus sign (−) instead of a hyphen (-)")),
    (_DASHES, N_("a long dash (–) instead of a hyphen (-)")),
    (_WIDE, N_("full-width characters")),
)
"""Patterns are compiled only where a text has such characters: most have none, and compiling takes its time."""
MSGIDS = tuple(name for _, name in _NAMES)


def ordinary(text: str) -> str:
    """The text with the keyboard's quotes, spaces, hyphens and digits; invisible marks are left out."""
    return re.sub(LOOKALIKES, lambda found: _ordinary(found[0]), text)


def _ordinary(character: str) -> str:
    if character in "‘’‚‛′´＇":
        return "'"
    if character in _QUOTES:
        return '"'
    if re.fullmatch(f"[{_SPACES}]", character):
        return " "
    if re.fullmatch(f"[{_DASHES}]", character):
        return "-"
    return chr(ord(character) - 0xFEE0) if "\uff01" <= character <= "\uff5e" else ""


def ordinary_spaces(text: str) -> str:
    """The text with ordinary spaces and without invisible marks, except within emoji; all else stays."""
    return re.sub(f"({_JOINED})|{_INVISIBLE}", lambda found: found[1] or _ordinary(found[0]), text)


def has_lookalikes(text: str) -> bool:
    """Whether there is any such character in a text."""
    return re.search(LOOKALIKES, text) is not None


def strange(text: str) -> str | None:
    """The msgid that names the first kind of look-similar in a text; None if there is none."""
    if text.isascii() or not has_lookalikes(text):
        return None
    return next((name for part, name in _NAMES if re.search(f"[{part}]", text)), None)


def misplaced(text: str) -> str | None:
    """What is strange even in free text: quotes around all of it, or what cannot be seen at one of its ends."""
    if re.search(_EDGE, text):
        return next(name for part, name in _NAMES if any(re.match(f"[{part}]", end) for end in (text[:1], text[-1:])))
    return N_("word-processor quotes") if len(text) > 1 and re.match(_QUOTED, text) else None


def trimmed(text: str) -> str:
    """The text without what `misplaced` names: quotes around all of it, and what cannot be seen at its ends."""
    plain = _stripped(text)
    return _stripped(plain[1:-1]) if len(plain) > 1 and re.match(_QUOTED, plain) else plain


def _stripped(text: str) -> str:
    plain = text.strip(_BLANKS)
    end = text[text.rfind(plain[-1]) + 1 :][:1] if plain else ""
    return f"{plain}{end}" if end == "\ufe0f" and re.match(f"[{_PICTURE}]", plain[-1]) else plain


def unquoted(text: str) -> str:
    """The text in ordinary characters, without blanks and quotes around it."""
    plain = ordinary(text).strip()
    while len(plain) > 1 and plain[0] == plain[-1] and plain[0] in "'\"":
        plain = plain[1:-1].strip()
    return plain
