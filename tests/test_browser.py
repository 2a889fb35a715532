"""The pages in a real browser: nothing sticks out on a phone, and the report prints on A4."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
from collections.abc import Callable
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


@pytest.fixture(scope="module")
def browser() -> str:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("continuous integration installs Chromium; it is not there")
        pytest.skip("Chromium is not installed; the report was not looked at in a browser")
    return found


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


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("region", sorted(REGIONS))
@pytest.mark.parametrize("written", [write_report, write_pack])
def test_nothing_sticks_out_at_any_width(
    browser: str, tmp_path: Path, written: Callable[[Path, str, str], Path], region: str, lang: str
) -> None:
    """The page is framed at each width, since a headless window cannot be made as narrow as a phone."""
    text = html.escape(written(tmp_path, region, lang).read_text("utf-8"), quote=True)
    frames = "".join(f'<iframe width="{w}" height="800" style="border:0" srcdoc="{text}"></iframe>' for w in WIDTHS)
    page = tmp_path / "frames.html"
    page.write_text(f"<!doctype html><meta charset=utf-8>{frames}<script>{MEASURE}</script>", "utf-8")
    dom = run(browser, tmp_path / "profile", "--virtual-time-budget=10000", "--dump-dom", page.as_uri())
    title = re.search(r"<title>([\d ]+)</title>", dom)
    assert title, "the frames did not load"
    assert [int(pixels) for pixels in title[1].split()] == [0] * len(WIDTHS)


@pytest.mark.parametrize("region", sorted(REGIONS))
def test_it_prints_on_a4(browser: str, tmp_path: Path, region: str) -> None:
    page, target = write_report(tmp_path, region, "id"), tmp_path / "laporan.pdf"
    run(browser, tmp_path / "profile", f"--print-to-pdf={target}", "--no-pdf-header-footer", page.as_uri())
    boxes = {
        tuple(map(float, box.split()))
        for box in re.findall(r"/MediaBox\s*\[([^\]]+)\]", target.read_bytes().decode("latin-1"))
    }
    assert boxes, "no page was printed"
    for left, bottom, right, top in boxes:
        assert (round(right - left), round(top - bottom)) in {(595, 842), (596, 842)}
