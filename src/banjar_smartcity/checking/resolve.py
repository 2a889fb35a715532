"""Resolve: diagnostics as findings, each with its line and column, and without personal data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from .. import source
from ..diagnostics import At, Diagnostic, Finding, Pointer
from ..privacy import search as personal_data


@lru_cache(maxsize=4096)
def shown_path(path: str) -> str:
    """A path without the personal data in it."""
    return personal_data.redact(path)


def shown_paths(paths: Iterable[str]) -> tuple[str, ...]:
    """Paths without the personal data in them. They are searched as one text, since hardly any has some."""
    every = tuple(paths)
    found = next(personal_data.find_personal_data("\n\n".join(every)), None)
    return every if found is None else tuple(map(shown_path, every))


def _may_be_personal(value: str) -> bool:
    """Whether a value could be the personal data of its line: a number, or an e-mail address."""
    return "@" in value or sum(map(str.isdecimal, value)) >= 6


def _without_data(pointer: Pointer) -> Pointer:
    """A pointer without personal data in its keys."""
    return tuple(personal_data.redact(step) if isinstance(step, str) else step for step in pointer)


def _without_personal_data(suggestion: str | None, *, hidden: bool) -> str | None:
    """A suggestion; None if it would repeat personal data."""
    if (
        suggestion is None
        or (hidden and _may_be_personal(suggestion))
        or personal_data.redact(suggestion) != suggestion
    ):
        return None
    return suggestion


def resolve(
    diagnostics: Iterable[Diagnostic],
    texts: Mapping[str, str],
    locate: source.Locator | None = None,
    secret: Mapping[str, frozenset[int]] = {},
) -> tuple[Finding, ...]:
    """Findings with line and column, sorted by file and position. `secret`: known lines with personal data, by path."""

    position = locate or source.Locator(texts)
    lines = dict(secret)

    def is_secret(path: str, line: int) -> bool:
        if path not in lines:
            lines[path] = personal_data.secret_lines(texts.get(path, ""))
        return line in lines[path]

    def fact(value: object, *, hidden: bool) -> object:
        if isinstance(value, At):
            return position(value).line
        if isinstance(value, str):
            # A number next to a word like "telp" is recognised only there, not when it is quoted alone.
            return "…" if hidden and _may_be_personal(value) else personal_data.redact(value)
        return value

    findings: dict[object, Finding] = {}
    for d in diagnostics:
        where = d.position or position(d.at)
        hidden = not d.kind.secret and is_secret(d.at.path, where.line)
        facts = {name: fact(value, hidden=hidden) for name, value in d.facts.items()}
        pointer = _without_data(d.at.pointer) if hidden or d.kind.secret else d.at.pointer
        # What aliases repeat is in the text once, and is one fault.
        findings.setdefault(
            (d.at.path, where, d.kind.id, *facts.items()),
            Finding(
                d.kind,
                shown_path(d.at.path),
                where,
                facts,
                _without_personal_data(d.suggestion, hidden=hidden),
                pointer,
            ),
        )
    return tuple(sorted(findings.values(), key=lambda f: (f.path, f.position, f.kind.id)))
