"""Personal data: numbers of persons, phones, private e-mail, bank accounts, dates of birth, patients.

The raw text is searched, comments and keys included, so that nothing hides outside of what the schema reads. Most texts
have neither enough digits in a row nor a telling word and are done with at once; only where there are, the lines around
are folded (`folding`) and looked at by kind (`numbers`, `phones`, `accounts`, `persons`).
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import At, Diagnostic, Phrase
from ..source.decode import positions
from .hints import hints, may_hold
from .kinds import KINDS, PERSONAL_DATA, Datum

__all__ = ["KINDS", "PERSONAL_DATA", "Datum", "find_personal_data", "redact"]


def find_personal_data(text: str) -> Iterator[Datum]:
    """Every place of a text that holds personal data, each once, in the order of the text."""
    places = hints(text)
    if not places:  # as in most texts: then this need not be loaded
        return
    from .folding import stretch

    done = 0
    for place in places:
        if place >= done:
            start, done = stretch(text, place, done)
            if may_hold(text[start:done]):
                from .by_kind.reading import read

                yield from read(text, start, done)


def check_personal_data(path: str, text: str) -> Iterator[Diagnostic]:
    """A finding for each place of a file's text, comments included, that holds personal data."""
    position = None
    for datum in find_personal_data(text):
        position = position or positions(text)
        yield Diagnostic(PERSONAL_DATA, At(path), {"what": Phrase(datum.what)}, position(datum.start))


def secret_lines(text: str) -> frozenset[int]:
    """The lines in which personal data is, all of them where it goes over several."""
    position = positions(text)
    data = list(find_personal_data(text))
    spans = [(position(datum.start).line, position(datum.end - 1).line) for datum in data]
    return frozenset(line for first, last in spans for line in range(first, last + 1))


def check_decoded(at: At, text: str, value: object) -> Iterator[Diagnostic]:
    """Personal data that only shows once YAML has joined lines and replaced escapes: a finding for each value.

    For a text in which none was found before. Most have neither escapes nor folded lines and are done at once, and of
    the others the values that are in it as they are. Numbers are not: they may be parts of longer ones there.
    """
    is_other = "\\" in text or ">" in text or "|" in text
    if is_other and any(hints(" ".join(found.split())) for found in _unsearched(text, value)):
        yield from _check_values(at, text, value)


def _unsearched(text: str, value: object) -> Iterator[str]:
    """The keys and values of data that are not in the text as they are, or may be a person's number in a longer one."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            if not one.isascii() or not (one.isalpha() or _is_searched(text, one)):
                yield one
        elif isinstance(one, dict):
            waiting += (*one, *one.values())
        elif isinstance(one, list):
            waiting += one


def _is_searched(text: str, value: str) -> bool:
    return value in text and "@" not in value and len(value) - len(value.encode().translate(None, b"0123456789")) < 7


def _check_values(at: At, text: str, value: object) -> Iterator[Diagnostic]:
    if isinstance(value, str):
        for found in _unsearched(text, value):
            for datum in find_personal_data(" ".join(found.split())):
                yield Diagnostic(PERSONAL_DATA, at, {"what": Phrase(datum.what)})
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, entry in entries:
        if isinstance(step, str):
            yield from _check_values(at.key(step), text, step)
        yield from _check_values(at / step, text, entry)


def redact(text: str) -> str:
    """The text with every personal datum replaced by an ellipsis; its lines keep their numbers."""
    parts, last = [], 0
    for datum in find_personal_data(text):
        parts += [text[last : datum.start], "…", "\n" * text.count("\n", datum.start, datum.end)]
        last = datum.end
    return "".join([*parts, text[last:]]) if parts else text
