"""What was looked up of documents, in words: signatures, addresses and documents with the same text."""

from __future__ import annotations

from collections.abc import Iterator

from ....evidence.looked_up import LookedUp
from ....i18n import N_, Language
from ....privacy.search import redact
from ....reading.online import FAULTS
from ....reading.signed import CHANGED
from ....resources import pip_install
from ....source.letters import printable


def looked_up_lines(name: str, found: LookedUp, lang: Language) -> Iterator[tuple[str, bool]]:
    """What was looked up of a document, each line with whether it is a fault."""
    _ = lang.translate
    for signature in found.signatures.get(name, ()):
        state = _(signature.state.msgid)
        text = N_("electronic signature: {state}; the certificate names {signer}, given out by {issuer}")
        facts = {"signer": signature.signer or "?", "issuer": signature.issuer or "?"}
        yield printable(redact(_(text).format(state=state, **facts))), signature.state == CHANGED
    if opened := found.opened.get(name):
        text = N_("{address}: {state}")
        line = _(text).format(address=redact(opened.address), state=_(opened.state.msgid))
        if opened.status is not None:
            line += f" ({opened.status})"
        if opened.leads_to:
            line += f" → {redact(opened.leads_to)}"
        yield printable(line), opened.state in FAULTS


def looked_up_summary(found: LookedUp, lang: Language) -> Iterator[str]:
    """What holds for several documents, and what was not checked."""
    _ = lang.translate
    for one, other, share in found.same:
        text = N_("{one} and {other} have {share} % of their text in common: is it the same document?")
        yield _(text).format(one=one, other=other, share=int(share * 100))
    signed = [one for signatures in found.signatures.values() for one in signatures]
    if signed:
        yield _(
            N_(
                "Signatures were checked offline: whether a document is as it was signed, and not whether the "
                "certificate is that of the person or was withdrawn. For that, use the authority's own site."
            )
        )
    if found.unchecked:
        text = lang.ngettext(
            "{n} document is signed; to check it: {command}",
            "{n} documents are signed; to check them: {command}",
            len(found.unchecked),
        )
        yield printable(text.format(n=len(found.unchecked), command=pip_install("[pades]")))
