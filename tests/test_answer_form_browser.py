"""The form on a phone, in a real browser and from a file: what is typed comes back to the letter."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from banjar_smartcity.checking.pipeline import check_workspace
from banjar_smartcity.exchange.intake.meaning import Asked, meaning
from banjar_smartcity.exchange.record import record_of
from banjar_smartcity.schema.validator import shipped
from banjar_smartcity.source.document import Document
from conftest import THOROUGH, check, run_command
from documents import pdf
from returned_books import DAY, SHEET, STUNTING, Run, contents, copy_of_example, take_in
from test_accessibility import AXE, OUT_OF_ORDER, RUN, UNSEEN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.needs("chromium")
PHONE: Any = {"width": 360, "height": 740}
STRUCTURE = {"rules": {"target-size": {"enabled": True}}}
STICKS_OUT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
DENY = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("denied", "SecurityError"); }})"""
SMALL = """() => [...document.querySelectorAll(
  "input:not([type=radio]), select, textarea, button, summary, .levels > label"
)].filter(part => part.offsetParent && part.getBoundingClientRect().height < 44).map(part => part.outerHTML)"""
BARE = """() => [...document.querySelectorAll("input, select, textarea")].filter(part => !part.labels.length)
  .map(part => part.outerHTML.slice(0, 120))"""


def write_form(capsys: Run, root: Path, *arguments: str, name: str = "isian.html", today: str = DAY) -> Path:
    target = root.parent / name
    options = arguments or ("--agency", "dinkes")
    shared = ("--root", root, "--today", today, "--lang", "id")
    code, _, err = run_command(capsys, "form", "out", *options, "--output", target, *shared)
    assert (code, err) == (0, "")
    return target


REMARK = "outcome-living-roads/1"


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    with chromium.new_context(viewport=PHONE, has_touch=True, offline=True, accept_downloads=True) as context:
        yield context


def opened(context: BrowserContext, path: Path) -> Page:
    """The form in a tab that fails the test if its script fails or its policy refuses anything."""
    tab = context.new_page()
    tab.on("pageerror", lambda error: pytest.fail(str(error)))
    tab.on("console", lambda line: pytest.fail(line.text) if line.type == "error" else None)
    tab.goto(path.as_uri())
    return tab


def settled(tab: Page) -> Page:
    """The tab, once another one sees what it kept.

    The other one, of a plain text, stays open: of the last tab that is closed at once, what is on the way may be lost.
    """
    kept = "JSON.stringify(Object.entries(localStorage).sort())"
    other = tab.context.new_page()
    other.goto(Path(__file__).as_uri())
    for _ in range(200):
        if other.evaluate(kept) == tab.evaluate(kept):  # where there was no room, the form may still be making some
            return tab
        other.wait_for_timeout(50)
    return pytest.fail("no other tab sees what this one kept")


def saved(tab: Page, folder: Path) -> Path:
    """The file that the button saves."""
    with tab.expect_download() as download:
        tab.locator("#save").tap()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def item(tab: Page, name: str) -> Any:
    """An item of the form, opened."""
    found = tab.locator(f".item[data-entry='{name}']")
    if not found.evaluate("part => part.open"):
        found.locator("summary").tap()
    return found


def answers(root: Path) -> dict[str, dict[str, Any]]:
    from datetime import date

    model = check_workspace(root, date.fromisoformat(DAY)).model
    return {name: record_of(answer) for name, answer in model.answers("2026-tahap-1").items()}


MANY = 10 if THOROUGH else 4
FACT = 'Ada 3 loket <b>"baru"</b> & 1 aplikasi; ’benar’ – sejak Mei.\nBaris kedua: =1+1'


def test_items_filled_in_on_a_phone_come_back_to_the_letter(phone: BrowserContext, tmp_path: Path, capsys: Run) -> None:
    root = copy_of_example(tmp_path)
    before = answers(root)
    tab = opened(phone, write_form(capsys, root, "--all"))
    shown = tab.eval_on_selector_all(".item[data-kind=answers]", "all => all.map(one => one.dataset.entry)")
    chosen = [name for name in shown if before[name].get("statistic") and before[name]["level"]][:MANY]
    assert len(chosen) == MANY
    expected = {}
    for number, name in enumerate(chosen):
        entry = item(tab, name)
        level = 4 if before[name]["level"] != 4 else 3
        entry.locator("[data-cell=fact]").fill(f"\u2068{FACT}\u2069\ufeff {number}")
        entry.locator("[data-cell=value]").fill(f"{10 + number},25")
        entry.locator("[data-cell=unit]").fill("persen")
        entry.locator("[data-cell=year]").fill("2025")
        entry.locator(f"[type=radio][value='{level}']").tap()
        entry.locator("[data-cell=remark]").fill(f"Catatan {number}")
        assert entry.locator(".state").text_content() == "Anda isi"
        statistic = {"value": 10.25 + number, "unit": "persen", "year": 2025}
        expected[name] = {
            "fact": f"{FACT} {number}",
            "statistic": statistic,
            "level": level,
            "note": f"Catatan {number}",
        }
    path = saved(tab, tmp_path)
    assert path.name == "isian-semua.json"
    data = json.loads(path.read_text("utf-8"))
    assert list(shipped("returned").check(Document("x.json", "", data))) == []
    assert {one["item"] for one in data["answers"] if one["returned"]} == set(chosen)
    code, out, err = take_in(capsys, root, path)
    assert (code, err) == (0, ""), out
    after = answers(root)
    for name in shown:
        wanted = {**before[name], **expected.get(name, {})}
        if name in expected:
            wanted |= {"answered_on": DAY}
        found = {
            key: value["id"] if isinstance(value, dict) and "id" in value else value
            for key, value in after[name].items()
        }
        same = {
            key: value["id"] if isinstance(value, dict) and "id" in value else value for key, value in wanted.items()
        }
        assert found == same
    once = contents(root)
    assert take_in(capsys, root, path)[0] == 0
    assert contents(root) == once


def test_the_lines_of_an_answer_stay_when_it_is_changed(phone: BrowserContext, tmp_path: Path, capsys: Run) -> None:
    root = copy_of_example(tmp_path)
    sheet = root / SHEET
    old = "Sebanyak 1.176 dari 1.284 baduta stunting ditangani pada 2025 (91,6 persen)."
    text = sheet.read_text("utf-8")
    assert old in text
    sheet.write_text(text.replace(old, '"<b>Baris</b> 1\\n\\n</textarea>Baris 2"'), "utf-8")
    tab = opened(phone, write_form(capsys, root))
    fact = item(tab, STUNTING).locator("[data-cell=fact]")
    assert fact.input_value() == "<b>Baris</b> 1\n\n</textarea>Baris 2"
    fact.fill(f"{fact.input_value()}\nBaris 3")
    assert take_in(capsys, root, saved(tab, tmp_path))[0] == 0
    fact_now = answers(root)[STUNTING]["fact"]
    assert fact_now["id"] == "<b>Baris</b> 1\n\n</textarea>Baris 2\nBaris 3"


def test_a_form_that_is_saved_without_an_entry_changes_nothing(
    phone: BrowserContext, tmp_path: Path, capsys: Run
) -> None:
    root = copy_of_example(tmp_path)
    before = contents(root)
    path = saved(opened(phone, write_form(capsys, root)), tmp_path)
    assert path.name == "isian-dinkes.json"
    assert take_in(capsys, root, path)[0] == 0
    assert contents(root) == before


def test_entries_stay_when_the_page_is_closed_and_are_those_of_one_parcel(
    phone: BrowserContext, tmp_path: Path, capsys: Run
) -> None:
    root = copy_of_example(tmp_path)
    path = write_form(capsys, root)
    tab = opened(phone, path)
    name = tab.locator(".item").first.get_attribute("data-entry") or ""
    item(tab, name).locator("[data-cell=fact]").fill("Belum selesai")
    settled(tab).close()
    tab = opened(phone, path)
    assert item(tab, name).locator("[data-cell=fact]").input_value() == "Belum selesai"
    assert "Tersimpan di peramban ini" in (tab.locator("#unsaved").text_content() or "")
    other = opened(phone, write_form(capsys, root, "--agency", "disdik", name="lain.html"))
    assert other.locator("#unsaved").text_content() == ""


def test_where_nothing_can_be_kept_it_says_so_first_and_reminds(
    phone: BrowserContext, tmp_path: Path, capsys: Run
) -> None:
    phone.add_init_script(DENY)
    root = copy_of_example(tmp_path)
    path = write_form(capsys, root, "--all")
    tab = opened(phone, path)
    notice, first = tab.locator("#denied"), tab.locator(".item").first
    assert notice.is_visible()
    assert not tab.locator("#kept").is_visible()
    above, below = notice.bounding_box(), first.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] < below["y"]
    names = tab.eval_on_selector_all(".item[data-kind=answers]", "all => all.map(one => one.dataset.entry)")
    for name in names[:5]:
        item(tab, name).locator("[data-cell=remark]").fill("Ada")
    assert "hilang" in (tab.locator("#unsaved.urgent").text_content() or "")
    assert "hilang" in (tab.locator("#said").text_content() or "")
    file = saved(tab, tmp_path)
    assert tab.locator("#unsaved.urgent").count() == 0
    again = opened(phone, path)
    assert item(again, names[0]).locator("[data-cell=remark]").input_value() != "Ada"
    again.locator(".guide summary").tap()
    again.locator("#resume").set_input_files(file)
    again.locator("#said", has_text="isian-semua.json").wait_for(state="attached")
    assert item(again, names[0]).locator("[data-cell=remark]").input_value() == "Ada"
    other = opened(phone, write_form(capsys, root, name="lain.html"))
    other.locator(".guide summary").tap()
    other.locator("#resume").set_input_files(file)
    other.locator("#resume-fault:not([hidden])").wait_for()


def test_without_scripts_it_says_how_to_open_it(chromium: Browser, tmp_path: Path, capsys: Run) -> None:
    path = write_form(capsys, copy_of_example(tmp_path))
    with chromium.new_context(viewport=PHONE, java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(path.as_uri())
        assert "Buka berkas ini di peramban" in tab.inner_text("main")
        assert not tab.locator("#items").is_visible()
        assert tab.locator("button:visible, input:visible").count() == 0


def test_files_are_named_and_hashed_and_come_in_with_the_answers(
    phone: BrowserContext, tmp_path: Path, capsys: Run
) -> None:
    root = copy_of_example(tmp_path)
    folder = tmp_path / "dokumen"
    folder.mkdir()
    large = folder / "Laporan  Stunting 2026.pdf"
    large.write_bytes(b"%PDF-1.4\n" + bytes(range(256)) * 9000 + b"\n%%EOF")
    (tmp_path / "lain").mkdir()
    twin = tmp_path / "lain" / large.name
    twin.write_bytes(pdf(["another"]))
    bad = tmp_path / "lain" / "a; b.pdf"
    bad.write_bytes(b"x")
    tab = opened(phone, write_form(capsys, root))
    name = STUNTING
    entry = item(tab, name)
    entry.locator(".file").set_input_files(large)
    entry.locator(".uses button").wait_for()
    entry.locator(".uses li").last.locator("input").fill("3-4")
    entry.locator(".file").set_input_files([twin, bad])
    entry.locator(".documents .fault:not([hidden])").wait_for()
    said = entry.locator(".documents > .fault").text_content() or ""
    assert "nama ini" in said
    assert "a; b.pdf" in said
    paper = tab.locator(".paper")
    assert paper.count() == 1
    paper.locator("[data-cell=title]").fill("Laporan Stunting")
    paper.locator("[data-cell=issued_on]").fill("31 Februari 2026")
    paper.locator("[data-cell=issued_on]").blur()
    assert paper.locator(".fault:visible").count() == 1
    paper.locator("[data-cell=issued_on]").fill("28/02/2026")
    assert paper.locator(".fault:visible").count() == 0
    path = saved(tab, tmp_path)
    data = json.loads(path.read_text("utf-8"))
    assert list(shipped("returned").check(Document("x.json", "", data))) == []
    digest = sha256(large.read_bytes()).hexdigest()
    wanted = {"file": large.name, "title": "Laporan Stunting", "issued_on": "28/02/2026", "sha256": digest}
    assert data["documents"] == [wanted]
    assert large.name in tab.inner_text("#sent")
    known = {use["evidence"] for use in answers(root)[name]["evidence"]}
    code, out, _ = take_in(capsys, root, path, "--evidence", folder)
    assert code == 0, out
    added = [use for use in answers(root)[name]["evidence"] if use["evidence"] not in known]
    assert [use["pages"] for use in added] == ["3-4"]


PDF = pdf(["Profil Stunting"])


def test_small_documents_come_inside_the_saved_file_and_larger_ones_are_to_be_sent(
    phone: BrowserContext, tmp_path: Path, capsys: Run
) -> None:
    root = copy_of_example(tmp_path)
    small, second, third, large = (tmp_path / f"{name}.pdf" for name in ("Profil", "Kedua", "Ketiga", "Besar"))
    small.write_bytes(PDF)
    second.write_bytes(PDF.replace(b"%%EOF", b" " * 1_900_000 + b"%%EOF"))
    third.write_bytes(PDF.replace(b"%%EOF", b" " * 1_200_000 + b"%%EOF"))
    large.write_bytes(PDF.replace(b"%%EOF", b" " * 2_000_000 + b"%%EOF"))
    form = write_form(capsys, root)
    tab = opened(phone, form)
    entry = item(tab, STUNTING)
    entry.locator(".file").set_input_files([small, second, third, large])
    tab.locator(".paper").nth(3).wait_for()
    settled(tab).close()
    tab = opened(phone, form)  # what the browser kept
    said = [place.text_content() or "" for place in tab.locator(".paper .about").all()]
    assert ["di dalam" in one for one in said] == [True, True, False, False], said
    path = saved(tab, tmp_path)
    data = json.loads(path.read_text("utf-8"))
    assert list(shipped("returned").check(Document("x.json", "", data))) == []
    inside = {one["file"]: b64decode(one["content"]) for one in data["documents"] if "content" in one}
    assert inside == {small.name: small.read_bytes(), second.name: second.read_bytes()}
    assert [place.text_content() for place in tab.locator("#sent li").all()] == [path.name, third.name, large.name]
    code, out, _ = take_in(capsys, root, path)
    kept = {file.read_bytes() for file in (root / "data/evidence/files").iterdir()}
    assert set(inside.values()) <= kept
    assert large.read_bytes() not in kept
    assert [large.name in out, third.name in out, second.name in out] == [True, True, False]
    assert code == 1
    again = opened(phone, form)
    again.evaluate("for (const key of Object.keys(localStorage)) localStorage.removeItem(key)")
    again.reload()
    again.locator(".guide summary").tap()
    again.locator("#resume").set_input_files(path)
    again.locator(".paper").nth(3).wait_for()
    assert json.loads(saved(again, tmp_path).read_text("utf-8"))["documents"] == data["documents"]


def test_what_is_typed_is_kept_when_documents_fill_the_browser(
    phone: BrowserContext, tmp_path: Path, capsys: Run
) -> None:
    form = write_form(capsys, copy_of_example(tmp_path))
    tab = opened(phone, form)
    tab.evaluate("""() => { const key = `smartcity-isian-lain-${"0".repeat(64)}`;
      let n = 1 << 23;
      while (n > 0) try { localStorage.setItem(key, (localStorage.getItem(key) || "") + "x".repeat(n)); n >>= 1 }
        catch (full) { n >>= 1 } }""")
    tab.reload()
    item(tab, STUNTING).locator("[data-cell=remark]").fill("Tetap ada")
    settled(tab)  # and left open: a browser takes its time to write so much
    again = opened(phone, form)
    assert item(again, STUNTING).locator("[data-cell=remark]").input_value() == "Tetap ada"
    assert not again.locator("#denied").is_visible()


SIZES = (0, 1, 55, 56, 63, 64, 65, 119, 120, 1 << 20, (1 << 20) + 7)


def test_the_hash_is_that_of_the_file(phone: BrowserContext) -> None:
    tab = phone.new_page()
    code = (files("banjar_smartcity").joinpath("../../templates/form/sha256.js")).read_text("utf-8")
    made = "new Blob([Uint8Array.from({length: size}, (_, i) => i * 7 % 251)])"
    found = {size: tab.evaluate(f"size => {{ {code}; return sha256({made}) }}", size) for size in SIZES}
    assert found == {size: sha256(bytes(i * 7 % 251 for i in range(size))).hexdigest() for size in SIZES}


TYPED = {
    "value": (
        *(
            "91,6",
            "91.6",
            "1.180",
            "1180",
            "1.180.000",
            "1.180,5",
            "1,180",
            "1,180.5",
            "-3",
            "+3",
            "1 200",
            "12 34",
            "Rp 2.500",
        ),
        *(
            "2.500 orang",
            "2,5 persen",
            "2.500 persen",
            "3,2 juta",
            "5%",
            "lima",
            "",
            "-",
            "belum ada",
            "a",
            "1e3",
            "1,2,3",
            ".",
        ),
        *(
            "10.000",
            "0,5",
            ",5",
            "“91,6”",
            "９１",
            "2 500",
            "−4",
            "12-13",
            "Rp2.500,-",
            "1_000",
            "3 rb.",
            "tidak ada",
            "n/a",
        ),
    ),
    "year": ("2025", "tahun 2025", "25", "1899", "2201", "2025-05", "31/05/2025", "", "th. 2024", "2O25", "-"),
    "started": (
        "2023",
        "05/2023",
        "Mei 2023",
        "2023-13",
        "31/02/2023",
        "31 Mei 2023",
        "2023-05-31",
        "senin, 1 Mei 2023",
        "x",
        "",
    ),
    "issued_on": (
        *(
            "31/05/2026",
            "5/31/2026",
            "31-5-26",
            "2026.05.31",
            "20260531",
            "31 Mei 2026 10.00 WIB",
            "May 31, 2026",
            "31 Mai 2026",
        ),
        *(
            "29/02/2024",
            "29/02/2023",
            "Mei 2026",
            "2026",
            "1 Agustus 2026",
            "1 Agst 2026",
            "tgl 3 Nop. 2026",
            "",
            "2026-05-31T10:00Z",
        ),
    ),
}


def test_the_checks_while_typing_are_those_of_taking_in(phone: BrowserContext, tmp_path: Path, capsys: Run) -> None:
    tab = opened(phone, write_form(capsys, copy_of_example(tmp_path)))
    asked = Asked((), fractions=False, external=False)
    found = {
        (cell, text): bool(tab.evaluate("([cell, text]) => checks[cell](text)", [cell, text]))
        for cell, texts in TYPED.items()
        for text in texts
    }
    wanted = {(cell, text): meaning(cell, text, asked).fault is not None for cell, text in found}
    assert {key: value for key, value in found.items() if value != wanted[key]} == {}
    assert len(set(wanted.values())) == 2


def test_what_is_wrong_is_said_next_to_the_field_and_listed_when_saving(
    phone: BrowserContext, tmp_path: Path, capsys: Run
) -> None:
    tab = opened(phone, write_form(capsys, copy_of_example(tmp_path)))
    entry = item(tab, STUNTING)
    value = entry.locator("[data-cell=value]")
    value.fill("1.180")
    value.blur()
    fault = entry.locator(f"#{value.get_attribute('id')}-fault")
    assert fault.is_visible()
    assert value.get_attribute("aria-invalid") == "true"
    assert (fault.get_attribute("id") or "x") in (value.get_attribute("aria-describedby") or "").split()
    assert "ribuan" in (tab.locator("#said").text_content() or "")
    assert entry.locator(".state").text_content() == "Perlu diperiksa"
    entry.locator("[data-cell=unit]").fill("")
    entry.locator("[data-cell=not_applicable]").fill("Tidak ada 0812-3456-7890")
    saved(tab, tmp_path)
    links = tab.locator("#faults a")
    assert links.count() == 3
    links.first.tap()
    assert tab.evaluate("document.activeElement.id") == value.get_attribute("id")
    value.fill("91,6")
    assert not fault.is_visible()


@pytest.mark.parametrize(("lang", "scheme"), [("id", "light"), ("en", "dark")])
def test_it_is_accessible_at_320_pixels(
    chromium: Browser, tmp_path: Path, capsys: Run, lang: str, scheme: Literal["light", "dark"]
) -> None:
    root = copy_of_example(tmp_path)
    target = tmp_path / "isian.html"
    shared = ("--root", root, "--today", DAY, "--lang", lang)
    assert run_command(capsys, "form", "out", "--agency", "dinkes", "--output", target, *shared)[0] == 0
    tab = chromium.new_page(bypass_csp=True, offline=True, viewport={"width": 320, "height": 640})
    tab.goto(target.as_uri())
    tab.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    first = tab.locator(".item").first
    first.locator("[data-cell=value]").fill("x")
    first.locator("[data-cell=value]").blur()
    first.locator(".file").set_input_files(__file__)
    tab.locator(".paper").wait_for()
    assert tab.evaluate(STICKS_OUT) == 0
    assert tab.evaluate(SMALL) == []
    assert tab.evaluate(BARE) == []
    tab.evaluate(AXE)
    tab.emulate_media(color_scheme=scheme)
    assert tab.evaluate(RUN, STRUCTURE) == []
    assert tab.evaluate(OUT_OF_ORDER) == 0
    assert tab.evaluate(UNSEEN) == []
    order = tab.evaluate("() => [...document.querySelectorAll('#items .item:first-of-type [id]')].map(one => one.id)")
    assert [one.rpartition("-")[2] for one in order if one.count("-") == 1] == [
        *("fact", "value", "unit", "year", "not_applicable", "known", "file", "remark"),
    ]
    tab.close()


def test_the_keyboard_alone_fills_in_and_saves(phone: BrowserContext, tmp_path: Path, capsys: Run) -> None:
    root = copy_of_example(tmp_path)
    tab = opened(phone, write_form(capsys, root))
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")  # to the items
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")  # open the first one
    tab.keyboard.press("Tab")
    tab.keyboard.press("Control+A")
    tab.keyboard.type("Dari papan tik")
    with tab.expect_download() as download:
        for _ in range(200):
            if tab.evaluate("document.activeElement.id") == "save":
                tab.keyboard.press("Enter")
                break
            tab.keyboard.press("Tab")
            hidden = tab.evaluate("""() => {
              const part = document.activeElement, bar = document.querySelector(".bar");
              const { top, bottom } = part.getBoundingClientRect();
              return !bar.contains(part) && top >= bar.getBoundingClientRect().top && bottom > 0; }""")
            assert not hidden, tab.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    path = tmp_path / "isian.json"
    download.value.save_as(path)
    changed = [one["returned"] for one in json.loads(path.read_text("utf-8"))["answers"] if one["returned"]]
    assert changed == [{"fact": "Dari papan tik"}]


def test_a_reply_to_an_assessor_is_kept_saved_and_taken_in(phone: BrowserContext, tmp_path: Path, capsys: Run) -> None:
    root = copy_of_example(tmp_path)
    path = write_form(capsys, root, "--agency", "pupr", today="2026-05-15")  # after the remark came
    tab = opened(phone, path)
    entry = tab.locator(f".item[data-entry='{REMARK}']")
    assert entry.evaluate("part => part.open")  # it waits for a reply
    assert (tab.locator("#progress-text").text_content() or "").startswith("3 dari 4 ")
    other = tab.locator(".item[data-entry='outcome-living-roads/2'] .state")
    assert other.text_content() == ""  # it was accepted
    assert "Asesor 1: 1, perlu diperbaiki: Foto tidak memuat panjang jalan." in (entry.text_content() or "")
    reply = entry.locator("[data-cell=reply]")
    reply.fill("NIK 6303050101900001")
    reply.blur()
    assert entry.locator(".fault").is_visible()
    reply.fill("Tabel kondisi jalan menyusul.\nHalaman 3.")
    assert (tab.locator("#progress-text").text_content() or "").startswith("4 dari 4 ")
    settled(tab).reload()
    assert tab.locator(f".item[data-entry='{REMARK}'] [data-cell=reply]").input_value().endswith("Halaman 3.")
    file = saved(tab, tmp_path)
    data = json.loads(file.read_text("utf-8"))
    assert list(shipped("returned").check(Document("x.json", "", data))) == []
    assert [one["mark"] for one in data["marks"] if one["returned"]] == [REMARK]
    assert take_in(capsys, root, file)[0] == 0
    marks = (root / "data/assessments/2026-tahap-1.yaml").read_text("utf-8")
    assert 'reply: "Tabel kondisi jalan menyusul.\\nHalaman 3."' in marks
    assert tab.evaluate(STICKS_OUT) <= 0


def test_a_new_innovation_is_added_on_a_phone_and_recorded(phone: BrowserContext, tmp_path: Path, capsys: Run) -> None:
    root = copy_of_example(tmp_path)
    path = write_form(capsys, root)
    tab = opened(phone, path)
    for _ in range(2):
        tab.locator("#add").tap()
    first, second = tab.locator("#newcomers > li").all()
    assert [part.locator("h3").text_content() for part in (first, second)] == ["Inovasi baru 1", "Inovasi baru 2"]
    assert tab.evaluate("document.activeElement.id") == "i2-name"
    first.locator("[data-cell=name]").fill("Sapa Lansia")
    first.locator("[data-cell=started]").fill("Maret 2024")
    first.locator("[data-cell=remark]").fill("Kunjungan rumah\ntiap bulan")
    tab.set_viewport_size({"width": 320, "height": 700})
    tab.evaluate(AXE)
    assert tab.evaluate(RUN, STRUCTURE) == []
    assert (tab.evaluate(SMALL), tab.evaluate(BARE), tab.evaluate(STICKS_OUT)) == ([], [], 0)
    second.locator("button").tap()
    assert "Inovasi baru 2" in (tab.locator("#said").text_content() or "")
    tab.locator("#add").tap()
    saved(tab, tmp_path)
    assert tab.locator("#newcomers > li").count() == 1
    assert "Pilih dimensi dari daftar." in tab.locator("#faults a").all_text_contents()
    first.locator("select").select_option("living")
    settled(tab).reload()
    assert tab.locator("#i1-name").input_value() == "Sapa Lansia"
    assert tab.locator("#i1-dimension").input_value() == "living"
    file = saved(tab, tmp_path)
    data = json.loads(file.read_text("utf-8"))
    assert list(shipped("returned").check(Document("x.json", "", data))) == []
    assert data["new_innovations"] == [
        {"name": "Sapa Lansia", "started": "Maret 2024", "remark": "Kunjungan rumah\ntiap bulan", "dimension": "living"}
    ]
    tab.locator("details.guide summary").tap()
    tab.locator("#resume").set_input_files(file)
    tab.locator("#said", has_text=file.name).wait_for(state="attached")
    assert tab.locator("#newcomers > li").count() == 1
    code, out, err = take_in(capsys, root, file)
    assert (code, err) == (0, ""), out
    found = check(root).model.innovations["sapa-lansia"]
    assert (found.name, found.dimension, found.owners[0].agency) == ("Sapa Lansia", "living", "dinkes")
    assert "Nothing changed." in take_in(capsys, root, file)[1]
