"""Report as HTML or Markdown: the templates in `templates/`, and the filters and words that they use.

People's text is never trusted: HTML escapes it through Jinja, Markdown through `markdown.escape`, both for every
expression by default. The templates run in a sandbox and see values, never the disk.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import resources
from ..as_of import is_undated
from ..diagnostics import At, Finding, Severity
from ..i18n import Language, Text
from ..model.instrument import Item
from ..model.moment import Moment
from ..model.survey import Programme, StatementResult
from ..report import Answered, Report
from ..scoring.tree import Leaf
from . import markdown, wording
from .report_words import WORDS
from .steps import debtors, plan

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

TOP = 4
"""The highest level of an item, and so of the index."""
STYLE = "html/style.css"
_ADDRESS = re.compile(
    r"(?=.{4,2000}\Z)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*\.[a-z][a-z0-9-]{1,61}"
    r"(?::\d{1,5})?(?:[/?#][A-Za-z0-9._~!$'()*+,;=:@%/?#&\[\]-]*)?",
    re.IGNORECASE,
)
"""A host with a dot, then a path: `katajari.com/sekda-banjar`. No scheme, so that none but https can be named."""


class Citation(NamedTuple):
    """A reference to a source: its number in the list at the end, or the id where the register does not know it."""

    number: int | None
    source: str


class Group(NamedTuple):
    """Findings of one kind; the hint stands once where it is the same for all."""

    id: str
    severity: str
    hint: str | None
    findings: tuple[tuple[str, str, str], ...]
    """Place, message and hint of each."""


class _Format(NamedTuple):
    """How one format is written: its page, the type of what is safe in it, and its escaping."""

    page: str
    safe: Callable[[str], str]
    escape: Callable[[str], str]
    autoescape: bool


def _html_safe(text: str) -> str:
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - only for our own texts and what has been escaped


def _html_escape(text: str) -> str:
    from markupsafe import escape

    return escape(plain(text))


FORMATS: Mapping[str, _Format] = {
    "html": _Format("report.html.j2", _html_safe, _html_escape, autoescape=True),
    "md": _Format("report.md.j2", markdown.Safe, markdown.escape, autoescape=False),
}


def render_report(report: Report, lang: Language, format: str) -> Iterator[str]:  # noqa: A002
    """The pieces of a report, one after the other; `format` is one of `FORMATS`."""
    chosen = FORMATS[format]
    environment = _environment(chosen, report, lang)
    return environment.get_template(chosen.page).generate(_context(report, lang, environment))


def plain(text: str) -> str:
    """People's text on one line, with what cannot be seen made visible."""
    return wording.visible(" ".join(text.split()))


def link(address: str | None) -> str | None:
    """The https address of a source, where it looks like a host and a path; else None, and it is shown as text."""
    return f"https://{address}" if address and _ADDRESS.fullmatch(address) else None


def _environment(chosen: _Format, report: Report, lang: Language) -> SandboxedEnvironment:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    def finalize(value: object) -> object:
        if isinstance(value, markdown.Safe) or hasattr(value, "__html__"):
            return value
        return chosen.escape(str(value))

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(resources.TEMPLATES),
        autoescape=chosen.autoescape,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=("jinja2.ext.i18n",),
    )
    # Jinja's own gettext would mark a whole sentence safe with only HTML's escaping of what stands in it.
    environment.newstyle_gettext = True  # type: ignore[attr-defined]
    environment.globals.update(_texts(chosen, lang))
    environment.filters.update(_filters(chosen, report, lang))
    return environment


def _texts(chosen: _Format, lang: Language) -> dict[str, Callable[..., str]]:
    """Gettext for templates: our sentence is safe, what is put into it is escaped."""

    def filled(sentence: str, facts: Mapping[str, object]) -> str:
        def fact(value: object) -> object:
            safe = isinstance(value, markdown.Safe) or hasattr(value, "__html__")
            return value if safe else chosen.escape(str(value))

        return chosen.safe(str(sentence) % {name: str(fact(value)) for name, value in facts.items()})

    def gettext(msgid: str, **facts: object) -> str:
        return filled(lang.translate(msgid), facts)

    def ngettext(one: str, many: str, num: int, **facts: object) -> str:
        return filled(lang.ngettext(one, many, num), {"num": num, **facts})

    return {"gettext": gettext, "ngettext": ngettext, "_": gettext}


def _filters(chosen: _Format, report: Report, lang: Language) -> dict[str, Callable[..., Any]]:
    def number(value: Fraction | float, digits: int = 2) -> str:
        return chosen.safe(lang.number(value, digits))

    def signed(value: Fraction | float, digits: int = 2) -> str:
        return chosen.safe(("+" if value > 0 else "") + lang.number(value, digits))

    def figure(value: float) -> str:
        return number(value, min(len(f"{value!r}.".split(".")[1].rstrip("0")), 6))

    def percent(value: Fraction, digits: int = 1) -> str:
        return chosen.safe(lang.number(value * 100, digits) + "%")

    def place(at: At) -> str:
        return f"{at.path}:{report.locate(at).line}"

    def word(name: str) -> str:
        return lang.translate(WORDS.get(name, name))

    def agency(name: str | None) -> str:
        found = report.model.agencies.get(name or "")
        return found.abbreviation if found else name or ""

    def across(value: Fraction | float) -> str:
        return chosen.safe(f"{float(value) * 100 / TOP:.2f}%")

    return {
        "text": lang.text,
        "number": number,
        "signed": signed,
        "percent": percent,
        "figure": figure,
        "date": lang.date,
        "moment": lambda value: wording.moment(value, lang),
        "place": place,
        "word": word,
        "evidence_kind": lambda kind: lang.translate(wording.EVIDENCE_KINDS.get(kind, kind)),
        "agency": agency,
        "across": across,
    }


def _context(report: Report, lang: Language, environment: SandboxedEnvironment) -> dict[str, Any]:
    """What the templates see: the report, and the same shaped for showing."""
    steps = plan(report.score, report.completeness.missing)
    official = report.model.results.get(report.score.stage.year)
    node = report.score.dimension(report.dimension) if report.dimension else None
    return {
        **report._asdict(),
        "lang": lang.code,
        "stage": report.score.stage,
        "program": report.model.program,
        "node": node or report.score.final,
        "node_part": report.completeness.dimensions[0] if node else report.completeness.whole,
        "steps": steps,
        "debtors": debtors(steps),
        "distribution": official.distribution if official else None,
        "groups": _groups(report.findings, lang),
        "unofficial": _is_unofficial(report),
        "link": link,
        "style": lambda: _style(environment),
        **_lookups(report),
    }


def _lookups(report: Report) -> dict[str, Callable[..., Any]]:
    """Questions that the templates ask about a record."""
    numbers = {source.id: number for number, source in enumerate(report.sources, 1)}
    register, model = report.model.sources, report.model
    ladders = {ladder.id: ladder for ladder in report.score.instrument.ladders}

    def cite(sources: Iterable[str]) -> tuple[Citation, ...]:
        return tuple(Citation(numbers.get(s), s) for s in sources if s in numbers or not is_later(s))

    def is_later(source: str) -> bool:
        published = register[source].published if source in register else None
        return published is not None and published.first > report.today

    def undated(sources: Iterable[str], happened: Moment | date | None = None) -> bool:
        moment = Moment(happened, happened) if isinstance(happened, date) else happened
        return is_undated(sources, register, moment)

    def level_text(item: Item, level: int) -> Text | None:
        ladder = ladders.get(item.ladder)
        return ladder.levels.get(level) if ladder else None

    def surveyed(leaf: Leaf) -> StatementResult | None:
        statements = leaf.survey.statements if leaf.survey else ()
        return next((s for s in statements if s.item == leaf.item.id), None)

    def programmes(items: Iterable[Answered], sub_dimension: str) -> tuple[Programme, ...]:
        asked = {a.leaf.survey.id: a.leaf.survey for a in items if a.leaf.survey}
        return tuple(p for s in asked.values() for p in s.programmes if p.sub_dimension == sub_dimension)

    return {
        "cite": cite,
        "undated": undated,
        "level_text": level_text,
        "surveyed": surveyed,
        "programmes": programmes,
        "mission": lambda name: next((m.text for m in model.program.missions if m.id == name), None)
        if model.program
        else None,
        "innovation": model.innovations.get,
    }


def _is_unofficial(report: Report) -> bool:
    """Whether level texts or wanted evidence that count here are our placeholders."""
    instrument = report.score.instrument
    used = {leaf.item.ladder for leaf in report.score.final.leaves}
    texts = any(ladder.rubric == "unofficial" for ladder in instrument.ladders if ladder.id in used)
    return texts or instrument.evidence_rubric == "unofficial"


def _groups(findings: Iterable[Finding], lang: Language) -> tuple[Group, ...]:
    """Findings by kind, errors first."""
    kinds: dict[str, list[Finding]] = {}
    for finding in findings:
        kinds.setdefault(finding.kind.id, []).append(finding)
    ordered = sorted(kinds.items(), key=lambda k: (k[1][0].kind.severity is not Severity.ERROR, -len(k[1]), k[0]))
    groups = []
    for kind, found in ordered:
        told = tuple((f"{f.path}:{f.position.line}", wording.message(f, lang), wording.hint(f, lang)) for f in found)
        hints = {hint for _, _, hint in told}
        same = hints.pop() if len(hints) == 1 else None
        groups.append(Group(kind, wording.severity(found[0].kind, lang), same, told))
    return tuple(groups)


def _style(environment: SandboxedEnvironment) -> tuple[str, str]:
    """The style sheet, and its hash for the page's policy: then no other style can be slipped in."""
    assert environment.loader is not None  # noqa: S101 - set above
    css, _, _ = environment.loader.get_source(environment, STYLE)
    digest = b64encode(sha256(css.encode()).digest()).decode()
    return _html_safe(css), f"sha256-{digest}"
