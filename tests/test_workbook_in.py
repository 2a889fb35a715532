"""Workbooks out and in: what an agency filled in arrives, everything else stays, and what is not certain is asked."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from banjar_smartcity.exchange.packing import pack, unpack
from banjar_smartcity.exchange.returned import blank_return
from banjar_smartcity.i18n import language
from conftest import run_command
from documents import pdf
from returned_books import (
    DAY,
    SHEET,
    STUNTING,
    Run,
    column,
    contents,
    copy_of_example,
    edit,
    fill,
    opened,
    row,
    send,
    take_in,
)
from test_exchange_sheets import difference
from test_parcel import ALL, DINKES


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of_example(tmp_path)


# --- out


def test_the_same_data_and_day_give_the_same_bytes(root: Path, capsys: Run) -> None:
    one, two = send(capsys, root), send(capsys, root, name="lagi.xlsx")
    assert one.read_bytes() == two.read_bytes()


def test_only_cells_to_fill_in_are_unlocked_and_the_hidden_sheet_is_hidden(root: Path, capsys: Run) -> None:
    book = opened(send(capsys, root))
    states = {sheet.title: sheet.sheet_state for sheet in book.worksheets}
    assert states == {
        "Petunjuk": "visible",
        "Jawaban": "visible",
        "Dokumen": "visible",
        "Inovasi": "visible",
        "Pilihan": "hidden",
        "smartcity": "veryHidden",
    }
    sheet = book["Jawaban"]
    open_heads = [cell.value for cell in sheet[1] if not sheet.cell(2, cell.column).protection.locked]
    assert open_heads == [
        "Keadaan sebenarnya",
        "Angka",
        "Satuan angka",
        "Tahun angka",
        "Level",
        "Alasan bila tidak berlaku",
        "Dokumen data dukung",
        "Halaman",
        "Keterangan",
    ]
    assert all(found.protection.sheet for found in book.worksheets if found.title != "Petunjuk")
    assert (sheet.freeze_panes, sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("C2", "landscape", 9)
    pages = {name: book[name].page_setup.fitToHeight for name in ("Jawaban", "Dokumen", "Inovasi")}
    assert pages == {"Jawaban": 0, "Dokumen": 1, "Inovasi": 1}, "no page of empty rows only"
    kinds = sorted({check.type for check in sheet.data_validations.dataValidation})
    assert kinds == ["decimal", "list", "textLength", "whole"]
    level = sheet.cell(row(sheet, "Berapa persen anak"), column(sheet, "level")).value
    assert level.startswith("4: ")


def test_the_parts_of_a_font_are_in_the_order_of_excel(root: Path, capsys: Run) -> None:
    with ZipFile(send(capsys, root)) as archive:
        styles = archive.read("xl/styles.xml").decode()
    fonts = [re.findall(r"<(\w+) ", font) for font in re.findall(r"<font>(.*?)</font>", styles)]
    order = ["b", "sz", "color", "name", "family", "scheme"]
    assert len(fonts) > 3
    assert all(parts == [part for part in order if part in parts] for parts in fonts)


def test_texts_that_look_like_something_else_stay_texts(root: Path, capsys: Run) -> None:
    texts = ["=1+1", "+62", "@x", "-5", "#N/A", "_x0041_", "'x", "1e5", "TRUE", "a\nb"]
    path = root / SHEET
    for text in texts:
        content = path.read_text("utf-8")
        path.write_text(
            re.sub(
                r"(?s)(stunting-treated\n    fact:).*?(\n    statistic)", rf"\1 {json.dumps(text)}\2", content
            ).replace("\\\\n", "\\n"),
            "utf-8",
        )
        before = contents(root)
        book = send(capsys, root)
        sheet = opened(book)["Jawaban"]
        cell = sheet.cell(row(sheet, "Berapa persen anak"), column(sheet, "fact"))
        assert cell.data_type == "s"
        assert take_in(capsys, root, book)[0] == 0
        assert contents(root) == before


def test_every_item_goes_out_once_to_its_agency_and_the_rest_to_nobody(root: Path, capsys: Run) -> None:
    sheet = root / SHEET
    sheet.write_text(sheet.read_text("utf-8").replace("responsible: dinkes", "responsible: null"), "utf-8")
    folder = send(capsys, root, "--all", name="semua")
    books = sorted(folder.iterdir())
    assert "isian-lain.xlsx" in [book.name for book in books]
    numbers = []
    for book in books:
        found = opened(book)["Jawaban"]
        numbers += [line[0] for line in found.iter_rows(min_row=2, values_only=True) if line[0]]
    assert sorted(numbers) == [r.number for r in ALL.rows]
    before = contents(root)
    assert take_in(capsys, root, *books)[0] == 0
    assert contents(root) == before


def test_what_nobody_owes_is_refused_and_nothing_is_written(root: Path, capsys: Run) -> None:
    target = root.parent / "x.xlsx"
    for arguments in (
        ("--agency", "satpol"),
        ("--agency", "dinkes", "--all"),
        ("--dimension", "lain"),
        (),
        ("--agency", "dinkes", "--output", "x.docx"),
    ):
        options = ("--root", root, "--today", DAY, "--lang", "en")
        code, _, err = run_command(capsys, "workbook", "out", "--output", target, *arguments, *options)
        assert code == 2
        assert err
    assert not target.exists()


def test_a_workbook_that_was_filled_in_is_not_replaced(root: Path, capsys: Run) -> None:
    book = send(capsys, root)
    (root / SHEET).write_text((root / SHEET).read_text("utf-8").replace("level: 4", "level: 2"), "utf-8")
    assert send(capsys, root) == book  # nobody has worked on it, so that it may be sent again
    content = fill(book, remark="Menyusul").read_bytes()
    options = ("--root", root, "--today", DAY, "--lang", "en")
    code, _, err = run_command(capsys, "workbook", "out", "--agency", "dinkes", "--output", book, *options)
    assert (code, "has been filled in" in err) == (2, True)
    assert book.read_bytes() == content


# --- in


def test_out_and_in_without_an_edit_changes_no_byte(root: Path, capsys: Run) -> None:
    before = contents(root)
    for arguments in (("--agency", "dinkes"), ("--dimension", "living"), ("--all",)):
        code, out, _ = take_in(capsys, root, send(capsys, root, *arguments))
        assert code == 0
        assert "Nothing changed." in out
        assert contents(root) == before


def test_what_was_filled_in_is_written_in_its_place_and_once(root: Path, capsys: Run) -> None:
    book = fill(send(capsys, root), value="93,4", level="Level 3", fact="Ditangani 1.199.", remark="Dari profil")
    before = (root / SHEET).read_text("utf-8")
    code, out, _ = take_in(capsys, root, book)
    assert code == 0
    after = (root / SHEET).read_text("utf-8")
    assert difference(before, after) == [
        "-      id: Sebanyak 1.176 dari 1.284 baduta stunting ditangani pada 2025 (91,6 persen).",
        '+      id: "Ditangani 1.199."',
        "-      value: 91.6",
        "+      value: 93.4",
        "-    level: 4",
        "+    level: 3",
        "-    answered_on: 2026-04-21",
        "+    answered_on: 2026-05-04",
        "+    note: Dari profil",
    ]
    assert 'Jawaban!F3: "93,4" is read as "93.4"' in out
    assert 'Jawaban!I3: "Level 3" is read as "3"' in out
    assert "Dinkes: 1 filled in, 0 conflicts, 0 empty; supported −0.01" in out
    assert "git switch -c isian-2026-tahap-1-dinkes" in out
    code, out, _ = take_in(capsys, root, book, today="2026-05-05")
    assert (code, "Nothing changed." in out) == (0, True)
    assert (root / SHEET).read_text("utf-8") == after


def test_an_answer_of_an_earlier_stage_that_nobody_changed_is_named(root: Path, capsys: Run) -> None:
    sheet = root / SHEET
    marked = ("answered_on: 2026-04-21\n", "answered_on: 2026-04-21\n    carried: 2026-tahap-2\n")
    sheet.write_text(sheet.read_text("utf-8").replace(*marked), "utf-8")
    book = fill(send(capsys, root), level=3)
    code, out, _ = take_in(capsys, root, book)
    assert code == 0
    assert "2 answers are still those of an earlier stage and do not count" in out
    text = sheet.read_text("utf-8")
    assert (text.count("carried: 2026-tahap-2"), text.count("confirmed_from: 2026-tahap-2")) == (2, 1)


def test_a_dry_run_writes_nothing(root: Path, capsys: Run) -> None:
    book = fill(send(capsys, root), level=3)
    before = contents(root)
    code, out, _ = take_in(capsys, root, book, "--dry-run")
    assert (code, "1 file would be written. Nothing was written." in out) == (0, True)
    assert contents(root) == before


def test_a_conflict_is_shown_with_both_texts_and_decided_by_name(root: Path, capsys: Run) -> None:
    book = fill(send(capsys, root), level=2, remark="Baru")
    sheet = root / SHEET
    text = sheet.read_text("utf-8")
    here = re.sub(r"(?s)(stunting-treated.*?level: )4", r"\g<1>3", text, count=1)
    sheet.write_text(here, "utf-8")
    code, out, _ = take_in(capsys, root, book)
    assert code == 1
    assert f"{STUNTING}: What share of" in out
    assert "Jawaban!I3 Level\n      here: 3\n      came back: 2" in out
    assert sheet.read_text("utf-8") == here
    assert take_in(capsys, root, book, "--take", "ours", STUNTING)[0] == 0
    assert difference(here, sheet.read_text("utf-8")) == ["+    note: Baru"]
    assert take_in(capsys, root, book, "--take", "theirs", STUNTING)[0] == 0
    assert difference(here, sheet.read_text("utf-8")) == [
        "-    level: 3",
        "+    level: 2",
        "-    answered_on: 2026-04-21",
        "+    answered_on: 2026-05-04",
        "+    note: Baru",
    ]
    code, out, _ = take_in(capsys, root, book)
    assert (code, "Nothing changed." in out) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--take", "theirs"), "name the items after --take theirs"),
        (("--take", "ours", "outcome-living-stunting-treat"), "did you mean"),
        (("--evidence", "tidak-ada"), "there is no folder"),
    ],
)
def test_what_cannot_be_decided_is_refused(root: Path, capsys: Run, arguments: tuple[str, ...], said: str) -> None:
    code, _, err = take_in(capsys, root, send(capsys, root), *arguments)
    assert code == 2
    assert said in err


def moved(book: Any) -> None:
    """Rows sorted the other way round, columns moved and inserted, and sheets renamed."""
    sheet = book["Jawaban"]
    rows = [[cell.value for cell in line] for line in sheet.iter_rows()]
    head, lines = rows[0], rows[:0:-1]
    order = [*range(3, len(head)), 0, 1, 2]
    sheet.delete_rows(1, len(rows))
    sheet.insert_rows(1)
    for number, line in enumerate([["Rekap"], head, [], *lines], 1):
        shown = [line[at] for at in order] if len(line) == len(head) else line
        for at, value in enumerate(shown, 2):
            sheet.cell(number, at).value = value
    sheet.title = "isi dari dinas"
    sheet.column_dimensions["B"].hidden = True


def test_rows_columns_and_sheets_may_be_moved(root: Path, capsys: Run) -> None:
    book = edit(fill(send(capsys, root), level=3), moved)
    before = (root / SHEET).read_text("utf-8")
    assert take_in(capsys, root, book)[0] == 0
    assert difference(before, (root / SHEET).read_text("utf-8"))[:2] == ["-    level: 4", "+    level: 3"]


def test_a_row_that_was_deleted_deletes_no_answer(root: Path, capsys: Run) -> None:
    def change(book: Any) -> None:
        book["Jawaban"].delete_rows(row(book["Jawaban"], "Berapa persen balita"))

    before = contents(root)
    code, out, _ = take_in(capsys, root, edit(send(capsys, root), change))
    assert (code, contents(root)) == (0, before)
    assert "rows deleted: 1; their answers stay as they are" in out


def test_a_row_without_a_certain_item_is_named_by_its_cell(root: Path, capsys: Run) -> None:
    def change(book: Any) -> None:
        sheet = book["Jawaban"]
        sheet.cell(3, 1).value, sheet.cell(3, column(sheet, "level")).value = 26, 1  # the number of another row
        sheet.cell(10, column(sheet, "fact")).value = "Baris tambahan"

    before = contents(root)
    code, out, _ = take_in(capsys, root, edit(send(capsys, root), change))
    assert code == 1
    assert "isian.xlsx:3:1: error returned-row: Jawaban!A3: it is not certain to which item this row belongs" in out
    assert "Jawaban!A10: it is not certain to which item this row belongs: neither its number nor its question" in out
    assert contents(root) == before


def test_a_row_that_is_there_twice_counts_once_unless_the_two_say_different_things(root: Path, capsys: Run) -> None:
    def change(level: object) -> Any:
        def copied(book: Any) -> None:
            sheet = book["Jawaban"]
            for at in range(1, sheet.max_column + 1):
                sheet.cell(9, at).value = sheet.cell(3, at).value
            sheet.cell(3, column(sheet, "level")).value = 3
            sheet.cell(9, column(sheet, "level")).value = level

        return copied

    before = (root / SHEET).read_text("utf-8")
    assert take_in(capsys, root, edit(send(capsys, root), change(2)))[0] == 1
    assert (root / SHEET).read_text("utf-8") == before
    again = send(capsys, root, name="lagi.xlsx")
    unchanged = opened(again)["Jawaban"].cell(3, 9).value
    assert take_in(capsys, root, edit(again, change(unchanged)))[0] == 0
    assert "+    level: 3" in difference(before, (root / SHEET).read_text("utf-8"))


def test_a_heading_that_was_changed_is_asked_about(root: Path, capsys: Run) -> None:
    def change(book: Any) -> None:
        sheet = book["Jawaban"]
        sheet.cell(1, column(sheet, "level")).value = "Tingkat kami"

    code, out, _ = take_in(capsys, root, edit(fill(send(capsys, root), level=1), change))
    assert code == 1
    assert "Jawaban!I1" in out


def test_cells_merged_over_several_items_are_asked_about(root: Path, capsys: Run) -> None:
    before = contents(root)
    book = edit(send(capsys, root), lambda b: b["Jawaban"].merge_cells("E3:E4"))
    code, out, _ = take_in(capsys, root, book)
    assert code == 1
    assert "Jawaban!E3" in out
    assert contents(root) == before


def test_personal_data_are_named_by_cell_and_never_repeated(root: Path, capsys: Run) -> None:
    before = contents(root)
    code, out, err = take_in(capsys, root, fill(send(capsys, root), remark="NIK 6303014205900001"))
    assert code == 1
    assert "Jawaban!M3: contains personal data" in out
    assert "6303014205900001" not in out + err
    assert contents(root) == before


def test_two_files_that_change_one_claim_differently_are_a_conflict(root: Path, capsys: Run) -> None:
    one = fill(send(capsys, root), level=3)
    two = fill(send(capsys, root, "--dimension", "living", name="dimensi.xlsx"), level=2)
    code, out, _ = take_in(capsys, root, one, two)
    assert code == 1
    assert "here: 3\n      came back: 2" in out
    assert "Dinkes: 1 filled in, 1 conflict, 0 empty" in out


# --- refused


def changed_hidden(key: str, value: str | None) -> Any:
    def change(book: Any) -> None:
        sheet = book["smartcity"]
        next(line for line in sheet.iter_rows() if line[0].value == key)[1].value = value

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda book: book.remove(book["smartcity"]), "name with --base the commit"),
        (changed_hidden("region", "KAB. LAIN"), "was changed or is damaged"),
        (changed_hidden("stage", "2031-tahap-9"), "was changed or is damaged"),
        (changed_hidden("base", "0" * 64), "was changed or is damaged"),
        (changed_hidden("sent", "eJw="), "was changed or is damaged"),
        (changed_hidden("smartcity", "2"), "was changed or is damaged"),
        (lambda book: book.remove(book["Jawaban"]), "no sheet has the headings"),
    ],
)
def test_a_workbook_that_does_not_say_what_was_sent_is_refused(root: Path, capsys: Run, change: Any, said: str) -> None:
    good = fill(send(capsys, root, name="baik.xlsx"), level=3)
    before = contents(root)
    code, _, err = take_in(capsys, root, good, edit(send(capsys, root), change))
    assert code == 2
    assert said in err
    assert contents(root) == before


def test_a_workbook_of_another_region_stage_or_instrument_is_refused(root: Path, capsys: Run) -> None:
    book = send(capsys, root)
    program = root / "data" / "program.yaml"
    text = program.read_text("utf-8")
    for old, new, said in (
        ("official_name: KAB. CONTOH", "official_name: KAB. LAIN", "was sent by KAB. CONTOH, not by KAB. LAIN"),
        ("stage: 2026-tahap-1", "stage: 2026-tahap-2", "but the current one is 2026-tahap-2"),
        ("id: 2026-tahap-1", "id: 2026-tahap-9", "which is not known here"),
    ):
        assert old in text
        program.write_text(text.replace(old, new, 1), "utf-8")
        code, _, err = take_in(capsys, root, book)
        assert (code, said in err) == (2, True), err
    program.write_text(text.replace("stage: 2026-tahap-1", "stage: 2026-tahap-2", 1), "utf-8")
    assert take_in(capsys, root, book, "--stage", "2026-tahap-1")[0] == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is not a file that the form has saved"),
        (b"%PDF-1.7", "is not a file that the form has saved"),
        (b"No,Pertanyaan\n1,a\n", "is not a file that the form has saved"),
        (b"PK\x03\x04rusak", "is not a valid workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    ],
)
def test_what_is_no_workbook_is_refused(root: Path, capsys: Run, content: bytes, said: str) -> None:
    file = root.parent / "x.xlsx"
    file.write_bytes(content)
    code, _, err = take_in(capsys, root, file)
    assert (code, said in err) == (2, True), err


def test_a_lost_hidden_sheet_is_replaced_by_the_commit_that_was_sent(root: Path, capsys: Run) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x@x.id", *arguments],
            cwd=root,
            check=True,
            capture_output=True,
        )

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "kirim")
    book = edit(fill(send(capsys, root), level=3), lambda b: b.remove(b["smartcity"]))
    before = (root / SHEET).read_text("utf-8")
    (root / SHEET).write_text(before + "# dicatat kemudian\n", "utf-8")
    assert take_in(capsys, root, book)[0] == 2
    assert take_in(capsys, root, book, "--base", "tidak-ada")[0] == 2
    code, out, _ = take_in(capsys, root, book, "--base", "HEAD")
    assert code == 0, out
    assert "+    level: 3" in difference(before, (root / SHEET).read_text("utf-8"))


def test_the_hidden_sheet_reads_back_as_it_was_packed() -> None:
    for sent in (DINKES, ALL):
        found = unpack([list(line) for line in pack(sent, language("id"), None)], "x.xlsx")
        assert [(r.id, r.number, r.record, r.sent) for r in found.answers] == [
            (r.item, r.number, r.record, r.sent) for r in sent.rows
        ]
        assert found.recipient == sent.recipient


# --- documents, innovations, the form


def listing(book: Any, **cells: object) -> None:
    sheet = book["Dokumen"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    line = next(r for r in range(2, 99) if sheet.cell(r, 1).value is None)
    for head, value in cells.items():
        sheet.cell(line, heads[head.replace("_", " ")]).value = value


def test_documents_that_came_along_are_recorded_and_named_by_the_answer(root: Path, capsys: Run) -> None:
    folder = root.parent / "dokumen" / "dinkes"
    folder.mkdir(parents=True)
    (folder / "Profil Stunting.pdf").write_bytes(pdf(["profil"]))
    (folder / "Lain.pdf").write_bytes(pdf(["lain"]))
    path = fill(send(capsys, root), document="data-kesehatan-2025\nProfil Stunting.pdf\nhilang.pdf", pages="1\n7\n-")
    edit(
        path,
        lambda b: listing(
            b, Nama_berkas="Profil Stunting.pdf", Judul_dokumen="Profil stunting 2025", Jenis_dokumen="laporan"
        ),
    )
    before = (root / SHEET).read_text("utf-8")
    code, out, _ = take_in(capsys, root, path, "--evidence", folder.parent)
    assert code == 1
    assert 'Jawaban!K3: the document "hilang.pdf" is not recorded' in out
    assert difference(before, (root / SHEET).read_text("utf-8")) == [
        "+      - evidence: profil-stunting",
        '+        pages: "7"',
    ]
    record = (root / "data" / "evidence" / "profil-stunting.yaml").read_text("utf-8")
    assert 'title: "Profil stunting 2025"' in record
    assert "kind: report" in record
    assert "agency: dinkes" in record
    assert (root / "data" / "evidence" / "files" / "profil-stunting.pdf").exists()
    assert not (root / "data" / "evidence" / "lain.yaml").exists()
    now = contents(root)
    for arguments in ((), ("--evidence", folder.parent)):
        assert "Nothing changed." in take_in(capsys, root, path, *arguments)[1]
    assert contents(root) == now


def test_number_and_day_of_a_document_are_in_its_record(root: Path, capsys: Run) -> None:
    folder = root.parent / "dokumen"
    folder.mkdir()
    (folder / "SK Tim.pdf").write_bytes(pdf(["sk"]))
    path = edit(
        fill(send(capsys, root), document="data-kesehatan-2025\nSK Tim.pdf", pages="1\n7"),
        lambda b: listing(
            b, Nama_berkas="SK Tim.pdf", Nomor_dokumen="800/12: 2025", Tanggal_dokumen="31/05/2025", Keterangan="asli"
        ),
    )
    code, out, _ = take_in(capsys, root, path, "--evidence", folder)
    record = (root / "data" / "evidence" / "sk-tim.yaml").read_text("utf-8")
    assert 'number: "800/12: 2025"\n' in record
    assert "\nissued_on: 2025-05-31\n" in record
    assert "  asli" in out.splitlines()
    assert "800/12" not in out
    assert code == 0


def test_what_is_taken_in_as_json(root: Path, capsys: Run) -> None:
    folder = root.parent / "dokumen"
    folder.mkdir()
    (folder / "SK Tim.pdf").write_bytes(pdf(["sk"]))
    path = edit(
        fill(
            send(capsys, root),
            fact="Ditangani di 10 puskesmas",
            document="data-kesehatan-2025\nSK Tim.pdf\nx.pdf",
            pages="1\n2\n3",
        ),
        lambda b: listing(b, Nama_berkas="SK Tim.pdf", Nomor_dokumen="800/12", Keterangan="NIK 3201234567890123"),
    )
    options = (path, "--evidence", folder, "--format", "json")
    code, out, err = take_in(capsys, root, *options, "--dry-run")
    data = json.loads(out)
    assert (code, err, data["stage"], data["written"]) == (1, "", "2026-tahap-1", False)
    assert (data["changed"], len(data["created"])) == ([SHEET], 2)
    (one,) = (item for item in data["items"] if item["result"] != "same")
    assert (one["item"], one["result"], one["agency"]) == (STUNTING, "taken", "dinkes")
    assert one["cells"][0] == "fact"
    (paper,) = data["documents"]
    assert (paper["id"], paper["number"], paper["issued_on"]) == ("sk-tim", "800/12", None)
    assert "3201234567890123" not in out
    assert [found["id"] for found in data["findings"]] == ["returned-document"]
    assert [agency["filled"] for agency in data["agencies"]] == [1]
    assert json.loads(take_in(capsys, root, *options)[1])["written"] is True
    again = json.loads(take_in(capsys, root, *options)[1])
    assert (again["written"], again["changed"], again["created"]) == (False, [], [])


def test_a_conflict_as_json_has_all_three_texts(root: Path, capsys: Run) -> None:
    path = fill(send(capsys, root), fact="Dari dinas")
    sheet = root / SHEET
    text = sheet.read_text("utf-8")
    fact = opened(send(capsys, root, name="lain.xlsx"))["Jawaban"]
    was = fact.cell(row(fact, "Berapa persen anak"), column(fact, "fact")).value
    start = text.index(was.split()[0], text.index(STUNTING))
    sheet.write_text(text[:start] + "Dari kantor; " + text[start:], "utf-8")
    code, out, _ = take_in(capsys, root, path, "--format", "json")
    (one,) = (item for item in json.loads(out)["items"] if item["result"] == "conflict")
    clash = next(clash for clash in one["conflicts"] if clash["cell"] == "fact")
    assert (code, clash["came_back"], clash["sent"]) == (1, "Dari dinas", was)
    assert clash["here"].startswith("Dari kantor; ")


def test_a_day_that_is_none_is_asked_about_and_not_written(root: Path, capsys: Run) -> None:
    folder = root.parent / "dokumen"
    folder.mkdir()
    (folder / "SK Tim.pdf").write_bytes(pdf(["sk"]))
    path = edit(send(capsys, root), lambda b: listing(b, Nama_berkas="SK Tim.pdf", Tanggal_dokumen="Mei 2025"))
    code, out, _ = take_in(capsys, root, path, "--evidence", folder)
    assert (code, '"2025-05" is not certain: it is not a day' in out) == (1, True)
    assert "\nissued_on: null\n" in (root / "data" / "evidence" / "sk-tim.yaml").read_text("utf-8")


def test_a_kind_of_document_that_is_not_in_the_list_is_asked_about(root: Path, capsys: Run) -> None:
    folder = root.parent / "dokumen"
    folder.mkdir()
    (folder / "SK Tim.pdf").write_bytes(pdf(["sk"]))
    path = edit(send(capsys, root), lambda b: listing(b, Nama_berkas="SK Tim.pdf", Jenis_dokumen="kertas biasa"))
    code, out, _ = take_in(capsys, root, path, "--evidence", folder)
    assert (code, '"kertas biasa" is not certain: it is not a kind of document' in out) == (1, True)


def test_a_refused_document_holds_up_nothing_else(root: Path, capsys: Run) -> None:
    folder = root.parent / "dokumen"
    folder.mkdir()
    (folder / "kosong.pdf").write_bytes(b"")
    (folder / "baik.pdf").write_bytes(pdf(["baik"]))
    path = edit(
        fill(send(capsys, root), document="data-kesehatan-2025\nkosong.pdf\nbaik.pdf", pages="1\n2\n3"),
        lambda b: listing(b, Nama_berkas="kosong.pdf"),
    )
    before = (root / SHEET).read_text("utf-8")
    code, out, _ = take_in(capsys, root, path, "--evidence", folder)
    assert code == 1
    assert out.count("is empty: it proves nothing") == 1
    assert "no file of this name was given" not in out
    assert difference(before, (root / SHEET).read_text("utf-8")) == ["+      - evidence: baik", '+        pages: "3"']
    made = {path.stem for path in (root / "data" / "evidence").glob("*.yaml")}
    assert made & {"kosong", "baik"} == {"baik"}


def test_a_refused_document_that_no_answer_names_is_named_in_the_list(root: Path, capsys: Run) -> None:
    folder = root.parent / ("dokumen " * 20)  # the reason is there wherever the file is
    folder.mkdir()
    (folder / "kosong.pdf").write_bytes(b"")
    path = edit(send(capsys, root), lambda b: listing(b, Nama_berkas="kosong.pdf"))
    code, out, _ = take_in(capsys, root, path, "--evidence", folder)
    assert (code, out.count("is empty: it proves nothing")) == (1, 1)
    assert "Dokumen!" in out
    assert "Nothing changed." in out


@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\rahasia.pdf", "/etc/passwd", "C:\\x.pdf"])
def test_a_path_in_the_name_of_a_document_leads_nowhere(root: Path, capsys: Run, name: str) -> None:
    folder = root.parent / "dokumen"
    folder.mkdir()
    (folder / "passwd").write_bytes(b"x")
    path = edit(
        fill(send(capsys, root), document=f"data-kesehatan-2025\n{name}", pages=""),
        lambda b: listing(b, Nama_berkas=name),
    )
    before = contents(root)
    code, out, _ = take_in(capsys, root, path, "--evidence", folder)
    assert code == 1
    assert "is not recorded" in out
    assert "it is a path, not a name" in out
    assert contents(root) == before


def test_two_different_files_of_one_name_are_asked_about(root: Path, capsys: Run) -> None:
    folder = root.parent / "dokumen"
    for part in ("a", "b"):
        (folder / part).mkdir(parents=True)
        (folder / part / "SK.pdf").write_bytes(pdf([part]))
    path = edit(send(capsys, root), lambda b: listing(b, Nama_berkas="SK.pdf"))
    code, out, _ = take_in(capsys, root, path, "--evidence", folder)
    assert (code, "two different files have this name" in out) == (1, True)


def test_an_innovation_is_changed_in_its_own_record(root: Path, capsys: Run) -> None:
    def change(book: Any) -> None:
        sheet = book["Inovasi"]
        sheet.cell(2, 4).value, sheet.cell(2, 5).value = "Maret 2024", "Sudah di tiga puskesmas"

    book = send(capsys, root)
    name = opened(book)["Inovasi"].cell(2, 1).value
    path = root / "data" / "innovations" / f"{name}.yaml"
    before = path.read_text("utf-8")
    code, out, _ = take_in(capsys, root, edit(book, change))
    assert code == 0, out
    gone = difference(before, path.read_text("utf-8"))
    assert "+started: 2024-03" in [line.replace('"', "") for line in gone]
    assert any("Sudah di tiga puskesmas" in line for line in gone)
    assert "Nothing changed." in take_in(capsys, root, book)[1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_file_of_a_form_is_taken_in_like_a_workbook(root: Path, capsys: Run, encoding: str) -> None:
    data: dict[str, Any] = json.loads(json.dumps(blank_return(DINKES)))
    one = next(entry for entry in data["answers"] if entry["item"] == STUNTING)
    one["returned"] |= {"level": "3", "value": "93,4"}
    file = root.parent / "isian-dinkes.json"
    file.write_text(json.dumps(data), encoding)
    before = (root / SHEET).read_text("utf-8")
    assert take_in(capsys, root, file)[0] == 0
    assert "+      value: 93.4" in difference(before, (root / SHEET).read_text("utf-8"))


def test_an_item_without_a_sheet_gets_one(root: Path, capsys: Run) -> None:
    (root / SHEET).unlink()
    book = fill(send(capsys, root, "--dimension", "living"), fact="Ada", level=2)
    assert take_in(capsys, root, book)[0] == 0
    code, out, _ = run_command(capsys, "validate", "--root", root, "--today", DAY, "--lang", "en")
    assert (code, "0 errors" in out) == (0, True)
    assert f"- item: {STUNTING}" in (root / SHEET).read_text("utf-8")


def test_after_the_stage_nobody_knows_the_day_of_an_answer(root: Path, capsys: Run) -> None:
    book = fill(send(capsys, root), level=3)
    code, out, _ = take_in(capsys, root, book, today="2026-11-27")
    assert code == 0
    assert "the day of these answers is left open" in out
    assert "answered_on: null" in (root / SHEET).read_text("utf-8")


# --- hostile


def with_part(path: Path, part: str, old: str, new: str) -> Path:
    """A workbook with a text of one of its parts replaced."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in parts[part]
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(old.encode(), new.encode()) if name == part else content)
    return path


def test_formulas_links_and_markup_are_texts_or_asked_about(root: Path, capsys: Run) -> None:
    hostile = {
        "fact": '=HYPERLINK("http://jahat.example/","klik")',
        "remark": "<script>alert(1)</script> \x1b[31m ${jndi:ldap://x} {{7*7}}".replace("\x1b", ""),
    }
    before = contents(root)
    code, out, _ = take_in(capsys, root, fill(send(capsys, root), fact=hostile["fact"]))
    assert (code, "it is a formula without its result" in out) == (1, True)
    assert contents(root) == before
    code, out, _ = take_in(capsys, root, fill(send(capsys, root, name="lagi.xlsx"), remark=hostile["remark"]))
    assert code == 0
    note = (root / SHEET).read_text("utf-8")
    assert json.dumps(hostile["remark"]) in note


def test_macros_and_links_to_other_workbooks_are_neither_run_nor_followed(root: Path, capsys: Run) -> None:
    book = fill(send(capsys, root), level=3)
    with ZipFile(book, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 makro")
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    book = book.rename(book.with_suffix(".xlsm"))
    before = (root / SHEET).read_text("utf-8")
    assert take_in(capsys, root, book)[0] == 0
    assert "+    level: 3" in difference(before, (root / SHEET).read_text("utf-8"))


def test_more_rows_than_any_sheet_of_answers_has_are_refused(root: Path, capsys: Run) -> None:
    def change(book: Any) -> None:
        book["Jawaban"].cell(20_010, 5).value = "x"
        book["Jawaban"].cell(1_000_000, 5).value = "x"

    code, _, err = take_in(capsys, root, edit(send(capsys, root), change))
    assert (code, "too large" in err) == (2, True), err


def test_markup_and_huge_values_in_the_file_of_a_form_are_texts_or_refused(root: Path, capsys: Run) -> None:
    file = root.parent / "isian.json"
    before = contents(root)
    for value in ("x" * 40_000, 10**400, {"a": 1}, [1], True, None):
        data: dict[str, Any] = json.loads(json.dumps(blank_return(DINKES)))
        data["answers"][0]["returned"]["remark"] = value
        file.write_text(json.dumps(data), "utf-8")
        assert take_in(capsys, root, file)[0] == 2
    assert contents(root) == before


def test_a_document_type_and_a_bomb_are_refused(root: Path, capsys: Run) -> None:
    before = contents(root)
    head = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
    book = with_part(send(capsys, root), "xl/worksheets/sheet2.xml", "<worksheet", f"{head}<worksheet")
    assert take_in(capsys, root, book)[0] == 2
    hidden = edit(send(capsys, root), changed_hidden("sent", "A" * 8000))
    assert take_in(capsys, root, hidden)[0] == 2
    assert contents(root) == before


# --- what the officer reads


def test_what_is_read_as_it_is_seen_is_no_note_and_spaces_are_named(root: Path, capsys: Run) -> None:
    book = fill(send(capsys, root), value="92,5", remark="lihat\u00a0lampiran", level="Level 3")
    shared = ("--dry-run", "--root", root, "--today", DAY)
    code, out, err = run_command(capsys, "workbook", "in", book, *shared, "--lang", "id")
    assert (code, err) == (0, "")
    assert '"Level 3" dibaca sebagai "3"' in out
    assert "spasi yang tidak biasa dibaca sebagai spasi biasa" in out
    assert "92,5" not in out
    assert '"92,5" is read as "92.5"' in run_command(capsys, "workbook", "in", book, *shared, "--lang", "en")[1]


def test_the_numbers_of_an_agency_add_up_to_its_items(root: Path, capsys: Run) -> None:
    for path in root.rglob("answers/2026-tahap-1.yaml"):
        path.unlink()
    book = fill(send(capsys, root, "--dimension", "living"), fact="Ada")  # without a level
    fill(book, "Berapa persen persalinan", level=99)
    rows = sum(1 for cell in opened(book)["Jawaban"]["A"][1:] if cell.value)
    _, out, _ = take_in(capsys, root, book, "--dry-run")
    parts = [
        re.findall(rf"(\d+) {word}", out.partition("Proposed")[0])
        for word in ("filled in", "conflicts?", "unclear", "empty;")
    ]
    filled, conflicts, unclear, empty = (sum(map(int, part)) for part in parts)
    assert (filled, conflicts, unclear, filled + conflicts + unclear + empty) == (1, 0, 1, rows)


def test_a_missing_file_is_named_in_the_language_of_the_reader(root: Path, capsys: Run) -> None:
    code, _, err = run_command(capsys, "workbook", "in", "hilang.xlsx", "--root", root, "--lang", "id")
    assert code == 2
    assert "hilang.xlsx: berkas ini tidak dapat dibuka: berkas itu tidak ada; tidak ada yang ditulis" in err


def test_a_warning_names_its_document(root: Path, capsys: Run) -> None:
    folder = root.parent / "dok"
    folder.mkdir()
    (folder / "SK Tim.pdf").write_bytes(re.sub(rb"\([^()]*\) Tj", b"0 0 300 9 re f", pdf(["x"])))
    book = fill(send(capsys, root), document="SK Tim.pdf", pages="2")
    _, _, err = take_in(capsys, root, book, "--evidence", folder, "--dry-run")
    assert err.startswith("Warning about sk-tim: ")
