"""Write the pages of the documentation that are made from the program: `python3 dev.py docs`.

The pages on commands, findings and keys, each in both languages. A test finds them stale.
"""

from __future__ import annotations

import sys
from pathlib import Path

import page_commands
import page_findings
import page_keys

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


def page(path: str) -> str:
    """What a page must say now."""
    lang, write = PAGES[path]
    return write(language(lang))


def main() -> int:
    """Write those that differ."""
    for path in PAGES:
        target, text = ROOT / path, page(path)
        if not target.exists() or target.read_text("utf-8") != text:
            target.write_text(text, "utf-8", newline="\n")
            print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
