"""The site: each part of the report as a page, and its figures as JSON.

The parts are templates of the report, which link to each other by anchor (`#item-…`). On a site the anchor may be on
another page, so each link gets the path of that page. All links are relative, so that a site works at any address and
from a memory stick.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from ...i18n import N_, Language
from ...model.parts import EvidenceUse
from ...named import NamedTuple
from ...publish.public import Site, answered
from ...publish.report import innovations_of
from ...workspace.layout import ID
from ..words.json import dump
from .environment import CHART_STYLE, FIGURES_STYLE, PRINT_STYLE, STYLE, style
from .report import report_environment, template_values

FRAME = "site.html.j2"
SITE_STYLE = "site/style.css"
DATA = "data.json"
_OWN_ID = re.compile(r' id="([^"]+)"')
_ANCHOR = re.compile(r'href="#([^"]+)"')


class _Page(NamedTuple):
    """A page: its path, its title, its templates, and the values that they use in addition to those of the report."""

    path: str
    title: str
    parts: tuple[str, ...]
    values: Mapping[str, Any] = {}
    within: str | None = None
    """The path of the page in the contents that it belongs to."""


def render_site(
    site: Site, lang: Language, figures: Mapping[str, Any], history: Mapping[str, Any] | None = None
) -> Iterator[tuple[str, bytes]]:
    """The path and content of each file of a site. `figures` is the content of `data.json`.

    `history` is the value of that name for the templates (`history_chart.history_view`); None without a repository.
    """
    pages = report_environment(site.report, lang, "html")
    sheet = style(pages, STYLE, FIGURES_STYLE, CHART_STYLE, PRINT_STYLE, SITE_STYLE)
    frame = pages.get_template(FRAME)
    places = _places(site)
    contents = tuple(_contents(site, lang, history))
    values = {
        **template_values(site.report, lang, history),
        "style": lambda: sheet,
        "site": site,
        "contents": contents,
        "internal": lambda uses: _internal(site, uses),
        "data": DATA,
    }
    for page in chain(contents, _innovations(site), (_missing(lang),)):  # one by one: there may be thousands
        text = frame.render({**values, **page.values, "page": page, "up": "../" * page.path.count("/")})
        yield page.path, _with_paths(text, page, places).encode("utf-8", "backslashreplace")
    yield DATA, (dump(figures) + "\n").encode("utf-8", "backslashreplace")
    yield ".nojekyll", b""  # without it, GitHub runs Jekyll, which omits files that begin with an underscore


def _contents(site: Site, lang: Language, history: Mapping[str, Any] | None) -> Iterator[_Page]:
    """The pages of the contents, in their order."""

    def page(path: str, title: str, *parts: str, **values: Any) -> _Page:
        return _Page(path, lang.translate(title), parts, values)

    yield page("index.html", N_("Summary"), "html/summary.html.j2")
    yield page("score.html", N_("Score and completeness"), "html/score.html.j2")
    for section in site.report.sections:
        yield _Page(
            _dimension(section.node.id),
            lang.text(section.node.name),
            ("html/section.html.j2",),
            {"section": section},
        )
    if len(site.report.score.dimensions) > 1:
        yield page("innovations.html", N_("Innovations"), "site/innovations.html.j2")
    yield page("evidence.html", N_("Evidence"), "site/evidence.html.j2")
    yield page("steps.html", N_("Next steps"), "html/steps.html.j2")
    if history is not None:
        yield page("changes.html", N_("History"), "html/history.html.j2")
    yield page("findings.html", N_("Findings"), "html/findings.html.j2", "site/unlisted.html.j2")
    if site.report.model.program:
        yield page("programme.html", N_("The programme"), "html/program.html.j2")
    yield page("sources.html", N_("Sources"), "html/sources.html.j2")


def _innovations(site: Site) -> Iterator[_Page]:
    for told in site.innovations:
        record = told.portrait.innovation
        values = {"told": told, "portrait": told.portrait}
        yield _Page(_innovation(record.id), record.name, ("site/innovation.html.j2",), values, "innovations.html")


def _missing(lang: Language) -> _Page:
    """The page that a host shows for an unknown address. It has no links, as the address may have any depth."""
    return _Page("404.html", lang.translate(N_("There is no such page")), ("site/missing.html.j2",), {"contents": ()})


def _safe(name: str) -> str:
    """An id as the name of a file; raise `ValueError` if it is not one, which the schemas exclude."""
    if not ID.fullmatch(name):
        raise ValueError(f"not an id: {name!r}")
    return name


def _dimension(name: str) -> str:
    return f"dimensions/{_safe(name)}.html"


def _innovation(name: str) -> str:
    return f"innovations/{_safe(name)}.html"


def _internal(site: Site, uses: tuple[EvidenceUse, ...]) -> int:
    """How many of these documents the site does not show."""
    return sum(use.evidence not in site.report.model.evidence for use in uses)


def _places(site: Site) -> Mapping[str, str]:
    """The path of the page for each anchor of the report."""
    places = {
        "summary": "index.html",
        "score": "score.html",
        "steps": "steps.html",
        "owed": "steps.html",
        "history": "changes.html",
        "findings": "findings.html",
        "innovations": "innovations.html",
        "all-innovations": "innovations.html",
        "programme": "programme.html",
        "sources": "sources.html",
    }
    for section in site.report.sections:
        path = _dimension(section.node.id)
        places[f"dimension-{section.node.id}"] = path
        for sub in section.sub_sections:
            places[f"part-{section.node.id}-{sub.sub_dimension.id}"] = path
        for item in answered(section):
            places[f"item-{item.leaf.item.id}"] = path
        for record in innovations_of(section, site.report.model):
            places[f"innovation-{record.id}"] = _innovation(record.id)
    return places


def _with_paths(text: str, page: _Page, places: Mapping[str, str]) -> str:
    """The text of a page; links to anchors of other pages get the paths of these pages."""
    own = set(_OWN_ID.findall(text))

    def with_path(found: re.Match[str]) -> str:
        anchor = found[1]
        if anchor in own:
            return found[0]
        kind = anchor.partition("-")[0]
        path = places.get(anchor) or {"source": "sources.html", "step": "steps.html"}.get(kind)
        return f'href="{"../" * page.path.count("/")}{path}#{anchor}"' if path else found[0]

    return _ANCHOR.sub(with_path, text)
