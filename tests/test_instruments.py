"""Instruments: what is shipped is listed, shown and offered, and never taken silently."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from banjar_smartcity import resources
from banjar_smartcity.checking.pipeline import check_workspace
from banjar_smartcity.cli.commands import instruments_update
from banjar_smartcity.regions.shipped import cited, shipped_instruments, shipped_sources
from banjar_smartcity.regions.updates import RECORD
from conftest import ROOT, run_command
from test_kills import everything

DAY = date(2026, 11, 27)
KNOWN = shipped_instruments()
HERE, *OTHERS = [name for name, shipped in KNOWN.items() if shipped.is_answered]
FILE = f"data/instruments/{HERE}.yaml"
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    monkeypatch.setenv("SMARTCITY_LANG", "en")
    return lambda *arguments: run_command(capsys, *arguments)


@pytest.fixture
def region(call: Call, tmp_path: Path) -> Path:
    assert call("init", tmp_path / "daerah", "--name", "Kota Uji", "--instrument", HERE, "--year", "2026")[0] == 0
    return tmp_path / "daerah"


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what is shipped, to change."""
    folder = tmp_path / "shipped"
    shutil.copytree(ROOT / "data", folder)
    monkeypatch.setattr(resources, "DATA", folder)
    return folder


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


VERSION, NEXT = f'version: "{KNOWN[HERE].version}"', 'version: "2099"'


def test_all_are_listed_and_shown_without_a_workspace(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, _ = call("instruments")
    assert (code, [line.split()[0] for line in out.splitlines() if line[0] != " "]) == (0, [*KNOWN])
    assert "workspace" not in out
    for name, instrument in KNOWN.items():
        code, out, _ = call("instruments", "show", name)
        assert (code, out.splitlines()[0].split()[0], "unofficial" in out) == (0, name, not instrument.is_official)
        variants = instrument.instrument.variants if instrument.instrument else ()
        assert all(f"Variant {variant.id}:" in out for variant in variants)
    code, _, err = call("instruments", "show", HERE[:-1])
    assert (code, f"did you mean {HERE}?" in err) == (2, True)
    assert call("instruments", "update")[0] == 2


def test_what_is_as_shipped_is_left_alone(call: Call, region: Path) -> None:
    before = everything(region)
    assert call("instruments", "update", "--root", region)[1] == f"{HERE}: up to date\n"
    assert call("instruments", "--root", region)[1].count("up to date") == 1
    assert everything(region) == before


def test_a_newer_version_is_a_diff_and_is_written_only_when_accepted(call: Call, region: Path, shipped: Path) -> None:
    replace(shipped / "instruments" / f"{HERE}.yaml", VERSION, NEXT)
    before = everything(region)
    code, out, _ = call("instruments", "update", "--root", region)
    assert (code, f"-{VERSION}" in out, f"+{NEXT}" in out) == (0, True, True)
    assert "lost" not in out
    assert everything(region) == before
    assert call("instruments", "update", HERE, "--accept", "--root", region)[0] == 0
    after = everything(region)
    assert {path for path in after if after[path] != before.get(path)} == {FILE, RECORD}
    assert after[FILE] == before[FILE].replace(VERSION.encode(), NEXT.encode())
    assert call("instruments", "update", "--root", region)[1] == f"{HERE}: up to date\n"
    assert check_workspace(region, DAY).findings == ()


def test_in_a_terminal_it_is_asked_and_only_a_yes_takes_it(
    call: Call, region: Path, shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace(shipped / "instruments" / f"{HERE}.yaml", VERSION, NEXT)
    before = everything(region)
    answers: list[str] = []
    monkeypatch.setattr(instruments_update, "can_ask", lambda: True)
    monkeypatch.setattr("sys.stdin", type("Keys", (), {"readline": lambda _: answers.pop()})())
    for answer in ("\n", "n\n", "maybe\n"):
        answers[:] = [answer]
        call("instruments", "update", "--root", region)
        assert everything(region) == before
    answers[:] = ["y\n"]
    call("instruments", "update", "--root", region)
    assert NEXT.encode() in everything(region)[FILE]


def test_own_changes_are_known_from_newer_versions(call: Call, region: Path, shipped: Path) -> None:
    replace(region / FILE, VERSION, f"{VERSION}  # dipakai sejak April")
    before = everything(region)
    assert "changed in this workspace\n" in call("instruments", "update", "--accept", "--root", region)[1]
    assert everything(region) == before
    replace(shipped / "instruments" / f"{HERE}.yaml", VERSION, NEXT)
    code, out, _ = call("instruments", "update", "--root", region)
    assert (code, "would be lost" in out, "-version" in out and "April" in out) == (0, True, True)
    assert everything(region) == before
    for record in ("", "{", "[]", json.dumps({HERE: 1})):
        (region / RECORD).write_text(record)
        assert "differs from what is shipped" in call("instruments", "--root", region)[1]
        assert "would be lost" in call("instruments", "update", "--root", region)[1]
    (region / RECORD).unlink()
    assert "differs" in call("instruments", "--root", region)[1]


def test_line_ends_and_the_place_of_the_schema_are_not_a_change(call: Call, region: Path) -> None:
    content = (region / FILE).read_bytes()
    (region / FILE).write_bytes(content.replace(b"\n", b"\r\n"))
    assert "up to date" in call("instruments", "update", "--root", region)[1]
    (region / FILE).write_bytes(content.split(b"\n", 1)[1])
    assert "up to date" in call("instruments", "update", "--root", region)[1]


@pytest.mark.parametrize("name", OTHERS)
def test_another_instrument_is_copied_with_its_sources_and_can_be_answered(call: Call, region: Path, name: str) -> None:
    before = everything(region)
    assert call("instruments", "update", name, "--root", region)[0] == 0
    assert everything(region) == before
    code, out, _ = call("instruments", "update", name, "--accept", "--root", region)
    assert (code, "smartcity new stage" in out) == (0, True)
    checked = check_workspace(region, DAY)
    assert checked.findings == ()
    register = shipped_sources()
    assert {*cited(KNOWN[name].data)} & register.keys() <= {*checked.model.sources}
    pairs = {frozenset((link.first, link.second)) for link in checked.model.crosswalks.values()}
    for path in (ROOT / "data" / "crosswalks").iterdir():
        ends = frozenset(path.stem.split("--"))
        assert (ends in pairs) == (ends == {HERE, name})
    current = checked.model.program.stage if checked.model.program else ""
    command = ("new", "stage", "2026-lain", "--from", current, "--instrument", name, "--carry", "none")
    assert call(*command, "--root", region)[0] == 0
    for figure in ("score", "status"):
        assert call(figure, "--instrument", name, "--root", region)[0] == 0
    assert check_workspace(region, DAY).findings == ()


def test_a_register_with_errors_takes_no_sources(call: Call, region: Path) -> None:
    (region / "data/sources.yaml").write_text("sources: {}\n")
    before = everything(region)
    code, _, err = call("instruments", "update", OTHERS[0], "--accept", "--root", region)
    assert (code, "data/sources.yaml has errors" in err, everything(region) == before) == (2, True, True)
