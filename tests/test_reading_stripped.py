"""Pictures without what names the camera and the place: what draws them stays byte for byte."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from banjar_smartcity.reading.photo import orientation, photo_facts
from banjar_smartcity.reading.stripped import without_metadata
from conftest import share

SECRETS = (b"Kamera Rekaan", b"GPSLatitude", b"Jalan Rahasia", b"ICC of nobody", b"2025:11:20")
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>3,25.0S Jalan Rahasia</exif:GPSLatitude></x:xmpmeta>'
KINDS = {"JPEG": "jpeg", "PNG": "png", "WEBP": "webp"}
FORMATS = list(KINDS)


def exif(turned: int = 1) -> Image.Exif:
    found = Image.Exif()
    found[0x10F], found[0x110], found[0x112] = "Kamera Rekaan", "K-1", turned
    found.get_ifd(0x8769)[0x9003] = "2025:11:20 09:30:00"
    found.get_ifd(0x8825).update({1: "S", 2: (3.0, 25.0, 1.0), 3: "E", 4: (114.0, 50.0, 2.0)})
    return found


def picture(mode: str = "RGB") -> Image.Image:
    made = Image.new(mode, (31, 17))
    for x in range(31):
        for y in range(17):
            made.putpixel((x, y), (x * 8, y * 15, (x * y) % 255) if mode == "RGB" else (x * y) % 255)
    return made


def photo(format: str, turned: int = 1, more: Mapping[str, object] = MappingProxyType({})) -> bytes:
    """A picture with all that cameras and programs write into it."""
    out = io.BytesIO()
    options: dict[str, object] = {"exif": exif(turned), "xmp": XMP} if format != "PNG" else {"exif": exif(turned)}
    if format == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Comment", "Jalan Rahasia")
        info.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=True)
        options["pnginfo"] = info
    if format == "JPEG":
        options["comment"] = "Jalan Rahasia"
    picture().save(out, format, **{**options, **more})
    return out.getvalue()


def pixels(content: bytes) -> tuple[str, bytes]:
    with Image.open(io.BytesIO(content)) as opened:
        opened.load()
        return opened.mode, opened.tobytes()


def stripped(content: bytes, format: str) -> bytes:
    found = without_metadata(content, KINDS[format])
    assert found is not None
    return found


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_of_the_camera_and_the_place_stays_and_the_picture_is_the_same(format: str) -> None:
    before = photo(format)
    assert photo_facts(before)
    after = stripped(before, format)
    assert photo_facts(after) == {}
    assert not [secret for secret in SECRETS if secret in after]
    assert pixels(after) == pixels(before)
    assert len(after) < len(before)
    assert stripped(after, format) == after


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("turned", range(1, 9))
def test_the_way_up_stays(format: str, turned: int) -> None:
    before = photo(format, turned)
    after = stripped(before, format)
    assert orientation(after) == turned
    with Image.open(io.BytesIO(after)) as opened:
        assert opened.getexif().get(0x112, 1) == turned
        assert set(opened.getexif()) <= {0x112}
    assert pixels(after) == pixels(before)
    assert stripped(after, format) == after


@pytest.mark.parametrize(
    ("format", "options"),
    [
        ("JPEG", {"progressive": True}),
        ("JPEG", {"quality": 5, "subsampling": 2, "restart_marker_blocks": 1}),
        ("JPEG", {"icc_profile": b"farben" * 20_000}),
        ("PNG", {"icc_profile": b"farben" * 300, "dpi": (300, 300)}),
        ("WEBP", {"lossless": True}),
        ("WEBP", {"icc_profile": b"farben" * 300}),
    ],
)
def test_all_that_draws_a_picture_stays(format: str, options: dict[str, object]) -> None:
    before = photo(format, more=options)
    after = stripped(before, format)
    assert photo_facts(after) == {}
    assert pixels(after) == pixels(before)
    with Image.open(io.BytesIO(before)) as one, Image.open(io.BytesIO(after)) as other:
        assert other.info.get("icc_profile") == one.info.get("icc_profile")
        assert format == "JPEG" or other.info.get("dpi") == one.info.get("dpi")


def test_films_and_transparency_stay() -> None:
    for format in ("PNG", "WEBP"):
        out = io.BytesIO()
        frames = [picture("L").convert("RGBA").rotate(90 * n) for n in range(3)]
        frames[0].save(out, format, save_all=True, append_images=frames[1:], exif=exif(), duration=100)
        after = stripped(out.getvalue(), format)
        with Image.open(io.BytesIO(out.getvalue())) as one, Image.open(io.BytesIO(after)) as other:
            assert getattr(other, "n_frames", 1) == getattr(one, "n_frames", 1) == 3
            for n in range(3):
                one.seek(n)
                other.seek(n)
                assert one.convert("RGBA").tobytes() == other.convert("RGBA").tobytes()


def test_what_follows_a_photo_is_left_out() -> None:
    """Phones put a film, a second picture or the place after the end."""
    before = photo("JPEG")
    for after in (b"ftypmp42 Jalan Rahasia", before, b"\0" * 1000):
        assert stripped(before + after, "JPEG") == stripped(before, "JPEG")
    assert stripped(photo("PNG") + b"Jalan Rahasia", "PNG") == stripped(photo("PNG"), "PNG")


def test_the_small_picture_in_the_head_is_left_out() -> None:
    out = io.BytesIO()
    picture().save(out, "JPEG")
    plain = out.getvalue()
    assert plain[6:10] == b"JFIF"
    head = b"\xff\xe0" + struct.pack(">H", 16 + 3) + plain[6:18] + b"\x01\x01" + b"xyz"
    small = plain[:2] + head + plain[20:]
    assert stripped(small, "JPEG") == stripped(plain, "JPEG") == plain


@pytest.mark.parametrize("format", FORMATS)
def test_a_picture_without_data_stays_as_it_is(format: str) -> None:
    out = io.BytesIO()
    picture().save(out, format)
    assert stripped(out.getvalue(), format) == out.getvalue()


def test_a_picture_of_a_phone_is_written_over_in_place() -> None:
    """HEIF is built as AVIF, which can be made here."""
    for turned in (1, 6):
        before = photo("AVIF", turned)
        assert photo_facts(before)
        after = without_metadata(before, "heif")
        assert after is not None
        assert photo_facts(after) == {}
        assert not [secret for secret in SECRETS if secret in after]
        assert pixels(after) == pixels(before)
        assert len(after) == len(before)
        assert without_metadata(after, "heif") == after


@share(of=4)
@given(at=st.integers(0, 1000), bits=st.binary(min_size=1, max_size=20), cut=st.booleans())
def test_a_damaged_picture_of_a_phone_is_refused_or_says_nothing(at: int, bits: bytes, cut: bool) -> None:
    whole = photo("AVIF")
    damaged = whole[:at] if cut else whole[:at] + bits + whole[at + len(bits) :]
    after = without_metadata(damaged, "heif")
    assert after is None or photo_facts(after) == {}


def test_formats_that_cannot_be_stripped_are_said_so_only_if_they_tell_something() -> None:
    assert without_metadata(b"GIF89a plain", "gif") == b"GIF89a plain"
    assert (
        without_metadata(b"\0\0\0\x18ftypheic" + b"Exif\0\0" + photo("JPEG").partition(b"Exif\0\0")[2], "heif") is None
    )


@share(of=4)
@given(
    format=st.sampled_from(FORMATS), at=st.integers(2, 2000), bits=st.binary(min_size=1, max_size=20), cut=st.booleans()
)
def test_a_damaged_picture_is_refused_or_says_nothing(format: str, at: int, bits: bytes, cut: bool) -> None:
    whole = photo(format)
    damaged = whole[:at] if cut else whole[:at] + bits + whole[at + len(bits) :]
    after = without_metadata(damaged, KINDS[format])
    assert after is None or photo_facts(after) == {}
