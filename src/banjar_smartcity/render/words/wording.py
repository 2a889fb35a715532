"""Wording: sentences for people, made of kinds of findings and their facts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from ...diagnostics import Finding, Kind, Limit, Phrase
from ...i18n import N_, Language
from ...model.moment import Moment
from ...privacy.search import redact
from ...source.letters import visible

if TYPE_CHECKING:
    from ...model.model import Model
    from ...model.program import Stage

MAX_TEXT = 120
MAX_SUGGESTION = 600
MAX_LISTED = 12


def drafts(ids: Iterable[str], lang: Language) -> str | None:
    """Which innovations are drafts; None if none is."""
    listed = ", ".join(ids)
    return lang.translate(N_("Drafts without a name, not counted: {ids}.")).format(ids=listed) if listed else None


def same_stage(command: str, model: Model, stage: Stage) -> str:
    """A command with the option that makes it show this stage of the instrument in focus; without one if it does."""
    from ...model.focus import other_instrument  # loads all records

    program = model.program
    if program is not None and program.stage != stage.id:
        return f"{command} --stage {stage.id}"
    other = other_instrument(model)
    return f"{command} --instrument {other.id}" if other else command


def express(fact: object, lang: Language) -> str:
    """A fact of a finding as text in the language, without personal data and not longer than `MAX_TEXT`."""
    if isinstance(fact, Phrase):
        said = lang.translate(fact.msgid)
        return said if fact.about is None else said.format(about=express(fact.about, lang))
    if isinstance(fact, Limit):
        return lang.translate(fact.msgid).format(limit=express(fact.limit, lang))
    if isinstance(fact, tuple):
        listed = ", ".join(express(part, lang) for part in fact[:MAX_LISTED])
        return listed + (", …" if len(fact) > MAX_LISTED else "") if fact else lang.translate(N_("nothing"))
    if isinstance(fact, date):
        return lang.date(fact)
    if isinstance(fact, float | Fraction):
        return lang.number(fact, 0 if fact == int(fact) else 2)
    text = visible(redact(str(fact)))  # redacted before it is cut: half a number would not be recognised
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"


def message(finding: Finding, lang: Language) -> str:
    """The message of a finding: what is wrong."""
    return _fill(finding.kind.message, finding, lang)


def hint(finding: Finding, lang: Language) -> str:
    """The hint of a finding: how to fix it, after the name that was probably meant, if there is one."""
    fix = _fill(finding.kind.hint, finding, lang)
    if finding.suggestion is None:
        return fix
    suggestion = _suggested(finding.suggestion)
    if finding.kind.corrects:
        return lang.translate(N_("Write: {suggestion}")).format(suggestion=suggestion)
    meant = lang.translate(N_('Did you mean "{suggestion}"?')).format(suggestion=suggestion)
    return f"{meant} {fix}"


def _suggested(text: str) -> str:
    """What to write, whole where that is possible: half a line corrects nothing."""
    shown = visible(redact(text))
    return shown if len(shown) <= MAX_SUGGESTION else shown[: MAX_SUGGESTION - 1] + "…"


def _fill(template: str, finding: Finding, lang: Language) -> str:
    return lang.translate(template).format_map({name: express(fact, lang) for name, fact in finding.facts.items()})


def pattern(text: str, lang: Language) -> str:
    """The text of a kind with `…` in place of its facts."""
    return re.sub(r"\{(\w+)\}", "…", lang.translate(text))


def moment(value: Moment | None, lang: Language) -> str:
    """A date as precisely as it is known: 2023, Mei 2023 or 30 Mei 2023."""
    if value is None:
        return lang.translate(N_("undated"))
    if value.precision == "day":
        return lang.date(value.first)
    return lang.month(value.first) if value.precision == "month" else str(value.first.year)


def as_written(value: float, lang: Language) -> str:
    """A number with the decimals that it is written with, at most six."""
    return lang.number(value, min(len(f"{value!r}.".split(".")[1].rstrip("0")), 6))


def severity(kind: Kind, lang: Language) -> str:
    """The severity of a kind, `error` or `warning`, as a word in the language."""
    return lang.translate(_SEVERITIES[kind.severity.value])


_SEVERITIES = {"error": N_("error"), "warning": N_("warning")}
