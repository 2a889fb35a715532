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
WIDTHS = (360, 768, 1280)

STICKS_OUT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.untraced]
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


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("region", sorted(REGIONS))
def test_the_summary_takes_three_screens_of_a_phone_and_one_sheet(
    tab: Page, tmp_path: Path, region: str, lang: str
) -> None:
    root, day = REGIONS[region]
    path = tmp_path / "ringkasan.html"
    written = ["--root", root, "--today", day, "--lang", lang, "--output", str(path)]
    assert main(["report", "--summary", *written]) == 0
    assert overhang(tab, path) == [0] * len(WIDTHS)
    tab.set_viewport_size({"width": 360, "height": 800})
    assert tab.evaluate("document.documentElement.scrollHeight") <= 3 * 800
    assert len(sheets(tab, path)) == 1


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_folded_report_of_the_example_takes_twelve_screens_of_a_phone(
    tab: Page, written_report: Written, lang: str
) -> None:
    tab.goto(written_report(*REGIONS["example"], lang).as_uri())
    tab.set_viewport_size({"width": 360, "height": 800})
    assert tab.evaluate("document.documentElement.scrollHeight") <= 12 * 800


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
  const [text, dimension] = page.querySelectorAll(".filter [data-key]");
  const told = () => page.querySelector(".filter [role=status]").textContent;
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
