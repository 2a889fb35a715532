"""The page from which answers are entered elsewhere: copied with one touch, ticked, and what changed since."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from lxml import html
from openpyxl import load_workbook

from banjar_smartcity.schema.validator import shipped
from banjar_smartcity.source.document import Document
from conftest import run_command
from returned_books import DAY, SHEET, STUNTING, Run, copy_of_example
from test_accessibility import AXE, OUT_OF_ORDER, RUN, UNSEEN
from test_answer_form_browser import settled

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

PHONE: Any = {"width": 360, "height": 740}


def written(capsys: Run, root: Path, *options: str | Path) -> tuple[int, str, Path]:
    target = root.parent / "portal.html"
    shared = ("--root", root, "--today", DAY, "--lang", "en", "--output", target)
    code, out, err = run_command(capsys, "portal", *options, *shared)
    assert err == ""
    return code, out, target


def data_of(path: Path, name: str) -> Any:
    return json.loads(html.fromstring(path.read_text("utf-8")).get_element_by_id(name).text)


def ticked(path: Path, *items: str) -> dict[str, Any]:
    """The office's file after these items are entered."""
    found = {one["item"]: one for one in data_of(path, "entries")}
    entered = [{**found[item], "entered_on": "2026-05-03"} for item in items]
    return {**data_of(path, "entered"), "entered": entered}


def test_items_are_in_the_order_of_the_form_with_level_text_and_links(tmp_path: Path, capsys: Run) -> None:
    root = copy_of_example(tmp_path)
    code, out, path = written(capsys, root)
    assert (code, out.splitlines()[-1]) == (0, "0 of 57 entered")
    tree = html.fromstring(path.read_text("utf-8"))
    numbers = [int(head.text.split(".")[0]) for head in tree.xpath("//article/h3")]
    assert numbers == sorted(numbers)
    assert len(numbers) == 57
    entry = tree.xpath(f"//article[@data-entry='{STUNTING}']")[0]
    shown = {value.get("data-part"): value.text for value in entry.xpath(".//p[@data-part]")}
    parts = next(one for one in data_of(path, "entries") if one["item"] == STUNTING)
    assert shown["level"] == parts["level"] == "4"
    first, second = parts["text"].splitlines()
    assert first.startswith("Sebanyak 1.176 dari 1.284 baduta")
    assert second == "91,6 persen (2025)"
    assert shown["text"] == f"{first} {second}"


@pytest.mark.parametrize("write", [json.dumps, yaml.safe_dump])
def test_what_was_entered_and_has_changed_is_named(tmp_path: Path, capsys: Run, write: Any) -> None:
    root = copy_of_example(tmp_path)
    _, _, path = written(capsys, root)
    other = next(one["item"] for one in data_of(path, "entries") if one["item"] != STUNTING)
    data = ticked(path, STUNTING, other)
    assert list(shipped("entered").check(Document("x.json", "", data))) == []
    file = tmp_path / ("portal.json" if write is json.dumps else "portal.yaml")
    file.write_text(write(data), "utf-8")
    assert written(capsys, root, "--entered", file)[:2] == (0, f"{path}\n2 of 57 entered\n")
    sheet = root / SHEET
    sheet.write_text(sheet.read_text("utf-8").replace("Sebanyak 1.176", "Sebanyak 1.177"), "utf-8")
    code, out, _ = written(capsys, root, "--entered", file)
    assert code == 1
    assert out.splitlines()[1:] == [
        "1 of 57 entered; 1 changed since",
        f"{STUNTING}: changed since 2026-05-03: Text",
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"region": "KAB. LAIN"}, "belongs to KAB. LAIN"),
        ({"stage": "2020-tahap-1"}, "belongs to 2020-tahap-1"),
        ({"entered": [{"item": "x"}]}, "is not a file that the page"),
        ({"version": 2}, "is not a file that the page"),
    ],
)
def test_a_file_of_something_else_is_refused(tmp_path: Path, capsys: Run, change: dict[str, Any], said: str) -> None:
    root = copy_of_example(tmp_path)
    _, _, path = written(capsys, root)
    file = tmp_path / "portal.json"
    file.write_text(json.dumps({**ticked(path, STUNTING), **change}), "utf-8")
    path.unlink()
    arguments = ("--entered", file, "--root", root, "--today", DAY, "--lang", "en", "--output", path)
    code, _, err = run_command(capsys, "portal", *arguments)
    assert code == 2
    assert said in err
    assert not path.exists()


def test_the_sheet_has_the_same_items_and_what_changed(tmp_path: Path, capsys: Run) -> None:
    root = copy_of_example(tmp_path)
    _, _, path = written(capsys, root)
    file = tmp_path / "portal.json"
    file.write_text(json.dumps(ticked(path, STUNTING)), "utf-8")
    sheet = root / SHEET
    sheet.write_text(sheet.read_text("utf-8").replace("Sebanyak 1.176", "=SUM(1)"), "utf-8")
    target = tmp_path / "portal.xlsx"
    shared = ("--root", root, "--today", DAY, "--lang", "en", "--output", target)
    assert run_command(capsys, "portal", "--entered", file, *shared)[0] == 1
    first = target.read_bytes()
    run_command(capsys, "portal", "--entered", file, *shared)
    assert target.read_bytes() == first
    rows = list(load_workbook(target).worksheets[0].iter_rows(values_only=True))
    assert len(rows) == 58
    found = next(row for row in rows if str(row[3]).startswith("=SUM"))
    assert found[2] == "4"
    assert found[6] == "Entered on 2026-05-03; changed since: Text"
    assert all(cell.data_type != "f" for row in load_workbook(target).worksheets[0].iter_rows() for cell in row)


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    with chromium.new_context(viewport=PHONE, has_touch=True, offline=True, accept_downloads=True) as context:
        yield context


def opened(context: BrowserContext, path: Path) -> Page:
    tab = context.new_page()
    tab.on("pageerror", lambda error: pytest.fail(str(error)))
    tab.on("console", lambda line: pytest.fail(line.text) if line.type == "error" else None)
    tab.goto(path.as_uri())
    return tab


@pytest.mark.needs("chromium")
def test_a_part_is_copied_with_one_touch_and_ticks_stay_until_the_text_changes(
    phone: BrowserContext, tmp_path: Path, capsys: Run
) -> None:
    root = copy_of_example(tmp_path)
    _, _, path = written(capsys, root)
    tab = opened(phone, path)
    entry = tab.locator(f"[data-entry='{STUNTING}']")
    text = entry.locator("[data-part=text]").text_content() or ""
    assert len(text.splitlines()) == 2
    entry.locator(".part", has=tab.locator("[data-part=text]")).locator("button").tap()
    assert tab.locator("#said").text_content() == "Copied"
    tab.locator("#resume").evaluate("""part => {
      const area = Object.assign(document.createElement("textarea"), { id: "paste" });
      part.after(area);
      area.focus();
    }""")
    tab.keyboard.press("Control+V")
    assert tab.locator("#paste").input_value() == text
    entry.locator("[type=checkbox]").check()
    with tab.expect_download() as download:
        tab.locator("#save").tap()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    data = json.loads(file.read_text("utf-8"))
    assert list(shipped("entered").check(Document("x.json", "", data))) == []
    assert [one["item"] for one in data["entered"]] == [STUNTING]
    settled(tab).close()
    again = opened(phone, path)
    assert again.locator(f"[data-entry='{STUNTING}'] [type=checkbox]").is_checked()
    again.close()
    sheet = root / SHEET
    sheet.write_text(sheet.read_text("utf-8").replace("Sebanyak 1.176", "Sebanyak 1.177"), "utf-8")
    assert written(capsys, root, "--entered", file)[0] == 1
    phone.add_init_script("""Object.defineProperty(window, "localStorage", {
      get() { throw new DOMException("denied", "SecurityError"); }})""")
    last = opened(phone, path)
    assert last.locator("#denied").is_visible()
    changed = last.locator(f"[data-entry='{STUNTING}']")
    assert not changed.locator("[type=checkbox]").is_checked()
    assert "Sebanyak 1.176" in (changed.locator(".changed").text_content() or "")


@pytest.mark.needs("chromium")
def test_the_page_is_accessible_at_320_pixels(chromium: Browser, tmp_path: Path, capsys: Run) -> None:
    _, _, path = written(capsys, copy_of_example(tmp_path))
    tab = chromium.new_page(bypass_csp=True, offline=True, viewport={"width": 320, "height": 640})
    tab.goto(path.as_uri())
    tab.locator("[type=checkbox]").first.check()
    tab.evaluate("for (const part of document.querySelectorAll('.entry ~ .entry ~ .entry')) part.remove()")
    assert tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    tab.evaluate(AXE)
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        assert tab.evaluate(RUN, {"rules": {"target-size": {"enabled": True}}}) == []
    tab.keyboard.press("Tab")  # from now on it shows where it is
    assert tab.evaluate(OUT_OF_ORDER) == 0
    assert tab.evaluate(UNSEEN) == []
    tab.close()


@pytest.mark.needs("chromium")
def test_without_scripts_it_has_no_buttons_that_do_nothing_and_says_so(
    chromium: Browser, tmp_path: Path, capsys: Run
) -> None:
    _, _, path = written(capsys, copy_of_example(tmp_path))
    with chromium.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(path.as_uri())
        assert tab.locator("#unscripted").is_visible()
        assert tab.locator("button:visible, input:visible, progress:visible").count() == 0
        assert tab.locator("[data-part=text]:visible").count() > 5
    with chromium.new_context(offline=True) as context:
        tab = context.new_page()
        tab.goto(path.as_uri())
        assert not tab.locator("#unscripted").is_visible()
        assert tab.locator("#save").is_visible()
