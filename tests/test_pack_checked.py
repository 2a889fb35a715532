"""A pack is checked by anybody: what is missing, changed or added is named, and so is who signed it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.publish.pack import signature
from banjar_smartcity.publish.pack.checked import check_pack
from banjar_smartcity.publish.pack.files import MOST_FILES, NoPackError
from conftest import run_command

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "kabupaten-contoh"
DOCUMENT = "data/1-baseline/01-baseline-planning-legal-basis/perbup-masterplan-smart-city.pdf"
pytestmark = pytest.mark.usefixtures("remembering")
signs = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")
Change = Callable[[Path], object]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("pack") / "paket"
    assert main(["evidence", "pack", "--root", str(EXAMPLE), "--output", str(target), "--today", "2026-05-15"]) == 0
    return target


@pytest.fixture
def pack(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "paket"))


def faults(path: Path) -> list[tuple[str, str | None]]:
    return [(fault.path, fault.kind.id) for fault in check_pack(path).faults]


def zipped(folder: Path, target: Path, top: str = "paket/", compression: int = ZIP_DEFLATED) -> Path:
    with ZipFile(target, "w", compression) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, f"{top}{path.relative_to(folder).as_posix()}")
    return target


def test_what_was_packed_is_complete_in_a_folder_and_in_any_zip(pack: Path, tmp_path: Path) -> None:
    for path in (pack, pack.parent, zipped(pack, tmp_path / "a.zip"), zipped(pack, tmp_path / "b.zip", top="")):
        found = check_pack(path)
        assert (found.faults, found.signature) == ((), None)
        assert found.files == sum(path.is_file() for path in (pack / "data").rglob("*"))
        assert found.about["External-Identifier"] == "bukti-2026-tahap-1"


def write(text: str, name: str = DOCUMENT) -> Change:
    return lambda pack: (pack / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (write("another text"), [(DOCUMENT, "changed")]),
        (lambda pack: (pack / DOCUMENT).unlink(), [(DOCUMENT, "missing")]),
        (write("", "data/extra.txt"), [("data/extra.txt", "unlisted")]),
        (write("", "extra.txt"), [("extra.txt", "unlisted")]),
        (write("", "bag-info.txt"), [("bag-info.txt", "changed")]),
        (lambda pack: (pack / "tagmanifest-sha256.txt").unlink(), [("bag-info.txt", "unlisted")]),
    ],
    ids=["changed", "missing", "added", "added outside", "about", "no tag manifest"],
)
def test_each_change_is_named(
    pack: Path, tmp_path: Path, change: Change, expected: list[tuple[str, str | None]]
) -> None:
    change(pack)
    for path in (pack, zipped(pack, tmp_path / "a.zip")):
        assert expected[0] in faults(path)
        assert len(faults(path)) == len(expected) or "tagmanifest-sha256.txt" in dict(faults(path))


def test_a_document_and_its_hash_changed_together_show_in_the_tag_manifest(pack: Path) -> None:
    manifest = pack / "manifest-sha256.txt"
    (pack / DOCUMENT).write_text("another text", encoding="utf-8")
    digest = subprocess.run(["sha256sum", pack / DOCUMENT], capture_output=True, check=True, text=True).stdout[:64]
    lines = manifest.read_text(encoding="utf-8").splitlines()
    manifest.write_text(
        "\n".join(f"{digest}  {DOCUMENT}" if line.endswith(DOCUMENT) else line for line in lines) + "\n"
    )
    assert faults(pack) == [("manifest-sha256.txt", "changed")]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="the system has no links")
def test_a_link_is_not_followed(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "same.txt").write_bytes((pack / DOCUMENT).read_bytes())
    (pack / DOCUMENT).unlink()
    (pack / DOCUMENT).symlink_to(tmp_path / "same.txt")
    assert faults(pack) == [(DOCUMENT, "not-plain")]


def test_names_that_lead_out_of_a_zip_or_come_twice_are_named(pack: Path, tmp_path: Path) -> None:
    path = zipped(pack, tmp_path / "a.zip")
    names = ("paket/../../x.txt", "/etc/x.txt", "paket/C:x", "paket/a\\b")
    with ZipFile(path, "a") as archive:
        for name in names:
            archive.writestr(ZipInfo(name), "x")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr(ZipInfo(f"paket/{DOCUMENT}"), "x")
    found = faults(path)
    assert {name for name, kind in found if kind == "outside"} == set(names)
    assert (DOCUMENT, "twice") in found


def test_a_damaged_zip_is_named_file_by_file(pack: Path, tmp_path: Path) -> None:
    path = zipped(pack, tmp_path / "a.zip")
    content = bytearray(path.read_bytes())
    with ZipFile(path) as archive:
        start = archive.getinfo(f"paket/{DOCUMENT}").header_offset + 120
    content[start : start + 20] = bytes(20)
    path.write_bytes(content)
    assert [name for name, kind in faults(path) if kind in ("unreadable", "changed")] == [DOCUMENT]


@pytest.mark.parametrize(("content", "reason"), [(b"", "unreadable"), (b"PK\x03\x04 no", "unreadable")])
def test_what_is_no_pack_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    file = tmp_path / "x.zip"
    file.write_bytes(content)
    with pytest.raises(NoPackError) as refused:
        check_pack(file)
    assert refused.value.reason == reason
    with pytest.raises(NoPackError) as refused:
        check_pack(tmp_path)
    assert refused.value.reason == "none"


def test_more_than_any_pack_has_is_not_read(pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_FILES == 200_000
    monkeypatch.setattr("banjar_smartcity.publish.pack.files.MOST_FILES", 10)
    for path in (pack, zipped(pack, tmp_path / "a.zip")):
        with pytest.raises(NoPackError) as refused:
            check_pack(path)
        assert refused.value.reason == "large"


@cache
def key(folder: Path, name: str) -> Path:
    made = folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", made], check=True)
    return made


@signs
def test_a_signature_names_its_signer_and_holds_for_this_pack_only(
    tmp_path: Path, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, other = key(tmp_path, "diskominfo"), key(tmp_path, "orang-lain")
    signed = tmp_path / "paket.zip"
    asked: list[str | Path] = [
        "evidence",
        "pack",
        "--root",
        EXAMPLE,
        "--output",
        signed,
        "--today",
        "2026-05-15",
        "--sign",
        ours,
    ]
    assert run_command(capsys, *asked)[0] == 0
    signers = {}
    for name, owner in ((ours, "diskominfo@contoh.go.id"), (other, "orang-lain@contoh.go.id")):
        signers[name] = tmp_path / f"{name.name}.signers"
        signers[name].write_text(f"{owner} {name.with_suffix('.pub').read_text(encoding='utf-8')}", encoding="utf-8")
    states = {}
    trusted: dict[str, list[str | Path]] = {
        "ours": ["--signers", signers[ours]],
        "other": ["--signers", signers[other]],
        "none": [],
    }
    for whose, extra in trusted.items():
        code, out, _ = run_command(capsys, "evidence", "verify-pack", signed, "--format", "json", *extra)
        found = json.loads(out)
        states[whose] = (code, found["signature"]["state"], found["signature"]["signer"])
        assert found["faults"] == []
    assert states == {
        "ours": (0, "good", "diskominfo@contoh.go.id"),
        "other": (1, "unknown", None),
        "none": (0, "unknown", None),
    }
    with ZipFile(signed) as archive:
        archive.extractall(tmp_path / "out")
    bag = next((tmp_path / "out").iterdir())
    shutil.copy(bag / "tagmanifest-sha256.txt.sig", shutil.copytree(made, tmp_path / "copy"))
    stolen = check_pack(tmp_path / "copy", signers[ours]).signature
    assert stolen is not None
    assert stolen.state == "bad"


@signs
def test_a_signature_for_something_else_is_none_for_a_pack(tmp_path: Path, pack: Path) -> None:
    manifest = pack / "tagmanifest-sha256.txt"
    subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-f", key(tmp_path, "git"), "-n", "git", manifest], check=True)
    assert check_pack(pack).signature == signature.Signature("bad")


@signs
def test_without_a_usable_key_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for named in ("missing", "bad"):
        (tmp_path / "bad").write_text("no key", encoding="utf-8")
        target = tmp_path / "paket"
        asked: list[str | Path] = [
            "evidence",
            "pack",
            "--root",
            EXAMPLE,
            "--output",
            target,
            "--sign",
            tmp_path / named,
        ]
        code, _, err = run_command(capsys, *asked)
        assert code == 2
        assert "tidak ditandatangani" in err
        assert not target.exists()


def test_without_ssh_keygen_the_signature_is_said_to_be_unchecked(
    pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(signature, "PROGRAM", "no-such-program-here")
    (pack / "tagmanifest-sha256.txt.sig").write_text("x", encoding="utf-8")
    code, out, _ = run_command(capsys, "evidence", "verify-pack", pack, "--lang", "en")
    assert code == 0
    assert "was not checked, since ssh-keygen is not installed" in " ".join(out.split())


def test_it_says_in_words_what_is_wrong(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pack / DOCUMENT).write_text("x", encoding="utf-8")
    code, out, _ = run_command(capsys, "evidence", "verify-pack", pack, "--lang", "en")
    assert code == 1
    assert f"- {DOCUMENT}: was changed" in out
    code, out, err = run_command(capsys, "evidence", "verify-pack", pack / "data", "--lang", "en")
    assert (code, out) == (2, "")
    assert "there is no pack here" in " ".join(err.split())
