"""What tests share: the smallest workspace without findings, and copies of it with files replaced."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from jinja2 import Environment

from banjar_smartcity.checking.pipeline import Checked, check_workspace
from banjar_smartcity.diagnostics import Finding
from banjar_smartcity.source.document import parse
from banjar_smartcity.workspace import layout as workspace

CASES = Path(__file__).parent / "cases"
BASE = CASES / "base"
TODAY = date(2023, 5, 30)

# The same examples on every computer and in every run: a red test is never a matter of luck.
settings.register_profile("same", derandomize=True, database=None, deadline=None)
settings.load_profile("same")

# As commands do (`__main__.py`): looking for cycles among fresh nodes takes a third of the tests' time.
gc.set_threshold(200_000, 50, 50)

Build = Callable[..., Path]


@pytest.fixture(scope="session")
def browser() -> str:
    """Where Chromium is; elsewhere than in continuous integration, tests that need it are skipped without it."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("continuous integration installs Chromium; it is not there")
        pytest.skip("Chromium is not installed; the report was not looked at in a browser")
    return found


@pytest.fixture(scope="session", autouse=True)
def same_bytes_are_parsed_once() -> Iterator[None]:
    """Parse equal files once: many tests read copies of them, and the result depends on path and bytes only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workspace, "parse", lru_cache(maxsize=1000)(parse))
        yield


@pytest.fixture(scope="session", autouse=True)
def same_templates_are_compiled_once() -> Iterator[None]:
    """Compile a template once: many tests write a report, and compiling takes ten times as long as running.

    What Jinja computes in advance may depend on the language, and on the filters and functions that exist.
    """
    compiled: dict[object, Any] = {}
    compile_again: Any = Environment.compile

    def compile_once(self: Environment, source: object, *where: str | None, **options: bool) -> Any:
        if not isinstance(source, str):
            return compile_again(self, source, *where, **options)
        translate: Any = self.globals.get("gettext", str)
        parts = (translate("unknown"), self.autoescape, *sorted(self.filters), *sorted(self.globals), *self.extensions)
        key = (type(self), parts, source, where, *options.items())
        if key not in compiled:
            compiled[key] = compile_again(self, source, *where, **options)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", compile_once)
        yield


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Make a workspace: the base, then the files of a case, then texts by path. None removes a file."""

    def make(texts: dict[str, str | bytes | None] | None = None, over: Path | None = None) -> Path:
        root = tmp_path / "workspace"
        shutil.copytree(BASE, root)
        if over is not None:
            shutil.copytree(over, root, dirs_exist_ok=True)
        put(root, texts or {})
        return root

    return make


def put(root: Path, texts: Mapping[str, str | bytes | None]) -> None:
    """Write files by their path. None removes a file."""
    for path, text in texts.items():
        full = root / path
        if text is None:
            full.unlink()
            continue
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_bytes(text if isinstance(text, bytes) else text.encode())


def base_text(path: str, *replacements: tuple[str, str]) -> str:
    """A file of the base with some of its text replaced; each text to replace must be in it."""
    text = (BASE / path).read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in text, f"{old!r} is not in {path}"
        text = text.replace(old, new, 1)
    return text


def check(root: Path, today: date = TODAY) -> Checked:
    return check_workspace(root, today)


def line_of(finding: Finding) -> str:
    """A finding as `path:line:column: id`."""
    return f"{finding.path}:{finding.position.line}:{finding.position.column}: {finding.kind.id}"


def findings(root: Path, today: date = TODAY) -> list[str]:
    """The findings of a workspace as `path:line:column: id`."""
    return [line_of(finding) for finding in check(root, today).findings]
