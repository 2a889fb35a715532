"""What was seen in documents is remembered, unless they were not read to their end."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from banjar_smartcity.cli.shared.documents import sights
from banjar_smartcity.cli.shared.documents.seen import seen_before
from banjar_smartcity.cli.shared.documents.sights import SightMemory
from banjar_smartcity.diagnostics import Phrase
from banjar_smartcity.model.evidence import FileContent
from banjar_smartcity.reading import remembered
from banjar_smartcity.reading.document import READ, STOPPED, ReadDocument
from banjar_smartcity.seeing.claimed import Looking
from banjar_smartcity.seeing.sought import SoughtName
from banjar_smartcity.workspace.memory.place import VARIABLE
from conftest import BASE, check
from documents import SENTENCE

FORUM = Looking(SoughtName(("Forum Umpama",)), None)


def document(state: Phrase, *texts: str) -> ReadDocument:
    return ReadDocument(
        kind="pdf",
        state=state,
        pages=2,
        last_printed=None,
        texts=texts,
        made={},
        scanned=(),
        garbled=(),
        pictured=(),
        hidden=(),
        sequences="",
        signed=False,
    )


def test_what_was_not_read_to_its_end_is_looked_at_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    record = check(BASE).model.evidence["sk-forum"]
    record = record._replace(document=FileContent(record.sha256 or "", "pdf", 2, None, False))
    pages = (SENTENCE, "Forum Umpama")

    def seen(found: ReadDocument | None) -> tuple[str | None, list[str]]:
        memory = SightMemory(tmp_path)
        sight = memory.look(record, FORUM, lambda: found)
        checks = memory.check(record, lambda: found)
        memory.save()
        return sight and sight.verdict.id, [one.verdict for one in checks]

    stopped = seen(document(STOPPED, *pages[:1]))
    whole = seen(document(READ, *pages))
    assert (stopped[0], whole[0]) == ("unreadable", "seen")
    assert seen(None) == whole


def test_where_no_document_is_named_nothing_of_seeing_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    model = check(BASE).model
    monkeypatch.setattr(remembered, "is_empty", lambda: False)
    monkeypatch.setitem(sys.modules, sights.__name__, None)  # to import it fails
    with pytest.raises(ImportError):
        seen_before(model, BASE)
    bare = model._replace(
        sheets=tuple(
            sheet._replace(answers=tuple(answer._replace(evidence=()) for answer in sheet.answers))
            for sheet in model.sheets
        ),
        innovations={},
        surveys={},
    )
    assert seen_before(bare, BASE) == ()
