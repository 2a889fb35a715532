"""Each kind of finding has a workspace that shows it, once and at its place, and a similar one that does not.

A case replaces files of the base. In a bad file `#! id@column` is at the end of the line of the finding. If no
comment is possible, `expected.txt` holds `path:line:column: id`; `removed.txt` names files that the case takes away.
Files that no editor writes (other encodings, pipes, links) are made here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from banjar_smartcity.checking import returned_kinds
from banjar_smartcity.checking.pipeline import KINDS
from banjar_smartcity.publish import template_kinds
from banjar_smartcity.rules import policy
from conftest import BASE, CASES, THOROUGH, Build, base_text, findings
from respondents import SURVEY_CASES

OF_FOREIGN_FILES = {"json-syntax", "schema-invalid", "schema-reference", "schema-other"}
"""Kinds that only a foreign schema or a JSON file can bring about: see test_schema.py and test_source_json.py."""
OF_CHANGES = {kind.id for kind in policy.OF_CHANGES}
"""Kinds that only a change of the data can bring about: see test_review.py and test_merged.py."""
OF_SIZES = {"workspace-too-large"}
"""Kinds that only very large data can bring about: see test_budgets.py."""
OF_TEMPLATES = {kind.id for kind in template_kinds.KINDS}
"""Kinds that only custom templates can bring about: see test_custom_templates.py."""
OF_RETURNS = {kind.id for kind in returned_kinds.KINDS}
"""Kinds that only a file of an agency can bring about: see test_exchange_merge.py and test_workbook_in.py."""

NEW = "data/innovations/apotek-keliling.yaml"
KLINIK = "data/innovations/klinik-daring.yaml"
SOUND = base_text(KLINIK, ("klinik-daring", "apotek-keliling"), ("Klinik Daring", "Apotek Keliling"))
MADE = {
    "file-encoding": (
        SOUND.replace("Apotek", "Apoték").encode("latin-1"),
        SOUND.replace("Apotek", "Apoték").encode(),
        2,
        11,
    ),
    "file-not-text": (b"PK\x03\x04" + SOUND.encode(), SOUND.encode(), 1, 1),
    "file-byte-order-mark": (b"\xef\xbb\xbf" + SOUND.encode(), SOUND.replace("\n", "\r\n").encode(), 1, 1),
    "file-too-large": (SOUND.encode() + b"#" * (9 << 20), SOUND.encode() + b"#" * (7 << 20), 1, 1),
}
"""Bad bytes, good bytes, and line and column of the finding, by kind."""


def cases() -> list[str]:
    return sorted(entry.name for entry in os.scandir(CASES) if entry.name != BASE.name)


def third(first: int) -> list[str]:
    """Every third case, for a test of another way to come to the same findings; all where the suite is thorough."""
    return cases() if THOROUGH else cases()[first::3]


def expected(folder: Path) -> list[str]:
    listed = folder / "expected.txt"
    found = listed.read_text(encoding="utf-8").splitlines() if listed.exists() else []
    for path in sorted(folder.rglob("*.yaml")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for kind, column in re.findall(r"([\w-]+)@(\d+)", line.partition("#! ")[2]):
                found.append(f"{path.relative_to(folder).as_posix()}:{number}:{column}: {kind}")
    return sorted(found)


def lay(build: Build, folder: Path) -> Path:
    removed = folder / "removed.txt"
    gone = removed.read_text(encoding="utf-8").split() if removed.exists() else []
    return build(dict.fromkeys(gone), over=folder)


def test_the_base_workspace_has_no_finding(build: Build) -> None:
    assert findings(build()) == []


@pytest.mark.parametrize("case", cases())
def test_the_bad_case_has_exactly_the_findings_marked_in_it(case: str, build: Build) -> None:
    wanted = expected(CASES / case / "bad")
    assert {line.rpartition(" ")[2] for line in wanted} == {case}
    assert findings(lay(build, CASES / case / "bad")) == wanted


@pytest.mark.parametrize("case", cases())
def test_the_good_case_has_no_finding(case: str, build: Build) -> None:
    assert expected(CASES / case / "good") == []
    assert findings(lay(build, CASES / case / "good")) == []


@pytest.mark.parametrize("kind", MADE)
def test_a_file_of_unusual_bytes_is_one_finding(kind: str, build: Build) -> None:
    bad, _, line, column = MADE[kind]
    assert findings(build({NEW: bad})) == [f"{NEW}:{line}:{column}: {kind}"]


@pytest.mark.parametrize("kind", MADE)
def test_a_similar_file_of_sound_bytes_has_no_finding(kind: str, build: Build) -> None:
    assert findings(build({NEW: MADE[kind][1]})) == []


def a_folder(path: Path) -> None:
    path.mkdir()


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_link_to_nothing(path: Path) -> None:
    path.symlink_to("nowhere.yaml")


def a_link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


@pytest.mark.parametrize("make", [a_folder, a_pipe, a_link_to_nothing, a_link_to_itself])
def test_what_is_no_file_is_unreadable(make: Callable[[Path], None], build: Build) -> None:
    root = build()
    make(root / NEW)
    assert findings(root) == [f"{NEW}:1:1: file-unreadable"]


def test_a_link_within_the_repository_is_read(build: Build) -> None:
    root = build({"shared/apotek.yaml": SOUND})
    (root / NEW).symlink_to("../../shared/apotek.yaml")
    assert findings(root) == []


def test_a_link_out_of_the_repository_is_not_followed(build: Build, tmp_path: Path) -> None:
    root = build()
    (tmp_path / "secret.yaml").write_text(SOUND, encoding="utf-8")
    (root / NEW).symlink_to(tmp_path / "secret.yaml")
    assert findings(root) == [f"{NEW}:1:1: path-outside"]


def closed(monkeypatch: pytest.MonkeyPatch, root: Path, folder: str) -> None:
    """Have the system refuse a folder; the tests may run as root, whom no permission stops."""
    scandir, stat, opened = os.scandir, os.stat, os.open
    inside = os.path.join(root, folder)

    def refuse(path: object) -> None:
        if isinstance(path, str | os.PathLike) and f"{os.fspath(path)}/".startswith(f"{inside}/"):
            raise PermissionError(13, "Permission denied", os.fspath(path))

    def guarded(real: Callable[..., object]) -> Callable[..., object]:
        def run(path: object = ".", *args: object, **options: object) -> object:
            refuse(path)
            return real(path, *args, **options)

        return run

    monkeypatch.setattr(os, "scandir", guarded(scandir))
    monkeypatch.setattr(os, "open", guarded(opened))

    def look(path: object, *args: object, **options: object) -> object:
        if os.fspath(path) != inside:  # type: ignore[call-overload]
            refuse(path)
        return stat(path, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "stat", look)


FOLDERS = sorted({path.parent.relative_to(BASE).as_posix() for path in BASE.rglob("data/*/**/*") if path.is_file()})


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_that_cannot_be_read_is_one_finding(
    folder: str, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = build()
    closed(monkeypatch, root, folder)
    assert findings(root) == [f"{folder}:1:1: folder-unreadable"]


def test_every_kind_has_a_case() -> None:
    elsewhere = {*OF_FOREIGN_FILES, *OF_CHANGES, *OF_SIZES, *OF_TEMPLATES, *OF_RETURNS, *SURVEY_CASES}
    assert {*cases(), *MADE, *elsewhere, "file-unreadable", "folder-unreadable"} == {kind.id for kind in KINDS}


def test_no_two_kinds_share_an_id() -> None:
    assert len({kind.id for kind in KINDS}) == len(KINDS)


def test_ids_are_words_with_hyphens() -> None:
    assert [kind.id for kind in KINDS if not re.fullmatch(r"[a-z]+(-[a-z]+)+", kind.id)] == []


def test_every_kind_explains_itself() -> None:
    assert [kind.id for kind in KINDS if not (kind.message and kind.hint and kind.why and kind.example)] == []
