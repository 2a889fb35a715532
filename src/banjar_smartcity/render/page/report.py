"""Report as HTML or Markdown: the filters and words that its templates use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ...diagnostics import At
from ...i18n import Language
from ...model.evidence import EVIDENCE_KINDS
from ...publish.report import Report
from ...scoring.parts import Node
from ..words import markdown, wording
from ..words.text_bar import text_bar
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
from .report_view import view
from .repository import line_address

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    from .custom.files import CustomTemplates


def render_report(
    report: Report,
    lang: Language,
    format: str,
    history: Mapping[str, Any] | None = None,
    custom: CustomTemplates | None = None,
    up: str | None = None,
    repository: str | None = None,
) -> Iterator[str]:
    """The pieces of a report, one after the other; `format` is one of `FORMATS`.

    `history` is what templates see of how it went (`history_chart.history_view`), where that is asked for. `custom` are
    the templates of the workspace; `TemplateFaultError` says what is wrong with them. `up` leads from where Markdown
    will lie to the root (`../`), `repository` is the address on which the paths of files follow
    (`repository.base_address`): both for links to files and lines.
    """
    page = page_of(report, lang, format, custom, up)
    seen = {
        **seen_by(report, lang, history, repository),
        "style": lambda: style(page, STYLE, FIGURES_STYLE, CHART_STYLE, PRINT_STYLE),
        "script": lambda: style(page, SCRIPT),
    }
    return generate(page, FORMATS[format].page, seen)


def page_of(
    report: Report, lang: Language, format: str, custom: CustomTemplates | None = None, up: str | None = None
) -> ImmutableSandboxedEnvironment:
    """Where the templates of a report run."""
    chosen = FORMATS[format]
    return environment(chosen, _filters(chosen, report, lang, up), lang, custom)


def seen_by(
    report: Report, lang: Language, history: Mapping[str, Any] | None, repository: str | None = None
) -> dict[str, Any]:
    """What the templates of a report see; docs/templates.md names it."""

    def address(where: str) -> str | None:
        return line_address(repository, where) if repository else None

    return {**view(report, lang), "history": history, "link": link, "line_address": address}


def _filters(chosen: Format, report: Report, lang: Language, up: str | None) -> dict[str, Callable[..., Any]]:
    top = report.score.instrument.highest

    def number(value: Fraction | float, digits: int = 2) -> str:
        return chosen.safe(lang.number(value, digits))

    def signed(value: Fraction | float, digits: int = 2) -> str:
        return chosen.safe(("+" if value > 0 else "") + lang.number(value, digits))

    def figure(value: float) -> str:
        return number(value, min(len(f"{value!r}.".split(".")[1].rstrip("0")), 6))

    def percent(value: Fraction, digits: int = 1) -> str:
        return chosen.safe(lang.number(value * 100, digits) + "%")

    def place(at: At) -> str:
        where = f"{at.path}:{report.locate(at).line}"
        if up is None or chosen.autoescape:
            return where
        target = f"{up}{quote(at.path)}#L{report.locate(at).line}"
        return chosen.safe(f"[{markdown.escape(where)}]({target})")

    def bar(node: Node) -> str:
        return chosen.safe(text_bar(node, top))

    def word(name: str) -> str:
        return lang.translate(WORDS.get(name, name))

    def evidence_kind(name: str) -> str:
        return lang.translate(EVIDENCE_KINDS.get(name, name))

    def agency(name: str | None) -> str:
        found = report.model.agencies.get(name or "")
        return found.abbreviation if found else name or ""

    def across(value: Fraction | float) -> str:
        return chosen.safe(f"{float(value) * 100 / top:.2f}%")

    def address(text: str) -> str:
        # An autolink shows itself; no character that the pattern admits can end it or break a table.
        return markdown.Safe(f"<{found}>") if (found := link(text)) else text

    return {
        "text": lang.text,
        "number": number,
        "signed": signed,
        "percent": percent,
        "figure": figure,
        "date": lang.date,
        "moment": lambda value: wording.moment(value, lang),
        "place": place,
        "bar": bar,
        "word": word,
        "evidence_kind": evidence_kind,
        "agency": agency,
        "across": across,
        "address": address,
    }
