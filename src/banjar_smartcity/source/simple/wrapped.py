"""Wrapped: values that go over several lines: plain, in quotes, or as blocks below `|` and `>`, each made one line.

They are the form in which programs write long texts. As in `lines.py`, what may mean another thing is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

KEY = r"[A-Za-z_][A-Za-z0-9_-]{0,99}"
_HEAD = re.compile(rf"( *)(- )?(?:({KEY}):(?: |\Z))?")
_CONTINUES = re.compile(r"[A-Za-z0-9(\xa1-\xaa\xac\xae-\xb3\xb5-\xba\xbc-\xff]")
"""What a line may begin with that goes on with a plain text. Programs take other signs for more than text."""
_SINGLE = re.compile(r"'(?:[^'\n]|'')*'")
_BLOCKS = frozenset(("|", "|-", ">", ">-"))
_ENDS_OF_MARKS, _QUOTES = frozenset("|>-"), frozenset("'\"")

Unwrapped = tuple[list[str], dict[str, str]]
"""Lines, and the values of those lines that have a stand-in: their texts have line breaks."""


class _OtherwiseError(Exception):
    """A value may mean something else."""


def unwrap(lines: Sequence[str]) -> Unwrapped | None:
    """The lines of a text with each value on the line of its key or dash; None if some value may mean another thing."""
    found, blocks = list[str](), dict[str, str]()
    number = 0
    try:
        while number < len(lines):
            line = lines[number]
            number += 1
            if _is_whole(line, lines[number] if number < len(lines) else ""):
                found.append(line)
                continue
            head = _HEAD.match(line)
            assert head is not None  # noqa: S101 - each of its parts may be missing
            spaces, dash, key = head.groups("")
            least = len(spaces) + (2 if dash and key else 0) + 1
            rest = line[head.end() :]
            if not dash and not key:
                found.append(line)
            elif rest in _BLOCKS:
                number, text = _block(lines, number, least, rest)
                stand_in = f"{head[0]}\n{len(blocks)}"
                blocks[stand_in] = text
                found.append(stand_in)
            else:
                parts = list(_parts(lines, number, least, rest))
                number += len(parts)
                found.append(" ".join((line.rstrip(" "), *parts)) if parts else line)
    except _OtherwiseError:
        return None
    return found, blocks


def _is_whole(line: str, following: str) -> bool:
    """Whether a line says all of its value, as can be seen at once of most."""
    last = line[-1:]
    if last in _ENDS_OF_MARKS or (("'" in line or '"' in line) and (last not in _QUOTES or line.count(last) != 2)):
        return False
    return ": " in following or following[-1:] in ("", ":") or following.lstrip(" ")[0] in "-#"


def _parts(lines: Sequence[str], start: int, least: int, rest: str) -> Iterator[str]:
    """The rest of a plain or quoted value, line by line, without their indentation."""
    quote = rest[:1] if rest[:1] in _QUOTES else ""
    if not quote:
        if rest and (_CONTINUES.match(rest) is None or " #" in rest):
            return
        for line in lines[start:]:
            text = line.lstrip(" ")
            if len(line) - len(text) < least or _CONTINUES.match(text) is None or _is_more(text):
                return
            yield text
        return
    if _is_closed(rest, quote):
        return
    whole = rest
    for line in lines[start:]:
        text = line.lstrip(" ")
        if len(line) - len(text) < least or text[:1] in ("", "#"):
            raise _OtherwiseError
        yield text
        whole += text
        if _is_closed(whole, quote):
            return
    raise _OtherwiseError


def _is_more(text: str) -> bool:
    """Whether there may be a key or a comment in a line of a plain text."""
    return ": " in text or " #" in text or text[-1] == ":"


def _is_closed(text: str, quote: str) -> bool:
    """Whether a value in quotes ends with this text. Raise `_OtherwiseError` if it has more in it than text."""
    if quote == "'":
        is_closed = text.count(quote) % 2 == 0
        is_other = is_closed and _SINGLE.fullmatch(text) is None
    else:
        is_closed = text.count(quote) == 2
        is_other = "\\" in text or text.count(quote) > 2 or (is_closed and not text.endswith(quote))
    if is_other:
        raise _OtherwiseError
    return is_closed


def _block(lines: Sequence[str], start: int, least: int, mark: str) -> tuple[int, str]:
    """Where a block ends, and its text."""
    column = len(lines[start]) - len(lines[start].lstrip(" ")) if start < len(lines) else 0
    end, last = start, start
    while end < len(lines) and (not lines[end] or lines[end].startswith(" " * column)):
        end += 1
        last = end if lines[end - 1] else last
    inside = [line[column:] for line in lines[start:last]]
    ends_below = end < len(lines) and len(lines[end]) - len(lines[end].lstrip(" ")) >= least
    if column < least or not inside or ends_below or last == len(lines):
        raise _OtherwiseError
    text = "\n".join(inside) if mark[0] == "|" else _folded(inside)
    return last, text if mark.endswith("-") else text + "\n"


def _folded(lines: Sequence[str]) -> str:
    """The text of lines: a break is a space, but an empty line is a break."""
    text, breaks = lines[0], 0
    for line in lines[1:]:
        if line.startswith(" "):
            raise _OtherwiseError
        if line:
            text += "\n" * breaks or " "
            text += line
        breaks = 0 if line else breaks + 1
    return text
