"""How long many documents take, as ratios in the same run.

    .venv/bin/python benchmarks/many_documents.py [COUNT] [PAGES]

COUNT documents of PAGES pages are made (1,000 of 40), with decrees, reports, tables, scans, and some under two names.
Answers and innovations of the example name all of them. Printed are the first and the second `evidence verify`
compared with one process that merely extracts all texts with pypdfium2, the highest memory of a process, and
the commands that show what was seen, compared with the example without these documents.
"""

from __future__ import annotations

import hashlib
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import pypdfium2

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "kabupaten-contoh"
DAY = "2026-05-20"
LINES, WORDS = 42, 9
_STEMS = (
    "rencana kegiatan layanan warga desa kecamatan anggaran laporan capaian indikator sasaran program dinas daerah "
    "data sistem aplikasi jaringan pelatihan evaluasi penanganan sampah stunting sekolah puskesmas jalan air minum "
    "sanitasi koperasi wisata budaya kebencanaan risiko tata kelola inovasi kerja sama mitra pembiayaan pemantauan"
)
STEMS = _STEMS.split()
SAMPLE = 0.02
"""In seconds: how often the memory of the processes is looked at."""
COMMANDS = (
    ("validate",),
    ("score",),
    ("status",),
    ("todo",),
    ("item", "outcome-living-stunting-treated"),
    ("report", "--output", "-"),
)


class Taken(NamedTuple):
    """What a program took: seconds, and the highest memory in MiB, its own and that of all its processes at a time."""

    clock: float
    processor: float
    own: int
    together: int


def words_of_page(kind: str, random: Random) -> list[str]:
    """The lines of a page: sentences with figures, or rows of a table under their head."""
    if kind == "table":
        rows = (f"{random.choice(STEMS)} {random.choice(STEMS)}" for _ in range(LINES))
        head = ["Tabel 1. Capaian menurut kegiatan (persen)", "Kegiatan  2023  2024  2025"]
        return [*head, *("  ".join([row, *(f"{random.uniform(10, 99):.1f}" for _ in range(3))]) for row in rows)]
    lines = [" ".join(random.choice(STEMS) for _ in range(WORDS)) for _ in range(LINES)]
    figure = f"{random.uniform(10, 99):.1f}".replace(".", ",")
    lines[LINES // 2] = f"Capaian {random.choice(STEMS)} pada tahun 2025 adalah {figure} persen dari sasaran."
    if kind == "decree":
        lines[0] = f"KEPUTUSAN BUPATI NOMOR {random.randint(1, 900)} TAHUN 2025 TENTANG {random.choice(STEMS).upper()}"
    return lines


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF with compressed pages, as programs make them; a page without lines is a grey sheet."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    bodies: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} /MediaBox [0 0 595 842] "
        "/Resources << /Font << /F1 3 0 R >> >> >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj T*\n" for line in lines)
        drawn = f"BT /F1 10 Tf 16 TL 56 786 Td\n{shown}ET" if lines else "0.9 g 0 0 595 842 re f"
        stream = zlib.compress(drawn.encode("latin-1"), 1)
        bodies.append(f"<< /Type /Page /Parent 2 0 R /Contents {5 + 2 * n} 0 R >>".encode())
        bodies.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream))
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    entries = "".join(f"{place:010} 00000 n \n" for place in places)
    table = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{entries}"
    tail = f"{table}trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return bytes(out) + tail.encode()


def documents(count: int, pages: int) -> Iterator[tuple[str, bytes]]:
    """The documents by their ids: of twenty, one is a scan and one has the text of the one before in another file."""
    random = Random(16)
    texts: list[list[str]] = []
    for n in range(count):
        if n % 20 == 18:
            texts = [[] for _ in range(pages)]
        elif n % 20 != 17 or not texts:
            kind = ("report", "decree", "table", "report")[n % 4]
            texts = [words_of_page(kind if page else "decree", random) for page in range(pages)]
        else:
            texts = [*texts[:-1], [*texts[-1], "Salinan"]]
        yield f"dokumen-{n:04d}", pdf(texts)


def record(name: str, sha256: str) -> str:
    """A record of evidence, not read yet."""
    return (
        f"id: {name}\ntitle:\n  id: Laporan {name}\n  en: Report {name}\nkind: report\nissuer: null\n"
        f"number: null\nissued_on: 2026-03-30\nexpires_on: null\naccess: public\n"
        f"file: data/evidence/files/{name}.pdf\naddress: null\nsha256: {sha256}\nagency: diskominfo\n"
    )


def make(root: Path, count: int, pages: int) -> None:
    """The example with these documents, named by its answers and innovations in turn, each on a page of its own."""
    shutil.copytree(EXAMPLE, root)
    files = root / "data" / "evidence" / "files"
    names = []
    for name, content in documents(count, pages):
        (files / f"{name}.pdf").write_bytes(content)
        sheet = root / "data" / "evidence" / f"{name}.yaml"
        sheet.write_text(record(name, hashlib.sha256(content).hexdigest()), "utf-8")
        names.append(name)
    sheets = [*root.glob("data/dimensions/*/answers/2026*.yaml"), *root.glob("data/innovations/*.yaml")]
    places = sum(len(re.findall(r"(?m)^ *evidence:$", sheet.read_text("utf-8"))) for sheet in sheets)
    left, each = iter(names), -(-count // places)

    def with_more(found: re.Match[str]) -> str:
        some = [name for _, name in zip(range(each), left, strict=False)]
        indent = found[1] + "  "
        return found[0] + "".join(
            f'\n{indent}- evidence: {name}\n{indent}  pages: "{int(name[-4:]) % pages + 1}"' for name in some
        )

    for sheet in sorted(sheets):
        sheet.write_text(re.sub(r"(?m)^( *)evidence:$", with_more, sheet.read_text("utf-8")), "utf-8")


def extract(root: Path) -> None:
    """What a program does at least that reads the documents."""
    for path in sorted((root / "data" / "evidence" / "files").glob("dokumen-*.pdf")):
        document = pypdfium2.PdfDocument(path)
        for number in range(len(document)):
            page = document[number]
            page.get_textpage().get_text_bounded()
            page.close()
        document.close()


def run(root: Path, *command: str) -> Taken:
    """Run a command as a user does."""
    whole = (sys.executable, "-m", "banjar_smartcity", *command, "--root", str(root), "--today", DAY)
    return measured(whole)


def measured(command: Sequence[str]) -> Taken:
    """Run a program and look at its processes."""
    start, spent = time.perf_counter(), _spent()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        own = together = 0
        while process.poll() is None:
            used = [_resident(pid) for pid in (process.pid, *_children(process.pid))]
            own, together = max(own, used[0]), max(together, sum(used))
            time.sleep(SAMPLE)
    return Taken(time.perf_counter() - start, _spent() - spent, own >> 10, together >> 10)


def _spent() -> float:
    """Seconds of the processors for all processes that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _children(pid: int) -> Iterator[int]:
    """The processes that a process has started, from whatever thread."""
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found = [int(child) for child in listed.read_text("ascii").split()]
        except OSError:
            continue
        for child in found:
            yield child
            yield from _children(child)


def _resident(pid: int) -> int:
    """The memory of a process in KiB; 0 if it has ended, or if this is not Linux."""
    try:
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text("ascii"))
    except OSError:
        return 0
    return int(found[1]) if found else 0


def median(root: Path, command: Sequence[str]) -> float:
    """The median seconds of the processors of three runs after one that remembers."""
    run(root, *command)
    return sorted(run(root, *command).processor for _ in range(3))[1]


def main(count: int, pages: int) -> None:
    """Make the documents, and print what they take."""
    with tempfile.TemporaryDirectory() as place:
        os.environ["SMARTCITY_CACHE"] = str(Path(place) / "cache")
        root, plain = Path(place) / "many", Path(place) / "plain"
        shutil.copytree(EXAMPLE, plain)
        run(plain, "evidence", "verify")
        make(root, count, pages)
        before = median(root, ("validate",))
        base = measured((sys.executable, __file__, "extract", str(root)))
        print(f"{count} documents of {pages} pages; extracting their texts: {base.processor:.1f} s of a processor")
        print("                        processors   clock   memory   with its processes", flush=True)
        for name in ("first", "second"):
            found = run(root, "evidence", "verify")
            ratios = f"{found.processor / base.processor:6.2f}  {found.clock / base.clock:6.2f}"
            print(f"{name:<6} run / extracting    {ratios}   {found.own:4} MiB  {found.together:4} MiB", flush=True)
        for command in COMMANDS:
            ratio = median(root, command) / median(plain, command)
            print(f"{command[0]:<9} / the same without these documents  {ratio:6.2f}", flush=True)
        print(f"validate / the same before they were read  {median(root, ('validate',)) / before:6.2f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["extract"]:
        extract(Path(sys.argv[2]))
    else:
        main(*(int(given) for given in (*sys.argv[1:], *("1000", "40")[len(sys.argv) - 1 :])))
