"""Web address: an address on the web in the one form in which it is compared and shown."""

from __future__ import annotations

import re
from functools import lru_cache

_SCHEME = r"(?i)(https?)://"
_HOST = r"(?i)(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*\.?|\d{1,3}(?:\.\d{1,3}){3}"
_FILE = r"(?i).+\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|jpe?g|png|txt|csv|md|zip|mp4)"
"""The name of a file, which could be read as a host if nothing comes before or after it."""
_PORT = r":\d{1,5}"
_OWN_COMPUTER = r"127\..*|0\..*|(?:.*\.)?localhost|localhost\..*"
_OWN_NETWORK = (
    r"10\..*|192\.168\..*|169\.254\..*|172\.(?:1[6-9]|2\d|3[01])\..*"
    r"|.*\.(?:local|lan|internal|intranet|home|corp|localdomain|home\.arpa|test|invalid)"
)
"""Hosts that only one office can reach, or that are reserved and never exist."""
_DIGITS = r"[\d.]+"
_TRAIL = r"(?i)(?:utm_\w*|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid)(?:=.*)?"
"""What other sites add to a query to say where a reader came from. It leads to no other page."""
_IN_NO_ADDRESS = frozenset(' \\"<>`{}|^')
_USUAL_PORT = r"^(https?://[^/?#:]+):(?:80|443)(?![0-9])"


@lru_cache(maxsize=256)
def web_address(text: str) -> str | None:
    """An address of http or https, with its scheme; None if the text is not one.

    Without a scheme it is read as https. The host has a dot and no user before it: `localhost`, which only one computer
    can open, a path, and the place of a cupboard are not addresses.
    """
    if not text.isprintable() or not _IN_NO_ADDRESS.isdisjoint(text):
        return None
    found = re.match(_SCHEME, text)
    scheme, rest = (found[1].lower(), text[found.end() :]) if found else ("https", text.removeprefix("//"))
    ends = min((place for mark in "/?#" if (place := rest.find(mark)) >= 0), default=len(rest))
    authority, path = rest[:ends], rest[ends:]
    port = next(iter(re.findall(_PORT, authority)[-1:]), "") if re.search(_PORT, authority) else ""
    host = authority.removesuffix(port)
    if port and not 0 < int(port[1:]) < 1 << 16:
        return None
    if not re.fullmatch(_HOST, host) or re.fullmatch(_OWN_COMPUTER, host.lower().rstrip(".")):
        return None
    if re.fullmatch(_DIGITS, host) and any(int(part) > 255 for part in host.split(".")):
        return None
    if not found and not path and re.fullmatch(_FILE, host):
        return None
    return f"{scheme}://{host.lower()}{port}{path}"


def is_on_public_web(text: str) -> bool:
    """Whether anybody could open an address, not only who sits in the network of an office."""
    address = web_address(text)
    host = re.split(r"[/?#:]", address.partition("://")[2], maxsplit=1)[0] if address else ""
    return bool(host) and not re.fullmatch(_OWN_NETWORK, host.rstrip("."))


@lru_cache(maxsize=256)
def page_of(text: str) -> str | None:
    """The page that an address leads to, in a form for comparison; None if it is not an address.

    What a browser does not send (the part after `#`), or reads as the same, makes no other page: the scheme, the usual
    port, a dot after the host, `www.`, letters written as `%61`, and steps that lead nowhere.
    Nor does what says where the reader came from (`utm_source`).
    """
    address = web_address(text)
    if address is None:
        return None
    from urllib.parse import unquote

    plain = re.sub(_USUAL_PORT, r"\1", address.partition("#")[0])
    place, _, query = plain.partition("?")
    query = "&".join(part for part in query.split("&") if part and not re.fullmatch(_TRAIL, part))
    host, _, path = place.partition("://")[2].partition("/")
    steps: list[str] = []
    for step in unquote(path).split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join((host.rstrip(".").removeprefix("www."), *steps)) + (f"?{query}" if query else "")


def is_home_page(text: str) -> bool:
    """Whether an address leads to the first page of a site, whose contents change, and to no document on it.

    What follows `#/` or `#!` is a page to the programs of many sites.
    """
    page = page_of(text)
    return page is not None and not re.search(r"[/?]", page) and not re.search("#[/!].", text)


def repaired(text: str) -> str | None:
    """The address that a text was probably meant to be; None if that is not known."""
    plain = text.strip().strip("<>").replace("\\", "/")
    plain = re.sub(r"^(https?):?/*(?=[^/])", r"\1://", plain, flags=re.I) if plain[:4].lower() == "http" else plain
    return web_address(plain.replace(" ", "%20")) if "." in plain.partition(" ")[0] else None
