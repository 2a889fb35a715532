"""An outline that is taken straight from the data is the one of the record, and leaves out no remark."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from banjar_smartcity.checking.gathering.outlining import outline_of
from banjar_smartcity.checking.gathering.straight import straight_outline
from banjar_smartcity.model.building import build_record
from banjar_smartcity.model.innovation import Innovation
from banjar_smartcity.model.innovation_as_of import innovation_as_of, is_left_alone
from banjar_smartcity.model.outline import InnovationOutline
from banjar_smartcity.model.view import View
from banjar_smartcity.schema import validator as schema
from banjar_smartcity.source.document import Document, parse
from conftest import BASE, CASES, EXAMPLE, ROOT

PATH = "data/innovations/x.yaml"


def innovations() -> Iterator[dict[str, Any]]:
    """The data of the innovations of the cases, the region and the example that pass their schema."""
    folders: list[Path] = [ROOT, EXAMPLE, BASE, *sorted(CASES.glob("*/bad")), *sorted(CASES.glob("*/good"))]
    for folder in folders:
        for path in sorted((folder / "data" / "innovations").glob("*.yaml")):
            document, _ = parse(PATH, path.read_bytes())
            if document is not None and isinstance(document.data, dict) and passes(document.data):
                yield document.data


def passes(data: dict[str, Any]) -> bool:
    return not schema.shipped("innovation").check(Document(PATH, "", data))


def same(data: dict[str, Any]) -> bool:
    """Whether both outlines are the same; return whether one is taken straight."""
    straight = straight_outline(PATH, data)
    outline = outline_of(build_record("innovation", Document(PATH, "", data)))
    if straight is not None:
        assert straight == outline, data
        assert repr(straight) == repr(outline)
    return straight is not None


def changed(dice: random.Random, data: Any, others: list[Any]) -> None:
    """Change one thing deep in the data: remove it, empty it, repeat it, or take that of another innovation."""
    holder: Any = data
    while True:
        key = dice.choice(sorted(holder)) if isinstance(holder, dict) else dice.randrange(len(holder))
        inner = holder[key]
        if not inner or not isinstance(inner, dict | list) or dice.random() < 0.3:
            break
        holder = inner
    way = dice.randrange(6)
    if way == 0:
        del holder[key]
    elif way == 1:
        holder[key] = None if not isinstance(inner, list) else []
    elif way == 2 and isinstance(holder, list):
        holder.insert(key, copy.deepcopy(inner))
    elif way == 3:
        other = dice.choice(others)
        extra = dice.choice(sorted(other))
        data[extra] = copy.deepcopy(other[extra])
    elif way == 4 and isinstance(inner, str):
        holder[key] = dice.choice(("hal. 3", "di rak", "", "caf\u00e9 \u212b", inner[::-1], "Lampiran II"))
    else:
        holder[key] = dice.choice((0, 1, 4, True, "x"))


def test_both_say_the_same() -> None:
    known = list(innovations())
    assert sum(map(same, known)) > len(known) / 4
    dice = random.Random(1)
    tried = straight = 0
    for number in range(4_000):
        data = copy.deepcopy(known[number % len(known)])
        for _ in range(dice.randint(1, 2)):
            changed(dice, data, known)
        if passes(data):
            tried += 1
            straight += same(data)
    assert tried > 500
    assert straight > 100


def test_an_innovation_that_is_left_alone_on_a_day_is_the_same_on_it() -> None:
    dice = random.Random(2)
    known = list(innovations())
    alone = changed_ones = 0
    for number in range(3_000):
        data = copy.deepcopy(known[number % len(known)])
        if number >= len(known):
            changed(dice, data, known)
        if not passes(data):
            continue
        record = build_record("innovation", Document(PATH, "", data))
        outline = outline_of(record)
        assert isinstance(record, Innovation)
        assert isinstance(outline, InnovationOutline)
        view = View(date(dice.choice((2018, 2020, 2022, 2023, 2024, 2026)), dice.randint(1, 12), 1), {})
        kept = dice.choice((record.possible_duplicate_of or "", ""))
        missions = dice.choice((record.missions, record.missions[1:]))
        same = innovation_as_of(record, view, (kept,), missions) == record
        if is_left_alone(outline, view, (kept,), missions):
            assert same, data
            alone += 1
        changed_ones += not same
    assert alone > 200
    assert changed_ones > 200
