"""Pictures of pages in a page: within it, so that it stays one file, with what they show in words."""

from __future__ import annotations

from base64 import b64encode

from markupsafe import Markup

from ...i18n import N_, Language, Text
from ...named import NamedTuple
from ...seeing.pictured.shown import ShownPage
from ..words.wording import express


class PictureView(NamedTuple):
    """A picture for a template, which writes no `img` itself: what custom ones write can load nothing."""

    caption: str
    """What it shows; without a picture the reason why there is none."""
    image: Markup | None = None


def picture_view(shown: ShownPage | None, title: Text | None, seen: str, lang: Language) -> PictureView | None:
    """The picture of a page, or the reason why there is none; None if no page is named. `seen` are words on it."""
    if shown is None:
        return None
    picture = shown.picture
    if picture is None:
        return PictureView(express(shown.reason, lang) if shown.reason else "")
    _ = lang.translate
    caption = _(N_("Page {sheet} of the file")).format(sheet=shown.sheet)
    alt = _(N_("Picture of page {sheet} of {title}")).format(sheet=shown.sheet, title=lang.text(title) if title else "")
    image = Markup('<img src="data:image/webp;base64,{}" width="{}" height="{}" alt="{}">')
    encoded = b64encode(picture.webp).decode()
    return PictureView(caption, image.format(encoded, picture.width, picture.height, f"{alt}; {seen}" if seen else alt))
