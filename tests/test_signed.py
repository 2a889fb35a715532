"""Electronic signatures of PDFs: who signed, whether the document is as signed, and whether anything was added."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyhanko", reason="the extra [pades] is not installed")

from asn1crypto import keys, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pypdf import PdfReader, PdfWriter

from banjar_smartcity.reading import online, signed_once
from banjar_smartcity.reading import signed as checking
from banjar_smartcity.reading.document import read_document
from banjar_smartcity.reading.online import SIGN_IN, OpenedAddress
from banjar_smartcity.reading.signed import electronic_signatures
from banjar_smartcity.reading.signed_once import signatures_once
from banjar_smartcity.reading.worker import is_signed
from conftest import Build
from test_evidence_verify import region, verify


@cache
def signer() -> Any:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = certificates.Name([certificates.NameAttribute(NameOID.COMMON_NAME, "Kepala Dinas Contoh")])
    now = datetime(2026, 1, 1, tzinfo=UTC)
    made = (
        certificates.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=3650))
        .add_extension(
            certificates.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True
        )
        .sign(key, hashes.SHA256())
    )
    form = serialization.Encoding.DER
    private = key.private_bytes(form, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    certificate = x509.Certificate.load(made.public_bytes(form))
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # the library has no types here
    store.register(certificate)
    return SimpleSigner(signing_cert=certificate, signing_key=keys.PrivateKeyInfo.load(private), cert_registry=store)


def blank() -> bytes:
    written = BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(300, 300)
    writer.write(written)
    return written.getvalue()


def with_a_signature(content: bytes, field: str) -> bytes:
    """The library has an event loop of its own, which does not go with that of a browser in the same thread."""
    out = BytesIO()
    writer = IncrementalPdfFileWriter(BytesIO(content))
    with ThreadPoolExecutor(1) as pool:
        about = PdfSignatureMetadata(field_name=field)
        pool.submit(sign_pdf, writer, about, signer=signer(), output=out).result()
    return out.getvalue()


@cache
def signed() -> bytes:
    return with_a_signature(blank(), "Tanda")


def twice() -> bytes:
    return with_a_signature(signed(), "Paraf")


def with_a_page_added(content: bytes) -> bytes:
    out = BytesIO()
    writer = PdfWriter(BytesIO(content), incremental=True)
    writer.add_blank_page(300, 300)
    writer.write(out)
    return out.getvalue()


def with_a_byte_changed(content: bytes) -> bytes:
    place = content.index(b"/MediaBox") + 12
    return content[:place] + (b"4" if content[place : place + 1] != b"4" else b"5") + content[place + 1 :]


def rewritten(content: bytes) -> bytes:
    out = BytesIO()
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "states"),
    [
        (blank, []),
        (signed, ["intact"]),
        (lambda: with_a_page_added(signed()), ["added"]),
        (lambda: with_a_byte_changed(signed()), ["changed"]),
        (lambda: rewritten(signed()), ["changed"]),
    ],
    ids=["unsigned", "signed", "page added", "byte changed", "rewritten"],
)
def test_the_state_of_each_signature(tmp_path: Path, make: Any, states: list[str]) -> None:
    path = tmp_path / "sk.pdf"
    path.write_bytes(make())
    with ThreadPoolExecutor(1) as pool:  # not in a process of its own, which loads the library for half a second
        found = pool.submit(checking._check, str(path)).result()
    assert [one["state"] for one in found] == states


@pytest.mark.parametrize(
    ("make", "states"),
    [
        (twice, ["filled", "intact"]),
        (lambda: signed()[: len(signed()) // 2] + b"/ByteRange", ["unreadable"]),
    ],
    ids=["signed twice", "cut"],
)
def test_a_process_of_its_own_gives_each_state(tmp_path: Path, make: Any, states: list[str]) -> None:
    path = tmp_path / "sk.pdf"
    path.write_bytes(make())
    assert [found.state.id for found in electronic_signatures(path)] == states


def test_it_names_the_signer_of_the_certificate_and_the_time(tmp_path: Path) -> None:
    path = tmp_path / "sk.pdf"
    path.write_bytes(signed())
    (found,) = electronic_signatures(path)
    assert (found.signer, found.issuer) == ("Kepala Dinas Contoh", "Kepala Dinas Contoh")
    assert found.signed_at is not None
    assert datetime.fromisoformat(found.signed_at).tzinfo is not None


def test_a_large_file_without_a_signature_is_only_looked_through(tmp_path: Path) -> None:
    path = tmp_path / "besar.pdf"
    path.write_bytes(os.urandom(64) + b" " * ((1 << 20) - 69) + b"/ByteRange")
    assert is_signed(str(path))
    path.write_bytes(b"%PDF" + b" " * (3 << 20))
    assert not is_signed(str(path))


@pytest.mark.usefixtures("remembering")
def test_signatures_are_checked_once_and_only_those_of_the_file_that_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sk.pdf"
    path.write_bytes(signed())
    meant = sha256(signed()).hexdigest()
    assert [one.state.id for one in signatures_once(path, "0" * 64)] == ["intact"]
    first = signatures_once(path, meant)
    path.write_bytes(with_a_byte_changed(signed()))
    assert [one.state.id for one in signatures_once(path, "0" * 64)] == ["changed"], "of another file, not kept"
    monkeypatch.setattr(signed_once, "electronic_signatures", None)
    assert signatures_once(path, meant) == first
    monkeypatch.setattr(signed_once, "VERSION", 0)
    signed_once._reader.cache_clear()
    with pytest.raises(TypeError):
        signatures_once(path, meant)
    signed_once._reader.cache_clear()


def test_reading_says_whether_a_pdf_is_signed(tmp_path: Path) -> None:
    path = tmp_path / "sk.pdf"
    found = []
    for content in (signed(), blank()):
        path.write_bytes(content)
        found.append(read_document(path, "pdf").signed)
    assert found == [True, False]


@pytest.mark.parametrize(
    ("change", "said", "state"),
    [
        (with_a_page_added, "something was added afterwards", "added"),
        (with_a_byte_changed, "changed since it was signed", "changed"),
    ],
)
def test_verify_names_signer_state_and_what_was_not_checked(
    build: Build, capsys: pytest.CaptureFixture[str], change: Any, said: str, state: str
) -> None:
    root = region(build, change(signed()), "1")
    code, shown, _ = verify(capsys, root)
    text = " ".join(shown.split())
    assert said in text
    assert "the certificate names Kepala Dinas Contoh" in text
    assert "not whether the certificate is that of the person" in text
    assert code == int(state == "changed")
    _, out, _ = verify(capsys, root, "--format", "json")
    (document,) = (one for one in json.loads(out)["documents"] if one["id"] == "sk-forum")
    assert document["faulty"] == (state == "changed")
    assert [one["state"] for one in document["signatures"]] == [state]


def test_addresses_are_opened_only_when_asked_for(
    build: Build, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def opened(address: str) -> OpenedAddress:
        asked.append(address)
        return OpenedAddress(address, SIGN_IN, 200, "https://accounts.google.com/x")

    monkeypatch.setattr(online, "open_address", opened)
    root = region(build, signed(), "1", ("address: null", "address: drive.google.com/file/d/abc"))
    verify(capsys, root)
    assert asked == []
    code, shown, _ = verify(capsys, root, "--online")
    assert asked == ["https://drive.google.com/file/d/abc"]
    assert code == 1
    assert "asks to sign in (200)" in " ".join(shown.split())
