"""The form and the statement as they are written: what is in them, escaped, the same each time, and nothing loaded."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from pypdf import PdfReader

from banjar_smartcity.schema.validator import shipped
from banjar_smartcity.source.document import Document
from conftest import run_command
from documents import pdf
from returned_books import DAY, SHEET, STUNTING, Run, contents, copy_of_example, take_in

HOSTILE = "</script><img src=x onerror=alert(1)> & {{ 7*7 }}"


def written(capsys: Run, root: Path, name: str = "isian.html", *options: str) -> bytes:
    target = root.parent / name
    shared = ("--root", root, "--today", DAY, "--lang", "id", "--output", target)
    code, _, err = run_command(capsys, "form", "out", *(options or ("--agency", "dinkes")), *shared)
    assert (code, err) == (0, "")
    return target.read_bytes()


def data_of(page: bytes) -> Any:
    return json.loads(html.fromstring(page.decode()).get_element_by_id("parcel").text)


def test_the_same_data_give_the_same_page_and_another_parcel_another_key(tmp_path: Path, capsys: Run) -> None:
    root = copy_of_example(tmp_path)
    page = written(capsys, root)
    assert written(capsys, root, "lagi.html") == page
    sheet = root / SHEET
    sheet.write_text(sheet.read_text("utf-8").replace("1.176", "1.177"), "utf-8")
    assert data_of(written(capsys, root))["base"] != data_of(page)["base"]


def test_the_data_in_the_page_are_a_file_that_can_come_back(tmp_path: Path, capsys: Run) -> None:
    root = copy_of_example(tmp_path)
    found = data_of(written(capsys, root))
    assert list(shipped("returned").check(Document("x.json", "", found))) == []
    file = tmp_path / "isian.json"
    file.write_text(json.dumps(found), "utf-8")
    before = (root / SHEET).read_bytes()
    assert take_in(capsys, root, file)[0] == 0
    assert (root / SHEET).read_bytes() == before


def test_what_people_wrote_is_text_and_the_policy_admits_only_its_own_script(tmp_path: Path, capsys: Run) -> None:
    root = copy_of_example(tmp_path)
    sheet = root / SHEET
    text = sheet.read_text("utf-8")
    old = "Sebanyak 1.176 dari 1.284 baduta stunting ditangani pada 2025 (91,6 persen)."
    assert old in text
    sheet.write_text(text.replace(old, json.dumps(HOSTILE), 1), "utf-8")
    page = written(capsys, root)
    tree = html.fromstring(page.decode())
    assert tree.xpath("//img") == []
    assert HOSTILE in [one["sent"]["fact"] for one in data_of(page)["answers"]]
    policy = tree.xpath("//meta[@http-equiv]/@content")[0]
    scripts = [one.text for one in tree.xpath("//script") if one.get("type") is None]
    assert len(scripts) == 1
    for content, rule in ((scripts[0], "script-src"), (tree.xpath("//style")[0].text, "style-src")):
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")


def test_nothing_in_the_page_leads_anywhere(tmp_path: Path, capsys: Run) -> None:
    page = written(capsys, copy_of_example(tmp_path), "isian.html", "--all").decode()
    tree = html.fromstring(page)
    assert [found for found in tree.xpath("//@href|//@src|//@action|//@style") if not found.startswith("#")] == []
    assert re.search(r"https?:|fetch\(|XMLHttp|WebSocket|sendBeacon|import\(|eval\(", page) is None


def test_every_recipient_gets_a_form_in_a_folder(tmp_path: Path, capsys: Run) -> None:
    root = copy_of_example(tmp_path)
    target = tmp_path / "kirim"
    code, out, _ = run_command(
        capsys, "form", "out", "--all", "--output", target, "--root", root, "--today", DAY, "--lang", "en"
    )
    assert code == 0
    assert "isian-dinkes.html" in {path.name for path in target.iterdir()}
    assert len(out.splitlines()) == len(list(target.iterdir()))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--agency", "dinkes", "--output", "isian.xlsx"), "must end in .html"),
        (("--agency", "dinkes", "--format", "pdf", "--output", "isian.html"), "must end in .pdf"),
        (("--output", "isian.html"), "name one of"),
        (("--agency", "dinkess", "--output", "isian.html"), "dinkes"),
    ],
)
def test_what_cannot_be_sent_is_refused(
    tmp_path: Path, capsys: Run, arguments: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_of_example(tmp_path)
    monkeypatch.chdir(tmp_path)
    code, _, err = run_command(capsys, "form", "out", *arguments, "--root", root, "--today", DAY, "--lang", "en")
    assert code == 2
    assert said in err
    assert [path.name for path in tmp_path.iterdir()] == [root.name]


@pytest.mark.needs("pango")
def test_the_statement_names_the_office_and_the_hash_of_what_it_covers(tmp_path: Path, capsys: Run) -> None:
    root = copy_of_example(tmp_path)
    base = data_of(written(capsys, root))["base"]
    content = written(capsys, root, "pernyataan.pdf")
    found = PdfReader(BytesIO(content))
    text = " ".join(page.extract_text() for page in found.pages)
    assert base in text.replace("\n", "")
    assert "Pimpinan Dinas Kesehatan Kabupaten Contoh" in " ".join(text.split())
    assert "menyatakan bahwa 4 jawaban" in " ".join(text.split())
    assert found.metadata is not None
    assert found.metadata.title == "Lembar pernyataan isian"
    assert written(capsys, root, "lagi.pdf") == content


def test_a_document_that_arrives_under_another_name_is_known_by_its_hash(tmp_path: Path, capsys: Run) -> None:
    root = copy_of_example(tmp_path)
    data = data_of(written(capsys, root))
    folder = tmp_path / "dokumen"
    folder.mkdir()
    (folder / "IMG-20260504-WA0003.pdf").write_bytes(pdf(["the chosen one"]))
    (folder / "image.pdf").write_bytes(pdf(["another one"]))
    answer = next(one for one in data["answers"] if one["item"] == STUNTING)
    answer["returned"] = {"document": f"{answer['sent']['document']}\nimage.pdf", "pages": "3\n4"}
    digest = sha256((folder / "IMG-20260504-WA0003.pdf").read_bytes()).hexdigest()
    data["documents"] = [{"file": "image.pdf", "sha256": digest}]
    file = tmp_path / "isian.json"
    file.write_text(json.dumps(data), "utf-8")
    code, out, _ = take_in(capsys, root, file, "--evidence", folder)
    assert code == 0, out
    kept = {path.read_bytes() for path in (root / "data").rglob("*.pdf")}
    assert pdf(["the chosen one"]) in kept
    assert pdf(["another one"]) not in kept


def test_a_hash_does_not_let_a_path_in(tmp_path: Path, capsys: Run) -> None:
    root = copy_of_example(tmp_path)
    data = data_of(written(capsys, root))
    folder = tmp_path / "dokumen"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"%PDF-1.4")
    data["documents"] = [{"file": "../../a.pdf", "sha256": sha256(b"%PDF-1.4").hexdigest()}]
    file = tmp_path / "isian.json"
    file.write_text(json.dumps(data), "utf-8")
    before = contents(root)
    code, out, _ = take_in(capsys, root, file, "--evidence", folder)
    assert code == 1
    assert "it is a path" in out
    assert contents(root) == before


def test_documents_without_their_pages_are_asked_about(tmp_path: Path, capsys: Run) -> None:
    root = copy_of_example(tmp_path)
    data = data_of(written(capsys, root))
    answer = next(one for one in data["answers"] if one["sent"]["pages"])
    answer["returned"] = {"document": f"{answer['sent']['document']}\nlain.pdf"}
    file = tmp_path / "isian.json"
    file.write_text(json.dumps(data), "utf-8")
    code, out, err = take_in(capsys, root, file)
    assert (code, err) == (1, "")
    assert f"{answer['item']}.document" in out


PDF = pdf(["Profil"])
LARGE = PDF + b"\n" * 1_600_000 + b"%%EOF\n"


def embedding(name: str, plain: bytes, **changed: Any) -> dict[str, Any]:
    """A document as the form puts it into the file that it saves."""
    known = {"file": name, "sha256": sha256(plain).hexdigest(), "content": b64encode(plain).decode()}
    return {**known, **changed}


def taken(capsys: Run, tmp_path: Path, *documents: dict[str, Any], names: bool = True) -> tuple[int, str, set[bytes]]:
    """Take in a file whose answer names these documents; the exit code, the output, and the new files of evidence."""
    root = copy_of_example(tmp_path)
    before = set((root / "data/evidence/files").iterdir())
    data = data_of(written(capsys, root))
    answer = next(one for one in data["answers"] if one["item"] == STUNTING)
    lines = [answer["sent"]["document"], *(one["file"] for one in documents if names)]
    answer["returned"] = {"document": "\n".join(lines), "pages": "\n".join("3" for _ in lines)}
    data["documents"] = list(documents)
    file = tmp_path / "isian.json"
    file.write_text(json.dumps(data), "utf-8")
    code, out, err = take_in(capsys, root, file)
    assert err == "" or code == 0, err
    found = {path.read_bytes() for path in (root / "data/evidence/files").iterdir() if path not in before}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["isian.html", "isian.json", root.name]
    return code, out, found


def test_documents_inside_the_file_are_recorded_once(tmp_path: Path, capsys: Run) -> None:
    code, out, found = taken(capsys, tmp_path, embedding("Profil.pdf", PDF), embedding("Rencana.pdf", LARGE))
    assert code == 0, out
    assert found == {PDF, LARGE}


NOT_KEPT = (
    (embedding("satu.pdf", PDF, sha256="0" * 64), "another one"),
    ({"file": "dua.pdf", "content": b64encode(PDF).decode()}, "another one"),
    (embedding("tiga.pdf", PDF, content="JVBERi0x?"), "damaged"),
    (embedding("empat.pdf", PDF, content="JVBERi0xLjQ"), "damaged"),
    (embedding("lima.pdf", b"MZ\x90\x00 a program"), "not a photo or a PDF"),
    (embedding("enam.jpg", PDF), "not what its name says"),
    (embedding("tujuh.exe", PDF), "not a photo or a PDF"),
    (embedding("delapan.docx", b"PK\x03\x04" + b"0" * 99), "not a photo or a PDF"),
    (embedding("sembilan.pdf", PDF + b"\n" * 1_999_999 + b"%%EOF\n"), "larger"),
    (embedding("../../sepuluh.pdf", PDF), "path"),
    (embedding("C:sebelas.pdf", PDF), "on every computer"),
    (embedding(f"{'a' * 300}.pdf", PDF), "on every computer"),
    (embedding("..", PDF), "path"),
    (embedding("kosong.pdf", b""), "not a photo or a PDF"),
)


def test_a_document_inside_the_file_that_is_not_what_it_says_is_named_once_and_not_kept(
    tmp_path: Path, capsys: Run
) -> None:
    code, out, found = taken(capsys, tmp_path, *(document for document, _ in NOT_KEPT), names=False)
    assert code == 1
    assert found == set()
    lines = [line for line in out.splitlines() if "documents[" in line]
    assert len(lines) == len(NOT_KEPT), out
    for number, (document, said) in enumerate(NOT_KEPT, 1):
        line = next(line for line in lines if f"documents[{number}]" in line)
        assert document["file"][:20] in line
        assert said in line


def test_the_answer_that_names_such_a_document_says_what_is_wrong_with_it(tmp_path: Path, capsys: Run) -> None:
    code, out, found = taken(capsys, tmp_path, embedding("lima.pdf", b"MZ\x90\x00 a program"))
    assert code == 1
    assert found == set()
    assert out.count("lima.pdf") == 1
    assert "not a photo or a PDF" in out


def test_documents_beyond_the_sum_are_named_and_not_kept(tmp_path: Path, capsys: Run) -> None:
    second = pdf(["Laporan"]) + b"\n" * 1_600_000 + b"%%EOF\n"
    code, out, found = taken(capsys, tmp_path, embedding("satu.pdf", LARGE), embedding("dua.pdf", second))
    assert code == 1
    assert found == {LARGE}
    assert "dua.pdf" in out
    assert "satu.pdf" not in out
