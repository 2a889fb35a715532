"""Many documents are read at a time, each in a process of its own within its bounds, and come in their order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from banjar_smartcity.reading import worker
from banjar_smartcity.reading.document import DAMAGED, READ, STOPPED, ReadDocument, from_lines, read_document
from banjar_smartcity.reading.together import readers
from banjar_smartcity.reading.together.reader import DocumentReader, TimedDocument
from banjar_smartcity.reading.together.readers import FileToRead, read_many
from banjar_smartcity.workspace.memory.place import VARIABLE
from documents import SENTENCE, pdf

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="documents are read one by one on Windows")


@pytest.fixture(autouse=True)
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))


def file(folder: Path, name: str, content: bytes) -> FileToRead:
    (folder / name).write_bytes(content)
    return FileToRead(folder / name, sha256(content).hexdigest(), None)


def read_all(files: list[FileToRead], workers: int = 2) -> Generator[ReadDocument, None, None]:
    with read_many(files, workers) as read:
        for one in files:
            yield read(one.path, one.sha256)


def test_they_come_in_their_order_as_if_each_was_read_alone(tmp_path: Path) -> None:
    contents = [pdf([f"Halaman {n} {SENTENCE}"] * (n % 5 + 1)) for n in range(12)]
    contents[5] = b"%PDF-1.4\n" + b"\0" * 4000 + b"%%EOF"
    files = [file(tmp_path, f"{n}.pdf", content) for n, content in enumerate(contents)]
    found = list(read_all(files))
    assert found == [read_document(one.path, "pdf") for one in files]
    assert [one.state for one in found].count(READ) == 11
    assert found[5].state == DAMAGED


def test_the_second_time_no_document_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [file(tmp_path, f"{n}.pdf", pdf([f"Halaman {n}"]))._replace(kind="pdf") for n in range(4)]
    first = list(read_all(files))
    for one in files:
        one.path.unlink()
    monkeypatch.setattr(readers, "recognise", None)
    assert list(read_all(files)) == first


def test_a_document_that_is_not_expected_is_read_too(tmp_path: Path) -> None:
    one, other = file(tmp_path, "a.pdf", pdf(["satu"])), file(tmp_path, "b.pdf", pdf(["dua", "tiga"]))
    with read_many([one], 1) as read:
        assert read(other.path, other.sha256).pages == 2
        assert read(one.path, one.sha256).pages == 1


def test_what_was_read_in_another_file_is_not_remembered(tmp_path: Path) -> None:
    meant = file(tmp_path, "a.pdf", pdf([SENTENCE]))._replace(kind="pdf")
    content = meant.path.read_bytes()
    meant.path.unlink()
    assert [one.state for one in read_all([meant])] == [DAMAGED]
    meant.path.write_bytes(pdf(["satu", "dua"]))
    assert [one.pages for one in read_all([meant])] == [2]
    meant.path.write_bytes(content)
    assert [(one.state, one.pages) for one in read_all([meant])] == [(READ, 1)]


SERVER = """
import sys
from banjar_smartcity.reading import worker
from banjar_smartcity.reading.together import server
def lines(path, kind):
    if path.endswith("slow"):
        while True: pass
    if path.endswith("large"):
        yield '{"pages": 3}'
        bytearray(1 << 30)
    yield '{"pages": 1}'
    yield '{"text": "satu"}'
server.lines = lines
server.bound = lambda seconds: worker.bound(1, 512 << 20)
server.main()
"""


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server whose documents take what they can, with a bound of one second."""
    start = subprocess.Popen

    def popen(command: list[str], **given: int) -> subprocess.Popen[bytes]:
        return start([sys.executable, "-c", SERVER], **given)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(subprocess, "Popen", popen)


@pytest.mark.usefixtures("hostile")
def test_one_that_takes_too_much_is_stopped_and_the_next_ones_are_read(tmp_path: Path) -> None:
    names = ("slow", "a", "large", "b")
    files = [file(tmp_path, name, pdf([name])) for name in names]
    found = list(read_all(files, 1))
    assert [one.state for one in found] == [STOPPED, READ, STOPPED, READ]
    assert found[2].pages == 3, "what was found before is kept"


@pytest.mark.usefixtures("hostile")
def test_one_that_was_stopped_is_read_again_only_if_that_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = file(tmp_path, "large", pdf(["large"]))
    (first,) = read_all([stopped], 1)
    whole = from_lines("pdf", [{"pages": 1}, {"text": "satu"}], ended=True)
    monkeypatch.setattr(DocumentReader, "read", lambda *_: TimedDocument(whole, 0.1))
    assert first.state is STOPPED
    assert list(read_all([stopped], 1)) == [first]
    assert list(read_all([stopped._replace(anew=True)], 1)) == [whole]
    assert list(read_all([stopped], 1)) == [whole]


@pytest.mark.usefixtures("hostile")
def test_whoever_stops_asking_leaves_no_process(tmp_path: Path) -> None:
    files = [file(tmp_path, name, pdf([name])) for name in ("a", "slow")]
    others = children()  # such as the browser of other tests
    with closing(read_all(files)) as found:
        next(found)
        started = set(children()).difference(others)
        assert started
    until = time.monotonic() + 10
    while time.monotonic() < until and any(map(is_running, started)):
        time.sleep(0.01)
    assert not any(map(is_running, started))


@pytest.mark.usefixtures("hostile")
def test_a_server_that_is_killed_is_replaced(tmp_path: Path) -> None:
    files = [file(tmp_path, name, pdf([name])) for name in ("a", "b", "c")]
    others = children()
    with read_many(files[:1], 1) as read:
        read(files[0].path, files[0].sha256)
        for child in set(children()).difference(others):
            os.kill(child, signal.SIGKILL)
        assert [read(one.path, one.sha256).state for one in files[1:]] == [READ, READ]


@pytest.mark.usefixtures("hostile")
def test_a_document_s_process_does_not_outlive_a_server_that_is_killed(tmp_path: Path) -> None:
    files = [file(tmp_path, name, pdf([name])) for name in ("a", "slow")]
    others = children()
    with closing(read_all(files, 1)) as found:
        next(found)
        (server,) = (child for child in direct_children() if child not in others)
        until = time.monotonic() + 10
        while not (reading := children(server)) and time.monotonic() < until:
            time.sleep(0.01)
        os.kill(server, signal.SIGKILL)
    until = time.monotonic() + 10
    while any(map(is_running, reading)) and time.monotonic() < until:
        time.sleep(0.01)
    assert reading
    assert not any(map(is_running, reading))


def children(pid: int | None = None) -> list[int]:
    tasks = Path(f"/proc/{pid or os.getpid()}/task")
    if not tasks.exists():
        pytest.skip("this system does not say which processes there are")
    direct = direct_children(pid)
    return [*direct, *(below for child in direct for below in children(child))]


def direct_children(pid: int | None = None) -> list[int]:
    tasks = Path(f"/proc/{pid or os.getpid()}/task")
    return [int(child) for found in tasks.glob("*/children") for child in found.read_text("ascii").split()]


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_bounds_are_those_of_one_document() -> None:
    assert (worker.CPU_SECONDS, worker.MEMORY) == (10, 512 << 20)


def test_the_server_loads_only_what_reads_files() -> None:
    code = "import sys; import banjar_smartcity.reading.together.server; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "banjar_smartcity.reading.worker" in loaded
    assert not {"banjar_smartcity.reading.document", "banjar_smartcity.diagnostics", "banjar_smartcity.i18n"} & {
        *loaded
    }
