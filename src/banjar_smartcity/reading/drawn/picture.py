"""Picture: a page of a document, small, for people to look at; nothing of the file but how the page looks is in it.

`python -m banjar_smartcity.reading.drawn.picture PATH FORMAT SHEETS` prints a line of JSON for each drawn sheet.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path

from ...named import NamedTuple
from ..document import lines_of
from ..worker import bound
from .page import Image, Size, draw

WIDEST = 1000
"""In pixels: the letters of a page can be read, and the picture stays small."""
_SIZE = Size(dpi=120, widest=WIDEST, highest=1600)
_QUALITIES = (60, 35, 15)
_MOST_BYTES = 200_000
_SECONDS = 60


class PagePicture(NamedTuple):
    """A page as WebP, with its size in pixels."""

    webp: bytes
    width: int
    height: int


def page_pictures(path: Path, kind: str, sheets: Sequence[int]) -> Mapping[int, PagePicture]:
    """The pictures of these sheets, without those that cannot be drawn within the bounds of a document."""
    named = (os.path.abspath(path), kind, ",".join(map(str, sheets)))
    command = [sys.executable, "-I", "-m", "banjar_smartcity.reading.drawn.picture", *named]
    try:
        output = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False).stdout  # noqa: S603 - our own
    except subprocess.TimeoutExpired as late:
        output = late.stdout or b""
    return {
        int(line["sheet"]): PagePicture(b64decode(line["webp"]), int(line["width"]), int(line["height"]))
        for line in lines_of(output)
        if "sheet" in line
    }


def _small(image: Image) -> bytes | None:
    """The picture in the best quality that is small enough; None if no quality is."""
    for quality in _QUALITIES:
        out = io.BytesIO()
        image.save(out, "WEBP", quality=quality)
        if out.tell() <= _MOST_BYTES:
            return out.getvalue()
    return None


def main() -> None:
    """Draw the sheets that the command line names. What cannot be drawn is left out."""
    bound()
    path, kind, sheets = sys.argv[1:]
    try:
        for sheet, image in draw(path, kind, map(int, sheets.split(",")), _SIZE):
            if image is not None and (webp := _small(image)) is not None:
                size = {"width": image.width, "height": image.height}
                print(json.dumps({"sheet": sheet, "webp": b64encode(webp).decode(), **size}), flush=True)
    except Exception:  # whatever a library raises, what was drawn so far is there
        return


if __name__ == "__main__":
    main()
