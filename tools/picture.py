"""Draw the pictures of the report in the READMEs: `python3 dev.py picture`. Needs Chromium.

They show the start of the example's report, in each language. Make them again when that page has changed.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from banjar_smartcity.cli.boundary import main as smartcity

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "kabupaten-contoh"
DAY = "2026-05-15"
PICTURES = {"en": "docs/report.webp", "id": "docs/laporan.webp"}
WINDOW = (1000, 1220)
WIDTH = 800
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def screenshot(browser: str, page: Path, profile: Path) -> Image.Image:
    """The top of a page as a window of the browser shows it."""
    target = profile / "page.png"
    size = ",".join(map(str, WINDOW))
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1")
    command = [browser, *flags, f"--user-data-dir={profile}", f"--window-size={size}", f"--screenshot={target}"]
    subprocess.run([*command, page.as_uri()], check=True, capture_output=True, timeout=120)
    return Image.open(io.BytesIO(target.read_bytes()))


def draw(browser: str, language: str, target: Path) -> None:
    """Write the picture of one language."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        where = ("--root", str(EXAMPLE), "--today", DAY)
        with contextlib.redirect_stdout(io.StringIO()):
            code = smartcity(["report", *where, "--lang", language, "--output", str(page)])
        if code:
            sys.exit(code)
        picture = screenshot(browser, page, Path(folder)).convert("RGB")
    picture.resize((WIDTH, WINDOW[1] * WIDTH // WINDOW[0]), Image.Resampling.LANCZOS).save(target, quality=82, method=6)


def main() -> int:
    """Draw them all."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("Chromium is not installed.", file=sys.stderr)
        return 2
    for language, name in PICTURES.items():
        draw(browser, language, ROOT / name)
        print(f"{name}: {(ROOT / name).stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
