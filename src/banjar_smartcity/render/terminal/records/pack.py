"""The pack in the terminal: which documents are in it and which are not; and whether a pack is complete and signed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from ....diagnostics import At
from ....i18n import N_, Language
from ....publish.pack.checked import CheckedPack
from ....publish.pack.contents import ADDRESS, INTERNAL, LOUD, PACKED, Pack, Placed
from ....publish.pack.signature import BAD, GOOD, UNCHECKED, UNKNOWN, Signature
from ....seeing.pictured.shown import ShownPage
from ....seeing.sight import ABSENT, ELSEWHERE, Sight
from ....source.letters import printable
from ...words.values import STATUSES
from ...words.wording import express
from ..console import console, hanging, styled

SHOWN = 50
"""Faults that are listed; the others are counted."""


def print_pack(pack: Pack, lang: Language, banner: str | None) -> None:
    """Print how many documents are in the pack, and list those that are not."""
    out, _ = console(), lang.translate
    if banner:
        out.print(styled(banner, "bold red"))
    packed = len(pack.documents(PACKED))
    out.print(styled(lang.ngettext("{n} document is packed.", "{n} documents are packed.", packed).format(n=packed)))
    groups = (
        (_(N_("LEFT OUT, and nobody can open them")), pack.documents(*LOUD), "bold red"),
        (_(N_("Internal, left out")), pack.documents(INTERNAL), "yellow"),
        (_(N_("On the web, not in the pack")), pack.documents(ADDRESS), "yellow"),
    )
    for title, found, colour in groups:
        if found:
            out.print(styled(f"{title} ({len(found)})", colour))
            for placed in found:
                hanging(out, styled(f"{placed.id}: {_where(placed, lang)}"), 2)


def print_unseen(pack: Pack, seen: Mapping[At, Sight], lang: Language) -> None:
    """Print for which items nothing of what is claimed was found in the documents, or only on another page."""
    out, _ = console(), lang.translate
    for verdict, text in _UNSEEN.items():
        places = {at for at, sight in seen.items() if sight.verdict == verdict}
        if found := dict.fromkeys(name for name, placed in pack.placed if placed.at in places):
            hanging(out, styled(_(text).format(items=", ".join(found)), "yellow"), 0, "")


def print_shown(pack: Pack, shown: Mapping[At, ShownPage], lang: Language) -> None:
    """Print how many pages the cover sheets show as pictures, and which documents cannot be shown."""
    out, _ = console(), lang.translate
    drawn = [page.picture for page in shown.values() if page.picture is not None]
    if drawn:
        text = lang.ngettext(
            "{n} page is shown as a picture on the cover sheets ({size} MB).",
            "{n} pages are shown as pictures on the cover sheets ({size} MB).",
            len(drawn),
        )
        size = lang.number(Fraction(sum(len(picture.webp) for picture in drawn), 1_000_000), 1)
        out.print(styled(text.format(n=len(drawn), size=size)))
    for reason in dict.fromkeys(page.reason for page in shown.values() if page.reason is not None):
        places = {at for at, page in shown.items() if page.reason == reason}
        ids = dict.fromkeys(placed.id for _name, placed in pack.placed if placed.at in places)
        hanging(out, styled(f"{express(reason, lang)}: {', '.join(ids)}", "yellow"), 0, "")


_UNSEEN = {
    ABSENT: N_("Not found on any page: {items}. See `smartcity evidence verify --item ITEM` before you send it."),
    ELSEWHERE: N_("On another page than the one named: {items}. The cover sheets give the right one."),
}


def print_pictures(stripped: int, failed: Sequence[str], places: Sequence[str], lang: Language) -> None:
    """Print how many pictures were packed without camera and place, and which ones still show them."""
    out, _ = console(), lang.translate
    if stripped:
        text = lang.ngettext(
            "{n} file is packed without camera, place and day; its original has another hash (manifest.csv).",
            "{n} files are packed without camera, place and day; their originals have other hashes (manifest.csv).",
            stripped,
        )
        out.print(styled(text.format(n=stripped)))
    texts = (
        (
            N_("Pictures in these files may still show camera and place; they cannot be changed safely: {ids}"),
            failed,
        ),
        (N_("Pictures in these files show where they were taken: {ids}. --strip leaves that out."), places),
    )
    for text, ids in texts:
        if ids:
            hanging(out, styled(_(text).format(ids=", ".join(ids)), "yellow"), 0, "")


def _where(placed: Placed, lang: Language) -> str:
    """Why a document is not in the pack, or where it is instead."""
    record = placed.evidence
    if record is not None and placed.status == INTERNAL:
        if record.kept_at is None:
            return lang.translate(N_("place unknown"))
        return lang.translate(N_("kept at {where}")).format(where=record.kept_at)
    if record is not None and placed.status == ADDRESS:
        return record.address or ""
    file = f" ({record.file})" if record is not None and record.file else ""
    return lang.translate(STATUSES[placed.status]) + file


SIGNED: Mapping[str, str] = {
    GOOD: N_("Signed by {signer}, with the key {key}."),
    UNKNOWN: N_(
        "Signed with the key {key}. Whose key that is is not known here; name the keys that you trust with --signers."
    ),
    BAD: N_("The signature is not valid: it was made of something else, or for something else."),
    UNCHECKED: N_("The signature was not checked, since ssh-keygen is not installed."),
}
UNSIGNED = N_("It is not signed: that nothing was changed since is shown, but not who made it.")


def checked_lines(pack: CheckedPack, lang: Language) -> Iterator[str]:
    """What a check of a pack found, for people."""
    _ = lang.translate
    if about := pack.about.get("External-Description"):
        yield printable(about)
    text = lang.ngettext("{n} file is complete and unchanged.", "{n} files are complete and unchanged.", pack.files)
    yield text.format(n=pack.files)
    if n := len(pack.faults):
        text = lang.ngettext("{n} file is not as it was packed:", "{n} files are not as they were packed:", n)
        yield text.format(n=n)
        for fault in pack.faults[:SHOWN]:
            yield f"  - {printable(fault.path)}: {_(fault.kind.msgid)}"
        if n > SHOWN:
            left = n - SHOWN
            yield "  " + lang.ngettext("and {n} more", "and {n} more", left).format(n=left)
    if n := len({one.original for one in pack.stripped}):
        text = lang.ngettext(
            "{n} picture was packed without camera, place and day; data/manifest.csv has the original hash.",
            "{n} pictures were packed without camera, place and day; data/manifest.csv has the original hashes.",
            n,
        )
        yield text.format(n=n)
    yield signature_line(pack.signature, lang)


def signature_line(signature: Signature | None, lang: Language) -> str:
    """What is known of the signature of a pack, in a sentence."""
    if signature is None:
        return lang.translate(UNSIGNED)
    facts = {"signer": printable(signature.signer or ""), "key": signature.key or "?"}
    return lang.translate(SIGNED[signature.state]).format(**facts)
