"""Accessibility: axe-core finds nothing in the report, in both languages, light and dark; the keyboard reaches all."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from conftest import THOROUGH

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "kabupaten-contoh"
REGIONS = {"real": (ROOT, "2023-12-05"), "example": (EXAMPLE, "2026-05-15")}

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
STRUCTURE = {"rules": {"color-contrast": {"enabled": False}, "target-size": {"enabled": True}}}
"""All but colours; the size of targets too, which WCAG 2.2 asks for and which axe-core leaves out unless told."""
TARGETS = {"runOnly": ["target-size"]}
COLOURS = {"runOnly": ["color-contrast"]}
COLOURED: dict[str, tuple[Literal["light", "dark"], ...]] = {
    "real-id": ("light",) if THOROUGH else (),
    "example-en": ("light", "dark"),
}
"""Where colours are looked at: they do not depend on the language, and hardly on the region."""
WHOLE = ("example-id", "real-id") if THOROUGH else ("example-id",)
"""Where the structure of every line is looked at: that of the others is the same."""

OPEN_ALL = "for (const part of document.querySelectorAll('details')) part.open = true"
SHORTEN = """for (const part of document.querySelectorAll(
  ".dimension ~ .dimension, .sub ~ .sub ~ .sub, :is(.items, .entries, .findings, .sources) > :nth-child(n+6)"
)) part.remove()"""
"""To look at the colours of every line takes minutes; what repeats looks alike."""
RUN = """async options => (await axe.run(document, {...options, resultTypes: ["violations"]})).violations.map(
  found => `${found.id} (${found.impact}): ${found.nodes.length} times, ${found.nodes[0].html.slice(0, 200)}`)"""
UNSEEN = """() => [...document.querySelectorAll("a[href], summary, button, input, select, [tabindex]")].filter(part => {
  part.focus();
  const { outlineStyle, outlineWidth } = getComputedStyle(part);
  return document.activeElement === part && (outlineStyle === "none" || parseFloat(outlineWidth) < 2);
}).map(part => part.outerHTML.slice(0, 200))"""
OUT_OF_ORDER = "() => [...document.querySelectorAll('[tabindex]')].filter(part => part.tabIndex > 0).length"
BARE_TABLES = """() => [...document.querySelectorAll("table")].filter(table =>
  !table.caption || !(table.tHead || table.matches(".tiles"))
  || [...table.querySelectorAll("th")].some(head => !head.scope)
).map(table => table.outerHTML.slice(0, 200))"""

pytestmark = pytest.mark.needs("chromium")
Written = Callable[[str, str, str], Path]


def opened(chromium: Browser, page: Path) -> Page:
    """The page as it is, in a browser that lets the test's own script in despite the page's policy."""
    tab = chromium.new_page(bypass_csp=True, offline=True, viewport={"width": 1280, "height": 800})
    tab.goto(page.as_uri())
    tab.evaluate(OPEN_ALL)
    return tab


def test_axe_finds_nothing_in_the_report_in_either_language_light_or_dark(
    chromium: Browser, written_report: Written
) -> None:
    found: dict[str, list[str]] = {}
    for region, lang in product(REGIONS, ("id", "en")):
        if (region, lang) == ("real", "en") and not THOROUGH:
            continue
        root, day = REGIONS[region]
        name = f"{region}-{lang}"
        tab = opened(chromium, written_report(str(root), day, lang))
        tab.evaluate(AXE)
        if name not in WHOLE:
            tab.evaluate(SHORTEN)
        found[f"{name} structure"] = tab.evaluate(RUN, STRUCTURE)
        tab.evaluate(SHORTEN)
        for scheme in COLOURED.get(name, ()):
            tab.emulate_media(color_scheme=scheme)
            found[f"{name} {scheme}"] = tab.evaluate(RUN, COLOURS)
        tab.close()
    assert len(found) == (7 if THOROUGH else 5)
    assert {place: faults for place, faults in found.items() if faults} == {}


TOUCHED = "main :is(summary, button, input, select, nav a, .permalink)"
SMALL = f"""() => [...document.querySelectorAll("{TOUCHED}")].filter(part => part.checkVisibility()
  && Math.min(part.getBoundingClientRect().width, part.getBoundingClientRect().height) < 24
).map(part => part.outerHTML.slice(0, 200))"""
CUT_OFF = """() => [...document.querySelectorAll(".scroll")].filter(part => part.scrollWidth > part.clientWidth)
  .map(part => part.getAttribute("aria-label"))"""


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_narrowest_phone_has_cards_targets_for_fingers_and_nothing_that_axe_finds(
    chromium: Browser, written_report: Written, lang: str
) -> None:
    tab = chromium.new_page(
        bypass_csp=True, offline=True, viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True
    )
    tab.goto(written_report(str(EXAMPLE), "2026-05-15", lang).as_uri())
    assert tab.evaluate(SMALL) == []
    tab.evaluate(OPEN_ALL)
    assert tab.evaluate(CUT_OFF) == []
    assert tab.evaluate("document.documentElement.scrollWidth") == 320
    assert tab.evaluate(SMALL) == []
    tab.evaluate(AXE)
    if not THOROUGH:
        tab.evaluate(SHORTEN)
    # Of the page in the other language, only what its words may change is looked at on a phone too.
    assert tab.evaluate(RUN, STRUCTURE if lang == "id" else TARGETS) == []
    tab.close()


def test_the_keyboard_reaches_everything_in_the_order_of_the_page_and_shows_where_it_is(
    chromium: Browser, written_report: Written
) -> None:
    tab = opened(chromium, written_report(str(EXAMPLE), "2026-05-15", "en"))
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.getAttribute('href')") == "#summary"
    assert tab.evaluate("document.activeElement.getBoundingClientRect().left") > 0
    tab.keyboard.press("Enter")
    assert tab.evaluate("location.hash") == "#summary"
    assert tab.evaluate(OUT_OF_ORDER) == 0
    assert tab.evaluate(UNSEEN) == []
    tab.close()


def test_each_table_says_what_it_shows_and_what_its_heads_stand_for(chromium: Browser, written_report: Written) -> None:
    tab = opened(chromium, written_report(str(EXAMPLE), "2026-05-15", "en"))
    assert tab.evaluate(BARE_TABLES) == []
    tab.close()
