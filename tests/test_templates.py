"""Templates: lines that an editor shows without scrolling, and letters of a few sizes."""

from __future__ import annotations

import re
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
LONGEST = 160


def test_no_line_of_a_template_is_too_long() -> None:
    lines = (
        (f"{path.relative_to(TEMPLATES).as_posix()}:{number}", line)
        for path in sorted(TEMPLATES.rglob("*.*"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    )
    assert [place for place, line in lines if len(line) > LONGEST] == []


def test_all_sizes_of_letters_are_steps_of_one_scale() -> None:
    """Only code has a size of its own, in letters of the text around it."""
    sizes = [
        f"{path.name}: {size}"
        for name in ("html/style.css", "html/figures.css", "html/chart.css", "html/print.css", "site/style.css")
        for path in [TEMPLATES / name]
        for size in re.findall(r"font-size: ([^;]+);", path.read_text(encoding="utf-8"))
        if not re.fullmatch(r"var\(--type-\w+\)", size)
    ]
    assert sizes == ["print.css: 9.4pt"]
