"""Migrate workspace: editors find their schemas again, and no data change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from banjar_smartcity import resources
from conftest import EXAMPLE, ROOT, run_command
from test_kills import everything

COPIES = ".smartcity/schemas"


def migrate(capsys: pytest.CaptureFixture[str], root: Path, *options: str) -> tuple[int, str, str]:
    return run_command(capsys, "migrate", "workspace", "--root", root, "--lang", "en", *options)


@pytest.fixture
def moved(tmp_path: Path) -> Path:
    """The data of the example outside the repository, where their schemas are not."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "a" / "b" / "daerah"))


def body(content: bytes) -> bytes:
    return content.split(b"\n", 1)[1]


def test_files_whose_schema_is_not_there_get_a_copy_and_keep_the_rest(
    moved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    agencies = moved / "data/agencies.yaml"
    agencies.write_bytes(b"\xef\xbb\xbf" + agencies.read_bytes().replace(b"\n", b"\r\n"))
    results = moved / "data/results/2025.yaml"
    results.write_bytes(body(results.read_bytes()))
    before = everything(moved)
    code, preview, _ = migrate(capsys, moved, "--preview")
    assert (code, everything(moved), preview.splitlines()[-1]) == (0, before, "Nothing was written.")
    code, out, _ = migrate(capsys, moved)
    after = everything(moved)
    assert (code, out.splitlines()[:-1]) == (0, preview.splitlines()[:-1])
    created = after.keys() - before.keys()
    assert created == {f"{COPIES}/{path.name}" for path in resources.SCHEMAS.glob("*.schema.json")}
    changed = {path for path in before if after[path] != before[path]}
    assert changed == {path for path in before if path.endswith(".yaml")} - {"data/results/2025.yaml"}
    assert all(f"  {path}\n" in out for path in changed | created)
    for path in changed:
        assert body(after[path]) == body(before[path])
        first = after[path].split(b"\n", 1)[0].decode("utf-8-sig").strip()
        schema = (moved / path).parent / first.removeprefix("# yaml-language-server: $schema=")
        assert schema.resolve().parent == (moved / COPIES).resolve()
        assert schema.exists()
    assert after["data/agencies.yaml"].startswith(b"\xef\xbb\xbf# yaml")
    assert b"schema.json\r\n" in after["data/agencies.yaml"]
    assert migrate(capsys, moved)[:2] == (0, "Nothing to do: this workspace is of today's shape.\n")


def test_copies_of_an_older_version_are_renewed(moved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    migrate(capsys, moved)
    before = everything(moved)
    (moved / COPIES / "program.schema.json").write_text("{}")
    (moved / COPIES / "survey.schema.json").unlink()
    code, out, _ = migrate(capsys, moved)
    assert (code, everything(moved)) == (0, before)
    assert "1 schema is copied" in out
    assert "1 copy of a schema is of another version" in out


@pytest.mark.parametrize("root", [ROOT, EXAMPLE], ids=["region", "example"])
def test_a_workspace_whose_schemas_are_there_has_nothing_to_do(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert migrate(capsys, root, "--preview")[:2] == (0, "Nothing to do: this workspace is of today's shape.\n")


def test_an_address_of_a_schema_stays(moved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = moved / "data/agencies.yaml"
    path.write_bytes(
        b"# yaml-language-server: $schema=https://example.org/agencies.schema.json\n" + body(path.read_bytes())
    )
    before = path.read_bytes()
    migrate(capsys, moved)
    assert path.read_bytes() == before
