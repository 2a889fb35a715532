"""Filters that custom templates may use. Each counts its input, and returns lists instead of generators."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import wraps
from typing import Any

from jinja2 import pass_context, pass_eval_context
from jinja2.filters import FILTERS, sync_do_join
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from jinja2.tests import TESTS

from ....diagnostics import Phrase
from ....i18n import N_
from .budget import Budget, RefusedError
from .syntax import MEASURED, SINGLE, SLICED, SPEND

_FILTERS = (
    "capitalize count d default dictsort first groupby items last length list lower map max min reject rejectattr "
    "select selectattr sort title trim unique upper"
)
"""Jinja's filters, except those that make much text of little, mark text as safe, or lose `Markup`."""
_TESTS = "boolean defined divisibleby even false integer none number odd string true undefined eq ne lt le gt ge"
_LARGEST = 10**18
_LARGEST_SETTING = 1000
"""The largest number as an argument of a filter, such as the digits of a number."""

Filters = Mapping[str, Callable[..., Any]]


def filters(ours: Filters, budget: Budget) -> dict[str, Callable[..., Any]]:
    """All filters that custom templates may use, by name: `ours`, and some of Jinja's."""
    jinjas: Filters = {name: FILTERS[name] for name in _FILTERS.split()}
    known = {**jinjas, **ours, "sum": total, "join": _joined(budget)}
    return {name: _metered(found, budget) for name, found in known.items()}


def guards(budget: Budget) -> Filters:
    """The filters that `syntax.meter` inserts into templates."""

    @pass_context  # without it, Jinja would call the filter once, when it compiles the template
    def spend(_: Context, weight: int) -> bool:
        budget.work(weight)
        return True

    return {SPEND: spend, SINGLE: _single, MEASURED: budget.measure, SLICED: with_entries}


def tests() -> Filters:
    """The tests that custom templates may use."""
    known: Any = TESTS
    return {name: known[name] for name in _TESTS.split()}


def is_figure(value: object) -> bool:
    """Whether a value is a number, and not so large that arithmetic with it is costly."""
    if isinstance(value, Fraction):
        return max(abs(value.numerator), value.denominator) < _LARGEST**20
    return isinstance(value, int | float | Decimal) and -_LARGEST < value < _LARGEST


def total(values: Iterable[Any]) -> Any:
    """The sum of figures. Jinja's own filter would also join lists."""
    found = list(values)
    if not all(is_figure(value) for value in found):
        raise RefusedError(Phrase(N_("only figures can be summed")))
    return sum(found)


def with_entries(value: Any) -> Any:
    """A value whose entries may be read. Those of a text may not: tags could be built from letters of safe text."""
    if isinstance(value, str):
        raise RefusedError(Phrase(N_("a text has no entries")))
    return value


def _single(value: Any) -> Any:
    """A value that may be an entry of a list: lists in lists could double in size with every line."""
    if isinstance(value, list | dict) or type(value) is tuple:
        raise RefusedError(Phrase(N_("a list in a list")))
    return value


def _metered(found: Callable[..., Any], budget: Budget) -> Callable[..., Any]:
    heads = int(getattr(found, "jinja_pass_arg", None) is not None)

    @wraps(found)
    def run(*args: Any, **kwargs: Any) -> Any:
        value, *rest = args[heads:]
        budget.work(1)
        budget.measure(value)
        if isinstance(value, str):
            # Safe text may no longer be safe when a filter has cut it.
            value = str.__str__(value)
            budget.write(len(value))
        if any(isinstance(setting, int) and abs(setting) > _LARGEST_SETTING for setting in (*rest, *kwargs.values())):
            raise RefusedError(Phrase(N_("this number is too large")))
        result = found(*args[:heads], value, *rest, **kwargs)
        return list(result) if isinstance(result, Iterator) else result

    return run


def _joined(budget: Budget) -> Callable[..., Any]:
    @pass_eval_context
    def join(eval_ctx: EvalContext, values: Iterable[Any], separator: str = "") -> str:
        parts = [str(value) if is_figure(value) else value for value in values]
        if not all(isinstance(part, str) for part in (*parts, separator)):
            raise RefusedError(Phrase(N_("only texts and figures can be joined")))
        budget.write(sum(map(len, parts)) + len(separator) * len(parts))
        return sync_do_join(eval_ctx, parts, separator)

    return join
