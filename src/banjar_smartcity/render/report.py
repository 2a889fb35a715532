"""Report as HTML or Markdown: the templates in `templates/`, and the filters and words that they use.

People's text is never trusted: HTML escapes it through Jinja, Markdown through `markdown.escape`, both for every
expression by default. The templates run in a sandbox and see values, never the disk.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import resources
from ..diagnostics import At
from ..i18n import Language
from ..model.evidence import EVIDENCE_KINDS
from ..report import Report
from . import markdown, wording
from .report_view import view
from .report_words import WORDS
from .repository import line_address

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

TOP = 4
"""The highest level of an item, and so of the index."""
STYLE = "html/style.css"
CHART_STYLE = "html/chart.css"
FIGURES_STYLE = "html/figures.css"
SCRIPT = "html/report.js"
_ADDRESS = re.compile(
    r"(?=.{4,2000}\Z)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*\.[a-z][a-z0-9-]{1,61}"
    r"(?::\d{1,5})?(?:[/?#][A-Za-z0-9._~!$'()*+,;=:@%/?#&\[\]-]*)?",
    re.IGNORECASE,
)
"""A host with a dot, then a path: `katajari.com/sekda-banjar`. No scheme, so that none but https can be named."""


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


def render_report(
    report: Report,
    lang: Language,
    format: str,
    history: Mapping[str, Any] | None = None,
    repository: str | None = None,
) -> Iterator[str]:
    """The pieces of a report, one after the other; `format` is one of `FORMATS`.

    `history` is what templates see of how it went (`history_chart.history_view`), where that is asked for.
    `repository` is the address on which the paths of files follow (`repository.base_address`), where it is known.
    """
    chosen = FORMATS[format]
    page = environment(chosen, _filters(chosen, report, lang), lang)
    seen = {
        **view(report, lang),
        "history": history,
        "link": link,
        "style": lambda: style(page, STYLE, FIGURES_STYLE, CHART_STYLE),
        "script": lambda: style(page, SCRIPT),
        "line_address": lambda where: line_address(repository, where) if repository else None,
    }
    return page.get_template(chosen.page).generate(seen)


def plain(text: str) -> str:
    """People's text on one line, with what cannot be seen made visible."""
    return wording.visible(" ".join(text.split()))


def link(address: str | None) -> str | None:
    """The https address of a source, where it looks like a host and a path; else None, and it is shown as text."""
    bare = (address or "").removeprefix("https://")
    return f"https://{bare}" if _ADDRESS.fullmatch(bare) else None


def environment(chosen: _Format, filters: Mapping[str, Callable[..., Any]], lang: Language) -> SandboxedEnvironment:
    """Where templates of one format run: in a sandbox, with these filters; what they show is escaped."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    def finalize(value: object) -> object:
        if isinstance(value, markdown.Safe) or hasattr(value, "__html__"):
            return value
        return chosen.escape(str(value))

    made = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(resources.TEMPLATES),
        autoescape=chosen.autoescape,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=("jinja2.ext.i18n",),
    )
    # Jinja's own gettext would mark a whole sentence safe with only HTML's escaping of what stands in it.
    made.newstyle_gettext = True  # type: ignore[attr-defined]  # set by the extension
    made.globals.update(_texts(chosen, lang))
    made.filters.update(filters)
    return made


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

    def evidence_kind(name: str) -> str:
        return lang.translate(EVIDENCE_KINDS.get(name, name))

    def agency(name: str | None) -> str:
        found = report.model.agencies.get(name or "")
        return found.abbreviation if found else name or ""

    def across(value: Fraction | float) -> str:
        return chosen.safe(f"{float(value) * 100 / TOP:.2f}%")

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
        "word": word,
        "evidence_kind": evidence_kind,
        "agency": agency,
        "across": across,
        "address": address,
    }


def style(page: SandboxedEnvironment, *sheets: str) -> tuple[str, str]:
    """Style sheets (or scripts) together, and their hash for the page's policy: no other can be slipped in."""
    assert page.loader is not None  # noqa: S101 - set above
    css = "".join(page.loader.get_source(page, sheet)[0] for sheet in sheets)
    digest = b64encode(sha256(css.encode()).digest()).decode()
    return _html_safe(css), f"sha256-{digest}"
