"""Documents that tests make: small PDFs with a text on each page."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter

SENTENCE = (
    "Keputusan Bupati tentang pembentukan dewan dan tim pelaksana kota cerdas menetapkan susunan anggota, tugas, "
    "tata kerja serta pembiayaan kegiatan selama satu tahun anggaran untuk seluruh perangkat daerah di kabupaten ini."
)


def pdf(texts: Sequence[str]) -> bytes:
    """A PDF with a page for each text, whose lines are shown below each other."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(texts)))
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(texts)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, text in enumerate(texts):
        page = f"/Type /Page /Parent 2 0 R /MediaBox [0 0 2000 842] /Contents {5 + 2 * n} 0 R"
        bodies.append(f"<< {page} /Resources << /Font << /F1 3 0 R >> >> >>")
        lines = "".join(f"({_escaped(line)}) Tj T* " for line in text.splitlines())
        stream = f"BT /F1 11 Tf 14 TL 50 800 Td {lines}ET"
        bodies.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    entries = "".join(f"{place:010} 00000 n \n" for place in places)
    table = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{entries}"
    return f"{out}{table}trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n".encode(
        "latin-1"
    )


def protected(content: bytes) -> bytes:
    """The PDF with a password that has to be given to open it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt("sandi", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
