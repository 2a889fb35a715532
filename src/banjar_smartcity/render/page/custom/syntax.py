"""Syntax: what a custom template may say, and the counting that is put into it.

The list is of what is allowed. Tags stand only where their names can be read in the template itself, from a list as
well: together with the escaping of every value, no page loads or runs anything but what the shipped ones do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import Environment, nodes

from ....diagnostics import Finding, Kind, Phrase, Position
from ....i18n import N_
from ....publish.template_kinds import TEMPLATE_BLOCK_UNKNOWN, TEMPLATE_LACKS, TEMPLATE_REFUSED
from .files import SHIPPED, TemplateFaultError, path_of, shipped_text

SPEND, SINGLE, MEASURED, SLICED = "spend ", "single ", "measured ", "sliced "
"""Names of filters that no template can write."""

_ALLOWED: tuple[type[nodes.Node], ...] = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Extends, nodes.Block, nodes.Include),
    *(nodes.Import, nodes.FromImport, nodes.Macro, nodes.CallBlock, nodes.For, nodes.If, nodes.With),
    *(nodes.Assign, nodes.AssignBlock, nodes.NSRef, nodes.Name, nodes.Const, nodes.List, nodes.Tuple),
    *(nodes.Dict, nodes.Pair, nodes.Keyword, nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.Call),
    *(nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr),
    *(nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.Neg),
)
_SAID: dict[type[nodes.Node], str] = {
    nodes.Scope: "{% autoescape %}",
    nodes.FilterBlock: "{% filter %}",
    nodes.Concat: "~",
    nodes.Pow: "**",
    nodes.Mod: "%",
    nodes.FloorDiv: "//",
    nodes.Pos: "+",
}
_NAMES = (
    "a abbr article b blockquote br caption code col colgroup dd desc details dfn div dl dt em figcaption figure "
    "footer h1 h2 h3 h4 h5 h6 header hr i kbd li mark nav ol p pre q s samp section small span strong sub summary sup "
    "table tbody td tfoot th thead time title tr u ul var wbr "
    "label input select option output button "
    "svg g path rect circle line polyline polygon ellipse text tspan"
)
_ELEMENTS = frozenset(_NAMES.split())
_OPEN = "article details div dl line ol path rect section span table td th tr ul"
_OPEN_ENDED = frozenset(_OPEN.split())
"""Names that may end a text, as in `<tr{% if … %}`: no letters after them make a name that does harm."""
_TAG = re.compile(r"<(?:/?([A-Za-z][A-Za-z0-9]*)(?=([\s/>])|\Z))?")
_SAID_OF_TAG = re.compile(r"<[^>\n]{0,20}>?")
_BLANKS = re.compile(r"[^\S\n]{200}")
"""Runs of blanks over which patterns of Jinja's own would take time that grows with their square."""


def refuse_style(name: str, text: str) -> None:
    """Hold a style sheet: it may not leave its element. What it asks for from outside, the page's policy stops."""
    if "<" in text:
        raise _refusal(name, text, text.count("\n", 0, text.index("<")) + 1, "<")


def refuse(tree: nodes.Template, name: str, text: str, filters: frozenset[str]) -> None:
    """Hold a template against what is allowed; the first fault is raised."""
    if found := _BLANKS.search(text):
        raise _refusal(name, text, text.count("\n", 0, found.start()) + 1, Phrase(N_("two hundred blanks in a row")))
    line = 1
    for node in _all(tree):
        # Some nodes have no line, but what stands in them has.
        line = node.lineno or next((child.lineno for child in node.iter_child_nodes() if child.lineno), line)
        if what := _refused(node, filters):
            raise _refusal(name, text, line, what)
        if isinstance(node, nodes.TemplateData) and (tag := _bad_tag(node.data)):
            after, what = tag
            raise _refusal(name, text, node.lineno + after, what)
    if "/" in name:
        _hold_part(tree, name, text)
    else:
        _hold_page(tree, name, text)


def _all(tree: nodes.Node) -> Iterator[nodes.Node]:
    """Every node, in the order of the text."""
    pending: list[nodes.Node] = [tree]
    while pending:
        node = pending.pop()
        yield node
        pending += reversed(list(node.iter_child_nodes()))


def _refused(node: nodes.Node, filters: frozenset[str]) -> str | None:
    if not isinstance(node, _ALLOWED):
        return _SAID.get(type(node), type(node).__name__.lower())
    if isinstance(node, nodes.Filter) and node.name not in filters:
        return f"|{node.name}"
    if isinstance(node, nodes.Name) and node.name in ("varargs", "kwargs"):
        return node.name
    if isinstance(node, nodes.Call | nodes.Filter | nodes.Test) and (node.dyn_args or node.dyn_kwargs):
        return "*"
    if isinstance(node, nodes.Include | nodes.Import | nodes.FromImport):
        return _refused_name(node.template)
    if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        return f".{node.attr}"
    return None


def _refused_name(name: nodes.Expr) -> str | None:
    """A part is included by a name that stands there; a page within itself would be as long as the budget."""
    if isinstance(name, nodes.Const) and "/" in str(name.value).removeprefix(SHIPPED):
        return None
    return f'"{name.value}"' if isinstance(name, nodes.Const) else "{% include … %}"


def _bad_tag(data: str) -> tuple[int, str] | None:
    """The line, counted from that of the text, and the beginning of a tag that may not be."""
    for found in _TAG.finditer(data):
        if (found[1] or "").lower() not in (_ELEMENTS if found[2] else _OPEN_ENDED):
            said = _SAID_OF_TAG.match(data, found.start())
            return data.count("\n", 0, found.start()), said[0] if said else "<"
    return None


def _hold_page(tree: nodes.Template, name: str, text: str) -> None:
    """A page begins with the shipped one, whose head and policy are never replaced, and fills blocks that it has."""
    said = [n for n in tree.body if not (isinstance(n, nodes.Output) and _is_blank(n))]
    first = said[0] if said else None
    extends = f'{{% extends "{SHIPPED}{name}" %}}'
    parents = [found.template for found in tree.find_all(nodes.Extends)]
    named = [parent.value if isinstance(parent, nodes.Const) else None for parent in parents]
    if not isinstance(first, nodes.Extends) or named != [SHIPPED + name]:
        raise _fault(TEMPLATE_LACKS, name, text, first.lineno if first else 1, "", what=extends)
    known = {block.name for block in _parsed(name).find_all(nodes.Block)}
    for node in said[1:]:
        if isinstance(node, nodes.Output | nodes.For | nodes.If | nodes.Include | nodes.CallBlock):
            raise _fault(TEMPLATE_LACKS, name, text, _first_line(node), "", what="{% block … %}")
        if isinstance(node, nodes.Block) and node.name not in known:
            facts = {"name": node.name, "known": tuple(sorted(known))}
            raise _fault(TEMPLATE_BLOCK_UNKNOWN, name, text, node.lineno, node.name, **facts)


def _hold_part(tree: nodes.Template, name: str, text: str) -> None:
    """A part defines the macros that shipped templates take from the one it replaces."""
    if extends := tree.find(nodes.Extends):
        raise _refusal(name, text, extends.lineno, "{% extends %}")
    defined = {n.name for n in tree.body if isinstance(n, nodes.Macro)}
    for node in tree.body:
        if isinstance(node, nodes.FromImport):
            defined |= {taken if isinstance(taken, str) else taken[1] for taken in node.names}
    try:
        shipped = _parsed(name)
    except FileNotFoundError:
        return
    if lacking := [n.name for n in shipped.body if isinstance(n, nodes.Macro) and n.name not in defined]:
        what = ", ".join(f"{{% macro {macro} %}}" for macro in lacking)
        raise _fault(TEMPLATE_LACKS, name, text, 1, "", what=what)


def _first_line(node: nodes.Node) -> int:
    """The line of the first thing that shows."""
    data = node.nodes[0] if isinstance(node, nodes.Output) else None
    blank = data.data[: -len(data.data.lstrip()) or None] if isinstance(data, nodes.TemplateData) else ""
    return node.lineno + blank.count("\n")


def _is_blank(output: nodes.Output) -> bool:
    return all(isinstance(node, nodes.TemplateData) and not node.data.strip() for node in output.nodes)


def _parsed(name: str) -> nodes.Template:
    plain = Environment(extensions=("jinja2.ext.i18n",))  # noqa: S701 - nothing is rendered
    return plain.parse(shipped_text(name))


def _refusal(name: str, text: str, line: int, what: str | Phrase) -> TemplateFaultError:
    near = what.strip("{}% ") if isinstance(what, str) else ""
    return _fault(TEMPLATE_REFUSED, name, text, line, near or "%", what=what)


def _fault(kind: Kind, name: str, text: str, line: int, near: str, /, **facts: object) -> TemplateFaultError:
    return TemplateFaultError(Finding(kind, path_of(name), position(text, line, near), facts, None))


def position(text: str, line: int, near: str = "") -> Position:
    """A place in a template: its column is that of a word, else that of the first letter of the line."""
    lines = text.split("\n")
    said = lines[line - 1] if 0 < line <= len(lines) else ""
    at = said.find(near) if near else -1
    return Position(max(line, 1), (at if at >= 0 else len(said) - len(said.lstrip())) + 1)


def meter(tree: nodes.Template, environment: Environment) -> nodes.Template:
    """Count the work: each body says what it costs, and what could grow without end goes through a filter."""
    for node in list(_all(tree)):
        if isinstance(node, nodes.For) and node.test is not None:
            node.test = nodes.And(_filtered(nodes.Const(_weight(node.test)), SPEND), node.test)
        if isinstance(node, nodes.List | nodes.Tuple) and getattr(node, "ctx", "load") == "load":
            node.items = [_single(item) for item in node.items]
        if isinstance(node, nodes.Pair):
            node.value, node.key = _single(node.value), _single(node.key)
        if isinstance(node, nodes.Compare):
            node.expr = _filtered(node.expr, MEASURED)
        if isinstance(node, nodes.Operand):
            node.expr = _filtered(node.expr, MEASURED)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice):
            node.node = _filtered(node.node, SLICED)
    for node in list(_all(tree)):
        if isinstance(node, nodes.For | nodes.Macro | nodes.CallBlock | nodes.Block):
            _head(node.body, node.lineno)
    if not tree.find(nodes.Extends):
        _head(tree.body, 1)
    tree.set_environment(environment)
    return tree


def _head(body: list[nodes.Node], line: int) -> None:
    weight = nodes.Const(1 + sum(_weight(node) for node in body), lineno=line)
    body.insert(0, nodes.ExprStmt(_filtered(weight, SPEND), lineno=line))


def _weight(node: nodes.Node) -> int:
    return len(list(_all(node)))


def _single(item: nodes.Expr) -> nodes.Expr:
    # What is written as a list stays as small as it is written; what a name stands for may hold lists again.
    return item if isinstance(item, nodes.Const | nodes.List | nodes.Tuple | nodes.Dict) else _filtered(item, SINGLE)


def _filtered(value: nodes.Expr, name: str) -> nodes.Filter:
    return nodes.Filter(value, name, [], [], None, None, lineno=value.lineno)
