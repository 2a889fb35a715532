"""Templates: lines that an editor shows without scrolling, and sentences that media share in one place."""

from __future__ import annotations

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
