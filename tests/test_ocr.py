"""`evidence verify --ocr`: pages without text that Tesseract reads, or a program in its place."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from banjar_smartcity.reading.drawn.ocr import find_tesseract
from conftest import Build, base_text, run_command
from documents import SENTENCE, pdf

RECORD, ANSWERS = "data/evidence/sk-forum.yaml", "data/crosscutting/answers/2023-tahap-1.yaml"
TEXT_FILE, FILE = "data/evidence/files/sk-forum.txt", "data/evidence/files/sk-forum.pdf"
HASH = base_text(RECORD).partition("sha256: ")[2].partition("\n")[0]
NUMBER = "188.45/12/KUM/2023"
SAID = f"KEPUTUSAN BUPATI NOMOR {NUMBER} tentang Forum, hubungi 0812-3456-7890"
UNSEEN = "the pages that are named could not be read"
StandIn = Callable[..., Path]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the program in place of Tesseract is a script of a shell")


def image(text: str) -> Image.Image:
    drawn = pypdfium2.PdfDocument(pdf([text]))[0].render(scale=2).to_pil()
    shown: Image.Image = drawn.crop((0, 0, 3000, 400)).convert("RGB")
    return shown


def scan(*texts: str) -> bytes:
    """A PDF of pictures, one for each text."""
    out = io.BytesIO()
    first, *rest = map(image, texts)
    first.save(out, "PDF", save_all=True, append_images=rest, resolution=144)
    return out.getvalue()


def region(build: Build, content: bytes, pages: str, ending: str = "pdf") -> Path:
    """The base with a file as its document, of which an answer names these pages."""
    file = f"data/evidence/files/sk-forum.{ending}"
    return build(
        {
            RECORD: base_text(RECORD, (TEXT_FILE, file), (HASH, sha256(content).hexdigest())),
            TEXT_FILE: None,
            file: content,
            ANSWERS: base_text(ANSWERS, ("pages: '1'", f"pages: {pages!r}")),
        }
    )


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """Puts a program with the name of Tesseract on the path, which runs these lines of a shell for each picture."""

    def put(lines: str, languages: str = "ind") -> Path:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        program, log = folder / "tesseract", folder / "log"
        asked = f"--list-langs) echo {languages};; --version) echo tesseract 5.0;;"
        work = f"*) echo \"$*\" >> '{log}'; head -c 2 >> '{log}'; cat > /dev/null; {lines};;"
        program.write_text(f'#!/bin/sh\ncase "$1" in {asked} {work} esac\n', "utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        return log

    return put


def verify(capsys: pytest.CaptureFixture[str], root: Path, *more: str) -> tuple[int, str, str]:
    where = ("--root", root, "--today", "2023-05-30", "--lang", "en")
    code, shown, error = run_command(capsys, "evidence", "verify", *more, *where)
    return code, re.sub(r"\s+(?:- )?", " ", shown), error


@pytest.mark.parametrize("ending", ["pdf", "png"])
def test_what_a_machine_read_is_said_to_be_that_and_changes_nothing(
    build: Build, capsys: pytest.CaptureFixture[str], stand_in: StandIn, ending: str
) -> None:
    out = io.BytesIO()
    image(SENTENCE).save(out, "PNG")
    root = region(build, scan(SENTENCE, SENTENCE) if ending == "pdf" else out.getvalue(), "1", ending)
    stand_in(f"echo '{SAID}'")
    plain = verify(capsys, root, "--strict")
    record = (root / RECORD).read_text("utf-8")
    code, shown, _ = verify(capsys, root, "--strict", "--ocr")
    asked = ("evidence", "verify", "--format", "json", "--root", root, "--today", "2023-05-30")
    before, data = (json.loads(run_command(capsys, *asked, *more)[1]) for more in ((), ("--ocr",)))
    assert (code, record) == (plain[0], (root / RECORD).read_text("utf-8"))
    assert UNSEEN in plain[1]
    assert UNSEEN in shown
    assert f"read by a machine from the picture: page 1{', 2' if ending == 'pdf' else ''} " in shown
    words = re.search(r"read by a machine from the picture of page 1, not checked: (.*?) What|not checked: (.*)", shown)
    assert words is not None
    assert NUMBER in words[0]
    assert "3456" not in shown
    assert "It changes no verdict and no score, and is not recorded." in shown
    (document,) = data["documents"]
    assert before["documents"] == [{**document, "ocr": None}]
    assert document["ocr"]["pages"] == ([1, 2] if ending == "pdf" else [1])
    found = [(use["id"], use["page"]) for use in document["ocr"]["words"]]
    assert found[0] == ("baseline-planning-masterplan", 1)
    assert {use["seen"]["verdict"] for use in document["uses"]} == {"unreadable"}


def test_a_page_whose_font_has_no_letters_is_read_too(
    build: Build, capsys: pytest.CaptureFixture[str], stand_in: StandIn
) -> None:
    shifted = "".join(chr(ord(c) - 29) if c.isalpha() else c for c in SENTENCE).replace("\\", "/")
    stand_in(f"echo '{SAID}'")
    root = region(build, pdf([SENTENCE, shifted.replace("(", "[").replace(")", "]")]), "2")
    shown = verify(capsys, root, "--ocr")[1]
    assert "read by a machine from the picture: page 2 " in shown
    assert f"read by a machine from the picture of page 2, not checked: KEPUTUSAN BUPATI NOMOR {NUMBER}" in shown


def test_named_pages_with_letters_behind_a_scan_are_read_too(
    build: Build, capsys: pytest.CaptureFixture[str], stand_in: StandIn
) -> None:
    visible, invisible = b"BT /F1 11 Tf 14 TL 50 800 Td ", b"BT /F1 9 Tf 9 TL 3 Tr 9 99 Td"
    stand_in(f"echo '{SAID}'")
    root = region(build, pdf([SENTENCE] * 3).replace(visible, invisible.ljust(len(visible))), "3")
    shown = verify(capsys, root, "--ocr")[1]
    assert "read by a machine from the picture: page 1, 2, 3 " in shown  # all three are named
    assert f"read by a machine from the picture of page 3, not checked: KEPUTUSAN BUPATI NOMOR {NUMBER}" in shown


def test_pages_with_text_and_photos_are_not_read_by_the_machine(
    build: Build, capsys: pytest.CaptureFixture[str], stand_in: StandIn
) -> None:
    log = stand_in(f"echo '{SAID}'")
    root = region(build, pdf([SENTENCE]), "1")
    assert "machine" not in verify(capsys, root, "--ocr")[1]
    out = io.BytesIO()
    image(SENTENCE).save(out, "JPEG")
    photo = FILE.replace("pdf", "jpg")
    (root / photo).write_bytes(out.getvalue())
    for kind in ("photo", "decree"):
        text = base_text(RECORD, (TEXT_FILE, photo), (HASH, sha256(out.getvalue()).hexdigest()), ("decree", kind))
        (root / RECORD).write_text(text, "utf-8")
        assert ("machine" in verify(capsys, root, "--ocr")[1]) == (kind == "decree")
        assert log.exists() == (kind == "decree")


def test_named_pages_are_read_first_and_what_is_not_read_is_said(
    build: Build, capsys: pytest.CaptureFixture[str], stand_in: StandIn, remembering: Path
) -> None:
    root = region(build, scan(*([SENTENCE] * 3)), "3")
    log = stand_in(f'[ "$(grep -c P5 "$0.once" 2>/dev/null)" = 1 ] && exit 1; echo P5 > "$0.once"; echo "{SAID}"')
    shown = verify(capsys, root, "--ocr")[1]
    assert "read by a machine from the picture: page 3 not read by the machine" in shown
    assert "within 10 seconds and 512 MiB: page 1, 2" in shown
    assert log.read_text("utf-8").count("P5") == 3
    log.unlink()
    stand_in("echo lain")
    again = verify(capsys, root, "--ocr")[1]
    assert "read by a machine from the picture: page 1, 2, 3" in again
    assert NUMBER in again  # page 3 is remembered
    assert log.read_text("utf-8").count("P5") == 2


def test_the_program_has_the_rest_of_the_time_and_half_of_the_memory(
    build: Build, capsys: pytest.CaptureFixture[str], stand_in: StandIn
) -> None:
    root = region(build, scan(SENTENCE), "1")
    stand_in(f'echo "{NUMBER} $(ulimit -t) detik $(ulimit -v) kiB utas $OMP_THREAD_LIMIT"')
    found = re.search(r"(\d+) detik (\d+) kiB utas 1", verify(capsys, root, "--ocr")[1])
    assert found is not None
    assert 2 <= int(found[1]) <= 10
    assert sys.platform != "linux" or int(found[2]) == 256 * 1024


@pytest.mark.parametrize(
    ("languages", "missing", "named"),
    [
        ("fra", "", "tesseract-ocr-ind"),
        ("ind", "PIL", 'pip install "banjar-smartcity[ocr]"'),
        ("", "PATH", "tesseract"),
    ],
)
def test_what_is_missing_is_named_before_anything_is_read(
    build: Build,
    capsys: pytest.CaptureFixture[str],
    stand_in: StandIn,
    monkeypatch: pytest.MonkeyPatch,
    languages: str,
    missing: str,
    named: str,
) -> None:
    root = region(build, scan(SENTENCE), "1")
    before = (root / RECORD).read_text("utf-8")
    stand_in("exit 1", languages)
    if missing == "PIL":
        monkeypatch.setitem(sys.modules, "PIL", None)
    elif missing == "PATH":
        monkeypatch.setenv("PATH", "")
    code, shown, error = verify(capsys, root, "--ocr")
    assert (code, shown) == (2, "")
    assert named in error
    assert (root / RECORD).read_text("utf-8") == before


@pytest.mark.needs("tesseract")
def test_tesseract_reads_a_scan(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    assert find_tesseract() is not None
    root = region(build, scan(SENTENCE, f"Keputusan Bupati Nomor {NUMBER} tentang forum"), "2")
    shown = verify(capsys, root, "--ocr")[1]
    assert "read by a machine from the picture of page 2, not checked:" in shown
    assert NUMBER in shown
