"""Migrations: every answer is somewhere afterwards, and none that is carried over counts before it is confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from banjar_smartcity.model.focus import focus
from banjar_smartcity.rules.answers import check_answers
from banjar_smartcity.rules.context import Context
from banjar_smartcity.rules.references import check_references
from banjar_smartcity.scoring.score import compute_score
from banjar_smartcity.source.yaml_write import scalar
from conftest import Build, check, run_command, seeds
from test_new_stage import answers, everything

Run = pytest.CaptureFixture[str]
PROGRAM = "data/program.yaml"
OLD, NEW = "lama-2023", "baru-2026"
STAGE, TARGET = "2023-tahap-1", "2023-tahap-1-baru-2026"
TODAY = "2023-05-30"
SCALES = {"a": (0, 4), "b": (1, 4)}
"""The scales of the aspects of the old instrument; the new one has others."""


def instrument(name: str, items: Mapping[str, tuple[str, str | None]], scales: Mapping[str, tuple[int, int]]) -> str:
    """An instrument with items, each with its aspect and dimension."""
    lines = [
        f"id: {name}",
        f"name: {name}",
        'version: "1"',
        "evidence_rubric: unofficial",
        "not_applicable: counted",
        "aspects:",
        *(
            f"  - {{id: {a}, name: {a}, answered_by: working-group, lowest: {low}, highest: {high}}}"
            for a, (low, high) in scales.items()
        ),
        "variants:",
        "  - {id: reguler, name: R, weights: {"
        + ", ".join(f"{a}: {100 / len(scales)}" for a in scales)
        + "}, sources: []}",
        "ladders: [{id: umum, rubric: unofficial, levels: [{level: 1, text: satu}]}]",
        "items:",
        *(
            f"  - {{id: {item}, aspect: {aspect}, group: g, dimension: {dimension or 'null'}, sub_dimension: null, "
            f"question: Tanya {item}, ladder: umum, evidence: []}}"
            for item, (aspect, dimension) in items.items()
        ),
        "sources: []",
    ]
    return "\n".join(lines) + "\n"


def sheet(dimension: str | None, given: Iterable[str], random: Random) -> str:
    """A sheet in which each item has a fact of its own, and a level, a reason or neither."""
    lines = [f"stage: {STAGE}", f"dimension: {dimension or 'null'}", "answers:"]
    for item in given:
        lines += [f"  - item: {item}", f"    fact: Fakta {item}"]
        judged = random.choice(
            ("level: 1", "level: 3", "level: 4", "level: null", "level: null\n    not_applicable: Bukan")
        )
        lines += [f"    {judged}"]
        if random.random() < 0.5:
            lines += [f"    statistic: {{value: {random.randrange(99)}.5, unit: persen, year: 2022}}"]
        lines += ["    sources: [berita]", '    evidence: [{evidence: sk-forum, pages: "1"}]']
        lines += [f"    responsible: {random.choice(('dinkes', 'null'))}", "    answered_on: 2023-05-20"]
    return "\n".join(lines) + "\n" if len(lines) > 3 else "\n".join(lines[:2]) + "\nanswers: []\n"


def migration(relations: Iterable[tuple[str, list[str], list[str], str | None]]) -> str:
    lines = [f"from: {OLD}", f"to: {NEW}", "items:"]
    for kind, old, new, level in relations:
        treated = f", level: {level}" if level else ""
        lines.append(f"  - {{kind: {kind}, from: [{', '.join(old)}], to: [{', '.join(new)}]{treated}}}")
    return "\n".join(lines) + "\nsources: []\n"


def invented(random: Random) -> tuple[dict[str, str], dict[str, list[str]]]:
    """A workspace with two instruments and a random migration, and what each old item becomes."""
    dimensions = [None, "living", "economy"]
    old = {f"butir-{n}": (random.choice(list(SCALES)), random.choice(dimensions)) for n in range(14)}
    scales = {"a": random.choice([(0, 4), (1, 5), (0, 10)]), "c": random.choice([(1, 4), (0, 3)])}
    waiting, new = list(old), dict[str, tuple[str, str | None]]()
    relations: list[tuple[str, list[str], list[str], str | None]] = []
    becomes: dict[str, list[str]] = {}

    def fresh(item: str) -> str:
        new[item] = (random.choice(list(scales)), random.choice(dimensions))
        return item

    random.shuffle(waiting)
    while waiting:
        kind = random.choice(["same", "renamed", "split", "merged", "dropped", "new"])
        taken = [
            waiting.pop() for _ in range(min(len(waiting), {"merged": random.randint(2, 3), "new": 0}.get(kind, 1)))
        ]
        if kind == "merged" and len(taken) < 2:
            kind = "dropped"
        number = len(relations)
        names = {
            "same": taken,
            "renamed": [f"ganti-{number}"],
            "split": [f"pecah-{number}-{part}" for part in range(random.randint(2, 3))],
            "merged": [f"gabung-{number}"],
            "dropped": [],
            "new": [f"baru-{number}"],
        }
        made = [fresh(name) for name in names[kind]]
        relations.append((kind, taken, made, random.choice(["keep", "rescale", "ask", None])))
        becomes |= dict.fromkeys(taken, made)
    random.shuffle(relations)
    program = (Path(__file__).parent / "cases/base" / PROGRAM).read_text("utf-8").replace("mini-2023", OLD)
    texts = {
        PROGRAM: program,
        f"data/instruments/{OLD}.yaml": instrument(OLD, old, SCALES),
        f"data/instruments/{NEW}.yaml": instrument(NEW, new, scales),
        f"data/migrations/{OLD}--{NEW}.yaml": migration(relations),
    }
    for dimension in dimensions:
        folder = f"dimensions/{dimension}" if dimension else "crosscutting"
        own = [item for item, (_, home) in old.items() if home == dimension and random.random() < 0.85]
        texts[f"data/{folder}/answers/{STAGE}.yaml"] = sheet(dimension, own, random)
    return texts, becomes


def migrate(capsys: Run, root: Path, *options: str) -> tuple[int, str, str]:
    return run_command(
        capsys, "migrate", "instrument", OLD, NEW, *options, "--root", root, "--today", TODAY, "--lang", "en"
    )


def score(root: Path, stage: str, day: str = TODAY) -> Any:
    model = focus(check(root, date.fromisoformat(day)).model, NEW)
    found = model.stage(stage)
    assert found is not None
    computed = compute_score(model, found, date.fromisoformat(day), check(root, date.fromisoformat(day)).holdings)
    assert computed is not None
    return computed.final


@pytest.mark.parametrize("seed", seeds(8))
def test_after_a_random_migration_every_answer_is_somewhere_and_none_counts_before_it_is_confirmed(
    build: Build, capsys: Run, seed: int
) -> None:
    texts, becomes = invented(Random(seed))
    root = build(texts)
    before = everything(root)
    assert [
        f for f in check(root).findings if f.path.startswith("data/migrations") and f.kind.severity.value == "error"
    ] == []
    code, out, error = migrate(capsys, root)
    assert (code, error) == (0, "")
    after = everything(root)
    assert {path for path in before if after.get(path) != before[path]} == {PROGRAM}  # the old sheets stay
    new = {answer["item"]: answer for answer in answers(root, TARGET)}
    for old in answers(root, STAGE):
        takers = becomes[old["item"]]
        if takers:
            assert all(old["fact"] in new[item]["fact"] for item in takers)
            for item in takers:
                kept = new[item].get("statistic") == old.get("statistic") or old.get("statistic") is None
                judged = old["level"] is None and old.get("not_applicable") is None
                carried = judged or new[item]["level"] is not None or new[item].get("not_applicable") is not None
                assert (kept and carried) or old["item"] in out
        else:
            assert f"{old['item']}: the item is dropped" in out
            assert any(f"# - {old['item']}: ".encode() in text for path, text in after.items() if TARGET in path)
    final = score(root, TARGET)
    assert (final.answered, final.claimed, final.supported, final.carried) == (0, 0, 0, len(carried_in(new)))
    context = Context(focus(check(root).model, NEW), date.fromisoformat(TODAY), {})
    found = [*check_references(context), *check_answers(context)]
    assert [d.kind.id for d in found if TARGET in d.at.path and d.kind.severity.value == "error"] == []
    waiting = carried_in(new)
    if waiting:
        code, _, error = run_command(
            capsys, "confirm", *waiting, "--stage", TARGET, "--root", root, "--today", TODAY, "--lang", "en"
        )
        assert (code, error) == (0, "")
    final = score(root, TARGET)
    told = [a for a in new.values() if a["level"] is not None or a.get("not_applicable") is not None]
    assert (final.carried, final.answered) == (0, len(told))


def carried_in(new: Mapping[str, Mapping[str, Any]]) -> list[str]:
    return [item for item, answer in new.items() if answer.get("carried")]


def test_a_preview_writes_nothing_and_shows_the_same(build: Build, capsys: Run) -> None:
    root = build(invented(Random(1))[0])
    before = everything(root)
    code, preview, _ = migrate(capsys, root, "--preview")
    assert (code, everything(root)) == (0, before)
    _, done, _ = migrate(capsys, root)
    assert preview.splitlines()[1:-1] == done.splitlines()[1 : len(preview.splitlines()) - 1]


ONE = {"butir-1": ("a", None)}


@pytest.mark.parametrize(
    ("treatment", "old", "new", "level", "expected"),
    [
        ("keep", (0, 4), (0, 4), 3, 3),
        ("keep", (0, 4), (0, 3), 4, None),
        ("rescale", (0, 4), (1, 5), 2, 3),
        ("rescale", (0, 4), (0, 10), 3, 7),
        ("rescale", (1, 4), (0, 3), 2, 1),
        ("rescale", (1, 4), (1, 4), 4, 4),
        ("ask", (0, 4), (0, 4), 3, None),
    ],
)
def test_a_level_is_kept_rescaled_downwards_or_asked_again(
    build: Build,
    capsys: Run,
    treatment: str,
    old: tuple[int, int],
    new: tuple[int, int],
    level: int,
    expected: int | None,
) -> None:
    text = (Path(__file__).parent / "cases/base" / PROGRAM).read_text("utf-8").replace("mini-2023", OLD)
    answer = (
        f"stage: {STAGE}\ndimension: null\nanswers:\n  - {{item: butir-1, fact: F, level: {scalar(level)}, sources: "
    )
    answer += "[berita], evidence: [], responsible: null, answered_on: 2023-05-20}\n"
    root = build(
        {
            PROGRAM: text,
            f"data/instruments/{OLD}.yaml": instrument(OLD, ONE, {"a": old}),
            f"data/instruments/{NEW}.yaml": instrument(NEW, {"butir-2": ("a", None)}, {"a": new}),
            f"data/migrations/{OLD}--{NEW}.yaml": migration([("renamed", ["butir-1"], ["butir-2"], treatment)]),
            f"data/crosscutting/answers/{STAGE}.yaml": answer,
            f"data/dimensions/living/answers/{STAGE}.yaml": None,
        }
    )
    _, out, _ = migrate(capsys, root)
    (found,) = answers(root, TARGET)
    assert (found["item"], found["level"], found["carried"]) == ("butir-2", expected, STAGE)
    again = f"  # Judge again; before: level {level} (butir-1)"
    assert (again in (root / f"data/crosscutting/answers/{TARGET}.yaml").read_text("utf-8")) is (expected is None)
    assert ("Levels to be judged again" in out) is (expected is None)


def test_without_a_migration_nothing_is_guessed(build: Build, capsys: Run) -> None:
    texts, _ = invented(Random(2))
    del texts[f"data/migrations/{OLD}--{NEW}.yaml"]
    root = build(texts)
    before = everything(root)
    code, _, error = migrate(capsys, root)
    assert (code, f"data/migrations/{OLD}--{NEW}.yaml" in error) == (2, True)
    assert everything(root) == before


def test_a_migration_with_errors_is_not_carried_out(build: Build, capsys: Run) -> None:
    texts, _ = invented(Random(3))
    path = f"data/migrations/{OLD}--{NEW}.yaml"
    root = build({**texts, path: texts[path].replace("butir-3]", "butir-99]", 1)})
    before = everything(root)
    code, out, _ = migrate(capsys, root)
    assert (code, "migration-item-unknown" in out) == (1, True)
    assert everything(root) == before


def test_a_stage_of_the_new_instrument_that_the_programme_names_takes_the_answers(build: Build, capsys: Run) -> None:
    texts, _ = invented(Random(4))
    stages = texts[PROGRAM].replace(
        "meetings:",
        f"  - {{id: tahap-baru, instrument: {NEW}, name: Baru, year: 2026, starts_on: null, ends_on: null, "
        "place: null, mode: null, sources: []}\nmeetings:",
    )
    also = stages.replace(
        f"stage: {STAGE}\n", f"stage: {STAGE}\nalso: [{{instrument: {NEW}, variant: reguler, stage: tahap-baru}}]\n", 1
    )
    root = build({**texts, PROGRAM: also})
    assert migrate(capsys, root)[0] == 0
    assert (root / PROGRAM).read_text("utf-8") == also
    assert score(root, "tahap-baru").carried > 0


def test_what_several_items_cannot_share_is_listed(build: Build, capsys: Run) -> None:
    old = {"butir-1": ("a", None), "butir-2": ("a", None)}
    line = "  - {{item: {item}, fact: {fact}, statistic: {{value: {value}, unit: persen, year: 2022}}, level: {level}, "
    line += "sources: [berita], evidence: [{{evidence: sk-forum, pages: '1'}}], responsible: {agency}, "
    line += "answered_on: null}}\n"
    given = line.format(item="butir-1", fact="Satu", value=1, level=3, agency="dinkes")
    given += line.format(item="butir-2", fact="{id: Dua, en: Two}", value=2, level=2, agency="dkumpp")
    text = (Path(__file__).parent / "cases/base" / PROGRAM).read_text("utf-8").replace("mini-2023", OLD)
    root = build(
        {
            PROGRAM: text,
            f"data/instruments/{OLD}.yaml": instrument(OLD, old, {"a": (0, 4)}),
            f"data/instruments/{NEW}.yaml": instrument(NEW, {"gabung": ("a", None)}, {"a": (0, 4)}),
            f"data/migrations/{OLD}--{NEW}.yaml": migration([("merged", list(old), ["gabung"], "keep")]),
            f"data/crosscutting/answers/{STAGE}.yaml": f"stage: {STAGE}\ndimension: null\nanswers:\n{given}",
            f"data/dimensions/living/answers/{STAGE}.yaml": None,
        }
    )
    _, out, _ = migrate(capsys, root)
    (found,) = answers(root, TARGET)
    assert found["fact"] == {"id": "Satu\n\nDua", "en": "Satu\n\nTwo"}
    assert (found["statistic"]["value"], found["level"], found["responsible"]) == (1, None, "dinkes")
    assert found["evidence"] == [{"evidence": "sk-forum", "pages": "1"}]
    assert "butir-2 (responsible, statistic): several items become one" in out
    assert "butir-1, butir-2" in out  # the levels differ: to be judged again
    sheet_text = (root / f"data/crosscutting/answers/{TARGET}.yaml").read_text("utf-8")
    assert "# - butir-2 (responsible, statistic): several items become one" in sheet_text
    assert [f"level {n} (butir-{i})" in sheet_text for n, i in ((3, 1), (2, 2))] == [True, True]
