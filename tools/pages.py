"""Write the pages of the documentation that are made from the program: `python3 dev.py docs`.

The pages on commands, findings and keys, each in both languages, and the table of rooms in the page on the
architecture. A test finds them stale.
"""

from __future__ import annotations

import sys
from pathlib import Path

import page_commands
import page_findings
import page_keys
import rooms

from banjar_smartcity.i18n import language

ROOT = Path(__file__).resolve().parent.parent
PAGES = {
    "docs/commands.md": ("en", page_commands.page),
    "docs/perintah.md": ("id", page_commands.page),
    "docs/findings.md": ("en", page_findings.page),
    "docs/catatan.md": ("id", page_findings.page),
    "docs/keys.md": ("en", page_keys.page),
    "docs/kunci.md": ("id", page_keys.page),
}


ARCHITECTURE = "docs/architecture.md"
MARKS = ("<!-- rooms -->\n", "<!-- /rooms -->")
"""Between these lines of the page on the architecture is the table of rooms."""


def page(path: str) -> str:
    """What a page must say now."""
    if path == ARCHITECTURE:
        return architecture((ROOT / path).read_text("utf-8"))
    lang, write = PAGES[path]
    return write(language(lang))


def architecture(text: str) -> str:
    """The page on the architecture with the table of rooms as it must be now."""
    before, _, rest = text.partition(MARKS[0])
    return before + MARKS[0] + "".join(f"{line}\n" for line in rooms.table()) + MARKS[1] + rest.partition(MARKS[1])[2]


def main() -> int:
    """Write those that differ."""
    for path in (*PAGES, ARCHITECTURE):
        target, text = ROOT / path, page(path)
        if not target.exists() or target.read_text("utf-8") != text:
            target.write_text(text, "utf-8", newline="\n")
            print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
