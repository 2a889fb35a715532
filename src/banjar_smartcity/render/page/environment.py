"""Environment: where all templates run, for each format what is safe in it and how what people wrote is escaped.

People's text is never trusted: HTML escapes it through Jinja, Markdown through `markdown.escape`, both for every
expression by default. The templates run in a sandbox and see values, never the disk. Where a workspace has templates of
its own, they run together with ours in a narrower one (`custom/`).
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from ... import resources
from ...i18n import Language
from ..words import markdown
from ..words.wording import plain

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    from .custom.files import CustomTemplates

STYLE = "html/style.css"
CHART_STYLE = "html/chart.css"
PRINT_STYLE = "html/print.css"
FIGURES_STYLE = "html/figures.css"
SCRIPT = "html/report.js"
_ADDRESS = re.compile(
    r"(?=.{4,2000}\Z)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*\.[a-z][a-z0-9-]{1,61}"
    r"(?::\d{1,5})?(?:[/?#][A-Za-z0-9._~!$'()*+,;=:@%/?#&\[\]-]*)?",
    re.IGNORECASE,
)
"""A host with a dot, then a path: `katajari.com/sekda-banjar`. No scheme, so that none but https can be named."""
_PLACE = re.compile(r"%(?:%|\((\w+)\)s)")
"""Where a fact goes in a sentence. Python's own formatting would let a sentence ask for a billion spaces."""


class Format(NamedTuple):
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


FORMATS: Mapping[str, Format] = {
    "html": Format("report.html.j2", _html_safe, _html_escape, autoescape=True),
    "md": Format("report.md.j2", markdown.Safe, markdown.escape, autoescape=False),
}


def link(address: str | None) -> str | None:
    """The https address of a source, where it looks like a host and a path; else None, and it is shown as text."""
    bare = (address or "").removeprefix("https://")
    return f"https://{bare}" if _ADDRESS.fullmatch(bare) else None


def environment(
    chosen: Format, filters: Mapping[str, Callable[..., Any]], lang: Language, custom: CustomTemplates | None = None
) -> ImmutableSandboxedEnvironment:
    """Where templates of one format run: in a sandbox, with these filters; what they show is escaped.

    `custom` are the templates of the workspace; then all run within bounds.
    """
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    options: dict[str, Any] = {
        "autoescape": chosen.autoescape,
        "undefined": StrictUndefined,
        "finalize": lambda value: _escaped(value, chosen),
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": ("jinja2.ext.i18n",),
    }
    if custom is None:
        shipped = ImmutableSandboxedEnvironment(loader=FileSystemLoader(resources.TEMPLATES), **options)
        return _furnished(shipped, chosen, filters, lang)
    from .custom.sandbox import Bounded

    bounded = Bounded(custom, **options)
    _furnished(bounded, chosen, filters, lang)
    bounded.close()
    return bounded


def _furnished(
    made: ImmutableSandboxedEnvironment, chosen: Format, filters: Mapping[str, Callable[..., Any]], lang: Language
) -> ImmutableSandboxedEnvironment:
    """An environment with our words and filters in it, and no other globals."""
    # Jinja's own gettext would mark a whole sentence safe with only HTML's escaping of what stands in it.
    made.policies = {**made.policies, "ext.i18n.trimmed": True}  # a sentence may go on in the next line of a template
    made.newstyle_gettext = True  # type: ignore[attr-defined]  # set by the extension
    if not chosen.autoescape:
        # What a block, a macro or a set block gives has been escaped piece by piece; Jinja knows that of HTML only.
        join = made.concat
        made.concat = lambda pieces: chosen.safe(join(pieces))  # type: ignore[method-assign]
    made.globals = {"namespace": made.globals["namespace"], **_texts(chosen, lang)}
    made.filters.update(filters)
    return made


def generate(page: ImmutableSandboxedEnvironment, name: str, seen: Mapping[str, Any]) -> Iterator[str]:
    """The pieces of a page, one after the other; `TemplateFaultError` says what custom templates have wrong."""
    from .custom.running import bounded, hold
    from .custom.sandbox import Bounded

    if not isinstance(page, Bounded):
        return page.get_template(name).generate(seen)
    hold(page)
    return bounded(page, page.get_template(name).generate(seen))


def _escaped(value: object, chosen: Format) -> object:
    if isinstance(value, markdown.Safe) or hasattr(value, "__html__"):
        return value
    return chosen.escape(str(value))


def _texts(chosen: Format, lang: Language) -> dict[str, Callable[..., str]]:
    """Gettext for templates: our sentence is safe, what is put into it is escaped."""

    def filled(sentence: str, facts: Mapping[str, object]) -> str:
        # No sentence of ours holds a tag; one that does is somebody else's.
        safe = chosen.escape(sentence) if "<" in sentence else sentence
        shown = {name: str(_escaped(value, chosen)) for name, value in facts.items()}
        return chosen.safe(_PLACE.sub(lambda place: shown[place[1]] if place[1] else "%", str(safe)))

    def gettext(msgid: str, **facts: object) -> str:
        return filled(lang.translate(msgid), facts)

    def ngettext(one: str, many: str, num: int, **facts: object) -> str:
        return filled(lang.ngettext(one, many, num), {"num": num, **facts})

    return {"gettext": gettext, "ngettext": ngettext, "_": gettext}


def style(page: ImmutableSandboxedEnvironment, *sheets: str) -> tuple[str, str]:
    """Style sheets (or scripts) together, and their hash for the page's policy: no other can be slipped in."""
    assert page.loader is not None  # noqa: S101 - set above
    css = "".join(page.loader.get_source(page, sheet)[0] for sheet in sheets)
    digest = b64encode(sha256(css.encode()).digest()).decode()
    return _html_safe(css), f"sha256-{digest}"
