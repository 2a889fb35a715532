"""Completion: the words that shells get, the scripts that ask for them, and where those are put, once."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.cli.completion.shells import SCRIPTS
from banjar_smartcity.cli.completion.words import VARIABLE, WORD
from conftest import Build
from test_cli import ROOT

HOMES = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "ZDOTDIR")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of its own, whose name has a space and a quote."""
    folder = tmp_path / "ibu 'ani"
    folder.mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(folder))
    for name in HOMES:
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(autouse=True)
def _in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SMARTCITY_LANG", raising=False)
    monkeypatch.chdir(ROOT)


def words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, before: str, word: str, how: str = "values"
) -> list[str]:
    """What a shell gets that asks for what may follow."""
    monkeypatch.setenv(VARIABLE, how)
    monkeypatch.setenv(WORD, word)
    assert main(before.split()) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out.splitlines()


@pytest.mark.parametrize(
    ("before", "word", "expected"),
    [
        ("", "va", ["validate"]),
        ("--lang en", "s", ["status", "score", "site", "survey"]),
        ("", "--inst", ["--install-completion"]),
        ("evidence", "", ["add", "confirm", "check", "verify", "pack", "verify-pack"]),
        ("innovations", "s", ["show", "shortlist"]),
        ("validate", "--s", ["--schema", "--summary", "--strict"]),
        ("validate --format", "j", ["json", "junit"]),
        ("validate --format =", "sa", ["sarif"]),
        ("score --dimension", "e", ["economy", "environment"]),
        ("status --stage", "2023-tahap-1", ["2023-tahap-1"]),
        ("innovations show", "mpp", ["mpp-barokah"]),
        ("item", "i6-geo", ["i6-geospatial"]),
        ("evidence verify --root examples/kabupaten-contoh", "sk-dew", ["sk-dewan-dan-tim-smart-city"]),
        ("evidence verify --item", "i6-geo", ["i6-geospatial"]),
        ("explain", "reference-unk", ["reference-unknown"]),
        ("validate", "da", []),
    ],
)
def test_what_may_follow(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    before: str,
    word: str,
    expected: list[str],
) -> None:
    assert words(capsys, monkeypatch, before, word) == expected


def test_words_come_with_help_in_the_readers_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert words(capsys, monkeypatch, "--lang en", "va", "described") == ["validate\tCheck the data."]
    assert words(capsys, monkeypatch, "", "va", "described") == ["validate\tPeriksa data."]
    assert words(capsys, monkeypatch, "evidence --lang en", "p", "described") == [
        "pack\tPack the evidence for the assessors."
    ]


def test_nothing_that_data_hold_but_ids_reaches_a_shell(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, build: Build
) -> None:
    hostile = "dimensions: [living, '$(touch x)', '`id`', 'a b', \"a\\nb\", -rf]\nstages: [{id: 7}, {id: '*'}]\n"
    city = build({"data/program.yaml": hostile})
    assert words(capsys, monkeypatch, f"score --root {city} --dimension", "") == ["living", "crosscutting"]
    assert words(capsys, monkeypatch, f"score --root {city} --stage", "") == []


def test_no_word_is_offered_where_the_programme_cannot_be_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, build: Build
) -> None:
    city = build({})
    for text in ("a: [", "- a list\n", "stages: 3\ndimensions: none\n", "stages: [3]\n"):
        (city / "data" / "program.yaml").write_text(text)
        assert words(capsys, monkeypatch, f"score --root {city} --stage", "") == []


def test_asking_loads_nothing_heavy() -> None:
    code = "import sys; from banjar_smartcity.cli.boundary import main; main([]); print(*sys.modules, file=sys.stderr)"
    environment = {**os.environ, VARIABLE: "described", WORD: "va"}
    process = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, env=environment)
    assert process.stdout.decode() == "validate\tPeriksa data.\n"
    loaded = set(process.stderr.decode().split())
    assert "banjar_smartcity.cli.completion.words" in loaded
    assert not loaded & {"rich", "jinja2", "babel", "jsonschema", "jsonschema_rs", "banjar_smartcity.schema.validator"}


@pytest.mark.parametrize("shell", sorted(SCRIPTS))
def test_each_shells_script_can_be_shown(capsys: pytest.CaptureFixture[str], shell: str) -> None:
    assert main(["--show-completion", shell]) == 0
    shown = capsys.readouterr().out
    assert shown.strip() == SCRIPTS[shell].strip()
    assert VARIABLE in shown
    assert WORD in shown


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
def test_bash_completes(tmp_path: Path) -> None:
    program = tmp_path / "smartcity"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m banjar_smartcity "$@"\n')
    program.chmod(0o755)
    script = SCRIPTS["bash"] + (
        't() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _smartcity_completion "$program"; echo "${COMPREPLY[*]}"; }\n'
        "t smartcity va; t smartcity score --dimension li; t smartcity validate --format = j; t smartcity validate da\n"
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        cwd=ROOT,
        capture_output=True,
        check=True,
        env={**os.environ, "program": str(program)},
    )
    assert done.stderr == b""
    assert done.stdout.decode().splitlines() == ["validate", "living", "json junit", ""]


@pytest.mark.parametrize(("shell", "start"), [("bash", ".bashrc"), ("zsh", ".zshrc")])
def test_a_shell_is_told_once_and_what_it_was_told_before_stays(
    capsys: pytest.CaptureFixture[str], home: Path, shell: str, start: str
) -> None:
    real = home / "dotfiles"
    real.write_bytes(b"export A=1\xff")
    (home / start).symlink_to(real)
    for _ in range(2):
        assert main(["--install-completion", shell]) == 0
    script = home / ".local" / "share" / "smartcity" / f"completion.{shell}"
    before, line = real.read_bytes().splitlines()
    assert before == b"export A=1\xff"
    assert (home / start).is_symlink()
    assert script.read_text() == SCRIPTS[shell]
    spoken = f"set -- {line.decode()}; printf '%s\\n' \"$@\""
    told = subprocess.run(["sh", "-c", spoken], capture_output=True, check=True)
    assert told.stdout.decode().splitlines() == ["source", str(script)]
    assert capsys.readouterr().out.splitlines()[:2] == [str(script), str(home / start)]
    assert {path.relative_to(home).parts[0] for path in home.rglob("*")} == {"dotfiles", start, ".local"}


def test_fish_finds_its_script_by_itself(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    for _ in range(2):
        assert main(["--install-completion", "fish"]) == 0
    assert [path for path in home.rglob("*") if path.is_file()] == [home / ".config/fish/completions/smartcity.fish"]
    assert str(home) in capsys.readouterr().out


@pytest.mark.parametrize("shell", ["powershell", "pwsh"])
def test_powershell_says_itself_where_its_profile_is(
    capsys: pytest.CaptureFixture[str], home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shell: str
) -> None:
    profile = home / "Documents" / "profile.ps1"
    stand_in = tmp_path / shell
    stand_in.write_text(f'#!/bin/sh\necho "$*" >> "{tmp_path}/asked"\necho "{profile}"\n')
    stand_in.chmod(stand_in.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    for _ in range(2):
        assert main(["--install-completion", shell]) == 0
    script = home / ".local" / "share" / "smartcity" / "completion.ps1"
    doubled = str(script).replace("'", "''")
    assert profile.read_text() == f". '{doubled}'\n"
    assert script.read_text() == SCRIPTS[shell]
    assert "ExecutionPolicy" not in (tmp_path / "asked").read_text()
    assert str(profile) in capsys.readouterr().out


def test_a_powershell_that_is_not_there_is_wrong_use(
    capsys: pytest.CaptureFixture[str], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(home))
    assert main(["--install-completion", "pwsh"]) == 2
    assert "pwsh" in capsys.readouterr().err
    assert list(home.iterdir()) == []


def test_the_current_shell_is_found_or_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("zsh", "/bin/zsh"))
    assert main(["--show-completion"]) == 0
    assert "compdef" in capsys.readouterr().out
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("tcsh", "/bin/tcsh"))
    assert main(["--lang", "en", "--install-completion"]) == 2
    assert "unknown shell tcsh; choose from bash" in capsys.readouterr().err
    assert main(["--show-completion", "tcsh"]) == 2
