"""What was read of a survey's tables, in the words of the first lines of the lint and the import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ....i18n import N_, Language, Text
from ....privacy.search import redact
from ....source.letters import visible

if TYPE_CHECKING:
    from ....survey.answers.account import DimensionAccount, FileAccount, TableAccount

_MOST_NAMES, _MOST_ROWS = 5, 6
"""So many names of columns, and numbers of rows, are shown."""


def account_lines(files: Sequence[FileAccount], names: Mapping[str, Text], lang: Language) -> Iterator[str]:
    """The lines about every file; `names` are those of the dimensions."""
    for file in files:
        for table in file.tables:
            sheet = lang.translate(N_(', sheet "{name}"')).format(name=visible(table.sheet)) if table.sheet else ""
            yield f"{visible(file.path)}{sheet}:"
            for dimension in table.dimensions:
                yield "    " + _statements(dimension, names, lang)
            yield "    " + _columns(table, lang)
            yield "    " + _rows(table, lang)
        if file.others:
            count = len(file.others)
            line = lang.ngettext(
                "{n} other sheet without answers ({names})", "{n} other sheets without answers ({names})", count
            )
            yield "    " + line.format(n=count, names=_listed(file.others))


def _statements(dimension: DimensionAccount, names: Mapping[str, Text], lang: Language) -> str:
    facts = {"known": dimension.known, "all": dimension.all, "dimension": lang.text(names.get(dimension.dimension))}
    if not dimension.missing:
        return lang.translate(N_("{known} of {all} statements of {dimension}")).format(**facts)
    line = lang.translate(N_("{known} of {all} statements of {dimension}; missing: {missing}"))
    return line.format(**facts, missing=", ".join(dimension.missing))


def _columns(table: TableAccount, lang: Language) -> str:
    sizes = {use: len(labels) for use, labels in table.columns.items()}
    total = sum(sizes.values())
    line = lang.ngettext(
        "{n} column: {statements} with answers, {other} with other facts, {companions} with notes, {unused} not used",
        "{n} columns: {statements} with answers, {other} with other facts, {companions} with notes, {unused} not used",
        total,
    ).format(n=total, **sizes)
    unused = table.columns["unused"]
    return f"{line} ({_listed(unused)})" if unused else line


def _rows(table: TableAccount, lang: Language) -> str:
    total = lang.ngettext("{n} row", "{n} rows", table.rows).format(n=table.rows)
    counted = lang.ngettext("{n} counts", "{n} count", table.counted).format(n=table.counted)
    if not table.fates:
        return f"{total}: {counted}"
    rest = lang.ngettext("{n} does not", "{n} do not", table.not_counted).format(n=table.not_counted)
    reasons = ", ".join(
        lang.translate(N_("{n} {why}: {rows}")).format(n=len(rows), why=lang.translate(why.msgid), rows=_numbers(rows))
        for why, rows in table.fates
    )
    return f"{total}: {counted}, {rest} ({reasons})"


def _numbers(rows: Sequence[int]) -> str:
    """Row numbers, with runs of them as 47–61."""
    runs: list[tuple[int, int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        elif len(runs) > _MOST_ROWS:
            break
        else:
            runs.append((row, row))
    shown = [str(a) if a == b else f"{a}–{b}" for a, b in runs[:_MOST_ROWS]]
    return ", ".join([*shown, "…"] if len(runs) > _MOST_ROWS else shown)


def _listed(names: Sequence[str]) -> str:
    shown = [visible(redact(name)) for name in names[:_MOST_NAMES]]
    shown = [name if len(name) <= 60 else name[:59] + "…" for name in shown]
    return ", ".join([*shown, "…"] if len(names) > _MOST_NAMES else shown)
