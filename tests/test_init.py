"""Init: a region begun in a folder is complete and without findings, and nothing is ever overwritten or half there."""

from __future__ import annotations

import fnmatch
import json
import os
import re
import runpy
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity import resources
from banjar_smartcity.checking.pipeline import check_workspace
from banjar_smartcity.i18n import language
from banjar_smartcity.model.instrument import SURVEY
from banjar_smartcity.regions.begin import RegionWish, official_name, plan_region, region_id, usual
from banjar_smartcity.regions.shipped import cited, shipped_instruments, shipped_sources
from banjar_smartcity.render.records.region import region_files
from banjar_smartcity.render.records.settings import TO_FILL_IN, WORKFLOW
from banjar_smartcity.source.document import parse
from banjar_smartcity.workspace.disk import Disk
from banjar_smartcity.workspace.layout import discover
from conftest import ROOT, run_command, share
from test_kills import everything, killed_at, leftovers

NAME = "Kabupaten Tabalong"
DAY = date(2026, 11, 27)
KNOWN = shipped_instruments()
ANSWERED = [name for name, shipped in KNOWN.items() if shipped.is_answered]
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    monkeypatch.setenv("SMARTCITY_LANG", "id")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC).timestamp())))

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        return run_command(capsys, *arguments)

    return run


@pytest.fixture
def begun(call: Call, tmp_path: Path) -> Path:
    folder = tmp_path / "data daerah"
    assert call("init", folder, "--name", NAME)[0] == 0
    return folder


def chosen(*names: str) -> list[str]:
    return [word for name in names for word in ("--instrument", name)]


CHOICES = [(), *((name,) for name in ANSWERED), *combinations(ANSWERED, 2), tuple(KNOWN)]


@pytest.mark.parametrize("names", CHOICES, ids="-and-".join)
def test_a_region_that_was_begun_has_no_findings_and_every_command_works(
    call: Call, tmp_path: Path, names: tuple[str, ...]
) -> None:
    folder = tmp_path / "daerah"
    code, out, err = call("init", folder, "--name", NAME, *chosen(*names))
    assert (code, err) == (0, "")
    assert "tidak ada yang perlu diperbaiki" in out
    checked = check_workspace(folder, DAY)
    assert (checked.findings, checked.model.program is not None) == ((), True)
    for command in ("status", "score", "todo", "innovations", "report"):
        assert call(command, "--root", folder)[0] == 0, command


@pytest.mark.parametrize("code", ["id", "en"])
def test_the_language_of_the_region_is_that_of_its_comments_and_its_output(
    call: Call, tmp_path: Path, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SMARTCITY_LANG")
    out = call("init", tmp_path / "d", "--name", NAME, "--language", code)[1]
    assert ("Next:" in out, "Berikutnya:" in out) == (code == "en", code == "id")
    status = call("status", "--root", tmp_path / "d")[1]
    sheet = (tmp_path / "d/data/crosscutting/answers/2026-kominfo.yaml").read_text("utf-8")
    assert ("as of" in status, "Required evidence" in sheet) == (code == "en", code == "en")


def test_the_default_is_the_first_that_asks_by_dimension(call: Call, tmp_path: Path) -> None:
    plain, by_dimension = (
        next(n for n in ANSWERED if any(i.dimension for i in KNOWN[n].instrument.items) is wanted)
        for wanted in (False, True)
    )
    call("init", tmp_path / "d", "--name", NAME, *chosen(plain, by_dimension))
    program = check_workspace(tmp_path / "d", DAY).model.program
    assert program is not None
    assert [entry.instrument for entry in program.entries] == [by_dimension, plain]
    assert call("init", tmp_path / "e", "--name", NAME, *chosen(plain))[0] == 0
    assert check_workspace(tmp_path / "e", DAY).model.ordered_dimensions == ()


def test_every_sheet_has_every_question_and_nothing_is_known(begun: Path) -> None:
    model = check_workspace(begun, DAY).model
    asked = [item.id for item in model.items if item.kind != SURVEY]
    answers = [answer for sheet in model.sheets for answer in sheet.answers]
    assert sorted(answer.item for answer in answers) == sorted(asked)
    assert {(a.fact, a.level, a.evidence, a.responsible, a.answered_on) for a in answers} == {
        (None, None, (), None, None)
    }
    text = "\n".join(path.read_text("utf-8") for path in begun.glob("data/**/answers/*.yaml"))
    assert all(item.question.id in text for item in model.items)
    assert (model.agencies, list(model.program.offices) if model.program else None) == ({}, [])


def test_only_the_sources_that_the_instruments_name_are_copied(begun: Path) -> None:
    model = check_workspace(begun, DAY).model
    named = {name for shipped in map(KNOWN.get, usual(KNOWN)) if shipped for name in cited(shipped.data)}
    assert {*model.sources} == named < {*shipped_sources()}


def test_three_commands_follow_and_they_exist(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "baru").mkdir()
    monkeypatch.chdir(tmp_path / "baru")
    _, out, _ = call("init", "--name", NAME)
    following = [line.split()[:2] for line in out.split("Berikutnya:\n")[1].splitlines()]
    assert [words[0] for words in following] == ["smartcity"] * 3
    assert all(call(words[1])[0] == 0 for words in following)
    assert "cd " not in out
    _, out, _ = call("init", tmp_path / "folder lain", "--name", NAME)
    assert f"cd '{tmp_path / 'folder lain'}'" in out or os.name == "nt"


def test_without_git_only_what_needs_versions_is_refused_and_says_why(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    folder = tmp_path / "daerah"
    assert call("init", folder, "--name", NAME)[0] == 0
    (folder / "risiko.md").write_text("# Daftar risiko\n\nSatu risiko.\n", "utf-8")
    for command in (
        ("validate",),
        ("status",),
        ("score",),
        ("todo",),
        ("report",),
        ("site",),
        ("evidence", "add", folder / "risiko.md", "--id", "risiko", "--kind", "data"),
        ("evidence", "check"),
        ("new", "innovation", "klinik"),
        ("new", "stage", "2027-kominfo", "--from", "2026-kominfo"),
        ("instruments", "update"),
        ("migrate", "workspace"),
    ):
        assert call(*command, "--root", folder)[0] == 0, command
    for command in (("history",), ("review",), ("diff",), ("report", "--history")):
        code, _, err = call(*command, "--root", folder)
        assert (code, "git belum terpasang" in err) == (2, True), command


@pytest.mark.parametrize(
    "name",
    [
        'Kabupaten "Kutip" # bukan komentar',
        "Kota Baru: Jaya",
        "yes",
        "null",
        "2026",
        "- a",
        "Kabupaten Sikka’s – Été 東",
        "#",
        "{a: b}",
        "Kabupaten\tTab  dan\nbaris",
        "'" * 3,
        "Kabupaten " + "x" * 150,
    ],
)
def test_any_name_is_kept_as_it_is(call: Call, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "daerah"
    code, out, _ = call("init", folder, "--name", name)
    program = check_workspace(folder, DAY).model.program
    assert (code, program is not None) == (0, True), out
    assert program is not None
    assert program.region.id == " ".join(name.split())
    assert program.official_name == official_name(" ".join(name.split()))
    assert call("report", "--summary", "--root", folder)[0] == 0


@share(4)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), min_size=1, max_size=40))
def test_the_programme_of_any_name_reads_back(name: str) -> None:
    said = " ".join(name.split()) or "x"
    region = plan_region(RegionWish(said, None, "id", (), 2026))
    document, faults = parse("program.yaml", region_files(region, language("id"))["data/program.yaml"].encode())
    assert document is not None, faults
    assert document.data["region"]["name"] == said  # type: ignore[index,call-overload]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", region_id(said))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "sebutkan daerahnya"),
        (("--name", "  "), "kosong"),
        (("--name", "x" * 201), "lebih dari 200"),
        (("--name", "Kabupaten 6371010101900001"), "data pribadi"),
        (("--name", NAME, "--official-name", "Jl. Mawar, HP 081234567890"), "data pribadi"),
        (("--name", NAME, *chosen(ANSWERED[0][:-1])), f"apakah maksudnya {ANSWERED[0]}"),
        (("--name", NAME, *chosen(f"{ANSWERED[0]}:regular")), "varian regular tidak dikenal"),
        (("--name", NAME, *chosen(next(n for n in KNOWN if n not in ANSWERED))), "tidak dijawab dalam lembar"),
    ],
)
def test_what_cannot_be_begun_writes_nothing(call: Call, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    folder = tmp_path / "daerah"
    code, _, err = call("init", folder, *arguments)
    assert (code, said in err, folder.exists()) == (2, True, False), err


def test_a_variant_is_chosen_on_the_command_line(call: Call, tmp_path: Path) -> None:
    instrument = next(
        s.instrument for s in KNOWN.values() if s.instrument and len(s.instrument.variants) > 1 and s.size
    )
    last = instrument.variants[-1].id
    assert call("init", tmp_path / "d", "--name", NAME, *chosen(f"{instrument.id}:{last}"))[0] == 0
    program = check_workspace(tmp_path / "d", DAY).model.program
    assert program is not None
    assert (program.instrument, program.variant) == (instrument.id, last)


def test_questions_are_asked_in_a_terminal_only_and_enter_takes_the_usual(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from banjar_smartcity.cli.commands import init

    lines = iter(["\n", f"{NAME}\n", "\n", "9\n", "satu\n", "\n", "2\n"])
    monkeypatch.setattr(init, "can_ask", lambda: True)
    monkeypatch.setattr(sys, "stdin", type("Keys", (), {"readline": lambda _: next(lines, "")})())
    code, out, _ = call("init", tmp_path / "d")
    assert (code, next(lines, None)) == (0, None)
    assert out.count("Tulis nomor 1 sampai") == 2
    program = check_workspace(tmp_path / "d", DAY).model.program
    assert program is not None
    assert (program.region.id, program.official_name, program.instrument) == (NAME, "KAB. TABALONG", usual(KNOWN)[0])
    assert program.variant != KNOWN[usual(KNOWN)[0]].instrument.variants[0].id


def test_a_question_without_an_answer_writes_nothing(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from banjar_smartcity.cli.commands import init

    monkeypatch.setattr(init, "can_ask", lambda: True)
    monkeypatch.setattr(sys, "stdin", type("Keys", (), {"readline": lambda _: ""})())
    code, _, err = call("init", tmp_path / "d")
    assert (code, "tidak dijawab" in err, (tmp_path / "d").exists()) == (2, True, False)


def test_files_that_are_there_stay_and_are_named(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "kantor"
    folder.mkdir()
    (folder / "surat.docx").write_bytes(b"surat")
    (folder / ".gitignore").write_bytes(b"rahasia/\r\n")
    code, out, _ = call("init", folder, "--name", NAME)
    assert (code, "Dibiarkan seperti semula: .gitignore." in out) == (0, True)
    assert (folder / "surat.docx").read_bytes() == b"surat"
    assert (folder / ".gitignore").read_bytes() == b"rahasia/\r\n"


@pytest.mark.parametrize(
    "path", ["data/program.yaml", "data/catatan.yaml", "data/sub/x.txt", ".smartcity/instruments.json"]
)
def test_a_folder_with_data_is_refused_as_it_is(call: Call, tmp_path: Path, path: str) -> None:
    folder = tmp_path / "lama"
    (folder / path).parent.mkdir(parents=True)
    (folder / path).write_text("isi: saya\n")
    before = everything(folder)
    code, _, err = call("init", folder, "--name", NAME)
    assert (code, "tidak ada yang ditulis" in err) == (2, True), err
    assert (everything(folder), leftovers(folder)) == (before, [])


def test_a_file_a_link_and_a_read_only_folder_are_refused(call: Call, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("x")
    assert call("init", tmp_path / "berkas", "--name", NAME)[0] == 2
    locked = tmp_path / "terkunci"
    locked.mkdir(mode=0o555)
    for folder in (locked, locked / "baru"):
        code, _, err = call("init", folder, "--name", NAME)
        assert (code, "pilih folder lain" in err) == (2, True), err
    assert list(locked.iterdir()) == []
    (tmp_path / "luar").mkdir()
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "data").symlink_to(tmp_path / "luar")
    assert call("init", tmp_path / "d", "--name", NAME)[0] == 2
    assert list((tmp_path / "luar").iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed at its steps")
def test_a_killed_init_leaves_all_or_nothing_for_the_next_command(
    call: Call, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = tmp_path / "utuh"
    assert call("init", whole, "--name", NAME)[0] == 0
    ends = set()
    for step in (*range(40, 400, 40), *range(400, 2000, 90)):
        top = tmp_path / f"at-{step}"
        top.mkdir()
        killed = killed_at(step, _begin, top)
        capsys.readouterr()
        done = (top / "data/program.yaml").exists()
        if step % 80:
            code = call("status", "--root", top)[0]
            assert everything(top) in ({}, everything(whole))
            assert code == (0 if everything(top) else 2)
        else:
            assert call("init", top, "--name", NAME)[0] == (2 if done else 0)
            assert everything(top) == everything(whole)
        ends.add(bool(everything(top)))
        assert leftovers(top) == []
        if not killed:
            break
    assert ends == {True, False}


def _begin(top: Path) -> None:
    from banjar_smartcity.cli.boundary import main

    main(["init", str(top), "--name", NAME])


def test_editors_find_the_schema_of_every_file_in_both_ways(begun: Path, call: Call) -> None:
    call("new", "innovation", "klinik", "--root", begun)
    settings = json.loads((begun / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    for file in discover(Disk(begun)).files:
        first = (begun / file.path).read_text("utf-8").splitlines()[0]
        named = first.removeprefix("# yaml-language-server: $schema=")
        schema = (begun / file.path).parent / named
        assert schema.resolve() == (begun / f".smartcity/schemas/{file.kind}.schema.json").resolve(), file.path
        assert schema.read_bytes() == (resources.SCHEMAS / schema.name).read_bytes()
        fitting = [
            name
            for name, places in settings.items()
            if any(fnmatch.fnmatch(file.path, p) for p in places if p[0] != "!")
            and not any(fnmatch.fnmatch(file.path, p[1:]) for p in places if p[0] == "!")
        ]
        assert fitting == [f"./.smartcity/schemas/{file.kind}.schema.json"], file.path


def test_the_workflow_is_our_own_but_for_what_a_person_fills_in(begun: Path) -> None:
    ours = (ROOT / WORKFLOW).read_text("utf-8").splitlines()
    theirs = (begun / WORKFLOW).read_text("utf-8").splitlines()
    changed = [line.strip() for line in theirs if line not in ours]
    assert changed[0].startswith("# ISI: ")
    assert changed[1:] == [f"uses: {TO_FILL_IN}"]
    assert [line.strip() for line in ours if line not in theirs] == ["uses: ./"]
    assert len(theirs) == len(ours) + 1


def test_the_wheel_has_all_that_is_read(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = tmp_path / "wheel"
    for source, place in runpy.run_path(str(ROOT / "hatch_build.py"))["shipped_files"](ROOT).items():
        target = wheel / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    shipped = wheel / "banjar_smartcity" / "_shipped"
    monkeypatch.setattr(resources, "DATA", shipped / "data")
    monkeypatch.setattr(resources, "WORKFLOW", shipped / WORKFLOW)
    folders = {path.parent.name for path in (shipped / "data").rglob("*.yaml")} - {"data"}
    assert folders == {"instruments", "crosswalks", *(p.name for p in (ROOT / "data/dimensions").iterdir())}
    assert call("init", tmp_path / "d", "--name", NAME, *chosen(*KNOWN))[0] == 0
    for name in KNOWN:
        body = (tmp_path / "d/data/instruments" / f"{name}.yaml").read_text("utf-8").split("\n", 1)[1]
        assert body == (ROOT / "data/instruments" / f"{name}.yaml").read_text("utf-8").split("\n", 1)[1]
