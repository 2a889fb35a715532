"""Photos inside documents: what they say of camera and place is counted, and left out without touching all else."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from banjar_smartcity.reading import worker
from banjar_smartcity.reading.document import READ, read_document
from banjar_smartcity.reading.embedded import pictures
from banjar_smartcity.reading.embedded.pictures import (
    PHOTOS,
    PLACES,
    UNSEARCHED,
    PhotoSpan,
    embedded_facts,
    facts_in,
    spans,
)
from banjar_smartcity.reading.embedded.stripped import without_photo_data
from documents import SENTENCE, pdf
from test_reading_stripped import SECRETS, photo, pixels

PHOTO = photo("JPEG", 6)
_WITHOUT = photo("JPEG", 1, {"exif": b"", "xmp": b""})
BOTH = {PHOTOS: "1", PLACES: "1"}


def docx(picture: bytes, *more: tuple[str, bytes]) -> bytes:
    """A Word file with a picture."""
    out = io.BytesIO()
    body = f"<w:document><w:body><w:p><w:t>{SENTENCE}</w:t></w:p></w:body></w:document>"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", body)
        archive.writestr("word/media/image1.jpeg", picture)
        for name, content in more:
            archive.writestr(name, content)
    return out.getvalue()


def pdf_with(picture: bytes) -> bytes:
    """A PDF with a text page, and a photo as a camera made it."""
    head = b"<< /Type /XObject /Subtype /Image /Width 31 /Height 17 /ColorSpace /DeviceRGB /BitsPerComponent 8 "
    image = head + b"/Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream" % (len(picture), picture)
    return pdf([SENTENCE]).replace(b"xref\n0", b"9 0 obj\n" + image + b"\nendobj\nxref\n0", 1)


@pytest.mark.parametrize(("kind", "made"), [("docx", docx), ("pdf", pdf_with)])
def test_what_photos_in_a_document_say_is_counted(kind: str, made: Callable[[bytes], bytes], tmp_path: Path) -> None:
    path = tmp_path / "berkas"
    path.write_bytes(made(PHOTO))
    found = read_document(path, kind)
    assert (found.state, {key: found.made[key] for key in BOTH}) == (READ, BOTH)
    assert not any(secret.decode() in str(found.made) for secret in SECRETS)
    path.write_bytes(made(b""))
    assert not BOTH.keys() & read_document(path, kind).made.keys()


def test_a_word_file_is_the_same_without_it() -> None:
    content = docx(PHOTO, ("word/media/chart.emf", b"EMF"))
    stripped = without_photo_data(content, "docx")
    assert stripped is not None
    assert facts_in(stripped, "docx") == {}
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(io.BytesIO(stripped)) as after:
        assert before.namelist() == after.namelist()
        other = [name for name in before.namelist() if before.read(name) != after.read(name)]
        assert other == ["word/media/image1.jpeg"]
        assert pixels(after.read(other[0])) == pixels(PHOTO)


def test_a_pdf_keeps_each_byte_at_its_place() -> None:
    content = pdf_with(PHOTO)
    stripped = without_photo_data(content, "pdf")
    assert stripped is not None
    assert (len(stripped), facts_in(stripped, "pdf")) == (len(content), {})
    assert [secret for secret in SECRETS if secret in stripped] == []
    start = stripped.index(b"\xff\xd8\xff")
    assert pixels(stripped[start : stripped.index(b"\nendstream", start)])[1] == pixels(PHOTO)[1]
    texts = [pypdfium2.PdfDocument(one)[0].get_textpage().get_text_bounded() for one in (content, stripped)]
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("docx", docx(PHOTO, ("_xmlsignatures/sig1.xml", b"<Signature/>"))),
        ("docx", docx(PHOTO)[:-40]),
        ("pdf", pdf_with(PHOTO) + b"<< /Type /Sig /ByteRange [0 1 2 3] >>"),
        ("pdf", pdf_with(PHOTO) + b"trailer << /Encrypt 5 0 R >>"),
        ("pdf", pdf_with(PHOTO[:2] + b"\xff\xe1\xff\xff" + PHOTO[2:])),
    ],
)
def test_what_is_signed_encrypted_or_broken_is_never_changed(kind: str, content: bytes) -> None:
    assert without_photo_data(content, kind) is None


@pytest.mark.parametrize(("kind", "content"), [("docx", docx(b"")), ("pdf", pdf([SENTENCE])), ("pdf", pdf_with(b"z"))])
def test_without_photos_nothing_is_changed(kind: str, content: bytes) -> None:
    assert without_photo_data(content, kind) == content


def test_pictures_that_are_too_many_or_too_large_to_search_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "berkas"
    path.write_bytes(docx(PHOTO))
    monkeypatch.setattr(pictures, "_MOST_TOGETHER", len(PHOTO))
    assert embedded_facts(str(path), "docx") == BOTH
    monkeypatch.setattr(pictures, "_MOST_TOGETHER", len(PHOTO) - 1)
    assert embedded_facts(str(path), "docx") == {UNSEARCHED: "1"}
    assert without_photo_data(docx(PHOTO), "docx") is None
    path.write_bytes(pdf_with(PHOTO))
    assert embedded_facts(str(path), "pdf") == BOTH
    monkeypatch.setattr(pictures, "_MOST_OF_FILE", 100)
    assert embedded_facts(str(path), "pdf") == {UNSEARCHED: "1"}
    monkeypatch.setattr(pictures, "_MOST_PICTURES", 1)
    with pytest.raises(ValueError, match="too many"):
        list(spans((b"stream\n" + PHOTO + b"\nendstream\n") * 2))


def test_what_reading_could_not_search_is_told_by_the_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "berkas"
    content = docx(PHOTO)
    at = content.index(b"image1.jpeg") + 40
    path.write_bytes(content[:at] + b"\xff" * 40 + content[at + 40 :])
    found = read_document(path, "docx")
    assert (found.state, found.made) == (READ, {UNSEARCHED: "1"})
    monkeypatch.setattr(worker, "_ENOUGH_SECONDS", 0)
    path.write_bytes(docx(PHOTO))
    told = [json.loads(line) for line in worker.lines(str(path), "docx")]
    assert told[-1] == {UNSEARCHED: "1"}


def test_no_byte_of_a_pdf_is_looked_at_for_two_photos() -> None:
    photos = b"stream\n" + PHOTO + b"\nendstream\n"
    assert [content(span, photos * 2) for span in spans(photos * 2)] == [PHOTO + b"\n"] * 2
    never_ended = b"stream\n\xff\xd8\xff" * 1000 + b"endstream"
    assert len(list(spans(never_ended))) == 1


def content(span: PhotoSpan, whole: bytes) -> bytes:
    return whole[span.start : span.end]


def test_a_photo_ends_where_its_head_says_if_that_is_so() -> None:
    with_the_word = PHOTO + b"endstream" + PHOTO
    made = pdf_with(with_the_word)
    (span,) = spans(made)
    assert content(span, made).rstrip() == with_the_word
    for length in (b"/Length 7 ", b"/Length 99999999 ", b"/Length 12 0 R ", b"/Length1 %d " % len(with_the_word)):
        other = made.replace(b"/Length %d " % len(with_the_word), length)
        assert content(next(iter(spans(other))), other) == PHOTO


@pytest.mark.parametrize("plain", [_WITHOUT, b"\xff\xd8\xff" + b"Exif\0\0" * 3])
def test_each_photo_is_judged_by_itself(plain: bytes) -> None:
    packed = b"9 0 obj << /Filter [/FlateDecode /DCTDecode] >> stream\n%s\nendstream endobj" % zlib.compress(PHOTO)
    for others in ([], [plain] * 3):
        photos = b"".join(b"1 0 obj <<>> stream\n%s\nendstream endobj " % one for one in (*others, PHOTO, plain, PHOTO))
        assert facts_in(photos, "pdf") == {PHOTOS: "2", PLACES: "2"}
        assert facts_in(photos + packed, "pdf") == {PHOTOS: "3", PLACES: "3"}
    assert facts_in(b"1 0 obj <<>> stream\n%s\nendstream" % plain, "pdf") == {}
    assert facts_in(b"%s 1 0 obj <<>> stream\n%s\nendstream" % (b"exif:GPSLatitude", plain), "pdf") == {PLACES: "1"}
