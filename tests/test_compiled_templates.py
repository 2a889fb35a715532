"""Templates that are remembered as code: the same pages, and none of another text, tool, language or workspace."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.workspace.memory import place
from conftest import EXAMPLE


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str | None]:
    """The names of the templates that are compiled, in an office that remembers them."""
    names: list[str | None] = []

    def watched(self: Environment, source: Any, name: str | None = None, *more: Any, **options: Any) -> Any:
        names.append(name)
        return plain(self, source, name, *more, **options)

    plain: Any = Environment.compile
    monkeypatch.setattr(Environment, "compile", watched)
    monkeypatch.setenv(place.VARIABLE, str(tmp_path / "cache"))
    return names


def page(tmp_path: Path, lang: str = "id", ending: str = "html") -> str:
    """A page of the example, as somebody reads it."""
    out = tmp_path / f"page.{ending}"
    assert main(["report", "--root", str(EXAMPLE), "--today", "2026-05-15", "--lang", lang, "--output", str(out)]) == 0
    return out.read_text("utf-8")


@pytest.mark.parametrize("ending", ["html", "md"])
def test_a_template_is_compiled_once(
    ending: str, tmp_path: Path, compiled: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = page(tmp_path, ending=ending)
    assert compiled
    compiled.clear()
    assert page(tmp_path, ending=ending) == first
    assert compiled == []
    monkeypatch.setenv(place.VARIABLE, "")
    assert page(tmp_path, ending=ending) == first
    assert compiled


def test_each_language_has_its_own(tmp_path: Path, compiled: list[str | None], monkeypatch: pytest.MonkeyPatch) -> None:
    page(tmp_path, ending="md")
    compiled.clear()
    english = page(tmp_path, "en", "md")
    assert compiled
    monkeypatch.setenv(place.VARIABLE, "")
    assert page(tmp_path, "en", "md") == english


def test_code_that_is_damaged_is_compiled_again(tmp_path: Path, compiled: list[str | None]) -> None:
    first = page(tmp_path, ending="md")
    (memory,) = (tmp_path / "cache").glob("templates.*.memory")
    content = memory.read_bytes()
    for poison in (b"", content[:-9], content.replace(b"root", b"toor")):
        compiled.clear()
        memory.write_bytes(poison)
        assert page(tmp_path, ending="md") == first
        assert compiled
    place.write_sealed(memory.parent, memory.stem, content[32:64], (1).to_bytes(4, "big"), os.urandom(20), b"x")
    compiled.clear()
    assert page(tmp_path, ending="md") == first
    assert compiled
