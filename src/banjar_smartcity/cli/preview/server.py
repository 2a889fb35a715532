"""Preview: a server on this computer alone, that shows what was built and reloads it when it is built anew.

What is shown lies in a frame of a page of ours, so that nothing is put into the built files themselves. Only they are
served, by their names; the Host header must be ours, so that no other site can read along through a name that it
turns to this computer (DNS rebinding).
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

HERE = "127.0.0.1"
_TYPES = {".html": "text/html; charset=utf-8", ".json": "application/json; charset=utf-8"}
_BUILT = "/built/"


class State:
    """What the page asks for: how often there was something new, and what is wrong just now."""

    def __init__(self) -> None:
        self.version = 0
        self.problem: str | None = None

    def tell(self, problem: str | None) -> None:
        """Something was built, or could not be."""
        self.problem = problem
        self.version += problem is None

    def as_json(self) -> str:
        """The state for the script of the page."""
        return json.dumps({"version": self.version, "problem": self.problem})


Files = Callable[[], Mapping[str, Path]]
"""What may be served: names in addresses, and where they lie."""


def serve(shell: str, state: State, files: Files, port: int) -> ThreadingHTTPServer:
    """A server that runs in threads of its own until it is shut down. Raises `OSError` where the port is taken."""

    class Handler(_Handler):
        pass

    Handler.shell, Handler.state, Handler.files = shell, state, staticmethod(files)
    server = ThreadingHTTPServer((HERE, port), Handler)
    Handler.hosts = (f"{HERE}:{server.server_port}", f"localhost:{server.server_port}")
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    return server


def policy(style: str, script: str) -> str:
    """What the page of ours may do: its own style and script, its own server, and a frame of it."""
    hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in (style, script)]
    return (
        f"default-src 'none'; style-src {hashes[0]}; script-src {hashes[1]}; connect-src 'self'; frame-src 'self'; "
        "base-uri 'none'; form-action 'none'"
    )


class _Handler(BaseHTTPRequestHandler):
    shell: str
    state: State
    files: Files
    hosts: tuple[str, ...]

    server_version = "smartcity"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer with the page, its state, or a built file."""
        if self.headers.get("Host") not in self.hosts:
            self._answer(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", b"")
            return
        path = unquote(urlsplit(self.path).path)
        if path == "/":
            self._answer(HTTPStatus.OK, _TYPES[".html"], self.shell.encode())
        elif path == "/state":
            self._answer(HTTPStatus.OK, _TYPES[".json"], self.state.as_json().encode())
        elif path.startswith(_BUILT) and (file := self.files().get(path.removeprefix(_BUILT))):
            try:
                content = file.read_bytes()
            except OSError:  # it is just being replaced
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
        """The terminal is for what is found in the data."""
