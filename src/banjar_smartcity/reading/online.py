"""Online: whether the address of a document leads to it, for somebody who is not signed in.

Only asked for, never in a review. Nothing is stored or run; only the beginning of an answer is read. An address within
the office's own network is not opened, since a record may be a stranger's.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from ..diagnostics import Phrase
from ..i18n import N_
from ..named import NamedTuple

REACHED = Phrase(N_("opens"), "opens")
MOVED = Phrase(N_("has moved for good"), "moved")
GONE = Phrase(N_("is gone"), "gone")
SIGN_IN = Phrase(N_("asks to sign in"), "sign-in")
CERTIFICATE = Phrase(N_("has a certificate that is not valid"), "certificate")
UNREACHABLE = Phrase(N_("does not answer now"), "unreachable")
FAILED = Phrase(N_("answers with an error"), "failed")
PRIVATE = Phrase(N_("is within a network, not on the web"), "private")
LOOP = Phrase(N_("leads from one address to the next without end"), "loop")
FAULTS = (GONE, SIGN_IN, CERTIFICATE, FAILED, PRIVATE, LOOP)
"""The states in which an assessor cannot open the document. `UNREACHABLE` may be so for a moment only."""
_SECONDS, _MOST, _HOPS, _TOGETHER = 15, 128 << 10, 8, 8
_PERMANENT, _REDIRECTS = (301, 308), (301, 302, 303, 307, 308)
_AGENT = "smartcity (checks whether evidence can be opened)"
_DOORS = re.compile(
    r"(?:^|\.)(?:accounts\.google\.com|login\.microsoftonline\.com|login\.live\.com)$|(?:^|\.)(?:login|sso|signin|auth)\."
)
"""Hosts that only let people in."""
_DOOR_PATHS = re.compile(r"/(?:log-?in|sign-?in|masuk|auth|sso|users/sign_in|ServiceLogin)(?:[/.?#]|$)", re.IGNORECASE)
_PASSWORD = re.compile(rb"<input[^>]{0,300}type\s*=\s*[\"']?password", re.IGNORECASE)
_ASKED = re.compile(
    rb"(?:you need access|request access|anda memerlukan akses|minta akses|sign in to continue|login untuk melanjutkan"
    rb"|silakan (?:login|masuk)|masuk untuk melanjutkan)",
    re.IGNORECASE,
)


class OpenedAddress(NamedTuple):
    """What came of opening an address."""

    address: str
    state: Phrase
    status: int | None = None
    """The number of the answer, such as 404; None if there was none."""
    leads_to: str | None = None
    """Where it leads in the end, if that is another address."""


def open_all(addresses: Iterable[str]) -> dict[str, OpenedAddress]:
    """What came of opening each address, several at once."""
    asked = list(dict.fromkeys(addresses))
    with ThreadPoolExecutor(max_workers=_TOGETHER) as pool:
        return dict(zip(asked, pool.map(open_address, asked), strict=True))


def open_address(address: str) -> OpenedAddress:
    """What comes of opening an address of the web. No fault of the other side is an error."""
    here, moved, status = address, False, None
    try:
        for _ in range(_HOPS):
            parts = urlsplit(here)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                return OpenedAddress(address, FAILED, status, here)
            status, location, start = _ask(parts)
            if status in _REDIRECTS and location:
                moved = moved or (status in _PERMANENT and not _same_page(here, urljoin(here, location)))
                here = urljoin(here, location)
                continue
            return OpenedAddress(
                address, _state(parts, status, start, moved=moved), status, None if here == address else here
            )
    except ssl.SSLCertVerificationError:
        return OpenedAddress(address, CERTIFICATE)
    except _PrivateError:
        return OpenedAddress(address, PRIVATE, status, None if here == address else here)
    except (OSError, http.client.HTTPException, ValueError):
        return OpenedAddress(address, UNREACHABLE)
    return OpenedAddress(address, LOOP, status, here)


def _state(parts: SplitResult, status: int, start: bytes, *, moved: bool) -> Phrase:
    if status in (404, 410):
        return GONE
    if status in (401, 403, 407) or _DOORS.search(parts.hostname or "") or _DOOR_PATHS.search(parts.path):
        return SIGN_IN
    if not 200 <= status < 300:
        return FAILED
    if _PASSWORD.search(start) or _ASKED.search(start):
        return SIGN_IN
    return MOVED if moved else REACHED


def _same_page(before: str, after: str) -> bool:
    """Whether an address only got its `https`, its `www` or the slash at its end."""

    def bare(address: str) -> tuple[str, str, str]:
        parts = urlsplit(address)
        return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), parts.query

    return bare(before) == bare(after)


class _PrivateError(Exception):
    """A host of a network of its own."""


def _ask(parts: SplitResult) -> tuple[int, str | None, bytes]:
    """The number of the answer, where it sends on to, and how it begins."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    place = _public_place(host, port)
    connection = http.client.HTTPConnection(host, port, timeout=_SECONDS)
    connection.sock = socket.create_connection((place, port), _SECONDS)  # the place that was checked, no other
    try:
        if parts.scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(connection.sock, server_hostname=host)
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (f"?{parts.query}" if parts.query else "")
        headers = {"User-Agent": _AGENT, "Accept": "*/*", "Accept-Encoding": "identity"}
        connection.request("GET", target.encode("ascii", "ignore").decode(), headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location"), answer.read(_MOST)
    finally:
        connection.close()


def _public_place(host: str, port: int) -> str:
    """The number of a host on the web. Raise `_PrivateError` if it is a network's own."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    places = [str(entry[4][0]) for entry in found]
    for place in places:
        if not is_public(place):
            raise _PrivateError
    return places[0]


def is_public(place: str) -> bool:
    """Whether a number of the internet belongs to no network of its own."""
    number = ipaddress.ip_address(place.partition("%")[0])
    if isinstance(number, ipaddress.IPv6Address):
        number = number.ipv4_mapped or number.sixtofour or number
    return number.is_global and not number.is_multicast
