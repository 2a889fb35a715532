"""Wording of the questionnaire that an office provides: official sentences, and the programmes asked about.

Both come from files of the office, which need not be in the repository.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeGuard

from ...diagnostics import At, Diagnostic, Phrase, closest
from ...i18n import N_, Text
from ...model.parts import text
from ...named import NamedTuple
from ...privacy.search import check_decoded, check_personal_data
from ...rules.references import UNKNOWN
from ...schema.kinds import MISSING_KEY, REPEATED, WRONG_TYPE
from ...schema.scale import off_scale
from ...schema.validator import shipped
from ...source.document import Document
from ...workspace.layout import Loaded

STATEMENT = N_("statement of the citizen survey")
SUB_DIMENSION = N_("sub-dimension")
_TYPES = {"mapping": N_("a mapping"), "text": N_("text"), "other": N_("something else")}


class Wording(NamedTuple):
    """Sentences of a source: of statements by item, and of answers by level. Those that are missing stay ours."""

    source: str | None
    title: Text | None
    statements: Mapping[str, Text]
    scale: Mapping[int, Text]


OURS = Wording(None, None, {}, {})
"""Every sentence is our own."""


def build_wording(loaded: Loaded, items: Collection[str], marks: range) -> tuple[Wording, tuple[Diagnostic, ...]]:
    """The wording in a file, and its faults. `items` are the ids of the statements that are asked.

    `marks` are those of an answer, the lowest first.
    """
    document, faults = loaded.document, [*loaded.diagnostics]
    if document is None:
        return OURS, tuple(faults)
    faults += _personal(document)
    against_schema = shipped("survey-wording").check(document)
    if against_schema:
        return OURS, (*faults, *against_schema)
    assert isinstance(document.data, dict)  # noqa: S101 - the schema asks for it
    data: dict[str, Any] = document.data
    at = At(document.path)
    steps = data.get("scale") or []
    faults += _unknown(at / "statements", data["statements"], STATEMENT, items)
    levels = [step["level"] for step in steps]
    faults += [
        Diagnostic(REPEATED, at / "scale" / i / "level") for i, level in enumerate(levels) if level in levels[:i]
    ]
    faults += off_scale({at / "scale" / i / "level": level for i, level in enumerate(levels)}, marks)
    title = data.get("title")
    statements = {item: text(sentence) for item, sentence in data["statements"].items()}
    scale = {step["level"]: text(step["text"]) for step in steps}
    return Wording(data["source"], text(title) if title else None, statements, scale), tuple(faults)


def build_programmes(
    loaded: Loaded, sub_dimensions: Collection[str]
) -> tuple[Mapping[str, Text], tuple[Diagnostic, ...]]:
    """The names of programmes by sub-dimension, from the key `programmes` of a column map, and the faults.

    Other keys are not checked here, but by the import. A programme without a name is left out, so that the form asks
    for it.
    """
    document = loaded.document
    if document is None:
        return {}, loaded.diagnostics
    at = At(document.path)
    if not isinstance(document.data, dict):
        return {}, (_wrong(at, document.data, "mapping"),)
    if "programmes" not in document.data:
        return {}, (Diagnostic(MISSING_KEY, at, {"key": "programmes", "line": "programmes:"}),)
    programmes = document.data["programmes"]
    if not isinstance(programmes, dict):
        return {}, (_wrong(at / "programmes", programmes, "mapping"),)
    faults = [*loaded.diagnostics, *_personal(document)]
    faults += _unknown(at / "programmes", programmes, SUB_DIMENSION, sub_dimensions)
    names = {}
    for sub_dimension, programme in programmes.items():
        place = at / "programmes" / sub_dimension
        if not isinstance(programme, dict):
            faults.append(_wrong(place, programme, "mapping"))
        elif not _is_text(name := programme.get("name")):
            faults.append(_wrong(place / "name", name, "text"))
        elif name:
            names[sub_dimension] = text(name)
    return names, tuple(faults)


def _is_text(name: object) -> TypeGuard[str | dict[str, str] | None]:
    """Whether a value is a text in one or two languages, or null."""
    if isinstance(name, dict):
        return isinstance(name.get("id"), str) and isinstance(name.get("en", ""), str)
    return name is None or isinstance(name, str)


def _wrong(at: At, value: object, expected: str) -> Diagnostic:
    found = "mapping" if isinstance(value, dict) else "text" if isinstance(value, str) else "other"
    from ...schema.folded.folding import show  # slow to load

    facts = {"value": show(value), "found": Phrase(_TYPES[found]), "expected": (Phrase(_TYPES[expected]),)}
    return Diagnostic(WRONG_TYPE, at, facts)


def _unknown(at: At, named: Mapping[str, object], what: str, known: Collection[str]) -> Iterator[Diagnostic]:
    for name in named:
        if name not in known:
            yield Diagnostic(UNKNOWN, at.key(name), {"what": Phrase(what), "name": name}, None, closest(name, known))


def _personal(document: Document) -> list[Diagnostic]:
    found = list(check_personal_data(document.path, document.text))
    return found or list(check_decoded(At(document.path), document.text, document.data))
