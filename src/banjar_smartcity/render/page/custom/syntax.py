"""Syntax: what a custom template may contain, and the counting that is added to it.

What is not listed is refused. The names of HTML tags are listed too, and must be written out in the template. As every
value is escaped, a page then loads and runs nothing but what the shipped pages do.
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
"""Names of filters that no template can use, as they end in a blank."""

_ALLOWED: tuple[type[nodes.Node], ...] = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Extends, nodes.Block, nodes.Include),
    *(nodes.Import, nodes.FromImport, nodes.Macro, nodes.CallBlock, nodes.For, nodes.If, nodes.With),
    *(nodes.Assign, nodes.AssignBlock, nodes.NSRef, nodes.Name, nodes.Const, nodes.List, nodes.Tuple),
    *(nodes.Dict, nodes.Pair, nodes.Keyword, nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.Call),
    *(nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr),
    *(nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.Neg),
)
_WRITTEN_AS: dict[type[nodes.Node], str] = {
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
"""Names that may end a text, as in `<tr{% if … %}`: no letters after them make the name of a harmful element."""
_TAG = re.compile(r"<(?:/?([A-Za-z][A-Za-z0-9]*)(?=([\s/>])|\Z))?")
_TAG_START = re.compile(r"<[^>\n]{0,20}>?")
_BLANKS = re.compile(r"[^\S\n]{200}")
"""Runs of blanks on which Jinja's own patterns would take quadratic time."""


def check_style(name: str, text: str) -> None:
    """Raise `TemplateFaultError` if a style sheet has a `<`, which could end its element.

    It cannot load anything, as the page's Content-Security-Policy forbids that.
    """
    if "<" in text:
        raise _refusal(name, text, text.count("\n", 0, text.index("<")) + 1, "<")


def check_template(tree: nodes.Template, name: str, text: str, filters: frozenset[str]) -> None:
    """Raise `TemplateFaultError` for the first thing in a template that is not allowed."""
    if found := _BLANKS.search(text):
        raise _refusal(name, text, text.count("\n", 0, found.start()) + 1, Phrase(N_("two hundred spaces in a row")))
    line = 1
    for node in _all(tree):
        # Some nodes have no line, but their children have.
        line = node.lineno or next((child.lineno for child in node.iter_child_nodes() if child.lineno), line)
        if what := _refused(node, filters):
            raise _refusal(name, text, line, what)
        if isinstance(node, nodes.TemplateData) and (tag := _bad_tag(node.data)):
            after, what = tag
            raise _refusal(name, text, node.lineno + after, what)
    if "/" in name:
        _check_part(tree, name, text)
    else:
        _check_page(tree, name, text)


def _all(tree: nodes.Node) -> Iterator[nodes.Node]:
    """Every node, in the order of the text."""
    pending: list[nodes.Node] = [tree]
    while pending:
        node = pending.pop()
        yield node
        pending += reversed(list(node.iter_child_nodes()))


def _refused(node: nodes.Node, filters: frozenset[str]) -> str | None:
    if not isinstance(node, _ALLOWED):
        return _WRITTEN_AS.get(type(node), type(node).__name__.lower())
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
    """How an include is written that is not allowed, else None.

    The name must be a constant with a folder: a page that included itself would use up the budget.
    """
    if isinstance(name, nodes.Const) and "/" in str(name.value).removeprefix(SHIPPED):
        return None
    return f'"{name.value}"' if isinstance(name, nodes.Const) else "{% include … %}"


def _bad_tag(data: str) -> tuple[int, str] | None:
    """The line within the text, and the beginning, of the first tag that is not allowed."""
    for found in _TAG.finditer(data):
        if (found[1] or "").lower() not in (_ELEMENTS if found[2] else _OPEN_ENDED):
            tag = _TAG_START.match(data, found.start())
            return data.count("\n", 0, found.start()), tag[0] if tag else "<"
    return None


def _check_page(tree: nodes.Template, name: str, text: str) -> None:
    """Check that a page extends the shipped one, which keeps head and policy, and only fills blocks of it."""
    statements = [n for n in tree.body if not (isinstance(n, nodes.Output) and _is_blank(n))]
    first = statements[0] if statements else None
    extends = f'{{% extends "{SHIPPED}{name}" %}}'
    parents = [found.template for found in tree.find_all(nodes.Extends)]
    named = [parent.value if isinstance(parent, nodes.Const) else None for parent in parents]
    if not isinstance(first, nodes.Extends) or named != [SHIPPED + name]:
        raise _fault(TEMPLATE_LACKS, name, text, first.lineno if first else 1, "", what=extends)
    known = {block.name for block in _parsed(name).find_all(nodes.Block)}
    for node in statements[1:]:
        if isinstance(node, nodes.Output | nodes.For | nodes.If | nodes.Include | nodes.CallBlock):
            raise _fault(TEMPLATE_LACKS, name, text, _first_line(node), "", what="{% block … %}")
        if isinstance(node, nodes.Block) and node.name not in known:
            facts = {"name": node.name, "known": tuple(sorted(known))}
            raise _fault(TEMPLATE_BLOCK_UNKNOWN, name, text, node.lineno, node.name, **facts)


def _check_part(tree: nodes.Template, name: str, text: str) -> None:
    """Check that a part defines the macros of the part that it replaces, as shipped templates import them."""
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
    if missing := [n.name for n in shipped.body if isinstance(n, nodes.Macro) and n.name not in defined]:
        what = ", ".join(f"{{% macro {macro} %}}" for macro in missing)
        raise _fault(TEMPLATE_LACKS, name, text, 1, "", what=what)


def _first_line(node: nodes.Node) -> int:
    """The line of the first thing in a node that is not blank."""
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
    """A position in a template: the column of the word `near`, else of the first letter of the line."""
    lines = text.split("\n")
    found = lines[line - 1] if 0 < line <= len(lines) else ""
    at = found.find(near) if near else -1
    return Position(max(line, 1), (at if at >= 0 else len(found) - len(found.lstrip())) + 1)


def meter(tree: nodes.Template, environment: Environment) -> nodes.Template:
    """Add the counting: each body reports its number of nodes, and values that could grow pass through a filter."""
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
    # A list that is written out stays as small as it is written; the value of a name may be a list of lists.
    return item if isinstance(item, nodes.Const | nodes.List | nodes.Tuple | nodes.Dict) else _filtered(item, SINGLE)


def _filtered(value: nodes.Expr, name: str) -> nodes.Filter:
    return nodes.Filter(value, name, [], [], None, None, lineno=value.lineno)
