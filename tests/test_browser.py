"""The pages in a real browser: nothing sticks out on a phone, and they print on A4."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from banjar_smartcity.cli.boundary import main

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
REGIONS = {"real": (str(ROOT), "2023-12-10"), "example": (str(ROOT / "examples" / "kabupaten-contoh"), "2026-05-15")}
WIDTHS = (320, 360, 768, 1280)

STICKS_OUT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

pytestmark = pytest.mark.needs("chromium")
Written = Callable[[str, str, str], Path]


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Page]:
    """One tab for all: to start one costs more than to look at a page."""
    with chromium.new_page(offline=True) as tab:
        yield tab


def write_pack(folder: Path, region: str, lang: str) -> Path:
    root, day = REGIONS[region]
    target = folder / "paket"
    assert main(["evidence", "pack", "--root", root, "--today", day, "--lang", lang, "--output", str(target)]) == 0
    return target / "data" / "index.html"


def write_questionnaire(folder: Path, dimension: str) -> Path:
    path = folder / "kuesioner.html"
    root, day = REGIONS["real"]
    assert (
        main(["survey", "form", "--root", root, "--today", day, "--dimension", dimension, "--output", str(path)]) == 0
    )
    return path


def overhang(tab: Page, path: Path) -> list[int]:
    """How far a page sticks out, at each width."""
    tab.goto(path.as_uri())
    found = []
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate("innerWidth") == width
        found.append(tab.evaluate(STICKS_OUT))
    return found


def sheets(tab: Page, path: Path) -> list[tuple[float, ...]]:
    """The sizes of the printed pages."""
    tab.goto(path.as_uri())
    printed = tab.pdf(prefer_css_page_size=True)
    return [
        tuple(map(float, box.split())) for box in re.findall(r"/MediaBox\s*\[([^\]]+)\]", printed.decode("latin-1"))
    ]


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("region", sorted(REGIONS))
def test_nothing_sticks_out_at_any_width(tab: Page, written_report: Written, region: str, lang: str) -> None:
    assert overhang(tab, written_report(*REGIONS[region], lang)) == [0] * len(WIDTHS)


@pytest.mark.parametrize("region", sorted(REGIONS))
def test_the_index_of_a_pack_fits_too(tab: Page, tmp_path: Path, region: str) -> None:
    assert overhang(tab, write_pack(tmp_path, region, "id")) == [0] * len(WIDTHS)


@pytest.mark.parametrize("region", sorted(REGIONS))
def test_the_pages_of_a_site_fit_too(tab: Page, tmp_path: Path, region: str) -> None:
    root, day = REGIONS[region]
    target = tmp_path / "situs"
    assert main(["site", "--root", root, "--today", day, "--output", str(target)]) == 0
    names = ("index", "score", "dimensions/living", "innovations", "evidence", "findings", "sources", "404")
    for name in names if region == "example" else names[:4]:
        assert overhang(tab, target / f"{name}.html") == [0] * len(WIDTHS), name
    assert len(sheets(tab, target / "index.html")) == 1, "its head is on the sheet of the summary"


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("region", [*sorted(REGIONS), "malang"])
def test_the_summary_takes_three_screens_of_a_phone_and_one_sheet(
    tab: Page, tmp_path: Path, region: str, lang: str
) -> None:
    root, day = {**REGIONS, "malang": (str(ROOT / "examples" / "kabupaten-malang-2023"), "2023-12-10")}[region]
    path = tmp_path / "ringkasan.html"
    written = ["--root", root, "--today", day, "--lang", lang, "--output", str(path)]
    assert main(["report", "--summary", *written]) == 0
    assert overhang(tab, path) == [0] * len(WIDTHS)
    tab.set_viewport_size({"width": 360, "height": 800})
    assert tab.evaluate("document.documentElement.scrollHeight") <= 3 * 800
    assert len(sheets(tab, path)) == 1


@pytest.mark.parametrize(("region", "screens"), [("example", 12), ("real", 18)])
@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_folded_report_takes_few_screens_of_a_phone(
    tab: Page, written_report: Written, region: str, screens: int, lang: str
) -> None:
    tab.goto(written_report(*REGIONS[region], lang).as_uri())
    tab.set_viewport_size({"width": 360, "height": 800})
    assert tab.evaluate("document.documentElement.scrollHeight") <= screens * 800


SMALL = """() => [...document.querySelectorAll("a, button, summary, input, select")].filter(part => {
  const { width, height } = part.getBoundingClientRect();
  return part.checkVisibility({ opacityProperty: true }) && width > 0 && Math.min(width, height) < 23.5;
}).map(part => part.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("region", sorted(REGIONS))
def test_whatever_is_opened_each_target_has_room_for_a_finger(tab: Page, written_report: Written, region: str) -> None:
    tab.goto(written_report(*REGIONS[region], "id").as_uri())
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    assert tab.evaluate(SMALL) == []
    assert tab.evaluate(STICKS_OUT) == 0


SHOWN = """() => [...document.querySelectorAll("main .item")].map(item => [
  item.classList.contains("complete"), item.checkVisibility()])"""


def test_what_is_complete_is_folded_and_every_gap_is_open(tab: Page, written_report: Written) -> None:
    tab.goto(written_report(*REGIONS["example"], "id").as_uri())
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 800})
        shown = tab.evaluate(SHOWN)
        assert {complete for complete, _ in shown} == {True, False}
        assert all(shows != complete for complete, shows in shown)
    tab.evaluate("document.querySelector('details:has(> ol > .complete)').open = true")
    tab.emulate_media(media="print")
    printed = tab.evaluate(SHOWN)
    tab.emulate_media(media="null")
    assert 0 < sum(shows for complete, shows in printed if complete) < sum(complete for complete, _ in printed)
    assert all(shows for complete, shows in printed if not complete)


@pytest.mark.parametrize("region", sorted(REGIONS))
def test_it_prints_on_a4(tab: Page, written_report: Written, region: str) -> None:
    boxes = sheets(tab, written_report(*REGIONS[region], "id"))
    assert boxes, "no page was printed"
    for left, bottom, right, top in boxes:
        assert (round(right - left), round(top - bottom)) in {(595, 842), (596, 842)}


def test_the_questionnaire_of_a_dimension_fits_a_phone_and_two_sides_of_a_sheet(tab: Page, tmp_path: Path) -> None:
    page = write_questionnaire(tmp_path, "living")
    assert overhang(tab, page) == [0] * len(WIDTHS)
    assert [(round(right), round(top)) for _, _, right, top in sheets(tab, page)] in (
        [(595, 842)] * 2,
        [(596, 842)] * 2,
    )


DRIVE = """() => {
  const page = document;
  const change = (field, value) => { field.value = value; field.dispatchEvent(new Event("input", {bubbles: true})); };
  const [text, dimension] = page.querySelectorAll("[data-rows] [data-key]");
  const told = () => page.querySelector("[data-rows] [role=status]").textContent;
  const shown = () => [...page.querySelectorAll("#rows-of-innovations tr:not([hidden]) th")];
  const names = () => shown().map(cell => cell.textContent);
  const heads = [...page.querySelectorAll("table.index th button")];
  const seen = [];
  change(text, "SI PARE"); seen.push(told(), names().join());
  change(text, ""); change(dimension, "branding"); seen.push(told(), names().join());
  change(dimension, ""); seen.push(told());
  heads[5].click(); seen.push(names()[0], heads[5].parentNode.getAttribute("aria-sort"));
  heads[5].click(); seen.push(names()[0], heads[5].parentNode.getAttribute("aria-sort"));
  heads[0].click(); seen.push(names()[0], page.querySelectorAll("[aria-sort]").length);
  return seen;
}"""


def test_innovations_are_chosen_and_sorted_by_the_script_that_the_policy_admits(
    tab: Page, written_report: Written
) -> None:
    tab.goto(written_report(*REGIONS["example"], "en").as_uri())
    seen = tab.evaluate(DRIVE)
    assert seen == [
        "1 of 16 innovations are shown",
        "SI PARE",
        "2 of 16 innovations are shown",
        "PECEL LELE,KOPI SUSU",
        "",
        "POS KENTANG",
        "descending",
        "SI BIJAK",
        "ascending",
        "CABE RAWIT",
        1,
    ]


LOOK_FOR = """said => {
  const box = document.querySelector(".search");
  for (const [name, value] of Object.entries(said)) box.querySelector(`[name=${name}]`).value = value;
  box.dispatchEvent(new Event("input", {bubbles: true}));
}"""
FOUND = """() => [...document.querySelectorAll("[data-find]")]
  .filter(part => part.checkVisibility()).map(part => part.id)"""
REACHED = """() => [...document.querySelectorAll("main > :not(.search, .switch, nav)")]
  .filter(part => part.checkVisibility()).every(part => part.querySelector(".found"))"""


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("apakah identitas VISUAL daerah", "item-outcome-branding-visual-identity"),
        ("output-institution-council", "item-output-institution-council"),
        ("100.3.3.2/203/2024", "item-outcome-branding-visual-identity"),
        ("KERUPUK", "innovation-kerupuk"),
    ],
)
def test_one_box_finds_questions_ids_documents_and_innovations(
    tab: Page, written_report: Written, said: str, found: str
) -> None:
    tab.goto(written_report(*REGIONS["example"], "id").as_uri())
    tab.evaluate(LOOK_FOR, {"q": said})
    seen = tab.evaluate(FOUND)
    assert found in seen
    assert 1 <= len(seen) <= 6
    assert tab.evaluate(REACHED)
    tab.evaluate(LOOK_FOR, {"q": "tidak ada di mana pun"})
    assert tab.evaluate(FOUND) == []
    tab.evaluate(LOOK_FOR, {"q": ""})
    assert tab.evaluate("document.querySelectorAll('.searching, .found, .holds').length") == 0
    assert tab.evaluate("location.hash") == ""


def test_what_is_looked_for_is_a_link_that_can_be_sent(tab: Page, written_report: Written) -> None:
    page = written_report(*REGIONS["example"], "id").as_uri()
    tab.goto(page)
    tab.evaluate(LOOK_FOR, {"q": "visual identity", "agency": "dispar"})
    sent = tab.evaluate("location.hash")
    assert sent == "#q=visual+identity&agency=dispar"
    seen = tab.evaluate(FOUND)
    assert "item-outcome-branding-visual-identity" in seen
    tab.goto("about:blank")
    tab.goto(page + sent)
    assert tab.evaluate(FOUND) == seen
    tab.goto(page + "#agency=dispar")
    owned = tab.evaluate("[...document.querySelectorAll('.found')].map(part => part.dataset.agency.split(' '))")
    assert len(owned) > len(seen)
    assert all("dispar" in names for names in owned)


@pytest.mark.parametrize("scripts", [True, False])
def test_origins_are_off_until_the_reader_switches_them_on_also_without_scripts(
    chromium: Browser, written_report: Written, scripts: bool
) -> None:
    page = chromium.new_page(offline=True, java_script_enabled=scripts)
    page.goto(written_report(*REGIONS["example"], "id").as_uri())
    shown = page.locator("#dimension-economy .origin").first
    assert not shown.is_visible()
    page.get_by_label("Tampilkan asal").check()
    assert shown.is_visible()
    page.emulate_media(media="print")
    assert shown.is_visible()
    page.close()


def test_the_link_of_an_item_opens_it_with_its_document(tab: Page, written_report: Written) -> None:
    page = written_report(*REGIONS["example"], "id").as_uri()
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.goto(page + "#agency=dispar")
    tab.evaluate("document.querySelector('a.permalink[href=\"#item-output-institution-council\"]').click()")
    tab.wait_for_function("location.hash === '#item-output-institution-council'")
    tab.wait_for_function("!document.querySelector('.searching')")
    assert tab.evaluate("document.querySelector('#item-output-institution-council .exhibits').checkVisibility()")
