"""Refusals: what the system says of files that it does not open, in the reader's words."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.diagnostics import Phrase
from conftest import Build, check
from respondents import survey
from test_history import begin, level, save
from test_survey_privacy import commit, imported, region  # noqa: F401 - a fixture


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("x" * 300, "xx…: namanya terlalu panjang"),
        ("berkas/x.html", "berkas: sudah ada hal lain dengan nama ini"),
        ("berkas/a/x.html", "berkas/a: bagian dari alamatnya adalah berkas, bukan folder"),
        ("lingkar/x.html", "lingkar: sudah ada hal lain dengan nama ini"),
    ],
)
def test_a_place_that_cannot_be_written_to_is_refused_in_words(
    path: str, said: str, build: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "berkas").touch()
    (tmp_path / "lingkar").symlink_to("lingkar")
    assert main(["report", "--root", str(build()), "--output", str(tmp_path / path)]) == 2
    shown = capsys.readouterr().err
    assert said in shown
    assert "Errno" not in shown


@pytest.mark.parametrize("command", [["validate"], ["report", "--output"], ["compare"], ["validate", "--root"]])
def test_a_link_to_itself_is_no_bug_of_ours(
    command: list[str], build: Build, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(build())
    Path("lingkar").symlink_to("lingkar")
    assert main([*command, "lingkar"]) in (0, 1, 2)
    assert "bug" not in capsys.readouterr().err


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="only Linux has /proc")
def test_a_folder_that_is_on_no_disk_is_not_open_to_anybody(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--root", str(build()), "--output", "/proc/x.html"]) == 2
    assert "tidak ada izin untuk /proc: " in capsys.readouterr().err


def test_why_a_file_of_the_data_is_not_read_is_said_in_words(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    root = build()
    opened = os.open

    def refuse(path: str, *rest: object, **more: object) -> int:
        if str(path).endswith("sk-forum.yaml"):
            raise PermissionError(13, "Zugriff verweigert", path)
        return opened(path, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", refuse)
    (found,) = (f for f in check(root).findings if f.kind.id == "file-unreadable")
    assert found.facts["reason"] == Phrase("you have no permission for it")


def test_a_file_on_a_disk_that_is_read_only_is_not_to_be_deleted_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "daerah.html"
    target.touch()
    closed = os.statvfs_result((*os.statvfs(tmp_path)[:8], os.ST_RDONLY, 255))
    monkeypatch.setattr(os, "statvfs", lambda _path: closed)
    assert main(["compare", "data/results/2023.yaml", "--output", str(target)]) == 2
    assert f"{target} ada pada disk yang tidak boleh ditulisi" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["history"], ["diff", "HEAD~1"], ["review"], ["diff", "HEAD~1", "HEAD"]])
def test_a_repository_of_somebody_else_is_refused_with_what_to_do(
    command: list[str], build: Build, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = build()
    begin(root)
    save(root, level(2), "lagi")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert main([*command, "--root", str(root)]) == 2
    said = capsys.readouterr().err
    assert f"git tidak membuka {root}, karena milik orang lain" in said
    assert f"jalankan sekali: git config --global --add safe.directory {root}\n" in said
    assert "dubious" not in said


def test_a_survey_in_a_repository_of_somebody_else_is_not_imported(
    region: Path,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    commit(region)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert imported(region, survey("living", 70)) == 2
    assert "run once: git config --global --add safe.directory" in capsys.readouterr().err


def test_git_on_a_disk_that_is_read_only_is_refused_in_the_readers_words(
    build: Build, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = build()
    begin(root)
    (root / ".git" / "config.lock").touch()  # so that git cannot write its settings
    closed = os.statvfs_result((*os.statvfs(root)[:8], os.ST_RDONLY, 255))
    monkeypatch.chdir(root)
    monkeypatch.setattr(os, "statvfs", lambda _path: closed)
    assert main(["merge-driver", "--install", "--lang", "id"]) == 2
    assert f"{root} ada pada disk yang tidak boleh ditulisi" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (("report",), "a.xlsx"),
        (("report",), "a.txt"),
        (("report", "--format", "pdf"), "a.html"),
        (("report", "--summary", "--format", "md"), "a.PDF"),
        (("portal",), "a.docx"),
        (("site",), "a.html"),
        (("remind",), "a.pdf"),
        (("evidence", "pack"), "a.pdf"),
    ],
)
def test_a_name_that_says_something_else_than_what_is_written_is_refused(
    command: tuple[str, ...], name: str, build: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out" / name
    assert main([*command, "--output", str(output), "--root", str(build()), "--lang", "en"]) == 2
    assert f"{output}" in capsys.readouterr().err
    assert not output.parent.exists()


@pytest.mark.parametrize(("command", "name"), [("report", "a.2026"), ("report", "a.HTM"), ("site", "a.2026")])
def test_other_names_are_written_to(command: str, name: str, build: Build, tmp_path: Path) -> None:
    assert main([command, "--output", str(tmp_path / name), "--root", str(build())]) == 0
    assert (tmp_path / name).exists()
