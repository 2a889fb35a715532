"""Worker: reads one file in a process of its own, within bounds, and prints what it finds as lines of JSON.

`python -m banjar_smartcity.reading.worker PATH FORMAT SECONDS`. The first line is about the file, each other one about
a page, so that what was found before a bound was reached is not lost.
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
import time
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from .embedded.pictures import EMBEDDING, PHOTOS, PLACES, UNSEARCHED, embedded_facts
from .similar import sequences
from .words.legible import count_letters
from .words.room import MOST_TEXT, Room, fit

CPU_SECONDS, MEMORY = 10, 512 << 20
"""The bounds of one file."""
SECONDS = 60
"""The clock's bound, where a process waits instead of computing."""
MOST_OUTPUT = MOST_TEXT * 6
"""The bytes that one file may print."""
_ENOUGH_SECONDS = 8.0
"""After this much time no further page is read, so that the process ends by itself."""
MOST_PAGES = 10_000
"""Pages of a PDF that are read. A small file may name one page a million times."""
_MOST_UNPACKED = 32 << 20
"""Characters of a plain file, or bytes of a part of an Office file, whose words are taken."""
_CUT = {"fault": "bounds"}
"""What is said where there is more than was read, so that nobody takes what was not read for missing."""
_MOST_OF_PICTURE = 64 << 20
_SLIDE = r"ppt/slides/slide[0-9]+\.xml"
_TAG = r"<[^<>]*>"
_END_OF_CELL = r"</(?:w|text):p>\s*</(?:w:tc|table:table-cell)>|</a:p>\s*</a:txBody>(?:\s*<a:tcPr\b[^<>]*/>)?"
_END_OF_LINE = r"</(?:w|a|text):(?:p|h)>|</(?:w:tr|table:table-row|a:tr)>"
"""The cells of a table row are on one line."""
_SIGN = b"/ByteRange"
"""What every signature in a PDF needs; the word is never compressed, since its own place is signed around."""
METADATA = ("Producer", "Creator", "CreationDate", "ModDate", "Device", "Taken", "Place", PHOTOS, PLACES, UNSEARCHED)
PICTURES = frozenset({"png", "jpeg", "gif", "webp", "bmp", "heif"})
PLAIN = frozenset({"text", "html", "xml"})


def bound(seconds: int = CPU_SECONDS, memory: int = MEMORY) -> None:
    """Bind this process to its time and memory. On Windows only the clock of its parent counts."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(path: str, kind: str) -> Iterator[dict[str, Any]]:
    """What is in a file: first its pages and how it was made, then the text of each page."""
    if kind == "pdf":
        yield from _pdf(path)
    elif kind in ("xlsx", "ods"):
        yield from _sheets(path)
    elif kind == "pptx":
        yield from _slides(path)
    elif kind in ("docx", "odt"):
        yield {"pages": None}
        yield from _unpacked(path, "word/document.xml" if kind == "docx" else "content.xml")
    elif kind in PLAIN:
        yield {"pages": None}
        with open(path, encoding="utf-8", errors="replace") as file:
            text, more = file.read(_MOST_UNPACKED), file.read(1)
        yield {"text": re.sub(_TAG, " ", text) if kind != "text" else text}
        if more:
            yield _CUT
    elif kind in PICTURES:
        from .photo import photo_facts

        with open(path, "rb") as picture:
            yield {"pages": 1, **photo_facts(picture.read(_MOST_OF_PICTURE))}
    else:
        yield {"pages": None}


def _pdf(path: str) -> Iterator[dict[str, Any]]:
    import pypdfium2

    from .words.pictured import picture_of_words
    from .words.placed import text_in_order

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        yield {"fault": "encrypted" if "assword" in str(error) else "damaged"}
        return
    told = document.get_metadata_dict(skip_empty=True)
    yield {"pages": len(document), **{key: told[key][:200] for key in METADATA if key in told}}
    for number in range(min(len(document), MOST_PAGES)):
        if time.process_time() > _ENOUGH_SECONDS:
            return
        try:
            page = document[number]
            text = text_in_order(page)
            picture = picture_of_words(page, text)
            page.close()
        except pypdfium2.PdfiumError:
            yield {"fault": "damaged", "page": number + 1}
            continue
        yield {"text": text.replace("\x02", "-").replace("\ufffe", "-"), "picture": picture}


def _sheets(path: str) -> Iterator[dict[str, Any]]:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(path)
    yield {"pages": len(book.sheet_names)}
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python()
        yield {"text": "\n".join("\t".join(map(str, row)) for row in rows)}


def _slides(path: str) -> Iterator[dict[str, Any]]:
    with ZipFile(path) as archive:
        slides = [name for name in archive.namelist() if re.fullmatch(_SLIDE, name)]
    yield {"pages": len(slides)}
    for name in sorted(slides, key=lambda name: (len(name), name)):
        yield from _unpacked(path, name)


def _unpacked(path: str, name: str) -> Iterator[dict[str, Any]]:
    """The words of a part of an Office file, of which only so much is unpacked."""
    with ZipFile(path) as archive, archive.open(name) as part:
        content, more = part.read(_MOST_UNPACKED).decode("utf-8", "replace"), part.read(1)
    content = re.sub(_END_OF_CELL, "\t", content)
    yield {"text": re.sub(_TAG, "", re.sub(_END_OF_LINE, "\n", content))}
    if more:
        yield _CUT


def is_signed(path: str) -> bool:
    """Whether a file seems to have a signature. It is read in pieces."""
    with open(path, "rb") as file:
        before = b""
        while block := file.read(1 << 20):
            if _SIGN in block or _SIGN in before + block[: len(_SIGN)]:
                return True
            before = block[-len(_SIGN) :]
    return False


def lines(path: str, kind: str) -> Iterator[str]:
    """What is in a file as lines of JSON. A file that cannot be read is damaged.

    What is computed from the texts is computed here too, so that it counts among what the file may take.
    """
    texts: list[str] = []
    room = Room()
    try:
        for found in read(path, kind):
            if "text" not in found:
                yield json.dumps(found)
                continue
            text, whole, room = fit(found["text"], room)
            texts.append(text)
            yield json.dumps({**found, "text": text, "letters": count_letters(text)})
            if not whole:
                yield json.dumps(_CUT)
                break
        if time.process_time() < _ENOUGH_SECONDS:
            yield json.dumps({"sequences": sequences("\n".join(texts))})
            yield json.dumps(embedded_facts(path, kind))
        elif kind in EMBEDDING:
            yield json.dumps({UNSEARCHED: "1"})
        if kind == "pdf":
            yield json.dumps({"signed": is_signed(path)})
    except MemoryError:
        yield json.dumps({"fault": "bounds"})
    except Exception:  # whatever a library raises, it could not read the file
        yield json.dumps({"fault": "damaged"})


def main() -> None:
    """Read the file that the command line names."""
    bound(int(sys.argv[3]))
    for line in lines(sys.argv[1], sys.argv[2]):
        print(line, flush=True)


if __name__ == "__main__":
    main()
