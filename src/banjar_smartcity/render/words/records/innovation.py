"""Innovations in words: what the ministry asks about them, and what pays for them and for what answers state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ....diagnostics import At
from ....i18n import N_, Language
from ....model.answer import Answer
from ....model.innovation import Innovation
from ....model.moment import Moment
from ....model.parts import Sourced
from ....model.profile import MeasuredValue, ResultMeasure
from ....named import NamedTuple
from ..values import WORDS
from ..wording import as_written, moment

_RESULTS = N_("Results")
KEYS: Mapping[str, str] = {
    "problem": N_("Problem"),
    "method": N_("How it is solved"),
    "novelty": N_("What is new"),
    "results": _RESULTS,
    "digital": N_("Digital"),
    "phase": N_("Phase"),
    "initiator": N_("Initiator"),
    "kind": N_("Kind of innovation"),
    "affairs": N_("Affairs of government"),
    "trial": N_("Tried out"),
    "started": N_("In use since"),
    "programme": N_("Programme"),
    "activity": N_("Activity"),
    "budget": N_("Budget"),
    "participants": N_("Takes part"),
}
"""The names of the keys of an innovation that an indicator may cite, the profile that the ministry asks for first."""


class Told(NamedTuple):
    """A thing that is known of an innovation, in words."""

    key: str
    label: str
    text: str
    at: At
    sources: tuple[str, ...]
    happened: Moment | None = None


def asked(record: Innovation, lang: Language) -> Iterator[Told]:
    """What is known of that which the ministry asks: problem, method, results and so on."""
    _, profile = lang.translate, record.profile
    for key in ("problem", "method", "novelty"):
        if (said := getattr(profile, key)) is not None:
            yield _told(key, lang.text(said.text), said, lang)
    for result in profile.results:
        cited = dict.fromkeys(s for figure in (result.before, result.after) if figure for s in figure.sources)
        yield Told("results", lang.translate(_RESULTS), _result(result, lang), result.at, tuple(cited))
    if (digital := profile.digital) is not None:
        yield _told("digital", _(N_("yes")) if digital.value else _(N_("no")), digital, lang)
    for key in ("phase", "initiator", "kind"):
        if (value := getattr(profile, key)) is not None:
            yield _told(key, _(WORDS[value.value]), value, lang)
    for affair in profile.affairs:
        mark = _(N_("main"))
        yield _told("affairs", lang.text(affair.name) + (f" ({mark})" if affair.main else ""), affair, lang)
    if (trial := profile.trial) is not None:
        yield _told("trial", moment(trial.date, lang), trial, lang)._replace(happened=trial.date)


def paid(record: Innovation, lang: Language) -> Iterator[Told]:
    """The programme, the activity and the budget that pay for it, and who takes part."""
    _ = lang.translate
    for key, said in (("programme", record.programme), ("activity", record.activity)):
        if said is not None:
            yield _told(key, lang.text(said.text), said, lang)
    unknown = _(N_("unknown"))
    for year in record.budget:
        amount = unknown if year.amount is None else "Rp" + lang.number(year.amount, 0)
        text = _(N_("{year}: {amount}, line {line}")).format(year=year.year, amount=amount, line=year.line or unknown)
        yield _told("budget", text, year, lang)
    for body in record.participants:
        yield _told("participants", f"{lang.text(body.name)} ({_(WORDS[body.kind])})", body, lang)


def _told(key: str, text: str, part: Sourced, lang: Language) -> Told:
    return Told(key, lang.translate(KEYS[key]), text, part.at, part.sources)


def money_lines(answer: Answer, lang: Language) -> Iterator[str]:
    """The programme, the activity and the budget line of an answer, as far as it names them."""
    named = (
        (N_("Programme: {text}"), answer.programme),
        (N_("Activity: {text}"), answer.activity),
        (N_("Budget line: {text}"), answer.budget_line),
    )
    return (lang.translate(label).format(text=text) for label, text in named if text)


def unasked(record: Innovation, lang: Language) -> tuple[str, ...]:
    """The names of what the ministry asks and nothing is known of."""
    return tuple(lang.translate(KEYS[key]) for key in record.profile.unknown)


def _result(result: ResultMeasure, lang: Language) -> str:
    """A measure before and after, such as `days to a permit: 14 days (2021) → 3 days (2024)`."""
    unit = f" {result.unit}" if result.unit else ""
    unknown = lang.translate(N_("unknown"))

    def figure(value: MeasuredValue | None) -> str:
        if value is None:
            return unknown
        return f"{as_written(value.value, lang)}{unit} ({value.year or unknown})"

    return f"{lang.text(result.measure)}: {figure(result.before)} → {figure(result.after)}"
