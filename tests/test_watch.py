"""Watching: what is saved is built again and shown, on this computer alone."""

from __future__ import annotations

import http.client
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from banjar_smartcity.cli.boundary import main
from banjar_smartcity.cli.preview import watch
from banjar_smartcity.cli.preview.server import HOST, State, serve
from banjar_smartcity.workspace.writers.folder import write_folder
from conftest import Build

KLINIK = "data/innovations/klinik-daring.yaml"
ANSWER = tuple[int, dict[str, str], bytes]


def ask(port: int, path: str, host: str | None = None) -> ANSWER:
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    connection.request("GET", path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, dict(answer.getheaders()), content


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[int, State]]:
    """A server of a site of two pages next to a file that is not part of it."""
    state, target = State(), tmp_path / "situs"
    write_folder(target, [("index.html", b"<p>depan"), ("innovations/a b.html", b"<p>inovasi")], tmp_path)
    (tmp_path / "rahasia.txt").write_text("rahasia")
    (target / "catatan.txt").write_text("bukan bagian situs")
    running = serve("<p>bingkai", state, lambda: watch.built_files(target), 0)
    yield running.server_port, state
    running.shutdown()
    running.server_close()


def test_what_did_not_change_is_not_built_again() -> None:
    one: watch.Snapshot = {"a": (1, 1)}
    two: watch.Snapshot = {"a": (2, 1)}
    assert list(watch.changed([one, one, two, two, one])) == [one, two, one]


def test_a_file_that_is_saved_added_or_removed_changes_the_look(build: Build) -> None:
    root = build()
    snapshots = [watch.take_snapshot(root)]
    os.utime(root / KLINIK, ns=(1, 1))
    snapshots.append(watch.take_snapshot(root))
    (root / "data" / "innovations" / "baru.yaml").write_text("id: baru\n", "utf-8")
    snapshots.append(watch.take_snapshot(root))
    (root / KLINIK).unlink()
    snapshots.append(watch.take_snapshot(root))
    (root / "build").mkdir()
    (root / "build" / "laporan.html").write_text("", "utf-8")
    snapshots.append(watch.take_snapshot(root))
    assert [len(files) for files in watch.changed(snapshots)] == [13, 13, 14, 13]


def test_the_pages_and_the_state_are_served(server: tuple[int, State]) -> None:
    port, state = server
    assert ask(port, "/")[2] == b"<p>bingkai"
    assert ask(port, "/built/index.html")[2] == b"<p>depan"
    assert ask(port, "/built/innovations/a%20b.html#x")[2] == b"<p>inovasi"
    assert json.loads(ask(port, "/state")[2]) == {"version": 0, "problem": None}
    state.record_build(None)
    state.record_build("Data memuat kesalahan.")
    assert json.loads(ask(port, "/state")[2]) == {"version": 1, "problem": "Data memuat kesalahan."}


@pytest.mark.parametrize(
    "path",
    ["/built/", "/built/innovations/", "/built/catatan.txt", "/built/../rahasia.txt", "/built/%2e%2e/rahasia.txt",
     "/built//etc/passwd", "/rahasia.txt", "/built", "/built/.smartcity-site"],
)  # fmt: skip
def test_nothing_else_is_served(server: tuple[int, State], path: str) -> None:
    assert ask(server[0], path)[0] == 404


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost"])
def test_another_host_is_turned_away(server: tuple[int, State], host: str) -> None:
    port = server[0]
    assert ask(port, "/state", host.format(port=port))[0] == 421
    assert ask(port, "/state", f"localhost:{port}")[0] == 200


def test_the_server_listens_on_this_computer_alone(server: tuple[int, State]) -> None:
    status, headers, _ = ask(server[0], "/")
    assert HOST == "127.0.0.1"
    assert status == 200
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Content-Security-Policy"] == "frame-ancestors 'self'"


@pytest.mark.parametrize(("command", "page"), [("report", "laporan.html"), ("site", "index.html")])
def test_a_save_is_shown_an_error_keeps_the_last_good_page_and_ctrl_c_ends_well(
    command: str,
    page: str,
    build: Build,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = build()
    answers: list[tuple[object, bool]] = []

    def snapshots(_: Path) -> Iterator[watch.Snapshot]:
        text = (root / KLINIK).read_text("utf-8")
        yield {"a": (1, 1)}
        port = int(re.findall(r"http://127\.0\.0\.1:(\d+)/", capsys.readouterr().out)[0])

        def see() -> None:
            shown = ask(port, f"/built/{'innovations/klinik-daring.html' if command == 'site' else page}")[2]
            answers.append((json.loads(ask(port, "/state")[2]), b"Klinik Baru" in shown))

        see()
        (root / KLINIK).write_text(text.replace("Klinik Daring", "Klinik Baru"), "utf-8")
        yield {"a": (2, 1)}
        see()
        (root / KLINIK).write_text(text.replace("dimension: living", "dimension: livin"), "utf-8")
        yield {"a": (3, 1)}
        see()
        frame = ask(port, "/")[2].decode()
        assert f'data-first="built/{page}"' in frame
        raise KeyboardInterrupt

    monkeypatch.setattr(watch, "_snapshots", snapshots)
    target = tmp_path / ("situs" if command == "site" else page)
    arguments = ["--root", str(root), "--today", "2023-05-30", "--lang", "en", "--output", str(target)]
    assert main([command, "--watch", *arguments]) == 0
    mended = "The data have errors; see the terminal. Nothing newer is shown until they are fixed."
    assert answers == [
        ({"version": 1, "problem": None}, False),
        ({"version": 2, "problem": None}, True),
        ({"version": 2, "problem": mended}, True),
    ]
    assert "reference-unknown" in capsys.readouterr().out


def test_a_port_that_is_taken_is_said_in_a_sentence(
    server: tuple[int, State], build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "--watch", "--port", str(server[0]), "--root", str(build()), "--lang", "en"]) == 2
    assert f"port {server[0]} cannot be used" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--format", "md"], ["--output", "-"], ["--output", "laporan.md"]])
def test_only_a_page_can_be_watched(arguments: list[str], build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--watch", "--root", str(build()), "--lang", "en", *arguments]) == 2
    assert "name a file that ends in .html" in capsys.readouterr().err
