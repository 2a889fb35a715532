"""Documents that are read side by side take together no more than the time that there is for all of them."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from banjar_smartcity.reading import worker
from banjar_smartcity.reading.document import READ, STOPPED, ReadDocument, from_lines
from banjar_smartcity.reading.together import within
from banjar_smartcity.reading.together.reader import DocumentReader, TimedDocument
from banjar_smartcity.reading.together.within import SharedTime, read_within
from banjar_smartcity.reading.words.printed import printed_shift
from documents import SENTENCE, pdf


class Costly(DocumentReader):
    """A reader that says of each document that it took as many seconds as its name, or all that it was allowed."""

    spent: list[float]

    def read(self, path: Path, kind: str, seconds: int = 10) -> TimedDocument:
        wanted = float(path.name)
        taken = min(wanted, seconds)
        self.spent.append(taken)
        lines: list[dict[str, Any]] = [{"pages": 1}, {"text": SENTENCE}]
        return TimedDocument(from_lines(kind, lines, ended=wanted <= seconds), taken)


def read_all(wanted: list[float], seconds: float, workers: int) -> list[ReadDocument | None]:
    with read_within(seconds, workers) as reading:
        waiting = [reading.start(Path(str(one)), "pdf") for one in wanted]
        return [future.result() for future in waiting]


def state(found: ReadDocument | None) -> object:
    return found and found.state


@pytest.mark.parametrize("workers", [1, 2, 4])
@pytest.mark.parametrize("wanted", [[1.0] * 80, [9.5] * 12, [99.0] * 12, [0.25, 9.75] * 10])
def test_all_together_take_no_more_than_there_is(
    wanted: list[float], workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(within, "DocumentReader", Costly)
    spent: list[float] = []
    monkeypatch.setattr(Costly, "spent", spent, raising=False)
    found = read_all(wanted, 60.0, workers)
    assert 50 <= sum(spent) <= 60
    assert None in found
    assert [state(one) for one in found if one] == [STOPPED if 99.0 in wanted else READ] * (
        len(found) - found.count(None)
    )


def test_what_had_less_time_than_a_document_may_take_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(within, "DocumentReader", Costly)
    monkeypatch.setattr(Costly, "spent", [], raising=False)
    found = read_all([99.0, 4.0, 2.0], 15.0, 1)
    assert list(map(state, found)) == [STOPPED, READ, None], "the last one had one second"


def test_a_document_waits_while_those_before_it_may_need_all_that_is_left() -> None:
    shared = SharedTime(15)
    first = shared.allow()
    assert first == 10
    with ThreadPoolExecutor(1) as pool:
        second = pool.submit(shared.allow)
        assert not second.done()
        shared.take(first, 3.5)
        assert second.result() == 10
    assert not shared.is_spent()
    shared.take(10, 11)
    assert shared.is_spent()
    assert shared.allow() == 0


def test_a_real_document_says_how_long_it_took(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf([SENTENCE]))
    with read_within(0.5, 1) as reading:
        assert reading.start(tmp_path / "a.pdf", "pdf").result() is None
    reader = DocumentReader()
    try:
        found = reader.read(tmp_path / "a.pdf", "pdf", 9)
    finally:
        reader.close()
    assert found.read.state is READ
    assert 0 < found.seconds < 9


def test_a_pdf_with_too_many_pages_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([SENTENCE] * 4))
    monkeypatch.setattr(worker, "MOST_PAGES", 3)
    monkeypatch.setattr(worker, "_ENOUGH_SECONDS", 1e9)  # of this process, which has run other tests
    found = from_lines("pdf", map(json.loads, worker.lines(str(path), "pdf")), ended=True)
    assert (found.state, found.pages, len(found.texts)) == (STOPPED, 4, 3)


def test_a_line_of_spaces_is_not_taken_for_a_number() -> None:
    assert printed_shift([f"isi\n{' ' * 9}{n + 7}{' ' * 200_000}" for n in range(1, 4)]) == 7
    assert printed_shift(["-" + " " * 200_000 + "x"] * 2) == 0
