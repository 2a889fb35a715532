"""Properties of every diff: its parts add up to it, and the reverse diff is its opposite in every part."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any, BinaryIO

from hypothesis import example, given
from hypothesis import strategies as st

from banjar_smartcity.checking.pipeline import check_tree
from banjar_smartcity.diagnostics import Diagnostic, Finding
from banjar_smartcity.source.document import parse
from banjar_smartcity.versions.diff.change import Change
from banjar_smartcity.versions.diff.compare import Diff, compare
from banjar_smartcity.versions.index.files import survey_files
from banjar_smartcity.versions.index.version import Version, version
from banjar_smartcity.workspace.sample import Content, Look, take
from banjar_smartcity.workspace.tree import ABSENT, Holding
from conftest import BASE, CASES, TODAY
from test_diff import INSTRUMENT, KLINIK
from test_scoring import EVIDENCE, PROGRAM, SECRETARIAT, SHEET

SURVEY = "data/surveys/kesehatan-2023.yaml"
FILE = "data/evidence/files/sk-forum.txt"
NEXT = SHEET.replace("tahap-1", "tahap-2")
Files = dict[str, bytes]


class Memory:
    """The files of a workspace that is not on a disk."""

    def __init__(self, files: Files) -> None:
        self.files = files

    def excess(self) -> Diagnostic | None:
        return None

    def walk(self) -> Iterator[str]:
        return iter(sorted(path for path in self.files if path.endswith(".yaml")))

    def is_inside(self, path: str) -> bool:
        return True

    def read(self, path: str) -> tuple[bytes | None, Diagnostic | None]:
        return self.files.get(path), None

    def below(self, folder: str) -> Iterator[str]:
        return (path for path in self.every() if path.startswith(folder + "/"))

    def every(self) -> Iterator[str]:
        return iter(sorted(self.files))

    def entries(self) -> Iterator[tuple[str, str | None]]:
        return ((path, None) for path in self.every())

    def open(self, path: str) -> BinaryIO | None:
        return BytesIO(self.files[path]) if path in self.files else None

    def at_hand(self, paths: Iterable[str]) -> Memory:
        return self

    def stock(self, paths: Iterable[str], look: Look | None = None) -> Mapping[str, Holding]:
        def held(path: str) -> Holding:
            digest, sample = take([self.files[path]])
            content = look(path, sample) if look else Content()
            return Holding(inside=True, present=True, sha256=digest, content=content)

        return {path: held(path) if path in self.files else ABSENT for path in paths}


ROOT: Files = {str(path.relative_to(BASE)): path.read_bytes() for path in sorted(BASE.rglob("*")) if path.is_file()}
ROOT[SURVEY] = (CASES / "survey-programme-unnamed" / "good" / SURVEY).read_bytes()


def data_of(files: Files, path: str) -> Any:
    document, _ = parse(path, files[path])
    assert document is not None
    return document.data


def in_file(path: str, change: Callable[[Any, int], object]) -> Callable[[Files, int], None]:
    """An edit of one file, where it is there."""

    def edit(files: Files, n: int) -> None:
        if path in files:
            data = data_of(files, path)
            change(data, n)
            files[path] = json.dumps(data).encode()

    return edit


def in_answer(path: str, **values: Any) -> Callable[[Files, int], None]:
    """An edit of the answers of a sheet, each key to one of its values."""

    def change(data: Any, n: int) -> None:
        for answer in data["answers"][n % 2 :]:
            answer.update({key: some[n % len(some)] for key, some in values.items()})

    return in_file(path, change)


def again(data: Any, n: int) -> None:
    data["answers"] += [{**answer, "level": n} for answer in data["answers"][:1]]


def another_item(data: Any, n: int) -> None:
    item = data["items"][n % len(data["items"])]
    if all(other["id"] != item["id"] + "-lagi" for other in data["items"]):
        data["items"].append({**item, "id": item["id"] + "-lagi"})


def next_stage(data: Any, n: int) -> None:
    if len(data["stages"]) == 1:
        data["stages"].append({**data["stages"][0], "id": "2023-tahap-2"})
    data["stage"] = data["stages"][n % 2]["id"]


def copy_sheet(files: Files, n: int) -> None:
    if SHEET in files:
        files[NEXT] = json.dumps({**data_of(files, SHEET), "stage": "2023-tahap-2"}).encode()
        if n == 0:
            del files[SHEET]


def rename_document(files: Files, n: int) -> None:
    for path in [path for path in files if path.endswith(".yaml")]:
        text = files.pop(path).replace(b"sk-forum", b"sk-baru").replace(b"files/sk-baru", b"files/sk-forum")
        files[path.replace("sk-forum", "sk-baru") if n else path] = text


def answer_another(data: Any, n: int) -> None:
    """An answer to the item that `another_item` adds, which does not apply."""
    answer = {**data["answers"][0], "item": "baseline-planning-masterplan-lagi", "level": None}
    data["answers"].append({**answer, "not_applicable": "tidak ada"})


def to_next_stage(data: Any, n: int) -> None:
    data.update(stage="2023-tahap-2")
    for answer in data["answers"]:
        answer["level"] = n


def remove(path: str) -> Callable[[Files, int], None]:
    return lambda files, n: void(files.pop(path, None))


def void(_: object) -> None:
    """Nothing."""


EDITS: tuple[Callable[[Files, int], None], ...] = (
    in_answer(SHEET, level=(None, 1, 2, 3, 4, 9)),
    in_answer(SECRETARIAT, level=(1, 4, None), not_applicable=(None, None, "tidak ada")),
    in_answer(SHEET, evidence=([], [{"evidence": "sk-forum"}], [{"evidence": "sk-tiada"}])),
    in_answer(NEXT, level=(2, 3, 4), fact=("Ada", "Ada 7")),
    in_answer(SHEET, answered_on=("2023-05-01", "2024-01-01", None)),
    in_answer(SHEET, item=("outcome-economy-poverty", "outcome-living-roads-lagi")),
    in_file(SHEET, again),
    in_file(SHEET, to_next_stage),
    in_file(SECRETARIAT, answer_another),
    in_file(SHEET, lambda data, n: data["answers"].clear()),
    in_file(SHEET, lambda data, n: data.update(dimension=("living", "economy")[n % 2])),
    copy_sheet,
    in_file(PROGRAM, next_stage),
    in_file(PROGRAM, lambda data, n: data.update(variant=("reguler", "kppn-ikn")[n % 2])),
    in_file(PROGRAM, lambda data, n: data.update(dimensions=(["living"], ["economy", "living"])[n % 2])),
    in_file(PROGRAM, lambda data, n: data.update(instrument=("mini-2023", None)[n % 2])),
    in_file(INSTRUMENT, another_item),
    in_file(INSTRUMENT, lambda data, n: data["items"].pop(n % len(data["items"]))),
    in_file(INSTRUMENT, lambda data, n: data.update(not_applicable=("counted", "excluded")[n % 2])),
    in_file(INSTRUMENT, lambda data, n: data["variants"][0]["weights"].update(baseline=10 + n, outcome=50 - n)),
    rename_document,
    in_file(EVIDENCE, lambda data, n: data.update(expires_on=("2020-01-01", "2030-01-01")[n % 2])),
    in_file(EVIDENCE, lambda data, n: data.update(kind=("photo", "decree")[n % 2])),
    lambda files, n: files.update({FILE: b"lain" * n}),
    in_file(SURVEY, lambda data, n: data.update(respondents=(10, 49, 50, 400)[n % 4])),
    in_file(KLINIK, lambda data, n: data.update(dimension=("economy", None)[n % 2], sub_dimension=None)),
    in_file("data/agencies.yaml", lambda data, n: data.update(agencies=data["agencies"][:-1])),
    in_file("data/results/2023.yaml", lambda data, n: data["rows"][0].update(final=n / 4)),
    *(remove(path) for path in (SHEET, EVIDENCE, FILE, SURVEY, KLINIK, INSTRUMENT, "data/results/2023.yaml")),
)
edits = st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 5)), max_size=4)
Edits = list[tuple[Callable[[Files, int], None], int]]


def edited(files: Files, wanted: Edits) -> Files:
    own = dict(files)
    for edit, n in wanted:
        edit(own, n)
    return own


def version_of(files: Files) -> Version:
    tree = Memory(files)
    return version(check_tree(tree, TODAY), TODAY, survey_files(tree))


def told(change: Change, *, back: bool = False) -> tuple[object, ...]:
    """All that a change says except its place; turned round where it is the way back."""
    sign, turn = (-1, slice(None, None, -1)) if back else (1, slice(None))
    opposite = {"added": "removed", "removed": "added"}
    named = change.id if change.what != "renamed" else None
    return (
        change.kind,
        named,
        opposite.get(change.what, change.what) if back else change.what,
        sign * change.claimed,
        sign * change.supported,
        (change.before, change.after)[turn],
        frozenset(repr((field.pointer, (field.before, field.after)[turn])) for field in change.fields),
        change.wording,
        frozenset(change.serves),
    )


def moves(diff: Diff, sign: int = 1) -> set[tuple[object, ...]]:
    found = diff.figures.moves if diff.figures else ()
    return {(move.item, sign * move.claimed, sign * move.supported) for move in found}


def named(findings: Iterable[Finding]) -> Counter[tuple[str, str, str]]:
    return Counter((finding.kind.id, finding.path, repr(finding.facts)) for finding in findings)


ITEM_AND_ANSWER: Edits = [(in_file(INSTRUMENT, another_item), 0), (in_file(SECRETARIAT, answer_another), 0)]


@example([], ITEM_AND_ANSWER)
@example([(in_file(PROGRAM, next_stage), 0)], [(in_file(SHEET, to_next_stage), 2)])
@given(edits, edits)
def test_a_change_is_the_sum_of_its_parts_and_the_way_back_is_its_opposite(one: Edits, other: Edits) -> None:
    files = edited(ROOT, one)
    old, new = version_of(files), version_of(edited(files, other))
    there, back, nothing = compare(old, new), compare(new, old), compare(new, new)
    assert (nothing.changes, nothing.faults.new, nothing.faults.fixed, moves(nothing)) == ((), (), (), set())
    assert sum(change.claimed for change in there.changes) == there.claimed == -back.claimed
    assert sum(change.supported for change in there.changes) == there.supported == -back.supported
    assert moves(there) == moves(back, -1)
    assert Counter(map(told, there.changes)) == Counter(told(change, back=True) for change in back.changes)
    assert named(there.faults.new) == named(back.faults.fixed)
    assert named(there.faults.fixed) == named(back.faults.new)
    assert all(change.path for change in there.changes)
