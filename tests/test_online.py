"""Addresses are opened as an assessor would, without an account: what is gone, moved or locked is named."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from banjar_smartcity.reading import online
from banjar_smartcity.reading.online import is_public, open_address, open_all

PAGES: dict[str, tuple[int, str, bytes]] = {
    "/sk.pdf": (200, "", b"%PDF-1.7"),
    "/gone": (404, "", b""),
    "/removed": (410, "", b""),
    "/closed": (403, "", b""),
    "/asks": (401, "", b""),
    "/broken": (500, "", b""),
    "/old": (301, "/sk.pdf", b""),
    "/old-slash": (301, "/old-slash/", b""),
    "/old-slash/": (200, "", b"page"),
    "/now": (302, "/sk.pdf", b""),
    "/loop": (302, "/loop", b""),
    "/drive": (302, "/ServiceLogin?continue=x", b""),
    "/ServiceLogin?continue=x": (200, "", b"<h1>Hello</h1>"),
    "/form": (200, "", b"<form><input name=u><input class='x' type=\"password\"></form>"),
    "/folder": (200, "", b"<title>Drive</title>Anda memerlukan akses"),
    "/away": (302, "http://10.0.0.1/x", b""),
    "/file": (302, "file:///etc/passwd", b""),
    "/report about masuk.html": (200, "", b"page"),
}


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, location, content = PAGES.get(self.path.replace("%20", " "), (404, "", b""))
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the output of the tests clean."""


@pytest.fixture(scope="module")
def place() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def _local(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server of the tests is on this computer, which is not on the web."""
    monkeypatch.setattr(online, "is_public", lambda place: place == "127.0.0.1")


@pytest.mark.usefixtures("_local")
@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("/sk.pdf", "opens"),
        ("/gone", "gone"),
        ("/removed", "gone"),
        ("/nothing-here", "gone"),
        ("/closed", "sign-in"),
        ("/asks", "sign-in"),
        ("/broken", "failed"),
        ("/old", "moved"),
        ("/old-slash", "opens"),
        ("/now", "opens"),
        ("/loop", "loop"),
        ("/drive", "sign-in"),
        ("/form", "sign-in"),
        ("/folder", "sign-in"),
        ("/away", "private"),
        ("/file", "failed"),
        ("/report about masuk.html", "opens"),
    ],
)
def test_what_an_address_gives(place: str, path: str, state: str) -> None:
    assert open_address(place + path).state.id == state


@pytest.mark.usefixtures("_local")
def test_where_it_leads_and_each_address_once(place: str) -> None:
    found = open_all([f"{place}/old", f"{place}/sk.pdf", f"{place}/old"])
    assert [(opened.state.id, opened.leads_to) for opened in found.values()] == [
        ("moved", f"{place}/sk.pdf"),
        ("opens", None),
    ]


def test_nothing_within_a_network_is_asked(place: str) -> None:
    assert open_address(f"{place}/sk.pdf").state.id == "private"


def test_a_host_that_does_not_answer_may_answer_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(online, "is_public", lambda place: True)
    for address in ("http://127.0.0.1:1/x", "http://[::1", "http://a..b/", "https://127.0.0.1:1/"):
        assert open_address(address).state.id in ("unreachable", "failed")


@pytest.mark.parametrize(
    ("number", "public"),
    [
        *((private, False) for private in ("127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.1.1", "::1")),
        *(
            (private, False)
            for private in ("fe80::1%eth0", "fd00::1", "0.0.0.0", "224.0.0.1", "100.64.0.1", "::ffff:10.0.0.1")
        ),
        *((web, True) for web in ("8.8.8.8", "2001:4860:4860::8888")),
    ],
)
def test_which_numbers_are_on_the_web(number: str, public: bool) -> None:
    assert is_public(number) == public
