"""The report as HTML or Markdown, and the filters of its templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ...diagnostics import At, Phrase
from ...i18n import Language
from ...model.evidence import EVIDENCE_KINDS, Evidence
from ...publish.report import Report
from ...scoring.parts import Node
from ..words import markdown, wording
from ..words.records.people import people
from ..words.scale import level, scale_of, text_bar
from ..words.values import WORDS
from .environment import (
    CHART_STYLE,
    FIGURES_STYLE,
    FORMATS,
    PRINT_STYLE,
    SCRIPT,
    STYLE,
    Format,
    environment,
    generate,
    link,
    style,
)
from .report_view import report_view
from .repository import document_address, line_address

if TYPE_CHECKING:
    from jinja2 import Environment

    from .custom.files import CustomTemplates


REPORT, SUMMARY, AGENCY = "report", "summary", "agency"  # names of templates without their endings
ORIGINS = ("off", "on", "none", "all")
"""Where things are recorded: switched off or on by the reader of a page; not in it; in it without a switch."""


def render_report(
    report: Report,
    lang: Language,
    format: str,
    history: Mapping[str, Any] | None = None,
    custom: CustomTemplates | None = None,
    up: str | None = None,
    repository: str | None = None,
    sheet: str = REPORT,
    origins: str = "off",
    *,
    brief: bool = False,
    on_paper: bool = False,
) -> Iterator[str]:
    """The pieces of a report, one after the other; `format` is one of `FORMATS`, `sheet` a name of above.

    `history` is the value of that name for the templates (`history_chart.history_view`), or None. `custom` are the
    templates of the workspace; raise `TemplateFaultError` if they have faults. `up` (`../`) and `repository` are for
    links to files and lines: `up` is the path from the report to the root, `repository` the address that paths
    are appended to (`repository.base_address`). `origins` is one of `ORIGINS`; Markdown, which reviewers read in the
    repository, always has them. `brief` shows innovations in their table only, and the sources that are cited.
    `on_paper` is for PDF and Word, where nothing can be opened.
    """
    page = report_environment(report, lang, format, custom, up)
    values = {
        **template_values(report, lang, history, repository, sheet, up if FORMATS[format].autoescape else None),
        "origins": origins,
        "brief": brief,
        "on_paper": on_paper,
        "style": lambda: style(page, STYLE, FIGURES_STYLE, CHART_STYLE, PRINT_STYLE),
        "script": lambda: style(page, SCRIPT),
    }
    return generate(page, f"{sheet}.{FORMATS[format].ending}", values)


def report_environment(
    report: Report, lang: Language, format: str, custom: CustomTemplates | None = None, up: str | None = None
) -> Environment:
    """The environment in which the templates of a report run."""
    chosen = FORMATS[format]
    return environment(chosen, _filters(chosen, report, lang, up), lang, custom)


def template_values(
    report: Report,
    lang: Language,
    history: Mapping[str, Any] | None,
    repository: str | None = None,
    sheet: str = REPORT,
    up: str | None = None,
) -> dict[str, Any]:
    """The values that the templates of a report can use, by name; docs/templates.md lists them."""

    def document(evidence: Evidence, pages: str | None) -> str | None:
        return document_address(evidence, pages, up, repository)

    def address(where: str) -> str | None:
        return line_address(repository, where) if repository else None

    return {
        **report_view(report, lang),
        "history": history,
        "link": link,
        "line_address": address,
        "document": document,
        "sheet": sheet,
        "origins": "all",
        "brief": False,
        "on_paper": False,
    }


def _filters(chosen: Format, report: Report, lang: Language, up: str | None) -> dict[str, Callable[..., Any]]:
    scale = scale_of(report.score.instrument)

    def number(value: Fraction | float | None, digits: int = 2) -> str:
        return "–" if value is None else chosen.safe(lang.number(value, digits))

    def signed(value: Fraction | float, digits: int = 2) -> str:
        return chosen.safe(("+" if value > 0 else "") + lang.number(value, digits).replace("-", "\N{MINUS SIGN}"))

    def percent(value: Fraction, digits: int = 1) -> str:
        return chosen.safe(lang.number(value * 100, digits) + "%")

    lines: dict[str, int] = {}  # of whole records: thousands of innovations name the same documents

    def line(at: At) -> int:
        if at.pointer:
            return report.locate(at).line
        if at.path not in lines:
            lines[at.path] = report.locate(at).line
        return lines[at.path]

    def place(at: At) -> str:
        where = f"{at.path}:{line(at)}"
        if up is None or chosen.autoescape:
            return where
        target = f"{up}{quote(at.path)}#L{line(at)}"
        return chosen.safe(f"[{markdown.escape(where)}]({target})")

    def bar(node: Node) -> str:
        return chosen.safe(text_bar(node, scale))

    def word(name: str | Phrase) -> str:
        return wording.express(name, lang) if isinstance(name, Phrase) else lang.translate(WORDS.get(name, name))

    def evidence_kind(name: str) -> str:
        return lang.translate(EVIDENCE_KINDS.get(name, name))

    def agency(name: str | None) -> str:
        found = report.model.agencies.get(name or "")
        return found.abbreviation if found else name or ""

    def across(value: Fraction | float) -> str:
        return part(scale.share(value))

    def along(length: Fraction | float) -> str:
        return part(scale.share(scale.bottom + Fraction(length)))

    def part(share: Fraction | float) -> str:
        return chosen.safe(f"{float(share) * 100:.2f}%")

    def address(text: str) -> str:
        # An autolink shows its own address; no character that the pattern allows can end it or break a table.
        return markdown.Safe(f"<{found}>") if (found := link(text)) else text

    return {
        "text": lang.text,
        "number": number,
        "people": lambda count: people(count, lang),
        "signed": signed,
        "percent": percent,
        "figure": lambda value: chosen.safe(wording.as_written(value, lang)),
        "date": lang.date,
        "moment": lambda value: wording.moment(value, lang),
        "place": place,
        "bar": bar,
        "word": word,
        "evidence_kind": evidence_kind,
        "agency": agency,
        "level": lambda value: chosen.safe(level(value, lang)),
        "across": across,
        "along": along,
        "share": part,
        "address": address,
    }
