"""The page of compared regions: both languages, light and dark, on a narrow phone, nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from banjar_smartcity.cli.boundary import main
from conftest import ROOT
from test_accessibility import AXE, BARE_TABLES, COLOURS, CUT_OFF, RUN, STRUCTURE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OVERFLOWING = """() => [...document.querySelectorAll("td, th")].filter(cell => cell.scrollWidth > cell.clientWidth + 1)
  .map(cell => cell.outerHTML.slice(0, 200))"""

PUBLISHED = [str(ROOT / "data" / "results" / f"{year}.yaml") for year in (2022, 2023)]


def written(target: Path, lang: str) -> str:
    options = ["--region", "KAB. BANJAR", "--today", "2023-12-31", "--lang", lang, "--output", str(target)]
    assert main(["compare", *PUBLISHED, *options]) == 0
    return target.read_text("utf-8")


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_page_marks_the_own_region_in_every_aspect_that_it_has(lang: str, tmp_path: Path) -> None:
    page = written(tmp_path / "a.html", lang)
    assert page.count('class="mine" d=') == 1 + 6  # 2022: a derived index only; 2023: the index and five aspects
    described = re.search(r'<desc id="e1-words">(.*?)</desc>', page, re.DOTALL)
    assert described
    assert len(re.findall(r"KAB\. BANJAR", described[1])) == 6
    assert len(re.findall(r'<tr role="row" class="mine">', page)) == 2
    assert not re.search(r"https?://", page)


@pytest.mark.needs("chromium")
@pytest.mark.parametrize(("lang", "scheme"), [("id", "light"), ("en", "dark")])
def test_axe_finds_nothing_and_a_phone_shows_everything(
    lang: str, scheme: str, chromium: Browser, tmp_path: Path
) -> None:
    written(tmp_path / "a.html", lang)
    tab = chromium.new_page(bypass_csp=True, offline=True, viewport={"width": 360, "height": 640}, is_mobile=True)
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.goto((tmp_path / "a.html").as_uri())
    tab.evaluate(AXE)
    assert tab.evaluate(RUN, STRUCTURE) == []
    assert tab.evaluate(RUN, COLOURS) == []
    assert tab.evaluate("document.documentElement.scrollWidth") == 360
    assert tab.evaluate(CUT_OFF) == []
    assert tab.evaluate(OVERFLOWING) == []
    assert tab.evaluate(BARE_TABLES) == []
    tab.close()


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("lang", ["id", "en"])
def test_no_column_is_lost_on_paper(lang: str, chromium: Browser, tmp_path: Path) -> None:
    results = [str(path) for path in sorted((ROOT / "data" / "results").glob("*.yaml"))]
    page = tmp_path / "a.html"
    assert main(["compare", *results, "--today", "2026-11-01", "--lang", lang, "--output", str(page)]) == 0
    # 178 millimetres: A4 without its margins. The table of seven aspects is the widest.
    tab = chromium.new_page(bypass_csp=True, offline=True, viewport={"width": 673, "height": 990})
    tab.emulate_media(media="print")
    tab.goto(page.as_uri())
    widths = tab.evaluate(
        """() => [...document.querySelectorAll("table")].map(one => one.getBoundingClientRect().right)"""
    )
    assert len(widths) > 10
    assert max(widths) <= 673
    tab.close()


def test_figures_along_a_short_scale_have_the_marks_of_the_language(tmp_path: Path) -> None:
    text = (ROOT / "data" / "results" / "2021.yaml").read_text("utf-8")
    (tmp_path / "2021.yaml").write_text(re.sub(r"final: 2\.\d+", "final: 3.4", text), "utf-8")
    page = tmp_path / "a.html"
    assert main(["compare", str(tmp_path / "2021.yaml"), "--lang", "id", "--output", str(page)]) == 0
    ticks = re.findall(r'class="grid".*?<text[^>]*>([^<]*)</text>', page.read_text("utf-8"), re.DOTALL)
    assert ticks == ["3", "3,2", "3,4", "3,6", "3,8", "4"]
