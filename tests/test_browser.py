"""The pages in a real browser: nothing sticks out on a phone, and they print on A4."""

from __future__ import annotations

import html
import re
import subprocess
from pathlib import Path

import pytest

from banjar_smartcity.cli.boundary import main

ROOT = Path(__file__).resolve().parent.parent
REGIONS = {"real": (ROOT, "2023-12-10"), "example": (ROOT / "examples" / "kabupaten-contoh", "2026-05-15")}
WIDTHS = (360, 768, 1280)

MEASURE = """
addEventListener("load", () => {
  const pages = [...document.querySelectorAll("iframe")].map(frame => frame.contentDocument.documentElement);
  document.title = pages.map(page => page.scrollWidth - page.clientWidth).join(" ");
});
"""

pytestmark = pytest.mark.browser


def run(browser: str, profile: Path, *arguments: str) -> str:
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    command += [f"--user-data-dir={profile}", *arguments]
    return subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode()


def write_report(folder: Path, region: str, lang: str) -> Path:
    root, day = REGIONS[region]
    path = folder / "laporan.html"
    assert main(["report", "--root", str(root), "--today", day, "--lang", lang, "--output", str(path)]) == 0
    return path


def write_pack(folder: Path, region: str, lang: str) -> Path:
    root, day = REGIONS[region]
    target = folder / "paket"
    assert main(["evidence", "pack", "--root", str(root), "--today", day, "--lang", lang, "--output", str(target)]) == 0
    return target / "data" / "index.html"


def write_questionnaire(folder: Path, dimension: str) -> Path:
    path = folder / "kuesioner.html"
    root, day = REGIONS["real"]
    assert (
        main(["survey", "form", "--root", str(root), "--today", day, "--dimension", dimension, "--output", str(path)])
        == 0
    )
    return path


def overhang(browser: str, tmp_path: Path, path: Path) -> list[int]:
    """How far a page sticks out. It is framed at each width: a headless window is never as narrow as a phone."""
    report = html.escape(path.read_text("utf-8"), quote=True)
    frames = "".join(f'<iframe width="{w}" height="800" style="border:0" srcdoc="{report}"></iframe>' for w in WIDTHS)
    page = tmp_path / "frames.html"
    page.write_text(f"<!doctype html><meta charset=utf-8>{frames}<script>{MEASURE}</script>", "utf-8")
    dom = run(browser, tmp_path / "profile", "--virtual-time-budget=10000", "--dump-dom", page.as_uri())
    title = re.search(r"<title>([\d ]+)</title>", dom)
    assert title, "the frames did not load"
    return [int(pixels) for pixels in title[1].split()]


def sheets(browser: str, tmp_path: Path, page: Path) -> list[tuple[float, ...]]:
    """The sizes of the printed pages."""
    target = tmp_path / "printed.pdf"
    run(browser, tmp_path / "profile", f"--print-to-pdf={target}", "--no-pdf-header-footer", page.as_uri())
    return [
        tuple(map(float, box.split()))
        for box in re.findall(r"/MediaBox\s*\[([^\]]+)\]", target.read_bytes().decode("latin-1"))
    ]


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("region", sorted(REGIONS))
def test_nothing_sticks_out_at_any_width(browser: str, tmp_path: Path, region: str, lang: str) -> None:
    assert overhang(browser, tmp_path, write_report(tmp_path, region, lang)) == [0] * len(WIDTHS)


@pytest.mark.parametrize("region", sorted(REGIONS))
def test_the_index_of_a_pack_fits_too(browser: str, tmp_path: Path, region: str) -> None:
    assert overhang(browser, tmp_path, write_pack(tmp_path, region, "id")) == [0] * len(WIDTHS)


@pytest.mark.parametrize("region", sorted(REGIONS))
def test_the_pages_of_a_site_fit_too(browser: str, tmp_path: Path, region: str) -> None:
    root, day = REGIONS[region]
    target = tmp_path / "situs"
    assert main(["site", "--root", str(root), "--today", day, "--output", str(target)]) == 0
    names = ("index", "score", "dimensions/living", "innovations", "evidence", "findings", "sources", "404")
    for name in names if region == "example" else names[:4]:
        assert overhang(browser, tmp_path, target / f"{name}.html") == [0] * len(WIDTHS), name


@pytest.mark.parametrize("region", sorted(REGIONS))
def test_it_prints_on_a4(browser: str, tmp_path: Path, region: str) -> None:
    boxes = sheets(browser, tmp_path, write_report(tmp_path, region, "id"))
    assert boxes, "no page was printed"
    for left, bottom, right, top in boxes:
        assert (round(right - left), round(top - bottom)) in {(595, 842), (596, 842)}


def test_the_questionnaire_of_a_dimension_fits_a_phone_and_two_sides_of_a_sheet(browser: str, tmp_path: Path) -> None:
    page = write_questionnaire(tmp_path, "living")
    assert overhang(browser, tmp_path, page) == [0] * len(WIDTHS)
    assert [(round(right), round(top)) for _, _, right, top in sheets(browser, tmp_path, page)] in (
        [(595, 842)] * 2,
        [(596, 842)] * 2,
    )


DRIVE = """
addEventListener("load", () => {
  const page = document.querySelector("iframe").contentDocument;
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
  document.title = seen.join("|");
});
"""


def test_innovations_are_chosen_and_sorted_by_the_script_that_the_policy_admits(browser: str, tmp_path: Path) -> None:
    report = html.escape(write_report(tmp_path, "example", "en").read_text("utf-8"), quote=True)
    page = tmp_path / "drive.html"
    page.write_text(f'<!doctype html><meta charset=utf-8><iframe srcdoc="{report}"></iframe><script>{DRIVE}</script>')
    dom = run(browser, tmp_path / "profile", "--virtual-time-budget=10000", "--dump-dom", page.as_uri())
    title = re.search(r"<title>(.+?)</title>", dom)
    assert title, "the frame did not load"
    assert title[1].split("|") == [
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
        "1",
    ]
