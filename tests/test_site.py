"""The site: every page is complete, every link leads somewhere, and nothing internal is shown."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath
from posixpath import normpath

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.i18n import language
from banjar_smartcity.publish.public import PublicInnovation, Site, publish
from banjar_smartcity.render.json.site import site_data
from banjar_smartcity.render.page.site import render_site
from banjar_smartcity.workspace.unwritable import UnwritableError
from banjar_smartcity.workspace.writers.folder import MARK, write_folder, written_files
from conftest import CASES, TODAY, Build, base_text
from test_report import AFTER_RESULTS, HOSTILE, KLINIK, Page, put, report_of
from test_revision import run as git

SURVEY = CASES / "survey-too-few" / "good"
FORUM = "data/evidence/sk-forum.yaml"
ROADS = "data/dimensions/living/answers/2023-tahap-1.yaml"
ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "kabupaten-contoh"
SECRET = ("nota-rahasia", "Nota Dinas Tertutup", "800.1/77/RHS/2023", "Brankas lantai tiga", "b" * 64)
INTERNAL = {
    "data/evidence/nota-rahasia.yaml": base_text(
        FORUM,
        ("id: sk-forum", f"id: {SECRET[0]}"),
        ("title: SK Forum", f"title: {SECRET[1]}"),
        ("188.45/12/KUM/2023", SECRET[2]),
        ("access: public", f"access: internal\nkept_at: {SECRET[3]}"),
        ("file: data/evidence/files/sk-forum.txt", "file: null"),
        ("796a45d29c6e6a60e3c0eb51e26c692a39784813598b4a06d2c87443a441d5f9", SECRET[4]),
        ("expires_on: 2023-12-31", "expires_on: 2023-05-25"),
    ),
    ROADS: base_text(ROADS, ('[{evidence: sk-forum, pages: "2"}]', "[{evidence: nota-rahasia, pages: null}]")),
    KLINIK: base_text(KLINIK, ("evidence: sk-forum, pages: '1'", "evidence: nota-rahasia, pages: null")),
}
"""A document that nobody outside may know of, named by an answer and an innovation, expired, and used too freely."""


def site_files(site: Site, code: str) -> Iterator[tuple[str, bytes]]:
    return render_site(site, language(code), site_data(site.report, language(code)))


def files_of(root: Path, code: str = "en", *, partial: bool = False) -> dict[str, str]:
    report = report_of(root, AFTER_RESULTS if root.name == "late" else TODAY, partial=partial)
    return {path: content.decode() for path, content in site_files(publish(report, {}), code)}


def pages_of(root: Path, code: str = "en") -> dict[str, Page]:
    return {path: Page(text) for path, text in files_of(root, code).items() if path.endswith(".html")}


def write(root: Path, target: Path, *arguments: str, day: str = "2023-05-30") -> int:
    return main(["site", "--root", str(root), "--today", day, "--output", str(target), "--lang", "en", *arguments])


def test_there_is_a_page_for_each_dimension_and_each_innovation(build: Build) -> None:
    assert list(files_of(build())) == [
        "index.html",
        "score.html",
        "dimensions/living.html",
        "dimensions/economy.html",
        "dimensions/crosscutting.html",
        "innovations.html",
        "evidence.html",
        "steps.html",
        "findings.html",
        "programme.html",
        "sources.html",
        "innovations/klinik-daring.html",
        "innovations/pasar-rakyat.html",
        "404.html",
        "data.json",
        ".nojekyll",
    ]


@pytest.mark.parametrize("code", ["id", "en"])
def test_every_link_leads_to_something_that_is_there(code: str, build: Build) -> None:
    root = build(over=SURVEY)
    files, pages = files_of(root, code), pages_of(root, code)
    ids = {path: {a["id"] for _, a in page.attributes if "id" in a} for path, page in pages.items()}
    seen = set()
    for path, page in pages.items():
        for link in page.links():
            address = link["href"] or ""
            if address.startswith("https://"):
                continue
            target, _, anchor = address.partition("#")
            assert not target.startswith("/")
            place = normpath(str(PurePosixPath(path).parent / target)) if target else path
            assert place in files, (path, address)
            assert not anchor or anchor in ids[place], (path, address)
            seen.add(place)
    assert seen >= set(pages) - {"404.html"}, "every page can be reached"


@pytest.mark.parametrize("code", ["id", "en"])
def test_every_page_has_its_language_its_title_and_says_where_one_is(code: str, build: Build) -> None:
    titles = set()
    for path, text in files_of(build(), code).items():
        if not path.endswith(".html"):
            continue
        page = Page(text)
        assert page.open == []
        assert dict(page.attributes)["html"] == {"lang": code}
        titles.add(text.partition("<title>")[2].partition("</title>")[0])
        current = [a["aria-current"] for a in page.links() if "aria-current" in a]
        assert current == ([] if path == "404.html" else ["true"] if path.startswith("innovations/") else ["page"])
        levels = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
        assert levels[:2] == [1, 2]
        assert levels.count(1) == 1
        ids = [a["id"] for _, a in page.attributes if "id" in a]
        assert len(ids) == len(set(ids))
    assert len(titles) == 14


def test_no_page_asks_for_anything_and_each_allows_its_own_style_alone(build: Build) -> None:
    for path, text in files_of(build()).items():
        if not path.endswith(".html"):
            continue
        page = Page(text)
        assert not {"script", "link", "img", "iframe", "object", "embed", "form", "base"} & set(page.tags)
        assert not any({"src", "srcset", "style", "action"} & set(attributes) for _, attributes in page.attributes)
        assert not re.search(r"url\(|@import|@font-face", text)
        sheet = text.partition("<style>")[2].partition("</style>")[0]
        digest = b64encode(sha256(sheet.encode()).digest()).decode()
        assert f"default-src 'none'; style-src 'sha256-{digest}'" in text


@pytest.mark.parametrize("hostile", [HOSTILE[0], HOSTILE[-1], ' href="#source-1" id="index"'])
def test_pages_are_made_of_the_same_parts_whatever_people_write(hostile: str, build: Build) -> None:
    root = build()
    tame = {path: page.tags for path, page in pages_of(put(root, "Kata")).items()}
    assert {path: page.tags for path, page in pages_of(put(root, hostile)).items()} == tame


def test_nothing_of_an_internal_document_is_on_the_site(build: Build) -> None:
    files = files_of(build(INTERNAL))
    for path, text in files.items():
        assert not [secret for secret in SECRET if secret in text], path
    assert "1 internal document, not shown here" in Page(files["innovations/klinik-daring.html"]).text
    assert "none recorded" not in Page(files["innovations/klinik-daring.html"]).text
    assert "1 internal document, not shown here" in Page(files["dimensions/living.html"]).text
    assert "more findings are not shown" in Page(files["findings.html"]).text
    assert "SK Forum" in Page(files["evidence.html"]).text


def test_a_document_whose_record_cannot_be_read_is_not_named_either(build: Build, tmp_path: Path) -> None:
    path = "data/evidence/nota-rahasia.yaml"
    root = build({**INTERNAL, path: INTERNAL[path].replace("kind: decree", "kind: rahasia")})
    target = tmp_path / "situs"
    assert write(root, target, "--partial") == 0
    for file in target.rglob("*"):
        assert file.is_dir() or not [s for s in SECRET if s in file.read_text("utf-8")], file


def test_where_personal_data_lie_is_not_told(build: Build, tmp_path: Path) -> None:
    root, target = build(over=CASES / "personal-data" / "bad"), tmp_path / "situs"
    assert write(root, target) == 1
    assert not target.exists()
    assert write(root, target, "--partial") == 0
    told = "".join(file.read_text("utf-8") for file in target.rglob("*.html"))
    assert "personal-data" not in told
    assert "klinik-daring.yaml" not in told
    assert "Partial report." in told


def test_evidence_is_listed_with_its_fingerprint_and_what_it_is_named_for(build: Build) -> None:
    page = pages_of(build())["evidence.html"]
    assert "796a45d29c6e6a60e3c0eb51e26c692a39784813598b4a06d2c87443a441d5f9" in page.text
    assert {a["href"] for a in page.links()} >= {
        "dimensions/living.html#item-outcome-living-roads",
        "innovations/klinik-daring.html#innovation-klinik-daring",
    }


def test_the_figures_are_those_of_the_commands(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build()
    figures = json.loads(files_of(root)["data.json"])
    for command in ("score", "status", "todo"):
        shared = ["--root", str(root), "--today", TODAY.isoformat(), "--lang", "en", "--format", "json"]
        assert main([command, *shared]) == 0
        printed = json.loads(capsys.readouterr().out)
        printed.pop("documents", None)  # what is still to be read, with internal documents among it
        assert figures[command] == printed


def test_pages_come_one_after_the_other_and_no_innovation_is_made_before_its_page(build: Build) -> None:
    site = publish(report_of(build()), {})
    asked: list[str] = []

    class Asked(tuple[PublicInnovation, ...]):
        def __iter__(self) -> Iterator[PublicInnovation]:
            for told in super().__iter__():
                asked.append(told.portrait.innovation.id)
                yield told

    pages = site_files(site._replace(innovations=Asked(site.innovations)), "id")
    assert next(pages)[0] == "index.html"
    assert asked == []
    for path, _ in pages:
        if path.startswith("innovations/"):
            assert path == f"innovations/{asked[-1]}.html"


def test_the_same_data_and_day_give_the_same_files_and_replace_those_before(build: Build, tmp_path: Path) -> None:
    root, target = build(), tmp_path / "situs"
    assert write(root, target, day="2023-05-29") == 0
    found = []
    for _ in range(2):
        assert write(root, target) == 0
        found.append({path.relative_to(target): path.read_bytes() for path in target.rglob("*") if path.is_file()})
    assert found[0] == found[1]
    assert {path.as_posix() for path in found[0]} == {*written_files(target), MARK}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["situs", "workspace"], "nothing is left beside"


def test_errors_in_the_data_keep_the_site_that_was_there(build: Build, tmp_path: Path) -> None:
    root, target = build(), tmp_path / "situs"
    assert write(root, target) == 0
    before = (target / "index.html").read_bytes()
    (root / KLINIK).write_text(base_text(KLINIK, ("dimension: living", "dimension: livin")), "utf-8")
    assert write(root, target) == 1
    assert (target / "index.html").read_bytes() == before


def test_a_site_that_cannot_be_finished_leaves_the_one_before_it(tmp_path: Path) -> None:
    target = tmp_path / "situs"
    write_folder(target, [("index.html", b"old")], tmp_path / "root")

    def broken() -> object:
        yield "index.html", b"new"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_folder(target, broken(), tmp_path / "root")  # type: ignore[arg-type]
    assert (target / "index.html").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["situs"]


def test_a_swap_that_fails_midway_puts_the_old_site_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "situs"
    write_folder(target, [("index.html", b"old")], tmp_path / "root")
    rename = __import__("os").rename

    def fail(source: Path, place: Path) -> None:
        if Path(source).name == "fresh":
            raise OSError("no")
        rename(source, place)

    monkeypatch.setattr("os.rename", fail)
    monkeypatch.setattr("banjar_smartcity.workspace.writers.folder.exchange", lambda one, other: False)
    with pytest.raises(OSError, match="no"):
        write_folder(target, [("index.html", b"new")], tmp_path / "root")
    assert (target / "index.html").read_bytes() == b"old"


@pytest.mark.parametrize("strange", ["catatan.txt", ".git/HEAD", "innovations/catatan.html"])
def test_a_folder_with_anything_of_others_in_it_is_refused(
    strange: str, build: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, target = build(), tmp_path / "situs"
    assert write(root, target) == 0
    (target / strange).parent.mkdir(exist_ok=True)
    (target / strange).write_text("milik orang", "utf-8")
    assert write(root, target) == 2
    assert strange in capsys.readouterr().err
    assert (target / strange).read_text("utf-8") == "milik orang"


def test_a_folder_that_was_not_made_by_the_command_is_refused_and_an_empty_one_is_filled(
    build: Build, tmp_path: Path
) -> None:
    root, target = build(), tmp_path / "situs"
    target.mkdir()
    assert write(root, target) == 0
    other = tmp_path / "lain"
    other.mkdir()
    (other / "index.html").write_text("milik orang", "utf-8")
    (other / MARK).write_text("index.html\n", "utf-8")
    assert write(root, other) == 2
    assert (other / "index.html").read_text("utf-8") == "milik orang"


def test_links_files_and_the_data_themselves_are_refused(build: Build, tmp_path: Path) -> None:
    root, outside = build(), tmp_path / "luar"
    outside.mkdir()
    (tmp_path / "tautan").symlink_to(outside)
    (tmp_path / "berkas").write_text("x", "utf-8")
    (root / "build").symlink_to(outside)
    for target in (tmp_path / "tautan", tmp_path / "berkas", root / "data" / "situs", root / "build" / "situs", root):
        assert write(root, target) == 2, target
    assert list(outside.iterdir()) == []


def test_ids_that_would_lead_out_make_no_page(build: Build, tmp_path: Path) -> None:
    hostile = base_text(KLINIK, ("id: klinik-daring", 'id: "../../../keluar"'))
    target = tmp_path / "a" / "situs"
    assert write(build({KLINIK: hostile}), target, "--partial") == 0
    assert "innovations/klinik-daring.html" not in written_files(target)
    assert not list(tmp_path.rglob("keluar*"))


def test_an_id_is_looked_at_once_more_before_it_becomes_a_files_name(build: Build) -> None:
    site = publish(report_of(build()), {})
    told = site.innovations[0]
    portrait = told.portrait._replace(innovation=told.portrait.innovation._replace(id="../keluar"))
    with pytest.raises(ValueError, match="not an id"):
        list(site_files(site._replace(innovations=(told._replace(portrait=portrait),)), "id"))


def test_how_it_went_is_told_where_commits_tell_it(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root, target = build(), tmp_path / "situs"
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert write(root, target) == 0
    assert not (target / "changes.html").exists()
    assert write(root, target, "--history") == 2
    assert "git" in capsys.readouterr().err
    git(root, "init")
    git(root, "add", "-A")
    git(root, "commit", "-m", "Rahasia dapur")
    assert write(root, target, day="2100-01-01") == 0
    told = (target / "changes.html").read_text("utf-8")
    assert "History" in told
    assert "Rahasia dapur" not in told, "what people write in a message stays with them"


def test_the_example_holds_together(tmp_path: Path) -> None:
    target = tmp_path / "situs"
    assert write(EXAMPLE, target, day="2026-05-15") == 0
    for path in target.rglob("*.html"):
        for found in re.findall(r'href="([^"#]*)#?[^"]*"', path.read_text("utf-8")):
            assert found.startswith("https://") or not found or (path.parent / found).is_file()


def test_a_complaint_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("x", "utf-8")
    with pytest.raises(UnwritableError) as caught:
        write_folder(tmp_path / "berkas", [], tmp_path)
    assert caught.value.facts["path"] == tmp_path / "berkas"
