"""`smartcity innovations` as its users meet it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from banjar_smartcity.cli.boundary import main
from conftest import Build, base_text

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "kabupaten-contoh"
DAY = ("--today", "2026-05-15")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SMARTCITY_LANG", "SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def run_json(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Any:
    code, out, err = run(capsys, *arguments, "--root", EXAMPLE, *DAY, "--format", "json")
    assert code == 0, err
    return json.loads(out)


def test_what_is_not_known_is_null_and_never_nought(capsys: pytest.CaptureFixture[str]) -> None:
    data = run_json(capsys, "innovations")
    assert (data["instrument"], data["rubric"], data["top"]) == ("iid-2026", "unofficial", 111)
    found = {entry["id"]: entry for entry in data["innovations"]}
    assert (found["rujak"]["claimed"], found["rujak"]["supported"], found["rujak"]["highest"]) == (None, None, 111)
    assert (found["gado-gado"]["claimed"], found["gado-gado"]["supported"]) == (19, 13)
    assert found["gado-gado"]["owners"][1]["kind"] == "company"


@pytest.mark.parametrize("sort", ["maturity", "gain", "completeness"])
def test_sorted_highest_first(capsys: pytest.CaptureFixture[str], sort: str) -> None:
    listed = run_json(capsys, "innovations", "--sort", sort)["innovations"]
    figure = {"maturity": "supported", "gain": "gain", "completeness": "completeness"}[sort]
    values = [entry[figure] or 0 for entry in listed]
    assert values == sorted(values, reverse=True)


def test_only_one_dimension(capsys: pytest.CaptureFixture[str]) -> None:
    listed = run_json(capsys, "innovations", "--dimension", "economy")["innovations"]
    assert {entry["dimension"] for entry in listed} == {"economy"}
    assert list(run_json(capsys, "innovations", "shortlist", "--dimension", "economy")["dimensions"]) == ["economy"]


def test_an_innovation_with_its_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    data = run_json(capsys, "innovations", "show", "si-pare", "--lang", "en")
    replication = data["indicator_scores"]["replication"]
    assert (replication["level"], replication["supported"], replication["reason"]) == (1, 0, "evidence-does-not-stand")
    assert replication["evidence"] == [
        {"id": "nota-kesepahaman-bank-umpama", "pages": "3", "stands": False, "reason": "expired"}
    ]
    assert data["facts"][0]["line"] > 1
    assert data["started"] == "2023-10"
    assert data["known"]["owner"] is True
    assert sum(score["highest"] for score in data["indicator_scores"].values()) == data["highest"]


def test_the_shortlist_names_ties_holes_and_doubles(capsys: pytest.CaptureFixture[str]) -> None:
    dimensions = run_json(capsys, "innovations", "shortlist")["dimensions"]
    assert (dimensions["governance"]["verdict"], dimensions["governance"]["first"]) == ("tie", ["jempol", "dasi-rapi"])
    environment = dimensions["environment"]["sub_dimensions"]
    assert environment["energy"]["verdict"] == "hole"
    assert environment["protection"]["candidates"][0]["held_back"] == "behind"
    assert dimensions["living"]["sub_dimensions"]["mobility"]["verdict"] == "unranked"


def test_options_may_stand_before_the_command_if_it_has_them(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(
        capsys, "innovations", "--root", EXAMPLE, *DAY, "--lang", "en", "--dimension", "economy", "shortlist"
    )
    assert code == 0
    assert "GADO-GADO" in out
    assert "JEMPOL" not in out
    code, _, err = run(capsys, "innovations", "--root", EXAMPLE, "--lang", "en", "--sort", "gain", "show", "jempol")
    assert code == 2
    assert "--sort does not belong to show" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("innovations", "show", "gado-gada"), "did you mean gado-gado?"),
        (("innovations", "show", "zzz"), "unknown innovation zzz as of 15 May 2026"),
        (("innovations", "--dimension", "economi"), "unknown dimension economi"),
        (("innovations", "shortlist", "--dimension", "crosscutting"), "unknown dimension crosscutting"),
        (("innovations", "shrtlist"), "shrtlist"),
    ],
)
def test_wrong_use_is_said_in_a_sentence(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    tail = () if arguments[-1] == "shrtlist" else ("--root", EXAMPLE, *DAY, "--lang", "en")
    code, out, err = run(capsys, *arguments, *tail)
    assert (code, out) == (2, "")
    assert said in err


@pytest.fixture
def region(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE / "data", tmp_path / "region" / "data")
    return tmp_path / "region"


@pytest.mark.parametrize("command", [("innovations",), ("innovations", "show", "jempol"), ("innovations", "shortlist")])
def test_errors_in_what_feeds_the_figures_refuse_them_unless_partial(
    capsys: pytest.CaptureFixture[str], region: Path, command: tuple[str, ...]
) -> None:
    path = region / "data" / "innovations" / "rujak.yaml"
    path.write_text(path.read_text("utf-8").replace("dimension: living", "dimension: livin"), "utf-8")
    code, out, _ = run(capsys, *command, "--root", region, *DAY)
    assert code == 1
    assert "reference-unknown" in out
    for form in ("text", "json"):
        code, out, _ = run(capsys, *command, "--root", region, *DAY, "--partial", "--format", form, "--lang", "en")
        assert code == 0
        assert ("PARTIAL" in out) == (form == "text")
        assert "RUJAK" not in out


def test_an_error_in_the_answers_does_not_matter_here(capsys: pytest.CaptureFixture[str], region: Path) -> None:
    path = region / "data" / "dimensions" / "living" / "answers" / "2026-tahap-1.yaml"
    path.write_text(path.read_text("utf-8").replace("dinkes", "dinkess"), "utf-8")
    assert run(capsys, "innovations", "--root", region, *DAY)[0] == 0


def test_without_a_maturity_instrument_it_says_so(capsys: pytest.CaptureFixture[str], build: Build) -> None:
    root = build()
    for command in (("innovations",), ("innovations", "show", "klinik-daring"), ("innovations", "shortlist")):
        code, out, _ = run(capsys, *command, "--root", root, "--today", "2023-05-30", "--lang", "en")
        assert code == 0
        assert "No maturity instrument is recorded" in out
        code, out, _ = run(capsys, *command, "--root", root, "--today", "2023-05-30", "--format", "json")
        assert json.loads(out)["instrument"] is None


def test_an_innovation_of_which_nothing_is_known_is_shown_with_all_that_lacks(
    capsys: pytest.CaptureFixture[str], build: Build
) -> None:
    path = "data/innovations/klinik-daring.yaml"
    bare = base_text(
        path,
        ("owners:\n  - kind: agency\n    agency: dinkes\n    sources: [berita]", "owners: []"),
        ("started: 2022-03", "started: null"),
        ("sub_dimension: health", "sub_dimension: null"),
        ("status: provisional", "status: withdrawn"),
        ("facts:\n  - text: Dipakai sejak Maret\n    date: 2022-03\n    sources: [berita]", "facts: []"),
        ("evidence: [{evidence: sk-forum, pages: '1'}]", "evidence: []"),
        ("possible_duplicate_of: null", "possible_duplicate_of: pasar-rakyat\nnote: Lama"),
    )
    root = build({path: bare})
    code, out, _ = run(
        capsys, "innovations", "show", "klinik-daring", "--root", root, "--today", "2023-05-30", "--lang", "en"
    )
    assert code == 0
    for said in (
        "Owner: unknown",
        "Since: unknown",
        "What it is: unknown",
        "none recorded",
        "May be the same as Pasar Rakyat",
        "still missing: owner, start, description, evidence of the record, facts",
        "sub-dimension unknown",
        "withdrawn",
        "Lama",
    ):
        assert said in " ".join(out.split())
    code, out, _ = run(capsys, "innovations", "--root", root, "--today", "2023-05-30", "--lang", "en")
    assert "withdrawn" in out
    assert "may be the same as Pasar" in out


def test_what_comes_from_data_is_no_markup(capsys: pytest.CaptureFixture[str], build: Build) -> None:
    path = "data/innovations/klinik-daring.yaml"
    root = build({path: base_text(path, ("name: Klinik Daring", 'name: "Klinik [bold]Daring[/bold]"'))})
    for command in (("innovations",), ("innovations", "show", "klinik-daring"), ("innovations", "shortlist")):
        _, out, _ = run(capsys, *command, "--root", root, "--today", "2023-05-30")
        assert "[bold]Daring[/bold]" in "".join(out.split())


def test_of_the_regions_own_innovations_everything_is_said_to_be_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "innovations", "--root", ROOT, *DAY, "--lang", "en")
    assert code == 0
    assert "20 innovations. Assessed: 0 of 400 indicators." in out
    assert "No level is recorded yet" in out
    assert "unofficial" in out
    code, out, _ = run(capsys, "innovations", "shortlist", "--root", ROOT, *DAY, "--lang", "en")
    assert code == 0
    assert "comes first" not in out
    assert "Sub-dimension unknown: These represent the dimension only." in out
    assert "A gap: it has no innovation." in out
    code, out, _ = run(capsys, "innovations", "show", "mpp-barokah", "--root", ROOT, *DAY, "--lang", "en")
    assert code == 0
    assert "Assessed: 0 of 20 indicators. Still possible: 0–111 of 111 points." in out
    assert "Claimed and supported points are unknown: no level is recorded." in out
    assert "data/innovations/mpp-barokah.yaml:" in out


TWINS = """
maturity:
  - {indicator: video, level: 1, evidence: [{evidence: film}]}
"""


def test_a_double_that_is_proved_further_is_held_back_for_the_next(
    capsys: pytest.CaptureFixture[str], build: Build
) -> None:
    instrument = (ROOT / "data" / "instruments" / "iid-2026.yaml").read_text("utf-8")
    sources = base_text("data/sources.yaml")
    for name in ("permendagri-104-2018", "iid-2023", "iid-katalog-2026"):
        sources += sources.partition("  - id: catatan")[2].partition("  - id:")[0].join((f"  - id: {name}", ""))
    film = base_text("data/evidence/sk-forum.yaml", ("sk-forum", "film"), ("kind: decree", "kind: video"))
    film = film.replace("file: data/evidence/files/sk-forum.txt", "file: null").replace(
        "address: null", "address: https://contoh.go.id/film"
    )
    film = re.sub(r"sha256: .*", "sha256: null", film)

    def klinik(name: str, dimension: str, part: str, level: int, twin: str) -> str:
        return base_text(
            "data/innovations/klinik-daring.yaml",
            ("id: klinik-daring", f"id: {name}"),
            ("name: Klinik Daring", f"name: {name.title()}"),
            ("dimension: living", f"dimension: {dimension}"),
            ("sub_dimension: health", f"sub_dimension: {part}"),
            ("possible_duplicate_of: null", f"possible_duplicate_of: {twin}"),
        ) + TWINS.replace("level: 1", f"level: {level}")

    root = build(
        {
            "data/instruments/iid-2026.yaml": instrument,
            "data/sources.yaml": sources,
            "data/evidence/film.yaml": film,
            "data/innovations/anggrek.yaml": klinik("anggrek", "economy", "welfare", 3, "bambu"),
            "data/innovations/bambu.yaml": klinik("bambu", "living", "health", 2, "null"),
            "data/innovations/cendana.yaml": klinik("cendana", "living", "health", 1, "null"),
            "data/innovations/klinik-daring.yaml": None,
            "data/innovations/pasar-rakyat.yaml": None,
        }
    )
    common = ("--root", root, "--today", "2023-05-30", "--lang", "en")
    code, out, _ = run(capsys, "innovations", "shortlist", *common)
    assert code == 0, out
    assert "Cendana may come first: one of which more is proved is held back." in out
    assert "Anggrek comes first: it is the only one of which anything is proved." in out
    code, out, _ = run(capsys, "innovations", "show", "cendana", *common)
    assert "Beyond that, only higher levels add points" in out


def test_a_dimension_without_innovations_is_a_hole(capsys: pytest.CaptureFixture[str], build: Build) -> None:
    root = build({"data/innovations/pasar-rakyat.yaml": None})
    _, out, _ = run(capsys, "innovations", "shortlist", "--root", root, "--today", "2023-05-30", "--lang", "en")
    assert "The dimension as a whole: A gap: it has no innovation." in out


def test_where_there_is_no_innovation_the_way_to_the_first_is_shown(
    capsys: pytest.CaptureFixture[str], build: Build
) -> None:
    root = build()
    shutil.rmtree(root / "data" / "innovations")
    _, out, _ = run(capsys, "innovations", "--root", root, "--lang", "en", "--today", "2023-05-30")
    assert out.splitlines()[-1] == "`smartcity new innovation ID` begins the record of an innovation."
