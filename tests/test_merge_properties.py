"""What holds of every merge: nothing is lost, nothing made up, and it does not matter whose side is called ours."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.merge.parse import parse_tree
from banjar_smartcity.merge.texts import Merged, Refusal, merge_texts
from banjar_smartcity.merge.three_way import merge_trees
from banjar_smartcity.merge.tree import Block, Tree, join
from banjar_smartcity.source.entries import identity
from banjar_smartcity.source.yaml_text import read_yaml
from conftest import BASE
from test_properties import any_bytes

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted(path for folder in (ROOT / "data", ROOT / "examples", BASE) for path in folder.rglob("*.yaml"))


def tree_of(text: str) -> Tree:
    data, faults, root, _ = read_yaml("", text)
    assert faults == []
    assert root is not None
    return parse_tree(text, root, data)


def data_of(content: bytes) -> object:
    data, faults = read_yaml("", content.decode())[:2]
    assert faults == []
    return data


def test_the_pieces_of_each_file_put_together_are_the_file() -> None:
    texts = {path: path.read_text("utf-8") for path in FILES}
    trees = {path: tree_of(text) for path, text in texts.items()}
    assert len(FILES) > 100
    assert [path for path, tree in trees.items() if not isinstance(tree, Block) or join(tree) != texts[path]] == []


# --- answer sheets as people write them


NO_OR_LAST_NOTE = ("", "# akhir\n")
CLAIM = ("fact", "level", "sources")
notes = st.sampled_from(("", "\n", "  # catatan\n", "\n  # periksa lagi\n"))
inner_notes = st.sampled_from(("", "", "    # dari rapat\n", "\n"))
remarks = st.sampled_from(("", "", "  # sementara"))
names = st.lists(st.sampled_from("abcdef"), max_size=4, unique=True)


@st.composite
def evidence(draw: st.DrawFn) -> str:
    documents = draw(names)
    if not documents:
        return draw(st.sampled_from((" []\n", "\n      - evidence: z\n")))
    if draw(st.booleans()):
        return f" [{', '.join(f'{{evidence: {name}}}' for name in documents)}]\n"
    return "\n" + "".join(
        f"      - evidence: {name}\n        pages: '{draw(st.integers(1, 2))}'\n" for name in documents
    )


facts = st.sampled_from((" null\n", " ya\n", "\n      id: ada\n      en: there\n"))
texts = st.sampled_from(("null", "x", "'x'", "|\n      dua\n      # baris"))


@st.composite
def answer(draw: st.DrawFn, item: str) -> str:
    keys = [
        f"fact:{draw(facts)}",
        f"level: {draw(st.integers(1, 3))}{draw(remarks)}\n",
        f"sources: [{', '.join(draw(names))}]\n",
        f"evidence:{draw(evidence())}",
        f"note: {draw(texts)}\n",
        f"answered_on: 2026-05-0{draw(st.integers(1, 3))}\n",
    ]
    chosen = [key for key in keys if draw(st.integers(0, 4))]
    return draw(notes) + f"  - item: {item}\n" + "".join(f"{draw(inner_notes)}    {key}" for key in chosen)


@st.composite
def sheet(draw: st.DrawFn) -> str:
    items = draw(st.permutations(draw(names)))
    head = draw(st.sampled_from(("", "# kepala\n\n"))) + f"stage: tahap-{draw(st.integers(1, 2))}\n"
    if not items:
        return head + "answers: []\n"
    answers = "".join(draw(answer(item)) for item in items)
    return f"{head}answers:\n{answers}{draw(st.sampled_from(NO_OR_LAST_NOTE))}"


@given(sheet())
def test_the_pieces_of_a_text_put_together_are_the_text(text: str) -> None:
    assert join(tree_of(text)) == text


@given(sheet(), sheet())
def test_what_one_side_changed_is_taken_byte_for_byte(base: str, changed: str) -> None:
    b, x = base.encode(), changed.encode()
    for ours, theirs in ((b, x), (x, b), (x, x)):
        assert merge_texts(b, ours, theirs) == Merged(x, ())
        trees = (tree_of(base), tree_of(ours.decode()), tree_of(theirs.decode()))
        assert join(merge_trees(*trees)) == changed


def decided(content: bytes, side: int) -> bytes:
    """A merged text with every conflict decided for one side."""
    text, kept, inside = content.decode(), [], None
    for line in text.splitlines(keepends=True):
        if line.startswith("<<<<<<< "):
            inside = 0
        elif line.startswith("======="):
            inside = 1
        elif line.startswith(">>>>>>> "):
            inside = None
        elif inside in (None, side):
            kept.append(line)
    return "".join(kept).encode()


def by_item(data: object) -> dict[str, dict[str, object]]:
    assert isinstance(data, dict)
    return {entry["item"]: entry for entry in data["answers"]}


@given(sheet(), sheet(), sheet())
def test_decided_for_a_side_the_claims_are_of_one_person_each(base: str, ours: str, theirs: str) -> None:
    merged = merge_texts(base.encode(), ours.encode(), theirs.encode())
    assert isinstance(merged, Merged)
    sides = [by_item(data_of(text.encode())) for text in (base, ours, theirs)]
    for side in (0, 1):
        for item, entry in by_item(data_of(decided(merged.content, side))).items():
            claims = [{k: v for k, v in s[item].items() if k in CLAIM} for s in sides if item in s]
            assert {k: v for k, v in entry.items() if k in CLAIM} in claims


@given(sheet(), sheet(), sheet())
def test_an_item_of_one_side_alone_stays_and_one_that_a_side_removed_unchanged_goes(
    base: str, ours: str, theirs: str
) -> None:
    merged = merge_texts(base.encode(), ours.encode(), theirs.encode())
    assert isinstance(merged, Merged)
    before, mine, yours = (by_item(data_of(text.encode())) for text in (base, ours, theirs))
    for side in (0, 1):
        items = by_item(data_of(decided(merged.content, side)))
        assert items.keys() >= (mine.keys() | yours.keys()) - before.keys()
        assert items.keys() >= mine.keys() & yours.keys()
        assert items.keys() <= mine.keys() | yours.keys()


def unordered(data: object) -> object:
    if isinstance(data, dict):
        return {key: unordered(value) for key, value in data.items()}
    return sorted(map(identity, map(unordered, data))) if isinstance(data, list) else data


def sorted_keys(data: object) -> object:
    if isinstance(data, dict):
        return {key: sorted_keys(data[key]) for key in sorted(data)}
    return [sorted_keys(value) for value in data] if isinstance(data, list) else data


@given(sheet(), sheet(), sheet())
def test_it_is_no_matter_which_side_is_ours(base: str, ours: str, theirs: str) -> None:
    one = merge_texts(base.encode(), ours.encode(), theirs.encode())
    other = merge_texts(base.encode(), theirs.encode(), ours.encode())
    assert isinstance(one, Merged)
    assert isinstance(other, Merged)
    assert sorted(one.clashes) == sorted(other.clashes)
    for side in (0, 1):
        data = (data_of(decided(one.content, side)), data_of(decided(other.content, 1 - side)))
        assert unordered(sorted_keys(data[0])) == unordered(sorted_keys(data[1]))


@given(sheet(), sheet(), sheet())
def test_no_comment_is_lost_that_a_side_wrote(base: str, ours: str, theirs: str) -> None:
    merged = merge_texts(base.encode(), ours.encode() + b"# kami\n", theirs.encode() + b"# mereka\n")
    assert isinstance(merged, Merged)
    assert b"# kami\n" in merged.content
    assert b"# mereka\n" in merged.content


@given(sheet(), sheet(), sheet())
def test_line_ends_are_those_of_ours_and_change_nothing_else(base: str, ours: str, theirs: str) -> None:
    plain = merge_texts(base.encode(), ours.encode(), theirs.encode())
    mixed = merge_texts(base.encode(), ours.replace("\n", "\r\n").encode(), theirs.encode())
    assert isinstance(plain, Merged)
    assert mixed == Merged(plain.content.replace(b"\n", b"\r\n"), plain.clashes)


# --- anything at all


@given(any_bytes, any_bytes, any_bytes)
def test_bytes_are_merged_or_refused_never_a_crash(base: bytes, ours: bytes, theirs: bytes) -> None:
    assert isinstance(merge_texts(base, ours, theirs), Merged | Refusal)
