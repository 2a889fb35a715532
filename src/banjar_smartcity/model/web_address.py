"""Web address: an address on the web in the one form in which it is compared and shown."""

from __future__ import annotations

import re

_SCHEME = re.compile(r"(https?)://", re.I)
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*\.?|\d{1,3}(?:\.\d{1,3}){3}", re.I)
_FILE = re.compile(r".+\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|jpe?g|png|txt|csv|md|zip|mp4)", re.I)
"""The name of a file, which could be read as a host if nothing comes before or after it."""
_PORT = re.compile(r":\d{1,5}")


def web_address(text: str) -> str | None:
    """An address of http or https, with its scheme; None if the text is not one.

    Without a scheme it is read as https. The host has a dot and no user before it: `localhost`, which only one computer
    can open, a path, and the place of a cupboard are not addresses.
    """
    if not text.isprintable() or any(c.isspace() or c in '\\"<>`{}|^' for c in text):
        return None
    found = _SCHEME.match(text)
    scheme, rest = (found[1].lower(), text[found.end() :]) if found else ("https", text.removeprefix("//"))
    ends = min((place for mark in "/?#" if (place := rest.find(mark)) >= 0), default=len(rest))
    authority, path = rest[:ends], rest[ends:]
    port = next(iter(_PORT.findall(authority)[-1:]), "") if _PORT.search(authority) else ""
    host = authority.removesuffix(port)
    if not _HOST.fullmatch(host) or host.startswith(("127.", "0.")):
        return None
    if not found and not path and _FILE.fullmatch(host):
        return None
    return f"{scheme}://{host.lower()}{port}{path}"


def repaired(text: str) -> str | None:
    """The address that a text was probably meant to be; None if that is not known."""
    plain = text.strip().strip("<>").replace("\\", "/")
    plain = re.sub(r"^(https?):?/*(?=[^/])", r"\1://", plain, flags=re.I) if plain[:4].lower() == "http" else plain
    return web_address(plain.replace(" ", "%20")) if "." in plain.partition(" ")[0] else None
