"""Preview: a server for this computer only. It shows a built page, and reloads it after each build.

The page is shown in a frame of a page that belongs to the server, so the built files stay as they are. Only built
files are served, by name. The server checks the Host header, so that no other site can read the files through a host
name that it points to this computer (DNS rebinding).
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

HOST = "127.0.0.1"
_TYPES = {".html": "text/html; charset=utf-8", ".json": "application/json; charset=utf-8"}
_BUILT = "/built/"


class State:
    """What the page asks for: the number of builds so far, and what is wrong now."""

    def __init__(self) -> None:
        self.version = 0
        self.problem: str | None = None

    def record_build(self, problem: str | None) -> None:
        """Record a build, or the problem that prevented it."""
        self.problem = problem
        self.version += problem is None

    def as_json(self) -> str:
        """The state as JSON, for the script of the page."""
        return json.dumps({"version": self.version, "problem": self.problem})


Files = Callable[[], Mapping[str, Path]]
"""A function that returns the files that may be served, by their names in addresses."""


def serve(page: str, state: State, files: Files, port: int) -> ThreadingHTTPServer:
    """Start a server in threads that run until it is shut down. Raise `OSError` if the port is taken."""

    class Handler(_Handler):
        pass

    Handler.page, Handler.state, Handler.files = page, state, staticmethod(files)
    server = ThreadingHTTPServer((HOST, port), Handler)
    Handler.hosts = (f"{HOST}:{server.server_port}", f"localhost:{server.server_port}")
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    return server


def policy(style: str, script: str) -> str:
    """The Content-Security-Policy of the page: its own style, script and server, and a frame from that server."""
    hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in (style, script)]
    return (
        f"default-src 'none'; style-src {hashes[0]}; script-src {hashes[1]}; connect-src 'self'; frame-src 'self'; "
        "base-uri 'none'; form-action 'none'"
    )


class _Handler(BaseHTTPRequestHandler):
    page: str
    state: State
    files: Files
    hosts: tuple[str, ...]

    server_version = "smartcity"
    sys_version = ""

    def do_GET(self) -> None:
        """Send the page, its state, or a built file."""
        if self.headers.get("Host") not in self.hosts:
            self._answer(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", b"")
            return
        path = unquote(urlsplit(self.path).path)
        if path == "/":
            self._answer(HTTPStatus.OK, _TYPES[".html"], self.page.encode())
        elif path == "/state":
            self._answer(HTTPStatus.OK, _TYPES[".json"], self.state.as_json().encode())
        elif path.startswith(_BUILT) and (file := self.files().get(path.removeprefix(_BUILT))):
            try:
                content = file.read_bytes()
            except OSError:  # it is being replaced at this moment
                self._answer(HTTPStatus.NOT_FOUND, "text/plain", b"")
                return
            self._answer(HTTPStatus.OK, _TYPES.get(file.suffix, "application/octet-stream"), content)
        else:
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", b"")

    def _answer(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Content-Security-Policy", "frame-ancestors 'self'")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing: the terminal shows the findings."""
