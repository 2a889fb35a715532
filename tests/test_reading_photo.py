"""What a photo shows of the camera and the place, whatever bytes it has."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from banjar_smartcity.reading.document import PICTURE, read_document
from banjar_smartcity.reading.photo import photo_facts
from conftest import share

PLACED = {"Device": "Kamera Rekaan K-1", "Taken": "2025:11:20 09:30:00", "Place": "recorded"}


def photo(format: str, *, placed: bool = True) -> bytes:
    """A small picture with what a camera writes into it."""
    exif = Image.Exif()
    exif[0x10F], exif[0x110] = "Kamera Rekaan", "K-1"
    exif.get_ifd(0x8769)[0x9003] = "2025:11:20 09:30:00"
    if placed:
        exif.get_ifd(0x8825).update({1: "S", 2: (3.0, 25.0, 1.0), 3: "E", 4: (114.0, 50.0, 2.0)})
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, format, exif=exif)
    return out.getvalue()


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_the_camera_the_time_and_that_there_is_a_place(format: str) -> None:
    assert photo_facts(photo(format)) == PLACED
    assert "Place" not in photo_facts(photo(format, placed=False))


def test_a_place_that_a_program_wrote_as_text() -> None:
    assert photo_facts(b'<x exif:GPSLatitude="3,25.0S" exif:GPSLongitude="114,50.0E"/>') == {"Place": "recorded"}


def test_a_picture_that_says_nothing() -> None:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG")
    assert photo_facts(out.getvalue()) == {}


def test_a_photo_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "foto.jpg").write_bytes(photo("JPEG"))
    found = read_document(tmp_path / "foto.jpg", "jpeg")
    assert (found.state, found.pages, found.made) == (PICTURE, 1, PLACED)


@share(of=20)
@given(at=st.integers(0, 400), bits=st.binary(min_size=1, max_size=20))
def test_damaged_data_of_a_camera_are_never_an_error(at: int, bits: bytes) -> None:
    whole = photo("JPEG")
    assert set(photo_facts(whole[:at] + bits + whole[at + len(bits) :])) <= {"Device", "Taken", "Place"}
