"""Environment: where templates run, and how each format escapes what people wrote.

People's text is never trusted: HTML escapes it through Jinja, Markdown through `markdown.escape`, both for every
expression by default. Templates get values; they cannot read the disk. Shipped ones are judged when they are compiled
and run plainly. If a workspace has custom templates, they run together with the shipped ones in a sandbox (`custom/`).
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from ... import resources
from ...i18n import Language
from ...named import NamedTuple
from ...source.letters import visible_line
from ..words import markdown

if TYPE_CHECKING:
    from jinja2 import Environment

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
"""A host with a dot, then a path: `katajari.com/sekda-banjar`. It has no scheme, so that it can only be https."""
_PLACE = re.compile(r"%(?:%|\((\w+)\)s)")
"""A placeholder of a sentence. Python's own formatting would allow a sentence to pad a fact to a billion spaces."""


class Format(NamedTuple):
    """A format: the ending of its templates, the type of safe text, and the function that escapes."""

    ending: str
    safe: Callable[[str], str]
    escape: Callable[[str], str]
    autoescape: bool


def _html_safe(text: str) -> str:
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - only for our own texts and for escaped ones


def _html_escape(text: str) -> str:
    from markupsafe import escape

    return escape(visible_line(text))


FORMATS: Mapping[str, Format] = {
    "html": Format("html.j2", _html_safe, _html_escape, autoescape=True),
    "md": Format("md.j2", markdown.Safe, markdown.escape, autoescape=False),
}


def link(address: str | None) -> str | None:
    """The https address of a source; None if it does not look like a host and a path, so that it is shown as text."""
    bare = (address or "").removeprefix("https://")
    return f"https://{bare}" if _ADDRESS.fullmatch(bare) else None


def environment(
    chosen: Format, filters: Mapping[str, Callable[..., Any]], lang: Language, custom: CustomTemplates | None = None
) -> Environment:
    """The environment for templates of one format, with these filters; whatever templates show is escaped.

    With `custom` templates of a workspace, all templates run in `Bounded`, the sandbox.
    """
    from jinja2 import FileSystemLoader, StrictUndefined

    options: dict[str, Any] = {
        "autoescape": chosen.autoescape,
        "undefined": StrictUndefined,
        "finalize": lambda value: _escaped(value, chosen),
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": ("jinja2.ext.i18n",),
    }
    if custom is None:
        from .compiled import Plain, open_compiled

        # What is computed in advance may depend on the language, and on the filters that there are.
        compiled = open_compiled((lang.code, chosen.ending, *sorted(filters)))
        loader = FileSystemLoader(resources.TEMPLATES)
        shipped = Plain(loader=loader, bytecode_cache=compiled, **options)
        return _with_texts(shipped, chosen, filters, lang)
    from .custom.sandbox import Bounded

    bounded = Bounded(custom, **options)
    _with_texts(bounded, chosen, filters, lang)
    bounded.close()
    return bounded


def _with_texts(
    made: Environment, chosen: Format, filters: Mapping[str, Callable[..., Any]], lang: Language
) -> Environment:
    """The environment with our translations and filters added, and no other globals."""
    # Jinja's own gettext marks a whole sentence as safe and escapes its facts for HTML only.
    made.policies = {**made.policies, "ext.i18n.trimmed": True}  # a sentence may go on in the next line of a template
    made.newstyle_gettext = True  # type: ignore[attr-defined]  # set by the extension
    if not chosen.autoescape:
        # What a block, a macro or a set block gives has been escaped piece by piece; Jinja knows that of HTML only.
        join = made.concat
        made.concat = lambda pieces: chosen.safe(join(pieces))  # type: ignore[method-assign]  # a hook of Jinja
    made.globals = {"namespace": made.globals["namespace"], **_texts(chosen, lang)}
    made.filters.update(filters)
    return made


def generate(page: Environment, name: str, values: Mapping[str, Any]) -> Iterator[str]:
    """The pieces of a page, one after the other. `values` are the names that the template can use.

    Raise `TemplateFaultError` if custom templates have faults.
    """
    from .custom.running import check_templates, run_bounded
    from .custom.sandbox import Bounded

    if not isinstance(page, Bounded):
        return _remembering(page, page.get_template(name).generate(values))
    check_templates(page)
    return run_bounded(page, page.get_template(name).generate(values))


def _remembering(page: Environment, pieces: Iterator[str]) -> Iterator[str]:
    """The pieces; after them, the templates that were compiled for them are remembered."""
    from .compiled import CompiledTemplates

    yield from pieces
    if isinstance(page.bytecode_cache, CompiledTemplates):
        page.bytecode_cache.save()


def _escaped(value: object, chosen: Format) -> object:
    if isinstance(value, markdown.Safe) or hasattr(value, "__html__"):
        return value
    return chosen.escape(str(value))


def _texts(chosen: Format, lang: Language) -> dict[str, Callable[..., str]]:
    """Gettext for templates: the sentence is safe, the facts in it are escaped."""

    def filled(sentence: str, facts: Mapping[str, object]) -> str:
        # None of our sentences has a tag; one that has comes from a custom template.
        safe = chosen.escape(sentence) if "<" in sentence else sentence
        shown = {name: str(_escaped(value, chosen)) for name, value in facts.items()}
        return chosen.safe(_PLACE.sub(lambda place: shown[place[1]] if place[1] else "%", str(safe)))

    def gettext(msgid: str, **facts: object) -> str:
        return filled(lang.translate(msgid), facts)

    def ngettext(one: str, many: str, num: int, **facts: object) -> str:
        return filled(lang.ngettext(one, many, num), {"num": num, **facts})

    return {"gettext": gettext, "ngettext": ngettext, "_": gettext}


def style(page: Environment, *sheets: str) -> tuple[str, str]:
    """Style sheets or scripts, joined, and their hash for the page's Content-Security-Policy, which allows no other."""
    assert page.loader is not None  # noqa: S101 - set above
    css = "".join(page.loader.get_source(page, sheet)[0] for sheet in sheets)
    digest = b64encode(sha256(css.encode()).digest()).decode()
    return _html_safe(css), f"sha256-{digest}"


def as_data(value: object) -> str:
    """A value as JSON for a block of data in a page, in which no text can end the block."""
    text = json.dumps(value, ensure_ascii=False)
    return _html_safe(text.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}))
