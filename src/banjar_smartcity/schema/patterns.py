"""Patterns: regular expressions as JSON Schema means them (ECMA 262), written for Python's `re`.

In ECMA 262 `$` is the end of the text only, `\\d` is 0 to 9, and `\\w` is A to Z, a to z, 0 to 9 and `_`; in Python
they mean more. What only one of the two has is refused, so that no pattern is read differently from what it says.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache
from itertools import groupby

_DIGIT, _WORD = "0-9", "0-9A-Z_a-z"
_SPACE = r"\t\n\x0b\x0c\r\x20\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_SETS = {
    "d": _DIGIT,
    "w": _WORD,
    "s": _SPACE,
    "D": r"\x00-/:-\U0010ffff",
    "W": r"\x00-/:-@\[-\^`{-\U0010ffff",
    "S": r"\x00-\x08\x0e-\x1f!-\x9f\xa1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff"
    r"\u3001-\ufefe\uff00-\U0010ffff",
}
_LONG = {
    "Letter": "L",
    "Lowercase_Letter": "Ll",
    "Uppercase_Letter": "Lu",
    "Mark": "M",
    "Number": "N",
    "Decimal_Number": "Nd",
    "Punctuation": "P",
    "Symbol": "S",
    "Separator": "Z",
}
_CATEGORY = re.compile("L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?|C[cfo]?")


class PatternError(ValueError):
    """The pattern breaks the rules of ECMA 262, or uses what Python's `re` does not have."""


_ESCAPE = re.compile(
    r"\\(?:u\{(?P<point>[0-9A-Fa-f]{1,6})\}|u(?P<four>[0-9A-Fa-f]{4})|x(?P<two>[0-9A-Fa-f]{2})|c(?P<control>[A-Za-z])"
    r"|(?P<set>[dDwWsS])|[pP]\{(?P<category>[A-Za-z_]+)\}|(?P<kept>[tnrfvbB1-9])|(?P<letter>[^0-9A-Za-z]))",
    re.DOTALL,
)
_GROUP = re.compile(r"\((?:\?(?::|=|!|<=|<!|i\)|P?<(?P<name>[A-Za-z_][0-9A-Za-z_]*)>)|(?!\?))")
_REPEAT = re.compile(r"\{[0-9]+(?:,[0-9]*)?\}")


@cache
def to_python(pattern: str) -> str:
    """The pattern for `re.search`. Raises `PatternError`."""
    parts: list[str] = []
    at, opened = 0, None  # where in `parts` the class of characters begins that is not closed yet
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            token = _matched(_ESCAPE, pattern, at)
            parts.append(_escaped(token, in_class=opened is not None))
            if opened is not None and (token["set"] or token["category"]) and _in_range(pattern, token, parts, opened):
                raise PatternError(pattern)
            at = token.end()
            continue
        if opened is not None:
            if pattern.startswith("--", at):
                raise PatternError(pattern)
            parts.append("\\" + char if char in "[&|~" else char)
            opened = None if char == "]" else opened
        elif char == "[":
            if re.match(r"\^?\]", pattern[at + 1 :]):
                raise PatternError(pattern)
            opened = len(parts)
            parts.append(char)
        elif char in "({":
            token = _matched(_GROUP if char == "(" else _REPEAT, pattern, at)
            parts.append(f"(?P<{token['name']}>" if char == "(" and token["name"] else token[0])
            at = token.end()
            continue
        else:
            parts.append(r"\Z" if char == "$" else char)
        at += 1
    return _compiled("".join(parts), pattern)


def _matched(form: re.Pattern[str], pattern: str, at: int) -> re.Match[str]:
    token = form.match(pattern, at)
    if token is None:
        raise PatternError(pattern)
    return token


def _compiled(python: str, pattern: str) -> str:
    try:
        re.compile(python)
    except (re.error, OverflowError, RecursionError) as error:
        raise PatternError(pattern) from error
    return python


def _escaped(token: re.Match[str], *, in_class: bool) -> str:
    """What one escape is in Python."""
    if digits := token["point"] or token["four"] or token["two"]:
        code = int(digits, 16)
        if code > sys.maxunicode or 0xD800 <= code <= 0xDFFF:
            raise PatternError(token.string)
        return f"\\U{code:08x}"
    if token["control"]:
        return f"\\x{ord(token['control']) % 32:02x}"
    if token["set"]:
        return _SETS[token["set"]] if in_class else f"[{_SETS[token['set']]}]"
    if token["category"]:
        ranges = _category(token["category"], outside=token[0][1] == "P")
        return ranges if in_class else f"[{ranges}]"
    if in_class and token["kept"] and token["kept"] in "bB123456789":
        raise PatternError(token.string)
    return r"(?!\b)" if token["kept"] == "B" else token[0]  # which Python before 3.14 never finds in an empty text


def _in_range(pattern: str, token: re.Match[str], parts: list[str], opened: int) -> bool:
    """Whether a set is at an end of a range, where only one character is allowed."""
    after = pattern[token.end() : token.end() + 2]
    return (after[:1] == "-" and after != "-]") or (parts[-2] == "-" and len(parts) - opened > 3)


@cache
def _category(name: str, *, outside: bool) -> str:
    """The characters of a general category of Unicode, or all others, as ranges."""
    short = _LONG.get(name, name)
    if not _CATEGORY.fullmatch(short):
        raise PatternError(name)
    inside = (unicodedata.category(chr(code)).startswith(short) is not outside for code in range(sys.maxunicode + 1))
    runs = [[code for code, _ in run] for wanted, run in groupby(enumerate(inside), key=lambda pair: pair[1]) if wanted]
    return "".join(f"\\U{run[0]:08x}-\\U{run[-1]:08x}" for run in runs)
