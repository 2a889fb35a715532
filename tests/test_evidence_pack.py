"""`smartcity evidence pack`: a bag that validates, says what is not in it, and is the same in every run."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import bagit
import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.cli.commands import evidence_pack
from banjar_smartcity.evidence.claims import innovation_uses
from banjar_smartcity.publish.pack import bag
from banjar_smartcity.publish.pack import contents as pack
from banjar_smartcity.publish.pack.checked import check_pack
from banjar_smartcity.reading.embedded.pictures import facts_in
from banjar_smartcity.reading.photo import orientation, photo_facts
from banjar_smartcity.reading.stripped import without_metadata
from conftest import Build, base_text, check
from test_embedded_photos import docx
from test_reading_stripped import photo, pixels

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "kabupaten-contoh"
RECORD = "data/evidence/sk-forum.yaml"
FILE = "data/evidence/files/sk-forum.txt"
SHEET = "data/crosscutting/answers/2023-tahap-1.yaml"
HASH = "796a45d29c6e6a60e3c0eb51e26c692a39784813598b4a06d2c87443a441d5f9"
SECRET = hashlib.sha256(b"rahasia\n").hexdigest()
pytestmark = pytest.mark.usefixtures("remembering")


def run(root: Path, output: Path, *options: str, today: str = "2023-05-30", lang: str = "en") -> int:
    return main(
        ["evidence", "pack", "--root", str(root), "--output", str(output), "--today", today, "--lang", lang, *options]
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def rows(folder: Path) -> list[dict[str, str]]:
    text = (folder / "data" / "manifest.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def page(folder: Path) -> str:
    return (folder / "data" / "index.html").read_text("utf-8")


def with_text(build: Build, name: str, *replacements: tuple[str, str]) -> Path:
    return build({name: base_text(name, *replacements)})


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("pack") / "paket"
    assert run(EXAMPLE, target, today="2026-05-15") == 0
    return target


def test_the_library_of_congress_accepts_it(example: Path) -> None:
    made = bagit.Bag(str(example))
    assert made.validate()
    assert made.algorithms == ["sha256"]
    assert made.info["Source-Organization"] == "Contoh Regency"
    assert made.info["Bagging-Date"] == "2026-05-15"
    size = sum(len(content) for path, content in contents(example).items() if path.startswith("data/"))
    count = sum(path.startswith("data/") for path in contents(example))
    assert made.info["Payload-Oxum"] == f"{size}.{count}"
    assert set(made.info) == {
        *("Bag-Software-Agent", "Bagging-Date", "External-Description", "External-Identifier"),
        *("Payload-Oxum", "Source-Organization"),
    }


def test_its_command_line_accepts_it_too(example: Path) -> None:
    command = [sys.executable, str(bagit.__file__), "--validate", str(example)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_change_of_any_file_is_noticed(example: Path, tmp_path: Path) -> None:
    for name in ("data/index.html", "data/manifest.csv", "README.txt", "bag-info.txt"):
        shutil.copytree(example, tmp_path / "paket")
        (tmp_path / "paket" / name).write_bytes(b"x")
        with pytest.raises(bagit.BagValidationError):
            bagit.Bag(str(tmp_path / "paket")).validate()
        shutil.rmtree(tmp_path / "paket")


@pytest.mark.parametrize("name", ["paket", "paket.zip"])
def test_the_same_data_give_the_same_bytes(name: str, example: Path, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "lain")
    for root, folder, mask in ((EXAMPLE, "a", 0o022), (tmp_path / "lain", "b", 0o077)):
        old = os.umask(mask)
        try:
            assert run(root, tmp_path / folder / name, today="2026-05-15") == 0
        finally:
            os.umask(old)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    if name == "paket":
        assert contents(tmp_path / "a" / name) == contents(example)


def test_a_cover_sheet_says_what_was_seen(example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    covers = {path.parent.name[3:]: path.read_text("utf-8") for path in example.rglob("0-cover.html")}
    assert "seen on page 2: Sanitasi layak 79,8 81,5" in covers["outcome-living-sanitation"]
    assert "but on page 3: Imunisasi lengkap" in covers["outcome-living-full-immunisation"]
    assert "do not make the answer true" in covers["outcome-living-full-immunisation"]
    silent = covers["outcome-branding-ease-of-business"]
    assert "seen" not in silent.partition("</style>")[2]
    capsys.readouterr()
    assert run(EXAMPLE, tmp_path / "paket", today="2026-05-15") == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Not found on any page: " in said
    assert "outcome-branding-ease-of-business" in said
    assert "On another page than the one named: outcome-living-full-immunisation" in said


def test_what_is_remembered_does_not_change_a_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTCITY_CACHE", "")
    shutil.copytree(ROOT / "tests" / "cases" / "base", tmp_path / "r")
    assert run(tmp_path / "r", tmp_path / "without") == 0
    monkeypatch.setenv("SMARTCITY_CACHE", str(tmp_path / "cache"))
    assert run(tmp_path / "r", tmp_path / "first") == 0
    assert list((tmp_path / "cache" / "documents").glob("*.memory"))
    assert run(tmp_path / "r", tmp_path / "again") == 0
    assert contents(tmp_path / "without") == contents(tmp_path / "first") == contents(tmp_path / "again")


def test_a_zip_holds_one_folder_that_validates(example: Path, tmp_path: Path) -> None:
    assert run(EXAMPLE, tmp_path / "x.zip", today="2026-05-15") == 0
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names == sorted(names)
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o100644}
        archive.extractall(tmp_path / "isi")
    assert contents(tmp_path / "isi" / "bukti-2026-tahap-1") == contents(example)
    assert bagit.Bag(str(tmp_path / "isi" / "bukti-2026-tahap-1")).validate()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["isi", "x.zip"]


def test_documents_lie_in_the_folder_of_each_item_and_innovation_they_serve(build: Build, tmp_path: Path) -> None:
    assert run(build(), tmp_path / "p") == 0
    documents = {path for path in contents(tmp_path / "p") if path.endswith("sk-forum.txt")}
    assert documents == {
        "data/1-baseline/01-baseline-planning-masterplan/sk-forum.txt",
        "data/2-outcome/01-outcome-living-roads/sk-forum.txt",
        "data/4-innovations/living/klinik-daring/sk-forum.txt",
        "data/4-innovations/economy/pasar-rakyat/sk-forum.txt",
    }
    listed = {row["path"]: row for row in rows(tmp_path / "p")}
    assert set(listed) == documents
    assert listed["data/2-outcome/01-outcome-living-roads/sk-forum.txt"] == {
        "path": "data/2-outcome/01-outcome-living-roads/sk-forum.txt",
        "status": "packed",
        "evidence": "sk-forum",
        "title": "SK Forum",
        "kind": "decree",
        "issuer": "Bupati",
        "number": "188.45/12/KUM/2023",
        "issued_on": "2023-01-10",
        "expires_on": "2023-12-31",
        "pages": "2",
        "used_by": "outcome-living-roads",
        "access": "public",
        "address": "",
        "kept_at": "",
        "sha256": HASH,
    }


def test_documents_of_its_levels_of_maturity_lie_with_an_innovation(example: Path) -> None:
    listed = [(row["used_by"], row["evidence"], row["pages"]) for row in rows(example)]
    assert len(listed) == len(set(listed))
    for record in check(EXAMPLE, date(2026, 5, 15)).model.innovations.values():
        named = {(use.evidence, use.pages or "") for use in innovation_uses(record)}
        assert {(evidence, pages) for used_by, evidence, pages in listed if used_by == record.id} == named


def test_one_dimension_keeps_the_numbers_of_the_form(build: Build, tmp_path: Path) -> None:
    root = build()
    assert run(root, tmp_path / "p", "--dimension", "economy") == 0
    assert "data/4-innovations/economy/pasar-rakyat/sk-forum.txt" in contents(tmp_path / "p")
    assert "2-outcome/02-outcome-economy-poverty" in page(tmp_path / "p")
    assert "klinik-daring" not in page(tmp_path / "p")
    assert run(root, tmp_path / "c.zip", "--dimension", "crosscutting") == 0
    assert zipfile.ZipFile(tmp_path / "c.zip").namelist()[0].startswith("bukti-2023-tahap-1-c")
    assert run(root, tmp_path / "d", "--dimension", "sea") == 2
    assert run(root, tmp_path / "d", "--stage", "1999") == 2
    assert not (tmp_path / "d").exists()


def test_a_large_document_that_serves_several_lies_once(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack, "SHARED_FROM", 5)
    assert run(build(), tmp_path / "p") == 0
    files = contents(tmp_path / "p")
    assert [path for path in files if path.endswith("sk-forum.txt")] == ["data/0-shared/sk-forum.txt"]
    note = "data/1-baseline/01-baseline-planning-masterplan/sk-forum.txt.txt"
    place = re.findall(r"\S+$", files[note].decode().strip())[0]
    assert (tmp_path / "p" / note).parent.joinpath(place).resolve() == tmp_path / "p/data/0-shared/sk-forum.txt"
    assert {row["path"] for row in rows(tmp_path / "p")} == {"data/0-shared/sk-forum.txt"}
    assert bagit.Bag(str(tmp_path / "p")).validate()


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "iframe", "object", "link", "img", "form")
        found = dict(attrs)
        self.targets += [found["href"] or ""] if "href" in found else []
        self.ids += [found["id"] or ""] if "id" in found else []
        assert not any(name.startswith("on") or name == "style" for name in found)


def test_every_link_of_the_index_leads_somewhere(example: Path) -> None:
    links = Links()
    links.feed(page(example))
    assert len(links.ids) == len(set(links.ids))
    for target in links.targets:
        if target.startswith("#"):
            assert target[1:] in links.ids
        elif not target.startswith("https://"):
            assert (example / "data" / unquote(target.partition("#")[0])).is_file()
    assert "default-src 'none'" in page(example)


def test_the_index_says_what_is_claimed_shown_and_missing(example: Path) -> None:
    text = page(example)
    assert "pages 1-3" in text
    assert "Missing evidence:" in text
    assert "kept at Lemari arsip BPKAD" in text
    assert "internal: left out of this pack" in text
    assert 'href="https://example.org/contoh/daftar-aplikasi-2026"' in text
    assert "it has expired" in text
    assert "is not the evaluator's own text, but ours" in text


def test_it_speaks_the_readers_language(build: Build, tmp_path: Path) -> None:
    assert run(build(), tmp_path / "p", lang="id") == 0
    assert '<html lang="id">' in page(tmp_path / "p")
    assert "halaman 2" in page(tmp_path / "p")
    assert "Data dukung untuk evaluasi smart city" in (tmp_path / "p" / "bag-info.txt").read_text("utf-8")


def test_peoples_text_stays_text(build: Build, tmp_path: Path) -> None:
    evil = '"=1+1<script>alert(1)</script>\\u2028Bagging-Date: 1999"'
    root = with_text(build, RECORD, ("title: SK Forum", f"title: {evil}"), ("issuer: Bupati", 'issuer: "@x\\ny"'))
    path = root / "data/program.yaml"
    path.write_text(re.sub(r"(?m)^(  name:).*$", lambda f: f"{f[1]} {evil}", path.read_text("utf-8"), count=1), "utf-8")
    assert run(root, tmp_path / "p") == 0
    assert "<script" not in page(tmp_path / "p")
    assert rows(tmp_path / "p")[0]["title"].startswith("'=1+1")
    assert rows(tmp_path / "p")[0]["issuer"] == "'@x y"
    info = bagit.Bag(str(tmp_path / "p")).info
    assert info["Bagging-Date"] == "2023-05-30"
    assert info["Source-Organization"].endswith(" Bagging-Date: 1999")


@pytest.mark.parametrize("name", ["dokumen kerja/SK nomor 1 é ñ.TXT", "x/日本 (final) [1].bin", "x/a#b%20c&d.txt"])
def test_names_with_spaces_and_letters_of_all_sorts_become_plain(name: str, build: Build, tmp_path: Path) -> None:
    name = f"data/evidence/files/{name}"
    root = build({RECORD: base_text(RECORD, (FILE, f'"{name}"')), FILE: None, name: "Surat keputusan forum\n"})
    (root / RECORD).write_text(
        (root / RECORD).read_text("utf-8").replace(HASH, hashlib.sha256(b"Surat keputusan forum\n").hexdigest()),
        "utf-8",
    )
    assert run(root, tmp_path / "p.zip") == 0
    names = zipfile.ZipFile(tmp_path / "p.zip").namelist()
    assert sum("sk-forum." in path for path in names) == 4
    assert all(re.fullmatch(r"[A-Za-z0-9/._-]+", path) for path in names)


RESERVED = {"con", "prn", "aux", "nul", "com1", "lpt1"}


def test_long_ids_and_reserved_names_suit_windows(build: Build, tmp_path: Path) -> None:
    long = "-".join(["panjang"] * 10)
    other = long[:-1] + "h"
    texts: dict[str, str | bytes | None] = {}
    for name in (long, other, "con", "aux"):
        texts[f"data/evidence/{name}.yaml"] = base_text(RECORD, ("id: sk-forum", f"id: {name}"))
    uses = "".join(f"{{evidence: {name}, pages: '1'}}, " for name in (long, other, "con", "aux"))
    path = "data/innovations/klinik-daring.yaml"
    texts[f"data/innovations/{long}.yaml"] = base_text(
        path,
        ("id: klinik-daring", f"id: {long}"),
        ("name: Klinik Daring", "name: Panjang"),
        ("[{evidence: sk-forum", f"[{uses}{{evidence: sk-forum"),
    )
    assert run(build(texts), tmp_path / "p.zip") == 0
    names = zipfile.ZipFile(tmp_path / "p.zip").namelist()
    assert len({name.lower() for name in names}) == len(names)
    assert max(map(len, names)) < 200
    for name in names:
        assert not {part.split(".")[0].lower() for part in name.split("/")} & RESERVED
        assert all(part == part.strip(" .") for part in name.split("/"))
    assert sum("panjang-" in name.rpartition("/")[2] for name in names) == 2


def test_no_path_is_too_long_whatever_the_ids() -> None:
    limits = pack._LONGEST
    deepest = f"{'b' * limits['pack']}/data/6-innovations/{'d' * limits['aspect']}/{'i' * limits['item']}/"
    assert len(deepest + "_" + "e" * limits["document"] + ".abcdefghij" + ".txt") < 200


def test_errors_refuse_and_partial_names_what_is_left_out_loudly(
    build: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = build({FILE: "Lain\n"})
    assert run(root, tmp_path / "p") == 1
    captured = capsys.readouterr()
    assert "evidence-hash" in captured.out
    assert "Nothing was packed" in captured.err
    assert not (tmp_path / "p").exists()
    assert run(root, tmp_path / "p", "--partial") == 0
    assert "LEFT OUT: its file is not the one that was recorded" in capsys.readouterr().out
    assert 'class="banner"' in page(tmp_path / "p")
    assert {row["status"] for row in rows(tmp_path / "p")} == {"differs"}
    (root / FILE).unlink()
    assert run(root, tmp_path / "q", "--partial") == 0
    assert "LEFT OUT: its file is missing" in page(tmp_path / "q")
    assert not [path for path in contents(tmp_path / "q") if "sk-forum" in path]
    assert bagit.Bag(str(tmp_path / "q")).validate()


def test_a_partial_pack_says_so(build: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = with_text(build, "data/innovations/klinik-daring.yaml", ("dimension: living", "dimension: hidup"))
    assert run(root, tmp_path / "p", "--partial") == 0
    assert "PARTIAL" in capsys.readouterr().out
    assert "Partial pack." in page(tmp_path / "p")
    assert "klinik-daring" not in page(tmp_path / "p")


INTERNAL = (("access: public", "access: internal\nkept_at: Lemari"), (f"file: {FILE}", "file: null"))


def test_an_internal_document_is_named_and_left_out(build: Build, tmp_path: Path) -> None:
    root = build({RECORD: base_text(RECORD, *INTERNAL), FILE: None})
    assert run(root, tmp_path / "p") == 0
    assert "kept at Lemari" in page(tmp_path / "p")
    assert {(row["status"], row["kept_at"], row["path"]) for row in rows(tmp_path / "p")} == {
        ("internal", "Lemari", "")
    }


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("broken", [False, True])
def test_no_copy_of_an_internal_document_is_ever_packed(broken: bool, end: str, build: Build, tmp_path: Path) -> None:
    """Not even where the internal record has errors and is left out, and a public one names the same content."""
    internal = base_text(RECORD, ("id: sk-forum", "id: dpa"), *INTERNAL, (HASH, SECRET))
    if broken:
        internal = internal.replace("kind: decree", "kind: rahasia")
    leaked = b"rahasia" + end.encode()
    own = hashlib.sha256(leaked).hexdigest()
    root = build({"data/evidence/dpa.yaml": internal, RECORD: base_text(RECORD, (HASH, own)), FILE: leaked})
    assert run(root, tmp_path / "p") == 1
    assert run(root, tmp_path / "p", "--partial") == 0
    assert not [path for path, content in contents(tmp_path / "p").items() if content.startswith(b"rahasia")]
    assert {row["status"] for row in rows(tmp_path / "p")} == {"internal"}


def test_links_are_never_followed(build: Build, tmp_path: Path) -> None:
    root = build({"dokumen/asli.txt": "Surat keputusan forum\n"})
    (root / FILE).rename(root / "dokumen" / "asli.txt")
    (root / FILE).symlink_to(root / "dokumen" / "asli.txt")
    assert run(root, tmp_path / "p") == 1
    assert run(root, tmp_path / "p", "--partial") == 0
    assert {row["status"] for row in rows(tmp_path / "p")} == {"linked"}
    (tmp_path / "luar.txt").write_text("luar", "utf-8")
    (root / FILE).unlink()
    (root / FILE).symlink_to(tmp_path / "luar.txt")
    assert run(root, tmp_path / "q") == 1
    assert run(root, tmp_path / "q", "--partial") == 0
    assert {row["status"] for row in rows(tmp_path / "q")} == {"missing"}


def test_addresses_and_documents_without_a_place_are_listed(build: Build, tmp_path: Path) -> None:
    web = (f"file: {FILE}", "file: null"), ("address: null", "address: javascript:alert(1)"), (HASH, "null")
    root = build({RECORD: base_text(RECORD, *web)})
    assert run(root, tmp_path / "p") == 1
    assert run(root, tmp_path / "p", "--partial") == 0
    assert {row["status"] for row in rows(tmp_path / "p")} == {"nowhere"}
    assert 'href="javascript' not in page(tmp_path / "p")
    web = web[0], ("address: null", "address: jdih.contoh.go.id/sk-forum"), web[2]
    (root / RECORD).write_text(base_text(RECORD, *web), "utf-8")
    assert run(root, tmp_path / "w") == 0
    assert {row["status"] for row in rows(tmp_path / "w")} == {"address"}
    assert "https://jdih.contoh.go.id/sk-forum" in page(tmp_path / "w")
    (root / RECORD).write_text(base_text(RECORD, web[0], web[2]), "utf-8")
    assert run(root, tmp_path / "q") == 0
    assert "its place is not recorded" in page(tmp_path / "q")


def test_nothing_is_overwritten_and_no_half_pack_stays(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root, folder = build(), tmp_path / "keluar"
    folder.mkdir()
    (folder / "penuh").mkdir()
    (folder / "penuh" / "x").touch()
    (folder / "x.zip").touch()
    (folder / "tautan").symlink_to(tmp_path)
    (folder / "mati").symlink_to("nowhere")
    for name in ("penuh", "x.zip", "tautan", "mati"):
        assert run(root, folder / name) == 2
    assert run(root, root / "data" / "paket") == 2
    assert run(root, root / "data" / "evidence" / "files" / "p.zip") == 2
    assert run(root, folder / "x.zip" / "y") == 2
    (folder / "kosong").mkdir()
    assert run(root, folder / "kosong") == 0
    before = sorted(folder.rglob("*"))

    def fail(*_: object) -> None:
        raise OSError(28, "No space left")

    monkeypatch.setattr(bag, "_seal", fail)
    capsys.readouterr()
    assert run(root, folder / "baru") == 2
    assert "No space left" in capsys.readouterr().err
    assert sorted(folder.rglob("*")) == before


def exchanged(path: Path) -> None:
    path.write_text("Lain\n", "utf-8")


def gone(path: Path) -> None:
    path.unlink()


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def a_link(path: Path) -> None:
    path.unlink()
    path.symlink_to(__file__)


@pytest.mark.parametrize("change", [exchanged, gone, a_pipe, a_link])
def test_a_file_that_changes_meanwhile_stops_the_pack(
    change: Callable[[Path], None],
    build: Build,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = build()
    real = evidence_pack._documents

    def late(*arguments: Any) -> Any:
        found = real(*arguments)
        change(root / FILE)
        return found

    monkeypatch.setattr(evidence_pack, "_documents", late)
    assert run(root, tmp_path / "p") == 2
    assert "was changed" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["workspace"]


def test_a_target_that_appears_meanwhile_is_not_overwritten(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target = build(), tmp_path / "p.zip"
    real = bag._zip

    def late(folder: Path, made: Path) -> None:
        real(folder, made)
        target.write_bytes(b"lain")

    monkeypatch.setattr(bag, "_zip", late)
    assert run(root, target) == 2
    assert target.read_bytes() == b"lain"
    target.unlink()

    def no_links(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", no_links)
    assert run(root, target) == 2
    assert target.read_bytes() == b"lain"
    monkeypatch.setattr(bag, "_zip", real)
    assert run(root, tmp_path / "q.zip") == 0


def test_where_everything_is_in_the_pack_it_says_so(build: Build, tmp_path: Path) -> None:
    assert run(build(), tmp_path / "p") == 0
    assert "Every document that is named is in this pack." in page(tmp_path / "p")


PHOTO = photo("JPEG", 6)
PICTURE, SHOWN = "data/evidence/files/sk-forum.jpg", "data/2-outcome/01-outcome-living-roads/sk-forum.jpg"


def with_photo(build: Build, content: bytes = PHOTO) -> Path:
    """The base with a photo as its document."""
    digest = hashlib.sha256(content).hexdigest()
    record = base_text(RECORD, ("kind: decree", "kind: photo"), (FILE, PICTURE), (HASH, digest))
    return build({RECORD: record, FILE: None, PICTURE: content})


@pytest.mark.parametrize("name", ["p", "p.zip"])
def test_pictures_are_packed_without_camera_and_place(
    name: str, build: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, pack = with_photo(build), tmp_path / name
    assert run(root, pack, "--strip") == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "1 file is packed without camera, place and day" in said
    assert "show where they were taken" not in said
    assert (root / PICTURE).read_bytes() == PHOTO
    folder = pack
    if name.endswith(".zip"):
        with zipfile.ZipFile(pack) as archive:
            archive.extractall(tmp_path / "out")
        (folder,) = (tmp_path / "out").iterdir()
    packed = (folder / SHOWN).read_bytes()
    assert photo_facts(packed) == {}
    assert orientation(packed) == 6
    assert pixels(packed) == pixels(PHOTO)
    row = next(row for row in rows(folder) if row["path"] == SHOWN)
    assert row["sha256"] == hashlib.sha256(packed).hexdigest()
    assert row["original_sha256"] == hashlib.sha256(PHOTO).hexdigest()
    assert "camera, place" in row["left_out"]
    assert "Pictures are without camera, place and day." in (folder / "README.txt").read_text("utf-8")
    checked = check_pack(pack)
    assert checked.faults == ()
    assert {(one.path, one.original) for one in checked.stripped} == {
        (path, hashlib.sha256(PHOTO).hexdigest()) for path in (row["path"] for row in rows(folder))
    }
    assert main(["evidence", "verify-pack", str(pack), "--lang", "en"]) == 0
    assert "1 picture was packed without camera, place and day" in capsys.readouterr().out
    (folder / SHOWN).write_bytes(PHOTO)
    assert [fault.path for fault in check_pack(folder).faults] == [SHOWN]


def test_who_packs_is_told_that_a_picture_shows_its_place(
    build: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(with_photo(build), tmp_path / "p") == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Pictures in these files show where they were taken: sk-forum. --strip leaves that out." in said
    assert (tmp_path / "p" / SHOWN).read_bytes() == PHOTO
    assert "original_sha256" not in rows(tmp_path / "p")[0]
    assert check_pack(tmp_path / "p").stripped == ()


def test_a_picture_that_cannot_be_stripped_is_named(
    build: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = PHOTO[:2] + b"\xff\xe1\xff" + PHOTO[2:]
    assert photo_facts(broken)
    assert run(with_photo(build, broken), tmp_path / "p", "--strip", "--partial") == 0
    assert "may still show camera and place; they cannot be changed safely: sk-forum" in " ".join(
        capsys.readouterr().out.split()
    )
    assert (tmp_path / "p" / SHOWN).read_bytes() == broken


def test_photos_inside_a_document_are_packed_without_camera_and_place(
    build: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, name = docx(PHOTO), FILE.replace(".txt", ".docx")
    record = base_text(RECORD, (FILE, name), (HASH, hashlib.sha256(content).hexdigest()))
    root = build({RECORD: record, FILE: None, name: content})
    assert run(root, tmp_path / "shown") == 0
    assert "Pictures in these files show where they were taken: sk-forum" in " ".join(capsys.readouterr().out.split())
    assert run(root, tmp_path / "p", "--strip") == 0
    assert "1 file is packed without camera, place and day" in " ".join(capsys.readouterr().out.split())
    found = [row for row in rows(tmp_path / "p") if row["path"].endswith("sk-forum.docx")]
    packed = (tmp_path / "p" / found[0]["path"]).read_bytes()
    assert (found[0]["original_sha256"], facts_in(packed, "docx")) == (hashlib.sha256(content).hexdigest(), {})
    assert check_pack(tmp_path / "p").faults == ()


def test_pictures_without_anything_to_leave_out_keep_their_hash(build: Build, tmp_path: Path) -> None:
    plain = without_metadata(PHOTO, "jpeg")
    assert plain is not None
    assert run(with_photo(build, plain), tmp_path / "p", "--strip") == 0
    assert (tmp_path / "p" / SHOWN).read_bytes() == plain
    assert "original_sha256" not in rows(tmp_path / "p")[0]


@pytest.mark.parametrize(
    "row",
    [
        f"path,sha256,original_sha256\n{SHOWN},{'0' * 64},{'1' * 64}\n",
        f"path,sha256,original_sha256\n../../x,{'0' * 64},{'1' * 64}\n",
        'path,sha256,original_sha256\n"x',
        "path\n" + "x" * 200_000,
        "\0" * 100,
    ],
)
def test_a_list_that_says_what_the_manifest_does_not_is_not_believed(row: str, build: Build, tmp_path: Path) -> None:
    pack = tmp_path / "p"
    assert run(with_photo(build), pack) == 0
    (pack / "data" / "manifest.csv").write_text(row, "utf-8")
    assert check_pack(pack).stripped == ()
