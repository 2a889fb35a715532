"""A document that was read: its pages, their text, and why a text is not there."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ..diagnostics import Phrase
from ..i18n import N_
from ..named import NamedTuple
from .similar import sequences
from .words.legible import Letters, count_letters, in_all
from .words.pictured import hidden_pages, pictured_pages
from .words.printed import last_printed
from .worker import CPU_SECONDS, METADATA, MOST_OUTPUT, PICTURES, SECONDS

READ = Phrase(N_("read"), "read")
SCAN = Phrase(N_("scan without text"), "no-text")
GARBLED = Phrase(N_("text that cannot be read"), "garbled")
ENCRYPTED = Phrase(N_("encrypted"), "encrypted")
DAMAGED = Phrase(N_("damaged"), "damaged")
STOPPED = Phrase(N_("not read to the end"), "bounds")
PICTURE = Phrase(N_("picture"), "picture")
OTHER = Phrase(N_("not a format with text"), "other")
STATES = (READ, SCAN, GARBLED, ENCRYPTED, DAMAGED, STOPPED, PICTURE, OTHER)
_FAULTS: Mapping[str, Phrase] = {phrase.id or "": phrase for phrase in (ENCRYPTED, DAMAGED, STOPPED)}


class ReadDocument(NamedTuple):
    """What was read in a file. `pages` are pages, slides or sheets."""

    kind: str
    state: Phrase
    pages: int | None
    last_printed: int | None
    texts: tuple[str, ...]
    """The text of each page; of a format without pages, one text. Fewer than `pages` if reading stopped."""
    made: Mapping[str, str]
    """What the file says of itself: the program that made it, and when, not checked."""
    scanned: tuple[int, ...]
    """The numbers of the sheets without any text."""
    garbled: tuple[int, ...]
    """The numbers of the sheets whose text cannot be read."""
    pictured: tuple[int, ...]
    """The numbers of the sheets that may have words in a picture, of which a machine may have guessed the letters."""
    hidden: tuple[int, ...]
    """Those of them whose text nobody sees, because it is behind the picture."""
    sequences: str
    """The sequences of words by which the same text under another name is known."""
    signed: bool | None
    """Whether it seems to have an electronic signature; None if that was not looked for."""

    def without_texts(self) -> ReadDocument:
        """All that was read but the texts, which take a hundred times as much memory as the rest."""
        return self._replace(texts=())


def read_document(path: Path, kind: str, seconds: int = CPU_SECONDS) -> ReadDocument:
    """What is in a file of a format, read in a process of its own within bounds. No fault of the file is an error."""
    import subprocess  # slow to load, and not needed where all texts are remembered

    module = "banjar_smartcity.reading.worker"
    command = [sys.executable, "-I", "-m", module, os.path.abspath(path), kind, str(seconds)]
    ended = True
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - our own
        output, ended = done.stdout, done.returncode == 0
    except subprocess.TimeoutExpired as late:
        output, ended = late.stdout or b"", False
    return from_lines(kind, lines_of(output), ended=ended)


def lines_of(output: bytes) -> Iterable[dict[str, Any]]:
    """The whole lines that a worker printed."""
    for line in output[:MOST_OUTPUT].splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            return


def from_lines(kind: str, lines: Iterable[dict[str, Any]], *, ended: bool) -> ReadDocument:
    """A document from what a worker found; `ended`: it was not stopped."""
    first, *rest = list(lines) or [{"fault": "damaged" if ended else "bounds"}]
    pages = first.get("pages")
    sheets = [line for line in rest if "text" in line or "page" in line]
    texts = tuple(line.get("text", "") for line in sheets)
    letters = [_letters(line) for line in sheets]
    fault = next((line["fault"] for line in (first, *rest) if "fault" in line and "page" not in line), None)
    made: dict[str, str] = {key: str(line[key]) for line in (first, *rest) for key in METADATA if key in line}
    stopped = not ended or (kind == "pdf" and pages is not None and len(texts) < pages)
    pictures = [line.get("picture") for line in sheets]
    compared = next((line["sequences"] for line in rest if "sequences" in line), None)
    return ReadDocument(
        kind=kind,
        state=_FAULTS[fault] if fault else STOPPED if stopped else _state(kind, texts, letters),
        pages=pages,
        last_printed=last_printed(texts) if kind == "pdf" else None,
        texts=texts,
        made=made,
        scanned=tuple(number for number, text in enumerate(texts, 1) if not text.strip()),
        garbled=tuple(number for number, found in enumerate(letters, 1) if not found.legible),
        pictured=pictured_pages(pictures),
        hidden=hidden_pages(pictures),
        sequences=compared if compared is not None else sequences("\n".join(texts)),
        signed=next((line["signed"] for line in rest if "signed" in line), None),
    )


def _letters(line: Mapping[str, Any]) -> Letters:
    return Letters(*line["letters"]) if "letters" in line else count_letters(line.get("text", ""))


def _state(kind: str, texts: tuple[str, ...], letters: Iterable[Letters]) -> Phrase:
    if kind in PICTURES:
        return PICTURE
    if not texts:
        return DAMAGED if kind == "pdf" else OTHER
    if not any(map(str.strip, texts)):
        return SCAN
    return READ if in_all(letters).legible else GARBLED
