"""What tests share: the smallest workspace without findings, and copies of it with files replaced."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from hashlib import sha1
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from jinja2 import Environment

from banjar_smartcity.checking import pipeline
from banjar_smartcity.checking.gathering.gather import FROM
from banjar_smartcity.checking.one_file import nothing_known
from banjar_smartcity.checking.pipeline import Checked, check_tree, check_workspace
from banjar_smartcity.cli.boundary import main
from banjar_smartcity.diagnostics import Finding
from banjar_smartcity.reading.together.reader import DocumentReader, TimedDocument
from banjar_smartcity.reading.worker import CPU_SECONDS
from banjar_smartcity.schema.engine import VARIABLE as ENGINE
from banjar_smartcity.source.document import parse
from banjar_smartcity.survey.columns import recognise as columns
from banjar_smartcity.survey.columns.roles import role_and_part
from banjar_smartcity.survey.columns.statements import Statements
from banjar_smartcity.workspace import layout as workspace
from banjar_smartcity.workspace.disk import Disk
from office import Office

if TYPE_CHECKING:
    from playwright.sync_api import Browser

collect_ignore = ["cases", "data", "golden"]  # a thousand folders without a test
CASES = Path(__file__).parent / "cases"
BASE = CASES / "base"
ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "kabupaten-contoh"
OURS = {ROOT, EXAMPLE}
TODAY = date(2023, 5, 30)
os.environ["SMARTCITY_CACHE"] = ""  # no test leaves anything on the computer, or finds what another has left
os.environ.pop("COLUMNS", None)  # processes of pytest-xdist get that of the terminal
# No commit of a test starts a process that looks whether the repository is to be tidied: both take equally long.
os.environ |= {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "maintenance.auto", "GIT_CONFIG_VALUE_0": "false"}

# `quick` has the same examples on every computer and in every run: a red test is never a matter of luck. `thorough`
# (python3 dev.py test --thorough) looks for others each time, and prints how to see one again.
settings.register_profile("quick", max_examples=30, derandomize=True, database=None, deadline=None)
settings.register_profile("thorough", max_examples=1000, database=None, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("SMARTCITY_TESTS", "quick"))
THOROUGH = os.environ.get("SMARTCITY_TESTS") == "thorough"
"""Whether a run looks at all, or at each kind of thing once."""
SHARED = max(40, settings().max_examples)
"""What tests that take a part of the examples divide: theirs are few enough."""


def share(of: int) -> settings:
    """One in `of` of the examples, for a test whose examples cost much."""
    return settings(max_examples=max(1, SHARED // of))


def seeds(of: int) -> range:
    """Numbers to make data up from: one for each `of` examples."""
    return range(max(1, SHARED // of))


# As commands do (`__main__.py`): looking for cycles among fresh nodes takes a third of the tests' time.
gc.set_threshold(200_000, 50, 50)

Build = Callable[..., Path]
KNOWN = nothing_known()
"""The files that were examined for any test."""


CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
"""The first of them that is there is used; the first one has no window, and tests take two thirds of the time in it."""


@lru_cache
def lack(need: str) -> str | None:
    """Why tests that need a program from outside cannot run here; None where they can."""
    if need == "pango":
        try:
            import weasyprint  # noqa: F401
        except (ImportError, OSError, DeprecationWarning) as error:  # without HarfBuzz it only warns
            return f"WeasyPrint, Pango or HarfBuzz is not installed; no PDF was made: {str(error)[:100]}"
        return None
    names = CHROMIUM if need == "chromium" else (need,)
    return None if any(map(shutil.which, names)) else f"{need} is not installed"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs a program that is not there; continuous integration installs them all."""
    for mark in item.iter_markers("needs"):
        for reason in filter(None, map(lack, mark.args)):
            if os.environ.get("CI"):
                pytest.fail(reason)
            pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests of a run; they need the mark `needs("chromium")`."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        path = next(filter(None, map(shutil.which, CHROMIUM)))
        started = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One LibreOffice for all tests of a run that edit workbooks; they need the mark `needs("soffice")`."""
    started = Office(tmp_path_factory.mktemp("office"))
    yield started
    started.close()


@pytest.fixture(scope="module")
def remembering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A computer that remembers what it has read in documents, for the tests of a file."""
    with pytest.MonkeyPatch.context() as patch:
        place = tmp_path_factory.mktemp("cache")
        patch.setenv("SMARTCITY_CACHE", str(place))
        yield place


@pytest.fixture(scope="session")
def written_report(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str, str], Path]:
    """The page of a region's report on a day in a language; each is written once."""

    @lru_cache
    def write(root: str, day: str, lang: str) -> Path:
        path = tmp_path_factory.mktemp("report") / "laporan.html"
        assert main(["report", "--root", root, "--today", day, "--lang", lang, "--output", str(path)]) == 0
        return path

    return write


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first, so that no process waits for another's last file (`--no-loadscope-reorder`)."""
    slow = {item.path for item in items if item.get_closest_marker("needs")}
    sizes = {path: path.stat().st_size for path in {item.path for item in items}}
    items.sort(key=lambda item: (item.path not in slow, -sizes[item.path]))


@pytest.fixture(scope="session", autouse=True)
def disks_are_not_waited_for() -> Iterator[None]:
    """What tests write need not outlive a power cut: waiting for the disk was a tenth of the time of the suite."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def same_bytes_are_parsed_once() -> Iterator[None]:
    """Parse equal files once: many tests read copies of them, and the result depends on path and bytes only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workspace, "parse", lru_cache(maxsize=1000)(parse))
        yield


@pytest.fixture(scope="session", autouse=True)
def same_data_are_checked_once() -> Iterator[None]:
    """Check equal folders once for all commands: many tests begin with a copy of the example or the base.

    Where the folders differ, a file that was in another one is not examined again, as in versions of a workspace.
    Nothing is shared with a test that has something replaced by another, or lets the computer remember files itself.
    """
    checked = lru_cache(maxsize=200)(lambda day, _files, root: check_tree(Disk(root.path), day, KNOWN))

    def check_once(
        root: Path, today: date, jobs: int | None = None, *, memory: bool = True, again: bool = False
    ) -> Checked:
        if len(KNOWN.files) > 5000:
            KNOWN.forget()
        if root in OURS:
            return _checked(root, today)
        alone = jobs or PATCHED or any(map(os.environ.get, ("SMARTCITY_CACHE", ENGINE)))
        files = None if alone else content_of(root)
        if files is None or len(files) >= FROM:
            return check_workspace(root, today, jobs, memory=memory, again=again)
        return checked(today, files, Place(root))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "check_workspace", check_once)
        yield


@dataclass(frozen=True)
class Place:
    """A folder; for a cache, all of them are equal."""

    path: Path = field(compare=False)


def content_of(root: Path) -> tuple[tuple[str, bytes], ...] | None:
    """The path of each file and folder below the root with a hash of what is in it.

    It is None where links, unusual or large files make the content depend on more than that.
    """
    found = []
    pending = [os.path.join(root, "")]
    while pending:
        folder = pending.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    found.append((entry.path, b""))
                    pending += [entry.path] if entry.name != ".git" else []
                elif entry.is_file(follow_symlinks=False) and entry.stat().st_size < 1 << 20:
                    with open(entry.path, "rb") as file:
                        found.append((entry.path, sha1(file.read()).digest()))
                else:
                    return None
    start = len(os.path.join(root, ""))
    return tuple(sorted((path[start:], content) for path, content in found))


PATCHED: set[int] = set()
"""The patches of which something is in force."""


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


@pytest.fixture(scope="session", autouse=True)
def same_columns_are_recognised_once() -> Iterator[None]:
    """Recognise equal names of columns once: hundreds of tests read tables that have those of the example."""

    def once(recognise_anew: Callable[..., Any]) -> Callable[..., Any]:
        known: dict[tuple[object, ...], tuple[Any, ...]] = {}

        def remembered(*given: Any) -> Any:
            key = tuple(one if type(one) is str else id(one) for one in given)
            if PATCHED or key not in known:
                known[key] = recognise_anew(*given), given  # held, so that no other statements get the same id
            return known[key][0]

        return remembered

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Statements, "match", once(Statements.match))
        patch.setattr(columns, "role_and_part", once(role_and_part))
        yield


@pytest.fixture(scope="session", autouse=True)
def same_documents_are_read_once() -> Iterator[None]:
    """Read the documents of the base and the example once: a process is started for each command that reads some.

    Other documents are read each time, since the tests that make them are about reading.
    """
    read_anew = DocumentReader.read
    known: dict[tuple[bytes, str, int], TimedDocument] = {}

    def read_once(self: DocumentReader, path: Path, kind: str, seconds: int = CPU_SECONDS) -> TimedDocument:
        key = sha1(path.read_bytes() if path.is_file() else b"").digest(), kind, seconds
        if PATCHED or key[0] not in own_documents():
            return read_anew(self, path, kind, seconds)
        if key not in known:
            known[key] = read_anew(self, path, kind, seconds)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DocumentReader, "read", read_once)
        yield


@cache
def own_documents() -> frozenset[bytes]:
    """A hash of each document of the base and of the example."""
    paths = (path for root in (BASE, EXAMPLE) for path in (root / "data" / "evidence" / "files").rglob("*"))
    return frozenset(sha1(path.read_bytes()).digest() for path in paths if path.is_file())


@pytest.fixture(scope="session", autouse=True)
def patches_are_known(
    disks_are_not_waited_for: None,
    same_bytes_are_parsed_once: None,
    same_data_are_checked_once: None,
    same_templates_are_compiled_once: None,
    same_columns_are_recognised_once: None,
    same_documents_are_read_once: None,
) -> Iterator[None]:
    """Know whether a test has replaced something. What is replaced before, for all tests, does not count."""
    undo = pytest.MonkeyPatch.undo

    def noting(replace: Callable[..., None]) -> Callable[..., None]:
        def noted(self: pytest.MonkeyPatch, *where: Any, **options: Any) -> None:
            if where[0] is not os.environ:
                PATCHED.add(id(self))
            replace(self, *where, **options)

        return noted

    def forgotten(self: pytest.MonkeyPatch) -> None:
        undo(self)
        PATCHED.discard(id(self))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pytest.MonkeyPatch, "undo", forgotten)
        for name in ("setattr", "delattr", "setitem", "delitem"):
            patch.setattr(pytest.MonkeyPatch, name, noting(getattr(pytest.MonkeyPatch, name)))
        PATCHED.clear()
        yield


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Make a workspace: the base, then the files of a case, then texts by path. None removes a file."""

    def make(texts: dict[str, str | bytes | None] | None = None, over: Path | None = None) -> Path:
        root = tmp_path / "workspace"
        put(root, base_files())
        if over is not None:
            shutil.copytree(over, root, dirs_exist_ok=True)
        put(root, texts or {})
        return root

    return make


@cache
def base_files() -> Mapping[str, bytes]:
    """The content of each file of the base by its path."""
    return {path.relative_to(BASE).as_posix(): path.read_bytes() for path in BASE.rglob("*") if path.is_file()}


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


def run_command(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Run `smartcity` in this process: its exit code, and what it printed for people and of errors."""
    code = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def check(root: Path, today: date = TODAY) -> Checked:
    """Check a workspace; those in the repository once, since no test writes there."""
    return _checked(root, today) if root in {*OURS, BASE} and not PATCHED else check_workspace(root, today)


@lru_cache
def _checked(root: Path, today: date) -> Checked:
    return check_tree(Disk(root), today, KNOWN)


def line_of(finding: Finding) -> str:
    """A finding as `path:line:column: id`."""
    return f"{finding.path}:{finding.position.line}:{finding.position.column}: {finding.kind.id}"


def findings(root: Path, today: date = TODAY) -> list[str]:
    """The findings of a workspace as `path:line:column: id`."""
    return [line_of(finding) for finding in check(root, today).findings]
