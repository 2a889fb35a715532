"""What the generated pages share: Markdown of plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def plain(text: str) -> str:
    """A text as it is, in one line; code in backticks stays code."""
    parts = re.split(r"(`[^`]+`)", " ".join(text.split()))
    return "".join(part if part.startswith("`") else re.sub(r"[\\*_<>|\[\]]", r"\\\g<0>", part) for part in parts)


def code(text: str) -> str:
    """Code within a cell of a table."""
    return "`" + text.replace("|", "\\|") + "`"


def fenced(text: str, kind: str) -> str:
    """A block of code."""
    return f"```{kind}\n{text.strip(chr(10))}\n```"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def document(parts: Iterable[str]) -> str:
    """Paragraphs, headings and tables as one file."""
    return "\n\n".join(part for part in parts if part) + "\n"
