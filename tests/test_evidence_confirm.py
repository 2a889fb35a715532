"""`smartcity evidence confirm`: a guessed record counts after somebody has read the document, and not before."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.evidence.proof import GUESSED, prove
from banjar_smartcity.i18n import language
from banjar_smartcity.model.guess_marks import WORDS, guessed_keys, without_marks
from banjar_smartcity.render.records.evidence_skeleton import EvidenceDraft, evidence_skeleton
from banjar_smartcity.source.document import parse
from banjar_smartcity.source.yaml_write import replace_values
from conftest import TODAY, Build, base_text, check, findings

RECORD = "data/evidence/sk-forum.yaml"
MARK = "# TEBAKAN dari nama berkas, harus diperiksa:\n"
GUESS = base_text(
    RECORD,
    ("title: SK Forum", f"{MARK}title: 'SK Forum'  # dari berkas"),
    ("kind: decree", f"# yang dihitung\n{MARK}# lain\nkind: decree"),
    ("issuer: Bupati", "issuer: null"),
    ("issued_on: 2023-01-10", "issued_on:"),
)


def confirm(capsys: pytest.CaptureFixture[str], root: Path, *arguments: str) -> tuple[int, str]:
    code = main(["evidence", "confirm", *arguments, "--root", str(root), "--today", "2023-05-30", "--lang", "en"])
    captured = capsys.readouterr()
    return code, captured.out + captured.err


def supported(root: Path) -> bool:
    checked = check(root)
    return prove(checked.model, checked.holdings, TODAY).stands("sk-forum")


def test_a_guess_supports_nothing_until_it_is_confirmed(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build({RECORD: GUESS})
    assert findings(root) == [f"{RECORD}:3:8: evidence-guessed"]
    assert not supported(root)
    code, said = confirm(capsys, root, "sk-forum")
    assert code == 0
    assert "Confirmed: SK Forum · decree · issuer not known · date not known" in said
    assert supported(root)
    assert findings(root) == [f"{RECORD}:6:9: evidence-without-issuer"]
    text = (root / RECORD).read_text("utf-8")
    assert text == GUESS.replace(MARK, "")


def test_deleting_the_marks_confirms_too(build: Build) -> None:
    assert supported(build({RECORD: GUESS.replace(MARK, "")}))


def test_one_mark_is_enough_to_make_it_a_guess(build: Build) -> None:
    root = build({RECORD: GUESS.replace(MARK, "", 1)})
    assert findings(root) == [f"{RECORD}:6:7: evidence-guessed"]
    checked = check(root)
    assert prove(checked.model, checked.holdings, TODAY).fault("sk-forum") is GUESSED


def test_what_is_given_is_filled_in_and_everything_else_stays(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build({RECORD: GUESS.replace("\n", "\r\n")})
    options = ("--title", 'SK: "Forum" # 1', "--issuer", "Bupati Contoh", "--issued-on", "2023-01-10")
    assert confirm(capsys, root, "sk-forum", *options, "--number", "12", "--kind", "report")[0] == 0
    wanted = (
        GUESS.replace(MARK, "")
        .replace("title: 'SK Forum'  #", 'title: "SK: \\"Forum\\" # 1"  #')
        .replace("issuer: null", "issuer: Bupati Contoh")
        .replace("issued_on:", "issued_on: 2023-01-10")
        .replace("number: 188.45/12/KUM/2023", 'number: "12"')
        .replace("kind: decree", "kind: report")
    )
    assert (root / RECORD).read_bytes().decode() == wanted.replace("\n", "\r\n")
    assert [line for line in findings(root) if RECORD in line] == []


def test_a_record_without_marks_is_left_alone(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build()
    assert "no mark of a guess" in confirm(capsys, root, "sk-forum")[1]
    assert (root / RECORD).read_text("utf-8") == base_text(RECORD)


def test_what_still_proves_nothing_says_why(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build({RECORD: GUESS, "data/evidence/files/sk-forum.txt": ""})
    assert "It proves nothing yet: there is nothing in its file." in confirm(capsys, root, "sk-forum")[1]


REFUSED = {
    "unknown": (["sk-form"], 'did you mean "sk-forum"'),
    "nothing like it": (["zzz"], "no record of evidence zzz"),
    "day": (["sk-forum", "--issued-on", "31/01/2023"], "YYYY-MM-DD"),
    "kind": (["sk-forum", "--kind", "buku"], "unknown kind of evidence buku"),
    "empty": (["sk-forum", "--issuer", " "], "--issuer is empty"),
    "personal": (["sk-forum", "--issuer", "NIK 6303054107900001"], "personal data"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_and_changes_nothing(
    case: str, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments, reason = REFUSED[case]
    root = build({RECORD: GUESS})
    code, said = confirm(capsys, root, *arguments)
    assert code == 2
    assert reason in said
    assert (root / RECORD).read_text("utf-8") == GUESS


def test_a_record_with_errors_is_not_confirmed(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    root = build({RECORD: GUESS.replace("kind: decree", "kind: buku")})
    code, said = confirm(capsys, root, "sk-forum")
    assert (code, "has errors" in said) == (2, True)


def test_a_title_in_two_languages_is_changed_by_hand(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    text = GUESS.replace("title: 'SK Forum'  # dari berkas", "title:\n  id: SK Forum\n  en: Forum decree")
    root = build({RECORD: text})
    code, said = confirm(capsys, root, "sk-forum", "--title", "SK")
    assert (code, "title is not a single text" in said) == (2, True)
    assert (root / RECORD).read_text("utf-8") == text


def test_a_record_that_is_a_link_is_not_written_through(
    build: Build, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    root = build({RECORD: GUESS})
    (root / RECORD).rename(root / "sk.yaml")
    (root / RECORD).symlink_to(root / "sk.yaml")
    assert confirm(capsys, root, "sk-forum")[0] == 2
    assert (root / "sk.yaml").read_text("utf-8") == GUESS


def test_a_failure_while_writing_leaves_the_record_whole(
    build: Build, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = build({RECORD: GUESS})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    assert confirm(capsys, root, "sk-forum")[0] != 0
    assert (root / RECORD).read_text("utf-8") == GUESS
    assert sorted(path.name for path in (root / RECORD).parent.iterdir()) == ["files", "sk-forum.yaml"]


@pytest.mark.parametrize("code", ["id", "en"])
def test_the_marks_that_the_tool_writes_are_the_ones_that_it_reads(code: str) -> None:
    draft = EvidenceDraft(
        id="x",
        title="X GUESS # TEBAKAN",
        kind="data",
        kind_given=False,
        dates=(),
        internal=False,
        file=None,
        kept_at=None,
        sha256="0" * 64,
        document=(),
        agency=None,
    )
    text = evidence_skeleton(draft, language(code), "../../schemas/evidence.schema.json")
    assert guessed_keys(text) == ("title", "kind")
    assert guessed_keys(without_marks(text)) == ()
    before, after = (parse("x.yaml", made.encode())[0] for made in (text, without_marks(text)))
    assert before is not None
    assert after is not None
    assert before.data == after.data


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("# GUESS\ntitle: a\n", ("title",)),
        ("title: a  # GUESS\n", ("title",)),
        ("title: a\n\n#TEBAKAN\n\n# lain\nkind: b\n", ("kind",)),
        ("title: 'a # GUESS'\n", ()),
        ("note: |\n  # GUESS\n  b\ntitle: a\n", ()),
        ("# a guess, tebakan, GUESSED, bukan TEBAKAN\ntitle: a\n", ()),
        ("title: a\n# TEBAKAN", ("title",)),
    ],
)
def test_only_a_comment_that_begins_with_the_word_is_a_mark(text: str, keys: tuple[str, ...]) -> None:
    assert guessed_keys(text) == keys
    assert not guessed_keys(without_marks(text))


PIECES = st.sampled_from(
    ["title: a", "  # GUESS: x", "# TEBAKAN y", "# lain", "kind: 'b # GUESS'", "", "note: |", "  c"]
)


@given(st.lists(PIECES, max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_removing_marks_changes_no_value_and_no_other_line(lines: list[str], end: str) -> None:
    text = end.join(lines)
    before = parse("x.yaml", text.encode())[0]
    if before is None or not isinstance(before.data, dict):
        return
    clean = without_marks(text)
    after = parse("x.yaml", clean.encode())[0]
    assert after is not None
    assert after.data == before.data
    gone = [line for line in text.splitlines() if line not in clean.splitlines()]
    assert all(any(word in line for word in WORDS) for line in gone)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=30))
def test_a_value_that_is_written_reads_back(value: str) -> None:
    text = "# a\ntitle: lama # b\nkind:\n  # c\nnote: {id: x}\n"
    read = parse("x.yaml", replace_values(text, {"title": value, "kind": value}).encode())[0]
    assert read is not None
    assert read.data == {"title": value, "kind": value, "note": {"id": "x"}}
