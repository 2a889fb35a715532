"""Maturity: points by hand, evidence that is valid or not, and what must hold for any levels."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.diagnostics import At
from banjar_smartcity.evidence.holdings import Holding
from banjar_smartcity.evidence.proof import Proof
from banjar_smartcity.innovations.maturity import Maturity, assess, assess_innovation, in_order, use_state
from banjar_smartcity.model.evidence import Evidence
from banjar_smartcity.model.innovation import Innovation
from banjar_smartcity.model.instrument import Instrument
from banjar_smartcity.model.maturity import IndicatorAnswer, add, indicators
from banjar_smartcity.model.parts import EvidenceUse
from banjar_smartcity.workspace.disk import Disk
from banjar_smartcity.workspace.layout import discover
from conftest import BASE, Build, base_text, check, findings, run_command

ROOT = Path(__file__).resolve().parent.parent
REAL = check(ROOT, date(2026, 5, 15)).model
BASE_MODEL = check(BASE).model
RECORD = BASE_MODEL.innovations["klinik-daring"]
_found = REAL.maturity_instrument
assert _found is not None
INSTRUMENT = _found
INDICATORS = indicators(INSTRUMENT)
TODAY = date(2023, 5, 30)
AT = At("data/innovations/x.yaml")
KLINIK = "data/innovations/klinik-daring.yaml"
IID = "data/instruments/iid-2026.yaml"


def document(kind: str) -> Evidence:
    template = BASE_MODEL.evidence["sk-forum"]
    return template._replace(id=kind, kind=kind, file=None, sha256=None, address="example.org")


WANTED = ("decree", "regulation", "budget", "screenshot", "plan", "manual", "agreement", "list", "report", "video")
VIDEO = document("video")
DOCUMENTS = {
    **{kind: document(kind) for kind in WANTED},
    "expired": VIDEO._replace(expires_on=date(2023, 1, 1)),
    "later": VIDEO._replace(issued_on=date(2024, 1, 1), expires_on=None),
    "nowhere": VIDEO._replace(address=None),
    "lost": VIDEO._replace(address=None, file="data/evidence/files/lost.mp4"),
}
PROOF = Proof(DOCUMENTS, {"data/evidence/files/lost.mp4": Holding(inside=True, present=False, sha256=None)}, TODAY)


def answered(*answers: tuple[str, int | None, tuple[str, ...]]) -> Innovation:
    return RECORD._replace(
        maturity=tuple(
            IndicatorAnswer(AT, name, level, tuple(EvidenceUse(AT, use, None) for use in uses), None)
            for name, level, uses in answers
        )
    )


def judged(*answers: tuple[str, int | None, tuple[str, ...]]) -> Maturity:
    return assess_innovation(answered(*answers), INDICATORS, PROOF)


def test_the_instrument_of_2026_has_twenty_indicators_that_give_at_most_111_points() -> None:
    assert [indicator.number for indicator in INDICATORS] == list(range(16, 36))
    assert [indicator.weight for indicator in INDICATORS] == [
        *(3, 2, 2, 2, 1, 2, 1, 1, 1, 1),
        *(1, 1, 2, 1, 2, 3, 2, 3, 2, 4),
    ]
    assert sum(indicator.top for indicator in INDICATORS) == 111
    assert [i.number for i in INDICATORS if i.mandatory] == [16, 17, 32, 33, 35]
    assert INSTRUMENT.evidence_rubric == "unofficial"
    said = [text for i in INDICATORS for text in (*(meaning for _, meaning in i.levels), i.name, i.evidence)]
    assert all(text and text.en and text.id for text in said)


def test_of_an_innovation_without_levels_nothing_is_known_and_everything_is_possible() -> None:
    found = judged()
    assert (found.assessed, found.lowest, found.highest, found.gain, found.top) == (0, 0, 111, 111, 111)
    assert {grade.reason.id for grade in found.grades} == {"unknown"}


def test_points_are_weight_times_level_and_stand_where_a_fitting_document_stands() -> None:
    found = judged(
        ("regulation", 2, ("regulation",)),  # 3 x 2, proved
        ("people", 1, ("decree",)),  # 2 x 1, proved
        ("tools", 3, ("decree",)),  # 2 x 3, a decree is not a screenshot
        ("video", 2, ("expired",)),  # 4 x 2, no longer in force
        ("replication", 1, ()),  # 3 x 1, no document
        ("complaints", 0, ()),  # known: nothing
        ("benefit", None, ("list",)),  # not known, whatever documents there are
    )
    assert {g.indicator.id: (g.claimed, g.supported, g.reason.id) for g in found.grades if g.answer} == {
        "regulation": (6, 6, "proved"),
        "people": (2, 2, "proved"),
        "tools": (6, 0, "evidence-other-kind"),
        "video": (8, 0, "evidence-does-not-stand"),
        "replication": (3, 0, "evidence-missing"),
        "complaints": (0, 0, "level-0"),
        "benefit": (0, 0, "unknown"),
    }
    # 25 claimed, 8 supported; what is known could give 9+6+6+12+9+3 = 45 at most, so 66 are open.
    assert (found.claimed, found.supported, found.lowest, found.highest) == (25, 8, 25, 91)
    assert (found.assessed, found.gain) == (6, 91 - 8)
    assert sum(grade.beyond for grade in found.grades) == 111 - 91
    assert found.mandatory_met == 2
    assert len(found.mandatory) == 5


def test_one_standing_document_of_a_wanted_kind_is_enough() -> None:
    assert judged(("video", 3, ("expired", "decree", "video"))).supported == 12


def test_an_indicator_that_names_no_kind_takes_any_document() -> None:
    anything = INDICATORS[0]._replace(kinds=())
    found = assess_innovation(answered(("regulation", 3, ("video",))), [anything], PROOF)
    assert found.supported == 9


def test_of_two_answers_to_one_indicator_the_first_counts() -> None:
    assert judged(("video", 1, ("video",)), ("video", 3, ("video",))).supported == 4


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("video", "stands"),
        ("expired", "expired"),
        ("later", "not-yet"),
        ("nowhere", "nowhere"),
        ("lost", "file"),
        ("no-such-document", "no-record"),
    ],
)
def test_a_document_stands_or_says_why_not(name: str, reason: str) -> None:
    assert use_state(EvidenceUse(AT, name, None), PROOF).id == reason


def test_a_record_is_complete_by_how_many_of_its_26_things_are_known() -> None:
    # The base record has owner, start, sources, evidence and facts, but no description.
    found = judged(("video", 0, ()), ("people", None, ()))
    assert (found.known, len(found.parts)) == (6, 26)
    assert found.completeness == pytest.approx(6 / 26)
    assert [part.id for part in found.parts[:6] if not part.known] == ["description"]


def test_without_an_instrument_there_are_no_points_but_the_record_is_still_told() -> None:
    (first, second) = assess(BASE_MODEL, PROOF)
    assert (first.record.id, second.record.id) == ("klinik-daring", "pasar-rakyat")
    assert (first.top, first.highest, len(first.parts)) == (0, 0, 6)


def test_the_newest_instrument_counts_unless_the_programme_names_another() -> None:
    older = INSTRUMENT._replace(id="iid-2024", version="2024")
    model = REAL._replace(maturity_instruments={"iid-2026": INSTRUMENT, "iid-2024": older})
    assert model.maturity_instrument is INSTRUMENT
    assert model.program
    named = model._replace(program=model.program._replace(maturity_instrument="iid-2024"))
    assert named.maturity_instrument is older


def test_innovations_stand_in_the_programmes_order_and_equals_keep_it() -> None:
    found = assess(REAL, PROOF)
    dimensions = [m.record.dimension for m in found]
    assert REAL.program
    assert dimensions == sorted(dimensions, key=REAL.program.dimensions.index)
    assert in_order(found, None) == in_order(found, "maturity") == in_order(found, "gain") == found
    kept = in_order(found, "completeness")
    assert [m.known for m in kept] == sorted((m.known for m in found), reverse=True)


def test_no_level_of_the_regions_innovations_is_known() -> None:
    assert {m.assessed for m in assess(REAL, PROOF)} == {0}


LEVELS = st.sampled_from((None, 0, 1, 2, 3))
USES = st.lists(st.sampled_from(sorted(DOCUMENTS)), max_size=3).map(tuple)
GRADED = st.lists(st.tuples(LEVELS, USES), min_size=20, max_size=20)


def of(levels: list[tuple[int | None, tuple[str, ...]]]) -> Maturity:
    return judged(*((i.id, level, uses) for i, (level, uses) in zip(INDICATORS, levels, strict=True)))


@given(GRADED)
def test_supported_claimed_and_highest_lie_in_this_order_between_0_and_111(
    levels: list[tuple[int | None, tuple[str, ...]]],
) -> None:
    found = of(levels)
    assert 0 <= found.supported <= found.claimed == found.lowest <= found.highest <= found.top == 111
    assert found.claimed == sum(i.weight * (level or 0) for i, (level, _) in zip(INDICATORS, levels, strict=True))
    assert found.gain + sum(grade.beyond for grade in found.grades) + found.supported == 111
    for grade in found.grades:
        assert 0 <= grade.supported <= grade.claimed <= grade.highest <= grade.indicator.top


@given(GRADED, st.integers(0, 19))
def test_no_figure_falls_when_a_level_rises(levels: list[tuple[int | None, tuple[str, ...]]], which: int) -> None:
    before = of(levels)
    level, uses = levels[which]
    levels[which] = (0 if level is None else min(3, level + 1), uses)
    after = of(levels)
    assert after.claimed >= before.claimed
    assert after.supported >= before.supported
    if level is not None:
        assert after.highest >= before.highest


ENGLISH = ("--lang", "en", "--today", "2023-05-30")


def without_sources(path: Path) -> str:
    text = path.read_text("utf-8").replace("permendagri-104-2018\n  - iid-2023\n  - iid-katalog-2026", "berita")
    return text.replace("iid-katalog-2026", "berita")


FORMER = Path(__file__).parent / "data" / "iid-2026-former.yaml"
"""The instrument in the shape that it had before it was one like the others."""
INSTRUMENT_TEXT, FORMER_TEXT = without_sources(ROOT / IID), without_sources(FORMER)
both = pytest.mark.parametrize("text_of_instrument", [INSTRUMENT_TEXT, FORMER_TEXT], ids=["present", "former"])


def with_levels(text: str) -> str:
    return base_text(KLINIK) + f"maturity:\n{text}\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("  - {indicator: regulasi, level: 0, evidence: []}", "23:17: reference-unknown"),
        ("  - {indicator: video, level: 0, evidence: [{evidence: sk-farum}]}", "23:56: reference-unknown"),
        ("  - {indicator: video, level: 4, evidence: []}", "23:31: schema-range"),
        ("  - {indicator: video, level: -1, evidence: []}", "23:31: schema-range"),
        ("  - {indicator: video, evidence: []}", "23:5: schema-missing-key"),
        ("  - {indicator: video, level: 1, evidence: [], weight: 9}", "23:48: schema-unknown-key"),
    ],
)
@both
def test_a_fault_in_the_levels_is_one_finding(text: str, place: str, build: Build, text_of_instrument: str) -> None:
    root = build({KLINIK: with_levels(text), IID: text_of_instrument})
    assert findings(root) == [f"{KLINIK}:{place}"]


def test_an_indicator_is_not_called_unknown_while_its_instrument_cannot_be_read(build: Build) -> None:
    text = with_levels("  - {indicator: regulasi, level: 0, evidence: []}")
    assert findings(build({KLINIK: text})) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("id: iid-2026", "id: iid-2027", "11:5: id-mismatch"),
        ("- berita", "- brita", "18:5: reference-unknown"),
        ("id: people", "id: regulation", "47:9: id-duplicate"),
        ("weight: 3", "weight: 0", "29:13: schema-range"),
        ("mandatory: true", "mandatory: ya", "30:16: schema-type"),
    ],
)
def test_a_fault_in_the_former_shape_is_one_finding(old: str, new: str, place: str, build: Build) -> None:
    assert old in FORMER_TEXT
    assert findings(build({IID: FORMER_TEXT.replace(old, new, 1)})) == [f"{IID}:{place}"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("id: iid-2026", "id: iid-2027", "id-mismatch"),
        ("- berita", "- brita", "reference-unknown"),
        ("- id: people\n    number", "- id: regulation\n    number", "id-duplicate"),
        ("weight: 3", "weight: 0", "schema-range"),
        ("mandatory: true", "mandatory: ya", "schema-type"),
        ("maturity: 100", "maturity: 90", "weights-sum"),
        ("level: 3", "level: 4", "level-outside-scale"),
        ("ladder: people", "ladder: peple", "reference-unknown"),
    ],
)
def test_a_fault_in_the_instrument_is_one_finding(old: str, new: str, fault: str, build: Build) -> None:
    assert old in INSTRUMENT_TEXT
    (found,) = findings(build({IID: INSTRUMENT_TEXT.replace(old, new, 1)}))
    assert found.endswith(f" {fault}")


def test_the_programme_may_name_the_instrument_in_force(build: Build) -> None:
    program = base_text("data/program.yaml", ("variant: reguler", "variant: reguler\nmaturity_instrument: iid-2025"))
    root = build({IID: INSTRUMENT_TEXT, "data/program.yaml": program})
    assert findings(root) == ["data/program.yaml:9:22: reference-unknown"]
    model = check(root).model
    assert model.maturity_instrument is None


@both
def test_an_instrument_of_innovations_is_known_by_what_it_says(build: Build, text_of_instrument: str) -> None:
    path = "data/instruments/inovasi-kami.yaml"
    root = build({path: text_of_instrument.replace("id: iid-2026", "id: inovasi-kami")})
    model = check(root).model
    assert findings(root) == []
    assert list(model.instruments) == ["mini-2023"]
    assert list(model.maturity_instruments) == ["inovasi-kami"]
    assert model.maturity_instrument is model.maturity_instruments["inovasi-kami"]


def read(build: Build, text: str) -> Instrument:
    found = check(build({IID: text})).model.maturity_instrument
    assert found is not None
    return found


def test_the_former_shape_says_the_same(build: Build) -> None:
    former = read(build, FORMER_TEXT)
    assert check_kind(FORMER_TEXT) == "maturity"
    assert check_kind(INSTRUMENT_TEXT) == "instrument"
    assert [one._replace(at=AT) for one in indicators(former)] == [one._replace(at=AT) for one in INDICATORS]
    present = INSTRUMENT._replace(sources=former.sources)
    for key in ("id", "name", "version", "evidence_rubric", "sources", "note", "per", "lowest", "highest", "series"):
        assert getattr(former, key) == getattr(present, key)


def check_kind(text: str) -> str:
    class One(Disk):
        def walk(self) -> Iterator[str]:
            yield IID

        def read(self, path: str) -> tuple[bytes | None, None]:
            return text.encode(), None

    (file,) = discover(One(ROOT)).files
    return file.kind


def test_an_indicator_of_the_former_shape_that_names_no_kind_takes_any_document(
    build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    text = FORMER_TEXT.replace("      kinds:\n        - decree\n        - regulation\n", "      kinds: []\n", 1)
    assert text != FORMER_TEXT
    root = build({IID: text, KLINIK: with_levels("  - {indicator: people, level: 0, evidence: []}")})
    first = indicators(check(root).model.maturity_instrument)[0]
    assert (first.kinds, first.evidence) == ((), INDICATORS[0].evidence)
    for command in ("item", "innovations show"):
        code, out, err = run_command(
            capsys, *command.split(), "regulation" if command == "item" else "klinik-daring", "--root", root, *ENGLISH
        )
        assert (code, err) == (0, "")
        assert "The document, and the page that names the innovation" in " ".join(out.split())


def test_an_item_of_innovations_says_that_one_kind_is_enough(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build({IID: INSTRUMENT_TEXT})
    said = "One valid document of any of these kinds is enough."
    assert said in run_command(capsys, "item", "people", "--root", root, *ENGLISH)[1]
    assert said not in run_command(capsys, "item", "video", "--root", root, *ENGLISH)[1]


def test_an_indicator_may_require_nothing_in_words(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    start = INSTRUMENT_TEXT.index("    evidence:")
    end = INSTRUMENT_TEXT.index("  - id: people")
    root = build({IID: f"{INSTRUMENT_TEXT[:start]}    evidence: []\n\n{INSTRUMENT_TEXT[end:]}"})
    assert findings(root) == []
    out = run_command(capsys, "innovations", "show", "klinik-daring", "--root", root, *ENGLISH)[1]
    assert "Required: any valid document" in " ".join(out.split())


@pytest.mark.parametrize("lowest", [0, 1])
def test_any_scale_and_weight_counts(build: Build, lowest: int) -> None:
    text = INSTRUMENT_TEXT.replace("lowest: 0\n  highest: 3", f"lowest: {lowest}\n  highest: 5").replace(
        "weight: 3", "weight: 1.1"
    )
    found = assess_innovation(answered(("regulation", 5, ("regulation",))), indicators(read(build, text)), PROOF)
    assert (found.claimed, found.supported) == (5.5, 5.5)
    weights = [2, 2, 2, 1, 2, 1, 1, 1, 1, 1, 1, 2, 1, 2, 1.1, 2, 1.1, 2, 4]
    assert found.top == add([5.5, *(5 * weight for weight in weights)])
    assert found.lowest == (5.5 if lowest == 0 else add([5.5, *weights]))
    assert found.highest == found.top


@pytest.mark.parametrize(("level", "faults"), [(5, []), (6, ["schema-range"]), (0, ["schema-range"])])
def test_levels_are_those_of_the_scale(build: Build, level: int, faults: list[str]) -> None:
    text = INSTRUMENT_TEXT.replace("lowest: 0\n  highest: 3", "lowest: 1\n  highest: 5")
    answer = f"  - {{indicator: regulation, level: {level}, evidence: [{{evidence: sk-forum, pages: '1'}}]}}"
    root = build({KLINIK: with_levels(answer), IID: text})
    assert [found.rpartition(" ")[2] for found in findings(root)] == faults


@both
def test_the_region_cannot_answer_it(build: Build, capsys: pytest.CaptureFixture[str], text_of_instrument: str) -> None:
    program = base_text("data/program.yaml", ("dimensions:", ALSO + "dimensions:"))
    root = build({IID: text_of_instrument, "data/program.yaml": program})
    assert findings(root) == ["data/program.yaml:11:18: instrument-per-innovation"]


ALSO = "also:\n  - {instrument: iid-2026, variant: innovation, stage: 2023-tahap-1}\n"


@both
@pytest.mark.parametrize("command", ["score", "status", "todo", "report", "history"])
def test_commands_of_the_region_name_the_one_of_innovations(
    build: Build, capsys: pytest.CaptureFixture[str], command: str, text_of_instrument: str
) -> None:
    root = build({IID: text_of_instrument})
    code, _, err = run_command(capsys, command, "--instrument", "iid-2026", "--root", root, "--lang", "en")
    assert code == 2
    assert "iid-2026 evaluates each innovation, not the region: see `smartcity innovations`" in err
    code, out, err = run_command(capsys, "innovations", "--root", root, "--lang", "en")
    assert (code, err) == (0, "")
    assert "20 indicators, weight times level 0-3, at most 111 points" in " ".join(out.split())


@both
def test_no_stage_is_started_of_it(build: Build, capsys: pytest.CaptureFixture[str], text_of_instrument: str) -> None:
    root = build({IID: text_of_instrument})
    asked = ("new", "stage", "baru", "--from", "2023-tahap-1", "--instrument", "iid-2026", "--root", root)
    code, _, err = run_command(capsys, *asked, "--lang", "en")
    assert (code, "it is answered in data/innovations/" in err) == (2, True)


def test_a_folder_of_instruments_that_cannot_be_read_may_hold_both_kinds() -> None:
    class Closed(Disk):
        def walk(self) -> Iterator[str]:
            yield "data/instruments/"

    assert {file.kind for file in discover(Closed(ROOT)).misplaced} == {"instrument", "maturity"}
