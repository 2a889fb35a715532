"""Output in encodings that do not have all signs: figures stay readable, and JSON stays JSON."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.render.terminal.unencodable import allow_any_sign

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "kabupaten-contoh"


def written(text: str, encoding: str) -> str:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="")
    allow_any_sign(stream)
    stream.write(text)
    stream.flush()
    return stream.buffer.getvalue().decode(encoding)


def test_signs_of_figures_and_sentences_become_plain_ones() -> None:
    text = "−0,25 · 2–4 … “a” ≥ 5 → 6 é 😀 \udc80"
    assert written(text, "ascii") == "-0,25 - 2-4 ... 'a' >= 5 -> 6 \\u00e9 \\ud83d\\ude00 \\udc80"
    assert written(text, "cp1252") == "-0,25 · 2–4 … “a” >= 5 -> 6 é \\ud83d\\ude00 \\udc80"
    assert written(text, "utf-8") == text.replace("\udc80", "\\udc80")


@given(st.text())
def test_json_stays_json_in_any_encoding(text: str) -> None:
    for encoding in ("ascii", "cp1252", "cp437", "utf-8"):
        shown = json.loads(written(json.dumps({"a": text}, ensure_ascii=False), encoding))["a"]
        assert encoding != "utf-8" or shown == text


def test_a_pipe_on_windows_shows_losses_with_a_minus_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="cp1252", newline="")
    monkeypatch.setattr("sys.stdout", stream)
    assert main(["score", "--root", str(EXAMPLE), "--today", "2026-05-15", "--lang", "id"]) == 0
    stream.flush()
    shown = stream.buffer.getvalue().decode("cp1252")
    assert "-0,8844" in shown
    assert "\\u" not in shown
