"""Three ways: as sent, as returned and as the repository is now, compared with a model and with the merge driver."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.diagnostics import At
from banjar_smartcity.exchange.cells import ANSWER, answer_cells
from banjar_smartcity.exchange.intake.merging import OURS, THEIRS, sheet_bytes
from banjar_smartcity.exchange.intake.plan import CONFLICT, DOUBTFUL, SAME, TAKEN, Merging, Request, merge_answers
from banjar_smartcity.exchange.parcel import Recipient
from banjar_smartcity.exchange.record import empty_record, tidy
from banjar_smartcity.exchange.returned import Back, Returned, Value
from banjar_smartcity.merge.texts import Merged, merge_texts
from banjar_smartcity.model.answer import build_answers
from banjar_smartcity.source.yaml_text import read_yaml
from conftest import EXAMPLE, check

DAY = date(2026, 5, 4)
MODEL = check(EXAMPLE, DAY).model
PROGRAM = MODEL.program
assert PROGRAM is not None
STAGE = next(stage for stage in PROGRAM.stages if stage.id == PROGRAM.stage)
ITEM = "outcome-living-stunting-treated"
Record = dict[str, Any]

CLAIM = ("fact", "statistic", "level", "not_applicable", "sources")
TEXTS = (
    "Berjalan.",
    "Ada 12 unit: 7 di kota, 5 di desa",
    "=1+1",
    "- satu",
    "dua\nbaris",
    "12",
    "ya # bukan",
    "_x0041_",
)
BASES = {
    "fact": (None, *TEXTS, {"id": "Ada", "en": "There is"}),
    "statistic": (None, *({"value": value, "unit": "unit", "year": 2025} for value in (3, 91.6, 1180, 0.25))),
    "level": (None, 1, 2, 3, 4),
    "sources": ([], ["himpunan-opd-2026"], ["profil-kesehatan-2025"]),
    "note": (None, "Menunggu.", "Sudah: lengkap"),
}
DOCUMENTS = ("data-kesehatan-2025", "laporan-triwulan-1-2026", "sk-tim")
CELLS: Mapping[str, tuple[Value, ...]] = {
    "fact": (*TEXTS, "Baru"),
    "value": ("3", 91.6, "1180", "2,5"),
    "unit": ("unit", "persen"),
    "year": (2025, "2024"),
    "level": (1, "Level 2", "3", 4.0),
    "not_applicable": ("Tidak ada laut",),
    "remark": ("Menunggu.", "Menyusul"),
}


def random_record(rng: Random) -> Record:
    record: Record = {"item": ITEM, "responsible": "dinkes", "answered_on": "2026-04-21"}
    record |= {key: rng.choice(values) for key, values in BASES.items()}
    chosen = rng.sample(DOCUMENTS, rng.randint(0, 3))
    record["evidence"] = [{"evidence": name, **rng.choice(({}, {"pages": "1"}, {"pages": "2-3"}))} for name in chosen]
    return tidy(record)


def altered(rng: Random, base: Record) -> Record:
    """The answer after other people have worked on it."""
    other = random_record(rng)
    keys = rng.sample(("fact", "statistic", "level", "sources", "note", "evidence"), rng.choice((0, 0, 1, 2, 6)))
    return tidy({**base, **{key: other.get(key) for key in keys}})


def edited(rng: Random, sent: Mapping[str, str]) -> dict[str, Value]:
    """The cells after somebody has worked on them."""
    cells: dict[str, Value] = dict(sent)
    for cell in rng.sample(sorted(CELLS), rng.choice((0, 1, 1, 2, 3, 7))):
        cells[cell] = rng.choice((*CELLS[cell], None))
    if rng.random() < 0.4:
        names = rng.sample(DOCUMENTS, rng.randint(0, 3))
        cells["document"] = "\n".join(names)
        cells["pages"] = rng.choice(("", "\n".join(rng.choice(("1", "9", "-")) for _ in names)))
    return cells


def back(base: Record | None, cells: Mapping[str, Value]) -> Returned:
    sent = answer_cells(base, external=False)
    places = {cell: f"Jawaban!{letter}5" for cell, letter in zip(ANSWER, "GHIJKLMNO", strict=True)}
    one = Back(ITEM, base, sent, cells, places)
    return Returned("isian.xlsx", "", STAGE.id, "", Recipient("dinkes"), answers=(one,), owned=(), papers=())


def taken_in(ours: Record | None, files: list[Returned], take: Mapping[str, int] = {}) -> Merging:
    data = {"stage": STAGE.id, "dimension": "living", "answers": [] if ours is None else [{**empty(), **ours}]}
    path = f"data/dimensions/living/answers/{STAGE.id}.yaml"
    model = MODEL._replace(sheets=(build_answers(At(path), data),))
    return merge_answers(Request(model, STAGE, DAY, take, lambda _: known), files)


def known(name: str) -> str | None:
    return name if name in DOCUMENTS else None


def empty() -> Record:
    return empty_record(ITEM, None)


def claim(record: Record) -> list[object]:
    return [record.get(key) for key in CLAIM]


def documents(record: Record) -> dict[str, str | None]:
    return {use["evidence"]: use.get("pages") for use in record["evidence"]}


class Expected:
    """What must come out, worked out cell by cell without the code that is tested."""

    def __init__(self, base: Record, ours: Record, cells: Mapping[str, Value]) -> None:
        sent = answer_cells(base, external=False)
        self.emptied = {cell for cell in CELLS if cells[cell] is None and sent[cell]}
        read = {cell: str(value) for cell, value in cells.items() if value is not None and value != sent[cell]}
        for cell, text in (("level", "Level 2"), ("level", "4.0"), ("value", "2,5")):
            if read.get(cell) == text:
                read[cell] = {"Level 2": "2", "4.0": "4", "2,5": "2.5"}[text]
        said = {cell: text for cell, text in read.items() if text != sent[cell] and text}
        self.changed = {cell for cell in said if cell in CELLS}
        now = {**sent, **{cell: text for cell, text in said.items() if cell in CELLS}}
        figure = (now["value"], now["unit"], now["year"])
        self.doubtful = (any(figure) and not all(figure)) or bool(now["level"] and now["not_applicable"])
        names = [name for name in str(cells["document"] or "").split("\n") if name]
        pages = [page for page in str(cells["pages"] or "").split("\n") if page]
        moved = cells["document"] != sent["document"] or cells["pages"] != sent["pages"]
        if names and moved and pages and len(pages) != len(names):
            self.doubtful = True
        theirs = dict(base)
        if "fact" in self.changed:
            was = base["fact"]
            theirs["fact"] = {**was, "id": said["fact"]} if isinstance(was, dict) else said["fact"]
        if {"value", "unit", "year"} & self.changed and all(figure):
            value = float(figure[0])
            whole = int(value) if value.is_integer() else value
            theirs["statistic"] = {"value": whole, "unit": figure[1], "year": int(figure[2])}
        if "level" in self.changed:
            theirs["level"] = int(said["level"])
        if "not_applicable" in self.changed:
            theirs["not_applicable"] = said["not_applicable"]
        if "remark" in self.changed:
            theirs["note"] = said["remark"]
        if moved and names:
            at = dict(zip(names, pages or [""] * len(names), strict=False))
            before = documents(base)
            kept = {
                name: (at.get(name, "").replace("-", "", at.get(name) == "-") or page) for name, page in before.items()
            }
            new = {name: page.replace("-", "", page == "-") or None for name, page in at.items() if name not in before}
            theirs["evidence"] = [
                {"evidence": name, **({"pages": page} if page else {})} for name, page in {**kept, **new}.items()
            ]
        self.theirs = tidy(theirs)
        claimed = set(CELLS) - {"remark"}
        self.torn = bool(self.emptied & claimed and self.changed & claimed)
        self.base, self.ours = base, ours

    def clashes(self) -> bool:
        sides = [[claim(side), side.get("note")] for side in (self.base, self.ours, self.theirs)]
        for part in (0, 1):
            base, ours, theirs = (side[part] for side in sides)
            if ours != base and theirs not in (base, ours):
                return True
        base, ours, theirs = map(documents, (self.base, self.ours, self.theirs))
        for name, there in theirs.items():
            was = base.get(name)
            if name not in ours:
                if name in base and there != was:
                    return True  # removed here, changed there
            elif ours[name] != was and there not in (was, ours[name]):
                return True
        return False

    def record(self) -> Record:
        """The answer where nothing clashes: of each part the side that changed it."""
        found = dict(self.ours)
        if claim(self.theirs) != claim(self.base):
            found |= {key: self.theirs.get(key) for key in CLAIM}
            if claim(self.ours) != claim(self.theirs):
                found["answered_on"] = DAY.isoformat()
        if self.theirs.get("note") != self.base.get("note"):
            found["note"] = self.theirs.get("note")
        return tidy(found)

    def documents(self) -> dict[str, str | None]:
        base, ours, theirs = map(documents, (self.base, self.ours, self.theirs))
        new = {name: pages for name, pages in theirs.items() if name not in base and name not in ours}
        changed = {name: theirs[name] for name in ours if name in theirs and theirs[name] != base.get(name)}
        return {**ours, **changed, **new}


def by_driver(base: Record, ours: Record, theirs: Record) -> tuple[Record, bool]:
    merged = merge_texts(*(sheet_bytes(side) for side in (base, ours, theirs)))  # type: ignore[arg-type]
    assert isinstance(merged, Merged)
    if merged.clashes:
        return {}, True
    data: Any = read_yaml("", merged.content.decode())[0]
    return tidy(data["answers"][0]), False


@given(st.integers(0, 10**9))
def test_what_comes_back_is_merged_as_the_model_says_and_as_the_merge_driver_does(seed: int) -> None:
    rng = Random(seed)
    base = random_record(rng)
    ours = altered(rng, base)
    cells = edited(rng, answer_cells(base, external=False))
    wanted = Expected(base, ours, cells)
    merging = taken_in(ours, [back(base, cells)])
    (outcome,) = merging.outcomes["isian.xlsx"]
    after = merging.answers.get(ITEM)
    if wanted.doubtful:
        assert outcome.what == DOUBTFUL
        assert after is None
        assert merging.findings
        return
    torn = wanted.torn and claim(ours) != claim(wanted.theirs)
    if wanted.clashes() or torn:
        assert outcome.what in (CONFLICT, SAME)  # the same where what was emptied is already so in the repository
        assert after is None
        return
    driver, clashes = by_driver(base, ours, wanted.theirs)
    assert not clashes
    now = after or ours
    assert {**now, "evidence": None} == {**wanted.record(), "evidence": None}
    assert documents(dict(now)) == wanted.documents()
    assert {**driver, "answered_on": now["answered_on"]} == now
    assert outcome.what == (TAKEN if after else SAME)


@given(st.integers(0, 10**9))
def test_the_same_file_twice_changes_nothing_on_whatever_day(seed: int) -> None:
    rng = Random(seed)
    base = random_record(rng)
    ours = altered(rng, base)
    file = back(base, edited(rng, answer_cells(base, external=False)))
    for take in ({}, {ITEM: THEIRS}, {ITEM: OURS}):
        first = taken_in(ours, [file], take)
        now = dict(first.answers.get(ITEM, ours))
        again = taken_in({**now, "answered_on": "2026-05-01"}, [file], take)
        assert again.answers == {}
        assert taken_in(ours, [file, file], take).answers == first.answers


@given(st.integers(0, 10**9))
def test_without_an_edit_nothing_changes_whatever_the_repository_has_become(seed: int) -> None:
    rng = Random(seed)
    base = random_record(rng)
    for sent in (base, None):
        cells = answer_cells(sent, external=False)
        merging = taken_in(altered(rng, base), [back(sent, cells)])
        assert (merging.answers, merging.findings) == ({}, ())
        assert merging.outcomes["isian.xlsx"][0].what == SAME


@given(st.integers(0, 10**9))
def test_a_decision_for_one_side_gives_the_claim_of_that_side_whole(seed: int) -> None:
    rng = Random(seed)
    base = random_record(rng)
    ours = altered(rng, base)
    cells = edited(rng, answer_cells(base, external=False))
    wanted = Expected(base, ours, cells)
    if wanted.doubtful or not wanted.clashes() or wanted.emptied:
        return
    for side, claims in ((OURS, [ours]), (THEIRS, [wanted.theirs])):
        now = taken_in(ours, [back(base, cells)], {ITEM: side}).answers.get(ITEM, ours)
        both = claim(ours) != claim(base) != claim(wanted.theirs)
        assert claim(dict(now)) in [claim(one) for one in (claims if both else [ours, wanted.theirs])]


def one(base: Record | None, ours: Record | None, take: Mapping[str, int] = {}, **cells: Value) -> Merging:
    return taken_in(ours, [back(base, {**answer_cells(base, external=False), **cells})], take)


BASE = tidy(
    {
        "item": ITEM,
        "fact": "Ada",
        "statistic": {"value": 91.6, "unit": "persen", "year": 2025},
        "level": 3,
        "sources": [],
        "evidence": [{"evidence": "sk-tim", "pages": "2"}],
        "responsible": "dinkes",
        "answered_on": "2026-04-21",
    }
)


def test_an_emptied_cell_stays_and_is_named() -> None:
    merging = one(BASE, BASE, remark="Baru", fact=None)
    (outcome,) = merging.outcomes["isian.xlsx"]
    assert merging.answers[ITEM]["fact"] == "Ada"
    assert merging.answers[ITEM]["note"] == "Baru"
    assert outcome.kept == (("Jawaban!G5", "Ada"),)


def test_a_claim_of_which_a_part_was_emptied_is_asked_about_and_can_be_taken_by_name() -> None:
    merging = one(BASE, BASE, value=None, unit=None, year=None, level=4)
    (outcome,) = merging.outcomes["isian.xlsx"]
    assert outcome.what == CONFLICT
    assert [(d.cell, d.ours, d.theirs) for d in outcome.disputed] == [
        ("value", "91.6", ""),
        ("unit", "persen", ""),
        ("year", "2025", ""),
        ("level", "3", "4"),
    ]
    after = one(BASE, BASE, {ITEM: THEIRS}, value=None, unit=None, year=None, level=4).answers[ITEM]
    assert "statistic" not in after
    assert after["level"] == 4
    assert one(BASE, BASE, {ITEM: OURS}, value=None, unit=None, year=None, level=4, remark="x").answers[ITEM] == {
        **BASE,
        "note": "x",
    }


def test_half_a_figure_is_not_certain() -> None:
    for cells in ({"value": "5"}, {"unit": "unit"}, {"year": 2025}):
        merging = one(None, None, **cells)
        assert [f.facts["cell"] for f in merging.findings] == [
            {"value": "Jawaban!H5", "unit": "Jawaban!I5", "year": "Jawaban!J5"}[next(iter(cells))]
        ]
        assert merging.answers == {}


def test_a_percentage_that_became_a_fraction_of_one_is_not_certain() -> None:
    assert one(BASE, BASE, value=0.934).answers == {}
    assert one(None, None, value=0.5, unit="%", year=2025).answers == {}
    assert one(None, None, value="0,5", unit="%", year=2025).answers[ITEM]["statistic"]["value"] == 0.5
    assert one(BASE, BASE, value="93,4").answers[ITEM]["statistic"]["value"] == 93.4


def test_a_new_answer_has_its_agency_and_the_day() -> None:
    after = one(None, None, fact="Ada", level=3).answers[ITEM]
    assert after == {
        "item": ITEM,
        "fact": "Ada",
        "level": 3,
        "sources": [],
        "evidence": [],
        "responsible": "dinkes",
        "answered_on": "2026-05-04",
    }


def test_an_answer_for_which_nobody_was_responsible_gets_the_agency_that_gave_it() -> None:
    skeleton = empty_record(ITEM, None)
    assert one(skeleton, skeleton, level=3).answers[ITEM]["responsible"] == "dinkes"
    assert one(skeleton, skeleton, remark="x").answers[ITEM]["responsible"] is None
    other = {**skeleton, "responsible": "distan"}
    assert one(other, other, level=3).answers[ITEM]["responsible"] == "distan"


def test_an_answer_that_is_carried_over_is_confirmed_by_another_claim_and_by_nothing_less() -> None:
    carried = tidy({**BASE, "carried": "2026-tahap-1"})
    after = one(carried, carried, level=4).answers[ITEM]
    assert after.get("carried") is None
    assert after["confirmed_from"] == "2026-tahap-1"
    assert one(carried, carried, remark="x").answers[ITEM]["carried"] == "2026-tahap-1"


def test_a_translation_stays_when_the_indonesian_text_changes() -> None:
    both = tidy({**BASE, "fact": {"id": "Ada", "en": "There is"}})
    assert one(both, both, fact="Ada dua").answers[ITEM]["fact"] == {"id": "Ada dua", "en": "There is"}


def test_personal_data_are_named_by_their_cell_and_not_written() -> None:
    merging = one(BASE, BASE, remark="Hubungi 081234567890")
    assert [(f.kind.id, f.facts["cell"], tuple(f.position)) for f in merging.findings] == [
        ("returned-personal-data", "Jawaban!O5", (5, 15))
    ]
    assert merging.answers == {}


def test_a_document_that_nobody_knows_is_named_and_the_rest_is_taken() -> None:
    merging = one(BASE, BASE, document="sk-tim\nRahasia.pdf", pages="2\n5", level=4)
    assert [(f.kind.id, f.facts["text"]) for f in merging.findings] == [("returned-document", "Rahasia.pdf")]
    assert merging.answers[ITEM]["level"] == 4
    assert merging.answers[ITEM]["evidence"] == BASE["evidence"]


def test_an_item_that_the_instrument_does_not_have_is_named() -> None:
    file = back(BASE, {**answer_cells(BASE, external=False), "level": 4})
    odd = file._replace(answers=(file.answers[0]._replace(id="lain"),))
    merging = taken_in(BASE, [odd])
    assert [f.kind.id for f in merging.findings] == ["returned-row"]
    assert merging.answers == {}
