"""Changes of records in words: what each is, which figures it moves, and which fields changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ...i18n import N_, Language
from ...privacy.search import redact
from ...versions.diff.change import UNSURE, Change, Gain
from ...versions.diff.records import Field, ListPlace
from ..words.points import signed
from ..words.wording import express
from .blocks import ListEntry
from .excerpts import MAX_VALUE as _MAX_VALUE
from .excerpts import excerpts

_WHAT = {
    "added": N_("added"),
    "removed": N_("removed"),
    "changed": N_("changed"),
    "renamed": N_("renamed"),
    "replaced": N_("replaced"),
    "moved": N_("counts differently"),
}
_SINCE = N_("by this change: {points} supported from {day} on")
_ASIDE = frozenset(("deviation", "distribution", "note", "answered_on"))
"""Keys that accompany others."""
_KNOWN_BY = ("id", "evidence", "item", "indicator", "name", "text", "year")


def entry(change: Change, lang: Language) -> ListEntry:
    """A change as an entry of a list."""
    return ListEntry(headline(change, lang), tuple(_details(change, lang)))


def rewording(change: Change, lang: Language) -> ListEntry | None:
    """The words that changed in a record, before and after; None if only translations changed."""
    fields = tuple(_field(field, lang) for field in change.fields if not _is_translation(field))
    return ListEntry(redact(change.id), fields) if fields else None


def _is_translation(field: Field) -> bool:
    return field.wording and field.translated is not None


def is_blank(change: Change) -> bool:
    """Whether a change only adds an answer in which nothing is written yet, such as those of a new stage."""
    silent = not (change.claimed or change.supported or change.notes or change.before or change.after or change.gains)
    return change.kind == "answer" and change.what == "added" and silent and not any(map(_is_shown, change.fields))


def blank_entry(changes: Sequence[Change], lang: Language) -> ListEntry:
    """Answers in which nothing is written yet, in one entry with their files."""
    text = lang.ngettext(
        "{n} answer added in which nothing is written yet",
        "{n} answers added in which nothing is written yet",
        len(changes),
    )
    files = Counter(change.path for change in changes)
    return ListEntry(text.format(n=len(changes)), tuple(f"{redact(path)}: {n}" for path, n in files.items()))


def _is_shown(field: Field) -> bool:
    """Whether a field has a value before or after; a list without entries says the same as no list."""
    return any(value not in (None, [], {}, "") for value in (field.before, field.after))


def headline(change: Change, lang: Language) -> str:
    """A change in one line: what it is, and how far it moves the final index."""
    level = next((field for field in change.fields if change.kind == "answer" and field.pointer == ("level",)), None)
    unsure = next((note for note in change.notes if note in UNSURE), None)
    what = express(unsure, lang) if unsure else lang.translate(_WHAT[change.what])
    if level and not unsure:
        what = f"level {_value(level.before)} → {_value(level.after)}"
    name = f"{redact(change.id)}: {what}"
    if moved := _moved(change, lang):
        name += f" ({moved})"
    return f"{name} · {_short(lang.text(change.name))}" if change.name else name


def _moved(change: Change, lang: Language) -> str:
    parts = []
    if change.claimed:
        text = N_("{points} on the final index")
        if change.instrument is not None:
            text = N_("{points} on the final index of {instrument}")
        points = signed(change.claimed, lang)
        parts.append(lang.translate(text).format(points=points, instrument=change.instrument))
    if change.supported:
        text = N_("{points} supported") if change.instrument is None else N_("{points} supported in {instrument}")
        points = signed(change.supported, lang)
        parts.append(lang.translate(text).format(points=points, instrument=change.instrument))
    return ", ".join(parts)


def _details(change: Change, lang: Language) -> Iterator[str]:
    _ = lang.translate
    yield from (express(note, lang) for note in change.notes if note not in UNSURE)
    if change.before is not None:
        yield f"{express(change.before, lang)} → {express(change.after, lang)}"
    fields = [field for field in change.fields if not (change.kind == "answer" and field.pointer == ("level",))]
    for field in sorted(fields, key=_weight):
        if not _is_translation(field) and _is_shown(field):
            yield _field(field, lang)
    if worded := [_name(field) for field in fields if _is_translation(field)]:
        yield _(N_("reworded: {fields}")).format(fields=express(tuple(worded), lang))
    if change.gains is not None:
        yield from _gained(change.gains, lang)
    if change.serves:
        yield _(N_("serves {names}")).format(names=express(change.serves, lang))
    if change.path:
        yield f"{redact(change.path)}:{change.position.line}"


def _weight(field: Field) -> int:
    """Fields by what they may hide: taken away, then replaced, then added, then what accompanies, then words."""
    if field.loses:
        return 0
    if field.wording:
        return 4
    return 3 if field.pointer[-1] in _ASIDE else 1 if field.before is not None else 2


def _gained(gains: Gain, lang: Language) -> Iterator[str]:
    """What the change of a document's record adds by itself to the index, and to those of other instruments."""
    if not (gains.points or gains.others):
        yield lang.translate(N_("by this change: nothing more and nothing less is supported"))
    for instrument, points in ((None, gains.points), *gains.others):
        if points:
            text = N_("by this change: {points} supported") if gains.since is None else _SINCE
            found = lang.translate(text).format(points=signed(points, lang), day=gains.since and lang.date(gains.since))
            yield found if instrument is None else f"{instrument}: {found}"


def _field(field: Field, lang: Language) -> str:
    if field.pointer[-2:-1] == ("evidence",) and (field.before is None or field.after is None):
        text = N_("evidence removed: {id}") if field.after is None else N_("evidence added: {id}")
        return lang.translate(text).format(id=redact(str(field.pointer[-1])))
    if isinstance(field.before, str) and isinstance(field.after, str):
        before, after = excerpts(_plain(field.before), _plain(field.after))
        return f"{_name(field)}: {before or '–'} → {after or '–'}"
    return f"{_name(field)}: {_value(field.before)} → {_value(field.after)}"


def _name(field: Field) -> str:
    return ".".join(str(step + 1) if isinstance(step, ListPlace) else redact(str(step)) for step in field.pointer)


def _value(value: object) -> str:
    """A value, shortened; a dash if it is unknown."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        value = next((value[key] for key in _KNOWN_BY if value.get(key) is not None), "…")
    if isinstance(value, list):
        return ", ".join(map(_value, value[:4])) + (", …" if len(value) > 4 else "") if value else "–"
    return _short(str(value))


def _short(text: str) -> str:
    text = _plain(text)
    return text if len(text) <= _MAX_VALUE else text[: _MAX_VALUE - 1] + "…"


def _plain(text: str) -> str:
    """A text on one line without personal data. It is redacted before it is cut, as half a number is not recognised."""
    return " ".join(redact(text).split())
