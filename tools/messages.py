"""Update the message catalogues: `python dev.py messages`. New texts come in untranslated, unused ones go."""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "src" / "banjar_smartcity" / "locale"
KEYWORDS = {"N_": None, "_": None, "gettext": None, "ngettext": (1, 2)}
OPTIONS = {"**.j2": {"extensions": "jinja2.ext.i18n", "trimmed": "true", "silent": "false"}}


def extract() -> Catalog:
    """Every text for people in the code and the templates."""
    catalogue = Catalog(project="smartcity", charset="utf-8")
    for folder, methods in (
        (ROOT / "src" / "banjar_smartcity", [("**.py", "python")]),
        (ROOT / "templates", [("**.j2", "jinja2")]),
    ):
        found = extract_from_dir(folder, methods, OPTIONS, KEYWORDS)
        for filename, _line, message, _comments, context in found:
            # Places without line numbers: a moved line would else change the catalogue.
            place = (folder / filename).relative_to(ROOT).as_posix()
            catalogue.add(message, locations=[(place, 0)], context=context)
    return catalogue


def path_of(language: str) -> Path:
    """The catalogue of a language."""
    return LOCALE / language / "LC_MESSAGES" / "smartcity.po"


def load(language: str) -> Catalog:
    """The present catalogue of a language."""
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def update(language: str) -> int:
    """Add what is new, drop what is unused; return how many texts have no translation yet."""
    catalogue = load(language)
    catalogue.update(extract(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    with path_of(language).open("wb") as file:
        write_po(file, catalogue, width=120, sort_output=True, omit_header=False, include_lineno=False)
    return sum(not message.string for message in catalogue if message.id)


if __name__ == "__main__":
    sys.stdout.write(f"{update('id')} texts without a translation\n")
