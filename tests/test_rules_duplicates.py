"""Duplicates: two innovations that may be one are found by name or expansion, other pairs are left alone."""

from __future__ import annotations

import random

import pytest

from banjar_smartcity.diagnostics import At
from banjar_smartcity.innovations.similarity import marks_of, similar_pairs, with_common_marks
from banjar_smartcity.model.innovation import Innovation
from conftest import Build, base_text, check

KLINIK = "data/innovations/klinik-daring.yaml"


def pair(build: Build, one: str, two: str, expansion: tuple[str, str] = ("", "")) -> list[str]:
    def record(name: str, identity: str, text: str) -> str:
        stated = f'[{{text: "{text}", sources: [berita]}}]' if text else "[]"
        return base_text(
            KLINIK,
            ("id: klinik-daring", f"id: {identity}"),
            ("Klinik Daring", f'"{name}"'),
            ("expansions: []", f"expansions: {stated}"),
        )

    root = build(
        {
            "data/innovations/aa.yaml": record(one, "aa", expansion[0]),
            "data/innovations/bb.yaml": record(two, "bb", expansion[1]),
        }
    )
    return [f"{f.path} {f.kind.id} {f.facts['other']}" for f in check(root).findings]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Si Marta", "si-marta"),
        ("SI MARTA", "SiMarta"),
        ("Simondalev", "Simondalef"),
        ("Simondalev", "Simondalv"),
        ("Simondalev", "Simondaleev"),
        ("Kafé Baca", "Kafe Baca"),
        ("WAJAR", "wajar"),
    ],
)
def test_names_that_differ_by_a_letter_or_by_their_marks_may_be_one(one: str, two: str, build: Build) -> None:
    assert pair(build, one, two) == [f"data/innovations/bb.yaml innovation-duplicate {one}"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("WAJAR", "BAJAR"),
        ("Gasak Manis", "Kurma Manis"),
        ("Bank Sampah", "Bank Sampah Sekumpul"),
        ("نور", "علم"),
        ("-", "+"),
    ],
)
def test_other_names_are_two(one: str, two: str, build: Build) -> None:
    assert pair(build, one, two) == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Sistem Informasi Manajemen Tunjangan Profesi", "Sistem informasi manajemen tunjangan"),
        ("Radio Sahabat Anak", "Sahabat Anak di Radio"),
    ],
)
def test_expansions_that_differ_by_a_word_may_be_one(one: str, two: str, build: Build) -> None:
    assert len(pair(build, "Abcdef", "Uvwxyz", (one, two))) == 1


def test_short_expansions_must_agree_in_every_word(build: Build) -> None:
    assert pair(build, "Abcdef", "Uvwxyz", ("Wadah Belajar", "Wadah Bermain")) == []


def test_a_name_is_held_against_the_other_names_too(build: Build) -> None:
    twin = base_text(
        KLINIK, ("id: klinik-daring", "id: zz"), ("name: Klinik Daring", "name: Apotek\nalso_named: [klinik-daring]")
    )
    assert [f.path for f in check(build({"data/innovations/zz.yaml": twin})).findings] == ["data/innovations/zz.yaml"]


def test_of_three_alike_each_later_one_is_named_once(build: Build) -> None:
    texts = {f"data/innovations/z{i}.yaml": base_text(KLINIK, ("id: klinik-daring", f"id: z{i}")) for i in range(2)}
    assert [f.path for f in check(build(texts)).findings] == ["data/innovations/z0.yaml", "data/innovations/z1.yaml"]


def named(name: str, number: int) -> Innovation:
    """An innovation of which nothing but the name is known."""
    rest = dict.fromkeys(Innovation._fields)
    values = {**rest, "at": At(f"{number}"), "id": f"{number}", "name": name, "also_named": (), "expansions": ()}
    return Innovation(**values)  # type: ignore[arg-type]


def test_marks_leave_out_no_pair() -> None:
    r = random.Random(17)
    names = ["".join(r.choices("abc", k=r.randint(5, 8))) for _ in range(400)] + ["unik sekali", "lain sama sekali"]
    records = [named(name, number) for number, name in enumerate(names)]
    common = with_common_marks({record.id: marks_of(record) for record in records})
    assert "401" not in common
    wanted = list(similar_pairs(records))
    assert len(wanted) > 50
    assert list(similar_pairs(record for record in records if record.id in common)) == wanted
