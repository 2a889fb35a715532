"""Make the documents of the example: `.venv/bin/python tools/example_documents.py`.

Each PDF has the pages and the words that answers cite, apart from the faults that the example's README lists. Its
record gets the new file, hash and number of pages. Nothing is compressed, so that a document is the same in every run
and its changes can be read.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from banjar_smartcity.evidence.verified import document_lines
from banjar_smartcity.model.evidence import FileContent
from banjar_smartcity.source.document import parse

ROOT = Path(__file__).resolve().parent.parent
WORDS = ROOT / "tools" / "example_documents.yaml"
EXAMPLE = ROOT / "examples" / "kabupaten-contoh"
FILES = "data/evidence/files"
WIDTH, HEIGHT, MARGIN, LEADING, SIZE = 595, 842, 56, 16, 10
"""A4, in points."""
INVENTED = "REKAAN - BUKAN DOKUMEN SESUNGGUHNYA"


class Words(NamedTuple):
    """What a document says: its number of pages, and the lines of each page that has some of its own."""

    pages: int
    lines: Mapping[int, Sequence[str]]
    scan: bool
    number: str | None = None
    """The number that it gives, if that is not the one of its record."""


def words_of(name: str) -> Words:
    """The words of a document, by the id of its record."""
    found = _data(WORDS)[name]
    lines = {page: said for span, said in found.get("on", {}).items() for page in _pages(span)}
    return Words(found["pages"], lines, found.get("scan", False), found.get("number"))


def _pages(span: str) -> range:
    first, _, last = span.partition("-")
    return range(int(first), int(last or first) + 1)


def _data(path: Path) -> dict[str, Any]:
    document, _ = parse(path.name, path.read_bytes())
    if document is None or not isinstance(document.data, dict):
        sys.exit(f"{path} cannot be read")
    return document.data


def document(record: Mapping[str, Any], words: Words) -> bytes:
    """The PDF of a record."""
    title = record["title"]["id"]
    head = [f"Nomor    : {words.number or record['number'] or '-'}", f"Penerbit : {record['issuer']['id']}"]
    head.append(f"Tanggal  : {record['issued_on']}")
    streams = []
    for page in range(1, words.pages + 1):
        lines = [INVENTED, title, *(head if page == 1 else ()), "", *words.lines.get(page, ("(rincian)",))]
        streams.append(_picture() if words.scan else _text(lines, page))
    return pdf(streams)


def _text(lines: Sequence[str], page: int) -> str:
    """The lines of a page, and its number at the foot. Columns of a table are two spaces or more apart."""
    shown = []
    for n, line in enumerate(lines):
        for column in re.finditer(r"\S+(?: \S+)*", line):
            x, y = MARGIN + column.start() * SIZE // 2, HEIGHT - MARGIN - n * LEADING
            shown.append(f"1 0 0 1 {x} {y} Tm ({_escaped(column[0])}) Tj")
    shown.append(f"1 0 0 1 {WIDTH // 2} {MARGIN // 2} Tm ({page}) Tj")
    return f"BT /F1 {SIZE} Tf\n" + "\n".join(shown) + "\nET"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _picture() -> str:
    """A grey sheet with dark bars, as a scan of a page looks from afar."""
    bars = "\n".join(f"{MARGIN} {y} {300 + y % 170} 6 re f" for y in range(MARGIN, HEIGHT - MARGIN, 3 * LEADING))
    return f"0.9 g 0 0 {WIDTH} {HEIGHT} re f\n0.3 g\n{bars}"


def pdf(streams: Sequence[str]) -> bytes:
    """A PDF with a page for each stream of drawing commands."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(streams)))
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} /MediaBox [0 0 {WIDTH} {HEIGHT}] "
        "/Resources << /Font << /F1 3 0 R >> >> >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, stream in enumerate(streams):
        bodies.append(f"<< /Type /Page /Parent 2 0 R /Contents {5 + 2 * n} 0 R >>")
        bodies.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    entries = "".join(f"{place:010} 00000 n \n" for place in places)
    table = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{entries}"
    end = f"{table}trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return (out + end).encode("latin-1")


def record_with(text: str, name: str, content: FileContent) -> str:
    """The text of a record with the file, and with its hash where it had one."""
    text = re.sub(r"(?m)^document:\n(?:  .*\n)+", "", text)
    text = re.sub(r"(?m)^file: .*", f"file: {FILES}/{name}.pdf", text)
    lines = "\n".join([f"sha256: {content.sha256}", *document_lines(content)])
    return re.sub(r"(?m)^sha256: [0-9a-f]+$", lines, text)


def main() -> None:
    """Write every document, and what its record says of it."""
    for name in _data(WORDS):
        path = EXAMPLE / "data" / "evidence" / f"{name}.yaml"
        words = words_of(name)
        made = document(_data(path), words)
        (EXAMPLE / FILES / f"{name}.pdf").write_bytes(made)
        found = FileContent(hashlib.sha256(made).hexdigest(), "pdf", words.pages, None, words.scan)
        path.write_text(record_with(path.read_text("utf-8"), name, found), "utf-8")
    for old in (EXAMPLE / FILES).iterdir():
        if old.suffix != ".pdf":
            old.unlink()


if __name__ == "__main__":
    main()
