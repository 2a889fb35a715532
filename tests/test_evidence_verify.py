"""`smartcity evidence verify`: what it reads, what it writes into records, and what it reports."""

from __future__ import annotations

import io
import json
import re
import shutil
from contextlib import redirect_stdout
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.reading import formats
from banjar_smartcity.reading.together import readers
from banjar_smartcity.workspace.sample import Sample
from conftest import EXAMPLE, Build, base_text, findings, run_command
from documents import SENTENCE, pdf, protected

RECORD, ANSWERS = "data/evidence/sk-forum.yaml", "data/crosscutting/answers/2023-tahap-1.yaml"
TEXT_FILE, FILE = "data/evidence/files/sk-forum.txt", "data/evidence/files/sk-forum.pdf"
HASH = base_text(RECORD).partition("sha256: ")[2].partition("\n")[0]
DAY = ("--today", "2023-05-30")
NAMES = "Klinik Daring dan Pasar Rakyat"
THREE_PAGES = pdf([SENTENCE, "Halaman dua tentang forum", "Halaman tiga tentang forum"])


def region(build: Build, content: bytes, pages: str, *more: tuple[str, str]) -> Path:
    """The base with a PDF as its document, of which an answer names these pages."""
    texts: dict[str, str | bytes | None] = {
        RECORD: base_text(RECORD, (TEXT_FILE, FILE), (HASH, sha256(content).hexdigest() + "  # dihitung"), *more),
        TEXT_FILE: None,
        FILE: content,
        ANSWERS: base_text(ANSWERS, ("pages: '1'", f"pages: {pages!r}")),
    }
    return build(texts)


def verify(capsys: pytest.CaptureFixture[str], root: Path, *arguments: str) -> tuple[int, str, str]:
    return run_command(capsys, "evidence", "verify", *arguments, "--root", root, *DAY, "--lang", "en")


def test_the_number_of_pages_is_recorded_and_all_else_stays(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = region(build, THREE_PAGES, "2-3")
    before = (root / RECORD).read_text(encoding="utf-8")
    code, shown, _ = verify(capsys, root)
    after = (root / RECORD).read_text(encoding="utf-8")
    new = f"document:\n  sha256: {sha256(THREE_PAGES).hexdigest()}\n  kind: pdf\n  pages: 3\n"
    assert after.replace(new, "") == before
    assert new in after
    assert code == 0
    assert "SK Forum (sk-forum): PDF · 3 pages" in shown
    verify(capsys, root)
    assert (root / RECORD).read_text(encoding="utf-8") == after
    assert not any("evidence" in line for line in findings(root))


def test_a_page_beyond_the_end_is_found_and_then_an_error_everywhere(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = region(build, THREE_PAGES, "4")
    assert not any("evidence-page-beyond" in line for line in findings(root))
    code, shown, _ = verify(capsys, root)
    assert code == 1
    assert '"Masterplan berdasar hukum" (baseline-planning-masterplan): 4: beyond the last page' in shown
    assert [line for line in findings(root) if "evidence" in line] == [f"{ANSWERS}:8:44: evidence-page-beyond"]


def test_a_document_that_was_replaced_is_counted_again(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = region(build, THREE_PAGES, "3")
    verify(capsys, root)
    shorter = pdf([SENTENCE])
    record = (root / RECORD).read_text(encoding="utf-8")
    (root / FILE).write_bytes(shorter)
    (root / RECORD).write_text(
        record.replace(sha256(THREE_PAGES).hexdigest(), sha256(shorter).hexdigest(), 1), encoding="utf-8"
    )
    assert not any("evidence-page-beyond" in line for line in findings(root))
    assert verify(capsys, root)[0] == 1
    assert "  pages: 1\n" in (root / RECORD).read_text(encoding="utf-8")
    assert any("evidence-page-beyond" in line for line in findings(root))


def test_a_printed_number_counts_before_a_page_is_called_beyond_the_end(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = region(build, pdf([f"{n}\nIsi halaman" for n in (113, 114, 115)]), "114-115")
    assert verify(capsys, root)[0] == 0
    assert "  last_printed: 115\n" in (root / RECORD).read_text(encoding="utf-8")
    assert not any("evidence-page-beyond" in line for line in findings(root))


def test_a_file_that_cannot_be_opened_is_reported_and_not_recorded(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    root = region(build, protected(THREE_PAGES), "2")
    code, shown, _ = verify(capsys, root)
    assert code == 1
    assert "encrypted" in shown
    assert "document:" not in (root / RECORD).read_text(encoding="utf-8")


def test_as_json(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = region(build, THREE_PAGES, "4")
    found = json.loads(verify(capsys, root, "sk-forum", "--format", "json")[1])["documents"]
    assert [(d["id"], d["state"], d["kind"], d["pages"], d["recorded"], d["faulty"]) for d in found] == [
        ("sk-forum", "read", "pdf", 3, True, True)
    ]
    states = {use["id"]: (use["pages"], use["state"]) for use in found[0]["uses"]}
    assert states["baseline-planning-masterplan"] == ("4", "beyond")
    assert states["outcome-living-roads"] == ("2", "checked")


def test_only_the_documents_of_an_item(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = region(build, THREE_PAGES, "2")
    assert "1 document was read" in verify(capsys, root, "--item", "baseline-planning-masterplan")[1]
    code, _, said = verify(capsys, root, "--item", "tidak-ada")
    assert code == 2
    assert 'there is no item "tidak-ada"' in said


def test_an_unknown_record_gets_the_right_one(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, said = verify(capsys, region(build, THREE_PAGES, "2"), "sk-foru")
    assert code == 2
    assert 'did you mean "sk-forum"?' in said


def test_a_document_without_a_file_is_not_read(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = region(build, THREE_PAGES, "2", (f"file: {FILE}", "file: null"), ("address: null", "address: go.id/sk"))
    code, shown, _ = verify(capsys, root)
    assert code == 0
    assert "not read: it has no file here" in shown


def test_a_record_that_is_not_what_its_document_says_is_named(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    letter = SENTENCE + "\nNomor : 100.3/057/2023\nTanggal : 10 Januari 2023\nPerihal : Forum kota cerdas"
    number = base_text(RECORD).partition("\nnumber: ")[2].partition("\n")[0]
    root = region(build, pdf([letter, NAMES]), "1", (f"\nnumber: {number}", "\nnumber: 100.3/075/2023"))
    code, shown, _ = verify(capsys, root)
    assert code == 0
    assert "number: the record says 100.3/075/2023; page 1 says: Nomor : 100.3/057/2023" in shown
    assert "1 record says another thing than its document says of itself." in shown
    assert verify(capsys, root, "--strict")[0] == 1
    (found,) = json.loads(verify(capsys, root, "sk-forum", "--format", "json")[1])["documents"]
    (one,) = (check for check in found["record"] if check["field"] == "number")
    assert one == {
        "field": "number",
        "verdict": "another",
        "page": 1,
        "words": "Nomor : 100.3/057/2023",
        "day": None,
    }
    assert not any("evidence" in line for line in findings(root))


def test_a_scan_says_what_could_not_be_read_and_what_nobody_sees(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    visible, invisible = b"BT /F1 11 Tf 14 TL 50 800 Td ", b"BT /F1 9 Tf 9 TL 3 Tr 9 99 Td"
    scan = pdf([f"{SENTENCE}\nKlinik Daring", SENTENCE]).replace(visible, invisible.ljust(len(visible)))
    root = region(build, scan, "1")
    code, printed, _ = verify(capsys, root, "sk-forum")
    shown = " ".join(printed.split())
    assert code == 0
    assert "only in the letters behind the scan of page 1; look whether the page shows: Klinik Daring" in shown
    assert "could not be read, as the words of these pages are in a picture: number, date of issue" in shown
    assert "not found on the first and last pages" not in shown
    (found,) = json.loads(verify(capsys, root, "sk-forum", "--format", "json")[1])["documents"]
    seen = {use["id"]: use["seen"]["verdict"] for use in found["uses"]}
    assert (seen["klinik-daring"], seen["pasar-rakyat"]) == ("behind-scan", "unreadable")


EXAMPLE_DAY = ("--today", "2026-05-15", "--lang", "en")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory, remembering: Path) -> Path:
    """A copy of the example, on a computer where what was read is remembered."""
    assert remembering.is_dir()
    return Path(shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("contoh") / "r"))


@pytest.fixture(scope="module")
def documents(example: Path) -> list[dict[str, Any]]:
    """What is read in the documents of the example."""
    shown = io.StringIO()
    with redirect_stdout(shown):
        main(["evidence", "verify", "--root", str(example), *EXAMPLE_DAY, "--format", "json"])
    found: list[dict[str, Any]] = json.loads(shown.getvalue())["documents"]
    return found


@pytest.fixture(scope="module")
def planted(documents: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What is seen in the example, by item and document."""
    return {f"{use['id']} {d['id']}": use["seen"] for d in documents for use in d["uses"]}


def test_one_document_of_the_example_has_another_number_than_its_record(documents: list[dict[str, Any]]) -> None:
    wrong = [(d["id"], check) for d in documents for check in d["record"] if check["verdict"] == "another"]
    assert [(name, check["field"], check["words"]) for name, check in wrong] == [
        ("nota-kesepahaman-bank-umpama", "number", "Nomor : 134.4/070/NK/2023")
    ]


@pytest.mark.parametrize(
    ("use", "verdict", "page"),
    [
        ("outcome-living-drinking-water data-air-minum-dan-sanitasi-2025", "seen", 1),
        ("outcome-living-sanitation data-air-minum-dan-sanitasi-2025", "seen", 2),
        ("outcome-living-full-immunisation data-kesehatan-2025", "elsewhere", 3),
        ("pos-kentang laporan-triwulan-1-2026", "elsewhere", 13),
        ("quick-win-programme-previous-running laporan-smart-city-2025", "not-found", None),
        ("outcome-branding-ease-of-business survei-kemudahan-berusaha-2025", "not-found", 6),
        ("outcome-living-roads foto-perbaikan-jalan-2025", "not-found", None),
        ("outcome-branding-visual-identity keputusan-identitas-visual", "unreadable", None),
        ("outcome-action-plan-applications sk-dewan-dan-tim-smart-city", "other-document", None),
        ("outcome-governance-spbe-index hasil-evaluasi-spbe-2025", "not-checkable", None),
    ],
)
def test_the_planted_faults_of_the_example_are_found(
    use: str, verdict: str, page: int | None, planted: dict[str, dict[str, Any]]
) -> None:
    assert (planted[use]["verdict"], planted[use]["page"]) == (verdict, page)


def test_nothing_else_in_the_example_is_called_wrong(planted: dict[str, dict[str, Any]]) -> None:
    wrong = [use for use, seen in planted.items() if seen and seen["verdict"] in ("not-found", "elsewhere", "unclear")]
    assert len(wrong) == 5


def test_the_planted_faults_can_be_fixed_as_the_readme_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "tempat latihan"))
    (root / ".gitattributes").unlink(missing_ok=True)
    asked = ("evidence", "verify", "--root", root, "--today", "2026-05-15", "--lang", "en")
    shown = run_command(capsys, *asked)[1]
    said = " ".join(shown.split())  # however wide the terminal is
    assert "(quick-win-programme-previous-running), p. 42-47: not found on any page (sought: 410 for 2025)" in said
    assert "`smartcity item ITEM` shows file and line of an answer" in said
    stage, written = "answers/2026-tahap-1.yaml", "evidence: {}\n        pages: "
    edits = {
        f"data/dimensions/living/{stage}": (written.format("data-kesehatan-2025") + '"2"', '"2"', '"3"'),
        "data/innovations/pos-kentang.yaml": (written.format("laporan-triwulan-1-2026") + '"20-22"', "20-22", "13"),
        f"data/crosscutting/{stage}": ("value: 410", "410", "401"),
        f"data/dimensions/branding/{stage}": (
            "value: 78.6\n      unit: nilai dari 100\n      year: 2025",
            "2025",
            "2024",
        ),
        "data/evidence/nota-kesepahaman-bank-umpama.yaml": ("number: 134.4/007/", "/007/", "/070/"),
    }
    for name, (place, old, new) in edits.items():
        text = (root / name).read_text("utf-8")
        assert text.count(place) == 1, name
        (root / name).write_text(text.replace(place, place.replace(old, new)), "utf-8")
    left = [line for line in run_command(capsys, *asked)[1].splitlines() if line.startswith("  - ")]
    assert [line.partition("(")[2].partition(")")[0] for line in left] == [
        "outcome-living-roads",
        "outcome-branding-visual-identity",
    ]


def test_what_is_not_found_can_be_made_an_error(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    statistic = "    statistic: {value: 61.7, unit: persen, year: 2023}\n    level: 4\n"
    root = region(build, THREE_PAGES, "2")
    answers = root / ANSWERS
    first, mark, rest = answers.read_text("utf-8").partition("    level: 4\n")
    answers.write_text(first + (statistic if mark else mark) + rest, "utf-8")
    assert mark
    assert verify(capsys, root)[0] == 0
    code, shown, _ = verify(capsys, root, "--strict")
    assert code == 1
    assert "not found on any page" in shown


def test_all_words_are_shown_of_documents_that_are_asked_for(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("evidence", "verify", "--root", example, *EXAMPLE_DAY)
    assert "seen on page 2: Sanitasi layak" not in run_command(capsys, *asked)[1]
    one = run_command(capsys, *asked, "data-air-minum-dan-sanitasi-2025")[1]
    assert "(outcome-living-sanitation), p. 2: seen on page 2: Sanitasi layak 79,8 81,5" in one
    assert "do not make the answer true" in one


@pytest.mark.usefixtures("planted")
def test_other_commands_show_what_was_seen_and_open_no_document(
    example: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("subprocess.Popen", None)
    where = ("--root", example, *EXAMPLE_DAY)
    shown = run_command(capsys, "item", "outcome-living-sanitation", *where)[1]
    assert "seen on page 2: Sanitasi layak 79,8 81,5" in shown
    assert "that `smartcity evidence verify` has read on this computer" in shown
    explained = run_command(capsys, "score", "--explain", *where)[1]
    assert "data-air-minum-dan-sanitasi-2025: seen on page 2: Sanitasi layak 79,8 81,5" in " ".join(explained.split())
    assert "has read on this computer" in " ".join(explained.split())
    assert "seen on page" not in run_command(capsys, "score", *where)[1]
    steps = run_command(capsys, "todo", *where)[1]
    assert '(outcome-living-full-immunisation): name the right page of "Figures of' in steps
    assert "(data-kesehatan-2025): 3" in " ".join(steps.split())
    assert "(quick-win-programme-previous-running): find the page of" in steps
    own = run_command(capsys, "todo", "--agency", "dinkes", *where)[1]
    assert "(laporan-triwulan-1-2026): 13" in " ".join(own.split())
    assert "laporan-smart-city-2025" not in own
    assert "in documents that were read on this computer" in own
    pages = json.loads(run_command(capsys, "todo", "--dimension", "branding", "--format", "json", *where)[1])["pages"]
    assert [(page["id"], page["seen"]["verdict"], page["seen"]["year"]) for page in pages] == [
        ("outcome-branding-ease-of-business", "not-found", 2024)
    ]


@pytest.mark.usefixtures("planted")
def test_a_report_shows_what_was_seen_only_if_asked(example: Path, tmp_path: Path) -> None:
    shown = {}
    for name, options in (("without", ()), ("with", ("--seen",))):
        for ending in ("html", "md"):
            path = tmp_path / f"{name}.{ending}"
            assert main(["report", "--root", str(example), *EXAMPLE_DAY, "--output", str(path), *options]) == 0
            shown[path.name] = " ".join(path.read_text("utf-8").split())
    for ending in ("html", "md"):
        assert "seen on page 2: Sanitasi layak 79,8 81,5" in shown[f"with.{ending}"]
        assert "Words that are seen on a page do not make the answer true" in shown[f"with.{ending}"]
        assert "seen on page" not in shown[f"without.{ending}"]


@pytest.mark.parametrize(
    ("changed", "count"),
    [
        (("access: public", "access: public"), 1),
        (("access: public", "access: internal"), 0),
        (("issued_on: 2023-01-10", "issued_on: 2023-05-31"), 0),
    ],
)
def test_a_report_opens_only_public_documents_of_its_day(
    changed: tuple[str, str], count: int, build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[int] = []

    def recognise(sample: Sample) -> str:
        opened.append(sample.size)
        return formats.recognise(sample)

    monkeypatch.setattr(readers, "recognise", recognise)
    root = region(build, pdf([SENTENCE + NAMES, f"{count} {changed[1]}"]), "1", changed)
    main(["report", "--seen", "--partial", "--root", str(root), *DAY, "--output", str(tmp_path / "laporan.md")])
    assert len(opened) == count


@pytest.mark.usefixtures("planted")
def test_status_names_documents_that_nobody_has_read_and_scans(
    example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says what the records say, so that it is the same on every computer."""
    root = Path(shutil.copytree(example, tmp_path / "r"))
    record = root / "data/evidence/data-kesehatan-2025.yaml"
    record.write_text(re.sub(r"(?m)^document:\n(?:  .*\n)+", "", record.read_text("utf-8")), "utf-8")
    where = ("--root", root, *EXAMPLE_DAY)
    shown = " ".join(run_command(capsys, "status", *where)[1].split())
    assert "1 document was not read yet, so nobody knows its pages (data-kesehatan-2025)" in shown
    assert "1 document is a scan or has letters that no program can read (keputusan-identitas-visual)" in shown
    found = json.loads(run_command(capsys, "status", *where, "--format", "json")[1])["documents"]
    assert found == {"unread": ["data-kesehatan-2025"], "without_text": ["keputusan-identitas-visual"]}
    of_others = json.loads(run_command(capsys, "status", *where, "--agency", "dinkes", "--format", "json")[1])
    assert of_others["documents"] == {"unread": ["data-kesehatan-2025"], "without_text": []}
    branding = json.loads(run_command(capsys, "status", *where, "--dimension", "branding", "--format", "json")[1])
    assert branding["documents"] == {"unread": [], "without_text": ["keputusan-identitas-visual"]}


def test_that_a_document_has_no_text_is_recorded(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = region(build, pdf(["", ""]), "2")
    verify(capsys, root)
    assert "  pages: 2\n  without_text: true\n" in (root / RECORD).read_text("utf-8")
    assert not any("schema" in line for line in findings(root))
