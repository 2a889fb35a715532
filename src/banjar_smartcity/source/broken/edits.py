"""Edits: one line of broken YAML, or a few, as their author may have meant them, one function a kind of mistake."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from ...i18n import N_
from ...named import NamedTuple
from ...spelling.characters import LOOKALIKES, ordinary_spaces, strange

MOST_CONTINUED = 20
"""A text that goes on over more lines is not put together."""


class Edit(NamedTuple):
    """Some lines replaced by one."""

    replaced: range
    line: str
    problem: str
    column: int
    exact: bool = False
    indents: bool = False
    """What matters is where the line begins, so the suggestion shows it."""


_KEY = r"[\w-]+"
_ENTRY = re.compile(rf"(\s*(?:-\s+)*)({_KEY}|\"[^\"]*\")?(:\s+)?")
_ENTRY_OR_KEY = re.compile(r"\s*(?:-\s|[a-z_]+:(?:\s|\Z))")
_COMMENT = re.compile(r"\s{2,}#.*\Z|\s#\s.*\Z")
_STARTS = re.compile(rf"\s*(?:-\s|-\Z|(?:{_KEY}|\"[^\"]*\"):(?:\s|\Z)|#|\Z)")

MSGIDS = (
    NO_COLON_SPACE := N_("a space is missing after the colon"),
    NO_DASH := N_("a list entry begins with a hyphen and a space"),
    NO_FIRST_LINE := N_("an entry has lost its first line, so its keys are those of the entry before, a second time"),
    VALUE_AND_LINES := N_("a key has either a value behind it or lines below it, not both"),
    LONE_HYPHEN := N_("a hyphen is not a value; what is not known is null"),
    NO_DASH_SPACE := N_("a space is missing after the hyphen of a list entry"),
    NO_COLON_AT_END := N_("a key has no colon"),
    NOT_A_COLON := N_("a key is followed by a colon and a space, and by nothing else"),
    TAB := N_("a tab indents this line; only spaces may do that"),
    INDENTATION := N_("this line does not begin below the lines that it belongs to"),
    CONTINUED := N_("a text goes on in the next line without being indented"),
    COLON := N_("a text with a colon in it needs quotes"),
    FIRST_CHARACTER := N_("a text that begins with this character needs quotes"),
    HASH := N_("a text with # in it needs quotes; what follows # would be lost"),
    NOT_CLOSED := N_("quotes are not closed"),
    PART_QUOTED := N_("quotes are closed before the end of the text; put all of it in quotes"),
    BACKSLASH := N_("a backslash in double quotes must be doubled"),
    APOSTROPHE := N_("an apostrophe ends the text; a text with an apostrophe needs double quotes"),
    EMPTY_LIST := N_("[] says that the list is empty, but entries follow"),
    BRACKET := N_("a list in [ ] is not closed"),
)


def _one(number: int, line: str, problem: str, column: int, *, exact: bool = False, indents: bool = False) -> Edit:
    return Edit(range(number, number + 1), line, problem, column, exact, indents)


def _lookalikes(lines: Sequence[str], number: int) -> Iterator[Edit]:
    line = lines[number]
    name = strange(line)
    if name is None:
        return
    found = re.search(LOOKALIKES, line)
    column = found.start() if found else 0
    yield _one(number, ordinary_spaces(line), name, column, exact=True, indents=not line[:column].strip())
    if dash := re.match(r"(\s*)[\u2010-\u2015\u2212\uff0d]\s*", line):
        yield _one(number, f"{dash[1]}- {line[dash.end() :]}", name, len(dash[1]), exact=True)
    if colon := re.match(rf"(\s*(?:-\s+)?{_KEY})\s*：\s*", line):
        yield _one(number, f"{colon[1]}: {line[colon.end() :]}", name, len(colon[1]), exact=True)
    if quotes := re.fullmatch(rf"(\s*(?:-\s+)?(?:{_KEY}:\s+)?)[“”„‟″](.*)[“”″]\s*", line):
        yield _one(number, quotes[1] + _quoted(quotes[2]), name, len(quotes[1]), exact=True)


def _tabs(lines: Sequence[str], number: int) -> Iterator[Edit]:
    line = lines[number]
    if "\t" in line[: len(line) - len(line.lstrip())]:
        for indent in _indents(lines, number):
            yield _one(number, " " * indent + line.lstrip(), TAB, 0, exact=True, indents=True)


def _hyphens(lines: Sequence[str], number: int) -> Iterator[Edit]:
    if found := re.match(r"(\s*)-(?=[^\s-])", lines[number]):
        line = lines[number]
        yield _one(number, f"{found[1]}- {line[found.end() :]}", NO_DASH_SPACE, len(found[1]))


def _colons(lines: Sequence[str], number: int) -> Iterator[Edit]:
    line = lines[number]
    if found := re.match(rf"(\s*(?:-\s+)?{_KEY}):(?=\S)", line):
        yield _one(number, f"{found[1]}: {line[found.end() :]}", NO_COLON_SPACE, found.start(1) + _blanks(line))
    if found := re.match(rf"(\s*(?:-\s+)?{_KEY})\s*(?:=+>?|:=|;|\s:)\s*(?=\S)", line):
        yield _one(number, f"{found[1]}: {line[found.end() :]}", NOT_A_COLON, _blanks(line))
    if re.fullmatch(rf"\s*(?:-\s+)?{_KEY}\s*", line) and _has_lines_below(lines, number):
        yield _one(number, f"{line.rstrip()}:", NO_COLON_AT_END, _blanks(line))
    before = lines[number - 1] if number else ""
    # After a single word a text hardly goes on in the column of the keys.
    is_beside_word = re.fullmatch(rf"\s*{_KEY}:\s+\S+\s*", before) is not None and _blanks(before) == _blanks(line)
    if is_beside_word and (found := re.match(r"(\s*[a-z_]+)[ \t]+(?=\S)", line)):
        yield _one(number, f"{found[1]}: {line[found.end() :]}", NO_COLON_AT_END, _blanks(line), exact=True)


def _has_lines_below(lines: Sequence[str], number: int, nth: int = 1) -> bool:
    """Whether the nth line below is a key or an entry that is indented further, or an entry in the same column."""
    after = next(islice((line for line in lines[number + 1 : number + 9] if line.strip()), nth - 1, None), "")
    deep, own = _blanks(after), _blanks(lines[number])
    return _ENTRY_OR_KEY.match(after) is not None and (deep > own or (deep == own and after.lstrip()[0] == "-"))


def _blanks(line: str) -> int:
    return len(line) - len(line.lstrip())


def _empty_lists(lines: Sequence[str], number: int) -> Iterator[Edit]:
    if found := re.fullmatch(rf"(\s*(?:-\s+)?{_KEY}:)\s*(?:\[\s*\]|null|~)\s*", lines[number]):
        yield _one(number, found[1], EMPTY_LIST, len(found[1]) + 1, exact=True)


def _both(lines: Sequence[str], number: int) -> Iterator[Edit]:
    """A key with a value and lines below it, without the value; a hyphen for nothing as null."""
    found = re.match(rf"(\s*(?:-\s+)?{_KEY}:)\s+(?=[^\s#\[{{|>&*!\"'])", lines[number])
    if found is None:
        return
    if re.fullmatch(r"-+\s*", lines[number][found.end() :]):
        yield _one(number, f"{found[1]} null", LONE_HYPHEN, found.end(), exact=True)
    elif _has_lines_below(lines, number) and _has_lines_below(lines, number, 2):  # one line may be indented too far
        yield _one(number, found[1], VALUE_AND_LINES, found.end(), exact=True)


def _dashes(lines: Sequence[str], number: int) -> Iterator[Edit]:
    """A first key of an entry without its hyphen, if other entries begin with the same key in the same column."""
    if found := re.match(rf"(\s*)({_KEY}:)(?=\s|\Z)", lines[number]):
        entry = f"{found[1]}- {found[2]}"
        if any(line.startswith(entry) for line in lines):
            yield _one(number, f"{entry}{lines[number][found.end() :]}", NO_DASH, len(found[1]), exact=True)


def _values(lines: Sequence[str], number: int) -> Iterator[Edit]:
    """The value of the line in quotes, or with the quotes that it has closed."""
    line = lines[number]
    head = _ENTRY.match(line)
    if head is None:
        return
    lead = head[0] if head[3] else head[1]
    value = line[len(lead) :]
    comment = _COMMENT.search(value)
    value, rest = (value[: comment.start()], comment[0]) if comment else (value, "")
    value = value.rstrip()
    if not value:
        return
    first, column = value[0], len(lead)
    if first in "\"'":
        closed = len(value) > 1 and value.endswith(first)
        inner = value[1:-1] if closed else value[1:]
        yield _one(number, lead + _quoted(inner) + rest, _fault_of_quotes(first, inner, closed=closed), column)
    elif first == "[" and re.match(r"\[[^\]]*\s#", line[len(lead) :]):
        yield _one(number, lead + _flow(line[len(lead) :]), HASH, column)
    elif first == "[" and "]" not in value:
        yield _one(number, f"{lead}{value}]{rest}", BRACKET, column)
    is_key = not head[3] and _STARTS.match(line[len(lead) :]) is not None
    if first not in "\"'" and not is_key:
        whole = line[len(lead) :].rstrip()
        for text, tail in ((value, rest), (whole, "")):
            hashed = re.search(r"\s#", text) is not None
            problem = HASH if hashed else FIRST_CHARACTER if first in "@`%*&![]{}|>-?,#" else COLON
            if problem != COLON or ":" in text:
                yield _one(number, lead + _quoted(text) + tail, problem, column)
    if not head[3] and (key := re.match(r"(\s*(?:-\s+)?)([^:\"']+\s#[^:]*):(?=\s|\Z)", line)):
        yield _one(number, f"{key[1]}{_quoted(key[2])}:{line[key.end() :]}", HASH, len(key[1]))


def _fault_of_quotes(quote: str, inner: str, *, closed: bool) -> str:
    if quote == "'" and "'" in inner:
        return APOSTROPHE
    if quote in inner.replace(f"\\{quote}", ""):
        return PART_QUOTED
    return BACKSLASH if closed and "\\" in inner else NOT_CLOSED


def _flow(text: str) -> str:
    """A list in brackets with quotes around what has # in it."""
    parts = (part.strip() for part in text.strip().removeprefix("[").removesuffix("]").split(","))
    return f"[{', '.join(_quoted(part) if ' #' in part else part for part in parts)}]"


def _quoted(text: str) -> str:
    """A text in double quotes that reads as it is written."""
    return json.dumps(text.replace('\\"', '"'), ensure_ascii=False)


def in_quotes(line: str) -> str | None:
    """A line with its value in double quotes; None if it has none."""
    return next((edit.line.strip() for edit in _values([line], 0) if edit.line != line), None)


def _continued(lines: Sequence[str], number: int) -> Iterator[Edit]:
    """A value and the lines that it goes on in, as one line."""
    start = number
    if start > 0 and _STARTS.match(lines[start]) and not _STARTS.match(lines[start - 1]):
        start -= 1
    while start > 0 and number - start < 5 and not _STARTS.match(lines[start]):
        start -= 1
    head, stop = _ENTRY.match(lines[start]), start + 1
    while stop < min(len(lines), number + MOST_CONTINUED) and not _STARTS.match(lines[stop]):
        stop += 1
    if head is None or not head[3] or stop == start + 1:
        return
    value = " ".join(line.strip() for line in (lines[start][len(head[0]) :], *lines[start + 1 : stop]))
    hashed = re.search(r"\s#", value) is not None
    if value[:1] in ("[", "{", "|", ">", '"', "'") or not (hashed or " " in lines[start + 1].strip()):
        if hashed and value.startswith("["):
            yield Edit(range(start, stop), head[0] + _flow(value), HASH, len(head[0]))
        return
    problem, column = (HASH, len(head[0])) if hashed else (CONTINUED, _blanks(lines[start + 1]))
    for text in (_quoted(value),) if hashed else (value, _quoted(value)):
        yield Edit(range(start, stop), head[0] + text, problem, column)


def _indented(lines: Sequence[str], number: int) -> Iterator[Edit]:
    line = lines[number]
    for indent in _indents(lines, number):
        yield _one(number, " " * indent + line.lstrip(), INDENTATION, _blanks(line), indents=True)


def _indents(lines: Sequence[str], number: int) -> Iterable[int]:
    """Where the lines around begin, those of keys and of entries; the nearest first."""
    line = lines[number]
    around = [lines[n] for n in range(max(0, number - 8), min(len(lines), number + 9)) if n != number]
    columns = {_blanks(other) for other in around if other.strip() and "\t" not in other[: _blanks(other)]}
    columns |= {len(found[0]) for other in around if (found := re.match(r"\s*-\s+(?=\S)", other))}
    own = len(line[: _blanks(line)].expandtabs(4))
    return sorted(columns, key=lambda column: (abs(column - own), column))[:6]


EDITS: tuple[Callable[[Sequence[str], int], Iterator[Edit]], ...] = (
    _lookalikes,
    _tabs,
    _colons,
    _hyphens,
    _empty_lists,
    _dashes,
    _both,
    _values,
    _continued,
    _indented,
)
"""From the most to the least certain."""
