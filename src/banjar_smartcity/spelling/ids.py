"""Ids: the id that a name or the name of a file stands for."""

from __future__ import annotations

import re
import unicodedata

_ENDING = r"(?i)\.(?:ya?ml|txt|md|pdf|docx?|xlsx?|pptx?|odt|ods|odp|csv|jpe?g|png|heic|tiff?|mp4|mov|zip|rtf)\Z"


_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_id(text: str) -> bool:
    """Whether a text has the form of an id."""
    return _ID.fullmatch(text) is not None


def kebab(text: str) -> str:
    """A text in lower case and digits with single hyphens: `SK Tim (2023)` gives `sk-tim-2023`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def id_of(text: str) -> str | None:
    """The id that a text would have; of the path of a file, without folders and ending. None if it gives none."""
    name = text.strip()
    if re.search(_ENDING, name):
        name = re.sub(_ENDING, "", re.split(r"[/\\]", name)[-1])
    return kebab(re.sub("[\u2010-\u2015\u2212]", "-", name)) or None


_BEFORE = r"(?i)\A(?:copy[ _-]of|salinan(?:[ _-]dari)?|copy|kopi(?:[ _-]dari)?)[ _-]+"
_AFTER = r"(?i)(?:[ _-]+(?:copy|salinan|salin|kopi)(?:[ _-]*\(?[0-9]+\)?)?|[ _-]*\([0-9]+\)| [0-9]{1,2}|~)\Z"


def copied_from(name: str) -> str | None:
    """The name of which this one, without its ending, is that of a copy, as Windows, macOS and browsers name copies."""
    short = re.sub(_BEFORE, "", name)
    while (shorter := re.sub(_AFTER, "", short)) != short:
        short = shorter
    return short if short and short != name else None
