"""Sandbox: the environment in which custom templates run together with the shipped ones.

As Jinja's documentation says, its sandbox limits neither how long a template runs nor how much text it makes. Here both
are counted (`budget.py`). Only attributes of known types can be read, and only known functions can be called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import BuiltinMethodType, FunctionType, MethodType
from typing import Any

from jinja2 import BaseLoader, Environment, TemplateNotFound, Undefined, nodes, pass_context
from jinja2.environment import TemplateModule
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from ....diagnostics import Limit, Phrase
from ....i18n import N_
from .budget import LIMITS, Budget, RefusedError
from .files import SHIPPED, CustomTemplates, path_of, shipped_text
from .filters import filters, guards, is_figure, tests, with_entries
from .syntax import check_style, check_template, meter

_PACKAGE = __name__.partition(".")[0]
_OF_LOOPS = "index index0 revindex revindex0 first last length depth depth0 previtem nextitem cycle changed"
_OPEN: tuple[tuple[type, frozenset[str]], ...] = (
    (Mapping, frozenset(("get", "items", "keys", "values"))),
    (date, frozenset(("year", "month", "day"))),
    (LoopContext, frozenset(_OF_LOOPS.split())),
    (BlockReference, frozenset(("super",))),
)
"""Attributes that templates may read from values that are not our records."""
_OF_JINJA = ("_loop_vars", "_block_vars")
_CALL, _LONGEST_SENTENCE = 20, 4000


class _Loader(BaseLoader):
    """Loads the custom template if there is one, else the shipped one; `shipped/…` is always the shipped one."""

    def __init__(self, custom: CustomTemplates) -> None:
        self.custom = custom

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        text = None if template.startswith(SHIPPED) else self.custom.read(template)
        if text is not None:
            if template.endswith(".css"):
                check_style(template, text)
            return text, path_of(template), lambda: True
        name = template.removeprefix(SHIPPED)
        if name.startswith(("/", SHIPPED)) or ".." in name.split("/") or "\\" in name or "\0" in name:
            raise TemplateNotFound(template)
        try:
            return shipped_text(name), f"{SHIPPED}{name}", lambda: True
        except (OSError, ValueError):
            raise TemplateNotFound(template) from None


class Bounded(ImmutableSandboxedEnvironment):
    """A Jinja environment for templates that are not trusted."""

    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "**", "%"))

    def __init__(self, custom: CustomTemplates, **options: Any) -> None:
        self.custom, self.budget = custom, Budget(LIMITS)
        finalize = options.pop("finalize")

        @pass_context  # without it, Jinja would call this with escaped constants when it compiles the template
        def shown(_: Context, value: object) -> Any:
            return self._shown(finalize, value)

        super().__init__(loader=_Loader(custom), finalize=shown, **options)

    def close(self) -> None:
        """Remove all filters and tests that custom templates may not use; called after our filters are added."""
        ours = {name: found for name, found in self.filters.items() if found.__module__.startswith(_PACKAGE)}
        self.filters = filters(ours, self.budget)
        self.known = frozenset(self.filters)
        self.filters |= guards(self.budget)
        self.tests = dict(tests())

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        if name is None or filename != path_of(name):
            return tree
        check_template(tree, name, source, self.known)
        return meter(tree, self)

    def concat(self, pieces: Iterable[str]) -> str:
        """Join text that is not shown at once, such as the result of a macro or of a block that is assigned."""
        parts = list(pieces)
        self.budget.write(sum(map(len, parts)))
        return "".join(parts)

    def _shown(self, finalize: Callable[[Any], Any], value: object) -> Any:
        if isinstance(value, Undefined):
            str(value)  # raises an error with the name that is undefined
        if value is not None and not isinstance(value, str | int | float | Fraction | Decimal | date):
            raise RefusedError(Limit(N_("{limit} is a record or a list; name the part to show"), type(value).__name__))
        shown = finalize(value)
        self.budget.work(1)
        self.budget.write(len(shown) if isinstance(shown, str) else 1)
        return shown

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow attributes of our records, and of dates, mappings, loops and modules of macros."""
        return super().is_safe_attribute(obj, attr, value) and _is_open(obj, attr)

    def wrap_str_format(self, value: Any) -> None:
        """Do nothing: templates cannot call methods of texts, so `str.format` needs no wrapper."""

    def is_safe_callable(self, obj: Any) -> bool:
        """Allow macros, blocks, our own functions and methods, and lookups in a mapping."""
        if isinstance(obj, Macro | BlockReference | LoopContext) or obj is Namespace:
            return True
        if isinstance(obj, FunctionType):
            return obj.__module__.startswith(_PACKAGE)
        return isinstance(obj, MethodType | BuiltinMethodType) and _is_open(obj.__self__, obj.__name__)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Count the call, then make it if the sandbox allows it."""
        __self.budget.work(_CALL)
        if any(__obj is __self.globals[name] for name in ("gettext", "ngettext")):
            __self._sentence(args, kwargs)
        return super().call(__context, __obj, *args, **kwargs)

    def _sentence(self, args: tuple[Any, ...], facts: Mapping[str, Any]) -> None:
        """Count the text that a translated sentence may grow to when its placeholders are filled."""
        sentences = [text for text in args if isinstance(text, str)]
        if any(len(text) > _LONGEST_SENTENCE for text in sentences):
            raise RefusedError(Phrase(N_("this sentence is too long")))
        # Jinja passes its own variables of loops and blocks like facts.
        shown = [self._shown(lambda value: value, fact) for name, fact in facts.items() if name not in _OF_JINJA]
        longest = max((len(fact) for fact in shown if isinstance(fact, str)), default=0)
        self.budget.write(sum(text.count("%(") for text in sentences) * longest)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An entry of a list, mapping or record."""
        return super().getitem(with_entries(obj), argument)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Allow arithmetic of figures, and + for two lists or two tuples."""
        if is_figure(left) and is_figure(right):
            return super().call_binop(context, operator, left, right)
        if operator == "+" and type(left) is type(right) and type(left) in (list, tuple):
            self.budget.work(len(left) + len(right))
            return left + right
        raise RefusedError(Limit(N_("{limit} is only for figures; + also works for lists of one kind"), operator))


def _is_open(obj: object, attr: str) -> bool:
    if isinstance(obj, tuple):
        return hasattr(obj, "_fields") and type(obj).__module__.startswith(_PACKAGE)
    for kind, names in _OPEN:
        if isinstance(obj, kind):
            return attr in names
    return isinstance(obj, TemplateModule | Namespace)
