"""`smartcity evidence add`: what is written is true, valid and complete, and nothing is overwritten."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.cli.commands import evidence_add
from banjar_smartcity.cli.shared import evidence_adding
from banjar_smartcity.evidence.guess import guess
from banjar_smartcity.model.evidence import Evidence
from banjar_smartcity.workspace import writing
from banjar_smartcity.workspace.sample import Sample, take
from banjar_smartcity.workspace.writers import placing
from conftest import BASE, Build, check, findings, share
from documents import SENTENCE, pdf, protected

FOLDER = "data/evidence"
Add = Callable[..., tuple[int, str]]


@pytest.fixture
def root(build: Build) -> Path:
    return build()


@pytest.fixture
def add(root: Path, capsys: pytest.CaptureFixture[str]) -> Add:
    def run(path: Path | str, *options: str) -> tuple[int, str]:
        code = main(
            ["evidence", "add", str(path), *options, "--root", str(root), "--today", "2023-05-30", "--lang", "en"]
        )
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return run


PDF = pdf([SENTENCE])
TEXT = b"Surat keputusan tim smart city\n"


def document(folder: Path, name: str = "SK Tim (2023).PDF", content: bytes | None = None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content if content is not None else PDF if name.lower().endswith(".pdf") else TEXT)
    return path


def everything(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def record(root: Path, name: str) -> Evidence:
    return check(root).model.evidence[name]


def test_a_file_from_elsewhere_is_copied_and_recorded_with_its_hash(root: Path, tmp_path: Path, add: Add) -> None:
    code, said = add(document(tmp_path / "unduhan"))
    assert code == 0
    assert f"{FOLDER}/sk-tim-2023.yaml" in said
    made = record(root, "sk-tim-2023")
    assert made.file == f"{FOLDER}/files/sk-tim-2023.pdf"
    assert made.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (root / made.file).read_bytes() == PDF
    assert (made.kind, made.title.id, made.access) == ("decree", "SK Tim (2023)", "public")
    assert (made.issuer, made.number, made.issued_on, made.expires_on) == (None, None, None, None)
    assert made.guessed == ("title", "kind")
    assert findings(root) == [f"{FOLDER}/sk-tim-2023.yaml:6:8: evidence-guessed"]


def test_what_is_in_the_file_is_recorded(root: Path, tmp_path: Path, add: Add) -> None:
    (tmp_path / "sk-tim-2023.pdf").write_bytes(content := pdf([SENTENCE, "Halaman dua"]))
    assert add(tmp_path / "sk-tim-2023.pdf")[0] == 0
    found = record(root, "sk-tim-2023").read
    assert found is not None
    assert (found.sha256, found.kind, found.pages) == (hashlib.sha256(content).hexdigest(), "pdf", 2)


def test_an_internal_document_is_read_where_it_is(root: Path, tmp_path: Path, add: Add) -> None:
    (tmp_path / "dpa-2023.pdf").write_bytes(pdf([SENTENCE]))
    assert add(tmp_path / "dpa-2023.pdf", "--internal", "--kept-at", "Lemari arsip")[0] == 0
    found = record(root, "dpa-2023").read
    assert found is not None
    assert found.pages == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (protected(pdf([SENTENCE])), "it has a password"),
        (re.sub(rb"\([^()]*\) Tj", b"0 0 300 9 re f", pdf([SENTENCE])), "it is a scan without text"),
        (b"%PDF-1.4\n/Type /Page /Contents /Annots %%EOF\n", "it cannot be opened"),
    ],
)
def test_a_document_that_nobody_can_search_is_recorded_with_a_warning(
    root: Path, tmp_path: Path, add: Add, content: bytes, reason: str
) -> None:
    (tmp_path / "sk-tim-2023.pdf").write_bytes(content)
    code, said = add(tmp_path / "sk-tim-2023.pdf")
    assert code == 0
    assert reason in said


def test_guesses_say_that_they_are_guesses_and_a_date_in_the_name_is_only_a_comment(
    root: Path, tmp_path: Path, add: Add
) -> None:
    add(document(tmp_path / "x", "notula 30 Mei 2023.pdf"))
    text = (root / FOLDER / "notula-30-mei-2023.yaml").read_text("utf-8")
    assert text.count("# GUESS") == 2
    assert "30 Mei 2023. Read the document before you write a date." in text
    assert "issued_on: null" in text


def test_a_kind_that_is_given_is_no_guess(root: Path, tmp_path: Path, add: Add) -> None:
    assert add(document(tmp_path / "x"), "--kind", "report", "--agency", "dinkes", "--id", "lain")[0] == 0
    made = record(root, "lain")
    assert (made.kind, made.agency) == ("report", "dinkes")
    assert (root / FOLDER / "lain.yaml").read_text("utf-8").count("# GUESS") == 1


def test_a_file_among_the_documents_is_recorded_where_it_is(root: Path, add: Add) -> None:
    path = document(root / FOLDER / "files" / "rapat kerja", "laporan é.txt")
    assert add(path)[0] == 0
    assert record(root, "laporan-e").file == f"{FOLDER}/files/rapat kerja/laporan é.txt"
    assert findings(root) == [f"{FOLDER}/laporan-e.yaml:6:8: evidence-guessed"]
    assert sorted(p.name for p in (root / FOLDER / "files").iterdir()) == ["rapat kerja", "sk-forum.txt"]


def test_a_file_elsewhere_in_the_repository_is_copied_to_the_documents(root: Path, add: Add) -> None:
    assert add(document(root / "dokumen kerja", "laporan é.txt"))[0] == 0
    assert record(root, "laporan-e").file == f"{FOLDER}/files/laporan-e.txt"
    assert (root / FOLDER / "files" / "laporan-e.txt").read_bytes() == TEXT
    assert findings(root) == [f"{FOLDER}/laporan-e.yaml:6:8: evidence-guessed"]


@pytest.mark.parametrize("more", [(), ("--internal", "--kept-at", "Lemari A"), ("--no-copy",)])
@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("data.xlsx", b"d", "there is nothing in data.xlsx; get the document again"),
        ("sk.pdf", b"%PDF-1.4\n%%EOF\n", "there is nothing in sk.pdf; get the document again"),
        ("sk.pdf", b"<html><body>Masuk</body></html>", "sk.pdf is not what its name says, but a web page"),
        ("sk.pdf", pdf([f"Written by `smartcity report`\n{SENTENCE}"]), "sk.pdf only repeats these data"),
    ],
)
def test_a_file_that_proves_nothing_is_refused_in_every_way(
    name: str, content: bytes, reason: str, more: tuple[str, ...], root: Path, tmp_path: Path, add: Add
) -> None:
    before = sorted(root.rglob("*"))
    code, said = add(document(tmp_path / "x", name, content), *more)
    assert (code, reason in said) == (2, True)
    assert sorted(root.rglob("*")) == before


def test_an_internal_file_stays_out(root: Path, tmp_path: Path, add: Add) -> None:
    code, _ = add(document(tmp_path / "x", "DPA.txt"), "--internal", "--kept-at", 'Lemari "A": # 1\nlantai 2')
    assert code == 0
    made = record(root, "dpa")
    assert (made.access, made.file, made.kind) == ("internal", None, "budget")
    assert made.kept_at == 'Lemari "A": # 1 lantai 2'
    assert made.sha256 == hashlib.sha256(TEXT).hexdigest()
    assert [path.name for path in (root / FOLDER / "files").iterdir()] == ["sk-forum.txt"]
    assert findings(root) == [f"{FOLDER}/dpa.yaml:6:8: evidence-guessed"]


def test_without_a_copy_only_the_record_is_written(root: Path, tmp_path: Path, add: Add) -> None:
    assert (
        add(document(tmp_path / "x", "video.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x08moov"), "--no-copy")[0]
        == 0
    )
    assert (record(root, "video").file, record(root, "video").kind) == (None, "video")
    guess, nowhere = f"{FOLDER}/video.yaml:6:8: evidence-guessed", f"{FOLDER}/video.yaml:22:7: evidence-nowhere"
    assert findings(root) == [guess, nowhere]


REFUSED = {
    "internal in the repository": (["--internal", "--kept-at", "x"], "where an internal file must never be"),
    "no copy of what is elsewhere in it": (["--no-copy"], "leave out --no-copy"),
    "kept-at of a public one": (["--kept-at", "x"], "add --internal"),
    "unknown kind": (["--kind", "buku"], "unknown kind of evidence buku"),
    "unknown agency": (["--agency", "dkisp"], "unknown agency dkisp"),
    "no id": (["--id", "Sk Tim"], "is not a valid id"),
    "id of a device": (["--id", "con"], "Windows reserves the name con"),
    "id taken": (["--id", "sk-forum"], "already exists"),
    "personal data as an id": (["--id", "hp-0812-3456-7890"], "personal data"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_contradicts_itself_is_refused_and_changes_nothing(case: str, root: Path, add: Add) -> None:
    options, reason = REFUSED[case]
    path = document(root / "dokumen")
    before = everything(root)
    code, said = add(path, *options)
    assert code == 2
    assert reason in said
    assert "7890" not in said
    assert everything(root) == before


def test_an_internal_one_says_where_it_is_kept_and_is_not_copied(root: Path, tmp_path: Path, add: Add) -> None:
    path = document(tmp_path / "x")
    assert "--kept-at" in add(path, "--internal")[1]
    assert "leave out --copy" in add(path, "--internal", "--copy", "--kept-at", "x")[1]
    assert "personal data" in add(path, "--internal", "--kept-at", "hubungi 0812-3456-7890")[1]


def a_link(path: Path) -> None:
    path.symlink_to(__file__)


def a_dead_link(path: Path) -> None:
    path.symlink_to("nowhere")


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def nothing(path: Path) -> None:
    pass


def an_empty_file(path: Path) -> None:
    path.touch()


@pytest.mark.parametrize("make", [a_link, a_dead_link, a_pipe, Path.mkdir, nothing, an_empty_file])
def test_what_is_no_ordinary_file_with_something_in_it_is_refused(
    make: Callable[[Path], None], root: Path, tmp_path: Path, add: Add
) -> None:
    make(tmp_path / "sk.pdf")
    before = everything(root)
    assert add(tmp_path / "sk.pdf")[0] == 2
    assert everything(root) == before


@pytest.mark.parametrize("path", ["/dev/null", "/dev/zero", "x\0y"])
def test_devices_and_impossible_names_are_refused_unread(path: str, root: Path, add: Add) -> None:
    assert add(path)[0] == 2


def test_the_way_to_the_file_does_not_matter(
    root: Path, tmp_path: Path, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    document(tmp_path, "x.pdf")
    monkeypatch.chdir(root)
    assert add("../x.pdf")[0] == 0
    assert record(root, "x").file == f"{FOLDER}/files/x.pdf"


@pytest.mark.parametrize(
    "name", ["a\nb | c.pdf", "=SUM(A1).csv", "'\"#: {x}.pdf", "$(x).sh", "\u202egnp.exe", "é" * 90]
)
def test_strange_names_give_plain_ones(name: str, root: Path, tmp_path: Path, add: Add) -> None:
    assert add(document(tmp_path / "x", name), *(["--id", "lain"] if name.startswith("'") else []))[0] == 0
    copied = {path.name for path in (root / FOLDER / "files").iterdir()} - {"sk-forum.txt"}
    assert len(copied) == 1
    assert all(letter.isalnum() or letter in "-." for letter in copied.pop())
    assert [line.rpartition(" ")[2] for line in findings(root)] == ["evidence-guessed"]


@pytest.mark.parametrize("name", ["6303012345678901.pdf", "foto_0812-3456-7890.jpg", "budi@surel.com.pdf"])
def test_a_name_with_personal_data_is_refused_and_not_repeated(name: str, root: Path, tmp_path: Path, add: Add) -> None:
    before = everything(root)
    code, said = add(document(tmp_path / "x", name))
    assert code == 2
    assert "personal data" in said
    assert name[5:12] not in said
    assert everything(root) == before


@pytest.mark.parametrize("name", ["日本.pdf", "___.pdf", "CON.pdf"])
def test_a_name_that_gives_no_id_asks_for_one(name: str, root: Path, tmp_path: Path, add: Add) -> None:
    path = document(tmp_path / "x", name)
    assert "--id" in add(path)[1]
    assert add(path, "--id", "123")[0] == 0
    assert record(root, "123").id == "123"


def test_the_same_content_is_recorded_once(root: Path, tmp_path: Path, add: Add) -> None:
    path = document(tmp_path / "x", "lain.txt", (root / FOLDER / "files/sk-forum.txt").read_bytes())
    code, said = add(path)
    assert code == 2
    assert "already recorded as sk-forum" in said
    code, said = add(path, "--internal", "--kept-at", "x")
    assert "already recorded as sk-forum" in said


def test_content_in_a_record_that_cannot_be_read_is_found_too(root: Path, tmp_path: Path, add: Add) -> None:
    add(document(tmp_path / "x"))
    path = root / FOLDER / "sk-tim-2023.yaml"
    path.write_text(path.read_text("utf-8").replace("kind: decree", "kind: apa"), "utf-8")
    assert f"already recorded in {FOLDER}/sk-tim-2023.yaml" in add(tmp_path / "x" / "SK Tim (2023).PDF", "--id", "y")[1]


def test_a_file_that_lies_there_without_a_record_is_not_doubled(root: Path, tmp_path: Path, add: Add) -> None:
    document(root / FOLDER / "files", "lama.pdf")
    assert f"as {FOLDER}/files/lama.pdf" in add(document(tmp_path / "x"))[1]
    assert "as data/evidence/files/lama.pdf" in add(tmp_path / "x/SK Tim (2023).PDF", "--internal", "--kept-at", "x")[1]
    assert add(root / FOLDER / "files" / "lama.pdf")[0] == 0


def test_a_record_is_no_document(root: Path, add: Add) -> None:
    assert "is a record of the data" in add(root / "data/agencies.yaml")[1]


@pytest.mark.parametrize("name", ["a|b.pdf", ".tersembunyi", "a\nb.pdf"])
def test_a_file_of_the_repository_needs_a_name_that_a_record_can_hold(name: str, root: Path, add: Add) -> None:
    assert "cannot be named" in add(document(root / "dokumen", name), "--id", "x")[1]


def test_nothing_is_overwritten(root: Path, tmp_path: Path, add: Add) -> None:
    document(root / FOLDER / "files", "sk-tim-2023.pdf", b"lain\n")
    before = everything(root)
    assert "already exists" in add(document(tmp_path / "x"))[1]
    assert everything(root) == before


def test_a_folder_that_leads_out_of_the_repository_is_not_written_to(root: Path, tmp_path: Path, add: Add) -> None:
    shutil.rmtree(root / FOLDER / "files")
    (tmp_path / "luar").mkdir()
    (root / FOLDER / "files").symlink_to(tmp_path / "luar")
    assert "leads out" in add(document(tmp_path / "x"))[1]
    assert list((tmp_path / "luar").iterdir()) == []


def test_what_is_too_large_for_a_repository_is_not_copied(
    root: Path, tmp_path: Path, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence_adding, "MAX_COPIED", 3)
    path = document(tmp_path / "x")
    assert "larger than" in add(path)[1]
    assert add(path, "--no-copy")[0] == 0


def test_a_disk_that_refuses_leaves_nothing_behind(
    root: Path, tmp_path: Path, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(root / FOLDER)
    before = everything(root)
    real = placing.place_new
    placed: list[Path] = []

    def place(temporary: Path, target: Path) -> None:
        if placed:
            raise PermissionError(13, "read-only", str(target))
        placed.append(target)
        real(temporary, target)

    monkeypatch.setattr(writing, "place_new", place)
    code, said = add(document(tmp_path / "x"))
    assert code == 2
    assert "read-only" in said
    assert everything(root) == before
    assert not (root / FOLDER).exists()


def test_a_disk_without_hard_links_works_and_still_overwrites_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    writing.create_files({tmp_path / "a": [b"1"]})
    with pytest.raises(FileExistsError):
        writing.create_files({tmp_path / "b": [b"2"], tmp_path / "a": [b"2"]})
    assert everything(tmp_path) == {"a": b"1"}


def test_a_record_that_appears_meanwhile_is_not_overwritten(
    root: Path, tmp_path: Path, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(contents: object) -> None:
        raise FileExistsError(17, "exists", "x.yaml")

    monkeypatch.setattr(evidence_add, "create_files", late)
    assert "x.yaml already exists" in add(document(tmp_path / "x"))[1]


def test_a_file_that_changes_while_it_is_read_is_not_recorded(
    root: Path, tmp_path: Path, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(root)
    path = document(tmp_path / "x")

    def take_and_change(pieces: Iterable[bytes]) -> tuple[str, Sample]:
        found = take(pieces)
        path.write_bytes(b"lain")
        return found

    monkeypatch.setattr("banjar_smartcity.workspace.sample.take", take_and_change)
    assert "was changed" in add(path)[1]
    assert everything(root) == before


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SK_Dewan.pdf", "decree"),
        ("Surat Keputusan Bupati.pdf", "decree"),
        ("surat undangan rapat.docx", "letter"),
        ("Perda 5 2022.pdf", "regulation"),
        ("PERBUP-13-2024.pdf", "regulation"),
        ("notulen rakor.docx", "minutes"),
        ("berita acara.pdf", "minutes"),
        ("Laporan data sampah.pdf", "report"),
        ("rekaman.mp4", "video"),
        ("bahan.pptx", "slides"),
        ("IMG_2023.JPG", "photo"),
        ("beranda.png", "screenshot"),
        ("foto.pdf", "photo"),
        ("nilai.csv", "data"),
        ("MoU mitra.pdf", "agreement"),
        ("askari.pdf", "other"),
        ("kontrak", "other"),
    ],
)
def test_the_kind_is_guessed_from_the_name_then_from_the_ending(name: str, kind: str) -> None:
    assert guess(name).kind == kind


@pytest.mark.parametrize(
    ("name", "dates"),
    [
        ("notula 2023-05-30.pdf", ("2023-05-30",)),
        ("notula 30-05-2023 (2).pdf", ("30-05-2023",)),
        ("rapat mei 2023, 2024", ("mei 2023", "2024")),
        ("SK 188.45.pdf", ()),
        ("12023.pdf", ()),
    ],
)
def test_dates_are_offered_as_they_stand_in_the_name(name: str, dates: tuple[str, ...]) -> None:
    assert guess(name).dates == dates


def test_long_names_are_cut_between_words() -> None:
    made = guess("laporan " * 20 + ".pdf").id
    assert made == "-".join(["laporan"] * 7)
    assert guess("x" * 100).id == "x" * 56


@pytest.mark.parametrize(("name", "kind"), [("foto", "other"), ("video.pdf", "other"), ("foto.pdf", "photo")])
def test_a_kind_that_the_file_cannot_have_is_not_guessed(
    root: Path, tmp_path: Path, add: Add, name: str, kind: str
) -> None:
    content = PDF if name.endswith(".pdf") else TEXT
    assert add(document(tmp_path / "unduhan", name, content))[0] == 0
    made = next(record for record in check(root).model.evidence.values() if record.id in ("foto", "video"))
    assert (made.kind, made.guessed) == (kind, ("title", "kind"))


NAMES = st.text(st.characters(blacklist_characters="/\0", blacklist_categories=["Cs"]), min_size=1, max_size=60)


@share(2)
@given(NAMES.filter(lambda name: name not in (".", "..")), st.sampled_from(["id", "en"]))
def test_whatever_the_name_the_record_has_no_error_or_nothing_is_written(name: str, lang: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        shutil.copytree(BASE, root)
        try:
            path = document(Path(folder) / "x", name)
        except OSError:
            return  # longer than the disk allows
        before = everything(root)
        code = main(["evidence", "add", str(path), "--root", str(root), "--lang", lang])
        assert code in (0, 2)
        if code == 0:
            assert {line.rpartition(" ")[2] for line in findings(root)} <= {"evidence-guessed", "evidence-format"}
            assert len(everything(root)) == len(before) + 2
        else:
            assert everything(root) == before


def test_respondents_rows_and_personal_data_never_get_in(root: Path, tmp_path: Path, add: Add) -> None:
    before = everything(root)
    rows = b"respondent_code,impact_health_registration,impact_health_record\nR1,4,3\n"
    people = b"nama,nik\nSiti,6303054107900001\n"
    for content in (rows, people):
        code, said = add(document(tmp_path / "unduhan", "rekap.csv", content))
        assert (code, "must not enter the repository" in said) == (2, True)
    assert everything(root) == before
